"""Timelines: contiguous, as long as promised, through every stop."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render import InputError, Timeline

seconds = st.floats(0.05, 20)
holds = seconds | st.lists(seconds, min_size=1, max_size=5).map(tuple)
timelines = st.builds(
    Timeline, hold=holds, morph=st.just(0) | seconds, fps=st.floats(20, 60), loop=...
)


@given(timelines, st.integers(1, 12))
def test_pictures_follow_each_other_without_a_gap(timeline, stops):
    shots = list(timeline.shots(stops))
    assert shots[0].start == 0
    for shot, after in pairwise(shots):
        assert shot.end == pytest.approx(after.start, abs=1e-9)
        assert shot.position < after.position
    assert [shot for shot in shots if shot.end <= shot.start] == []
    assert {float(stop) for stop in range(stops)} <= {shot.position for shot in shots}
    assert shots[-1].position < stops


@given(timelines, st.integers(2, 12))
def test_films_last_as_long_as_holds_and_morphs_together(timeline, stops):
    morphs = stops if timeline.loop else stops - 1
    hold = timeline.hold if isinstance(timeline.hold, tuple) else (timeline.hold,)
    held = [*hold, *[hold[-1]] * stops][:stops]
    expected = sum(held) + morphs * timeline.morph
    *_, last = timeline.shots(stops)
    assert last.end == pytest.approx(expected, abs=1e-6)
    assert timeline.seconds(stops) == pytest.approx(expected)


def test_each_stop_may_stand_still_for_a_time_of_its_own():
    timeline = Timeline(hold=(1.0, 3.0, 2.0))
    shots = [(s.position, s.start, s.end) for s in timeline.shots(4)]
    assert shots == [(0, 0, 1), (1, 1, 4), (2, 4, 6), (3, 6, 8)]
    with pytest.raises(InputError, match=r"^hold -1: expected"):
        Timeline(hold=(1.0, -1.0))
    with pytest.raises(InputError, match=r"^hold "):
        Timeline(hold=())


def test_the_default_is_the_originals_one_second_and_hard_cuts():
    shots = [(s.position, s.start, s.end) for s in Timeline().shots(3)]
    assert shots == [(0, 0, 1), (1, 1, 2), (2, 2, 3)]


def test_a_morph_by_hand():
    # Half a second held, half a second of four steps, eased by 3 t^2 - 2 t^3.
    timeline = Timeline(hold=0.5, morph=0.5, fps=8)
    shots = [(s.position, s.start, s.end) for s in timeline.shots(2)]
    assert shots == [
        (0, 0, 0.625),
        (0.15625, 0.625, 0.75),
        (0.5, 0.75, 0.875),
        (0.84375, 0.875, 1.0),
        (1, 1.0, 1.5),
    ]


def test_a_loop_glides_from_the_last_stop_to_the_first():
    positions = [s.position for s in Timeline(0.5, 0.5, 8, loop=True).shots(2)]
    assert positions[-3:] == [1.15625, 1.5, 1.84375]


@pytest.mark.parametrize(
    "values",
    [
        {"hold": -1},
        {"hold": float("nan")},
        {"hold": 1e9},
        {"morph": -0.1},
        {"fps": 0},
        {"fps": float("nan")},
        {"fps": float("inf")},
        {"hold": 0},
    ],
)
def test_timelines_that_no_film_can_have(values):
    (name,) = values
    with pytest.raises(InputError, match=f"^{name} .*expected"):
        Timeline(**values)

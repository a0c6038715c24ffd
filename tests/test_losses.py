"""Losses: curves go through what was measured, and the present is where it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Chosen, Data, Given, Recorder, Runs, Sliced, Training
from model.learn.datasets import dataset
from render import (
    DARK,
    Compared,
    Curve,
    Curves,
    Dividers,
    InputError,
    Lesson,
    Losses,
    Moment,
    Points,
    Tour,
)
from render.plot.titles import as_title
from render.stage.painter import Painter
from render.type.typeset import width
from render.type.words import clean
from render.view.progress import BLANK, progress
from render.view.scales import loss_axis, step_axis

LOSSES = st.floats(1e-9, 1e9)
CLOUDS = dataset("gaussians", points=40).along([0])


@pytest.fixture(scope="module")
def recording():
    """A short training with points to test with."""
    training = Training.of(dataset("moons", points=60), (2, 4, 1), steps=60, split=0.4)
    return training.run()


def marks_of(kind, recording, position, view=None, networks=None):
    networks = networks or recording
    network = networks[int(position)]
    plot = (view or Losses()).plot(Moment(network, position, networks))
    return [mark for mark in plot.marks if type(mark) is kind], plot


@pytest.mark.parametrize("logarithmic", [True, False])
def test_curves_go_through_all_that_was_measured(recording, logarithmic):
    view = Losses(logarithmic)
    (train, _, test, _), _ = marks_of(Curve, recording, 10, view)
    for curve, losses in (
        (train, recording.training_losses),
        (test, recording.test_losses),
    ):
        back = 10**curve.y if logarithmic else curve.y
        np.testing.assert_allclose(back, losses, rtol=1e-12)
        # An axis of steps has log10(1 + step / 10) along it.
        np.testing.assert_allclose(10 * (10**curve.x - 1), recording.steps, atol=1e-9)


@pytest.mark.parametrize("position", [0, 7, 7.25, 7.9, 60])
def test_discs_are_at_the_last_stop_and_the_line_is_at_the_present(recording, position):
    stop, share = int(position), position % 1
    discs, plot = marks_of(Points, recording, position, Losses(logarithmic=True))
    (line,) = (mark for mark in plot.marks if isinstance(mark, Dividers))
    x = np.log10(1 + recording.steps / 10)
    for disc, losses in zip(
        discs, (recording.training_losses, recording.test_losses), strict=True
    ):
        ((across, up),) = disc.places
        assert across == pytest.approx(x[stop])
        assert 10**up == pytest.approx(losses[stop])
    assert [disc.hollow.tolist() for disc in discs] == [[False], [True]]
    after = x[min(stop + 1, len(x) - 1)]
    assert line.x[0] == pytest.approx(x[stop] + share * (after - x[stop]))


def test_what_is_to_come_is_faint_and_what_was_is_not(recording):
    (whole, past, *_), _ = marks_of(Curve, recording, 20)
    assert whole.depth < 0.5 and past.depth == 1 and past.opacity == 1
    assert past.x[-1] == pytest.approx(np.log10(1 + recording.steps[20] / 10))
    assert whole.x[-1] > past.x[-1]


def test_a_frame_shows_the_past_brighter_than_what_is_to_come(recording):
    tour = Tour(recording, Losses())
    painter = Painter((640, 360), DARK)
    last = painter(tour.draw(60)).astype(int).sum(axis=2)
    first = painter(tour.draw(0)).astype(int).sum(axis=2)
    inside = slice(70, 260), slice(200, 380)  # away from frame, discs and words
    assert last[inside].max() > 2 * first[inside].max() > 0


def test_discs_on_the_frame_are_whole_and_leave_nothing_behind(recording):
    tour = Tour(recording, Losses())
    painter = Painter((640, 360), DARK)
    last, first, again = (painter(tour.draw(k)) for k in (60, 0, 60))
    assert (last == again).all() and (last != first).any()
    alone = Painter((640, 360), DARK)(tour.draw(0))
    assert (first == alone).all()  # no part of the disc at the last step


def test_without_points_to_test_with_there_is_one_curve_and_no_name():
    recording = Training.of(dataset("wiggle", points=20), (1, 3, 1), steps=9).run()
    curves, plot = marks_of(Curve, recording, 3)
    assert len(curves) == 2 and plot.axes.names == ()
    assert len(marks_of(Points, recording, 3)[0]) == 1


def test_losses_of_another_library_are_those_it_told(tmp_path, recording):
    recorder = Recorder(tmp_path / "told.npz", unit="epoch")
    told = [3.0, 0.5, 0.25, 0.0]
    for k, loss in enumerate(told):
        recorder.record(recording[k], loss)
    curves, plot = marks_of(Curve, recorder.recording(), 2, Losses(logarithmic=False))
    assert curves[0].y.tolist() == told
    assert plot.axes.x.label == "epoch"
    curves, _ = marks_of(Curve, recorder.recording(), 3)  # of 0 there is no logarithm
    assert np.isfinite(curves[0].y).all()


def test_some_of_the_networks_are_seen_among_all_steps(recording):
    chosen = Chosen(recording, [5, 50])
    discs, _ = marks_of(Points, recording, 1, networks=chosen)
    assert discs[0].places[0, 0] == pytest.approx(
        np.log10(1 + recording.steps[50] / 10)
    )
    sliced = Sliced(recording, [0], np.zeros(2))
    discs, _ = marks_of(Points, recording, 50, networks=sliced)
    assert discs[0].places[0, 0] == pytest.approx(
        np.log10(1 + recording.steps[50] / 10)
    )


@pytest.mark.parametrize("networks", [None, "given"])
def test_what_was_not_recorded_has_no_losses(recording, networks):
    networks = networks and Given([recording[0]])
    with pytest.raises(InputError, match="expected a recording of a training"):
        Losses().plot(Moment(recording[0], 0.0, networks))


@pytest.mark.parametrize("y", [(0, 1), (-1, 1), (1, 1.5), (1, 1), (float("nan"), 1)])
def test_ranges_without_logarithms_are_refused(y):
    with pytest.raises(InputError, match="expected a low end"):
        Losses(logarithmic=True, y=y)


@pytest.mark.parametrize(
    ("y", "logarithmic"),
    [((0.5, 0.9), False), ((0, 1), False), ((-1, 1), False), ((0.01, 1), True)],
)
def test_ranges_of_losses_are_logarithmic_where_they_can_and_need_be(
    recording, y, logarithmic
):
    _, plot = marks_of(Curve, recording, 3, Losses(y=y))
    ends = np.log10(y) if logarithmic else y
    assert [plot.axes.y.low, plot.axes.y.high] == pytest.approx([*ends])


@given(st.lists(LOSSES, min_size=1, max_size=8))
def test_ticks_of_logarithmic_axes_say_where_they_are(losses):
    axis = loss_axis(np.array(losses), True)
    assert axis.low < axis.high and len(axis.ticks) == len(axis.words) >= 1
    for place, word in zip(axis.ticks, axis.words, strict=True):
        assert axis.low <= place <= axis.high
        plain = word.strip("$").replace(",", "").replace(r"\times10^", "e")
        plain = plain.replace("10^", "1e") if plain.startswith("10^") else plain
        value = float(plain.replace("{", "").replace("}", ""))
        assert np.log10(value) == pytest.approx(place)


@given(st.integers(0, 1000), st.integers(0, 10**6))
def test_ticks_of_steps_say_where_they_are_and_keep_apart(first, more):
    axis = step_axis("step", first, first + more)
    for place, word in zip(axis.ticks, axis.words, strict=True):
        assert place == pytest.approx(np.log10(1 + int(word.replace(",", "")) / 10))
        assert axis.low <= place <= axis.high
    assert (np.diff(axis.ticks) > 0.1 * (axis.high - axis.low)).all()


def test_words_on_progress_keep_their_places(recording):
    texts = progress(recording)
    assert len({len(text) for text in texts}) == 1
    starts = [width(text.partition("loss")[0], "plain") for text in texts]
    assert max(starts) - min(starts) < 0.1  # sizes: the space beside the first letter
    whole = [width(clean(text), "plain") for text in texts]
    assert max(whole) - min(whole) < 0.2
    assert texts[60].startswith("step 60: loss ")
    assert texts[60].strip(BLANK).endswith(" right")


def lesson_of(recordings, view):
    return Lesson(Runs.of(dict(zip("ab", recordings, strict=True))), view)


def parts_of(recordings, view, position=4.0):
    """The row of trainings that are compared, and their losses."""
    (grid,) = lesson_of(recordings, view).draw(position).plots
    return grid.plots


def test_a_comparison_shows_the_losses_of_each_in_one_colour(recording):
    data = dataset("wiggle", points=30)
    both = [
        Training.of(data, (1, 3, 1), steps=20, seed=s, split=0.5).run() for s in (1, 2)
    ]
    views = [Curves(data=each.data) for each in both]
    row, last = parts_of(both, Compared(views, Losses(logarithmic=False)))
    (below,) = last.plots
    for k, (recording, plot) in enumerate(zip(both, row.plots, strict=True)):
        assert {m.series for m in plot.marks if isinstance(m, Curve)} == {k}
        assert {m.series for m in plot.marks if isinstance(m, Points)} == {None}
        lines = [m for m in below.marks if isinstance(m, Curve) and m.series == k]
        ends = {round(float(line.y[-1]), 9) for line in lines if line.depth < 1}
        last = recording.training_losses[-1], recording.test_losses[-1]
        assert ends == {round(float(loss), 9) for loss in last}


TWO = Data(np.zeros((9, 1)), np.arange(18.0).reshape(9, 2), categories=())


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        (TWO, {}, {0, 1}),
        (CLOUDS, {}, {0}),
        (CLOUDS, {"parts": ("threshold", "boundaries", "regions")}, {0}),
    ],
)
def test_a_comparison_leaves_outputs_and_categories_their_colours(
    data, options, expected
):
    layers = 1, 3, data.targets.reshape(len(data), -1).shape[1]
    both = [Training.of(data, layers, steps=5, seed=s).run() for s in (1, 2)]
    view = Curves(data=data, **options)
    row, last = parts_of(both, Compared([view] * 2))
    for recording, plot in zip(both, row.plots, strict=True):
        alone = view.plot(Moment(recording[4], 4.0, recording))
        own, found = (
            [m.series for m in p.marks if isinstance(m, Curve)] for p in (alone, plot)
        )
        assert own == found and {*found} == expected
    (losses,) = last.plots
    assert {m.series for m in losses.marks if isinstance(m, Curve)} == {None}


ENTROPY = "logistic cross-entropy"


@pytest.mark.parametrize(
    ("splits", "losses", "words"),
    [
        ((0.0, 0.0), ("logistic", "logistic"), f"Loss: {ENTROPY}."),
        (
            (0.0, 0.5),
            ("logistic", "logistic"),
            f"Loss: {ENTROPY}, dashed: of test data.",
        ),
        (
            (0.0, 0.0),
            ("squared", "logistic"),
            f"Loss: squared error (a) and {ENTROPY} (b).",
        ),
    ],
)
def test_notes_of_compared_losses_are_true_of_each(splits, losses, words):
    both = [
        Training.of(CLOUDS, (1, 3, 1), loss=loss, split=split, steps=5).run()
        for loss, split in zip(losses, splits, strict=True)
    ]
    scene = lesson_of(both, Compared([Curves(data=CLOUDS)] * 2))
    assert as_title(scene.draw(0.0).note).text.endswith(words)


def test_trainings_of_other_steps_are_compared_in_step():
    long, short = (
        Training.of(CLOUDS, (1, 3, 1), steps=steps, seed=steps).run()
        for steps in (30, 12)
    )
    view = Compared([Curves(data=CLOUDS)] * 2)
    for stop in (7, 12, 30):
        row, last = parts_of([long, short], view, stop)
        for run, plot in zip((long, short), row.plots, strict=True):
            network = run[min(stop, len(run) - 1)]
            (curve,) = (mark for mark in plot.marks if isinstance(mark, Curve))
            np.testing.assert_array_equal(curve.y, network(curve.x[:, None])[:, 0])
        assert as_title(last.plots[0].title).text.strip(BLANK) == f"step {stop}"
        ends = [m.places[0, 0] for m in last.plots[0].marks if isinstance(m, Points)]
        steps = np.array([stop, min(stop, 12)])
        np.testing.assert_allclose(ends, np.log10(1 + steps / 10))


def test_a_comparison_has_a_view_for_each_training(recording):
    for n in (1, 3):
        with pytest.raises(InputError, match=f"views of {n}: expected 2, as many as"):
            lesson_of([recording] * 2, Compared([Curves()] * n)).draw(0)


@pytest.mark.parametrize(
    ("layers", "activations", "words"),
    [
        ([(1, 3, 1)] * 2, ["tanh"] * 2, "1 input, layers of 3, 1 (tanh)"),
        ([(1, 3, 1)] * 2, ["tanh", "relu"], "1 input, layers of 3, 1 (tanh; or ReLU)"),
        ([(1, 1), (1, 2, 1)], ["tanh"] * 2, "1 input, 1 node (tanh) and 1 input, "),
    ],
)
def test_a_comparison_says_what_its_networks_are_made_of(layers, activations, words):
    both = [
        Training.of(CLOUDS, sizes, name, loss="squared", steps=2).run()
        for sizes, name in zip(layers, activations, strict=True)
    ]
    scene = lesson_of(both, Compared([Curves(data=CLOUDS)] * 2))
    note = as_title(scene.draw(0).note).text
    assert note.startswith(words) and note.count("1 input") == words.count("1 input")

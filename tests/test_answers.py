"""Answers: numbers and bars are the network's, and so is what is said of them."""

from dataclasses import replace

import numpy as np
import pytest

from model import Family, Random
from render import Answers, InputError, Room, Walk
from render.plot.glyphs import Label, Line, Shape
from tests.command import LIBRARY
from tests.test_layout import SIZES, check_words

ROOM = Room(560, 260)
AT, TRUTH = (-1.0, -1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)
NAMES = "solid", "vertical", "diagonal", "horizontal"


def walk(seed, sizes=(4, 4, 4, 8, 4), truth=TRUTH):
    names = NAMES if len(truth) == 4 else ()
    networks = Random(Family(sizes, "tanh"), 1, seed=seed)
    return Walk(networks, Answers(AT, truth, names))


def answers_of(scene):
    return scene.networks[0](np.array([AT]))[0]


def glyphs_at(scene, stop, room=ROOM):
    (steps,) = scene.draw(stop).marks
    return steps.fitted(room).glyphs


def cells(glyphs):
    """The numbers of a table, by row and column."""
    return {
        glyph.key[1:]: float(glyph.text.strip("$"))
        for glyph in glyphs
        if isinstance(glyph, Label) and glyph.key[0] == "cell"
    }


@pytest.mark.parametrize("seed", range(12))
def test_numbers_and_bars_are_what_the_network_answers(seed):
    scene = walk(seed)
    answers = answers_of(scene)
    off = [abs(a - t) for a, t in zip(answers, TRUTH, strict=True)]
    glyphs = glyphs_at(scene, 3)
    table = cells(glyphs)
    for row, numbers in enumerate((answers, TRUTH, off), start=1):
        found = [table[row, j] for j in range(4)]
        assert found == pytest.approx(list(numbers), abs=0.0051)
    (error,) = [g for g in glyphs if isinstance(g, Label) and g.key == ("error",)]
    assert float(error.text.strip("$")) == pytest.approx(sum(off), abs=0.0051)
    levels = {
        g.key[1]: g.start[1] for g in glyphs if g.key[0] == "level" and g.kind == "line"
    }
    unit = levels[1] - levels[0]
    bars = {g.key: g.bounds[:, 1] for g in glyphs if isinstance(g, Shape)}
    lines = {g.key: g.start[1] for g in glyphs if isinstance(g, Line)}
    for j, (answer, truth) in enumerate(zip(answers, TRUTH, strict=True)):
        for key, ends in (("answer", (0, answer)), ("off", (answer, truth))):
            expected = [levels[0] + unit * x for x in sorted(ends)]
            assert bars[key, j] == pytest.approx(expected, abs=0.6)  # points
        assert lines["truth", j] == pytest.approx(levels[0] + unit * truth)
    tops = [bars["pile", j] for j in range(4)]
    assert tops[0][0] == pytest.approx(levels[0], abs=0.6)
    assert tops[-1][1] == pytest.approx(levels[0] + unit * sum(off), abs=0.6)


def test_what_is_not_spoken_of_yet_is_not_seen():
    counts = [len(cells(glyphs_at(walk(0), stop))) for stop in range(5)]
    assert counts == [4, 8, 12, 12, 12]


@pytest.mark.parametrize("seed", range(40))
def test_the_verdict_is_true(seed):
    scene = walk(seed)
    highest = int(answers_of(scene).argmax())
    words = scene.heading(4)
    assert words.startswith(NAMES[highest].capitalize())
    assert ("right" in words) == (highest == 3) != ("wrong" in words)
    assert max(len(scene.heading(stop)) for stop in range(5)) <= 60
    error = np.abs(answers_of(scene) - TRUTH).sum()
    assert error > 0  # which every verdict speaks of


def test_the_scenes_own_answer_is_right_and_has_an_error():
    scene = LIBRARY.scenes["error_of_answers"]
    assert scene.heading(4) == "Horizontal is highest: right, and yet there is an error"
    texts = [cells(glyphs_at(scene, 3))[3, j] for j in range(4)]
    assert sum(texts) == pytest.approx(1.33)  # rounded numbers add up, too


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"at": (1.0,)}, "layers 4,4,4,8,4: expected 1 input and 4 outputs"),
        (
            {"truth": (0.0, 1.0), "names": ()},
            "layers 4,4,4,8,4: expected 4 inputs and 2 outputs",
        ),
        ({"truth": (0.0, 0.0, np.nan, 1.0)}, "expected finite numbers"),
        ({"names": ("a", "b")}, "names a,b: expected 4, one for each output"),
    ],
)
def test_what_cannot_be_answered_is_refused(fields, words):
    with pytest.raises(InputError, match=words):
        replace(walk(0), view=replace(Answers(AT, TRUTH, NAMES), **fields))


def test_more_outputs_than_there_is_room_for_are_refused():
    scene = walk(0, (4, 30), (0.0,) * 30)
    with pytest.raises(InputError, match="a larger picture, or fewer outputs"):
        check_words(scene.draw(0), (640, 360))
    few = walk(0, (4, 2), (0.0, 1.0))
    assert check_words(few.draw(4), (320, 180))


@pytest.mark.parametrize(
    "seed", [0, 107, *(pytest.param(k, marks=pytest.mark.slow) for k in range(1, 99))]
)
def test_words_are_whole_for_any_seed(seed):
    for size in SIZES[:: 1 if seed == 107 else 3]:
        for stop in (1, 4):
            assert check_words(walk(seed).draw(stop), size)

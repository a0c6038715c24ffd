"""Activations: what nodes and lines show is what the network computes."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model import FOUR_PIXELS, Family, Given, four_pixel_network
from render import Activations, InputError, Moment, Names, Walk
from render.plot.drawings import Room
from render.plot.glyphs import Label, Line, Pixels, Shape
from tests.command import LIBRARY
from tests.test_layout import check_words

WIDE, UPRIGHT, SQUARE = Room(552, 242), Room(300, 464), Room(552, 500)
NAMES = Names(classes=FOUR_PIXELS.categories)


def of_kind(kind, drawing):
    return {glyph.key: glyph for glyph in drawing.glyphs if isinstance(glyph, kind)}


def last_step(layers, seed, links="products", f="tanh"):
    """All of a random network, lit by a random point."""
    at = tuple(np.random.default_rng(seed).uniform(-1, 1, layers[0]))
    view, network = Activations(at, links=links), Family(layers, f).network(0, seed)
    return at, network, view.steps(network)[-1]


@pytest.mark.parametrize("room", [WIDE, UPRIGHT, SQUARE])
@pytest.mark.parametrize("layers", [(4, 4, 4, 8, 4), (2, 3, 1), (1, 1)])
def test_nodes_numbers_and_lines_are_the_networks(layers, room):
    for seed in range(4):
        at, network, step = last_step(layers, seed)
        values = [row[0] for row in network.nodes(np.array([at]))]
        drawing = step.drawing(room)
        lit, labels = of_kind(Pixels, drawing), of_kind(Label, drawing)
        assert len(lit) == sum(layers)
        for (_, k, j), glyph in lit.items():
            assert glyph.values == [[values[k][j - 1]]]
            if label := labels.get(("number", k, j)):
                assert abs(float(label.text.strip("$")) - values[k][j - 1]) <= 0.00501
        assert any(key[0] == "number" for key in labels)
        lines = of_kind(Line, drawing)
        assert len(lines) == sum(n * m for n, m in pairwise(layers))
        for (_, k, i, j), line in lines.items():
            product = network.layers[k].weights[i, j] * values[k][i - 1]
            assert line.strength == pytest.approx(np.clip(product, -1, 1))


def test_a_single_output_is_said_as_a_number_and_others_by_name_or_number():
    at, network, step = last_step((2, 3, 1), 1)
    assert step.heading == f"The output is {network(np.array([at]))[0, 0]:.2f}"
    at, network, step = last_step((2, 3, 4), 1)
    answer = int(network(np.array([at]))[0].argmax())
    assert step.heading == f"The highest output is the answer: output {answer}"


def test_lines_may_be_weights_alone():
    _, network, step = last_step((3, 4, 2), 1, "weights")
    for (_, k, i, j), line in of_kind(Line, step.drawing(WIDE)).items():
        assert line.strength == network.layers[k].weights[i, j]


def test_a_walk_lights_layer_after_layer_and_then_every_picture():
    """Of the network by hand each of the eight pictures gets its name, one ties."""
    scene = LIBRARY.scenes["pixels_walk"]
    steps = scene.view.steps(four_pixel_network())
    for n, step in enumerate(steps[:6]):
        lit = {key[1] for key in of_kind(Pixels, step.drawing(WIDE)) if key[0] == "lit"}
        assert lit == set(range(max(n, 1)))  # at first the pixels are in the picture
    answers = {}
    for step in steps[6:]:
        labels = of_kind(Label, step.drawing(WIDE))
        named = [la.text for key, la in labels.items() if key[0] == "name"]
        right = [
            la.text for key, la in labels.items() if key[0] == "name" and la.emphasis
        ]
        assert named == list(FOUR_PIXELS.categories)
        answers[step.point] = right
    for point, target in zip(FOUR_PIXELS.inputs, FOUR_PIXELS.targets, strict=True):
        assert answers.pop(tuple(point)) == [FOUR_PIXELS.categories[target]]
    ((tie, named),) = answers.items()
    assert set(tie) == {-1, 1} and named == list(FOUR_PIXELS.categories)


@settings(max_examples=12)
@example([784, 16, 16, 10], 552, 242)
@given(
    st.lists(st.sampled_from([1, 2, 4, 9, 40]), min_size=2, max_size=4),
    st.integers(150, 560),
    st.integers(150, 520),
)
def test_no_node_meets_another_or_leaves_the_room(layers, across, up):
    room = Room(across, up)
    view = Activations((0.5,) * layers[0], names=Names())
    (*_, step) = view.steps(Family(layers, "relu").network(0))
    try:
        drawing = step.drawing(room)
    except InputError as error:
        assert error.name == "room" and "\n" not in str(error)
        return
    nodes = [g for g in drawing.glyphs if isinstance(g, Shape)]
    boxes = np.array([g.bounds for g in nodes])
    assert (boxes > -1e-6).all() and (boxes < np.array([across, up]) + 1e-6).all()
    low, high = boxes[:, 0], boxes[:, 1] - 1e-6
    meet = (low[:, None] < high).all(axis=-1) & (low < high[:, None]).all(axis=-1)
    assert not np.triu(meet, 1).any()


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(s, marks=pytest.mark.slow) for s in range(1, 100))]
)
def test_words_are_whole_with_any_numbers(seed):
    at = tuple(np.random.default_rng(seed).uniform(-1, 1, 4))
    network = Family((4, 4, 4, 8, 4), ("tanh", "identity"), 3.0).network(seed)
    walk = Walk(Given([network]), Activations(at, shape=(2, 2), names=NAMES), title="x")
    for stop in range(walk.stops):
        for size in [(1280, 720), (720, 1280), (720, 720)]:
            assert check_words(walk.draw(stop), size)


def test_it_is_a_view_like_any_other():
    view, network = (
        Activations((1, -1), names=Names()),
        Family((2, 3, 2), "tanh").network(0),
    )
    (mark,) = view.plot(Moment(network)).marks
    assert len(of_kind(Pixels, mark.fitted(WIDE))) == 7


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": (1.0, np.nan)}, "at 1.0,nan: expected 2 finite numbers"),
        ({"others": ((1.0,),)}, "at 1.0: expected 2 finite numbers"),
        ({"shape": (2, 2)}, "shape 2 by 2: expected 2 pixels"),
        ({"links": "sums"}, "links sums: expected weights, products"),
        ({"strongest": 0}, "strongest 0: expected a number above 0"),
    ],
)
def test_what_cannot_be_shown_is_refused(change, words):
    with pytest.raises(InputError, match=words):
        replace(Activations((1.0, -1.0)), **change)


def test_networks_of_other_inputs_are_refused():
    with pytest.raises(InputError, match="layers 3,2: expected the first to be 2"):
        Walk(Given([Family((3, 2), "tanh").network(0)]), Activations((1.0, 0.0)))

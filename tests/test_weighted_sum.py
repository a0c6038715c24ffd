"""Weighted sums: every number of a node, and the place on the curve of its function."""

from dataclasses import replace

import numpy as np
import pytest

from model import Family, Given, Network, Random
from render import InputError, Moment, Walk, WeightedSum
from render.plot.drawings import Room
from render.plot.glyphs import Label, Line, Picture, Pixels
from tests.command import LIBRARY
from tests.test_layout import check_words

ROOM, UPRIGHT = Room(552.0, 242.0), Room(300.0, 464.0)
AT = (0.5, 0.0, 0.75, -0.75)


def numbers(drawing):
    """The numbers of a drawing, by their keys."""
    labels = [g for g in drawing.glyphs if isinstance(g, Label) and "$" in g.text]
    return {label.key: float(label.text.strip("$")) for label in labels}


def drawn(view, network, room=ROOM):
    (mark,) = view.plot(Moment(network)).marks
    return mark.fitted(room)


@pytest.mark.parametrize("room", [ROOM, UPRIGHT])
@pytest.mark.parametrize("f", ["tanh", "logistic", "relu", "identity"])
@pytest.mark.parametrize("place", [(1, 1), (1, 3), (2, 2)])
def test_numbers_in_places_are_the_nodes(place, f, room):
    layer, node = place
    network = Family((4, 3, 2), f).network(5)
    x = [*AT]
    for one in network.layers[: layer - 1]:  # one number at a time
        x = [
            float(one.activation(np.array([w[0] + np.dot(w[1:], x)]))[0])
            for w in one.weights.T
        ]
    bias, *w = network.layers[layer - 1].weights[:, node - 1].tolist()
    products = [a * b for a, b in zip(x, w, strict=True)]
    total = bias + sum(products)
    y = float(network.layers[layer - 1].activation(np.array([total]))[0])
    drawing = drawn(WeightedSum(AT, layer, node), network, room)
    found = numbers(drawing)
    expected = {("bias",): bias, ("sum",): total}
    for i in range(len(x)):
        expected["number", 0, i + 1] = x[i]
        expected["weights", i + 1] = w[i]
        expected["products", i + 1] = products[i]
    if f != "identity":
        expected |= {("number", 1, node): y, ("at",): total}
    for key, value in expected.items():
        assert abs(found.pop(key) - value) <= 0.00501, key
    assert {key[0] for key in found} <= {"bound"}
    lines = [g for g in drawing.glyphs if isinstance(g, Line) and g.key[0] == "edge"]
    for line in lines:
        assert line.strength == np.clip(w[line.key[2] - 1], -1, 1)


@pytest.mark.parametrize("f", ["tanh", "relu"])
def test_the_answer_is_read_off_the_curve(f):
    """The place on it is where the curve, as it is drawn, is as high as the answer."""
    for seed in range(5):
        drawing = drawn(WeightedSum(AT), Family((4, 1), f, 3.0).network(0, seed))
        (curve,) = [g for g in drawing.glyphs if isinstance(g, Picture)]
        (point,) = [g for g in drawing.glyphs if g.key == ("point",)]
        (left, low), (right, high) = curve.bounds
        x = np.linspace(left, right, len(curve.values))
        middle, part = (low + high) / 2, 0.84 * (high - low)  # as the stage draws it
        heights = (curve.values - curve.span[0]) / np.ptp(curve.span) - 0.5
        on_it = np.interp(point.centre[0], x, middle + part * heights)
        assert point.centre[1] == pytest.approx(on_it, abs=0.1)
        assert point.bounds[0, 0] > left and point.bounds[1, 0] < right


def test_the_scene_says_the_numbers_of_the_chapter():
    """0.5 + 0 + 0.75 - 0.75 is 0.5, of which tanh makes 0.46."""
    steps = LIBRARY.scenes["pixels_neuron"].view.steps(
        LIBRARY.scenes["pixels_neuron"].networks[0]
    )
    assert steps[2].heading == "Then tanh squashes the sum: 0.50 gives 0.46"
    assert numbers(steps[1].drawing(ROOM))["sum",] == 0.5
    lit = [g for g in steps[-1].drawing(ROOM).glyphs if isinstance(g, Pixels)]
    assert sum(g.key[1] == 1 for g in lit) == 4


def test_there_is_no_step_for_what_a_node_does_not_have():
    bare = Network.from_weights([np.array([[0.0], [2.0], [1.0]])], "identity")
    steps = WeightedSum((1.0, -1.0)).steps(bare)
    assert not any("bias" in s.heading or "gives" in s.heading for s in steps)
    assert len(steps) == 5  # inputs, a sum, weights, the weighted sum, a circle


def test_a_sum_far_out_is_still_on_the_curve():
    network = Network.from_weights([np.array([[0.0], [40.0]])], "tanh")
    drawing = drawn(WeightedSum((1.0,)), network)
    (curve,) = [g for g in drawing.glyphs if isinstance(g, Picture)]
    (point,) = [g for g in drawing.glyphs if g.key == ("point",)]
    assert curve.bounds[0, 0] <= point.centre[0] <= curve.bounds[1, 0]


SEEDS = [0, *(pytest.param(s, marks=pytest.mark.slow) for s in range(1, 100))]


@pytest.mark.parametrize("seed", SEEDS)
def test_words_are_whole_with_any_numbers(seed):
    walk = Walk(Random(Family((4, 4), "tanh", 3.0), 1, seed), WeightedSum(AT), "x")
    for stop in range(walk.stops):
        for size in [(1280, 720), (720, 1280), (720, 720)]:
            assert check_words(walk.draw(stop), size)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": (np.inf,)}, "at inf: expected finite numbers"),
        ({"layer": 0}, "layer 0: expected 1 or more"),
        ({"node": 0}, "node 0: expected 1 or more"),
    ],
)
def test_what_cannot_be_shown_is_refused(change, words):
    with pytest.raises(InputError, match=words):
        replace(WeightedSum(AT), **change)


@pytest.mark.parametrize(
    ("view", "f", "words"),
    [
        (WeightedSum((1.0,)), "tanh", "layers 4,3,2: expected the first to be 1"),
        (WeightedSum(AT, 2, 3), "tanh", "node 3 of layer 2: expected one of layers"),
        (WeightedSum(AT, 3), "tanh", "node 1 of layer 3: expected one of layers"),
        (WeightedSum(AT, 2), "softmax", "activation softmax: expected a function of"),
    ],
)
def test_networks_without_the_node_are_refused(view, f, words):
    with pytest.raises(InputError, match=words):
        view.steps(Family((4, 3, 2), ("tanh", f)).network(0))


def test_more_inputs_than_there_is_room_for_are_refused():
    walk = Walk(Given([Family((40, 1), "tanh").network(0)]), WeightedSum((0.1,) * 40))
    with pytest.raises(InputError, match=r"room of .* more for a node of 40 inputs"):
        check_words(walk.draw(0), (1280, 720))

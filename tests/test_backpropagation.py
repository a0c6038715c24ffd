"""Backpropagation: the numbers of one point, forward and back, and where they stand."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Family, Given, Network, Random, activation, descended, trace
from render import Backpropagation, Chain, InputError, Operations, Walk
from render.plot.drawings import Room
from render.plot.glyphs import Label
from render.stage.painter import Painter
from render.view.weights import apart
from tests.test_layout import check_words

NUDGE = 1e-5
ROOM = Room(552.0, 265.0)
AT, TRUTH = (0.5, -1.0), (1.0,)
VIEW = Backpropagation(AT, TRUTH)


def walk(seed=0, layers=(2, 2, 2, 1), f="tanh", view=VIEW):
    """A walk through a random network."""
    return Walk(Random(Family(layers, f), 1, seed), view)


def error_from(network, k, x, truth):
    """The error of values x of layer k, 0 for the inputs, one number at a time."""
    for layer in network.layers[k:]:
        rows = layer.weights.T
        sums = [w[0] + sum(a * b for a, b in zip(w[1:], x, strict=True)) for w in rows]
        x = [float(layer.activation(np.array([v]))[0]) for v in sums]
    return sum((y - t) ** 2 for y, t in zip(x, truth, strict=True))


def moved(network, k, place, by):
    """The network with one weight of layer k, from 1, moved."""
    weights = [layer.weights.copy() for layer in network.layers]
    weights[k - 1][place] += by
    return Network.from_weights(weights, [la.activation for la in network.layers])


def rise(function):
    """By how much a function of a nudge rises, by central differences."""
    return (function(NUDGE) - function(-NUDGE)) / (2 * NUDGE)


@pytest.mark.parametrize("f", ["tanh", "logistic", "identity", "relu", "gelu"])
@pytest.mark.parametrize("layers", [(2, 2, 2, 1), (3, 4, 2), (1, 1)])
def test_every_slope_is_what_a_nudge_says(layers, f):
    network = Family(layers, f).network(4)
    at, truth = np.linspace(-0.7, 1.1, layers[0]), np.linspace(1, 0, layers[-1])
    found = trace(network, at, truth)
    assert found.error == pytest.approx(error_from(network, 0, at, truth))
    for k, slopes in enumerate(found.weight_slopes, start=1):
        for place in np.ndindex(slopes.shape):
            nudged = rise(
                lambda h: error_from(moved(network, k, place, h), 0, at, truth)  # noqa: B023
            )
            assert slopes[place] == pytest.approx(nudged, rel=1e-6, abs=1e-8)
            if place[0] == 0:  # a bias moves the sum as much as itself
                assert found.sum_slopes[k - 1][place[1]] == slopes[place]
    nodes = zip(found.values, found.value_slopes, strict=True)
    for k, (values, slopes) in enumerate([(at, found.input_slopes), *nodes]):
        for j in range(len(values)):
            one = np.eye(len(values))[j]
            nudged = rise(lambda h: error_from(network, k, values + h * one, truth))  # noqa: B023
            assert slopes[j] == pytest.approx(nudged, rel=1e-6, abs=1e-8)


def test_one_weight_and_one_sum_by_hand():
    """0.5 x 2 + 0.25 is 1.25, 0.75 below 2; d(y - 2)^2/dw = 2 x -0.75 x 2 = -3."""
    network = Network.from_weights([np.array([[0.25], [0.5]])], "identity")
    found = trace(network, [2.0], [2.0])
    assert found.error == 0.75**2
    assert found.weight_slopes[0].tolist() == [[-1.5], [-3.0]]
    assert descended(network, found.weight_slopes, 0.1).layers[0].weights.tolist() == [
        [0.25 + 0.15],
        [0.5 + 0.3],
    ]


def cells(drawing, role):
    """The numbers of a drawing with a role, by the keys of their cells."""
    labels = [g for g in drawing.glyphs if isinstance(g, Label) and g.key[0] == role]
    return {label.key[1:]: float(label.text.strip("$")) for label in labels}


@pytest.mark.parametrize("layers", [(2, 2, 2, 1), (2, 2), (1, 2, 2)])
def test_numbers_in_places_are_the_networks(layers):
    at, truth = AT[: layers[0]], (1.0, 0.0)[: layers[-1]]
    view, network = Backpropagation(at, truth), Family(layers, "tanh").network(1)
    found, steps = trace(network, at, truth), view.steps(network)
    *_, before, _, _ = steps  # all slopes are there, and nothing has moved
    values, slopes = (cells(before.drawing(ROOM), r) for r in ("value", "slope"))
    rows = (
        (values, network.layers, found.sums, found.values),
        (
            slopes,
            found.weight_slopes,
            found.sum_slopes,
            found.value_slopes,
        ),
    )
    for seen, weights, sums, results in rows:
        for k, (w, v, y) in enumerate(
            zip(weights, sums, results, strict=True), start=1
        ):
            w = getattr(w, "weights", w)
            for (i, j), number in np.ndenumerate(w):
                assert abs(seen["w", k, i, j + 1] - number) <= 0.00501
            for kind, numbers in (("v", v), ("y", y)):
                for j, number in enumerate(numbers, start=1):
                    assert abs(seen[kind, k, j] - number) <= 0.00501
    assert abs(values["error",] - found.error) <= 0.00501
    assert {values["x", i] for i in range(1, len(at) + 1)} == set(at)


def equations(step):
    """The lines of a step, as plain text."""
    for column in step.columns:
        for parts in column:
            text = " ".join(part.text.replace("$", "") for part in parts)
            yield (
                text.replace("\N{MULTIPLICATION SIGN}", "*")
                .replace("\N{MINUS SIGN}", "-")
                .replace("\N{SUPERSCRIPT TWO}", "**2")
            )


def test_equations_are_right_to_the_last_digit_they_have():
    """Each line is worked out again from the rounded numbers in it."""
    n_lines = 0
    for seed in range(5):
        for step in walk(seed).view.steps(walk(seed).networks[0]):
            for text in equations(step):
                if text.startswith("new weight"):
                    continue  # the rule, in words
                *_, left, right = re.split("[=\N{ALMOST EQUAL TO}]|and now", text)
                left = re.sub("^.*(bias:|before) ?", "", left)
                for words, f in (
                    ("slope of tanh at", lambda v: 1 - np.tanh(v) ** 2),
                    ("tanh of", np.tanh),
                ):
                    if words in left:
                        left = str(f(float(left.removeprefix(words).strip())))
                if "before" not in text:
                    worked = eval(left, {"__builtins__": {}})  # digits and signs alone
                    assert worked == pytest.approx(float(right), abs=0.03), text
                n_lines += 1
    assert n_lines > 100


def test_where_paths_meet_all_of_them_are_added():
    """Each node of layer 1 goes to both of layer 2, and these to the one output."""
    steps = walk().view.steps(walk().networks[0])
    adding = [text for step in steps for text in equations(step) if "slope = (" in text]
    back = [text for text in adding if text.count("*") == 2]
    assert len(back) == 2
    assert sum("paths" in step.heading for step in steps) == 1


def test_the_error_falls_and_says_so():
    for seed in range(20):
        network = walk(seed).networks[0]
        before = trace(network, AT, TRUTH)
        after = trace(descended(network, before.weight_slopes, 0.1), AT, TRUTH)
        heading = walk(seed).heading(walk(seed).stops - 1)
        assert heading.endswith("has fallen") == (after.error < before.error)
    far = walk(0, f="identity", view=replace(VIEW, rate=50.0))
    assert far.heading(far.stops - 1).endswith("has not fallen")


@pytest.mark.parametrize(
    "size", [(1280, 720), (720, 1280), (1080, 1080), (320, 180), (1000, 640)]
)
@pytest.mark.parametrize("seed", [5])
def test_no_number_leaves_the_picture_or_lies_on_another(seed, size):
    scene = walk(seed)
    for stop in range(0, scene.stops, 4):
        assert check_words(scene.draw(stop), size)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (1080, 1080)])
def test_no_number_of_a_hundred_networks_lies_on_another(size):
    for seed in range(100):
        scene = walk(seed)
        for stop in (seed % 5, 12, scene.stops - 3, scene.stops - 2):  # and all of them
            assert check_words(scene.draw(stop), size)


@pytest.mark.parametrize(
    ("layers", "size"),
    [
        ((1, 1), (1280, 720)),
        ((3, 1), (1280, 720)),
        ((1, 2, 2, 1), (1280, 720)),
        ((2, 3, 2), (1080, 1080)),
        ((3, 3, 1), (1080, 1080)),
    ],
)
def test_other_networks_have_a_place_for_every_number(layers, size):
    view = Backpropagation((0.5,) * layers[0], (1.0,) * layers[-1])
    scene = walk(2, layers, view=view)
    for stop in range(0, scene.stops, 5):
        assert check_words(scene.draw(stop), size)


@pytest.mark.parametrize(
    ("layers", "f", "view", "words"),
    [
        ((3, 1), "tanh", VIEW, "layers 3,1: expected 2 inputs and 1 output"),
        ((2, 2), "tanh", VIEW, "layers 2,2: expected 2 inputs and 1 output"),
        (
            (2, 2),
            "softmax",
            Backpropagation(AT, (1, 0)),
            "activation softmax: expected",
        ),
        ((2, 1), "step", VIEW, "activation step: expected functions"),
    ],
)
def test_networks_that_it_cannot_show_are_refused(layers, f, view, words):
    with pytest.raises(InputError, match=re.escape(words)):
        walk(0, layers, f, view)


def test_a_network_without_room_is_refused_in_a_line():
    view = Backpropagation((0.0,) * 8, (1.0,))
    scene = walk(0, (8, 8, 1), view=view)
    with pytest.raises(InputError, match=r"room of .* expected more for every number"):
        Painter((1280, 720))(scene.draw(0))


@pytest.mark.parametrize(
    ("at", "truth", "rate", "words"),
    [
        ((np.nan, 0), (1,), 0.1, "at nan,0: expected finite numbers"),
        ((0, 0), (np.inf,), 0.1, "truth inf: expected finite numbers"),
        ((0, 0), (1,), 0.0, "rate 0.0: expected a number above 0"),
    ],
)
def test_numbers_that_are_none_are_refused(at, truth, rate, words):
    with pytest.raises(InputError, match=re.escape(words)):
        Backpropagation(at, truth, rate)


def test_a_given_network_is_walked_through_as_well():
    network = Network.from_weights(
        [np.array([[0.1], [0.2], [0.3]])], activation("relu")
    )
    scene = Walk(Given([network]), VIEW, title="Mine")
    assert scene.heading(0).startswith("A network") and scene.title == "Mine"


@given(st.floats(0, 5), st.floats(-1, 1))
def test_two_numbers_are_told_apart_where_six_decimals_can(one, more):
    texts = apart(one, one + more)
    assert (texts[0] == texts[1]) <= (abs(more) < 1.01e-6)
    for text, number in zip(texts, (one, one + more), strict=True):
        assert float(text) == pytest.approx(number, abs=0.00501)


# Chains


def chain(seed=0, layers=(1, 1, 2, 1), at=1.5):
    family = Family(layers, "identity", 2.0, biases=False)
    return Walk(Random(family, 1, seed), Chain(at))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("layers", [(1, 1), (1, 1, 1), (1, 1, 2, 1), (1, 2, 2, 1)])
def test_slopes_along_a_chain_are_what_a_nudge_says(layers, seed):
    scene = chain(seed, layers)
    network, (*_, before, _) = scene.networks[0], scene.view.steps(scene.networks[0])
    slopes = before.numbers.slopes
    for k, layer in enumerate(network.layers, start=1):
        for i, j in np.ndindex(layer.weights[1:].shape):
            nudged = rise(
                lambda h: moved(network, k, (i + 1, j), h)(np.array([[1.5]]))[0, 0]  # noqa: B023
            )
            assert slopes["w", k, i + 1, j + 1] == pytest.approx(nudged, abs=1e-7)


def test_a_chain_of_two_weights_by_hand():
    """y = 3 x 0.5, e = y x -2: de/dy is -2, de/dw1 = 3 x -2."""
    weights = [np.array([[0.0], [0.5]]), np.array([[0.0], [-2.0]])]
    steps = Chain(3.0).steps(Network.from_weights(weights, "identity"))
    *_, before, after = steps
    values, slopes = before.numbers.values, before.numbers.slopes
    assert (values["v", 1, 1], values["v", 2, 1]) == (1.5, -3.0)
    assert (slopes["w", 1, 1, 1], slopes["w", 2, 1, 1]) == (-6.0, 1.5)
    assert slopes["v", 1, 1] == -2 and slopes["v", 2, 1] == 1
    moved = after.numbers.values  # with w1 at 0.6
    assert moved["v", 2, 1] == pytest.approx(-3.6)
    assert list(equations(after))[1] == "-0.600 / 0.1 = -6.00"


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (640, 360), (320, 180)])
def test_no_number_of_a_chain_lies_on_another(size):
    for stop in range(chain().stops):
        assert check_words(chain().draw(stop), size)


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (Family((2, 1), "identity").network(0), "layers 2,1: expected one input and"),
        (Family((1, 1), "tanh").network(0), "activation of another kind: expected id"),
        (Family((1, 1), "identity").network(0), "networks with biases: expected"),
    ],
)
def test_what_is_no_chain_is_refused(network, words):
    with pytest.raises(InputError, match=words):
        Chain(1.0).steps(network)


def test_families_without_biases_have_the_same_weights():
    own, other = (Family((2, 3, 1), "tanh", 0.7, biases=b) for b in (True, False))
    for one, two in zip(own.network(3).layers, other.network(3).layers, strict=True):
        assert one.weights[0].any() and not two.weights[0].any()
        np.testing.assert_array_equal(one.weights[1:], two.weights[1:])
    seen = Random(other, 1).varied(seed=4)
    assert not seen[0].layers[0].weights[0].any()
    assert seen.facts()["biases"] is False and "biases" not in Random(own).facts()


# Elementary steps

OPERATIONS = {
    "\N{MULTIPLICATION SIGN}": lambda a, w: a * w,
    "+": lambda a, b: a + b,
    "logistic": lambda v: 1 / (1 + math.exp(-v)),
    "tanh": math.tanh,
    "ReLU": lambda v: max(0.0, v),
    "$|y-t|$": lambda y, t: abs(y - t),
    "$(y-t)^2$": lambda y, t: (y - t) ** 2,
}


@pytest.mark.parametrize("step", Operations().steps, ids=lambda step: step.heading)
def test_an_operations_slopes_are_what_a_nudge_says(step):
    f, operands = OPERATIONS[step.sign], [x.value for x in step.operands]
    assert step.result[1] == pytest.approx(f(*operands))
    for k, operand in enumerate(step.operands):
        if operand.slope is None:
            continue
        one = np.eye(len(operands))[k]
        nudged = rise(lambda h: f(*(operands + h * one)))  # noqa: B023
        assert operand.slope == pytest.approx(nudged, abs=1e-8)
    seen = cells(step.drawing(ROOM), "slope")
    assert seen == {
        ("in", k): round(x.slope, 2)
        for k, x in enumerate(step.operands)
        if x.slope is not None
    }


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (320, 180), (640, 640)])
def test_no_number_of_an_operation_lies_on_another(size):
    view = Operations()
    for stop in range(len(view.headings)):
        assert check_words(view.plot(stop), size)

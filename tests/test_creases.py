"""Creases and jumps, against exact arithmetic and against dense searches."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from model import Activation, Family, Network, creases, jumps, knots
from model.activation import IDENTITY, LEAKY_RELU, RELU, STEP

LOW, HIGH = -6.0, 6.0
SIZES = [(1, 6, 1), (1, 5, 4, 2), (1, 4, 4, 3, 1)]


def _from_one(v, out=None):
    return np.multiply(v, np.greater_equal(v, 1.0), out=out)


# Nothing of the program's own is anything but flat after a jump; one's own may be.
FROM_ONE = Activation("from one", "From one", _from_one, jumps=(1.0,), is_straight=True)


def drawn(k, sizes, names):
    """A network of random weights, each of its hidden layers with one of the names."""
    number = np.random.default_rng(k).integers(len(names), size=len(sizes) - 2)
    return Family(sizes, [*(names[i] for i in number), "identity"], 2).network(k)


# Exactly: of a network of straight activations, the pieces in which it is a line


def exactly(network):
    """The creases and the jumps of a network of straight activations.

    A piece is (start, end, lines): of every node the slope, and the height at zero.
    """
    bent, torn = set(), set()
    pieces = [(Fraction(LOW), Fraction(HIGH), [(Fraction(1), Fraction(0))])]
    for layer in network.layers:
        f = layer.activation
        weights = [[Fraction(w) for w in column] for column in layer.weights.T.tolist()]
        pieces = [(*ends, [add(w, lines) for w in weights]) for *ends, lines in pieces]
        if f != IDENTITY:
            cuts = [crossings(*piece, level(f)) for piece in pieces]
            bent.update(place for places in cuts for place in places if f.kinks)
            pieces = [
                (*ends, piece[2])
                for piece, places in zip(pieces, cuts, strict=True)
                for ends in pairwise([piece[0], *places, piece[1]])
            ]
        if f.jumps:
            torn.update(
                one[1]
                for one, other in pairwise(pieces)
                if sides(*one, level(f)) != sides(*other, level(f))
            )
        pieces = [apply(f, *piece) for piece in pieces]
    return sorted(bent), sorted(torn)


def level(f):
    return int(f == FROM_ONE)


def add(weights, lines):
    """The line of a sum."""
    bias, *others = weights
    slope, height = (
        sum(w * line[i] for w, line in zip(others, lines, strict=True)) for i in (0, 1)
    )
    return slope, bias + height


def crossings(start, end, lines, level):
    places = {(level - height) / slope for slope, height in lines if slope}
    return sorted(place for place in places if start < place < end)


def sides(start, end, lines, level):
    """Whether each sum is at a level or above, in the middle of a piece."""
    return [slope * (start + end) / 2 + height >= level for slope, height in lines]


def apply(f, start, end, lines):
    below = {IDENTITY: 1, LEAKY_RELU: Fraction(0.01)}
    values = []
    for line, is_above in zip(lines, sides(start, end, lines, level(f)), strict=True):
        share = 1 if is_above else below.get(f, 0)
        is_step = (0, int(is_above))
        values.append(is_step if f == STEP else tuple(share * part for part in line))
    return start, end, values


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_places_are_exact_in_networks_of_straight_pieces(sizes):
    n_creases = n_jumps = 0
    for k in range(60):
        network = drawn(k, sizes, [IDENTITY, RELU, LEAKY_RELU, STEP, FROM_ONE])
        bent, torn = exactly(network)
        for found, expected in (
            (creases(network, LOW, HIGH), bent),
            (jumps(network, LOW, HIGH), torn),
        ):
            assert len(found) == len(expected), k
            np.testing.assert_allclose(found, list(map(float, expected)), atol=1e-11)
        n_creases, n_jumps = n_creases + len(bent), n_jumps + len(torn)
    assert n_creases > 100 and n_jumps > 40


# Otherwise, by a dense search


@pytest.mark.parametrize("sizes", SIZES[1:], ids=str)
def test_places_after_curved_layers_are_where_a_search_finds_them(sizes):
    x = np.linspace(LOW, HIGH, 40_001)
    n_creases = n_jumps = 0
    for k in range(20):
        network = drawn(k, sizes, ["tanh", "sine", "gelu", RELU, STEP, FROM_ONE])
        bent, torn = creases(network, LOW, HIGH), jumps(network, LOW, HIGH)
        places = np.sort(np.concatenate([bent, torn]))
        for depth, layer in enumerate(network.layers, start=1):
            if not (layer.activation.kinks or layer.activation.jumps):
                continue
            is_above = heights(network, depth, x) > 0
            for i in np.flatnonzero((is_above[1:] != is_above[:-1]).any(axis=1)):
                near = places[np.searchsorted(places, x[i] - 1e-9) :][:1]
                assert len(near) and near[0] <= x[i + 1] + 1e-9
        n_creases, n_jumps = n_creases + len(bent), n_jumps + len(torn)
        for found, kind in ((bent, "kinks"), (torn, "jumps")):
            assert (distances(network, found, kind) < 1e-6).all()
    assert n_creases > 20 and n_jumps > 20


def heights(network, depth, x):
    """How far the sums of a layer are above where its activation is not smooth."""
    sums = Network(network.layers[:depth]).sums(x[:, None])
    return sums - level(network.layers[depth - 1].activation)


def distances(network, places, kind):
    """How near the nearest sum of any node with kinks, or jumps, is to one of them.

    Sums may jump there themselves: the nearer of both sides counts.
    """
    nearest = np.full(len(places), np.inf)
    for depth, layer in enumerate(network.layers, start=1):
        if getattr(layer.activation, kind):
            sides = [heights(network, depth, places + way) for way in (-2e-8, 0, 2e-8)]
            crossed = (np.sign(sides[0]) != np.sign(sides[2])).any(axis=1)
            nearest = np.where(
                crossed, 0, np.minimum(nearest, abs(sides[1]).min(axis=1))
            )
    return nearest


# By hand


def made(names, *layers):
    return Network.from_weights([np.array(w, float) for w in layers], names)


def test_a_step_jumps_where_its_sum_is_zero():
    network = made("step", [[-1], [2]])
    assert jumps(network, LOW, HIGH).tolist() == [0.5]
    assert creases(network, LOW, HIGH).tolist() == []
    before, after = knots(network, LOW, HIGH)
    assert 0.5 - 1e-8 < before < 0.5 < after < 0.5 + 1e-8
    assert network([[before], [0.5], [after]]).ravel().tolist() == [0, 1, 1]


def test_a_sum_that_jumps_across_a_kink_has_a_jump_there_and_no_crease():
    network = made(["step", "relu"], [[0], [1]], [[-0.5], [1]])
    assert jumps(network, LOW, HIGH).tolist() == [0.0]
    assert creases(network, LOW, HIGH).tolist() == []


@pytest.mark.parametrize("first", ["identity", "tanh"])
def test_a_crossing_close_by_a_jump_is_a_crease_of_its_own(first):
    # The last sum jumps to -1e-6 where the one before reaches 1, and then goes on.
    by = 1e-6
    network = made(
        [first, FROM_ONE, "relu"], [[0], [1]], [[0.5], [1]], [[-1 - by], [1]]
    )
    jump, crease = (0.5, 0.5 + by)
    if first == "tanh":
        jump, crease = np.arctanh([jump, crease])
    np.testing.assert_allclose(jumps(network, LOW, HIGH), [jump], atol=1e-9)
    np.testing.assert_allclose(creases(network, LOW, HIGH), [crease], atol=1e-9)


def test_a_step_that_leaves_a_flat_zero_jumps_there():
    # step(-relu(x)) is 1 up to 0, and 0 beyond.
    network = made(["relu", "step"], [[0], [1]], [[0], [-1]])
    assert jumps(network, LOW, HIGH).tolist() == [0.0]
    assert network([[-1e-9], [0.0], [1e-9]]).ravel().tolist() == [1, 1, 0]


@pytest.mark.parametrize("name", ["relu", "step"])
def test_a_crossing_at_a_sample_is_found(name):
    # tanh(x) is zero at 0, which is one of the places that are searched.
    network = made(["tanh", name], [[0], [1]], [[0], [1]])
    find = creases if name == "relu" else jumps
    np.testing.assert_allclose(find(network, LOW, HIGH), [0.0], atol=1e-9)


def test_the_ends_of_an_interval_are_not_within_it():
    for name, find in (("relu", creases), ("step", jumps)):
        network = made(name, [[-1, 6], [1, 1]])  # sums are zero at 1 and at -6
        assert find(network, -6, 1).tolist() == []
        assert find(network, -6, 6).tolist() == [1.0]


def test_smooth_networks_have_neither():
    network = Family((1, 9, 9, 1), ["tanh", "sine", "mish"], 3).network(0)
    for find in (creases, jumps, knots):
        assert find(network, LOW, HIGH).shape == (0,)


def test_steps_count_the_sines_of_an_interval():
    network = made(["sine", "step"], [[0.5], [50]], [[0], [1]])
    places = jumps(network, LOW, HIGH)
    numbers = np.arange(-96, 97)
    expected = (numbers * np.pi - 0.5) / 50
    expected = expected[abs(expected) < 6]
    np.testing.assert_allclose(places, expected, atol=12e-9)

"""Slices: networks some of whose inputs are fixed, against these at fixed inputs."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Chosen, Family, Given, Network, Random, Sliced, sliced
from tests.scalars import FUNCTIONS

FAMILY = Family((3, 4, 2), "tanh", spread=2)
SOURCE = Random(FAMILY, 5, seed=3)
AT = (0.5, -1.0, 2.0)


@st.composite
def slices(draw):
    """A network, axes of it in any order, and values of all its inputs."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    names = draw(st.tuples(*[st.sampled_from([*FUNCTIONS])] * (len(sizes) - 1)))
    network = Family(sizes, names).network(draw(st.integers(0, 99)))
    axes = draw(st.permutations(range(sizes[0])))[: draw(st.integers(1, sizes[0]))]
    value = st.floats(-50, 50)
    return network, axes, draw(st.lists(value, min_size=sizes[0], max_size=sizes[0]))


@given(slices(), st.integers(0, 99))
def test_a_slice_is_the_network_with_its_other_inputs_fixed(chosen, seed):
    network, axes, at = chosen
    points = np.random.default_rng(seed).uniform(-9, 9, (7, len(axes)))
    inputs = np.tile(at, (7, 1))
    inputs[:, list(axes)] = points
    slice_ = sliced(network, axes, at)
    assert slice_.sizes == (len(axes), *network.sizes[1:])
    # A step may fall to either side of a sum that is zero but for its last digit.
    if all(layer.activation.name != "step" for layer in network.layers):
        np.testing.assert_allclose(
            slice_(points), network(inputs), rtol=1e-12, atol=1e-12
        )


@given(slices())
def test_a_slice_through_all_inputs_puts_them_in_order(chosen):
    network, _, at = chosen
    n_inputs = network.sizes[0]
    assert sliced(network, range(n_inputs), at) == network
    turned = sliced(network, range(n_inputs)[::-1], [np.nan] * n_inputs)
    assert np.array_equal(
        turned.layers[0].weights[1:], network.layers[0].weights[:0:-1]
    )


def test_slices_of_networks_keep_their_names():
    source = Sliced(SOURCE, [2, 0], AT)
    assert len(source) == 5
    assert [source[k] for k in range(5)] == [
        sliced(SOURCE[k], [2, 0], AT) for k in range(5)
    ]
    assert (source.name(4), source.title) == ("network 4", FAMILY.title)
    named = Sliced(Given([SOURCE[0], SOURCE[1]], ["before", "after"]), [1], AT)
    assert (named.name(1), named.title, named.options) == ("after", "", ())
    with pytest.raises(IndexError):
        source[5]
    chosen = Sliced(Chosen(SOURCE, [3, 1]), [1], AT)
    assert (chosen[0], chosen.name(0)) == (sliced(SOURCE[3], [1], AT), "network 3")


def test_facts_say_where_slices_are():
    facts = Sliced(SOURCE, [2, 0], AT).facts()
    assert SOURCE.facts().items() <= facts.items()
    assert (facts["axes"], facts["at"]) == ([2, 0], [0.0, -1.0, 0.0])
    assert facts != Sliced(SOURCE, [0, 2], AT).facts()


def test_equal_slices_are_equal():
    one, other = Sliced(SOURCE, [1], AT), Sliced(SOURCE, (1,), [0.5, 77, 2])
    assert (one, hash(one), one.facts()) == (other, hash(other), other.facts())
    assert one != Sliced(SOURCE, [1], [0.5, 0, 3])
    assert pickle.loads(pickle.dumps(one)) == one


def test_slices_vary_as_their_networks_do():
    source = Sliced(SOURCE, [1], AT)
    assert source.options == SOURCE.options
    other = source.varied(activation="relu", networks=2)
    assert (len(other), other[0].layers[0].activation.name) == (2, "relu")
    assert (other.axes, other.at) == (source.axes, source.at)
    with pytest.raises(ValueError, match="3 values of inputs: expected 4"):
        source.varied(layers=[4, 1])


@pytest.mark.parametrize(
    ("axes", "at", "words"),
    [
        ([], AT, "axes : expected some of 0 to 2, each once"),
        ([3], AT, "axes 3: expected some of 0 to 2, each once"),
        ([-1], AT, "axes -1: expected some"),
        ([0, 0], AT, "axes 0, 0: expected some"),
        ([0], AT[:2], "2 values of inputs: expected 3, one for each input"),
        ([0], (*AT, 1), "4 values of inputs: expected 3"),
        ([0], (1, np.nan, 1), "inputs at 0.0, nan, 1.0: expected numbers"),
        ([1], (1, 1, np.inf), "inputs at 1.0, 0.0, inf: expected numbers"),
    ],
)
def test_what_is_no_slice_is_refused(axes, at, words):
    for make in (lambda: sliced(SOURCE[0], axes, at), lambda: Sliced(SOURCE, axes, at)):
        with pytest.raises(ValueError, match=words):
            make()


def test_networks_of_several_numbers_of_inputs_have_no_slice():
    other = Network.from_weights([np.ones((3, 1))], "tanh")
    with pytest.raises(ValueError, match="networks of 2 and 3 inputs: expected as man"):
        Sliced(Given([SOURCE[0], other]), [0], AT)

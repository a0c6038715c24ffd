"""Costs of slopes: formulas are what numbers count that go through both ways."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import LOSSES, Family, gradients
from model.learn.costs import (
    Cost,
    Counted,
    Tally,
    backpropagation_cost,
    backward_slopes,
    forward,
    forward_cost,
    n_weights,
    nudged_slopes,
    nudging_cost,
)
from render import InputError, Points, SlopeCosts, Tag
from tests.command import LIBRARY

networks = st.lists(st.integers(1, 4), min_size=2, max_size=4).map(tuple)


def numbers_of(sizes, seed, wrap=float):
    """The weights, a point and its truth of a network, as numbers of a kind."""
    rng = np.random.default_rng(seed)
    layers = [
        la.weights.tolist() for la in Family(sizes, "identity").network(seed).layers
    ]
    layers = [[[wrap(w) for w in row] for row in rows] for rows in layers]
    ends = (rng.uniform(-1, 1, n).tolist() for n in (sizes[0], sizes[-1]))
    inputs, truth = ([wrap(x) for x in numbers] for numbers in ends)
    return layers, inputs, truth


@given(networks, st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_formulas_are_what_numbers_count(sizes, seed):
    ways = (
        (nudging_cost, lambda count, *args: nudged_slopes(*args, count(1e-3))),
        (backpropagation_cost, lambda count, *args: backward_slopes(*args, count(2.0))),
        (forward_cost, lambda count, *args: forward(*args)),
    )
    for formula, way in ways:
        tally = Tally()

        def count(x, tally=tally):
            return Counted(float(x), tally)

        way(count, *numbers_of(sizes, seed, count))
        assert formula(sizes) == tally.cost, formula


@given(networks, st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_both_ways_find_the_slopes_that_training_has(sizes, seed):
    layers, inputs, truth = numbers_of(sizes, seed)
    network = Family(sizes, "identity").network(seed)
    point = np.array([inputs]), np.array([truth])
    found = gradients(network, *point, LOSSES["squared"])
    _, _, error = forward(layers, inputs, truth)
    assert error == pytest.approx(((network(point[0]) - truth) ** 2).sum())
    share = error / found.loss  # a mean over outputs, or their sum
    back = backward_slopes(layers, inputs, truth, 2.0)
    nudged = nudged_slopes(layers, inputs, truth, 1e-6)
    for own, one, other in zip(found.weights, back, nudged, strict=True):
        np.testing.assert_allclose(np.array(one), own * share, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(np.array(other), own * share, rtol=1e-3, atol=1e-4)


def test_multiplications_counted_link_by_link():
    sizes = (784, 30, 10)
    links = [
        (k, i, j)
        for k, (n, m) in enumerate(pairwise(sizes))
        for i, j in product(range(n), range(m))
    ]
    once = len(links) + 10  # each weight once, and the squares of ten outputs
    back = 10 + len(links) + len([link for link in links if link[0] > 0])
    passes = 785 * 30 + 31 * 10 + 1
    assert n_weights(sizes) == passes - 1 == 23860
    assert forward_cost(sizes).multiplications == once
    assert nudging_cost(sizes).multiplications == passes * once
    assert backpropagation_cost(sizes).multiplications == once + back
    assert round(passes * once / (once + back), -3) == 12000
    assert nudging_cost((1, 1)) == Cost(3 * 2, 3 * 2 + 2 * 2)
    assert backpropagation_cost((1, 1)).multiplications * 1.5 == 6


@given(st.lists(st.integers(1, 900), min_size=2, max_size=6).map(tuple))
def test_nudging_takes_a_third_to_a_half_of_its_passes_times_the_work(sizes):
    passes = n_weights(sizes) + 1
    back = backpropagation_cost(sizes).multiplications
    assert passes * back <= 3 * nudging_cost(sizes).multiplications
    assert 2 * nudging_cost(sizes).multiplications <= passes * back


def test_the_scene_shows_what_is_counted():
    scene = LIBRARY.scenes["cost_of_slopes"]
    assert "1.5 times" in scene.heading(0)
    assert "784-30-10: nudging takes 12,000 times" in scene.heading(4)
    assert max(len(scene.heading(stop)) for stop in range(scene.stops)) <= 60
    for stop, sizes in enumerate(scene.view.networks):
        marks = scene.draw(stop).marks
        discs = [m for m in marks if isinstance(m, Points)]
        assert len(discs) == stop + 1
        n, ratio = 10 ** discs[-1].places[0]
        assert n == pytest.approx(n_weights(sizes))
        cost = backpropagation_cost(sizes).multiplications
        assert ratio * cost == pytest.approx(nudging_cost(sizes).multiplications)
        names = [m.words for m in marks if isinstance(m, Tag)]
        assert names[-1].startswith("-".join(map(str, sizes)))


@pytest.mark.parametrize("sizes", [(3,), (3, 0), (900, 900)])
def test_networks_that_have_no_room_are_refused(sizes):
    with pytest.raises(InputError, match="expected one layer or more, and 500,000"):
        SlopeCosts((sizes,))
    with pytest.raises(InputError, match="one or more"):
        SlopeCosts(())

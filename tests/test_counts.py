"""What captions say of random networks, counted on networks of another seed."""

import re

import numpy as np
import pytest

from model import Family
from tests.command import LIBRARY

LINE = np.linspace(-6, 6, 1201)[:, None]
SIDE = np.linspace(-6, 6, 81)
FLOOR = np.stack(np.meshgrid(SIDE, SIDE), -1).reshape(-1, 2)


def turns(network):
    """How often a curve goes over from rising to falling or back."""
    slopes = np.sign(np.diff(network(LINE)[:, 0]))
    slopes = slopes[slopes != 0]
    return np.count_nonzero(slopes[1:] != slopes[:-1])


def changes(is_first):
    """How often values along a line go over from true to false or back."""
    return np.count_nonzero(is_first[1:] != is_first[:-1])


def crossings(network):
    y = network(LINE)
    return changes(y[:, 0] > y[:, 1])


def reach(network):
    return np.abs(network(FLOOR)).max()


def ties(network):
    """At which share of the floor two outputs are equal."""
    y = network(FLOOR)
    return np.mean(y[:, 0] == y[:, 1])


WORDS = {"half": 1 / 2, "a third": 1 / 3, "a sixth": 1 / 6, "a quarter": 1 / 4}
AS_DRAWN = None  # by the scene's own family
# The scene, what its caption says with a number in it, of which family, and what it is
# the mean of. The last is what the number's last digit is worth.
CLAIMS = [
    ("tanh_2layer", r"turn (6\.0) times", AS_DRAWN, turns, 0.1),
    (
        "tanh_3layer",
        r"nodes turn (2\.1) times",
        Family((1, 11, 9, 1), "tanh"),
        turns,
        0.1,
    ),
    ("tanh_3layer", r"one layer (1\.5) times", Family((1, 100, 1), "tanh"), turns, 0.1),
    ("tanh_3layer", r"of 20 (1\.4) times", Family((1, 20, 1), "tanh"), turns, 0.1),
    (
        "tanh_3layer_2input",
        r"(\d+) in 100 such",
        AS_DRAWN,
        lambda n: reach(n) > 0.9,
        0.01,
    ),
    (
        "tanh_3layer_2input",
        r"(\d+) in 100 to",
        AS_DRAWN,
        lambda n: reach(n) > 0.99,
        0.01,
    ),
    (
        "tanh_3layer_2output",
        r"once in (half) of",
        AS_DRAWN,
        lambda n: crossings(n) == 1,
        0.02,
    ),
    (
        "tanh_3layer_2output",
        r"in (a third)",
        AS_DRAWN,
        lambda n: crossings(n) > 1,
        0.02,
    ),
    (
        "tanh_3layer_2output",
        r"in (a sixth)",
        AS_DRAWN,
        lambda n: crossings(n) == 0,
        0.02,
    ),
    ("relu_3layer_2input_2output", r"over (a quarter)", AS_DRAWN, ties, 0.02),
    ("perceptron", r"over (a quarter)", Family((2, 11, 9, 2), "relu"), ties, 0.02),
    (
        *("tanh_classifier", r"(3) in 100 such", AS_DRAWN),
        *(lambda n: changes(n(LINE)[:, 0] > 0) >= 3, 0.01),
    ),
]


def number_of(words):
    """The number that a caption has, as a word or in digits."""
    if words in WORDS:
        return WORDS[words]
    return float(words) / (1 if "." in words else 100)


def family_of(name):
    networks = LIBRARY.scenes[name].networks
    return getattr(networks, "networks", networks).family


def check(claim, n):
    name, pattern, family, measure, unit = claim
    found = re.search(pattern, LIBRARY.scenes[name].caption)
    assert found, f"{name} says nothing like {pattern}"
    family = family or family_of(name)
    values = np.array([measure(family.network(k, seed=20)) for k in range(n)], float)
    error = max(values.std(ddof=1), 0.1) / np.sqrt(n)  # where all are the same
    off = abs(values.mean() - number_of(found[1]))
    assert off <= unit / 2 + 4 * error, (values.mean(), error, found[0])


@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{c[0]}-{c[1]}" for c in CLAIMS])
def test_captions_are_not_far_from_counts_over_a_hundred_networks(claim):
    check(claim, 100)


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{c[0]}-{c[1]}" for c in CLAIMS])
def test_captions_agree_with_counts_over_two_thousand_networks(claim):
    check(claim, 2000)

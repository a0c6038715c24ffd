"""Activations: each says of itself what is true of it."""

import math
import pickle
import re

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import erfcx

from model import ACTIVATIONS, SOFTMAX, Activation, activation
from model.activation import CHOICES
from model.activation.erf import COEFFICIENTS, MIDDLE, erfc
from render.type import typeset
from tests.scalars import FUNCTIONS, softmax

NODEWISE = [f for f in ACTIVATIONS if not f.of_layer]
every_one = pytest.mark.parametrize("f", ACTIVATIONS, ids=lambda f: f.name)
of_nodes = pytest.mark.parametrize("f", NODEWISE, ids=lambda f: f.name)
GRID = np.linspace(-12, 12, 4801)
FAR = np.array([-1e300, -1e103, -1e6, -800.0, -40.0, 40.0, 800.0, 1e6, 1e103, 1e300])


def smooth(f, points, room):
    """The points that have so much room to either side to the next kink or jump."""
    breaks = np.array([np.inf, *f.kinks, *f.jumps])
    return points[abs(points[:, None] - breaks).min(axis=1) > room]


# Values


@of_nodes
def test_values_are_those_that_python_computes(f):
    expected = [FUNCTIONS[f.name](v) for v in GRID.tolist()]
    np.testing.assert_allclose(f(GRID), expected, rtol=2e-13, atol=5e-16)


def test_softmax_is_what_python_computes():
    sums = np.random.default_rng(0).normal(0, 20, (50, 4))
    np.testing.assert_allclose(SOFTMAX(sums), [softmax(row) for row in sums.tolist()])


@every_one
def test_values_may_take_the_place_of_sums(f):
    sums = np.array(GRID[:-1]).reshape(40, -1).T  # in memory, not row by row
    before, expected = sums.copy(), f(sums)
    assert (sums == before).all()
    assert (f.function(sums) == expected).all()
    assert f.function(sums, out=sums) is sums
    assert (sums == expected).all()


LIMITS = {  # at -infinity and at infinity
    "identity": (-math.inf, math.inf),
    "logistic": (0, 1),
    "tanh": (-1, 1),
    "relu": (0, math.inf),
    "leaky_relu": (-math.inf, math.inf),
    "elu": (-1, math.inf),
    "gelu": (0, math.inf),
    "gelu_erf": (0, math.inf),
    "silu": (0, math.inf),
    "softplus": (0, math.inf),
    "mish": (0, math.inf),
    "step": (0, 1),
}


@pytest.mark.parametrize("name", LIMITS)
def test_far_out_values_and_slopes_are_their_limits(name):
    f, ends = activation(name), (FAR[FAR < -700], FAR[FAR > 700])
    with np.errstate(all="raise", under="ignore"):
        for v, limit in zip(ends, LIMITS[name], strict=True):
            is_leak = name == "leaky_relu" and v[0] < 0
            line = 0.01 * v if is_leak else v
            flat = np.isfinite(limit)
            assert f(v).tolist() == ([limit] * len(v) if flat else line.tolist())
            slope = 0.0 if flat else 0.01 if is_leak else 1.0
            assert f.slope(v).tolist() == [slope] * len(v)


@every_one
def test_nothing_overflows_and_no_number_is_none(f):
    v = np.concatenate([FAR, GRID, [-1e-300, -0.0, 1e-300]])
    with np.errstate(all="raise", under="ignore"):
        y, slope = f(v), f.slope(v[-99:] if f.of_layer else v)
    assert np.isfinite(y).all() and np.isfinite(slope).all()
    assert f.lower <= y.min() and y.max() <= f.upper


# The error function


def test_erfc_is_as_close_as_it_says():
    x = np.linspace(-6, 26, 20_001)
    exact = np.array([math.erfc(v) for v in x])
    assert abs(erfc(x) - exact).max() < 2e-15
    np.testing.assert_allclose(erfc(x), exact, rtol=1e-13)
    assert erfc(np.array([-1e300, -30.0, 30.0, 1e300])).tolist() == [2, 2, 0, 0]


def test_its_coefficients_are_those_of_the_function():
    def function(share):
        x = MIDDLE * (1 + share) / (1 - share)
        return (1 + 2 * x) * erfcx(x)

    expected = np.polynomial.chebyshev.chebinterpolate(function, 40)[:21]
    np.testing.assert_allclose(COEFFICIENTS, expected, rtol=0, atol=2e-15)


# Slopes


@of_nodes
def test_slopes_are_the_limits_of_differences(f):
    h, known = 1e-5, FUNCTIONS[f.name]
    v = smooth(f, GRID + 1e-3, h)  # not at 0, where an elu's bend jumps
    rises = [(known(x + h) - known(x - h)) / (2 * h) for x in v.tolist()]
    np.testing.assert_allclose(f.slope(v), rises, atol=3e-9)
    assert f.slope(GRID[:-1].reshape(40, 6, 20)).shape == (40, 6, 20)


def test_softmax_has_a_matrix_of_slopes():
    sums, h = np.random.default_rng(1).normal(0, 2, (5, 3, 4)), 1e-6
    steps = h * np.eye(4)
    rises = [(SOFTMAX(sums + step) - SOFTMAX(sums - step)) / (2 * h) for step in steps]
    slopes = SOFTMAX.slope(sums)
    assert slopes.shape == (5, 3, 4, 4)
    np.testing.assert_allclose(slopes, np.stack(rises, axis=-1), atol=1e-9)


def test_a_slope_that_is_not_given_is_asked_for_in_vain():
    with pytest.raises(ValueError, match="slope is not given"):
        Activation("cubic", "Cubic", np.cbrt).slope(GRID)


@of_nodes
def test_slopes_jump_at_kinks_and_values_at_jumps_and_nowhere_else(f):
    h = 1e-7
    for places, of in ((f.kinks, f.slope), (f.jumps, f)):
        for place in places:
            before, after = of(np.array([place - h, place + h]))
            assert abs(after - before) > 0.1
    v = smooth(f, GRID, h)
    for of in (f, f.slope):
        np.testing.assert_allclose(of(v + h), of(v - h), atol=5 * h)


# What else each says


@of_nodes
def test_bounds_are_reached_and_no_wider_than_need_be(f):
    known, wide = FUNCTIONS[f.name], np.concatenate([FAR, np.linspace(-3, 3, 60_001)])
    lowest, highest = f(wide).min(), f(wide).max()
    if f.name in ("gelu", "gelu_erf", "silu", "mish"):  # whose least value is inside
        lowest = minimize_scalar(known, bounds=(-3, 0), method="bounded").fun
        assert -0.31 < f.lower < -0.16
    for bound, value in ((f.lower, lowest), (f.upper, highest)):
        if np.isfinite(bound):
            assert value == pytest.approx(bound, abs=1e-8)
        else:
            assert abs(value) > 1e297 and np.sign(value) == np.sign(bound)


@of_nodes
def test_what_is_straight_is_known_and_what_is_increasing(f):
    v = smooth(f, GRID, 0.01)
    bend = f(v - 0.01) - 2 * f(v) + f(v + 0.01)
    assert (abs(bend).max() < 1e-12) == f.is_straight
    v = np.linspace(-9, 9, 4001)
    assert bool((np.diff(f(v)) > 0).all()) == f.is_increasing


def test_softmax_keeps_the_order_of_a_layer():
    sums = np.random.default_rng(2).normal(size=(99, 5))
    assert (SOFTMAX(sums).argsort(axis=1) == sums.argsort(axis=1)).all()
    assert SOFTMAX.is_increasing and SOFTMAX.of_layer
    assert not any(f.of_layer for f in NODEWISE)


@every_one
def test_formulas_fit_on_a_line(f):
    (left, low), (right, high) = typeset.extent(f"$f(a) = {f.formula}$")
    assert 2 < right - left < 28  # sizes of the type, of which a picture has some fifty
    assert high - low < 4.2


# Names


def spellings(name):
    return {
        name,
        name.upper(),
        name.title(),
        name.replace("_", " "),
        name.replace("_", "-"),
        name.replace("_", ""),
        name.replace(" ", "_"),
        f" {name} ",
    }


@every_one
def test_all_its_names_are_its_own_however_they_are_written(f):
    for name in (f.name, f.title, *f.other_names):
        for spelling in spellings(name):
            assert activation(spelling) is f
    assert activation(f) is f and pickle.loads(pickle.dumps(f)) == f


def test_no_two_have_a_name_in_common():
    names = [
        {re.sub(r"\W|_", "", n).lower() for n in (f.name, f.title, *f.other_names)}
        for f in ACTIVATIONS
    ]
    assert len(set().union(*names)) == sum(map(len, names))


FIELD = {  # what libraries call them
    "Identity ReLU LeakyReLU ELU GELU SiLU Softplus Mish Sigmoid Tanh Softmax": "torch",
    "linear relu leaky_relu elu gelu silu softplus mish sigmoid tanh softmax": "keras",
    "identity logistic tanh relu softmax": "sklearn",
    "Swish heaviside sin linear none rectifier": "people",
}


@pytest.mark.parametrize("names", FIELD, ids=FIELD.values())
def test_names_of_the_field_are_known(names):
    known = [activation(name).name for name in names.split()]
    assert len(set(known)) == len(known) - names.count("none")  # which is linear


def test_choices_list_each_of_them():
    listed = re.split(", | or ", CHOICES)
    assert [words.split()[0] for words in listed] == [f.name for f in ACTIVATIONS]
    assert CHOICES.startswith("identity (linear), logistic (sigmoid), tanh, relu")
    assert CHOICES.endswith("step (heaviside) or softmax")


@every_one
def test_diagrams_draw_each(f, run):
    names = "tanh,softmax" if f.of_layer else f.name
    command = ["diagram", "1,2,2", "--pictures", "--equations=card", "-o", "a.svg"]
    assert run(*command, f"--activation={names}").exit_code == 0

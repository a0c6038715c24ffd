"""Data sets: where their points lie, by closed forms, and that seeds decide them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.learn.datasets import DATASETS, dataset

CLASSIFIED = ("circle", "xor", "gaussians", "spiral", "moons", "three_arms")
OVER_A_LINE = ("line", "wiggle", "cubic", "abs", "sawtooth", "jump")


@pytest.mark.parametrize("name", DATASETS)
def test_equal_seeds_give_the_same_bytes_and_others_do_not(name):
    one, same, other = (dataset(name, points=60, seed=seed) for seed in (3, 3, 4))
    assert one.inputs.tobytes() == same.inputs.tobytes()
    assert one == same and one != other


@pytest.mark.parametrize("name", CLASSIFIED)
@given(points=st.integers(3, 400), seed=st.integers(0, 2**32 - 1))
def test_categories_are_balanced_and_mixed(name, points, seed):
    data = dataset(name, points=points, seed=seed)
    assert data.inputs.shape == (points, 2)
    for part in (data.targets, data.targets[: points // 2]):
        counts = np.bincount(part, minlength=len(data.categories))
        assert np.ptp(counts) <= 1


@pytest.mark.parametrize("name", DATASETS)
def test_points_lie_in_the_usual_picture(name):
    inputs = dataset(name, noise=0).inputs
    assert np.abs(inputs).max() <= 5
    assert np.ptp(inputs, axis=0).max() > (3 if name == "gaussians" else 8)


@pytest.mark.parametrize("name", DATASETS)
def test_noise_is_normal_and_has_the_deviation_asked_for(name):
    plain, noisy = (dataset(name, points=4000, noise=s, seed=1) for s in (0, 0.3))
    if name in CLASSIFIED:
        assert (plain.targets == noisy.targets).all()
        off = (noisy.inputs - plain.inputs).ravel()
    else:
        assert (plain.inputs == noisy.inputs).all()
        off = noisy.targets - plain.targets
    assert abs(off.mean()) < 0.02
    assert off.std() == pytest.approx(0.3, rel=0.05)
    assert (np.abs(off) < 0.3).mean() == pytest.approx(0.683, abs=0.03)


def test_a_circle_has_a_gap_between_its_categories():
    data = dataset("circle", points=2000, noise=0)
    radius = np.hypot(*data.inputs.T)
    inside = data.targets == 0
    assert data.categories == ("inside", "outside")
    assert radius[inside].max() <= 2.5 < 3.5 <= radius[~inside].min()
    assert radius.max() <= 5


def test_xor_is_whether_signs_differ():
    data = dataset("xor", points=2000)
    assert ((data.inputs.prod(axis=1) < 0) == (data.targets == 1)).all()
    assert np.abs(data.inputs).min() >= 0.3
    quarters = np.unique(np.sign(data.inputs), axis=0, return_counts=True)[1]
    assert quarters.min() > 400


def test_gaussians_lie_around_their_centres():
    data = dataset("gaussians", points=4000, noise=0.5)
    for number, centre in ((0, -2), (1, 2)):
        own = data.inputs[data.targets == number]
        assert np.abs(own.mean(axis=0) - centre).max() < 0.05
        assert own.std(axis=0) == pytest.approx([0.5, 0.5], rel=0.05)


@pytest.mark.parametrize(("name", "arms"), [("spiral", 2), ("three_arms", 3)])
@given(turns=st.floats(0.1, 10))
def test_each_arm_of_a_spiral_is_where_its_radius_says(name, arms, turns):
    data = dataset(name, points=100, noise=0, turns=turns)
    z = data.inputs[:, 0] + 1j * data.inputs[:, 1]
    angle = 2 * np.pi * (turns * np.abs(z) / 5 + data.targets / arms)
    assert np.abs(z - np.abs(z) * np.exp(1j * angle)).max() < 1e-9
    assert np.abs(z).max() <= 5


def test_moons_are_halves_of_two_circles():
    data = dataset("moons", points=2000, noise=0)
    for number, side in ((0, 1), (1, -1)):
        own = data.inputs[data.targets == number] - np.array([-1.5, -0.75]) * side
        assert np.hypot(*own.T) == pytest.approx(np.full(len(own), 3.0))
        assert (own[:, 1] * side >= 0).all()


def test_a_plane_is_a_tenth_of_the_sum():
    data = dataset("plane", points=50)
    assert data.categories == ()
    assert data.targets == pytest.approx(data.inputs.sum(axis=1) / 10)


@pytest.mark.parametrize("name", OVER_A_LINE)
def test_curves_have_one_point_in_each_part_of_their_input(name):
    x = dataset(name, points=40).inputs[:, 0]
    assert (np.floor((x + 5) * 4) == np.arange(40)).all()


def test_curves_are_what_they_say():
    by_hand = {
        "line": lambda x: (x + 2) / 10,
        "wiggle": lambda x: np.sin(x) * (5 - 4 * np.sin(x) ** 2) / 3,
        "cubic": lambda x: np.cos(3 * np.arccos(x / 5)),  # Chebyshev's
        "abs": lambda x: np.maximum(x, -x) * 0.4 - 1,
        "jump": lambda x: (x >= 0) - 0.5,
    }
    for name, function in by_hand.items():
        data = dataset(name, noise=0)
        x = data.inputs[:, 0]
        assert data.targets == pytest.approx(function(x), abs=1e-12), name


def test_a_sawtooth_rises_evenly_and_falls_twice():
    data = dataset("sawtooth", points=1200, noise=0)
    x, y = data.inputs[:, 0], data.targets
    falls = np.flatnonzero(np.diff(y) < 0)
    assert x[falls] == pytest.approx([-5 / 3, 5 / 3], abs=0.02)
    slopes = np.delete(np.diff(y) / np.diff(x), falls)
    assert slopes == pytest.approx(np.full(len(slopes), 0.54))
    assert -0.9 <= y.min() < -0.89 and 0.89 < y.max() <= 0.9


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("spirl", {}, "data set 'spirl': expected one of circle, xor, "),
        ("circle", {"turns": 2}, "turns 2: expected none, for circle has points"),
        ("spiral", {"turns": 0}, "turns 0: expected above 0, to 10"),
        ("spiral", {"turns": float("nan")}, "turns nan: expected above 0"),
        ("moons", {"noise": -1}, "noise -1: expected 0 to 100"),
        ("moons", {"noise": float("nan")}, "noise nan: expected 0 to 100"),
        ("xor", {"points": 1}, "points 1: expected 2 to 1,000,000"),
        ("three_arms", {"points": 2}, "points 2: expected 3 to 1,000,000"),
        ("jump", {"points": 10**9}, "points 1000000000: expected 1 to 1,000,000"),
        ("jump", {"seed": -1}, "seed -1: expected 0 to 4294967295"),
    ],
)
def test_what_makes_no_data_set_is_one_line(name, options, words):
    with pytest.raises(ValueError, match=r"^[^\n]*$") as error:
        dataset(name, **options)
    assert str(error.value).startswith(words)

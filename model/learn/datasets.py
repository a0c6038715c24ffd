"""Data sets by name: points made from a seed, for networks to learn."""

from collections.abc import Callable, Mapping
from inspect import signature
from operator import index

import numpy as np

from model.data import MOST_POINTS, Data

RADIUS = 5.0  # farthest from zero that points without noise lie, along each input
INNER, OUTER = 0.5, 0.7  # of circle, in radii: where one ends, and the other begins
PADDING = 0.3  # of xor: how far points are from the axes
CENTRE = 2.0  # of gaussians: how far they are from zero along each input
MOST_NOISE = 100.0
DRAW = 1_000_003  # beside a seed, so that a split of the same seed has other numbers
MOST_TURNS = 10.0

Function = Callable[[np.ndarray], np.ndarray]


def circle(points: int = 500, noise: float = 0.1, seed: int = 0) -> Data:
    """Points inside a circle of radius 2.5, and outside, 3.5 to 5 from its centre.

    noise: the standard deviation of what is added to each input.
    Raises ValueError for numbers of points, noise and seeds that do not do.
    """
    random = _random(points, 2, noise, seed)
    number = _numbers(points, 2)
    low, high = np.array([[0, INNER], [OUTER, 1]])[number].T
    radius = RADIUS * random.uniform(low, high)
    places = _polar(radius, random.uniform(0, 2 * np.pi, points))
    return _of_categories(places, number, ("inside", "outside"), noise, random)


def xor(points: int = 500, noise: float = 0.0, seed: int = 0) -> Data:
    """Points of a square: in two opposite quarters of it, or in the other two.

    Those of the first category have inputs of the same sign.
    noise, and what is raised: as of circle.
    """
    random = _random(points, 2, noise, seed)
    number = _numbers(points, 2)
    first = random.choice([-1.0, 1.0], points)
    signs = np.column_stack([first, first * (1 - 2 * number)])
    places = signs * random.uniform(PADDING, RADIUS, (points, 2))
    return _of_categories(places, number, ("same", "opposite"), noise, random)


def gaussians(points: int = 500, noise: float = 1.0, seed: int = 0) -> Data:
    """Points around (-2, -2), and around (2, 2), which are normally distributed.

    noise: their standard deviation along each input. What is raised: as of circle.
    """
    random = _random(points, 2, noise, seed)
    number = _numbers(points, 2)
    places = np.repeat(CENTRE * (2.0 * number - 1)[:, None], 2, axis=1)
    return _of_categories(places, number, ("cloud 1", "cloud 2"), noise, random)


def spiral(
    points: int = 500, noise: float = 0.1, turns: float = 1.75, seed: int = 0
) -> Data:
    """Points on the two arms of a spiral, which goes so many times round.

    Radius grows evenly along an arm, from 0 to 5. turns: above 0, up to 10.
    noise, and what is raised: as of circle.
    """
    return _arms(2, points, noise, turns, seed)


def three_arms(
    points: int = 500, noise: float = 0.1, turns: float = 0.75, seed: int = 0
) -> Data:
    """Points on the three arms of a spiral; as spiral has two."""
    return _arms(3, points, noise, turns, seed)


def moons(points: int = 500, noise: float = 0.3, seed: int = 0) -> Data:
    """Points on two half circles of radius 3, each with one end within the other.

    noise, and what is raised: as of circle.
    """
    random = _random(points, 2, noise, seed)
    number = _numbers(points, 2)
    upper = _polar(np.full(points, 3.0), random.uniform(0, np.pi, points))
    sides = (1.0 - 2 * number)[:, None]  # the lower is the upper, turned half round
    places = sides * (upper + np.array([-1.5, -0.75]))
    return _of_categories(places, number, ("upper", "lower"), noise, random)


def plane(points: int = 500, noise: float = 0.0, seed: int = 0) -> Data:
    """Points of a square, whose targets are a tenth of the sum of their inputs.

    noise: the standard deviation of what is added to targets, which without it lie
    between -1 and 1. What is raised: as of circle.
    """
    random = _random(points, 1, noise, seed)
    places = random.uniform(-RADIUS, RADIUS, (points, 2))
    return _of_targets(places, places.sum(axis=1) / (2 * RADIUS), noise, random)


def line(points: int = 100, noise: float = 0.2, seed: int = 0) -> Data:
    """Points about the line y = 1/5 + x/10, over x from -5 to 5.

    noise: the standard deviation of what is added to targets.
    What is raised: as of circle.
    """
    return _curve(lambda x: 0.2 + 0.1 * x, points, noise, seed)


def wiggle(points: int = 100, noise: float = 0.1, seed: int = 0) -> Data:
    """Points about a coarse wave and a fine one: y = (2 sin x + sin 3x) / 3.

    Inputs, noise, and what is raised: as of line.
    """
    return _curve(lambda x: (2 * np.sin(x) + np.sin(3 * x)) / 3, points, noise, seed)


def cubic(points: int = 100, noise: float = 0.1, seed: int = 0) -> Data:
    """Points about y = 4 t^3 - 3 t, where t = x/5; it goes from -1 to 1.

    Inputs, noise, and what is raised: as of line.
    """
    return _curve(lambda x: 4 * (x / RADIUS) ** 3 - 3 * x / RADIUS, points, noise, seed)


def absolute(points: int = 100, noise: float = 0.1, seed: int = 0) -> Data:
    """Points about y = |x| / 2.5 - 1, which has a corner at zero.

    Inputs, noise, and what is raised: as of line.
    """
    return _curve(lambda x: np.abs(x) / 2.5 - 1, points, noise, seed)


def sawtooth(points: int = 100, noise: float = 0.05, seed: int = 0) -> Data:
    """Points about three ramps from -0.9 to 0.9, each as wide as a third of inputs.

    Inputs, noise, and what is raised: as of line.
    """
    width = 2 * RADIUS / 3
    return _curve(lambda x: 1.8 * ((x + RADIUS) / width % 1) - 0.9, points, noise, seed)


def jump(points: int = 100, noise: float = 0.05, seed: int = 0) -> Data:
    """Points about -0.5 where x is negative, and about 0.5 elsewhere.

    Inputs, noise, and what is raised: as of line.
    """
    return _curve(lambda x: np.where(x < 0, -0.5, 0.5), points, noise, seed)


DATASETS: Mapping[str, Callable[..., Data]] = {
    "circle": circle,
    "xor": xor,
    "gaussians": gaussians,
    "spiral": spiral,
    "moons": moons,
    "three_arms": three_arms,
    "plane": plane,
    "line": line,
    "wiggle": wiggle,
    "cubic": cubic,
    "abs": absolute,
    "sawtooth": sawtooth,
    "jump": jump,
}


def dataset(name: str, **options: float | int) -> Data:
    """The data set of a name, one of DATASETS.

    options: some of points, noise, seed and, of spirals, turns.
    Raises ValueError for other names and options, and as the data sets do.
    """
    if name not in DATASETS:
        raise ValueError(f"data set {name!r}: expected one of {', '.join(DATASETS)}")
    known = list(signature(DATASETS[name]).parameters)
    for option, value in options.items():
        if option not in known:
            words = f"expected none, for {name} has {', '.join(known)} alone"
            raise ValueError(f"{option} {value}: {words}")
    return DATASETS[name](**options)


def _random(points: int, fewest: int, noise: float, seed: int) -> np.random.Generator:
    """What draws points. Raises ValueError for numbers that do not do."""
    points, seed = index(points), index(seed)
    if not fewest <= points <= MOST_POINTS:
        raise ValueError(f"points {points}: expected {fewest} to {MOST_POINTS:,}")
    if not 0 <= noise <= MOST_NOISE:
        raise ValueError(f"noise {noise:g}: expected 0 to {MOST_NOISE:g}")
    if not 0 <= seed < 2**32:
        raise ValueError(f"seed {seed}: expected 0 to {2**32 - 1}")
    return np.random.default_rng([DRAW, seed])


def _numbers(points: int, n_categories: int) -> np.ndarray:
    """The number of each point's category: as many of each, and well mixed."""
    return np.arange(points) % n_categories


def _polar(radius: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Places (n_points, 2) at distances from zero, in directions."""
    return radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])


def _arms(n_arms: int, points: int, noise: float, turns: float, seed: int) -> Data:
    """Points on the arms of a spiral, which are turns of each other."""
    random = _random(points, n_arms, noise, seed)
    if not 0 < turns <= MOST_TURNS:
        raise ValueError(f"turns {turns:g}: expected above 0, to {MOST_TURNS:g}")
    number = _numbers(points, n_arms)
    along = random.uniform(0, 1, points)
    places = _polar(RADIUS * along, 2 * np.pi * (turns * along + number / n_arms))
    names = tuple(f"arm {k}" for k in range(1, n_arms + 1))
    return _of_categories(places, number, names, noise, random)


def _curve(function: Function, points: int, noise: float, seed: int) -> Data:
    """Points about a function of one input: one at random in each equal part of it."""
    random = _random(points, 1, noise, seed)
    shares = (np.arange(points) + random.uniform(0, 1, points)) / points
    x = RADIUS * (2 * shares - 1)
    return _of_targets(x[:, None], function(x), noise, random)


def _of_categories(
    places: np.ndarray,
    number: np.ndarray,
    names: tuple[str, ...],
    noise: float,
    random: np.random.Generator,
) -> Data:
    """Data of categories, with noise in its inputs."""
    places = places + noise * random.standard_normal(places.shape)
    return Data(places, number, categories=names)


def _of_targets(
    places: np.ndarray, y: np.ndarray, noise: float, random: np.random.Generator
) -> Data:
    """Data of numbers, with noise in its targets."""
    y = y + noise * random.standard_normal(len(y))
    return Data(places, y, categories=())

"""What there is to see of random networks, and which of them tours pass over."""

import json
import pickle
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Chosen, Family, Given, Network, Random
from render import (
    Camera,
    Curves,
    Diagram,
    InputError,
    Least,
    Moment,
    Surfaces,
    Tour,
)
from render.make.film import Film
from render.make.key import key
from render.scene.scenes import facts_of, pace_of, style_of
from render.scene.tour import MOST_PASSED
from render.scene.variants import UnsuitableError, vary
from render.stage.painter import Painter
from tests.command import LIBRARY

NOTHING = Least(0, 0, 0, 0, 0, 0)
TOURS = {name: s for name, s in LIBRARY.scenes.items() if isinstance(s, Tour)}
LINES = {name: s for name, s in TOURS.items() if isinstance(s.view, Curves)}
AREAS = {name: s for name, s in TOURS.items() if isinstance(s.view, Surfaces)}
SOURCE = Random(Family((1, 3, 1), "relu"), 12, seed=5)  # some of which are flat


def worked_out(measure, view, network, field, tolerance):
    """Whether a view says of a field what a measure says, and no more than that."""
    found = sorted(measure)[-min(len(measure), 3)]  # what three, or all of fewer, have
    yes, no = max(found - tolerance, 0), found + tolerance
    assert view.shows(network, replace(NOTHING, **{field: yes})), (field, found)
    if no <= 1:
        assert not view.shows(network, replace(NOTHING, **{field: no})), (field, found)


def lead(y):
    """At which share of points each output is ahead by a twentieth; y: shares."""
    others = [np.delete(y, j, axis=1).max(axis=1) for j in range(y.shape[1])]
    return [float(np.mean(y[:, j] - o >= 0.05)) for j, o in enumerate(others)]


# Curves, measured on two thousand points


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_what_curves_show_is_worked_out_again(name):
    tour = LINES[name]
    view, family = tour.view, tour.networks.family
    for k in range(25):
        network = family.network(k, seed=1)
        low, high = view.window(network)
        x = np.linspace(*view.ranges[0], 2001)
        y = (network(x[:, None]) - low) / (high - low)
        cut = np.minimum(np.maximum(y, 0), 1)
        covered = [float(np.mean((c >= 0) & (c <= 1))) for c in y.T]
        worked_out(covered, view, network, "covered", 0.02)
        varied = [float(c.max() - c.min()) for c in cut.T]
        worked_out(varied, view, network, "varied", 0.03)
        turned = [both_ways(c[::8]) for c in cut.T]
        worked_out(turned, view, network, "turned", 0.05)
        if y.shape[1] > 1:
            worked_out(lead(y), view, network, "ahead", 0.03)


def both_ways(heights):
    """The lesser of the greatest rise and the greatest fall, from all pairs."""
    rises = [b - a for i, a in enumerate(heights) for b in heights[i:]]
    return float(min(max(rises), -min(rises)))


def test_what_a_line_shows_by_hand():
    line = Network.from_weights([[[-3], [2]]], "identity")  # 2x - 3
    view = Curves(y=(-6, 6))  # is inside from -1.5 to 4.5: half of the width
    worked_out([0.5], view, line, "covered", 0.01)
    worked_out([1.0], view, line, "varied", 0.01)
    worked_out([0.0], view, line, "turned", 0.001)
    assert not view.shows(Network.from_weights([[[7], [0]]], "identity"), Least())
    assert not view.shows(Network.from_weights([[[5], [0]]], "identity"), Least())


# Surfaces, looked at by going from points of them towards the camera


def seen_of(network, j, view, n=24, steps=160):
    """Of which share of the floor the camera sees what an output has above it."""
    axes = view.axes(network)
    (low, high), camera = axes.span, axes.camera
    e, a = np.radians([camera.elevation, camera.azimuth])
    sight = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    half = np.array(camera.aspect)
    ends = np.array([(i.low, i.high) for i in (axes.x_1, axes.x_2, axes.y)])
    unit = np.ptp(ends, axis=1) / (2 * half)  # of data, in one of the box

    def height(places):
        """In the box's units, nan where the surface is cut off."""
        y = network(ends[:2].mean(axis=1) + places * unit[:2])[:, j]
        return np.where((y < low) | (y > high), np.nan, (y - low) / unit[2])

    side = (np.arange(n) + 0.5) / n * 2 - 1
    floor = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2) * half[:2]
    z, step = height(floor), 1e-4 * sight[:2] / np.cos(e)
    rise = (height(floor - step) - height(floor + step)) / 2e-4  # away from the camera
    is_deep = rise * np.cos(e) + np.sin(e) >= 0.6 * np.sin(e)
    hidden = np.zeros(len(z), dtype=bool)
    for t in np.linspace(0, 3.2, steps)[1:]:
        place = floor + t * sight[:2]
        inside = (np.abs(place) <= half[:2]).all(axis=1)
        hidden |= inside & (height(place) > z + t * sight[2] + 0.01)
    return float(np.mean(is_deep & ~hidden & np.isfinite(z)))


def turned_of(network, j, view):
    """By how much an output both rises and falls along some line of sight."""
    axes = view.axes(network)
    low, high = axes.span
    a = np.radians(axes.camera.azimuth)
    ahead, right = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
    best, t = 0.0, np.linspace(-8.5, 8.5, 120)
    for across in np.linspace(-8.3, 8.3, 42):
        line = across * right + t[:, None] * ahead
        line = line[(np.abs(line) <= 6).all(axis=1)]
        if len(line) > 1:
            y = (network(line)[:, j] - low) / (high - low)
            best = max(best, both_ways(np.clip(y, 0, 1)))
    return best


@pytest.mark.parametrize("name", AREAS)
def test_what_surfaces_show_is_worked_out_again(name):
    tour = AREAS[name]
    view, family = tour.view, tour.networks.family
    x = np.linspace(-6, 6, 81)
    floor = np.stack(np.meshgrid(x, x), -1).reshape(-1, 2)
    for k in range(12):
        network = family.network(k, seed=1)
        low, high = view.axes(network).span
        y = (network(floor) - low) / (high - low)
        cut = np.minimum(np.maximum(y, 0), 1)
        varied = [float(c.max() - c.min()) for c in cut.T]
        worked_out(varied, view, network, "varied", 0.12)  # corners are coarse
        lifted = [float(min(np.mean(c > 0.02), np.mean(c < 0.98))) for c in cut.T]
        worked_out(lifted, view, network, "lifted", 0.06)
        turned = [turned_of(network, j, view) for j in range(y.shape[1])]
        worked_out(turned, view, network, "turned", 0.1)
        seen = [seen_of(network, j, view) for j in range(y.shape[1])]
        worked_out(seen, view, network, "seen", 0.1)
        if y.shape[1] > 1:
            worked_out(lead(y), view, network, "ahead", 0.06)


def plane(along, across=0.0):
    """A plane of a slope away from a camera of azimuth -90, and to its right."""
    return Network.from_weights([[[0.0], [across], [along]]], "identity")


FROM_SOUTH = Surfaces(z=(-6.0, 6.0), camera=Camera(azimuth=-90))


def test_planes_seen_from_below_or_edge_on_are_not_seen():
    # In the box's units a slope of 1 is 0.96 / 1.5 / 2 = 0.32, and 30 degrees are
    # 0.577: a plane looks 1 + 0.32 s / 0.577 as deep as the floor, 60% at s = -0.72.
    for slope, is_seen in ((0, 1), (0.9, 1), (-0.6, 1), (-0.71, 1), (-0.73, 0)):
        all_of_it = FROM_SOUTH.shows(plane(slope), replace(NOTHING, seen=0.99))
        none_of_it = not FROM_SOUTH.shows(plane(slope), replace(NOTHING, seen=0.1))
        assert (all_of_it, none_of_it) == (bool(is_seen), not is_seen)
    assert FROM_SOUTH.shows(plane(0, 0.9), replace(NOTHING, seen=0.99))
    steep = plane(4)  # inside for 3 of 12
    worked_out([0.25], FROM_SOUTH, steep, "seen", 0.06)


def test_a_wall_hides_what_is_behind_it():
    # From 1 down to -1 at x_2 = -5.9: 0.64 in the box's units, which at 30 degrees
    # hide 0.64 / 0.577 = 1.11 of its 2.
    wall = Network.from_weights([[[-590.0], [0.0], [-100.0]]], "tanh")
    view = Surfaces(z=(-1.0, 1.0), camera=Camera(azimuth=-90))
    worked_out([1 - 1.11 / 2], view, wall, "seen", 0.06)


def test_flat_and_dead_surfaces_show_nothing():
    dead = Network.from_weights([[[-1.0], [0.0], [0.0]]], "relu")
    corner = Network.from_weights([[[-10.0], [1.0], [1.0]]], "relu")  # 2 % of the floor
    half = Network.from_weights([[[0.0], [0.6], [0.0]]], "relu")
    view = Surfaces(z=(0.0, 8.0))
    assert [view.shows(n, Least()) for n in (dead, corner, half)] == [
        False,
        False,
        True,
    ]


# Against lit pixels of small pictures


def painted(painter, tour, network):
    """The picture of a network without words above and below."""
    plot = replace(tour.view.plot(Moment(network)), title="", note="")
    return painter(plot).astype(int)


def level(network, height):
    """A network whose outputs are as high everywhere."""
    *before, last = network.layers
    inverse = {"tanh": np.arctanh, "logistic": lambda y: np.log(y / (1 - y))}
    bias = inverse.get(last.activation.name, lambda y: y)(height)
    weights = np.zeros_like(last.weights)
    weights[0] = bias
    return Network((*before, replace(last, weights=weights)))


def flats(painter, tour):
    """Pictures that show nothing: level surfaces; axes without any curve."""
    network = tour.networks.family.network(0)
    if isinstance(tour.view, Curves):
        plot = tour.view.plot(Moment(network))
        return [painter(replace(plot, marks=(), title="", note="")).astype(int)]
    low, high = tour.view.axes(network).span
    heights = [low + (high - low) * share for share in (1e-6, 0.5, 1 - 1e-6)]
    return [painted(painter, tour, level(network, height)) for height in heights]


def lit(picture, nothing):
    """Where a picture is not like one that shows nothing."""
    return np.abs(picture - nothing).max(axis=-1) > 40


def check_lit(tour, numbers):
    """Networks of which there is said to be enough to see light enough pixels."""
    family, painter = tour.networks.family, Painter((128, 72))
    nothing = flats(painter, tour)
    for k in numbers:
        picture = painted(painter, tour, family.network(k, seed=7))
        found = min((lit(picture, flat) for flat in nothing), key=np.sum)
        if isinstance(tour.view, Curves):
            shares = found.any(axis=0).mean(), found.any(axis=1).mean()
            # The frame takes 0.65 or more of the picture's width, 0.55 of its height.
            assert shares[0] >= 0.65 * tour.least.covered, (k, shares)
            assert shares[1] >= 0.55 * tour.least.varied, (k, shares)
        else:
            assert found.mean() >= 0.02, (k, found.mean())


@pytest.mark.parametrize("name", TOURS)
def test_what_shows_enough_lights_pixels(name):
    tour, family = TOURS[name], TOURS[name].networks.family
    check_lit(tour, next_shown(tour, family, tour.least, 2))


def next_shown(tour, family, least, n):
    """The first numbers of networks of which there is enough to see."""
    shown = (k for k in range(10**6) if tour.view.shows(family.network(k, 7), least))
    return [next(shown) for _ in range(n)]


@pytest.mark.slow
@pytest.mark.parametrize("name", TOURS)
def test_of_ten_thousand_those_that_show_just_enough_light_pixels(name):
    """What shows nothing is not among them: it would be just enough, or too little."""
    tour, family = TOURS[name], TOURS[name].networks.family
    stricter = {f: min(1.2 * v, 1.0) for f, v in vars(tour.least).items()}
    shown = [
        k for k in range(10_000) if tour.view.shows(family.network(k, 7), tour.least)
    ]
    barely = [
        k for k in shown if not tour.view.shows(family.network(k, 7), Least(**stricter))
    ]
    assert len(shown) > 500
    check_lit(tour, barely[:300])


@pytest.mark.parametrize("name", AREAS)
def test_level_surfaces_and_lines_out_of_sight_show_nothing(name):
    tour = AREAS[name]
    network = tour.networks.family.network(0)
    low, high = tour.view.axes(network).span
    for share in (1e-6, 0.3, 0.5, 1 - 1e-6):
        flat = level(network, low + (high - low) * share)
        assert not tour.view.shows(flat, Least())


# Tours


@pytest.mark.parametrize(
    "tour", [*TOURS.values(), Tour(SOURCE, Curves())], ids=[*TOURS, "own"]
)
def test_tours_pass_over_networks_with_too_little_to_see_and_no_others(tour):
    family, seed = tour.networks.family, tour.networks.seed
    numbers = [int(tour.name(k).removeprefix("network ")) for k in range(tour.stops)]
    assert len(numbers) == len(tour.networks)
    shown = [
        k
        for k in range(numbers[-1] + 1)
        if tour.view.shows(family.network(k, seed), tour.least)
    ]
    assert numbers == shown
    assert numbers[-1] < 20 * tour.stops
    for stop in (0, tour.stops - 1):
        assert tour.network(stop) == family.network(numbers[stop], seed)
        assert tour.draw(stop).note.text.startswith(f"network {numbers[stop]}")


@pytest.mark.parametrize("tour", [Tour(SOURCE, Curves()), TOURS["relu_3layer_2input"]])
def test_keep_empty_keeps_all(tour):
    every = vary(tour, keep_empty=True)
    names = [every.name(k) for k in range(every.stops)]
    assert names == [f"network {k}" for k in range(tour.stops)]
    assert names != [tour.name(k) for k in range(tour.stops)]
    assert every.networks == tour.networks
    assert (every.title, every.caption) == (tour.title, tour.caption)
    assert vary(vary(tour, keep_empty=True), seed=3).least is None


def test_facts_say_what_is_asked_for_and_keys_tell_it_apart():
    tour = Tour(SOURCE, Curves(), least=Least(varied=0.3))
    others = [
        tour,
        vary(tour, keep_empty=True),
        replace(tour, least=Least()),
        replace(tour, least=Least(varied=0.3, turned=0.1)),
    ]
    assert [facts_of(t)["least"] for t in others[:2]] == [Least(varied=0.3), None]
    films = [Film(t, pace_of(t), (320, 180), style_of(t)) for t in others]
    assert len({key(film) for film in films}) == len(films)


@pytest.mark.parametrize(
    "source", [Given([SOURCE[0]] * 3), Chosen(SOURCE, range(12))], ids=["given", "some"]
)
def test_networks_that_somebody_chose_are_never_passed_over(source):
    most = Least(varied=1, turned=1)
    tour = Tour(source, Curves(), least=most)
    assert tour.stops == len(source)
    assert [tour.network(k) for k in range(tour.stops)] == [
        *map(source.__getitem__, range(len(source)))
    ]
    assert facts_of(tour)["least"] is None
    with pytest.raises(InputError, match=r"^keep-empty on: expected a tour of random"):
        vary(tour, keep_empty=True)


def test_views_that_cannot_say_show_all():
    tour = Tour(SOURCE, Diagram())
    assert [tour.name(k) for k in range(12)] == [f"network {k}" for k in range(12)]
    with pytest.raises(InputError, match="keep-empty"):
        vary(tour, keep_empty=True)
    assert vary(tour, strict=False, keep_empty=True) == tour


def test_networks_of_which_none_shows_enough_are_refused():
    tour = TOURS["tanh_2layer"]
    with pytest.raises(UnsuitableError) as error:
        vary(tour, activation=("tanh", "softmax"))
    words = f"expected some with enough to see: {MOST_PASSED} in a row have too little"
    assert str(error.value) == (
        f"activation tanh,softmax: {words}; --keep-empty shows them all"
    )
    assert vary(tour, strict=False, activation=("tanh", "softmax")) == tour
    flat = vary(tour, activation=("tanh", "softmax"), keep_empty=True)
    assert flat.stops == tour.stops
    constant = Tour(Random(Family((1, 1), "softmax"), 3), Curves())
    with pytest.raises(InputError, match=r"^networks Softmax .*--keep-empty"):
        constant.draw(0)


def test_another_family_owes_no_more_than_any():
    tour = TOURS["tanh_2layer"]
    assert vary(tour, layers=(1, 64, 1)).least == Least()
    assert vary(tour, seed=4, networks=7).least == tour.least
    assert vary(vary(tour, keep_empty=True), layers=(1, 64, 1)).least is None


@pytest.mark.parametrize("field", vars(Least()))
@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
def test_shares_are_from_0_to_1(field, value):
    with pytest.raises(InputError, match=rf"^{field} .*expected 0 to 1"):
        Least(**{field: value})


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_as_many_as_are_asked_for_are_shown(seed, n):
    tour = Tour(Random(SOURCE.family, n, seed), Curves(), least=Least(varied=0.2))
    names = [tour.name(k) for k in range(tour.stops)]
    assert len(set(names)) == n
    numbers = [int(name.split()[1]) for name in names]
    assert numbers == sorted(numbers)


def test_other_processes_show_the_same():
    tour = TOURS["tanh_3layer_3output"]
    code = (
        "import pickle, sys; tour = pickle.load(sys.stdin.buffer); "
        "print([tour.name(k) for k in range(tour.stops)])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(tour), capture_output=True
    )
    assert told.stdout.decode().strip() == str([tour.name(k) for k in range(49)])


# What titles and captions say is so at every stop


def curves_of(name):
    """The outputs of all networks of a tour, (stops, 2001, n_outputs)."""
    tour, x = TOURS[name], np.linspace(-6, 6, 2001)[:, None]
    return np.array([tour.network(k)(x) for k in range(tour.stops)])


@pytest.mark.parametrize(("name", "low"), [("logistic_1layer", 0), ("tanh_1layer", -1)])
def test_lines_are_bent_to_between_the_bounds(name, low):
    y = curves_of(name)[..., 0]
    share = (y - low) / (1 - low)
    assert (np.ptp(share, axis=1) > 0.85).all()
    slopes = np.abs(np.diff(share, axis=1))
    assert (slopes.min(axis=1) < 0.6 * slopes.max(axis=1)).all()  # bent, not straight


@pytest.mark.parametrize("name", ["tanh_2layer", "tanh_3layer"])
def test_curves_that_rise_and_fall_do(name):
    y = curves_of(name)[..., 0]
    assert (np.minimum.accumulate(y, axis=1) < y - 0.23).any(axis=1).all()
    assert (np.maximum.accumulate(y, axis=1) > y + 0.23).any(axis=1).all()


def test_two_curves_cross_and_each_of_three_wins():
    for name, n in (("tanh_3layer_2output", 2), ("tanh_3layer_3output", 3)):
        for y in curves_of(name):
            assert set(y.argmax(axis=1)) == set(range(n))


@pytest.mark.parametrize(
    "name", ["tanh_3layer_2input_2output", "relu_3layer_2input_2output"]
)
def test_two_surfaces_intersect(name):
    tour, x = TOURS[name], np.linspace(-6, 6, 61)
    floor = np.stack(np.meshgrid(x, x), -1).reshape(-1, 2)
    for k in range(tour.stops):
        y = tour.network(k)(floor)
        assert min(np.mean(y[:, 0] > y[:, 1]), np.mean(y[:, 1] > y[:, 0])) > 0.05
        assert (np.ptp(y, axis=0) > 0).all()  # neither is dead


def test_planes_are_tilted():
    tour = TOURS["linear_1layer_2input"]
    for k in range(tour.stops):
        _, *slopes = tour.network(k).layers[0].weights[:, 0]
        assert 12 * np.abs(slopes).sum() > 5.9


# The command line


def test_help_says_what_is_passed_over(run):
    for command in ("scene", "all", "still", "sheet"):
        words = " ".join(run(command, "--help").output.split())
        assert "--keep-empty" in words and str(Least()) in words


def test_records_have_spreads_and_what_was_asked_for(run, tmp_path):
    few = "--networks", 2, "--size", "128x72", "--format", "gif", "-o", tmp_path
    for options, names in (
        ((), ["network 3", "network 4"]),
        (("--keep-empty",), ["network 0", "network 1"]),
    ):
        result = run("scene", "tanh_3layer_3output", *few, *options)
        assert result.exit_code == 0, result.stderr
        record = json.loads((tmp_path / "tanh_3layer_3output.json").read_text("utf-8"))
        assert (record["names"], record["spread"]) == (names, [3, 2, 0.7])
        asked = record["least"] and record["least"]["varied"]
        assert asked == (None if options else 0.4)


def test_what_keeps_nothing_says_what_would(run):
    result = run("still", "tanh_classifier", "--keep-empty", "-o", "a.png")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "render: --keep-empty on: expected a tour of random"
    )
    flat = "still", "tanh_2layer", "--activation", "tanh,softmax", "-o", "a.png"
    result = run(*flat)
    assert result.exit_code == 2 and result.stderr.count("\n") == 1
    assert result.stderr.endswith("--keep-empty shows them all\n")
    assert run(*flat, "--keep-empty").exit_code == 0

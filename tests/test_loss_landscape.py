"""Landscapes of losses: planes of networks, heights over them, and paths on them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from matplotlib.colors import to_rgb

from model import Data, GradientDescent, Layer, Network, Recording, Runs, Training
from model.learn.datasets import dataset
from model.learn.landscape import (
    heights_on,
    losses_at,
    path_of,
    principal_plane,
    weight_plane,
)
from model.learn.passes import parts
from render import (
    DARK,
    Axis,
    BoxAxes,
    Camera,
    Contours,
    InputError,
    Landscapes,
    Moment,
    Paths,
    Plot,
    Points,
    Surface,
)
from render.stage.figures import set_stage
from render.stage.painter import Painter
from render.stage.words import Words, clear_of
from render.view.routes import _inside

LINES = np.linspace(-1, 1, 4), np.linspace(-2, 1, 3)


@pytest.fixture(scope="module")
def moons():
    data = dataset("moons", points=60)
    return Training.of(data, (2, 5, 4, 1), split=0.3, steps=80, optimiser="adam").run()


@pytest.fixture(scope="module")
def line():
    options = {"optimiser": "gradient_descent", "steps": 40, "normalise": False}
    return Training.of(dataset("line", points=30), (1, 1), **options).run()


def loss_of(recording, weights):
    """The loss of one network over training points, by its own code."""
    shapes = [layer.shape[1:] for layer in recording.layers]
    layers = map(Layer, parts(weights, shapes), recording.activations)
    network, training = Network(list(layers)), recording.training
    training_points, _ = training.sides
    inputs = training.data.inputs[training_points]
    if recording.normalised:
        inputs = (inputs - recording.mean) / recording.sd
    targets = training.targets()[training_points]
    return training.loss(network.sums(inputs), network(inputs), targets)


@pytest.mark.parametrize("plane_of", [principal_plane, lambda r: weight_plane(r, 3, 7)])
def test_heights_are_losses_point_by_point(moons, plane_of):
    plane = plane_of(moons)
    heights = heights_on(moons, plane, *LINES)
    for i, a in enumerate(LINES[0]):
        for j, b in enumerate(LINES[1]):
            weights = plane.origin + a * plane.axes[0] + b * plane.axes[1]
            assert heights[i, j] == pytest.approx(loss_of(moons, weights), rel=1e-12)


@pytest.mark.parametrize(
    "name, layers", [("three_arms", (2, 6, 3)), ("wiggle", (1, 7, 1))]
)
def test_losses_of_a_path_are_those_that_were_measured(name, layers):
    recording = Training.of(dataset(name, points=40), layers, steps=30).run()
    losses = losses_at(recording, path_of(recording))
    np.testing.assert_allclose(losses, recording.training_losses, rtol=1e-4)


def test_the_loss_of_a_line_is_a_bowl_whose_bottom_is_its_least_squares(line):
    (x,), y = line.data.inputs.T, line.data.targets
    (bias, slope), *_ = np.linalg.lstsq(np.c_[np.ones(len(x)), x], y, rcond=None)
    plane = weight_plane(line, 1, 0)
    place = np.array([[slope, bias]])
    around = place + 0.01 * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])
    bottom, *rest = losses_at(line, plane.weights(around))
    assert bottom == pytest.approx(np.mean((slope * x + bias - y) ** 2), rel=1e-12)
    steep, flat = np.mean(x**2), 1.0  # half of the second slopes
    expected = bottom + 1e-4 * np.array([steep, steep, flat, flat])
    np.testing.assert_allclose(rest, expected, rtol=1e-9)


def test_the_plane_of_two_weights_has_their_values_as_places(line):
    plane = weight_plane(line, 1, 0)
    slopes, biases = line.layers[0][:, 1, 0], line.layers[0][:, 0, 0]
    np.testing.assert_array_equal(plane.places(path_of(line)), np.c_[slopes, biases])
    assert plane.share(path_of(line)) == 1
    assert not plane.distances(path_of(line)).any()


def test_principal_directions_are_those_of_the_path_about_its_end(moons):
    plane, path = principal_plane(moons), path_of(moons)
    np.testing.assert_allclose(plane.axes @ plane.axes.T, np.eye(2), atol=1e-12)
    apart = path - path[-1]
    values, vectors = np.linalg.eigh(apart.T @ apart)  # another way to them
    for axis, vector in zip(plane.axes, vectors.T[::-1], strict=False):
        assert abs(axis @ vector) == pytest.approx(1, abs=1e-9)
    assert plane.share(path) == pytest.approx(values[-2:].sum() / values.sum())
    np.testing.assert_array_equal(plane.places(path)[-1], [0, 0])
    assert (plane.places(path)[0] <= 0).all()


def test_places_and_distances_make_up_how_far_a_stop_is_from_the_end(moons):
    plane, path = principal_plane(moons), path_of(moons)
    squares = (plane.places(path) ** 2).sum(axis=1) + plane.distances(path) ** 2
    np.testing.assert_allclose(squares, ((path - path[-1]) ** 2).sum(axis=1), atol=1e-9)


def test_no_plane_of_one_or_no_weight(line, moons):
    for pair in ((0, 0), (0, 2), (-1, 1)):
        with pytest.raises(ValueError, match="expected two of 0 to 1"):
            weight_plane(line, *pair)
    network = moons[0]
    still = Recording(
        [np.stack([layer.weights] * 2) for layer in network.layers],
        [layer.activation for layer in network.layers],
        [0, 1],
        [1.0, 1.0],
    )
    with pytest.raises(ValueError, match="a path on a line"):
        principal_plane(still)
    with pytest.raises(ValueError, match="does not say how it was trained"):
        losses_at(still, path_of(still))


# Pictures


def shown(networks, stop, **options):
    """The plot of a landscape at a stop of a recording, or of runs."""
    view = Landscapes(**options)
    return view.plot(Moment(networks[stop], stop, networks))


def of_kind(kind, plot):
    return [mark for mark in plot.marks if type(mark) is kind]


def path_in(plot):
    """The points of the paths up to the present: (n, 3)."""
    return np.concatenate([line for p in of_kind(Paths, plot) for line in p.lines])


def test_the_surface_is_the_loss_and_its_contours_are_level(line):
    plot = shown(line, 10, weights=(1, 0), n_lines=11)
    (surface,) = of_kind(Surface, plot)
    plane = weight_plane(line, 1, 0)
    heights = heights_on(line, plane, surface.x_1, surface.x_2)
    np.testing.assert_array_equal(surface.y, heights)
    (contours,) = of_kind(Contours, plot)
    assert {contour.level for contour in contours.lines} <= set(plot.axes.levels)


@pytest.mark.parametrize("logarithmic", [False, True])
def test_a_path_lies_on_the_surface_up_to_the_present(moons, logarithmic):
    plane, path = principal_plane(moons), path_of(moons)
    z = (0.001, 5.0) if logarithmic else (0.0, 5.0)
    for stop in (1, 20, len(moons) - 1):
        plot = shown(moons, stop, z=z, logarithmic=logarithmic)
        points, (start, present) = path_in(plot), of_kind(Points, plot)
        np.testing.assert_allclose(start.places[0, :2], plane.places(path)[0])
        assert start.hollow.all() and present.hollow is None
        losses = losses_at(moons, plane.weights(points[:, :2]))
        heights = np.log10(losses) if logarithmic else losses
        np.testing.assert_allclose(points[:, 2], heights, rtol=1e-9)
        (place,) = present.places
        np.testing.assert_allclose(place[:2], plane.places(path)[stop], atol=1e-12)
        np.testing.assert_allclose(points[-1], place, atol=1e-9)
        for stop_before in plane.places(path)[: stop + 1]:  # it goes through each
            apart = np.hypot(*(points[:, :2] - stop_before).T)
            assert apart.min() < 1e-9


def test_a_logarithmic_axis_says_so_and_numbers_are_losses(moons):
    axis = shown(moons, 3, logarithmic=True).axes.y
    assert axis.label == "loss (logarithmic)"
    written = [float(word.replace(",", "")) for word in axis.words]
    np.testing.assert_allclose(10.0 ** np.array(axis.ticks), written)


def test_the_note_says_how_much_the_plane_holds_and_how_far_off_the_path_is(moons):
    plane, path = principal_plane(moons), path_of(moons)
    note = shown(moons, 3).note
    away = [loss_of(moons, weights) for weights in path]
    k = int(plane.distances(path).argmax())
    assert f"has {100 * plane.share(path):.1f}% of the path's variance" in note
    assert f"At {moons.name(k)}, farthest from it, " in note
    below = loss_of(moons, plane.weights(plane.places(path[[k]]))[0])
    assert f"the true loss is {away[k]:.2g}, on the plane {below:.2g}." in note
    assert "variance" not in shown(line_of(), 3, weights=(1, 0)).note


def line_of(rate=0.05, steps=40):
    options = {"optimiser": GradientDescent(rate), "steps": steps, "normalise": False}
    start = Network.from_weights([np.array([[-0.9], [-0.3]])], "identity")
    return Training(start, dataset("line", points=30), **options).run()


def test_a_path_is_hidden_behind_the_surface_as_surfaces_are():
    """A path over a ridge, from left to right: its far side cannot be seen."""
    x = np.linspace(-1, 1, 41)
    ridge = np.exp(-8 * x**2)[None].repeat(41, axis=0)
    camera = Camera(elevation=12, azimuth=-90)
    labels = (Axis(name, -1, 1) for name in "ab")
    axes = BoxAxes(*labels, Axis("c", -0.5, 1.2), span=(0.0, 1.2), camera=camera)
    over = np.linspace(-0.8, 0.8, 201)
    line = np.column_stack([over, over, np.exp(-8 * over**2)])
    path, size = Paths((line,), width=3.0, series=1), (640, 480)

    def colored(*marks):
        """How many pixels have the path's colour: left of the ridge, and right."""
        frame = Painter(size)(Plot(axes, marks)).astype(float)
        alike = np.abs(frame - 255 * np.array(to_rgb(DARK.color(1)))).max(axis=-1) < 12
        middle = size[0] // 2
        return int(alike[:, : middle - 5].sum()), int(alike[:, middle + 5 :].sum())

    surface = Surface(x, x, ridge)
    near, far = colored(path)
    assert min(near, far) > 40 and colored(surface) == (0, 0)
    assert colored(surface, path)[0] > 0.9 * near
    assert colored(surface, path)[1] < 0.1 * far


def test_a_path_that_leaves_the_box_is_cut_where_it_does():
    away = line_of(0.13, 30)
    box = {"x": (-0.5, 0.6), "y": (-1.2, 1.0), "z": (0.0, 8.0)}
    plot = shown(away, len(away) - 1, weights=(1, 0), **box)
    points = path_in(plot)
    low, high = np.transpose([box["x"], box["y"]])
    inside = (points[:, :2] >= low - 1e-9) & (points[:, :2] <= high + 1e-9)
    assert inside.all()
    assert np.isclose(points[:, 0], high[0]).any()  # it ends at the side
    (paths,) = of_kind(Paths, replace(plot, marks=plot.marks[-2:]))
    assert len(paths.lines) > 2  # and comes in again


@settings(max_examples=50, deadline=None)
@given(hnp.arrays(float, (5, 2), elements=st.floats(-3, 3, width=32)))
def test_stretches_of_a_route_are_in_the_box_as_far_as_they_say(stops):
    low, high = np.array([-1.0, -2.0]), np.array([1.0, 1.5])
    for (start, end), ends in zip(
        pairwise(stops), _inside(stops, low, high), strict=True
    ):
        shares = np.linspace(0, 1, 301)
        places = start + shares[:, None] * (end - start)
        within = ((places >= low) & (places <= high)).all(axis=1)
        if (start == end).all():
            continue
        said = (shares >= ends[0]) & (shares <= ends[1]) & (ends[0] < ends[1])
        near = np.abs(shares[:, None] - ends).min(axis=1) < 1e-6
        at_edge = np.isclose(places, low) | np.isclose(places, high)
        assert (within == said)[~near & ~at_edge.any(axis=1)].all()


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("x", [(100.0, 101.0), (-0.1, 0.1)])
def test_a_box_without_a_path_is_as_high_as_its_surface(x, logarithmic):
    run = line_of(steps=3)  # whose slope rises from -0.3, and intercept from -0.9
    box = {"x": x, "y": (100, 101), "n_lines": 5, "logarithmic": logarithmic}
    plot = shown(run, 0, weights=(1, 0), **box)
    (surface,) = of_kind(Surface, plot)
    low, high = plot.axes.span
    assert low <= surface.y.min() and surface.y.max() < high
    assert high - surface.y.max() < 0.2 * (high - low)
    assert not plot.marks[-2].lines


def test_a_surface_of_one_height_has_an_axis():
    data = Data(np.array([[-1.0], [1.0]]), np.zeros(2), categories=())
    options = {"optimiser": GradientDescent(0.1), "steps": 2, "normalise": False}
    flat = Network.from_weights([np.zeros((2, 1))] * 2, ("relu", "identity"))
    plot = shown(Training(flat, data, **options).run(), 0, weights=(0, 1), n_lines=3)
    (surface,) = of_kind(Surface, plot)
    assert not surface.y.any() and plot.axes.span == (0.0, 1.0)


def test_runs_are_in_step_and_each_has_its_path_and_name():
    slow, quick = line_of(0.01, 60), line_of(0.05, 30)
    runs = Runs.of({"slow": slow, "quick": quick})
    assert len(runs) == len(slow) and runs.longest is slow
    for position in (0, 7.5, 29, 45):
        assert runs.place(0, position) == position
        assert runs.place(1, position) == min(position, 30)
    plot = shown(runs, 45, weights=(1, 0))
    names = {p.name: p for p in of_kind(Points, plot) if p.name}
    assert set(names) == {"slow", "quick"}
    for name, run, stop in (("slow", slow, 45), ("quick", quick, 30)):
        (place,) = names[name].places
        assert place[2] == pytest.approx(run.training_losses[stop], rel=1e-5)
    assert len({p.series for p in names.values()}) == 2


def test_runs_without_recordings_or_names_for_them_are_refused(line):
    for names, sources in (((), ()), (("a",), ()), (("a", "b"), (line,))):
        with pytest.raises(ValueError, match="one for each recording"):
            Runs(names, sources)


def test_other_networks_and_planes_that_are_none_are_refused(line):
    network = line[0]
    with pytest.raises(InputError, match="expected a recording"):
        Landscapes().plot(Moment(network))
    with pytest.raises(InputError, match="with weights 0 and 5: expected two of 0 to"):
        shown(line, 0, weights=(0, 5))
    with pytest.raises(InputError, match="with a path on a line: expected one that"):
        shown(Training.of(line.data, (1, 1), steps=1).run(), 0)
    with pytest.raises(InputError, match="expected a recording that says how"):
        shown(replace(line, training=None, end=None), 0, weights=(1, 0))
    other = Training.of(dataset("line", points=30), (1, 2, 1), steps=5).run()
    with pytest.raises(InputError, match="of other sizes"):
        shown(Runs.of({"a": line, "b": other}), 0, weights=(1, 0))
    with pytest.raises(
        InputError, match=r"2000\*\*2 networks, 3,000 points, 2 weights"
    ):
        many = Training.of(dataset("line", points=3000), (1, 1), steps=1).run()
        shown(many, 0, weights=(1, 0), n_lines=2000)
    for options in ({"x": (1, 0)}, {"n_lines": 1}, {"n_levels": -1}):
        with pytest.raises(InputError):
            Landscapes(**options)
    with pytest.raises(InputError, match="logarithm"):
        Landscapes(z=(0.0, 1.0), logarithmic=True)


def test_names_of_points_in_a_box_do_not_lie_on_each_other():
    axes = shown(line_of(), 0, weights=(1, 0)).axes
    middle = [(a.low + a.high) / 2 for a in (axes.x_1, axes.x_2)]
    marks = [
        Points(np.array([[*middle, 1.0]]), k, 3.0, name=name)
        for k, name in enumerate(("one", "another", "third"))
    ]
    _, stage = set_stage(Plot(axes, tuple(marks)), (640, 360), DARK)
    artists = stage.show(Plot(axes, tuple(marks)))
    words = [w for a in artists if isinstance(a, Words) for w in a.words]
    assert sorted(word.text for word in words) == ["another", "one", "third"]
    assert len(clear_of(words, (), 0.0)) == 3

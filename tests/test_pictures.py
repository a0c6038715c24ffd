"""Sampling, cameras, reliefs and contours against geometry worked out another way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model import Family, Network, creases
from render import DARK, Camera, Contours, Curve, Curves, Moment, Surfaces
from render.plot.axes import Axis
from render.plot.camera import Projection
from render.stage import relief
from render.stage.figures import set_stage
from render.stage.painter import Painter
from render.stage.slices import strips
from render.stage.ticks import candidates, tick_labels
from render.view.contours import contours

BOX = ((-6.0, 6.0), (-6.0, 6.0), (-2.0, 1.0))


def view_of(camera=Camera(), limits=BOX, size=(320, 180)):
    return Projection(camera, limits).fit(20, 15, size[0] - 20, size[1] - 15)


def the(kind, plot):
    """The plot's only mark of a kind."""
    (mark,) = (mark for mark in plot.marks if type(mark) is kind)
    return mark


# Curves


@pytest.mark.parametrize("family", ["tanh", "logistic", "relu", "identity"])
@pytest.mark.parametrize("layers", [(1, 1), (1, 100, 1), (1, 11, 9, 3)])
def test_curves_are_straight_to_a_tenth_of_a_pixel(family, layers):
    width, height = 7680, 4320  # the picture's larger than the axes in it: to spare
    for k in range(8):
        network = Family(layers, family, spread=1 + k % 3).network(k)
        plot = Curves().plot(Moment(network))
        x = np.linspace(-6, 6, 20011)
        true = network(x[:, None])
        curves = [mark for mark in plot.marks if isinstance(mark, Curve)]
        drawn = np.stack([np.interp(x, curve.x, curve.y) for curve in curves], axis=1)
        slope = np.gradient(true, x, axis=0) * (height / 2.4) / (width / 12)
        off = np.abs(true - drawn) * (height / 2.4) / np.hypot(1, slope)
        assert off[(np.abs(true) < 1.2)].max(initial=0) < 0.1


def test_curves_are_broken_where_steps_jump_and_nowhere_else():
    """Each node of the one hidden layer jumps where its own sum is zero."""
    for k in range(8):
        network = Family((1, 7, 2), ("step", "identity")).network(k)
        (bias, slope), _ = network.layers[0].weights, network.layers[1]
        zeros = np.sort((-bias / slope)[np.abs(bias) < 6 * np.abs(slope)])
        for k, curve in enumerate(Curves().plot(Moment(network)).marks):
            torn = np.isnan(curve.y)
            np.testing.assert_allclose(curve.x[torn], zeros, rtol=0, atol=1e-12)
            pieces = np.split(curve.y, np.flatnonzero(torn))
            assert all(np.ptp(piece[~np.isnan(piece)]) == 0 for piece in pieces)
            middles = np.convolve([-6, *zeros, 6], [0.5, 0.5], "valid")
            heights = [piece[~np.isnan(piece)][0] for piece in pieces]
            np.testing.assert_array_equal(heights, network(middles[:, None])[:, k])


def test_no_line_is_painted_from_one_end_of_a_jump_to_the_other():
    network = Network.from_weights([[[-2.0], [1.0]]], "step")
    plot, painter = Curves().plot(Moment(network)), Painter((640, 360))
    bare = painter(replace(plot, marks=())).astype(int)
    inked = np.abs(painter(plot) - bare).max(axis=2) > 40
    figure, _ = set_stage(plot, (640, 360), DARK)
    to_pixels = figure.axes[0].transData.transform
    (column, low), (_, high) = to_pixels([(2, 0.1), (2, 0.9)])
    beside = slice(round(column) - 4, round(column) + 5)
    assert not inked[round(360 - high) : round(360 - low), beside].any()
    assert inked[:, beside].any(axis=1).sum() >= 4  # the ends themselves


def test_curves_have_no_more_points_than_they_need():
    straight, wiggly = (
        the(Curve, Curves().plot(Moment(family.network(k))))
        for family, k in [
            (Family((1, 1), "identity"), 0),
            (Family((1, 100, 1), "tanh"), 2),
        ]
    )
    assert len(straight.x) == 1025
    assert 1025 < len(wiggly.x) < 8000


def test_creases_are_points_of_the_curve():
    network = Family((1, 11, 9, 1), "relu").network(3)
    curve = the(Curve, Curves().plot(Moment(network)))
    found = creases(network, -6, 6)
    assert len(found) and np.isin(found, curve.x).all()


# The camera


@given(st.floats(12, 50), st.floats(-180, 180), st.floats(4, 30))
def test_verticals_stay_vertical_and_the_box_fits(elevation, azimuth, distance):
    view = view_of(Camera(elevation, azimuth, distance))
    corners = view(view.corners)
    assert corners.min() > 14.99
    assert (corners.max(axis=0) < [300.01, 165.01]).all()
    top, bottom = (view([[2.5, -4.0, y]])[0] for y in (1.0, -2.0))
    assert top[0] == pytest.approx(bottom[0], abs=1e-9)
    assert top[1] < bottom[1]


def test_the_camera_looks_from_where_matplotlib_does():
    # Elevation 20 and azimuth -55: x_1 runs to the right and towards the viewer,
    # x_2 to the right and away.
    view = view_of()
    middle, along_1, along_2 = view([[0, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert along_1[0] > middle[0] and along_1[1] > middle[1]
    assert along_2[0] > middle[0] and along_2[1] < middle[1]


# Reliefs


def gray(n=1):
    """Tints that write the tone's number into the colour: red + green / 256."""
    tones = np.arange(relief.TONES) * (65535 // (relief.TONES - 1))
    tints = np.zeros((n, relief.SHADES, relief.TONES, 4), dtype=np.uint8)
    tints[..., 0], tints[..., 1], tints[..., 3] = tones // 256, tones % 256, 255
    tints[..., 2] = 40 * np.arange(1, n + 1)[:, None, None]
    return tints


def painted(view, heights, span=(-1.0, 1.0), lines=33, size=(320, 180), highest=False):
    """Alpha, tone from 0 to 1, and surface number of every pixel."""
    line = np.linspace(-6, 6, lines)
    canvas = np.zeros((size[1], size[0], 4), dtype=np.uint8)
    light = np.ones_like(heights)
    heights, tints = relief.within_reach(heights, span), gray(len(heights))
    for strip in strips(view, line, line):
        relief.paint(canvas, strip, heights, light, tints, span, highest)
    tone = (canvas[..., 0] * 256.0 + canvas[..., 1]) / 65535
    return canvas[..., 3], tone, canvas[..., 2] // 40 - 1


def rays(view, size, across, down):
    """Origin (3,) and directions (H, W, 3) of rays, in data units.

    across, down: where in each pixel the rays go through. Pinhole geometry alone.
    """
    across, down = np.meshgrid(np.arange(size[0]) + across, np.arange(size[1]) + down)
    camera, (low, high) = view.camera, np.array(view.limits).T
    slope = (across - view.origin[0]) / (view.scale * camera.stretch)
    level = camera.forward + slope[..., None] * camera.right
    fall = -(down - view.origin[1]) / view.scale
    direction = np.concatenate([level, fall[..., None]], axis=-1)
    to_data = (high - low) / 2 / camera.aspect
    return camera.eye * to_data + (low + high) / 2, direction * to_data


def hit_plane(origin, direction, plane, rivals):
    """Distance along each ray to y = a + b x_1 + c x_2.

    Infinite outside the box, and where a rival is higher.
    """
    a, b, c = plane
    rate = direction[..., 2] - b * direction[..., 0] - c * direction[..., 1]
    gap = a + b * origin[0] + c * origin[1] - origin[2]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = gap / rate
        place = origin + t[..., None] * direction
        inside = (np.abs(place[..., :2]) <= 6).all(axis=-1) & (
            np.abs(place[..., 2]) <= 1 + 1e-9
        )
        for a, b, c in rivals:
            rival = a + b * place[..., 0] + c * place[..., 1]
            inside &= place[..., 2] >= rival - 1e-9
    return np.where(inside & (t > 0), t, np.inf), place[..., 2]


def nearest_plane(view, chosen, across, down, highest, size=(320, 180)):
    """The plane that each pixel's ray meets first, -1 for none, and how high there."""
    origin, direction = rays(view, size, across, down)
    rivals = chosen if highest else []
    hits = [hit_plane(origin, direction, plane, rivals) for plane in chosen]
    distance = np.stack([t for t, _ in hits])
    which = distance.argmin(axis=0)
    height = np.take_along_axis(np.stack([y for _, y in hits]), which[None], 0)[0]
    return np.where(np.isfinite(distance.min(axis=0)), which, -1), height


def tenths(low, high):
    return st.integers(round(10 * low), round(10 * high)).map(lambda n: n / 10)


planes = st.tuples(tenths(-1, 1), tenths(-0.4, 0.4), tenths(-0.4, 0.4))
cameras = st.builds(Camera, st.floats(12, 40), st.floats(-180, 180), st.floats(4, 20))


def heights_of(chosen, lines=33):
    line = np.linspace(-6, 6, lines)
    return np.array([a + b * line[:, None] + c * line[None] for a, b, c in chosen])


@pytest.mark.slow
@settings(max_examples=25)
@given(cameras, st.lists(planes, min_size=1, max_size=3), st.booleans())
@example(Camera(22.637456422792752, 0.0, 18.107421875), [(0.3, -0.1, 0.3)], False)
@example(Camera(12.0, 0.0, 4.0), [(0.9, 0.0, 0.0)], False)  # where tones are coarse
@example(Camera(12, 157, 4), [(0, -0.1, 0), (0, -0.2, 0)], False)  # seen from below
def test_planes_are_seen_where_rays_meet_them(camera, chosen, highest):
    """The right plane, as high as it is, cut where it should be, at every sample."""
    view = view_of(camera)
    alpha, tone, surface = painted(view, heights_of(chosen), highest=highest)
    sure, hits, seen = True, 0, []
    for across, down in [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)]:
        which, height = nearest_plane(view, chosen, across, down, highest)
        for a, b in [(1, 1), (1, -1), (-1, 1), (-1, -1)]:  # no edge within 0.03 pixels
            aside, _ = nearest_plane(
                view, chosen, across + 0.03 * a, down + 0.03 * b, highest
            )
            sure &= which == aside
        hits = hits + (which >= 0)
        seen.append((which, height))
    np.testing.assert_allclose(alpha[sure], 255 * hits[sure] / 4, atol=0.51)
    which, height = seen[0]
    same = sure & (hits == 4) & np.all([which == other for other, _ in seen], axis=0)
    assert (surface[same] == which[same]).all()
    slope = np.ptp([height for _, height in seen], axis=0)[same]
    off = np.abs(2 * tone - 1 - height)[same]
    assert (off <= 0.005 + slope)[slope < 0.1].all()  # the first sample, or their mean


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_nothing_is_painted_outside_the_box(seed):
    heights = np.random.default_rng(seed).normal(0, 5, (2, 9, 9))
    view = view_of()
    alpha, _, _ = painted(view, heights, lines=9)
    edge = view(
        np.array([[x, z, y] for x in (-6, 6) for z in (-6, 6) for y in (-1, 1)])
    )
    low, high = (
        np.floor(edge.min(axis=0)).astype(int),
        np.ceil(edge.max(axis=0)).astype(int),
    )
    outside = np.ones(alpha.shape, dtype=bool)
    outside[low[1] : high[1], low[0] : high[0]] = False
    assert not alpha[outside].any()


@pytest.mark.parametrize("far", [np.inf, -np.inf, 1e300, -1e300])
def test_heights_beyond_all_bounds_are_only_out_of_sight(far):
    heights = heights_of([(0.0, 0.1, 0.1)])
    pictures = []
    for height in (far, np.copysign(1500, far)):
        heights[0, :10] = height
        pictures.append(painted(view_of(), heights)[0])
    assert (pictures[0] > 0).sum() > 5000
    assert (pictures[0] != pictures[1]).mean() < 0.001


@pytest.mark.parametrize("elevation", [1, 89, np.nan])
def test_cameras_are_outside_the_box_and_above_it(elevation):
    with pytest.raises(ValueError, match="expected"):
        Camera(elevation, -55, 4 if elevation != 89 else 2)


def test_a_surface_wholly_outside_its_span_is_not_seen():
    alpha, _, _ = painted(view_of(), np.full((1, 33, 33), 7.0))
    assert not alpha.any()


def test_edges_are_smooth():
    alpha, _, _ = painted(view_of(), heights_of([(0.0, 0.05, 0.1)]))
    partial = (alpha > 0) & (alpha < 255)
    assert partial.sum() > 100
    assert len(np.unique(alpha)) == 5  # four samples: 0, 1/4, 1/2, 3/4 and all


def test_light_follows_lamberts_law():
    slope = 0.75  # a plane that rises along x_1: its normal is (-3, 0, 4) / 5
    line = np.linspace(0, 1, 5)
    heights = np.broadcast_to(slope * line[:, None], (5, 5))
    for towards, cosine in [((0, 0, 1), 0.8), ((-1, 0, 0), 0.6), ((0, 1, 0), 0.0)]:
        slopes = np.gradient(heights, line, line)
        found = relief.lambert(slopes, np.array(towards))
        np.testing.assert_allclose(found, cosine, atol=1e-12)


# Contours


@pytest.mark.parametrize("k", range(10))
def test_logistic_contours_are_straight_and_at_their_level(k):
    network = Family((2, 1), "logistic").network(k)
    lines = the(Contours, Surfaces().plot(Moment(network))).lines
    assert lines
    for contour in lines:
        np.testing.assert_allclose(network(contour.points), contour.level, atol=2e-4)
        first, last = contour.points[[0, -1]]
        along = (last - first) / np.linalg.norm(last - first)
        off = (contour.points - first) @ np.array([-along[1], along[0]])
        assert np.abs(off).max() < 0.002  # of 12: a sixth of a pixel at 1280


def test_linear_contours_are_evenly_spaced():
    network = Family((2, 1), "identity").network(3)
    bias, slopes = network.layers[0].weights[0, 0], network.layers[0].weights[1:, 0]
    lines = the(Contours, Surfaces().plot(Moment(network))).lines
    assert lines
    for contour in lines:  # distance from the origin along the slope, by hand
        away = contour.points @ slopes / np.linalg.norm(slopes)
        np.testing.assert_allclose(
            away, (contour.level - bias) / np.linalg.norm(slopes), atol=1e-9
        )


def test_contours_have_x_1_first():
    line = np.linspace(-6, 6, 13)
    y = np.broadcast_to(line[:, None], (1, 13, 13))  # y = x_1
    (contour,) = contours(line, line, y, (2.5,))
    np.testing.assert_allclose(contour.points[:, 0], 2.5)
    assert np.ptp(contour.points[:, 1]) == 12


def test_levels_and_box_are_the_same_whatever_the_network():
    family = Family((2, 11, 9, 1), "tanh")
    axes = {Surfaces().plot(Moment(family.network(k))).axes for k in range(5)}
    assert len(axes) == 1


@pytest.mark.parametrize(
    ("activation", "box"),
    [
        ("tanh", (-2, 1.2)),
        ("logistic", (-0.5, 1.1)),
        ("relu", (-2, 4)),
        ("identity", (-4, 2)),
    ],
)
def test_each_familys_box_is_its_own(activation, box):
    axes = Surfaces().plot(Moment(Family((2, 1), activation).network(0))).axes
    assert (axes.y.low, axes.y.high) == box


# Ticks


def test_ticks_are_round_and_typeset():
    assert tick_labels(next(candidates(Axis("", -6, 6)))) == [
        "\N{MINUS SIGN}6",
        "\N{MINUS SIGN}4",
        "\N{MINUS SIGN}2",
        "0",
        "2",
        "4",
        "6",
    ]
    assert tick_labels(next(candidates(Axis("", -0.5, 1))))[0] == "\N{MINUS SIGN}0.5"


@pytest.mark.parametrize(
    ("value", "words"),
    [(1e-6, "0.000001"), (123457.0, "123457"), (-0.5, "\N{MINUS SIGN}0.5")],
)
def test_a_single_tick_is_the_number_that_it_stands_at(value, words):
    assert tick_labels(np.array([value])) == [words]


def test_ticks_get_fewer_down_to_one():
    counts = [len(values) for values in candidates(Axis("", -6, 6))]
    assert counts == sorted(counts, reverse=True) and counts[-1] == 1
    ticks = (-1.0, -0.5, 0.0, 0.5, 1.0)
    found = [tuple(v) for v in candidates(Axis("", -1.2, 1.2, ticks))]
    assert found[0] == ticks and found[1] == (-1, 0, 1) and found[-1] == (0,)

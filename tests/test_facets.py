"""Facets, their contours and how they are painted, against the network's own values."""

import numpy as np
import pytest

from model import Family, Network, facets
from render.plot.camera import Camera, Projection
from render.stage import relief
from render.stage.slices import facet_strips, strips
from render.view.facet_contours import facet_contours
from tests.test_pictures import rays

RANGE = (-6.0, 6.0)
SPAN = (-1.0, 1.0)
SIZE = (320, 180)
SIZES = [(2, 11, 9, 2), (2, 5, 1), (2, 6, 6, 6, 1)]
kinds = pytest.mark.parametrize("names", ["relu", "leaky_relu"])
sizes = pytest.mark.parametrize("sizes", SIZES, ids=str)


def of(network):
    found = facets(network, RANGE, RANGE)
    assert found is not None
    return found


def middles(pieces):
    """The mean of each facet's corners, (n_facets, 2), well within it."""
    counts = np.bincount(pieces.owner)
    sums = [np.bincount(pieces.owner, x) for x in pieces.corners.T]
    return np.column_stack(sums) / counts[:, None]


def sums_of(network, points):
    """The sums of all layers, side by side: (n_points, n_nodes)."""
    numbers = range(1, len(network.layers) + 1)
    return np.hstack([Network(network.layers[:n]).sums(points) for n in numbers])


@kinds
@sizes
def test_facets_are_convex_and_fill_the_rectangle(sizes, names):
    pieces = of(Family(sizes, names).network(3))
    start, end = pieces.corners, pieces.corners[pieces.after]
    last = pieces.corners[pieces.after[pieces.after]]
    doubled = start[:, 0] * end[:, 1] - end[:, 0] * start[:, 1]
    areas = np.bincount(pieces.owner, doubled) / 2
    assert (areas > 0).all() and np.isclose(areas.sum(), 144)
    (x, y), (x_next, y_next) = (end - start).T, (last - end).T
    assert (x * y_next - y * x_next > -1e-9).all()
    assert len(areas) == pieces.owner[-1] + 1 == len(pieces.planes) > 4


@kinds
@sizes
def test_planes_are_the_network_and_no_node_has_its_kink_within_a_facet(sizes, names):
    network = Family(sizes, names).network(1)
    pieces = of(network)
    np.testing.assert_allclose(
        pieces.heights.T, network(pieces.corners), rtol=1e-9, atol=1e-11
    )
    # A network that is the same plane at the middle has its value and its slopes.
    centre, step = middles(pieces), 1e-7
    inside = np.abs(sums_of(network, centre)).min(axis=1) > 1e-4
    assert inside.sum() > 4
    for axis, way in enumerate(np.eye(2)):
        ends = [network(centre + sign * step * way) for sign in (1, -1)]
        slopes = (ends[0] - ends[1])[inside] / (2 * step)
        found = pieces.planes[inside][..., 1 + axis]
        np.testing.assert_allclose(found, slopes, rtol=1e-5, atol=1e-5)
    sums = sums_of(network, pieces.corners)
    side = np.sign(sums_of(network, centre))[pieces.owner]
    assert (sums * side > -1e-9 * np.abs(sums).max()).all()


def test_a_single_node_has_its_crease_where_its_sum_is_zero():
    network = Network.from_weights([np.array([[3.0], [1.0], [2.0]])], "relu")
    pieces = of(network)
    assert len(pieces.planes) == 2
    on_crease = np.abs(3 + pieces.corners @ [1.0, 2.0]) < 1e-9
    assert on_crease.sum() == 4
    assert sorted(pieces.planes[:, 0].tolist()) == [[0, 0, 0], [3, 1, 2]]


@pytest.mark.parametrize("names", ["tanh", "step", "identity", ["relu", "logistic"]])
def test_networks_that_are_curved_or_jump_or_have_no_crease_have_no_facets(names):
    assert facets(Family((2, 4, 1), names).network(0), RANGE, RANGE) is None


def test_networks_of_too_many_pieces_have_none():
    assert facets(Family((2, 300, 1), "relu").network(0), RANGE, RANGE) is None


# Contours


@kinds
@pytest.mark.parametrize("k", range(4))
def test_contours_turn_at_creases_alone(k, names):
    network = Family((2, 8, 5, 1), names).network(k)
    pieces = of(network)
    levels = tuple(np.unique(np.quantile(pieces.heights, [0.3, 0.55, 0.8])) + 0.01)
    lines = facet_contours(pieces, levels)
    assert {line.level for line in lines} <= set(levels) and lines
    for line in lines:
        between = (line.points[1:] + line.points[:-1]) / 2
        for points in (line.points, between):
            np.testing.assert_allclose(network(points), line.level, atol=1e-9)
        ways = np.diff(line.points, axis=0)
        turns = np.abs(ways[1:, 0] * ways[:-1, 1] - ways[1:, 1] * ways[:-1, 0])
        corners = line.points[1:-1][turns > 1e-6]
        assert (np.abs(sums_of(network, corners)).min(axis=1) < 1e-9).all()
        ends = line.points[[0, -1]]
        at_border = np.isclose(np.abs(ends).max(axis=1), 6)
        assert at_border.all() or np.allclose(*ends)


def test_contours_pass_each_level_as_often_as_a_walk_over_the_surface():
    network = Family((2, 8, 5, 1), "relu").network(2)
    pieces = of(network)
    level = float(np.quantile(pieces.heights, 0.7)) + 0.01
    walk = np.column_stack([np.full(200_001, 1.234), np.linspace(*RANGE, 200_001)])
    above = network(walk)[:, 0] > level
    places = walk[1:][above[1:] != above[:-1], 1]
    found = [
        start + (1.234 - x) / (x_next - x) * (end - start)
        for line in facet_contours(pieces, (level,))
        for (x, start), (x_next, end) in zip(
            line.points[:-1], line.points[1:], strict=True
        )
        if (x > 1.234) != (x_next > 1.234)
    ]
    assert len(found) > 0
    np.testing.assert_allclose(sorted(found), places, atol=1e-4)


# Painting


def box():
    view = Projection(Camera(), (RANGE, RANGE, SPAN))
    return view.fit(10, 10, 310, 170)


def shades_and_tones():
    """Tints that write the shade into red and a quarter of the tone into green."""
    tints = np.zeros((1, relief.SHADES, relief.TONES, 4), dtype=np.uint8)
    tints[..., 0] = np.arange(relief.SHADES)[:, None]
    tints[..., 1], tints[..., 3] = np.arange(relief.TONES) // 4, 255
    return tints


def painted(parts, heights, light):
    """Shade and a quarter of the tone of every pixel, and which are covered."""
    canvas = np.zeros((SIZE[1], SIZE[0], 4), dtype=np.uint8)
    for part in parts:
        relief.paint(canvas, part, heights, light, shades_and_tones(), SPAN)
    red, green, _, alpha = np.moveaxis(canvas.astype(int), -1, 0)
    return red, green, alpha == 255


def low_network(k):
    """A network of facets that are within the box."""
    *hidden, last = Family((2, 6, 4, 1), ["relu", "relu", "identity"]).network(k).layers
    scale = np.abs(Network([*hidden, last])(of(Network([*hidden, last])).corners)).max()
    weights = [layer.weights for layer in hidden] + [0.9 / scale * last.weights]
    return Network.from_weights(weights, ["relu", "relu", "identity"])


def hits(network, pieces, origin, direction):
    """The first facet that each ray (n, 3) meets, -1 for none, and how high."""
    a, b, c = pieces.planes[:, 0].T
    rate = direction[:, None, 2] - b * direction[:, None, 0] - c * direction[:, None, 1]
    t = (a + b * origin[0] + c * origin[1] - origin[2]) / rate
    place = origin + t[..., None] * direction[:, None]
    value = network(place[..., :2].reshape(-1, 2)).reshape(t.shape)
    meets = np.abs(value - place[..., 2]) < 1e-9  # the plane is the surface there
    meets &= (np.abs(place[..., :2]) <= 6).all(axis=-1)
    which = np.where(meets, t, np.inf).argmin(axis=1)
    rows = np.arange(len(t))
    return np.where(meets.any(axis=1), which, -1), place[rows, which, 2]


@pytest.mark.parametrize("k", range(3))
def test_each_pixel_has_the_light_and_the_height_of_the_facet_it_shows(k):
    """On either side of a crease, and nowhere something in between."""
    network = low_network(k)
    pieces = of(network)
    # Light is a plane's own: of neighbours in one plane no one can say which is seen.
    _, number = np.unique(pieces.planes.round(9), axis=0, return_inverse=True)
    levels = (37 * number.ravel() % 128) / 127
    light = levels[pieces.owner][None]
    shade, tone, whole = painted(facet_strips(box(), pieces), pieces.heights, light)
    rng = np.random.default_rng(k)
    row, column = (rng.choice(n, 1500) for n in whole.shape)
    seen = []
    for across, down in [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)]:
        origin, direction = rays(box(), SIZE, across, down)
        seen.append(hits(network, pieces, origin, direction[row, column]))
    facet, height = seen[0]
    plane = number.ravel()[facet]
    same = np.all([plane == number.ravel()[other] for other, _ in seen], axis=0)
    same &= np.all([other >= 0 for other, _ in seen], axis=0)
    assert whole[row, column][same].all() and same.sum() > 300
    assert len(np.unique(facet[same])) > 5
    expected = np.rint(levels[facet] * 127)
    lights = shade[row, column]
    from_above = np.where(lights < relief.LIGHTS, lights, relief.SHADES - 1 - lights)
    assert (from_above == expected)[same].all()
    tones = (height + 1) / 2 * (relief.TONES - 1) / 4
    slack = np.ptp([height for _, height in seen], axis=0) * relief.TONES / 8
    assert (np.abs(tone[row, column] - tones) <= 1 + slack)[same].all()


def test_light_changes_evenly_between_the_lines_of_a_grid():
    line = np.linspace(*RANGE, 9)
    heights, light = np.zeros((1, 9, 9)), np.empty((1, 9, 9))
    light[0] = (line[:, None] + 6) / 12
    shade, _, whole = painted(strips(box(), line, line), heights, light)
    origin, direction = rays(box(), SIZE, 0.25, 0.25)
    x_1 = (origin - origin[2] / direction[..., 2:] * direction)[..., 0]
    expected = (x_1 + 6) / 12 * (relief.LIGHTS - 1)
    assert whole.sum() > 5000
    assert (np.abs(shade - expected) <= 1.01)[whole].all()


@pytest.mark.parametrize("rise", [-1, 1])
def test_an_underside_has_shades_of_its_own(rise):
    view, line = box(), np.linspace(*RANGE, 9)
    way = -view.camera.forward  # to the camera
    towards = line[:, None] * way[0] + line[None] * way[1]
    heights = (rise * towards / 3).clip(-1, 1)[None]
    shade, _, whole = painted(strips(view, line, line), heights, np.ones((1, 9, 9)))
    steep = whole & (shade != relief.LIGHTS - 1)
    assert whole.sum() > 1000
    assert (shade[steep] == relief.LIGHTS).all()
    assert bool(steep.any()) == (rise > 0)

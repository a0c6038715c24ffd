"""Inspections: what is inside one network, one thing first."""

from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from model import Chosen, Family, Given, Layer, Network, Random
from render import DARK, Curves, Diagram, InputError, Inspection, Panels, Surfaces
from render.plot.drawings import Arrangement, Room
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.contours import Contours
from render.plot.marks.paths import Paths
from render.plot.marks.surface import Surface
from render.scene.scenes import poster_of
from render.stage.painter import Painter
from tests.command import LIBRARY
from tests.test_layout import check_words

ROOM = Room(250, 220)
ONE, TWO = (
    LIBRARY.scenes[name] for name in ("tanh_3layer_inside", "tanh_3layer_2input_inside")
)
DEEP = Inspection(Random(Family((2, 3, 2, 4, 1), "tanh"), 1), Surfaces(n_lines=21))
FLAT = Inspection(Random(Family((1, 4, 1), "tanh"), 1), Curves())
every_scene = pytest.mark.parametrize("scene", [ONE, TWO, DEEP, FLAT])
shipped = pytest.mark.parametrize("scene", [ONE, TWO])


def glyphs_of(scene, position, room=ROOM):
    """The glyphs of the diagram at a position."""
    diagram, _ = scene.draw(position).plots
    (mark,) = diagram.marks
    return mark.fitted(room).glyphs


def looked_at(scene):
    """The layer that each stop looks at, and whether only one node of it; 0 and None:
    the inputs, and everything.
    """
    hidden = [(k, one) for k in range(1, len(scene.path)) for one in (True, False)]
    return [(0, False), *hidden, (len(scene.path), True), (None, False)]


def lines_seen(glyphs):
    """The lines that are more than faint: layer, from and to, both counted from 0."""
    lines = [glyph for glyph in glyphs if glyph.key[0] == "edge"]
    return {(k, i - 1, j) for _, k, i, j in (g.key for g in lines if g.opacity > 0.2)}


def values_of(scene, node, x):
    """What a node computes of inputs (n_points, n_inputs)."""
    layer, number = node
    return list(scene.network.nodes(x))[layer][:, number - 1]


def only(plot, kind):
    """The one mark of a kind that a plot has."""
    (mark,) = [mark for mark in plot.marks if isinstance(mark, kind)]
    return mark


def main_curve(plot):
    """The curve that is shown in full."""
    (curve,) = [mark for mark in plot.marks if mark.opacity == mark.width == 1]
    return curve


# The path


@every_scene
def test_each_node_on_the_path_is_the_one_that_moves_the_next_the_most(scene):
    n = scene.network.sizes[0]
    line = np.linspace(-6, 6, 101)
    points = np.stack(np.meshgrid(*[line] * n), axis=-1).reshape(-1, n)
    values = list(scene.network.nodes(points))
    for layer, (node, after) in enumerate(pairwise(scene.path), start=1):
        weights = scene.network.layers[layer].weights[1:, after - 1]
        terms = values[layer] * weights
        assert np.ptp(terms, axis=0).argmax() == node - 1
    assert scene.path[-1] == 1 and len(scene.path) == len(scene.network.layers)


def test_a_strong_weight_from_a_node_that_never_changes_moves_nothing():
    first = Layer(
        np.array([[9.0, 0.0], [0.0, 1.0]]), Family((1, 1), "tanh").activations[0]
    )
    last = Layer(np.array([[0.0], [5.0], [0.1]]), first.activation)
    scene = Inspection(Given([Network([first, last])]), Curves())
    assert scene.path == (2, 1)


def test_the_path_goes_through_nodes_that_the_diagram_shows():
    scene = Inspection(Random(Family((1, 60, 1), "tanh"), 1), Curves())
    keys = {glyph.key for glyph in glyphs_of(scene, 1, Room(400, 400))}
    assert ("picture", 1, scene.path[0]) in keys
    assert ("picture", 1, 30) not in keys


# Stops


@every_scene
def test_every_stop_has_a_title_of_its_own(scene):
    titles = [scene.heading(stop) for stop in range(scene.stops)]
    assert len(set(titles)) == len(titles) == len(looked_at(scene))
    assert max(map(len, titles)) <= 60
    assert scene.draw(2.25).title.texts == tuple(titles)
    assert [text for text, _ in scene.draw(2.25).title.seen] == [titles[2]]
    assert scene.name(1) == f"step 2: {titles[1]}"


def test_a_layer_of_one_node_is_looked_at_once():
    scene = Inspection(Random(Family((1, 1, 2, 1), "tanh"), 1), Curves())
    assert scene.stops == 6
    titles = [scene.heading(stop) for stop in range(scene.stops)]
    assert len(set(titles)) == 6


@every_scene
def test_at_each_stop_only_lines_into_what_is_looked_at_are_seen(scene):
    sizes = scene.network.sizes
    for stop, (layer, alone) in enumerate(looked_at(scene)):
        expected = {
            (k - 1, i, j)
            for k in range(1, len(sizes))
            for i in range(-1, sizes[k - 1])  # -1: the bias
            for j in range(sizes[k])
            if layer in (None, k) and (j == scene.path[k - 1] - 1 or not alone)
        }
        assert lines_seen(glyphs_of(scene, stop)) == expected


@every_scene
def test_what_is_looked_at_is_emphasised_and_what_is_to_come_is_faint(scene):
    sizes = scene.network.sizes
    for stop, (layer, alone) in enumerate(looked_at(scene)):
        glyphs = glyphs_of(scene, stop)
        nodes = {g.key[1:]: g for g in glyphs if g.key[0] == "node" and g.key[2]}
        assert len(nodes) == sum(sizes)
        new = {
            (k, n)
            for k, n in nodes
            if k == layer and (not alone or n == scene.path[k - 1])
        }
        # With the inputs, and with all, it is the output whose values are seen.
        framed = new if layer else {(len(sizes) - 1, 1)}
        assert {place for place, g in nodes.items() if g.emphasis == 1} == framed
        assert {place for place, g in nodes.items() if g.emphasis} == framed
        for (k, n), glyph in nodes.items():
            picture = next(g for g in glyphs if g.key == ("picture", k, n))
            assert picture.opacity == glyph.opacity
            if layer is None or k == layer - 1 or (k, n) in new:
                assert glyph.opacity == 1
            elif layer or k < len(sizes) - 1:
                low, high = (0.3, 0.4) if k >= layer else (0.45, 0.6)
                assert low < glyph.opacity < high


@every_scene
def test_weak_weights_step_back(scene):
    network = scene.network
    lines = [g for g in glyphs_of(scene, scene.stops - 1) if g.key[0] == "edge"]
    for layer in range(len(network.layers)):
        weights = np.abs(network.layers[layer].weights)
        own = [line for line in lines if line.key[1] == layer]
        size = [weights[line.key[2], line.key[3]] for line in own]
        order = np.argsort(size)
        for value in (lambda g: g.opacity, lambda g: abs(g.strength)):
            seen = np.array([value(line) for line in own])[order]
            assert (np.diff(seen) > 0).all() and seen[-1] == 1


# What the node computes


@shipped
def test_beside_the_diagram_are_the_values_of_the_node_that_is_looked_at(scene):
    last = len(scene.path), 1
    for stop, (layer, _) in enumerate(looked_at(scene)):
        node = (layer, scene.path[layer - 1]) if layer else last
        _, plot = scene.draw(stop).plots
        if scene is ONE:
            curve = main_curve(plot)
            x, y = curve.x[:, None], curve.y
        else:
            surface = only(plot, Surface)
            grid = np.meshgrid(surface.x_1, surface.x_2, indexing="ij")
            x, y = np.stack(grid, axis=-1).reshape(-1, 2), surface.y.ravel()
        np.testing.assert_allclose(y, values_of(scene, node, x), rtol=0, atol=1e-12)


@shipped
@pytest.mark.parametrize("stop", range(7))
def test_half_way_values_are_half_way(scene, stop):
    places = stop, stop + 0.5, (stop + 1) % 7
    plots = [scene.draw(place).plots[1] for place in places]
    if scene is TWO:
        start, middle, end = (only(plot, Surface).y for plot in plots)
    else:
        curves = [main_curve(plot) for plot in plots]
        x = curves[1].x
        start, middle, end = (np.interp(x, c.x, c.y) for c in curves)
    np.testing.assert_allclose(middle, (start + end) / 2, rtol=0, atol=1e-12)


def test_over_one_input_other_nodes_of_a_layer_have_thin_curves():
    for stop, (layer, alone) in enumerate(looked_at(ONE)):
        _, plot = ONE.draw(stop).plots
        thin = [mark for mark in plot.marks if mark.width < 1]
        if not layer or alone:
            assert thin == []
            continue
        others = list(range(1, ONE.network.sizes[layer] + 1))
        others.remove(ONE.path[layer - 1])
        for curve, node in zip(thin, others, strict=True):
            expected = values_of(ONE, (layer, node), curve.x[:, None])
            np.testing.assert_allclose(curve.y, expected, rtol=0, atol=1e-12)


def test_over_two_inputs_all_nodes_of_a_layer_have_lines_where_they_are_zero():
    for stop, (layer, alone) in enumerate(looked_at(TWO)):
        _, plot = TWO.draw(stop).plots
        drawn = [mark for mark in plot.marks if isinstance(mark, Boundaries)]
        if not layer or alone:
            assert drawn == [] and only(plot, Contours).opacity == 1
            continue
        (mark,) = drawn
        assert mark.opacity == 1 and only(plot, Contours).opacity == 0
        crossed = set()
        for line in mark.lines:
            nodes = list(TWO.network.nodes(line))[layer]
            worst = np.abs(nodes).max(axis=0)
            assert worst.min() < 0.02
            crossed.add(int(worst.argmin()))
            if layer == 1:  # each is straight
                way = line - line[0]
                reach = np.hypot(*way.T)
                along = way[reach.argmax()] / reach.max()
                assert np.abs(way @ [along[1], -along[0]]).max() < 1e-2
        assert crossed == set(range(TWO.network.sizes[layer]))
        assert (
            "Each line: where one node of the layer is 0." in TWO.draw(stop).note.text
        )


def test_a_node_of_the_first_layer_has_an_arrow_in_the_direction_in_which_it_rises():
    layer, node = 1, TWO.path[0]
    _, w_1, w_2 = TWO.network.layers[0].weights[:, node - 1]
    for position in np.arange(0, TWO.stops, 0.5):
        _, plot = TWO.draw(position).plots
        arrows = [mark for mark in plot.marks if isinstance(mark, Paths)]
        assert len(arrows) == (abs(position - 1) < 1)
        for arrow in arrows:
            assert arrow.opacity == 1 - abs(position - 1)
            shaft, *head = arrow.lines
            across = shaft[:, :2] @ [-w_2, w_1]
            assert (
                np.ptp(across) < 1e-9 and (np.diff(shaft[:, :2] @ [w_1, w_2]) > 0).all()
            )
            for line in head:
                np.testing.assert_allclose(line[0], shaft[-1], rtol=0, atol=1e-12)
            assert np.abs(shaft[:, :2]).max() < 6
            if position == 1:
                values = values_of(TWO, (layer, node), shaft[:, :2])
                np.testing.assert_allclose(shaft[:, 2], values, rtol=0, atol=1e-12)
    assert "Arrow" in TWO.draw(1).note.text and "Arrow" not in TWO.draw(2).note.text


def test_lines_of_a_layer_are_seen_through_the_surface():
    for stop, (layer, alone) in enumerate(looked_at(TWO)):
        _, plot = TWO.draw(stop).plots
        surface = only(plot, Surface)
        assert surface.opacity == (1 if alone or not layer else pytest.approx(0.3))


@shipped
def test_a_node_has_one_name_on_both_sides(scene):
    for stop, (layer, alone) in enumerate(looked_at(scene)):
        _, plot = scene.draw(stop).plots
        mark = main_curve(plot) if scene is ONE else only(plot, Surface)
        number = scene.path[layer - 1] if layer else 1
        is_output = layer in (0, None, len(scene.path))
        expected = "$y$" if is_output else f"$y_{{{number - 1}}}^{{({layer})}}$"
        is_behind = scene is TWO and not is_output and not alone
        assert mark.name.text == ("" if is_behind else expected)
        assert (f"({layer}): layer {layer}." in scene.draw(stop).note.text) != is_output
        texts = {g.key: g.text for g in glyphs_of(scene, stop) if g.kind == "label"}
        own = ("name", "y", len(scene.path) - 1, 0)
        if not is_output:
            own = ("name", "node", layer, number)
        assert texts[own] == expected
        hidden = [key for key in texts if key[:2] == ("name", "node") and key[3]]
        assert len(hidden) == (not is_output)


@every_scene
def test_names_of_nodes_stand_between_layers(scene):
    for stop in range(scene.stops):
        glyphs = glyphs_of(scene, stop)
        shapes = [g.bounds for g in glyphs if g.key[0] == "node"]
        for label in (g for g in glyphs if g.key[:2] == ("name", "node") and g.key[3]):
            (left, low), (right, high) = label.bounds
            for (west, south), (east, north) in shapes:
                assert left >= east or right <= west or low >= north or high <= south


# Glides


@every_scene
def test_nothing_jumps(scene):
    positions = np.arange(0, scene.stops, 0.25)
    layouts = {scene.draw(position).layout for position in positions}
    assert len(layouts) == 1
    places = {}
    for position in positions:
        for glyph in glyphs_of(scene, position):
            box = glyph.bounds.round(6).tobytes()
            part = getattr(glyph, "part", 0)
            assert places.setdefault((glyph.kind, glyph.key, part), box) == box


@every_scene
def test_looks_glide(scene):
    for stop in range(scene.stops):
        ends = stop, (stop + 1) % scene.stops
        start, end = ({g.key: g for g in lined(glyphs_of(scene, k))} for k in ends)
        middle = {g.key: g for g in lined(glyphs_of(scene, stop + 0.5))}
        assert middle.keys() == start.keys() == end.keys()
        for key, glyph in middle.items():
            mean = (start[key].opacity + end[key].opacity) / 2
            assert glyph.opacity == pytest.approx(mean)


def lined(glyphs):
    """Lines and nodes, which are there at all stops."""
    return [glyph for glyph in glyphs if glyph.key[0] in ("edge", "node")]


@shipped
@pytest.mark.parametrize("size", [(640, 360), (360, 640), (360, 360)])
def test_half_way_pictures_differ_from_both_ends_and_are_not_empty(scene, size):
    painter = Painter(size)
    wide = size[0] > size[1]
    stills = [painter(scene.draw(k)).astype(int) for k in range(scene.stops)]
    for stop, ends in enumerate(zip(stills, stills[1:] + stills[:1], strict=True)):
        middle = painter(scene.draw(stop + 0.5)).astype(int)
        for end in ends:
            assert (np.abs(middle - end).max(axis=-1) > 30).sum() > 100
        for half in np.array_split(middle, 2, axis=1 if wide else 0):
            assert (half.max(axis=-1) > 100).sum() > 200


@shipped
def test_the_last_stop_glides_into_the_first(scene):
    assert scene.pace.loop
    painter = Painter((320, 180))
    last = painter(scene.draw(scene.stops - 1e-6)).astype(int)
    assert np.abs(last - painter(scene.draw(0))).max() <= 2


# Room


@dataclass(frozen=True, eq=False)
class Probe(Arrangement):
    """An arrangement that notes the room it has."""

    own: Arrangement
    rooms: list

    def fitted(self, room):
        self.rooms.append(room)
        return self.own.fitted(room)


def drawn(scene, position, size):
    """The diagram's glyphs in a picture of a size."""
    plot = scene.draw(position)
    diagram, panel = plot.plots
    rooms = []
    probe = Probe(diagram.marks[0], rooms)
    Painter(size)(replace(plot, plots=(replace(diagram, marks=(probe,)), panel)))
    return probe.own.fitted(rooms[-1]).glyphs


@shipped
@pytest.mark.parametrize("size", [(640, 360), (360, 640), (640, 640)])
def test_every_picture_of_a_node_is_large_enough_to_be_read(scene, size):
    glyphs = drawn(scene, 0, size)
    pictures = [g for g in glyphs if g.key[0] == "picture"]
    assert len(pictures) == sum(scene.network.sizes)
    least = min(min(picture.size) for picture in pictures)
    assert least * max(size) / 576 > 25  # pixels


@shipped
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280)])
def test_words_keep_apart_and_inside(scene, size):
    for position in (0, 1, 2, 3.2, 4, 5.75, 6):
        check_words(scene.draw(position), size)
        labels = [g.bounds for g in drawn(scene, position, size) if g.kind == "label"]
        for one, other in combinations(labels, 2):
            assert (one[1] <= other[0]).any() or (other[1] <= one[0]).any()


# Other networks


@shipped
def test_other_networks_are_looked_into_too(scene):
    n = scene.network.sizes[0]
    other = scene.varied(layers=(n, 3, 3, 3, 1), activation="relu")
    assert other.network.sizes == (n, 3, 3, 3, 1) and other.stops == 9
    assert not other.titles and other.title and other.title != scene.title
    assert scene.varied(seed=3).titles == scene.titles
    shallow = scene.varied(layers=(n, 4, 1))
    assert shallow.stops == 5
    for each in (other, shallow):
        assert Painter((320, 180))(each.draw(2.5)).any()
    assert poster_of(other) == other.stops - 1


@pytest.mark.parametrize(
    ("scene", "activation"),
    [
        (ONE, ("relu", "identity")),
        (TWO, ("relu", "tanh")),
        (TWO, ("logistic", "identity")),
    ],
)
def test_all_nodes_are_shown_on_the_same_axes(scene, activation):
    other = scene.varied(activation=activation)
    axes = {other.draw(stop).plots[1].axes for stop in range(other.stops)}
    assert len(axes) == 1
    (axes,) = axes
    bounds = [layer.activation for layer in other.network.layers]
    low = min(max(f.lower, -2.0) for f in bounds)
    high = max(min(f.upper, 2.0) for f in bounds)
    assert axes.y.low <= low and axes.y.high >= high


def test_jumps_stay_jumps():
    scene = ONE.varied(activation="step")
    for position in (1, 1.5):
        _, plot = scene.draw(position).plots
        curve = main_curve(plot)
        steps = np.abs(np.diff(curve.y))
        assert np.isnan(curve.y).any() and np.nanmax(steps) < 1e-9


def test_diagrams_show_the_inputs_that_the_view_does():
    scene = replace(ONE, view=Curves(x=(-1.0, 1.0)))
    pictures = [g for g in glyphs_of(scene, 0) if g.key[0] == "picture"]
    (own,) = [picture for picture in pictures if picture.key == ("picture", 0, 1)]
    assert (own.values[0], own.values[-1]) == (-1, 1)


RANDOM = {
    sizes: Random(Family(sizes, "tanh"), 1)
    for sizes in [
        (1, 1),
        (1, 3, 2),
        (2, 3, 1),
        (3, 3, 1),
        (1, 3, 1),
        (2, 1),
    ]
}


@pytest.mark.parametrize(
    ("sizes", "view", "words"),
    [
        ((1, 1), Curves(), "layers 1,1: expected a hidden layer or more, and one outp"),
        ((2, 1), Surfaces(), "layers 2,1: expected a hidden layer or more"),
        ((1, 3, 2), Curves(), "layers 1,3,2: expected a hidden layer or more, and one"),
        ((2, 3, 1), Curves(), "layers 2,3,1: expected the first to be 1"),
        ((3, 3, 1), Surfaces(), "layers 3,3,1: expected the first to be 2"),
        ((1, 3, 1), Panels((Curves(),)), "view Panels: expected Curves or Surfaces"),
        ((1, 3, 1), Diagram(), "view Diagram: expected Curves or Surfaces"),
        ((1, 3, 1), Curves(parts=("regions",)), "without parts"),
    ],
)
def test_what_cannot_be_looked_into_is_refused_in_one_line(sizes, view, words):
    with pytest.raises(InputError, match=words) as caught:
        Inspection(RANDOM[sizes], view)
    assert "\n" not in str(caught.value)


def test_titles_are_one_for_each_stop():
    with pytest.raises(InputError, match="titles of 2: expected of 5"):
        Inspection(RANDOM[1, 3, 1], Curves(), titles=("a", "b"))
    for position in (-1, 7, 7.5, float("nan")):
        with pytest.raises(InputError, match="stop"):
            ONE.draw(position)


@shipped
def test_the_same_networks_give_the_same_frames(scene):
    again = replace(
        scene, networks=Chosen(scene.networks.networks, scene.networks.numbers)
    )
    frames = [Painter((320, 180), DARK)(each.draw(2.3)) for each in (scene, again)]
    np.testing.assert_array_equal(*frames)
    assert scene.facts() == again.facts()
    assert replace(scene, titles=()).facts() != scene.facts()

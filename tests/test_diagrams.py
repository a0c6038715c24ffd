"""Diagrams: where everything is, what lines and pictures say, and files of them."""

import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex, to_rgb
from matplotlib.mathtext import MathTextParser

from model import Family, Network
from model.activation import ACTIVATIONS
from render import (
    DARK,
    RETRO,
    Diagram,
    ExplicitDiagram,
    InputError,
    Moment,
    function_equations,
    product_equations,
)
from render.make.stills import save_still
from render.plot.axes import DrawingAxes
from render.plot.blending import blend_glyphs, emphasise
from render.plot.drawings import Drawing, Look, Room
from render.plot.glyphs import Label, Line, Picture, Shape
from render.plot.plots import Plot
from render.stage.drawings import NodeMaps
from render.stage.figures import draw, set_stage
from render.stage.painter import Painter
from render.view import diagram_keys, weights
from render.view.diagrams import NetworkDiagram
from render.view.equations import card, equations
from scenes.story import network_equations

STORY_EQUATIONS = dict.fromkeys(
    block for step in network_equations.steps for block in step.equations
)
# Names are as wide as their numbers have digits: few sizes stand for all.
NODES = st.sampled_from([1, 2, 3, 5, 12])
LAYERS = st.lists(NODES, min_size=2, max_size=4).map(tuple)
PLACES = st.sampled_from(["first", "last", "none"])
FUNCTIONS = st.sampled_from([("identity",), ("tanh",), ("tanh", "relu", "identity")])
EXPLICIT = st.builds(
    ExplicitDiagram,
    bias=PLACES,
    frames=st.booleans(),
    weights=st.booleans(),
    equations=st.sampled_from(["none", "card", "plain"]),
    most=st.integers(3, 7),
)
SIMPLE = st.builds(
    Diagram,
    bias=PLACES,
    frames=st.booleans(),
    names=st.booleans(),
    words=st.booleans(),
    weights=st.booleans(),
    equations=st.sampled_from(["none", "card", "plain"]),
    most=st.integers(3, 14),
)


def network_of(layers, activation="tanh", seed=0):
    return Family(layers, activation).network(0, seed)


WIDE, SQUARE, UPRIGHT, HALF = (
    Room(*size) for size in [(552, 264), (552, 512), (300, 528), (264, 276)]
)
ROOMS = st.builds(
    Room,
    st.integers(120, 560),
    st.integers(100, 540),
    label=st.sampled_from([11.5, 14.0]),
    small=st.sampled_from([8.0, 9.5]),
)


def glyphs_of(plot, room=WIDE):
    """The glyphs of a plot, whose one mark is a diagram, in a room."""
    (mark,) = plot.marks
    return mark.fitted(room).glyphs


def drawn(view, network, room):
    """The drawing of a network in a room; None where there is too little of it."""
    try:
        return view.drawing(network, room)
    except InputError as error:
        assert "room of" in str(error) and "\n" not in str(error)
        return None


def overlaps(boxes, slack=1e-6):
    """Which of some boxes (n, 2, 2) overlap, pair by pair: shape (n_pairs, 2)."""
    low, high = boxes[:, 0], boxes[:, 1] - slack
    meet = (low[:, None] < high).all(axis=-1) & (low < high[:, None]).all(axis=-1)
    return np.argwhere(np.triu(meet, 1))


def holds(a, b):
    return bool((a[0] <= b[0]).all() and (b[1] <= a[1]).all())


def belongs(a, b):
    """Whether the second of two glyphs is meant to be inside the first."""
    if not isinstance(a, Shape):
        return False
    if a.form == "card":
        return isinstance(b, Label) and b.role == "print"
    return b.key in (("name", *a.key), ("picture", *a.key[1:]))


def check_layout(drawing):
    """Nothing is outside of the drawing, or overlaps what it does not belong to."""
    names = [(type(m), m.key, getattr(m, "part", 0)) for m in drawing.glyphs]
    assert len(set(names)) == len(names)
    picture = np.array([(-1e-6, -1e-6), np.add(drawing.size, 1e-6)])
    for glyph in drawing.glyphs:
        assert holds(picture, glyph.bounds), glyph
    glyphs = [m for m in drawing.glyphs if not isinstance(m, Line)]
    boxes = np.array([m.bounds for m in glyphs])
    for i, j in overlaps(boxes):
        if belongs(glyphs[j], glyphs[i]):
            i, j = j, i
        assert belongs(glyphs[i], glyphs[j]), (glyphs[i], glyphs[j])
        assert holds(boxes[i], boxes[j]), (glyphs[i], glyphs[j])
    return glyphs, boxes


def crossings(lines, boxes):
    """Which lines go through the inside of which boxes: Liang and Barsky's clipping."""
    start, end = (np.array([getattr(m, k) for m in lines]) for k in ("start", "end"))
    way = (end - start)[:, None]
    way = np.where(np.abs(way) < 1e-12, 1e-12, way)
    low, high = ((boxes[:, k] - start[:, None]) / way for k in (0, 1))
    first = np.minimum(low, high).max(axis=-1).clip(0)
    last = np.maximum(low, high).min(axis=-1).clip(None, 1)
    return np.argwhere(last - first > 1e-6)


def check_type(drawing, room):
    """Type has two sizes in a diagram, and all names have the same."""
    labels = [m for m in drawing.glyphs if isinstance(m, Label)]
    sizes = {round(m.size, 6) for m in labels}
    assert sizes <= {room.label, room.small}
    named = {round(m.size, 6) for m in labels if m.key[0] in ("name", "equation")}
    ones = {m.key for m in labels if m.text == "$1$"}
    assert len(named) <= (2 if ones else 1)


def edges_of(drawing):
    return [m for m in drawing.glyphs if isinstance(m, Line) and m.key[0] == "edge"]


@settings(max_examples=120)
@given(LAYERS, EXPLICIT, FUNCTIONS, ROOMS)
def test_nothing_overlaps_in_an_explicit_diagram(layers, view, functions, room):
    activation = (functions * len(layers))[: len(layers) - 1]
    drawing = drawn(view, network_of(layers, activation), room)
    if drawing is None:
        return
    check_type(drawing, room)
    glyphs, boxes = check_layout(drawing)
    free = [
        getattr(m, "form", m.kind) != "circle" and m.key[0] != "frame" for m in glyphs
    ]
    boxes = boxes[free] + [[0.01], [-0.01]]  # lines start at circles, and touch boxes
    lines = edges_of(drawing)
    found = crossings(lines, boxes)
    glyphs = [glyph for glyph, is_free in zip(glyphs, free, strict=True) if is_free]
    assert not len(found), [(lines[i], glyphs[j]) for i, j in found]
    frames = [m for m in drawing.glyphs if m.kind == "line" and m.key[0] == "frame"]
    if frames:
        found = crossings(frames, boxes)
        assert {glyphs[j].key[0] for _, j in found} <= {"card"}


@settings(max_examples=300)
@given(LAYERS, SIMPLE, st.booleans(), ROOMS)
@example(
    (1, 3, 1, 1),
    Diagram(bias="first", names=True, most=3),
    True,
    Room(120, 131, label=11.5, small=8.0),
)
def test_nothing_overlaps_in_a_simplified_diagram(layers, view, pictures, room):
    view = replace(view, pictures=pictures and layers[0] <= 2)
    drawing = drawn(view, network_of(layers), room)
    if drawing is None:
        return
    check_type(drawing, room)
    check_layout(drawing)
    nodes = [m for m in drawing.glyphs if isinstance(m, Shape) and m.key[0] == "node"]
    lines = edges_of(drawing)
    # The square around a circle's inner two thirds: what a line near it would spoil.
    share = np.array([0.01 if m.form == "box" else 0.15 for m in nodes])
    boxes = np.array([m.bounds for m in nodes])
    boxes = boxes + share[:, None, None] * (boxes[:, ::-1] - boxes)
    for i, j in crossings(lines, boxes):
        _, layer, source, sink = lines[i].key
        assert nodes[j].key[1:] in ((layer, source), (layer + 1, sink + 1))
    frames = [m for m in drawing.glyphs if m.kind == "line" and m.key[0] == "frame"]
    solid = [m for m in drawing.glyphs if m.kind in ("shape", "label")]
    if frames:
        inner = np.array([m.bounds for m in solid if m.key[0] != "card"])
        assert not len(crossings(frames, np.add(inner, [[0.01], [-0.01]])))


@pytest.mark.parametrize("layers", [(1, 1), (1, 11, 9, 1), (784, 30, 10), (2, 100, 3)])
@pytest.mark.parametrize("view", [Diagram(names=True, frames=True), ExplicitDiagram()])
@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (720, 1280), (320, 320)])
def test_everything_painted_is_in_the_picture(layers, view, size):
    check_painted(titled(view, layers), size)


SIZES = st.tuples(st.integers(320, 3840), st.integers(320, 3840))


@pytest.mark.slow
@settings(max_examples=100)
@given(LAYERS, EXPLICIT | SIMPLE, SIZES)
def test_everything_painted_of_any_network_is_in_the_picture(layers, view, size):
    try:
        check_painted(titled(view, layers), size)
    except InputError as error:
        assert "room" in str(error)


def titled(view, layers, title="A title"):
    """The plot of a network, with words above it."""
    return replace(view.plot(Moment(network_of(layers))), title=title)


def check_painted(plot, size):
    """All outlines are in the picture, in pixels, and no two words meet."""
    _, stage = set_stage(plot, size, DARK)
    room = np.array([(0, 0), size])
    artists = {type(artist).__name__: artist for artist in stage.show(plot)}
    for artist in artists.values():
        if not hasattr(artist, "get_paths"):  # maps, in whole pixels
            continue
        ends = [p.vertices[:-1] for p in artist.get_paths() if len(p.vertices)]
        ends = artist.get_transform().transform(np.concatenate(ends))
        assert (ends >= room[0]).all() and (ends <= room[1]).all()
    if "Labels" in artists:  # small diagrams have no words
        words = artists["Labels"]
        boxes = [
            words.get_transform().transform([v.min(axis=0), v.max(axis=0)])
            for v in (word.corners for word in words.words)
        ]
        assert (np.array(boxes) >= 0).all() and (np.array(boxes) <= size).all()
        assert not len(overlaps(np.array(boxes)))


@pytest.mark.parametrize("view", [Diagram(), ExplicitDiagram(most=5)])
def test_nodes_of_a_column_are_straight_and_evenly_spaced(view):
    drawing = view.drawing(network_of((2, 5, 4, 3)), Room(2400, 1600))
    for layer in range(3):
        places = [
            m.centre
            for m in drawing.glyphs
            if isinstance(m, Shape) and m.key[:2] == ("node", layer)
        ]
        x, y = np.array(places).T
        assert np.ptp(x) < 1e-9
        steps = np.diff(np.sort(y))
        np.testing.assert_allclose(steps, steps[0])


def test_the_bias_node_is_first_or_last_and_indices_run_away_from_it():
    network = network_of((2, 1), "identity")
    for bias, ascending in (("last", True), ("first", False)):
        glyphs = ExplicitDiagram(bias=bias).drawing(network).glyphs
        heights = [
            next(m.centre[1] for m in glyphs if m.key == ("node", 0, i))
            for i in range(3)
        ]
        assert heights == sorted(heights, reverse=not ascending)
    keys = [m.key for m in ExplicitDiagram(bias="none").drawing(network).glyphs]
    assert ("node", 0, 0) not in keys and ("node", 0, 1) in keys


def texts(drawing):
    return [m.text for m in drawing.glyphs if isinstance(m, Label)]


def test_names_are_those_of_the_mathematics():
    line = network_of((1, 1), "identity")
    plain = texts(ExplicitDiagram(names="plain").drawing(line))
    assert sorted(plain) == sorted(["$x$", "$1$", "$m$", "$b$", "$y$", r"$\Sigma$"])
    indexed = texts(ExplicitDiagram().drawing(network_of((2, 1))))
    expected = (
        "x_{0} x_{1} x_{2} w_{00} w_{10} w_{20} u_{00} u_{10} u_{20} v_{0} y_{0} f"
    )
    assert {f"${name}$" for name in expected.split()} | {r"$\Sigma$"} == set(indexed)
    tall = Room(1600, 2400)
    large = texts(ExplicitDiagram(most=20).drawing(network_of((1, 12)), tall))
    assert "$w_{0,11}$" in large and "$w_{1,0}$" in large and "$v_{10}$" in large
    found = texts(ExplicitDiagram().drawing(network_of((1, 1, 1), "identity")))
    assert {"$x_{1}^{(1)}$", "$v_{0}^{(1)}$", "$w_{10}^{(2)}$"} <= set(found)
    assert "$x_{1}^{(2)}$" not in found  # the wire between layers has a name already
    simple = Diagram(names=True, bias="last")
    assert texts(simple.drawing(network_of((1, 3, 1)))) == ["$1$", "$1$", "$x$", "$y$"]
    several = texts(simple.drawing(network_of((2, 3, 2))))
    assert several[2:] == ["$x_{1}$", "$x_{2}$", "$y_{0}$", "$y_{1}$"]


def test_plain_names_are_for_straight_lines():
    for layers, activation in (((2, 1), "identity"), ((1, 1), "tanh")):
        with pytest.raises(InputError, match="names plain"):
            ExplicitDiagram(names="plain").drawing(network_of(layers, activation))


@settings(max_examples=60)
@given(LAYERS, EXPLICIT, ROOMS)
def test_no_name_stands_twice_in_an_explicit_diagram(layers, view, room):
    drawing = drawn(replace(view, weights=False), network_of(layers), room)
    names = [
        m.text
        for m in (drawing.glyphs if drawing else ())
        if isinstance(m, Label) and m.key[0] == "name"
    ]
    names = [text for text in names if text not in (r"$\Sigma$", "$f$")]
    assert len(set(names)) == len(names)
    if len(layers) > 2:
        assert all(re.search(r"\^\{\(\d+\)\}\$$", text) for text in names)


def test_layers_are_named_in_words_and_functions_by_their_layers_number():
    view = ExplicitDiagram(frames=True)
    found = texts(view.drawing(network_of((1, 2, 1), ("tanh", "relu"))))
    assert {"layer 1", "layer 2", "$f^{(1)}$", "$f^{(2)}$"} <= set(found)


def test_big_layers_show_some_nodes_dots_and_how_many_there_are():
    drawing = Diagram(most=7).drawing(network_of((784, 30, 10)))
    shown = {m.key[2] for m in drawing.glyphs if m.key[:2] == ("node", 0)}
    assert shown == {1, 2, 3, 782, 783, 784}
    assert set(texts(drawing)) == {"784", "30", "10"}
    dots = [m for m in drawing.glyphs if isinstance(m, Shape) and m.form == "dots"]
    assert len(dots) == 3
    assert texts(Diagram().drawing(network_of((12, 3)))) == []


def test_words_say_which_nodes_are_inputs_hidden_and_outputs():
    for layers, expected in [
        ((1, 3, 1), ["input", "hidden layer", "output"]),
        ((2, 3, 3, 2), ["inputs", "hidden layer 1", "hidden layer 2", "outputs"]),
    ]:
        assert texts(Diagram(words=True).drawing(network_of(layers))) == expected
    many = Diagram(words=True, most=7).drawing(network_of((784, 30, 10)))
    assert texts(many) == ["inputs: 784", "hidden layer: 30", "outputs: 10"]
    (narrow,) = {
        tuple(texts(Diagram(words=True).drawing(network_of((1, 2, 2, 1)), room)))
        for room in (Room(260, 200), Room(220, 200))
    }
    assert narrow == ("input", "layer 1", "layer 2", "output")
    least = Diagram(words=True).drawing(network_of((1, 2, 1)), Room(100, 120))
    assert texts(least) == []


@pytest.mark.parametrize("view", [Diagram(weights=True), ExplicitDiagram(weights=True)])
@pytest.mark.parametrize("style", [DARK, RETRO])
def test_lines_show_the_weights(view, style):
    network = network_of((2, 5, 4, 3), seed=3)
    plot = view.plot(Moment(network))
    _, stage = set_stage(plot, (1280, 720), style)
    lines = stage.show(plot)[0]
    glyphs = sorted(
        (m for m in glyphs_of(plot) if isinstance(m, Line)),
        key=lambda m: abs(m.strength or 0),
    )
    widths, colors, dashes = (
        lines.get_linewidth(),
        lines.get_color(),
        lines.get_linestyle(),
    )
    scales = []
    negative, positive = map(to_rgb, style.signs)
    n = 0
    for glyph, width, color, (_, dash) in zip(
        glyphs, widths, colors, dashes, strict=True
    ):
        if glyph.key[0] != "edge":
            assert (dash is None) == (glyph.key != ("key", 1))
            continue
        _, layer, i, j = glyph.key
        weight = network.layers[layer].weights[i, j]
        scales.append(width / abs(weight))
        expected = positive if weight > 0 else negative
        assert np.allclose(color[:3], expected, atol=0.005)
        assert (dash is None) == (weight > 0)
        n += 1
    assert n >= 2 * 5 + 5 * 4 + 4 * 3
    assert np.ptp(scales) < 1e-9 * max(scales)


def test_boxes_hold_the_weights():
    network = network_of((1, 2, 1), seed=4)
    drawing = ExplicitDiagram(weights=True).drawing(network)
    for glyph in drawing.glyphs:
        if isinstance(glyph, Label) and glyph.key[:2] == ("name", "weight"):
            _, _, layer, i, j = glyph.key
            weight = network.layers[layer].weights[i, j]
            assert float(glyph.text.strip("$")) == pytest.approx(weight, rel=0.05)


@given(st.floats(-1e12, 1e12) | st.floats(-2, 2) | st.floats(-0.01, 0.01))
def test_weights_have_two_significant_digits_and_no_minus_zero(weight):
    text = weights.number(weight)
    read = float(re.sub(r"\\mathrm\{e\}\{(-?\d+)\}", r"e\1", text))
    assert read == float(f"{weight:.1e}") or abs(weight) < 1e-300
    assert text != "-0" and not text.startswith("-0.0$")
    digits = re.sub(r"\\mathrm.*|[-.]", "", text).lstrip("0")
    assert len(digits.rstrip("0")) <= 2


def test_numbers_are_written_as_people_write_them():
    numbers = {0.42: "0.42", -1.3: "-1.3", 12.4: "12", 0.0031: "0.0031", -0.0: "0"}
    numbers |= {1: "1.0", 123: "120", 1.2e5: r"1.2\mathrm{e}{5}"}
    assert {value: weights.number(value) for value in numbers} == numbers


def test_weights_replace_only_the_names_of_weights():
    named = ExplicitDiagram()
    network = network_of((1, 2, 1), seed=4)
    plain, weighed = (
        {m.key: m.text for m in view.drawing(network).glyphs if isinstance(m, Label)}
        for view in (named, replace(named, weights=True))
    )
    for key, text in plain.items():
        assert (weighed[key] == text) == (key[:2] != ("name", "weight"))
    assert {key[0] for key in weighed.keys() - plain.keys()} == {"key"}


def test_lines_get_no_wider_than_the_strongest():
    weak = Diagram(weights=True, strongest=0.5).plot(Moment(network_of((1, 3, 1))))
    _, stage = set_stage(weak, (1280, 720), DARK)
    widths = stage.show(weak)[0].get_linewidth()
    lines = [m for m in glyphs_of(weak) if isinstance(m, Line)]
    strong = [abs(m.strength) == 1 for m in lines]
    assert np.isclose(widths, max(widths)).sum() == sum(strong) > 0
    with pytest.raises(InputError, match="strongest 0"):
        Diagram(strongest=0)


def activations(network, inputs):
    """Every layer's outputs, written out."""
    layers = [inputs]
    for w in (layer.weights for layer in network.layers):
        with_bias = np.column_stack([np.ones(len(layers[-1])), layers[-1]])
        layers.append(np.tanh(with_bias @ w))
    return layers


@pytest.mark.parametrize("n_inputs", [1, 2])
def test_pictures_are_what_the_nodes_compute(n_inputs):
    network = network_of((n_inputs, 5, 4, 1), seed=2)
    drawing = Diagram(pictures=True).drawing(network)
    pictures = {m.key: m for m in drawing.glyphs if m.key[0] == "picture"}
    assert len(pictures) == n_inputs + 5 + 4 + 1
    for (_, layer, node), picture in pictures.items():
        n = len(picture.values)
        line = np.linspace(-6, 6, n)
        places = [(0, 0), (n // 3, n // 4), (n - 1, 5)]
        for place in places:
            inputs = np.array([[line[k] for k in place[:n_inputs]]])
            value = activations(network, inputs)[layer][0, node - 1]
            assert picture.values[place[:n_inputs]] == pytest.approx(value, abs=1e-12)


def test_maps_have_the_first_input_to_the_right_and_the_second_up():
    plot = Diagram(pictures=True).plot(Moment(network_of((2, 1))))
    frame = Painter((1280, 720))(plot)
    _, stage = set_stage(plot, (1280, 720), DARK)
    stage.show(plot)
    transform = stage.transform
    glyphs = {m.key: m for m in glyphs_of(plot, stage.room)}
    for number in (1, 2):
        glyph = glyphs["picture", 0, number]
        centre = np.array(glyph.centre)
        way = np.eye(2)[number - 1] * glyph.size * 0.4
        low, high = (
            frame[719 - int(y), int(x)].astype(int)
            for x, y in transform.transform([centre - way, centre + way])
        )
        tones = [255 * np.array(to_rgb(DARK.colormap[k])) for k in (1, -2)]
        assert np.abs([low[:3], high[:3]] - np.array(tones)).max() < 25


def test_pictures_are_for_one_input_or_two():
    with pytest.raises(InputError, match="pictures of 3 inputs"):
        Diagram(pictures=True).drawing(network_of((3, 2, 1)))


def test_a_curve_stays_in_its_square():
    network = network_of((1, 6, 1), "relu", seed=1)
    plot = Diagram(pictures=True).plot(Moment(network))
    _, stage = set_stage(plot, (1280, 720), DARK)
    curves = next(a for a in stage.show(plot) if type(a).__name__ == "NodeCurves")
    pictures = [m for m in glyphs_of(plot, stage.room) if m.kind == "curve"]
    for glyph, path in zip(pictures, curves.get_paths()[len(pictures) :], strict=True):
        x, y = path.vertices[~np.isnan(path.vertices).any(axis=1)].T
        (left, low), (right, high) = glyph.bounds
        assert left - 1e-9 <= x.min() and x.max() <= right + 1e-9
        assert low - 1e-9 <= y.min() and y.max() <= high + 1e-9


every_block = pytest.mark.parametrize(
    "block",
    [
        *STORY_EQUATIONS,
        *(function_equations(f) for f in ACTIVATIONS),
    ],
)


@every_block
def test_equations_parse_and_stand_on_their_card(block):
    parser = MathTextParser("path")
    for equation in block:
        for side in (equation.left, equation.right):
            width, height, *_ = parser.parse(f"${side}$")
            assert width > 0 and height > 0
    check_layout(card([block]))


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_of_equations_begin_at_the_same_height(columns):
    drawing = card([*STORY_EQUATIONS][:3], columns)
    check_layout(drawing)
    labels = [m for m in drawing.glyphs if isinstance(m, Label)]
    first = {}  # the highest baseline of each column, by where its equals signs are
    for right in labels[1::2]:
        x, y = (round(place, 3) for place in right.place)
        first[x] = max(first.get(x, 0), y)
    assert len(first) == columns
    assert len(set(first.values())) == 1


def test_formulas_are_those_of_the_functions():
    # Read by a small TeX-to-Python rewriting, and evaluated beside the activation.
    values = np.linspace(-3, 3, 25)
    for f in (f for f in ACTIVATIONS if not f.of_layer):
        found = eval(python(f.formula), {**KNOWN, "a": values})
        np.testing.assert_allclose(found, f(values), atol=1e-12)


KNOWN = {"max": np.maximum, "min": np.minimum, "exp": np.exp, "ln": np.log}
KNOWN |= {"tanh": np.tanh, "sin": np.sin, "sqrt": np.sqrt, "pi": np.pi}
KNOWN |= {"erf": np.vectorize(math.erf), "where": np.where}
REWRITTEN = (
    (r"(.*)\\ \\mathrm\{if\}\\ (.*),\\ \\mathrm\{else\}\\ (.*)", r"where(\2, \1, \3)"),
    (r"\\mathrm\{(\w+)\}", r"\1"),
    (r"e\^\{([^{}]*)\}|e\^(\w)", r"exp(\1\2)"),
    (r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)"),
    (r"\\dfrac\{([^{}]*)\}\{([^{}]*)\}", r"((\1) / (\2))"),
    (r"\\geq", ">="),
    (r"\\,", "*"),
    (r"\^", "**"),
    (r"\\", ""),
)


def python(formula):
    """A formula of TeX as Python writes it."""
    for old, new in REWRITTEN:
        formula = re.sub(old, new, formula)
    return formula


@pytest.mark.parametrize("way", ["card", "plain"])
@pytest.mark.parametrize("style", [DARK, RETRO])
def test_equations_are_on_a_card_or_in_the_colours_of_the_diagram(way, style):
    plot = ExplicitDiagram(equations=way).plot(Moment(network_of((1, 1))))
    labels = [m for m in glyphs_of(plot) if isinstance(m, Label)]
    written = np.array([m.key[0] == "equation" for m in labels])
    assert written.sum() == 8  # two sides of four equations
    cards = [m for m in glyphs_of(plot) if getattr(m, "form", "") == "card"]
    assert len(cards) == (way == "card")
    _, stage = set_stage(plot, (640, 360), style)
    words = np.array(stage.show(plot)[-1].words)[written]
    expected = style.card_text if way == "card" else style.line
    assert {to_hex(word.color) for word in words} == {expected}


def test_equations_of_a_network_have_its_function():
    assert equations(network_of((1, 1), "identity")) == (product_equations(),)
    blocks = equations(network_of((1, 1), "relu"))
    assert blocks[-1][0].right == r"\max(0, a)"


def parse(path):
    root = ElementTree.parse(path).getroot()
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    words = ["".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text")]
    return names, " ".join("".join(words).split())


@pytest.mark.parametrize(
    ("view", "layers", "images"),
    [
        (ExplicitDiagram(frames=True, equations="card"), (1, 2, 2, 1), 0),
        (Diagram(weights=True, pictures=True), (1, 4, 1), 0),
        (Diagram(weights=True, pictures=True), (2, 4, 1), 1),
    ],
)
def test_svg_is_xml_and_an_image_only_where_maps_are(tmp_path, view, layers, images):
    plot = titled(view, layers, "Title & <more>")
    for text in (False, True):
        path = tmp_path / "a.svg"
        save_still(plot, path, (640, 360), text=text)
        names, words = parse(path)
        assert names.count("image") == images
        assert ("text" in names) == text
        if text:
            assert "Title & <more>" in words
        again = tmp_path / "b.svg"
        save_still(plot, again, (640, 360), text=text)
        assert again.read_bytes() == path.read_bytes()


def test_text_in_svg_is_where_the_frames_outlines_are(tmp_path):
    plot = ExplicitDiagram().plot(Moment(network_of((1, 1))))
    save_still(plot, tmp_path / "a.svg", (640, 360), text=True)
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    places = []
    for group in root.iter():
        words = [e for e in group if e.tag.endswith("}text")]
        if words and "translate(" in group.get("transform", ""):
            x, y = group.get("transform").partition("(")[2].partition(")")[0].split()
            places.append((float(x), float(y)))
    _, stage = set_stage(plot, (640, 360), DARK)
    stage.show(plot)
    glyphs = [m for m in glyphs_of(plot, stage.room) if isinstance(m, Label)]
    pixels = stage.transform.transform([m.start for m in glyphs])
    points = np.column_stack([pixels[:, 0], 360 - pixels[:, 1]]) * 576 / 640
    assert len(places) == len(glyphs)
    np.testing.assert_allclose(
        np.sort(places, axis=0), np.sort(points, axis=0), atol=0.6
    )


@pytest.mark.parametrize("name", ["bias", "names", "equations"])
def test_what_is_no_option_is_refused(name):
    with pytest.raises(InputError, match=f"{name} sideways: expected"):
        ExplicitDiagram(**{name: "sideways"})
    with pytest.raises(InputError, match="most 2: expected"):
        Diagram(most=2)


# Blending


def test_blends_begin_and_end_with_the_drawings():
    start = ExplicitDiagram().drawing(network_of((1, 1)))
    end = Diagram().drawing(network_of((2, 3, 1)))
    for share, whole in ((0.0, start), (1.0, end)):
        places = {place_of(m): m.bounds for m in whole.glyphs}
        for glyph in blend_glyphs(start.glyphs, end.glyphs, share):
            assert glyph.opacity > 0
            np.testing.assert_allclose(
                glyph.bounds, places.pop(place_of(glyph)), atol=1e-9
            )
        assert not places


def place_of(glyph):
    return type(glyph), glyph.key, getattr(glyph, "part", 0)


STEPS = st.tuples(
    LAYERS, st.builds(Diagram, names=st.booleans()) | st.just(ExplicitDiagram())
)


@settings(max_examples=40)
@given(STEPS, STEPS, st.floats(0, 1))
def test_nothing_vanishes_that_both_drawings_have(one, other, share):
    """What has the same key is seen all the way, and lies between its two places."""
    before, after = (
        view.drawing(network_of(layers), SQUARE).glyphs for layers, view in (one, other)
    )
    found = blend_glyphs(before, after, share)
    ends = [
        {(type(m), m.key): m for m in glyphs if not isinstance(m, Line)}
        for glyphs in (before, after)
    ]
    for key in ends[0].keys() & ends[1].keys():
        seen = [m for m in found if (type(m), m.key) == key]
        a, b = (end[key] for end in ends)
        whole = min(a.opacity, b.opacity)
        if isinstance(a, Label) and a.text != b.text:  # one text fades into another
            whole *= 0.65
        assert sum(m.opacity for m in seen) >= whole - 1e-9
        if not isinstance(a, Label):
            expected = a.bounds + share * (b.bounds - a.bounds)
            np.testing.assert_allclose(seen[0].bounds, expected, atol=1e-9)


@given(STEPS, STEPS, st.floats(0, 1))
@settings(max_examples=20)
def test_blends_are_the_same_both_ways(one, other, share):
    before, after = (
        view.drawing(network_of(layers), SQUARE).glyphs for layers, view in (one, other)
    )
    there = blend_glyphs(before, after, share)
    back = blend_glyphs(after, before, 1 - share)
    # Texts that change do so a little before they are half-way, either way.
    texts = [
        {m.key: m.text for m in glyphs if isinstance(m, Label)}
        for glyphs in (before, after)
    ]
    changed = {key for key in texts[0] if texts[0][key] != texts[1].get(key)}
    kinds = [
        sorted(
            (*map(str, place_of(m)), m.kind, round(m.opacity, 6))
            for m in glyphs
            if not (isinstance(m, Label) and m.key in changed)
        )
        for glyphs in (there, back)
    ]
    assert kinds[0] == kinds[1]


def test_what_both_have_moves_and_the_rest_fades():
    kept = Shape(("kept",), "circle", (0.0, 0.0), (2.0, 2.0))
    moved = Shape(("kept",), "circle", (10.0, 4.0), (6.0, 2.0))
    old, new = (Line((word,), (0.0, 0.0), (1.0, 1.0)) for word in ("old", "new"))
    for share, centre, size in (
        (1 / 4, (2.5, 1.0), (3.0, 2.0)),
        (1 / 2, (5.0, 2.0), (4.0, 2.0)),
        (3 / 4, (7.5, 3.0), (5.0, 2.0)),
    ):
        glyphs = {m.key[0]: m for m in blend_glyphs((kept, old), (moved, new), share)}
        assert glyphs["kept"].centre == pytest.approx(centre)
        assert glyphs["kept"].size == pytest.approx(size)
        assert ("old" in glyphs, "new" in glyphs) == (share < 0.4, share > 0.6)


def test_a_name_changes_where_it_is():
    old = Label(("x",), "$x$", (0.0, 0.0), 10.0, "left")
    new = Label(("x",), "$x_1$", (8.0, 0.0), 10.0, "left")
    first, second = blend_glyphs((old,), (new,), 0.4)
    assert first.place == second.place == pytest.approx((3.2, 0.0))
    assert (first.text, second.text) == ("$x$", "$x_1$")
    for label in (first, second):
        assert label.opacity == pytest.approx(0.352)  # 3 t^2 - 2 t^3
    (half,) = blend_glyphs((old,), (new,), 1 / 2)  # where the old one is gone
    assert half.text == "$x_1$" and half.opacity > 0.8
    for share, text in ((1 / 4, "$x$"), (3 / 4, "$x_1$")):
        (only,) = blend_glyphs((old,), (new,), share)
        assert (only.text, only.opacity) == (text, 1.0)
        assert only.place == pytest.approx((8 * share, 0.0))


def test_operations_go_into_the_circle_that_stands_for_them():
    network = network_of((1, 2, 2, 1))
    before = ExplicitDiagram().drawing(network).glyphs
    after = Diagram().drawing(network).glyphs
    goals = {m.key: m.bounds.mean(axis=0) for m in after if isinstance(m, Shape)}
    last = blend_glyphs(before, after, 0.94)
    merging = [m for m in last if m.key[0] in ("sum", "function") and m.kind == "shape"]
    assert len(merging) == 2 * (2 + 2 + 1)
    for glyph in merging:
        off = glyph.bounds.mean(axis=0) - goals[glyph.into]
        assert np.hypot(*off) < 12


def test_the_gaps_of_a_line_close_where_it_becomes_whole():
    pieces = [
        Line(("edge",), (float(a), 0.0), (float(b), 0.0), part=k)
        for k, (a, b) in enumerate([(0, 3), (5, 6), (8, 10)])
    ]
    whole = Line(("edge",), (20.0, 5.0), (40.0, 5.0))
    for share in (0.0, 0.2, 0.5, 0.8, 1.0):
        seen = blend_glyphs(pieces, (whole,), share)
        ends = np.array([m.bounds for m in seen])
        low, high = ends[:, 0].min(axis=0), ends[:, 1].max(axis=0)
        np.testing.assert_allclose(low, [20 * share, 5 * share])
        np.testing.assert_allclose(high, [10 + 30 * share, 5 * share])
    assert [m.part for m in blend_glyphs(pieces, (whole,), 0.1)] == [0, 1, 2]
    assert len(blend_glyphs(pieces, (whole,), 0.9)) == 1


def test_what_is_new_is_emphasised():
    before = ExplicitDiagram().drawing(network_of((1, 1))).glyphs
    after = ExplicitDiagram().drawing(network_of((2, 1))).glyphs
    new = [m.key for m in emphasise(after, before) if m.emphasis]
    assert ("node", 0, 2) in new and ("node", 0, 1) not in new
    assert [key for key in new if 2 not in key] == []


# Rooms


@settings(max_examples=60)
@given(st.builds(Room, st.integers(60, 560), st.integers(60, 540)))
def test_a_drawing_of_ones_own_fits_and_keeps_its_types_size(room):
    names = (
        Label(("a",), "$a$", (40.0, 5.0), 10.0),
        Label(("b",), "b", (60.0, 5.0), 8.0),
    )
    drawing = Drawing(
        (Shape(("c",), "circle", (50.0, 40.0), (80.0, 60.0)), *names), (100.0, 80.0)
    )
    shape, *labels = drawing.fitted(room).glyphs
    (left, low), (right, high) = shape.bounds
    scale = min(room.width / 100, room.height / 80)
    np.testing.assert_allclose([right - left, high - low], [80 * scale, 60 * scale])
    assert left >= 0 and low >= 0 and right <= room.width and high <= room.height
    assert [label.size for label in labels] == [room.label, room.small]


@pytest.mark.parametrize("room", [WIDE, SQUARE, UPRIGHT])
@pytest.mark.parametrize(
    ("view", "layers"),
    [
        (Diagram(), (1, 3, 3, 1)),
        (Diagram(names=True, weights=True, pictures=True), (2, 5, 3, 1)),
        (Diagram(most=7), (784, 30, 10)),
        (ExplicitDiagram(frames=True, equations="card"), (1, 2, 1)),
    ],
)
def test_diagrams_fill_the_room(view, layers, room):
    boxes = np.array([m.bounds for m in view.drawing(network_of(layers), room).glyphs])
    share = np.ptp(boxes, axis=(0, 1)) / (room.width, room.height)
    assert max(share) > 0.75


def test_equations_stand_beside_a_diagram_in_wide_rooms_and_below_it_in_others():
    view, network = ExplicitDiagram(equations="card"), network_of((1, 1))
    for room, beside in ((WIDE, True), (SQUARE, False), (UPRIGHT, False)):
        glyphs = view.drawing(network, room).glyphs
        (paper,) = (m for m in glyphs if getattr(m, "form", "") == "card")
        others = np.array([m.bounds for m in glyphs if m.key[0] in ("node", "sum")])
        assert (paper.bounds[0, 0] > others[:, 1, 0].max()) == beside
        assert (paper.bounds[1, 1] < others[:, 0, 1].min()) == (not beside)


def test_what_does_not_fit_shows_less_of_itself_or_says_so():
    network = network_of((12, 12))
    rows = []
    for height in (500, 200, 120, 60):
        glyphs = Diagram().drawing(network, Room(300, height)).glyphs
        rows.append(sum(m.key[:2] == ("node", 0) for m in glyphs))
        assert (rows[-1] < 12) == any(m.key[0] == "count" for m in glyphs)
    assert rows[0] == 12 and rows == sorted(rows, reverse=True) and rows[-1] < 6
    with pytest.raises(InputError, match=r"^room of 300 by 20 points: expected"):
        Diagram().drawing(network, Room(300, 20))


def test_names_of_products_go_before_all_names():
    seen = []
    for width in (560, 315, 250):
        drawing = ExplicitDiagram().drawing(network_of((1, 2, 1)), Room(width, 250))
        names = {m.key[1] for m in drawing.glyphs if m.key[0] == "name"}
        seen.append(("u" in names, "w" in names or "weight" in names))
    assert seen == [(True, True), (False, True), (False, False)]


@pytest.mark.parametrize("width", [60, 120, 180, 240, 500])
def test_keys_fit_their_room(width):
    for colors in (None, diagram_keys.Colors("-1", "1 (inputs -6 to 6)")):
        drawing = diagram_keys.key(9.5, width, True, colors)
        check_layout(drawing)
        assert drawing.size[0] <= max(width, 130)
    words = texts(diagram_keys.key(9.5, width, True, None))
    assert (words[0] == "positive weight") == (width >= 240)
    assert words[0].startswith("positive") == (width >= 180)
    assert ("thicker: stronger" in words) == (width >= 120)
    assert "bias" not in words
    assert "bias" in texts(diagram_keys.key(9.5, width, True, None, bias=True))


def test_glyphs_look_as_they_are_asked_to_by_the_beginnings_of_their_keys():
    view, network = Diagram(weights=True), network_of((1, 3, 1))
    faint, node = Look(opacity=0.2), Look(emphasis=1.0, series=2)
    looks = {("edge", 0): faint, ("edge", 0, 1, 1): Look(), ("node", 1, 2): node}
    plain = view.drawing(network, WIDE).glyphs
    for old, new in zip(
        plain,
        NetworkDiagram(view, network, looks=looks).fitted(WIDE).glyphs,
        strict=True,
    ):
        is_faint = old.key[:2] == ("edge", 0) and old.key != ("edge", 0, 1, 1)
        assert new.opacity == old.opacity * (0.2 if is_faint else 1)
        assert (new.emphasis == 1) == (old.key == ("node", 1, 2))
        assert getattr(new, "series", None) == (2 if new.emphasis else None)


def test_maps_of_categories_have_the_colours_that_the_output_decides_for():
    """A node that is high on the right, and one of tanh before it."""
    weights = [np.array([[0.0], [2.0], [0.0]]), np.array([[0.0], [5.0]])]
    network = Network.from_weights(weights, ("tanh", "logistic"))
    view = Diagram(pictures=True, categories=True)
    drawing = view.drawing(network)
    pictures = {g.key[1:]: g for g in drawing.glyphs if isinstance(g, Picture)}
    del pictures["colors",]  # the key's
    assert {key: p.sides for key, p in pictures.items()} == {
        (0, 1): (0, 1, 0.0),
        (0, 2): (0, 1, 0.0),
        (1, 1): (0, 1, 0.0),
        (2, 1): (0, 1, 0.5),
    }
    size = (1280, 720)
    frame = Painter(size)(Plot(DrawingAxes(), (NetworkDiagram(view, network),)))
    figure = draw(Plot(DrawingAxes(), (NetworkDiagram(view, network),)), size, DARK)
    (maps,) = figure.findobj(NodeMaps)
    for key in ((1, 1), (2, 1)):
        (glyph,) = (g for g in maps._glyphs if g.key[1:] == key)
        corners = maps.get_transform().transform(glyph.bounds)
        (left, low), (right, high) = corners.round().astype(int)
        row = frame[size[1] - (low + high) // 2, left + 3 : right - 3].astype(float)
        one, other = (255 * np.array(to_rgb(DARK.color(k))) for k in (0, 1))
        apart = [np.linalg.norm(row - c, axis=1) for c in (one, other)]
        assert (apart[1] < apart[0])[0] and (apart[0] < apart[1])[-1]
        assert row[len(row) // 2].sum() < 0.6 * min(row[0].sum(), row[-1].sum())


def test_maps_of_several_outputs_are_bright_where_each_is_high():
    network = Family((2, 4, 3), ("tanh", "softmax")).network(0)
    drawing = Diagram(pictures=True, categories=True).drawing(network)
    pictures = {g.key[1:]: g for g in drawing.glyphs if isinstance(g, Picture)}
    assert [pictures[2, j].sides for j in (1, 2, 3)] == [(k, k, 0.0) for k in range(3)]
    assert {pictures[1, j].sides for j in (1, 2, 3, 4)} == {None}

"""Diagrams: where everything is, what lines and pictures say, and files of them."""

import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import colormaps
from matplotlib.colors import to_hex
from matplotlib.mathtext import MathTextParser

from model import Family
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
from render.plot.drawings import Drawing, blend_glyphs, emphasise
from render.plot.glyphs import Label, Line, Shape
from render.stage.figures import set_stage
from render.stage.painter import Painter
from render.view.equations import card, equations
from render.view.layer_frames import roman
from scenes.story import network_equations

STORY_EQUATIONS = dict.fromkeys(
    block for step in network_equations.steps for block in step.equations
)
# Names are as wide as their numbers have digits: few sizes stand for all.
NODES = st.sampled_from([1, 2, 3, 5, 12])
LAYERS = st.lists(NODES, min_size=2, max_size=4).map(tuple)
PLACES = st.sampled_from(["first", "last", "none"])
EXPLICIT = st.builds(
    ExplicitDiagram,
    bias=PLACES,
    frames=st.booleans(),
    names=st.sampled_from(["indexed", "numbered"]),
    weights=st.booleans(),
    equations=st.sampled_from(["none", "card", "plain"]),
    most=st.integers(3, 7),
)
SIMPLE = st.builds(
    Diagram,
    bias=PLACES,
    frames=st.booleans(),
    names=st.booleans(),
    weights=st.booleans(),
    equations=st.sampled_from(["none", "card", "plain"]),
    most=st.integers(3, 14),
)


def network_of(layers, activation="tanh", seed=0):
    return Family(layers, activation).network(0, seed)


def glyphs_of(plot):
    """The glyphs of a plot, whose one mark is a drawing."""
    (drawing,) = plot.marks
    return drawing.glyphs


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
    picture = a.form == "box" and a.key if b.kind in ("curve", "map") else None
    return b.key in (("name", *a.key), picture)


def check_layout(drawing):
    """Nothing is outside of the drawing, or overlaps what it does not belong to."""
    names = [(type(m), m.key) for m in drawing.glyphs]
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


def edges_of(drawing):
    return [m for m in drawing.glyphs if isinstance(m, Line) and m.key[0] == "edge"]


@settings(max_examples=60)
@given(LAYERS, EXPLICIT, st.sampled_from(["identity", "tanh"]))
def test_nothing_overlaps_in_an_explicit_diagram(layers, view, activation):
    drawing = view.drawing(network_of(layers, activation))
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


@settings(max_examples=200)
@given(LAYERS, SIMPLE, st.booleans())
def test_nothing_overlaps_in_a_simplified_diagram(layers, view, pictures):
    view = replace(view, pictures=pictures and layers[0] <= 2)
    drawing = view.drawing(network_of(layers))
    check_layout(drawing)
    nodes = [m for m in drawing.glyphs if isinstance(m, Shape) and m.key[0] == "node"]
    lines = edges_of(drawing)
    # The square around a circle's inner two thirds: what a line near it would spoil.
    share = 0.01 if view.pictures else 0.15
    boxes = np.array([m.bounds for m in nodes])
    boxes = boxes + share * (boxes[:, ::-1] - boxes)
    for i, j in crossings(lines, boxes):
        _, layer, source, sink, _ = lines[i].key
        assert nodes[j].key[1:] in ((layer, source), (layer + 1, sink + 1))
    frames = [m for m in drawing.glyphs if m.kind == "line" and m.key[0] == "frame"]
    solid = [m for m in drawing.glyphs if m.kind in ("shape", "label")]
    if frames:
        inner = np.array([m.bounds for m in solid if m.key[0] != "card"])
        assert not len(crossings(frames, np.add(inner, [[0.01], [-0.01]])))


@pytest.mark.parametrize("layers", [(1, 1), (1, 11, 9, 1), (784, 30, 10), (2, 100, 3)])
@pytest.mark.parametrize("view", [Diagram(names=True, frames=True), ExplicitDiagram()])
@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (300, 900)])
def test_everything_painted_is_in_the_picture(layers, view, size):
    check_painted(titled(view, layers), size)


@settings(max_examples=100)
@given(LAYERS, EXPLICIT | SIMPLE)
def test_everything_painted_of_any_network_is_in_the_picture(layers, view):
    check_painted(titled(view, layers), (1280, 720))


def titled(view, layers, title="A title"):
    """The plot of a network, with words above it."""
    return replace(view.plot(Moment(network_of(layers))), title=title)


def check_painted(plot, size):
    """All outlines are in the picture, in pixels, and no two words meet."""
    _, stage = set_stage(plot, size, DARK)
    room = np.array([(0, 0), size])
    artists = {type(artist).__name__: artist for artist in stage.show(plot)}
    for artist in artists.values():
        ends = [p.vertices[:-1] for p in artist.get_paths() if len(p.vertices)]
        ends = artist.get_transform().transform(np.concatenate(ends))
        assert (ends >= room[0]).all() and (ends <= room[1]).all()
    if "Labels" in artists:  # small diagrams have no words
        words = artists["Labels"]
        boxes = [
            words.get_transform().transform([v.min(axis=0), v.max(axis=0)])
            for v in (path.vertices for path in words.get_paths())
        ]
        assert not len(overlaps(np.array(boxes)))


@pytest.mark.parametrize("view", [Diagram(), ExplicitDiagram(most=5)])
def test_nodes_of_a_column_are_straight_and_evenly_spaced(view):
    drawing = view.drawing(network_of((2, 5, 4, 3)))
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
    large = texts(ExplicitDiagram(most=20).drawing(network_of((1, 12, 1))))
    assert "$w_{0,11}$" in large and "$w_{1,0}$" in large and "$x_{10}$" in large
    numbered = ExplicitDiagram(names="numbered", frames=True)
    found = texts(numbered.drawing(network_of((1, 1, 1), "identity")))
    assert r"$w_{10\,\mathrm{II}}$" in found and r"$\mathrm{II}$" in found


def test_plain_names_are_for_straight_lines():
    for layers, activation in (((2, 1), "identity"), ((1, 1), "tanh")):
        with pytest.raises(InputError, match="names plain"):
            ExplicitDiagram(names="plain").drawing(network_of(layers, activation))


@pytest.mark.parametrize("number", [*range(1, 60), 88, 99, 149])
def test_roman_numerals_read_back(number):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    letters = [values[letter] for letter in roman(number)]
    pairs = zip(letters, [*letters[1:], 0], strict=True)
    assert sum(-a if a < b else a for a, b in pairs) == number


def test_big_layers_show_some_nodes_dots_and_how_many_there_are():
    drawing = Diagram(most=7).drawing(network_of((784, 30, 10)))
    shown = {m.key[2] for m in drawing.glyphs if m.key[:2] == ("node", 0)}
    assert shown == {1, 2, 3, 782, 783, 784}
    assert set(texts(drawing)) == {"784", "30", "10"}
    dots = [m for m in drawing.glyphs if isinstance(m, Shape) and m.form == "dots"]
    assert len(dots) == 3
    assert texts(Diagram().drawing(network_of((12, 3)))) == []


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
    red, green = colormaps[style.colormap]([0.18, 0.82])
    n = 0
    for glyph, width, color, (_, dash) in zip(
        glyphs, widths, colors, dashes, strict=True
    ):
        if glyph.key[0] != "edge":
            assert (dash is None) == (glyph.key != ("key", "negative weight"))
            continue
        _, layer, i, j, _ = glyph.key
        weight = network.layers[layer].weights[i, j]
        scales.append(width / abs(weight))
        expected = (green if weight > 0 else red)[:3]  # as surfaces and maps are
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
            assert float(glyph.text.strip("$")) == pytest.approx(weight, abs=0.005)


def test_weights_replace_only_the_names_of_weights():
    named = ExplicitDiagram(names="numbered")
    network = network_of((1, 2, 1), seed=4)
    plain, weighed = (
        {m.key: m.text for m in view.drawing(network).glyphs if isinstance(m, Label)}
        for view in (named, replace(named, weights=True))
    )
    for key, text in plain.items():
        assert (weighed[key] == text) == (key[:2] != ("name", "weight"))


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
    pictures = {m.key: m for m in drawing.glyphs if m.kind in ("curve", "map")}
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
    for number in (1, 2):
        glyph = next(
            m for m in glyphs_of(plot) if m.kind == "map" and m.key[1:] == (0, number)
        )
        centre = np.array(glyph.centre)
        way = np.eye(2)[number - 1] * glyph.side * 0.4
        low, high = (
            frame[719 - int(y), int(x)].astype(int)
            for x, y in transform.transform([centre - way, centre + way])
        )
        assert low[0] - low[1] > 60 and high[1] - high[0] > 60  # red, then green


def test_pictures_are_for_one_input_or_two():
    with pytest.raises(InputError, match="pictures of 3 inputs"):
        Diagram(pictures=True).drawing(network_of((3, 2, 1)))


def test_a_curve_stays_in_its_square():
    network = network_of((1, 6, 1), "relu", seed=1)
    plot = Diagram(pictures=True).plot(Moment(network))
    _, stage = set_stage(plot, (1280, 720), DARK)
    curves = next(a for a in stage.show(plot) if type(a).__name__ == "NodeCurves")
    pictures = [m for m in glyphs_of(plot) if m.kind == "curve"]
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
    for across in (False, True):
        check_layout(card([block], across))


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
    colors = stage.show(plot)[-1].get_facecolor()[written]
    expected = style.card_text if way == "card" else style.line
    assert {to_hex(color) for color in colors} == {expected}


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
    glyphs = [m for m in glyphs_of(plot) if isinstance(m, Label)]
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
        seen = [
            m for m in blend_glyphs(start.glyphs, end.glyphs, share) if m.opacity > 0
        ]
        places = {(type(m), m.key): m.bounds for m in whole.glyphs}
        for glyph in seen:
            bounds = places.pop((type(glyph), glyph.key))
            np.testing.assert_allclose(glyph.bounds, bounds, atol=1e-9)
        assert not places


def test_what_both_have_moves_and_the_rest_fades():
    kept = Shape(("kept",), "circle", (0.0, 0.0), (2.0, 2.0))
    moved = Shape(("kept",), "circle", (10.0, 4.0), (6.0, 2.0))
    old, new = (Line((word,), (0.0, 0.0), (1.0, 1.0)) for word in ("old", "new"))
    for share, centre, size, opacities in (
        (1 / 6, (0.0, 0.0), (2.0, 2.0), (0.5, 0.0)),
        (1 / 2, (5.0, 2.0), (4.0, 2.0), (0.0, 0.0)),
        (5 / 6, (10.0, 4.0), (6.0, 2.0), (0.0, 0.5)),
    ):
        glyphs = {m.key[0]: m for m in blend_glyphs((kept, old), (moved, new), share)}
        assert glyphs["kept"].centre == pytest.approx(centre)
        assert glyphs["kept"].size == pytest.approx(size)
        seen = glyphs["old"].opacity, glyphs["new"].opacity
        assert seen == pytest.approx(opacities)


def test_a_new_name_comes_where_the_old_one_goes():
    old = Label(("x",), "$x$", (0.0, 0.0), 10.0, "left")
    new = Label(("x",), "$x_1$", (8.0, 0.0), 10.0, "left")
    first, second = blend_glyphs((old,), (new,), 1 / 2)
    assert first.place == second.place == pytest.approx((4.0, 0.0))
    first, second = blend_glyphs((old,), (new,), 1 / 6)
    assert (first.text, first.place, second.opacity) == ("$x$", (0.0, 0.0), 0.0)
    assert first.opacity == pytest.approx(0.5)
    first, second = blend_glyphs((old,), (new,), 5 / 6)
    assert (second.text, second.place, first.opacity) == ("$x_1$", (8.0, 0.0), 0.0)
    assert second.opacity == pytest.approx(0.5)


def test_what_is_new_is_emphasised():
    before = ExplicitDiagram().drawing(network_of((1, 1))).glyphs
    after = ExplicitDiagram().drawing(network_of((2, 1))).glyphs
    new = [m.key for m in emphasise(after, before) if m.emphasis]
    assert ("node", 0, 2) in new and ("node", 0, 1) not in new
    assert [key for key in new if 2 not in key] == []


def test_drawings_scale_as_a_whole():
    drawing = ExplicitDiagram().drawing(network_of((2, 1)))
    double = drawing.scaled(2.0)
    assert isinstance(double, Drawing)
    for one, two in zip(drawing.glyphs, double.glyphs, strict=True):
        np.testing.assert_allclose(two.bounds, 2 * one.bounds, atol=1e-9)

"""Nonlinearities: layers without one are a line, and what each does to a sum."""

import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import erf, expit

from model import ACTIVATIONS, Family
from render import (
    ActivationCurves,
    Collapse,
    Curve,
    Diagram,
    DirectedDiagram,
    InputError,
    Points,
    Rings,
    Room,
    Tag,
)
from render.plot.glyphs import Label, Line
from render.plot.titles import as_title
from render.view.line_sums import LineSums
from tests.command import LIBRARY
from tests.test_layout import check_words
from tests.test_slopes import numbers, tags

NAMES = ("linear_collapse", "squash", "logistic_and_tanh", "activations")
WIDE = Room(290.0, 220.0)
LINE = re.compile(r"(-?[\d.]+)\\,x ([+-]) ([\d.]+)")


def curve_of(plot, part):
    """The only curve of a part of a plot, as x and y."""
    (curve,) = [m for m in plot.marks if isinstance(m, Curve) and m.part == part]
    return curve.x, curve.y


# Layers without a nonlinearity

tenths = st.builds(
    lambda n, k: Family((1, n, 1), "identity", decimals=1).network(k),
    st.integers(5, 40),
    st.integers(0, 99),
)


def lines_of(texts, kind):
    """What words say of lines, exactly: slope and bias by the number in their keys."""
    found = {}
    for key, text in texts:
        if key[0] == kind:
            slope, sign, bias = LINE.search(text).groups()
            found[key[1]] = Fraction(slope), Fraction(sign + bias)
    return found


def exactly(array):
    """Weights as what they are rounded to."""
    return [Fraction(round(10 * w), 10) for w in array]


def multiplied(network):
    """The lines of a network in tenths, their products, and the sum of all, exactly."""
    first, last = (layer.weights for layer in network.layers)
    bias, *weights = exactly(last[:, 0])
    lines = [*zip(*map(exactly, first[::-1]), strict=True)]
    pairs = zip(weights, lines, strict=True)
    products = [(w * slope, w * b) for w, (slope, b) in pairs]
    slope, own = map(sum, zip(*products, strict=True))
    return lines, products, (slope, own + bias)


@given(tenths)
def test_lines_are_multiplied_out_exactly(network):
    sums = LineSums(network)
    lines, products, total = multiplied(network)
    tables = sums.line_rows, sums.product_rows, sums.product_rows, sums.sum_rows
    kinds = "line", "line", "product", "product"
    for rows, kind in zip(tables, kinds, strict=True):
        found = lines_of([item for row in rows for item in row.items()], kind)
        assert found.keys() == {0, 1, 2, len(lines) - 1}
        expected = products if kind == "product" else lines
        assert all(expected[k] == line for k, line in found.items())
    assert lines_of(sums.sum_rows[-1].items(), "sum") == {0: total}


def test_what_is_multiplied_out_is_drawn():
    scene = LIBRARY.scenes["linear_collapse"]
    lines, products, total = multiplied(scene.view.network)
    for stop, kind, expected in (
        (1, "line", lines),
        (2, "product", products),
        (3, "product", products),
        (4, "sum", [total]),
    ):
        glyphs = scene.draw(stop).plots[0].marks[0].fitted(WIDE).glyphs
        texts = [(g.key, g.text) for g in glyphs if isinstance(g, Label)]
        found = lines_of(texts, kind)
        assert found and all(expected[k] == line for k, line in found.items())


def test_the_lines_that_are_drawn_add_up_to_the_networks():
    scene = LIBRARY.scenes["linear_collapse"]
    network, bias = scene.view.network, scene.view.network.layers[1].weights[0, 0]
    lines, products, added, one = (
        scene.draw(stop).plots[1].marks for stop in range(1, 5)
    )
    assert len(lines) == len(products) == network.sizes[1] == 100
    (y,) = [m for m in added if m.part == "network"]
    expected = network(y.x[:, None])[:, 0]
    np.testing.assert_array_equal(y.y, expected)
    np.testing.assert_allclose(sum(m.y for m in products) + bias, expected)
    np.testing.assert_allclose([m.y for m in one], [expected] * 2)
    assert f"instead of {2 * 100 + 100 + 1}" in scene.heading(4)


@pytest.mark.parametrize(
    ("sizes", "f", "words"),
    [
        ((1, 100, 1), "tanh", "activation tanh: expected identity"),
        ((2, 100, 1), "identity", "layers 2,100,1: expected 1,5,1, or more hidden"),
        ((1, 4, 1), "identity", "layers 1,4,1: expected 1,5,1"),
        ((1, 9, 9, 1), "identity", "layers 1,9,9,1: expected 1,5,1"),
        ((1, 9, 2), "identity", "layers 1,9,2: expected 1,5,1"),
    ],
)
def test_only_two_layers_of_one_input_without_a_nonlinearity_collapse(sizes, f, words):
    with pytest.raises(InputError) as error:
        Collapse(Family(sizes, f).network(0))
    assert words in str(error.value)


# Squashing


@pytest.mark.parametrize("stop", [1, 2, 3, 4])
def test_a_line_is_squashed_near_and_far(stop):
    scene, f = LIBRARY.scenes["squash"], expit if stop < 3 else np.tanh
    low = f(-np.inf)
    for plot, end in zip(scene.draw(stop).plots, (6, 60), strict=True):
        x, y = curve_of(plot, "bent")
        assert (x[0], x[-1]) == (-end, end)
        np.testing.assert_allclose(y, f(0.6 * x + 0.3), atol=1e-12)
        assert low <= y.min() and y.max() <= 1
        np.testing.assert_allclose(curve_of(plot, "sum")[1], 0.6 * x + 0.3)
        (discs,) = [m for m in plot.marks if isinstance(m, Points)]
        inputs, heights = discs.places.T
        np.testing.assert_allclose(heights, f(0.6 * inputs + 0.3), atol=1e-12)
    heading = scene.heading(stop).replace("\N{MINUS SIGN}", "-")
    assert f"between {low:g} and 1" in heading


def test_far_out_the_bound_is_not_reached():
    scene, e = LIBRARY.scenes["squash"], Decimal("36.3").exp()
    for stop, left in ((2, 1 / (1 + e)), (4, 2 / (1 + e * e))):
        of, value = tags(scene.draw(stop).plots[1])
        assert of == "$f(36.3) =$" and value.startswith("$1 - ")
        _, digit, _, power = numbers(value)
        assert f"{digit:g}E{power:g}" == f"{left:.0E}"


@given(st.floats(0, 1), st.sampled_from([0, 2]))
@settings(max_examples=30, deadline=None)
def test_on_the_way_the_line_is_between_itself_and_the_curve(share, stop):
    draw = LIBRARY.scenes["squash"].draw
    ends = [curve_of(draw(stop + k).plots[0], "bent")[1] for k in (0, 1)]
    _, y = curve_of(draw(stop + share).plots[0], "bent")
    assert (np.minimum(*ends) - 1e-9 <= y).all()
    assert (y <= np.maximum(*ends) + 1e-9).all()


# One S-curve, stretched onto the other


def test_the_stretched_logistic_function_lies_on_tanh():
    plot = LIBRARY.scenes["logistic_and_tanh"].draw(4)
    tanh, stretched = [m for m in plot.marks if isinstance(m, Curve) and not m.part]
    np.testing.assert_allclose(tanh.y, np.tanh(tanh.x), atol=1e-15)
    np.testing.assert_allclose(stretched.y, tanh.y, atol=1e-15)


@pytest.mark.parametrize("stop", [1, 2, 3, 4])
def test_slopes_at_zero_are_as_tags_say(stop):
    plot = LIBRARY.scenes["logistic_and_tanh"].draw(stop)
    curves = [m for m in plot.marks if isinstance(m, Curve) and not m.part]
    words = [text for text in tags(plot) if text.startswith("slope")]
    said = [Fraction(text.removeprefix("slope ")) for text in words] * (1 + (stop == 4))
    measured = [np.gradient(m.y, m.x)[len(m.x) // 2] for m in curves]
    assert measured == pytest.approx([float(slope) for slope in said], rel=1e-3)
    steps = {1: "1/4", 2: "1/2", 3: "1", 4: "1"}
    assert words[-1] == f"slope {steps[stop]}"


@given(st.floats(1, 4))
@settings(max_examples=30, deadline=None)
def test_the_tangent_touches_while_the_curve_is_stretched(position):
    plot = LIBRARY.scenes["logistic_and_tanh"].draw(position)
    _, curve = [m for m in plot.marks if isinstance(m, Curve) and not m.part]
    a, y = curve_of(plot, "logistic")
    near = np.abs(curve.x) < 0.1
    line = np.interp(curve.x[near], a, y)
    np.testing.assert_allclose(curve.y[near], line, atol=2e-3)


# Functions and their slopes

SCENE = LIBRARY.scenes["activations"]
FUNCTIONS = [f for f, _ in SCENE.view.functions]
FORMULAS = {  # of single sums, by name; those of the others are in test_activations.py
    "gelu_erf": lambda a: a / 2 * (1 + erf(a / np.sqrt(2))),
    "silu": lambda a: a * expit(a),
    "softplus": lambda a: np.log1p(np.exp(a)),
    "mish": lambda a: a * np.tanh(np.log1p(np.exp(a))),
}
every_function = pytest.mark.parametrize("stop", range(len(FUNCTIONS)), ids=str)


def test_every_function_of_one_sum_is_there():
    assert [f for f in ACTIVATIONS if not f.of_layer] == FUNCTIONS
    assert SCENE.caption.startswith("Thirteen") and len(FUNCTIONS) == 13


@every_function
def test_a_function_is_drawn_with_its_slope_kinks_and_formula(stop):
    f, grid = FUNCTIONS[stop], SCENE.draw(stop)
    formula, plot = grid.plots
    (a, y), (_, slope) = curve_of(plot, "f"), curve_of(plot, "slope")
    np.testing.assert_array_equal(np.isnan(y), np.isin(a, f.jumps))
    np.testing.assert_array_equal(np.isnan(slope), np.isin(a, [*f.kinks, *f.jumps]))
    np.testing.assert_allclose(y, FORMULAS.get(f.name, f)(a) + 0 * y, atol=1e-12)
    away = np.abs(a) > 1e-3
    rise = (f(a + 1e-5) - f(a - 1e-5)) / 2e-5
    np.testing.assert_allclose(slope[away], rise[away], atol=1e-6)
    (rings,) = [m for m in plot.marks if isinstance(m, Rings)]
    assert rings.places[:, 0].tolist() == [*f.kinks]
    (discs,) = [m for m in plot.marks if isinstance(m, Points)]
    assert discs.places[:, 0].tolist() == [*f.jumps]
    (label,) = formula.marks[0].fitted(Room(300, 60)).glyphs
    assert label.text == f"$f(a) = {f.formula}$"
    note = as_title(grid.note).text
    assert ("kink" in note) == bool(f.kinks)
    assert ("where it jumps" in note) == bool(f.jumps)


def test_titles_of_functions_are_true():
    a = np.linspace(-60, 60, 240_001)
    y = {f.name: f(a) for f in FUNCTIONS}
    rise = {name: np.diff(values) / np.diff(a) for name, values in y.items()}
    told = {f.name: words for f, words in SCENE.view.functions}
    low = {name: values.min() for name, values in y.items()}
    assert max(rise["logistic"]) == pytest.approx(1 / 4, abs=1e-6)
    assert max(rise["tanh"]) == pytest.approx(1, abs=1e-6)
    assert min(rise["leaky_relu"]) == pytest.approx(numbers(told["leaky_relu"])[0])
    assert (
        low["elu"] == pytest.approx(-1) and np.ptp(rise["elu"][119_998:120_002]) < 1e-2
    )
    assert low["gelu"] < 0 and max(rise["gelu"]) > 1.1
    apart = np.abs(y["gelu"] - y["gelu_erf"]).max()
    assert 0.0004 < apart < numbers(told["gelu_erf"])[0] == 0.0005
    assert low["silu"] < low["gelu"] < 0
    np.testing.assert_allclose(rise["softplus"], expit((a[1:] + a[:-1]) / 2), atol=1e-6)
    assert low["mish"] == pytest.approx(numbers(told["mish"])[0], abs=0.005)


def test_softmax_is_no_function_of_one_sum():
    softmax = next(f for f in ACTIVATIONS if f.of_layer)
    with pytest.raises(InputError, match="softmax: expected a function of one sum"):
        ActivationCurves(((softmax, "All together"),))


# One way

sizes = st.lists(st.integers(1, 6), min_size=3, max_size=5).map(tuple)


@given(sizes, st.sampled_from([Room(552, 260), Room(300, 480)]))
@settings(max_examples=12, deadline=None)
def test_every_line_has_a_head_where_it_ends_and_a_loop_is_crossed(sizes, room):
    network = Family(sizes, "tanh").network(0)
    glyphs = DirectedDiagram(Diagram(most=4)).drawing(network, room).glyphs
    lines = {}
    for glyph in glyphs:
        if isinstance(glyph, Line):
            lines.setdefault(glyph.key, []).append(glyph)
    edges = [key for key in lines if key[0] == "edge"]
    for key in edges:
        (edge,) = lines[key]
        ahead = np.subtract(edge.end, edge.start)
        for side in (-1, 1):
            (head,) = lines["head", *key, side]
            assert head.end == edge.end and head.into == key
            assert np.dot(np.subtract(head.end, head.start), ahead) > 0
    loop = np.array([glyph.start for glyph in lines[("loop",)]])
    assert loop[0, 0] > lines[("loop",)][-1].end[0]  # from right to left
    for side in (-1, 1):
        (cross,) = lines["cross", side]
        middle = np.add(cross.start, cross.end) / 2
        assert np.hypot(*(loop - middle).T).min() < 1e-9
    assert max(glyph.bounds[1, 1] for glyph in glyphs) <= room.height


# Curves of ReLU


def test_curves_of_relu_are_straight_pieces_with_corners_that_are_seen():
    tour = LIBRARY.scenes["relu_3layer"]
    (low, high), (left, right) = tour.view.window(tour.network(0)), tour.view.ranges[0]
    a = np.linspace(left, right, 4001)
    for stop in range(tour.stops):
        y = tour.network(stop)(a[:, None])[:, 0]
        slopes = np.diff(y) / np.diff(a)
        bends = np.abs(np.diff(slopes)) > 1e-6
        assert bends.mean() < 0.02  # straight all but everywhere
        seen = slopes[(y[1:] <= high) & (y[1:] >= low)]
        steep = np.degrees(np.arctan(seen * (right - left) / (high - low) * 9 / 16))
        assert np.ptp(steep) > 10 and y.min() >= 0
        assert np.mean(y <= high) >= 0.8


# Layout


@pytest.mark.parametrize("name", ["squash", "logistic_and_tanh"])
def test_all_tags_are_seen(name):
    scene = LIBRARY.scenes[name]
    for stop in (2, 4):
        plot = scene.draw(stop)
        seen = {word.text for word, _ in check_words(plot, (1280, 720))}
        plots = getattr(plot, "plots", (plot,))
        assert {text for one in plots for text in tags(one)} <= seen


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (720, 720), (320, 180)])
@pytest.mark.parametrize("name", NAMES)
def test_all_stops_have_room(name, size):
    scene = LIBRARY.scenes[name]
    for stop in range(scene.stops):
        plot = scene.draw(stop)
        seen = {word.text for word, _ in check_words(plot, size)}
        plots = getattr(plot, "plots", (plot,))
        marks = [m for one in plots for m in one.marks if isinstance(m, Tag)]
        assert {as_title(m.words).text for m in marks} <= seen

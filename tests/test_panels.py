"""Panels, stories and additions: several plots in one picture, step by step."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.collections import PathCollection

from model import Chosen, Family, Layer, Network, Random
from render import (
    DARK,
    Addition,
    Camera,
    Curves,
    Diagram,
    Explanation,
    Grid,
    InputError,
    Moment,
    Panels,
    Step,
    Story,
    Surfaces,
    Tour,
)
from render.make.stills import save_still
from render.plot.glyphs import Label, Picture
from render.stage.drawings import polyline
from render.stage.figures import set_stage
from render.stage.painter import Painter
from render.stage.stages import BAND
from tests.command import LIBRARY

SIZE = (640, 360)
NETWORK = Family((1, 4, 3, 2), "tanh").network(0)
OVER_TWO = Family((2, 4, 1), "tanh").network(1)
LIVE = Diagram(weights=True, pictures=True)


def glyphs_of(plot):
    """The glyphs of a plot, whose one mark is a drawing."""
    (drawing,) = plot.marks
    return drawing.glyphs


def titled(view, network, title="t"):
    """The plot of a network, with words above it."""
    return replace(view.plot(Moment(network)), title=title)


@pytest.mark.parametrize(
    ("view", "network"),
    [(Curves(), NETWORK), (Surfaces(n_lines=31), OVER_TWO), (LIVE, NETWORK)],
)
def test_one_panel_is_the_whole_picture(view, network):
    plot = view.plot(Moment(network))
    np.testing.assert_array_equal(Painter(SIZE)(Grid((plot,))), Painter(SIZE)(plot))


@pytest.mark.parametrize(
    ("views", "network"),
    [
        ((LIVE, Curves(), Diagram()), NETWORK),
        ((Surfaces(n_lines=31), LIVE, Surfaces(n_lines=31)), OVER_TWO),
    ],
)
def test_panels_keep_to_their_places(views, network):
    shares = (1.0, 2.0, 1.0)
    other = Network([Layer(-0.5 * y.weights, y.activation) for y in network.layers])
    before = [view.plot(Moment(network)) for view in views]
    after = [view.plot(Moment(other)) for view in views]
    painter = Painter(SIZE)
    first = painter(Grid(tuple(before), shares)).astype(int)
    changed = painter(Grid((before[0], after[1], before[2]), shares)).astype(int)
    columns = np.flatnonzero((first != changed).any(axis=(0, 2)))
    assert SIZE[0] / 4 <= columns.min() and columns.max() < SIZE[0] * 3 / 4
    assert len(columns) > 50


def test_the_title_is_above_all_panels():
    plot = titled(Panels((LIVE, Curves())), NETWORK, "A title for both")
    assert [panel.title for panel in plot.plots] == ["", ""]
    figure, stage = set_stage(plot, SIZE, DARK)
    (title,) = figure.texts
    assert title.get_text() == "A title for both"
    top = BAND / 324 * SIZE[1]
    for extent in stage.extents:
        assert extent[0, 1] >= top - 1


def test_painting_panels_again_paints_the_same_frame():
    view = Panels((LIVE, Surfaces(n_lines=31, camera=Camera(aspect=(1.0, 1.0, 0.8)))))
    painter = Painter(SIZE)
    frames = [painter(titled(view, OVER_TWO)) for _ in range(2)]
    np.testing.assert_array_equal(*frames)
    np.testing.assert_array_equal(frames[0], Painter(SIZE)(titled(view, OVER_TWO)))


def test_both_sides_of_a_panel_show_one_network():
    scene = LIBRARY.scenes["tanh_3layer_inside"]
    for position in (0, 2.37):
        network = scene.network(position)
        diagram, curves = scene.draw(position).plots
        (curve,) = curves.marks
        x = curve.x[::37]
        np.testing.assert_allclose(
            curve.y[::37], network(x[:, None])[:, 0], rtol=0, atol=1e-12
        )
        for glyph in glyphs_of(diagram):
            if glyph.key[0] == "edge":
                _, layer, i, j, _ = glyph.key
                strongest = scene.view.views[0].strongest
                assert glyph.strength == network.layers[layer].weights[i, j] / strongest


def test_panels_are_of_views_that_go_together():
    with pytest.raises(InputError, match="views"):
        Panels(())
    with pytest.raises(InputError, match="views of 2"):
        Panels((Curves(), Surfaces()))
    with pytest.raises(InputError, match="shares"):
        Panels((Curves(), Diagram()), (1.0,))
    with pytest.raises(InputError, match="layers"):
        Tour(Random(Family((2, 3, 1), "tanh")), Panels((Diagram(), Curves())))


def test_regions_are_shown_in_those_panels_that_can():
    view = Panels((Diagram(), Curves())).varied(regions=True)
    diagram, curves = view.plot(Moment(NETWORK)).plots
    assert [mark.opacity for mark in curves.marks if mark.part == "regions"] == [1]
    assert glyphs_of(diagram) == glyphs_of(Diagram().plot(Moment(NETWORK)))


@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_panels_are_vectors_too(tmp_path, suffix):
    plot = titled(Panels((LIVE, Surfaces(n_lines=11))), OVER_TWO)
    for name in ("a", "b"):
        save_still(plot, tmp_path / (name + suffix), SIZE)
    first, second = ((tmp_path / (name + suffix)).read_bytes() for name in "ab")
    assert first == second


# Stories

every_story = pytest.mark.parametrize("name", ["network_story", "network_equations"])


# At some stops of network_story: shapes, by what they stand for, and lines of weights.
NEW = {
    2: ({"node": 1, "weight": 1}, 1),  # one more input
    7: (
        {"node": 1, "weight": 3, "sum": 1},
        3,
    ),  # a hidden node, and what it feeds
    8: ({"function": 1}, 0),
    14: ({"node": 1, "weight": 3, "sum": 1, "function": 1}, 3),
    15: ({"node": 3, "weight": 6, "sum": 2, "function": 2}, 6),  # and a layer behind it
    18: ({}, 0),
    19: ({"node": 2}, 7),  # 3 x 3 lines instead of 2 x 2, and one more on either side
    20: ({"node": 1}, 3),
    22: ({"node": 1}, 3),
}


@pytest.mark.parametrize("stop", NEW)
def test_what_a_step_adds_to_the_network_is_emphasised(stop):
    glyphs = glyphs_of(LIBRARY.scenes["network_story"].draw(stop))
    new = [glyph for glyph in glyphs if glyph.emphasis == 1]
    shapes = Counter(g.key[0] for g in new if g.kind == "shape" and g.form != "card")
    weights = {g.key[1:4] for g in new if g.key[0] == "edge"}
    assert (shapes, len(weights)) == NEW[stop]


def test_equations_that_a_step_adds_are_emphasised():
    scene, before = LIBRARY.scenes["network_equations"], set()
    for stop in range(scene.stops):
        labels = [g for g in glyphs_of(scene.draw(stop)) if g.kind == "label"]
        labels = [label for label in labels if label.text.startswith("$=")]
        new = {label.text for label in labels if label.emphasis == 1}
        texts = {label.text for label in labels}
        assert new == (texts - before if stop else set())
        before = texts


@every_story
def test_each_step_of_a_story_differs_from_the_one_before(name):
    story = LIBRARY.scenes[name]
    drawings = [glyphs_of(story.draw(stop)) for stop in range(story.stops)]
    same = [k for k, (one, other) in enumerate(pairwise(drawings)) if one == other]
    assert not same


@every_story
def test_steps_without_emphasis_have_none(name):
    story = LIBRARY.scenes[name]
    plain = [k for k, step in enumerate(story.steps) if not (k and step.emphasis)]
    assert [k for k in plain if any(g.emphasis for g in glyphs_of(story.draw(k)))] == []


@every_story
def test_stories_keep_to_the_picture(name):
    story = LIBRARY.scenes[name]
    for stop in range(story.stops):
        plot = story.draw(stop)
        for glyph in glyphs_of(plot):
            low, high = glyph.bounds
            assert (low >= -1e-6).all() and (high <= np.add(plot.axes.size, 1e-6)).all()


def test_type_is_of_one_size_within_a_part_of_the_story():
    steps = LIBRARY.scenes["network_story"].steps
    sizes = {}
    for step in steps:
        for glyph in step.glyphs():
            if (
                isinstance(glyph, Label)
                and glyph.key[0] == "name"
                and glyph.key[1] == "x"
            ):
                sizes.setdefault(step.heading, glyph.size)
            if isinstance(glyph, Label) and glyph.role == "print":
                assert glyph.size == 13.5
    assert set(list(sizes.values())[:3]) == {15.5}
    assert len(set(list(sizes.values())[3:8])) == 1


def test_the_storys_stops_glide_into_each_other():
    story = LIBRARY.scenes["network_story"]
    painter = Painter(SIZE, story.style)
    for stop in range(0, story.stops, 6):
        ends = [painter(story.draw(stop + s)).astype(int) for s in (0, 1e-7)]
        assert np.abs(ends[1] - ends[0]).max() <= 2


def test_the_story_draws_every_network_of_the_production():
    drawn = [(s.sizes, s.activation) for s in LIBRARY.scenes["network_story"].steps]
    for layers in [(1, 1), (2, 1), (1, 1, 1), (1, 1, 1, 1), (1, 2, 1)]:
        assert (layers, "identity") in drawn
    for layers in [(1, 1), (2, 1), (1, 1, 1), (1, 2, 1), (1, 2, 2, 1), (1, 3, 3, 3)]:
        assert (layers, "tanh") in drawn
    assert {((1, 1), "logistic"), ((2, 1), "logistic")} <= set(drawn)


def test_a_step_that_is_too_large_is_refused():
    story = Story("t", "c", (Step("Too much", (1, 2, 1), zoom=9.0),))
    with pytest.raises(InputError, match="step Too much: expected"):
        story.draw(0)
    with pytest.raises(InputError, match="steps"):
        Story("t", "c", ())


# Additions

SUM = Addition(
    Chosen(Random(Family((1, 4, 1), "tanh", spread=2), 1000), [3]), Curves(y=(-4, 4))
)


def curves_of(plot):
    """The curve of the sum, and those of its terms."""
    _, curves = plot.plots
    return sorted(curves.marks, key=lambda curve: curve.series)


def terms_of(network, x):
    first, second = (layer.weights for layer in network.layers)
    hidden = np.tanh(np.column_stack([np.ones_like(x), x]) @ first)
    return second[0, 0], hidden, hidden * second[1:, 0]


def test_curves_become_terms_and_terms_a_sum_and_that_the_output():
    shown = [curves_of(SUM.draw(stop)) for stop in range(SUM.stops)]
    x = shown[0][0].x
    for curves in shown:
        assert [curve.series for curve in curves] == [0, 1, 2, 3, 4]
        assert [curve for curve in curves if not np.array_equal(curve.x, x)] == []
    bias, hidden, terms = terms_of(SUM.network, x)
    seen = [np.column_stack([curve.y for curve in curves[1:]]) for curves in shown]
    np.testing.assert_allclose(seen[0], hidden, atol=1e-12)
    for values in seen[1:]:
        np.testing.assert_allclose(values, terms, atol=1e-12)
    for n, (total, *_) in enumerate(shown[2:-1]):
        sums = bias + terms[:, :n].sum(axis=1)
        np.testing.assert_allclose(total.y, sums, atol=1e-12)
    output = SUM.network(x[:, None])[:, 0]
    np.testing.assert_allclose(shown[-1][0].y, output, atol=1e-12)
    assert [total.opacity for total, *_ in shown[:3]] == [0, 0, 1]


def test_between_stops_a_term_is_added_part_of_the_way():
    sums = [curves_of(SUM.draw(4 + share))[0].y for share in (0, 0.25, 1)]
    between = 0.75 * sums[0] + 0.25 * sums[2]
    np.testing.assert_allclose(sums[1], between, atol=1e-12)


def test_nodes_have_the_colours_of_their_curves():
    plot = SUM.draw(5)
    diagram, curves = plot.plots
    _, stage = set_stage(curves, SIZE, DARK)
    artists = stage.show(curves)
    colors = [artist.get_edgecolor()[:3] for artist in artists[:4]]
    _, stage = set_stage(diagram, SIZE, DARK)
    nodes = next(a for a in stage.show(diagram) if type(a).__name__ == "NodeCurves")
    pictures = [m for m in glyphs_of(diagram) if m.kind == "curve"]
    lines = nodes.get_color()[len(pictures) :]
    for glyph, color in zip(pictures, lines, strict=True):
        _, layer, node = glyph.key
        if layer == 1:
            np.testing.assert_allclose(color[:3], colors[node - 1])
    assert len({tuple(color) for color in colors}) == 4
    shapes = [
        m for m in glyphs_of(diagram) if m.kind == "shape" and m.key[:2] == ("node", 1)
    ]
    assert {m.key[2]: m.emphasis for m in shapes} == {0: 0, 1: 0, 2: 0, 3: 1, 4: 0}
    assert [m.series for m in shapes if m.key[2]] == [1, 2, 3, 4]


def test_each_stop_of_an_addition_looks_different():
    painter = Painter(SIZE)
    stills = [painter(SUM.draw(stop)).astype(int) for stop in range(SUM.stops)]
    for before, after in pairwise(stills):
        assert (np.abs(after - before).max(axis=-1) > 30).sum() > 100


@pytest.mark.parametrize("layers", [(1, 1), (1, 3, 3, 1), (1, 3, 2), (1, 10, 1)])
def test_additions_are_of_one_hidden_layer_and_one_output(layers):
    with pytest.raises(InputError, match="layers"):
        Addition(Random(Family(layers, "tanh"), 2000), Curves())


# Faults that were there


@pytest.mark.parametrize("n_outputs", [1, 2, 3, 10])
@pytest.mark.parametrize("view", [Curves(), Surfaces(n_lines=21)])
def test_legends_in_panels_meet_no_label(view, n_outputs):
    network = Family((view.n_inputs, 5, n_outputs), "tanh").network(0)
    plot = titled(Panels((Diagram(), view)).varied(regions=True), network)
    figure, stage = set_stage(plot, (1280, 720), DARK)
    artists = stage.stages[1].show(plot.plots[1])
    figure.canvas.draw()
    n_words = len(plot.plots[1].axes.categories)
    left, bottom, right, top = legend_box(artists, n_words).ravel()
    words = [
        text
        for axes in figure.subfigs[1].axes
        for text in (*axes.texts, axes.xaxis.label, axes.yaxis.label)
        if text.get_text()
    ]
    assert len(words) >= 2
    for text in words:
        box = text.get_window_extent()
        apart = box.x0 > right or box.x1 < left
        assert apart or box.y0 > top or box.y1 < bottom, text


def legend_box(artists, n_words):
    """Where a legend is, with some room: its lowest and highest pixel, (2, 2)."""
    legend = [a for a in artists if isinstance(a, PathCollection)][-1]
    assert len(legend.get_paths()) == 2 * n_words  # a square for each, and its words
    boxes = np.array([path.get_extents().get_points() for path in legend.get_paths()])
    size = 0.55 * DARK.label_size
    box = np.array([boxes[:, 0].min(axis=0) - size, boxes[:, 1].max(axis=0) + size])
    return legend.get_transform().transform(box)


def test_a_painter_forgets_how_much_was_seen():
    curves = Curves().plot(Moment(NETWORK))
    faint = replace(curves, marks=tuple(mark.faded(0.2) for mark in curves.marks))
    painter = Painter(SIZE)
    painter(faint)
    np.testing.assert_array_equal(painter(curves), Painter(SIZE)(curves))


def test_files_stack_marks_as_frames_do():
    plot = LIVE.plot(Moment(NETWORK))
    _, stage = set_stage(plot, SIZE, DARK)
    orders = [artist.get_zorder() for artist in stage.show(plot)]
    assert orders == sorted(orders) and len(set(orders)) == len(orders) >= 3


def test_a_users_settings_do_not_move_headings():
    import matplotlib

    story = LIBRARY.scenes["network_story"]
    plot = story.draw(20)
    frame = Painter(SIZE, story.style)(plot)
    with matplotlib.rc_context({"patch.force_edgecolor": True}):
        np.testing.assert_array_equal(Painter(SIZE, story.style)(plot), frame)


def test_headings_may_cost_a_dollar(tmp_path):
    story = Story("t", "c", [Step("This costs $5", (1, 1))])
    for suffix in ("png", "svg", "pdf"):
        save_still(story.draw(0), tmp_path / f"a.{suffix}", SIZE, text=True)
    assert "$5" in (tmp_path / "a.svg").read_text()


def test_steep_curves_are_cut_at_their_squares_edge():
    x = np.linspace(-6, 6, 129)
    glyph = Picture(("node", 0, 1), (0.0, 0.0), 10.0, 100 * x + 20, (-1.0, 1.0))
    line = polyline(glyph, glyph.values)
    seen = line[~np.isnan(line).any(axis=1)]
    np.testing.assert_allclose(seen[[0, -1], 1], [-5, 5])  # from edge to edge
    values = seen[:, 1] / 10 / 0.84 * 2  # back in units of the span
    np.testing.assert_allclose(100 * seen[:, 0] * 1.2 + 20, values, atol=1e-9)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Panels((Curves(),) * 6), "shares"),
        (lambda: Panels((Curves(), Curves()), (1.0, float("nan"))), "shares"),
        (lambda: Step("empty"), "step empty"),
        (lambda: Step("small", (1, 1), zoom=0.0), "zoom 0"),
        (lambda: Diagram(x=(6.0, -6.0)), "x 6 to -6"),
        (lambda: Diagram(x=(0.0, float("nan"))), "x 0 to nan"),
        (lambda: Story("t", "c", (Step("long " * 40, (1, 1)),)).draw(0), "step long"),
        (
            lambda: Addition(
                Random(Family((1, 2, 1), "tanh"), 2000), Panels((Curves(),))
            ),
            "view",
        ),
        (
            lambda: Explanation(
                Random(Family((1, 2, 1), "tanh"), 2000),
                Panels((Curves(),)),
                ("regions",),
            ),
            "view Panels",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, words):
    with pytest.raises(InputError, match=words):
        make()


def test_diagrams_may_have_more_outputs_than_there_are_colours():
    tour = Tour(Random(Family((784, 30, 12), "tanh"), 1), Diagram())
    assert Painter(SIZE)(tour.draw(0)).any()

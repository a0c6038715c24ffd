"""Panels, stories and additions: several plots in one picture, step by step."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.patches import PathPatch

from model import Chosen, Family, Layer, Network, Random
from render import (
    DARK,
    Addition,
    Camera,
    Curve,
    Curves,
    Diagram,
    Equation,
    Explanation,
    ExplicitDiagram,
    Grid,
    InputError,
    Level,
    Moment,
    Panels,
    Step,
    Story,
    Surfaces,
    Timeline,
    Tour,
)
from render.make.stills import save_still
from render.plot.drawings import Room
from render.plot.glyphs import Label, Picture
from render.plot.titles import Title, as_title
from render.stage.drawings import polyline
from render.stage.figures import set_stage
from render.stage.painter import Painter
from render.stage.words import Words
from tests.command import LIBRARY

SIZE = (640, 360)
NETWORK = Family((1, 4, 3, 2), "tanh").network(0)
OVER_TWO = Family((2, 4, 1), "tanh").network(1)
LIVE = Diagram(weights=True, pictures=True)


WIDE, SQUARE, UPRIGHT = Room(552, 264), Room(552, 512), Room(300, 512)


def glyphs_of(plot, room=WIDE):
    """The glyphs of a plot, whose one mark is a diagram, in a room."""
    (mark,) = plot.marks
    return mark.fitted(room).glyphs


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
    words = [word for artist in figure.findobj(Words) for word in artist.words]
    (title,) = [word for word in words if word.text == "A title for both"]
    bottom = SIZE[1] - title.bounds[0, 1] * figure.dpi / 72
    assert [extent for extent in stage.extents if extent[0, 1] < bottom] == []


def test_painting_panels_again_paints_the_same_frame():
    view = Panels((LIVE, Surfaces(n_lines=31, camera=Camera(aspect=(1.0, 1.0, 0.8)))))
    painter = Painter(SIZE)
    frames = [painter(titled(view, OVER_TWO)) for _ in range(2)]
    np.testing.assert_array_equal(*frames)
    np.testing.assert_array_equal(frames[0], Painter(SIZE)(titled(view, OVER_TWO)))


def test_both_sides_of_a_panel_show_one_network():
    tour = Tour(Random(Family((1, 4, 3, 1), "tanh"), 4), Panels((LIVE, Curves())))
    for position in (0, 2.37):
        network = tour.network(position)
        diagram, curves = tour.draw(position).plots
        (curve,) = curves.marks
        x = curve.x[::37]
        np.testing.assert_allclose(
            curve.y[::37], network(x[:, None])[:, 0], rtol=0, atol=1e-12
        )
        edges = [glyph for glyph in glyphs_of(diagram) if glyph.key[0] == "edge"]
        assert len(edges) == 4 + 12 + 3
        for _, layer, i, j in (edge.key for edge in edges):
            strength = network.layers[layer].weights[i, j] / LIVE.strongest
            (edge,) = [e for e in edges if e.key == ("edge", layer, i, j)]
            assert edge.strength == strength


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
    19: ({}, 0),  # arrows, and a loop
    20: ({"node": 2}, 7),  # 3 x 3 lines instead of 2 x 2, and one more on either side
    21: ({"node": 1}, 3),
    23: ({"node": 1}, 3),
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
@pytest.mark.parametrize("room", [WIDE, SQUARE, UPRIGHT])
def test_stories_keep_to_the_picture_in_type_of_three_sizes(name, room):
    story = LIBRARY.scenes[name]
    for stop in range(story.stops):
        glyphs = glyphs_of(story.draw(stop), room)
        bounds = np.array([glyph.bounds for glyph in glyphs])
        assert (bounds[:, 0] >= -1e-6).all()
        assert (bounds[:, 1] <= np.add((room.width, room.height), 1e-6)).all()
        sizes = {round(g.size, 6) for g in glyphs if isinstance(g, Label)}
        assert sizes <= {room.title, room.label, room.small}


def test_in_a_wide_picture_every_operation_of_the_story_has_its_name():
    story = LIBRARY.scenes["network_story"]
    for stop, step in enumerate(story.steps):
        if isinstance(step.diagram, ExplicitDiagram):
            glyphs = glyphs_of(story.draw(stop))
            names = {m.key[1:] for m in glyphs if m.key[0] == "name"}
            boxes = {m.key for m in glyphs if m.key[0] in ("weight", "sum")}
            assert boxes <= names
            if step.diagram.names != "plain":
                products = {key[1:] for key in names if key[0] == "u"}
                weights = {key[1:] for key in boxes if key[0] == "weight"}
                # That of most operations has no room for names of products as well.
                assert products == (set() if step.sizes == (1, 2, 2, 1) else weights)


@every_story
def test_headings_say_what_is_new_in_few_words(name):
    story = LIBRARY.scenes[name]
    headings = [story.heading(stop) for stop in range(story.stops)]
    assert len(set(headings)) == len(headings)
    assert max(map(len, headings)) <= 60
    assert story.draw(3.25).title == Title(tuple(headings), 3.25)


@every_story
@pytest.mark.parametrize("room", [WIDE, SQUARE, UPRIGHT])
def test_cards_move_only_where_they_need_not_cross_the_diagram(name, room):
    story = LIBRARY.scenes[name]
    for stop in range(story.stops - 1):
        ends = [
            [g.bounds for g in glyphs_of(story.draw(k), room) if is_card(g)]
            for k in (stop, stop + 1)
        ]
        boxes = [box for end in ends for box in end]
        for share in (0.2, 0.5, 0.8):
            seen = [g for g in glyphs_of(story.draw(stop + share), room) if is_card(g)]
            for card in seen:
                stays = any(np.allclose(card.bounds, box) for box in boxes)
                if not stays:  # it moves, within what both ends cover
                    (one,), (other,) = ends
                    assert (
                        np.maximum(one[0], other[0]) < np.minimum(one[1], other[1])
                    ).all()


def is_card(glyph):
    return getattr(glyph, "form", "") == "card"


@every_story
def test_a_card_is_never_empty(name):
    story = LIBRARY.scenes[name]
    for position in np.arange(0, story.stops - 1, 0.125):
        glyphs = glyphs_of(story.draw(position))
        for card in (m for m in glyphs if getattr(m, "form", "") == "card"):
            texts = [m for m in glyphs if getattr(m, "role", "") == "print"]
            assert sum(m.opacity for m in texts) > 0.9 * card.opacity
            low, high = card.bounds
            for text in texts:
                assert (text.bounds[0] > low - 2).all() or text.opacity < 1
                assert (text.bounds[1] < high + 2).all() or text.opacity < 1


def test_steps_are_held_as_long_as_they_take_to_read():
    story = LIBRARY.scenes["network_story"]
    holds = [story.pace.hold_of(stop) for stop in range(story.stops)]
    assert min(holds) > 2 and max(holds) == holds[1] < 17  # nine equations
    assert story.pace.seconds(story.stops) < 180
    one = Step("Five words that are read", equations=((Equation("y", "x"),),))
    two = Step("Five words that are read", (1, 1))
    assert one.reading() > two.reading()
    assert one.reading(known=one.equations) == two.reading()
    assert Story("t", "c", [two], pace=Timeline(2)).pace == Timeline(2)


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


def test_a_step_that_is_too_large_for_the_picture_is_refused():
    story = Story("t", "c", (Step("Too much", (1,) * 40),))
    with pytest.raises(InputError, match=r"room of 552 by 264 points: expected more"):
        glyphs_of(story.draw(0))
    with pytest.raises(InputError, match="steps"):
        Story("t", "c", ())


# Additions

SUM = Addition(
    Chosen(Random(Family((1, 4, 1), "tanh", spread=2), 1000), [3]), Curves(y=(-4, 4))
)


def curves_of(plot):
    """The curve of the sum, and those of its terms."""
    _, curves = plot.plots
    _, *terms, _, total = (mark for mark in curves.marks if isinstance(mark, Curve))
    return [total, *terms]


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


def test_the_bias_stays_as_a_level_once_it_has_stood_alone():
    levels = [SUM.draw(stop).plots[1].marks[-2] for stop in range(SUM.stops)]
    bias = SUM.network.layers[1].weights[0, 0]
    assert [level for level in levels if not (level.y == bias).all()] == []
    seen = [level.opacity > 0 for level in levels]
    assert seen == [False] * 2 + [True] * (SUM.stops - 2)
    total = SUM.draw(2).plots[1].marks[-1]
    np.testing.assert_array_equal(total.y, bias)


def test_between_stops_a_term_is_added_part_of_the_way():
    sums = [curves_of(SUM.draw(4 + share))[0].y for share in (0, 0.25, 1)]
    between = 0.75 * sums[0] + 0.25 * sums[2]
    np.testing.assert_allclose(sums[1], between, atol=1e-12)


def test_nodes_have_the_colours_of_their_curves():
    plot = SUM.draw(5)
    diagram, curves = plot.plots
    _, stage = set_stage(curves, SIZE, DARK)
    artists = (a for a in stage.show(curves) if isinstance(a, PathPatch))
    colors = [artist.get_edgecolor()[:3] for artist in artists][:3]
    _, stage = set_stage(diagram, SIZE, DARK)
    nodes = next(a for a in stage.show(diagram) if type(a).__name__ == "NodeCurves")
    pictures = [m for m in glyphs_of(diagram, stage.room) if m.kind == "curve"]
    lines = nodes.get_color()[len(pictures) :]
    for glyph, color in zip(pictures, lines, strict=True):
        _, layer, node = glyph.key
        if layer == 1 and node <= 3:  # those whose curves are seen
            np.testing.assert_allclose(color[:3], colors[node - 1])
    assert len({tuple(color) for color in colors}) == 3
    shapes = [
        m for m in glyphs_of(diagram) if m.kind == "shape" and m.key[:2] == ("node", 1)
    ]
    assert {m.key[2]: m.emphasis for m in shapes} == {0: 0, 1: 0, 2: 0, 3: 1, 4: 0}
    assert [m.series for m in shapes if m.key[2]] == [1, 2, 3, 4]


def test_what_is_not_added_up_yet_steps_back():
    for stop in range(SUM.stops):
        diagram, curves = SUM.draw(stop).plots
        early, last = stop < 2, stop == SUM.stops - 1
        seen = {k for k in range(5) if (k > 0 if early else k <= stop - 2)}
        _, *terms, bias, _ = (m for m in curves.marks if isinstance(m, Curve))
        whole = 0.4 if last else 1.0
        for k, curve in enumerate([bias, *terms]):
            assert curve.opacity == (whole if k in seen else 0)
            assert as_title(curve.name).text == (
                "" if early or last else ("bias", "1st", "2nd", "3rd", "4th")[k]
            )
        glyphs = glyphs_of(diagram)
        nodes = {
            g.key[2] for g in glyphs if g.key[:2] == ("node", 1) and g.opacity == 1
        }
        lines = {
            g.key[2] for g in glyphs if g.key[:2] == ("edge", 1) and g.opacity == 1
        }
        assert nodes == seen and lines == (seen if stop else set())


def test_the_output_stays_between_lines_that_the_sum_goes_beyond():
    scene = LIBRARY.scenes["tanh_sum"]
    for stop in range(scene.stops):
        _, plot = scene.draw(stop).plots
        bounds = [mark for mark in plot.marks if isinstance(mark, Level)]
        assert [mark.y for mark in bounds] == [-1, 1]
        assert {mark.opacity for mark in bounds} == {float(stop == scene.stops - 1)}
    summed, *_, output = (mark for mark in plot.marks if isinstance(mark, Curve))
    np.testing.assert_allclose(output.y, np.tanh(summed.y))
    assert summed.y.max() > 1.4 and (summed.opacity, output.opacity) == (1, 1)
    assert "Dotted: the bounds of tanh" in scene.draw(stop).note.text


def test_the_sum_so_far_is_seen_in_the_output_node_too():
    x = np.linspace(-6, 6, 129)
    bias, _, terms = terms_of(SUM.network, x)
    for stop in range(SUM.stops):
        diagram, _ = SUM.draw(stop).plots
        (picture,) = [g for g in glyphs_of(diagram) if g.key == ("picture", 2, 1)]
        assert picture.opacity == (stop >= 2)
    for n in range(5):
        diagram, _ = SUM.draw(2 + n).plots
        (picture,) = [g for g in glyphs_of(diagram) if g.key == ("picture", 2, 1)]
        sums = bias + terms[:, :n].sum(axis=1)
        np.testing.assert_allclose(picture.values, sums, atol=1e-2)
        assert picture.span == (-4, 4)
    diagram, _ = SUM.draw(7).plots
    (picture,) = [g for g in glyphs_of(diagram) if g.key == ("picture", 2, 1)]
    np.testing.assert_allclose(picture.values, np.tanh(sums), atol=1e-2)
    assert picture.span == (-1, 1)


def test_titles_say_how_many_curves_are_added_up():
    titles = [SUM.heading(stop) for stop in range(2, 7)]
    assert titles[1:4] == [
        "The bias and one weighted curve added up",
        "The bias and two weighted curves added up",
        "The bias and three weighted curves added up",
    ]
    assert titles[4] == "The bias and all four weighted curves added up"
    assert max(map(len, map(SUM.heading, range(SUM.stops)))) <= 60


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
        (lambda: Diagram(x=(6.0, -6.0)), "x 6 to -6"),
        (lambda: Diagram(x=(0.0, float("nan"))), "x 0 to nan"),
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

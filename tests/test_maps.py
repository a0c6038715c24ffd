"""Maps: networks of two inputs from above, pixel by pixel and line by line."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from model import Data, Family, Layer, Network
from model.learn.datasets import dataset
from render import (
    DARK,
    Boundaries,
    Camera,
    Contours,
    Curves,
    HeatMap,
    InputError,
    Maps,
    Moment,
    Names,
    Panels,
    Points,
    Surfaces,
)
from render.stage.figures import draw, set_stage
from render.stage.maps import fit_map
from render.stage.painter import Painter
from render.style.themes import THEMES
from render.view.views import varied
from tests.test_layout import check_words, words_of

SIZE = (640, 360)


def network(n_outputs=1, last="tanh", seed=3):
    return Family((2, 9, 7, n_outputs), ("tanh", "tanh", last)).network(seed)


def frame_of(plot, size=SIZE, style=DARK):
    """The painted plot, and the ends of its map, x and y, in pixels from the top."""
    figure, _ = set_stage(plot, size, style)
    (left, low), (right, high) = figure.axes[0].bbox.get_points()
    return Painter(size, style)(plot), (left, right), (size[1] - low, size[1] - high)


def pixels(plot, n, size=SIZE, style=DARK):
    """Some pixels of a map: their inputs (n, 2), and their colours (n, 3)."""
    frame, x_ends, y_ends = frame_of(plot, size, style)
    numbers = np.random.default_rng(0)
    column = numbers.integers(int(x_ends[0]) + 3, int(x_ends[1]) - 3, n)
    row = numbers.integers(int(y_ends[1]) + 3, int(y_ends[0]) - 3, n)
    places = [
        np.interp((number + 0.5 - start) / (end - start), (0, 1), (axis.low, axis.high))
        for number, (start, end), axis in (
            (column, x_ends, plot.axes.x),
            (row, y_ends, plot.axes.y),
        )
    ]
    return np.column_stack(places), frame[row, column, :3].astype(float)


@pytest.mark.parametrize(("last", "low"), [("tanh", -1.0), ("logistic", -1.0)])
def test_pixels_of_a_heat_map_have_the_colour_of_the_networks_output_there(last, low):
    tested = network(1, last)
    view = Maps(x=(-3, 5), y=(-2, 2), n_lines=801, n_levels=0)
    places, colors = pixels(view.plot(Moment(tested)), 2000)
    # Zero has the map's middle, so that of a logistic only the upper half is seen.
    tones = LinearSegmentedColormap.from_list("", DARK.colormap, N=4096)
    expected = tones((tested(places)[:, 0] - low) / (1 - low))[:, :3] * 255
    np.testing.assert_allclose(colors, expected, atol=2.5)


@pytest.mark.parametrize("ground", [0, 255])
def test_a_heat_map_half_there_is_half_way_on_whatever_lies_behind_the_picture(ground):
    plot = Maps(n_lines=11).plot(Moment(network()))
    painter = Painter((160, 90), THEMES["transparent"])

    def seen(opacity):
        (heat,) = (mark for mark in plot.marks if isinstance(mark, HeatMap))
        marks = (replace(heat, opacity=opacity),) if opacity else ()
        frame = painter(replace(plot, marks=marks)).astype(float)
        share = frame[..., 3:] / 255
        return share * frame[..., :3] + (1 - share) * ground

    np.testing.assert_allclose(seen(0.5), (seen(0) + seen(1)) / 2, atol=2)


@pytest.mark.parametrize("style", [DARK, THEMES["light"]])
@pytest.mark.parametrize(("last", "low"), [("tanh", -1.0), ("logistic", 0.0)])
def test_pixels_beside_data_of_two_categories_have_theirs_fainter_near_the_threshold(
    last, low, style
):
    tested = network(1, last)
    data = Data(np.zeros((2, 2)), np.array(["no", "yes"]))
    view = Maps(x=(-3, 5), y=(-2, 2), n_lines=801, n_levels=0, data=data)
    plot = view.plot(Moment(tested))
    plot = replace(plot, marks=plot.marks[:1])  # the heat map alone
    places, colors = pixels(plot, 2000, style=style)
    sure = 2 * (tested(places) - low) / (1 - low) - 1  # -1 to 1, and 0 where it is not
    yes, no, floor = (
        np.array(to_rgb(color))
        for color in (style.color(0), style.color(1), style.floor[:7])
    )
    share = style.area * np.abs(sure)
    expected = 255 * (floor + share * (np.where(sure > 0, yes, no) - floor))
    np.testing.assert_allclose(colors, expected, atol=2.5)


@pytest.mark.parametrize("n_outputs", [1, 3])
def test_regions_have_no_key_to_heights(n_outputs):
    plot = Maps(parts=("boundaries", "regions")).plot(Moment(network(n_outputs)))
    area = np.array([640.0, 360.0])
    assert fit_map(area, plot.axes, DARK).key is None
    assert fit_map(area, Maps().plot(Moment(network(1))).axes, DARK).key is not None


@pytest.mark.parametrize("style", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("n_outputs", [1, 3])
def test_pixels_of_regions_have_the_colour_of_the_decision_but_at_boundaries(
    n_outputs, style
):
    tested = network(n_outputs, seed=1)
    view = Maps(y=(-4, 3), parts=("boundaries", "regions"))
    plot = view.plot(Moment(tested))
    plot = replace(plot, marks=plot.marks[:1])  # areas alone
    places, colors = pixels(plot, 1500, style=style)

    def winners(at):
        outputs = tested(at)
        return (
            np.where(outputs[:, 0] > 0, 0, 1) if n_outputs == 1 else outputs.argmax(1)
        )

    pixel = 12 / 300
    near = [
        winners(places + pixel * np.array(way)) for way in np.ndindex(3, 3)
    ]  # the place itself, and to the right and above
    near += [winners(places - pixel * np.array(way)) for way in np.ndindex(3, 3)]
    far = (np.array(near) == near[0]).all(axis=0)
    assert far.sum() > 1000
    floor = np.array(to_rgb(style.floor[:7]))
    areas = np.array([to_rgb(style.color(k)) for k in range(max(2, n_outputs))])
    expected = 255 * (floor + style.area * (areas - floor))
    np.testing.assert_allclose(colors[far], expected[near[0][far]], atol=1.5)


def test_boundaries_of_mixed_networks_are_where_a_search_finds_them():
    # Networks whose category changes; that of seed 1 has one category alone.
    for seed, last in enumerate(("relu", "logistic", "softmax", "identity"), start=2):
        tested = Family((2, 8, 6, 3), ("tanh", "relu", last)).network(seed)
        view = Maps(x=(-2, 3), y=(-5, 1))
        plot = view.plot(Moment(tested))
        lines = [
            line for m in plot.marks if isinstance(m, Boundaries) for line in m.lines
        ]
        found = np.concatenate(list(map(dense, lines)))
        n_changes = 0
        for y in np.linspace(-4.9, 0.9, 7):
            x = np.linspace(-2, 3, 4001)
            at = np.column_stack([x, np.full(len(x), y)])
            changes = np.flatnonzero(np.diff(tested(at).argmax(axis=1)))
            for k in changes:
                off = np.linalg.norm(found - at[k], axis=1).min()
                assert off < 0.02, (seed, at[k])
            n_changes += len(changes)
        assert n_changes > 3


def dense(line):
    """Points along a line, close together."""
    shares = np.linspace(0, 1, 20)[:, None, None]
    return (line[:-1] + shares * np.diff(line, axis=0)).reshape(-1, 2)


def test_inputs_in_one_unit_have_one_scale_and_others_fill_the_picture():
    for x, y, size in [
        ((-6, 6), (-6, 6), (1280, 720)),
        ((-3, 3), (0, 5), (640, 360)),
        ((0, 1), (-0.2, 1), (720, 1280)),
        ((5, 9), (-1, 2), (500, 500)),
    ]:
        plot = Maps(x=x, y=y).plot(Moment(network()))
        ax = set_stage(plot, size, DARK)[0].axes[0]
        scale = ax.bbox.width / (x[1] - x[0]), ax.bbox.height / (y[1] - y[0])
        assert scale[0] == pytest.approx(scale[1], rel=1e-6)
    plot = Maps(x=(0, 1000), y=(0, 1)).plot(Moment(network()))
    ax = set_stage(plot, SIZE, DARK)[0].axes[0]
    assert 1 <= ax.bbox.width / ax.bbox.height <= 2


def test_contours_are_where_the_output_has_their_level():
    tested = network(1, "logistic")
    plot = Maps(x=(-3, 5), y=(-2, 2), n_lines=401).plot(Moment(tested))
    (mark,) = (m for m in plot.marks if isinstance(m, Contours))
    assert {line.level for line in mark.lines} > {0.5}
    for line in mark.lines:
        np.testing.assert_allclose(tested(line.points)[:, 0], line.level, atol=1e-4)


@pytest.mark.parametrize("names", [(), ("red", "green", "a long name indeed")])
def test_names_stand_in_their_own_regions(names):
    n_named = 0
    for seed in range(6):
        tested = network(3, seed=seed)
        plot = Maps(names=Names(classes=names)).plot(Moment(tested))
        figure = draw(plot, (1280, 720), DARK)
        box = figure.axes[0].bbox.get_points()
        for word, corners in words_of(figure):
            if word.face == "bold":
                share = (corners - box[0]) / np.ptp(box, axis=0)
                middle = share.mean(axis=0)
                inside = [*(middle + 0.98 * (share - middle)), middle]
                winners = tested(-6 + 12 * np.array(inside)).argmax(axis=1)
                known = names or ("A", "B", "C")
                assert {known[k] for k in winners} == {word.text}
                n_named += 1
    assert n_named >= 12


def test_each_of_several_outputs_has_a_map_that_says_which_it_is():
    tested = network(3, "logistic")
    plot = Maps(output=2, n_lines=11).plot(Moment(tested))
    assert plot.note.startswith("Map of output 2. ")
    assert plot.axes.output.label == "$y_{2}$ (output)"
    names = Names(classes=("sky", "sea", "sand"))
    plot = Maps(output=1, names=names, n_lines=11).plot(Moment(tested))
    assert plot.note.startswith("Map of sea. ")
    assert plot.axes.output.label == "sea"
    np.testing.assert_allclose(
        plot.marks[0].values.ravel(),
        tested(
            np.stack(
                np.meshgrid(*[np.linspace(-6, 6, 11)] * 2, indexing="ij"), -1
            ).reshape(-1, 2)
        )[:, 1],
    )
    alone = Maps(output=0).plot(Moment(network()))
    assert alone.note == Maps().plot(Moment(network())).note


@pytest.mark.parametrize(
    ("name", "n_outputs", "crossed"),
    [
        ("plane", 1, False),  # whose targets are numbers
        ("three_arms", 1, False),  # of more categories than one output tells apart
        ("three_arms", 3, True),
        ("moons", 1, True),
    ],
)
def test_crosses_are_spoken_of_only_where_something_can_be_wrong(
    name, n_outputs, crossed
):
    view = Maps(data=dataset(name, points=40), misfits=True, n_lines=11)
    plot = view.plot(Moment(network(n_outputs)))
    (points,) = (mark for mark in plot.marks if isinstance(mark, Points))
    assert ("Crosses" in plot.note) == (points.crossed is not None) == crossed


# Ranges, names and options


def test_every_view_takes_other_ranges_and_names_and_ignores_what_it_has_not():
    options = {
        "x": (-1.0, 4.0),
        "y": (2.0, 3.0),
        "z": (-7.0, 7.0),
        "camera": (50.0, -30.0),
        "axis_names": ("width $", "height", "price"),
    }
    box = varied(Surfaces(), options).plot(Moment(network())).axes
    assert (box.x_1.low, box.x_1.high, box.x_2.low, box.x_2.high) == (-1, 4, 2, 3)
    assert (box.span, box.camera) == ((-7, 7), Camera(50.0, -30.0))
    map_ = varied(Maps(), options).plot(Moment(network())).axes
    assert (map_.x.low, map_.x.high, map_.y.low, map_.y.high) == (-1, 4, 2, 3)
    for axes in ((box.x_1, box.x_2, box.y), (map_.x, map_.y, map_.output)):
        assert [axis.label for axis in axes] == ["width $", "height", "price"]
        assert {axis.face for axis in axes} == {"plain"}
    words = {**options, "axis_names": ("hours", "")}
    flat = varied(Curves(), words).plot(Moment(Family((1, 3, 1), "tanh").network(0)))
    assert (flat.axes.x.low, flat.axes.y.high) == (-1, 3)
    assert [flat.axes.x.label, flat.axes.y.label] == ["hours", "$y$ (output)"]
    nothing = dict.fromkeys(("x", "y", "z", "camera")) | {"axis_names": ()}
    for view in (Curves(), Surfaces(), Maps(x=(0, 1))):
        assert varied(view, nothing) == view
    both = varied(Panels((Maps(), Surfaces())), options)
    assert [view.x for view in both.views] == [(-1, 4), (-1, 4)]


def test_regions_are_shown_only_if_they_are_asked_for():
    for view in (Curves(), Surfaces(), Maps()):
        assert varied(view, {"x": (0.0, 1.0)}).parts is None
        assert "regions" in varied(view, {"x": (0.0, 1.0), "margin": True}).parts
        assert "margin" not in varied(view, {"regions": True}).parts


WRONG = {
    "range": (lambda: Maps(x=(1, 1)), "x 1 to 1: expected a low end below"),
    "other range": (lambda: Surfaces(y=(2, -2)), "y 2 to -2: expected"),
    "heights": (lambda: Maps(z=(0, np.inf)), "z 0 to inf: expected"),
    "camera": (
        lambda: varied(Surfaces(), {"camera": (-3.0, 0.0)}),
        "camera -3, 0: expected a place outside the box and above it",
    ),
    "axis names": (
        lambda: varied(Curves(), {"axis_names": ("a", "b", "c")}),
        "axis_names a, b, c: expected at most 2",
    ),
    "class names": (
        lambda: Maps(names=Names(classes=("a", "b"))).fit((2, 3)),
        "class_names of 2 categories: expected 3, as",
    ),
    "class names of one": (
        lambda: Curves(names=Names(classes=("a",))).fit((1, 1)),
        "class_names of 1 categories: expected 2, as",
    ),
    "one string": (lambda: Names(inputs="ab"), "inputs ab: expected a tuple of names"),
    "long": (lambda: Names(output="a" * 201), "expected at most 200 signs"),
    "signs": (
        lambda: Names(classes=("a", "\U000f0000")),  # of private use
        "expected signs that",
    ),
    "data": (
        lambda: Maps(data=Data(np.zeros((3, 5)))),
        "data of 5 inputs: expected 2, as the view has",
    ),
}


@pytest.mark.parametrize(("make", "words"), WRONG.values(), ids=WRONG)
def test_what_a_view_cannot_show_is_refused_in_a_line(make, words):
    with pytest.raises(InputError) as caught:
        make()
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_rectangular_surfaces_are_the_networks_outputs_over_both_ranges():
    for activation in ("tanh", "relu"):
        tested = Family((2, 6, 5, 2), activation).network(2)
        view = Surfaces(x=(-1, 4), y=(2, 3), n_lines=9)
        plot, numbers = view.plot(Moment(tested)), []
        for mark in plot.marks:
            if type(mark).__name__ == "Surface":
                x_1, x_2 = np.meshgrid(mark.x_1, mark.x_2, indexing="ij")
                places = np.column_stack([x_1.ravel(), x_2.ravel()])
                np.testing.assert_allclose(
                    mark.y.ravel(), tested(places)[:, mark.series], atol=1e-12
                )
                assert (x_1.min(), x_1.max(), x_2.min(), x_2.max()) == (-1, 4, 2, 3)
                numbers.append(mark.series)
                if mark.facets is not None:
                    low, high = mark.facets.corners.min(0), mark.facets.corners.max(0)
                    assert [*low, *high] == [-1, 2, 4, 3]
        assert numbers == [0, 1]


def test_users_names_are_words_and_have_their_categories_colours():
    names = Names(("$10 or more$",), ("no", "yes"), "a $y_1$ or so")
    tested = Family((1, 5, 1), ("tanh", "logistic")).network(3)
    view = replace(varied(Curves(names=names), {"regions": True}), x=(-40, 40))
    found = check_words(view.plot(Moment(tested)), (1280, 720))
    texts = {word.text: word for word, _ in found}
    assert texts["$10 or more$"].face == texts["a $y_1$ or so"].face == "plain"
    # As in scikit-learn, the second class is the one above the threshold.
    bars = {word.text for word, _ in found if word.face == "bold"}
    assert bars == {"yes", "no"}
    plot = view.plot(Moment(tested))
    assert plot.note.startswith("yes: the output is above 0.5. no: it is not.")
    sides = [w for w, _ in found if w.text == "yes" and w.color == DARK.color(0)]
    assert sides and to_hex(sides[0].color) == DARK.outputs[0]


def test_names_of_outputs_are_at_the_ends_of_curves_if_there_is_room():
    x = Layer(np.array([[0.0, 0.1, -0.1], [0.2, 0.0, -0.2]]), "tanh")
    names = ("short", "$y_0$", "so long a name that no picture has room for it here")
    plot = Curves(names=Names(classes=names)).plot(Moment(Network([x])))
    found = {word.text: word for word, _ in check_words(plot, (640, 360))}
    assert found["short"].face == found["$y_0$"].face == "plain"
    assert found["short"].color == DARK.color(0)

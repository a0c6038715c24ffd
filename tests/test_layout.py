"""Layout: no word leaves a picture, lies on another, or is smaller than its size."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from model import Classifier, Data, Family, regions
from render import (
    DARK,
    Axis,
    Curve,
    Curves,
    FlatAxes,
    Grid,
    InputError,
    Level,
    Maps,
    Moment,
    Names,
    Plot,
    Sides,
    Surfaces,
    Title,
)
from render.plot.marks.bars import Bars
from render.plot.marks.dividers import Dividers
from render.scene.scenes import is_tour, style_of
from render.scene.turn import Turn
from render.stage.figures import draw, set_stage
from render.stage.words import Words
from render.type.words import clean
from tests.command import LIBRARY

SIZES = [
    (1280, 720),
    (640, 360),
    (320, 180),
    (3840, 2160),
    (720, 1280),
    (1080, 1080),
    (1600, 500),
    (320, 568),
]


def words_of(figure):
    """All words of a figure that are seen, each with its corners in pixels."""
    found = []
    for artist in figure.findobj(Words):
        if artist.get_visible():
            found += [
                (word, artist.get_transform().transform(word.corners))
                for word in artist.words
            ]
    return found


def check_words(plot, size, style=DARK):
    """Check a plot's words as they are drawn: inside, apart, of the three sizes."""
    figure = draw(plot, size, style)
    found = words_of(figure)
    width, height = figure.bbox.size
    for word, corners in found:
        (left, low), (right, high) = corners.min(axis=0), corners.max(axis=0)
        assert left >= 0 and low >= 0, f"{word.text!r} leaves the picture"
        assert right <= width and high <= height, f"{word.text!r} leaves the picture"
        assert round(word.size, 9) in (
            style.title_size,
            style.label_size,
            style.small_size,
        )
    for (one, a), (other, b) in combinations(found, 2):
        assert apart(a, b), f"{one.text!r} lies on {other.text!r}"
    return found


def texts_of(plot, size):
    """What a plot's words say, once they have been checked."""
    return [word.text for word, _ in check_words(plot, size)]


def apart(one, other):
    """Whether two boxes, corners (4, 2) each, do not meet: some line parts them."""
    for box in (one, other):
        for a, b in zip(box, np.roll(box, -1, axis=0), strict=True):
            square = np.array([a[1] - b[1], b[0] - a[0]])
            side = [((corners - a) * square).sum(axis=1) for corners in (one, other)]
            if (side[0] <= 1e-9).all() and (side[1] >= -1e-9).all():
                return True
            if (side[1] <= 1e-9).all() and (side[0] >= -1e-9).all():
                return True
    return False


sizes = st.sampled_from(SIZES)
texts = st.text("abcdefghWMil ÄéЖα≤-_$", max_size=120)
ends = st.tuples(st.floats(-5e5, 5e5), st.floats(1e-3, 5e5)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink plots takes minutes


@st.composite
def flat_plots(draw_from):
    low, high = draw_from(ends)
    x_low, x_high = draw_from(ends)
    n = draw_from(st.integers(1, 12))
    x = np.linspace(x_low, x_high, 9)
    shares = draw_from(st.lists(st.floats(-0.5, 1.5), min_size=2 * n, max_size=2 * n))
    pairs = np.reshape(shares, (n, 2)) * (high - low) + low
    named = draw_from(st.booleans())
    names = tuple(f"$y_{{{k}}}$" if k % 2 else f"curve {k}" for k in range(n))
    marks = [
        Curve(x, np.linspace(start, end, 9), k, name=names[k] if named else "")
        for k, (start, end) in enumerate(pairs)
    ]
    has_bars = draw_from(st.booleans())
    if has_bars:
        network = Family((1, 5, 3), "tanh").network(draw_from(st.integers(0, 50)))
        marks.insert(0, Bars(regions(Classifier(network), x_low, x_high)))
    if not named and draw_from(st.booleans()):
        level = low + draw_from(st.floats(0, 1)) * (high - low)
        marks += [Level(level, f"threshold {level:g}"), Sides(level, ("A", "B"))]
    if draw_from(st.booleans()):
        line = np.linspace(pairs[0, 1], pairs[0, 0], 9)
        marks.append(Curve(x, line, is_dashed=True, name="without a name at its end"))
    axes = FlatAxes(
        Axis("$x$ (input)", x_low, x_high),
        Axis("$y$ (output)", low, high),
        has_bars,
        names if named else (),
    )
    return Plot(axes, tuple(marks))


@st.composite
def named(draw_from, n_inputs, n_outputs):
    """A user's names, short and long, of any of what may have one."""
    name = st.text("abcdefghWMil Äж$_", max_size=60).filter(lambda word: word.strip())
    n = max(2, n_outputs)
    classes = st.lists(name, min_size=n, max_size=n, unique=True)
    inputs = draw_from(st.lists(name, max_size=n_inputs))
    return Names(
        inputs, draw_from(st.just(()) | classes), draw_from(st.just("") | name)
    )


@st.composite
def data_points(draw_from, ranges, n_outputs):
    """Some points about ranges, of categories or numbers; or none at all."""
    numbers = np.random.default_rng(draw_from(st.integers(0, 99)))
    n = draw_from(st.sampled_from([0, 3, 40, 400]))
    if not n:
        return None
    low, high = np.array(ranges).T
    targets = [
        None,
        numbers.integers(0, max(2, n_outputs), n),
        numbers.uniform(-1, 1, (n, n_outputs)),
    ]
    inputs = numbers.uniform(low, high + (high - low) / 3, (n, len(ranges)))
    return Data(inputs, draw_from(st.sampled_from(targets)))


@st.composite
def box_plots(draw_from):
    x, y = draw_from(ends), draw_from(st.none() | ends)
    z = draw_from(st.none() | ends)
    n = draw_from(st.integers(1, 3))
    parts = draw_from(st.none() | st.just(("boundaries", "regions")))
    data = draw_from(data_points((x, y or x), n))
    view = Surfaces(x, y or x, z, 5, parts=parts, data=data)
    network = Family((2, 3, n), "tanh").network(draw_from(st.integers(0, 50)))
    return replace(view, names=draw_from(named(2, n))).plot(Moment(network))


@st.composite
def map_plots(draw_from):
    x, y, n = draw_from(ends), draw_from(ends), draw_from(st.integers(1, 3))
    data = draw_from(data_points((x, y), n))
    last = draw_from(st.sampled_from(["tanh", "logistic", "identity"]))
    network = Family((2, 3, n), ("tanh", last)).network(draw_from(st.integers(0, 50)))
    output = draw_from(st.none() | st.integers(0, n - 1))
    view = Maps(x, y, output, n_lines=9, data=data, names=draw_from(named(2, n)))
    return view.plot(Moment(network))


@st.composite
def curve_plots(draw_from):
    """Curves of a user's own data and names."""
    x, n = draw_from(ends), draw_from(st.integers(1, 4))
    data = draw_from(data_points((x,), n))
    last = draw_from(st.sampled_from(["tanh", "logistic", "identity"]))
    network = Family((1, 3, n), ("tanh", last)).network(draw_from(st.integers(0, 50)))
    parts = draw_from(st.none() | st.just(("threshold", "boundaries", "regions")))
    view = Curves(x, parts=parts, data=data, names=draw_from(named(1, n)))
    return view.plot(Moment(network))


@st.composite
def titled(draw_from, plots):
    plot = draw_from(plots)
    title = draw_from(texts | st.lists(texts, min_size=1, max_size=3).map(tuple))
    if isinstance(title, tuple):
        title = Title(title, draw_from(st.floats(0, len(title), exclude_max=True)))
    return replace(plot, title=title, note=draw_from(texts))


@st.composite
def grids(draw_from, plots):
    parts = draw_from(st.lists(plots, min_size=2, max_size=3))
    return Grid(tuple(parts), down=draw_from(st.sampled_from([None, False, True])))


flat_or_box = st.one_of(flat_plots(), curve_plots(), box_plots(), map_plots())
every_plot = titled(st.one_of(flat_or_box, grids(titled(flat_or_box))))


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(every_plot, sizes)
def test_no_word_leaves_the_picture_or_lies_on_another(plot, size):
    try:
        check_words(plot, size)
    except InputError as error:  # in one line: too many words for the picture
        assert error.name == "title"


@settings(max_examples=30, deadline=None, phases=PHASES)
@given(texts.filter(clean), sizes)
def test_all_of_a_title_is_in_the_picture(text, size):
    view, network = Curves(), Family((1, 3, 1), "tanh").network(0)
    plot = replace(view.plot(Moment(network)), title=text)
    found = [w.text for w, _ in check_words(plot, size) if w.size == DARK.title_size]
    assert "".join("".join(found).split()) == "".join(clean(text).split())


def test_words_are_as_large_as_the_style_says_in_points_of_a_picture_of_8_inches():
    plot = Curves().plot(Moment(Family((1, 3, 1), "tanh").network(0)))
    for size in [(1280, 720), (720, 1280), (3840, 2160)]:
        figure = draw(plot, size, DARK)
        assert figure.dpi == max(size) / 8
        (word,) = [w for w, _ in words_of(figure) if "input" in w.text]
        assert word.size == DARK.label_size
    assert DARK.small_size * 1280 / 8 / 72 >= 18  # pixels, at 1280 by 720


def test_the_name_of_a_level_is_in_its_frame_or_left_out():
    axes = FlatAxes(Axis("$x$", 0, 1), Axis("$y$", 0, 1))
    plot = Plot(axes, (Level(0.5, "threshold 156476"),))
    narrow = Grid((plot, plot, plot), down=False)
    assert "threshold 156476" in texts_of(plot, (1280, 720))
    assert "$x$" in texts_of(narrow, (320, 568))
    assert "threshold 156476" not in texts_of(narrow, (320, 568))


def test_numbers_are_clear_of_what_bars_show_where_a_frame_is_low():
    axes = FlatAxes(Axis("$x$", 0, 1), Axis("$y$", -0.01, 1), has_bars=True)
    network = Family((1, 5, 3), "tanh").network(0)
    plot = Plot(axes, (Bars(regions(Classifier(network), 0, 1)),))
    low = Grid((plot, plot), shares=(1, 2.6), down=True)
    assert "category" in texts_of(low, (1280, 720))


SHAPES = [(1280, 720), (720, 1280), (1280, 720), (720, 720), (640, 360)]


@pytest.mark.parametrize("name", LIBRARY.scenes)
def test_words_of_the_programs_own_scenes_are_whole_at_every_stop(name):
    scene = LIBRARY.scenes[name]
    apart = 20 if is_tour(scene) else 1 + scene.stops // 7
    stops = range(0, min(scene.stops, 49), apart)
    assert all(map(scene.heading, stops)) if not is_tour(scene) else scene.title
    plots = list(map(scene.draw, stops))
    for number, plot in enumerate(plots + plots[:1]):
        size = SHAPES[number % len(SHAPES)]
        assert check_words(plot, size, style_of(scene))


@pytest.mark.parametrize("size", [(1280, 720), (1080, 1080)])
def test_no_upright_line_of_the_perceptron_crosses_a_name(size):
    scene = LIBRARY.scenes["perceptron"]
    boundary = scene.draw(1).marks[0]
    assert isinstance(boundary, Dividers)
    figure = draw(scene.draw(1), size, DARK)
    names = [box for word, box in words_of(figure) if word.text == "without tanh"]
    assert names, "the dashed curve has no name"
    (axes,) = [ax for ax in figure.axes if ax.get_xlim() == (-6, 6)]
    (x,) = axes.transData.transform([(x, 0) for x in boundary.x])[:, 0]
    for box in names:
        assert not box[:, 0].min() - 4 < x < box[:, 0].max() + 4


@pytest.mark.parametrize("size", [(720, 1280), (640, 360)])
def test_a_box_that_turns_keeps_its_size_and_words_stay_off_its_floor(size):
    turn, views = Turn(LIBRARY.scenes["tanh_3layer_2input"]), []
    for position in np.arange(0.125, 4, 0.5):
        plot = replace(turn.draw(position), title="", note="")
        figure, stage = set_stage(plot, size, DARK)
        views.append(stage.view)
        names = [corners for word, corners in words_of(figure) if "$" in word.text]
        assert len(names) == 3  # of both inputs and the output
        numbers = {word.text for word, _ in words_of(figure) if "$" not in word.text}
        numbers = {word.replace("\N{MINUS SIGN}", "") for word in numbers}
        assert {"0", "6"} <= numbers <= {"0", "2", "4", "6", "0.0", "0.5", "1.0"}
        floor = stage.view(stage.view.corners[[0, 4, 6, 2]])
        floor[:, 1] = size[1] - floor[:, 1]
        assert all(apart(corners, floor) for corners in names), position
    ends = [(view.scale, *view.origin, view.camera.stretch) for view in views]
    assert np.ptp(ends, axis=0).max() < 1e-6

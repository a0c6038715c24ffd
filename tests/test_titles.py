"""Titles: all of them inside the picture, and every sign drawn as itself."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from model import Family, Random
from render import (
    DARK,
    Beside,
    Curves,
    Diagram,
    Grid,
    InputError,
    Moment,
    Panels,
    Step,
    Story,
    Surfaces,
    Title,
    Tour,
)
from render.plot.axes import Axis
from render.stage.figures import draw
from render.stage.painter import Painter
from render.stage.sheet import draw_sheet
from render.stage.words import Words
from render.type.fonts import spare_font
from render.type.typeset import check_signs, extent, wrap
from render.view.named import Names
from tests.command import invoke

FAMILIES = {
    "curves": (Family((1, 3, 1), "tanh"), Curves()),
    "surfaces": (Family((2, 3, 1), "tanh"), Surfaces(n_lines=11)),
    "diagram": (Family((1, 3, 1), "tanh"), Diagram()),
    "panels": (Family((1, 3, 1), "tanh"), Panels((Diagram(), Curves()))),
}
SIZES = [(320, 180), (1280, 720), (720, 1280), (512, 512), (1600, 320), (320, 640)]
WORDS = st.text("abcdefghWMil ÄéЖα≤", min_size=1, max_size=200).filter(str.strip)
every_view = pytest.mark.parametrize("kind", FAMILIES)


def titles_on(figure, title):
    """For each artist that is a title its lines, and the box of their ink."""
    joined, found = title.replace(" ", ""), []
    for artist in figure.findobj(Words):
        lines = [word.text for word in artist.words]
        if "".join("".join(lines).split()) == joined:
            corners = np.concatenate([word.corners for word in artist.words])
            pixels = artist.get_transform().transform(corners)
            found.append((lines, Bbox([pixels.min(axis=0), pixels.max(axis=0)])))
    return found


def sheet_title(figure):
    """The box of the ink of a sheet's title, in the largest type of all."""
    artists = [artist for artist in figure.findobj(Words) if artist.words]
    artist = max(artists, key=lambda artist: artist.words[0].size)
    corners = np.concatenate([word.corners for word in artist.words])
    pixels = artist.get_transform().transform(corners)
    return Bbox([pixels.min(axis=0), pixels.max(axis=0)])


def plot(kind, title):
    family, view = FAMILIES[kind]
    return replace(view.plot(Moment(family.network(0))), title=title)


@every_view
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@settings(max_examples=2, deadline=None)
@given(title=WORDS)
@example(title="W" * 200)
@example(title="A title of many words that says a lot, " * 5)
@example(title="two")
def test_titles_are_whole(kind, size, title):
    title = " ".join(title.split())
    figure = draw(plot(kind, title), size, DARK)
    [(lines, box)] = titles_on(figure, title)
    assert box.x0 >= 0 and box.x1 <= size[0], (lines, box)
    assert box.y0 >= 0 and box.y1 <= size[1]
    inside = [  # what else there is begins below it
        axes.get_window_extent().y1 for axes in figure.axes if axes.axison
    ]
    assert max(inside, default=0) <= box.y0 + 2


INNER = {"W" * 40: "Some words " * 7, "Short": "low"}


@pytest.mark.parametrize(("one", "other"), INNER.items(), ids=["long", "short"])
@pytest.mark.parametrize("title", ["", "Above all of them"])
@pytest.mark.parametrize("down", [False, True], ids=["across", "down"])
@pytest.mark.parametrize("kinds", [("curves", "diagram"), ("surfaces", "panels")])
def test_titles_of_plots_in_a_grid_are_whole(kinds, down, title, one, other):
    """Each is in its own plot's part, above what else is in it."""
    size = (360, 640) if down else (640, 360)
    plots = tuple(map(plot, kinds, (one, other)))
    figure = draw(Grid(plots, (1, 2), down, title=title), size, DARK)
    whole = []
    if title:
        [(_, box)] = titles_on(figure, title)
        whole = [box]
        assert box.x0 >= 0 and box.x1 <= size[0] and box.y1 <= size[1]
    grid = figure.subfigs[0] if title else figure  # below its title
    lengths = [np.ptp(part.bbox.get_points(), axis=0) for part in grid.subfigs]
    along, across = np.array(lengths).T[:: -1 if down else 1]
    assert along[1] == pytest.approx(2 * along[0], abs=1)
    assert np.ptp(across) <= 1
    for part, words in zip(grid.subfigs, (one, other), strict=True):
        [(_, box)], room = titles_on(part, words.strip()), part.bbox
        assert room.x0 <= box.x0 and box.x1 <= room.x1
        assert room.y0 <= box.y0 and box.y1 <= room.y1
        axes = [a for a in part.findobj(Axes) if a.axison]
        inside = [each.get_window_extent().y1 for each in axes]
        assert max(inside, default=0) <= box.y0 + 2
        for above in whole:
            assert room.y1 <= above.y0 + 1


def test_a_title_that_would_leave_no_room_for_the_plot_is_refused():
    parts = Grid((plot("curves", "W" * 200), plot("curves", "")), (1, 4))
    with pytest.raises(InputError, match="fewer words, or a larger picture"):
        draw(parts, (640, 360), DARK)


@pytest.mark.parametrize("title", ["W" * 200, "Some words " * 18, "Short"])
@pytest.mark.parametrize("count", [1, 4, 7])
def test_titles_of_sheets_are_whole(title, count):
    plots = [plot("diagram", "")] * count
    figure = draw_sheet(plots, title, (320, 180), DARK)
    box = sheet_title(figure)
    width, height = figure.bbox.size
    assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height


def test_what_fits_is_in_one_line_and_other_lines_are_about_as_long():
    assert wrap("Hyperbolic tangent", 14, 552) == ("Hyperbolic tangent",)
    words = "one two three four five six seven eight " * 3
    lines = wrap(words, 14, 552)
    assert len(lines) == 2 and " ".join(lines) == words.strip()
    assert abs(len(lines[0]) - len(lines[1])) < 10
    assert wrap("", 14, 552) == ()


@given(WORDS, st.floats(40, 600))
def test_lines_are_no_wider_than_they_may_be(text, width):
    lines = wrap(text, 14, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        (left, _), (right, _) = 14 * extent(line, "plain")
        assert right - left <= width + 1


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=5), st.floats(0, 5))
def test_titles_fade_one_after_the_other(texts, position):
    assume(position < len(texts))
    seen = Title(tuple(texts), position).seen
    assert len(seen) == 1  # never one on another
    stop = int(position)
    (text, opacity) = seen[0]
    if position == stop:
        assert (text, opacity) == (texts[stop], 1)
    assert text in (texts[stop], texts[(stop + 1) % len(texts)])
    assert Title(tuple(texts), stop).text == texts[stop]


def test_a_long_title_from_the_command_line_is_painted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    title = "A title of a hundred and fifty letters, no more and no less, " * 2
    title = (title + "which is what a chapter may be called")[:150]
    command = ["diagram", "1,3,1", "--title", title, "-o", "a.png"]
    assert invoke(*command, "--size", "320x180").exit_code == 0
    done = invoke(*command[:3], "x" * 201, *command[4:])
    assert done.exit_code == 2 and "one line of at most 200" in done.stderr


# Signs that no font has

CHINESE = "神经网络"
# Of scripts that few fonts know: a sign that none here has.
RARE = "\U00012f90\U0001e290\U00010570\U00010600"
LEFTWARDS = ["مرحبا", "שלום", "a \u202eb", "x \u05d0 y"]
NOWHERE = next(sign for sign in RARE if not spare_font(sign))
OWN = (
    "from model import Family, Random\nfrom render import Curves, Tour\n"
    "two = Random(Family((1, 1), 'tanh'), 2)\n"
    f"own = Tour(two, Curves(), 'A caption.', {NOWHERE!a})\n"
)


@pytest.mark.parametrize(
    "command",
    [
        ["diagram", "1,3,1", "--title", NOWHERE, "-o", "a.png"],
        ["diagram", "1,3,1", "--title", NOWHERE, "-o", "a.svg", "--text"],
        ["still", "own.py", "-o", "a.pdf"],
        ["sheet", "own.py", "-o", "a.png"],
        ["scene", "own.py", "--size", "64x64"],
        ["deck", "--scenes", "own.py", "-o", "a.html"],
    ],
    ids=ascii,
)
def test_signs_that_the_font_lacks_are_named(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(OWN, "utf-8")
    done = invoke(*command)
    assert done.exit_code == 2
    words = f"title {NOWHERE}: expected signs that DejaVu Sans or another font here"
    assert done.stderr.removeprefix("render: ").removeprefix("--").startswith(words)
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["own.py"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Axis(NOWHERE, -1, 1),
        lambda: Painter((320, 180))(Story("a", "b", (Step(NOWHERE, (1, 1)),)).draw(0)),
        lambda: Painter((320, 180))(plot("curves", NOWHERE)),
        lambda: check_signs(f"a sign: {NOWHERE}"),
        lambda: wrap(NOWHERE, 14, 552),
    ],
    ids=["axis", "heading", "title", "sign", "line"],
)
def test_signs_are_named_wherever_words_are_drawn(make):
    words = f"expected signs that DejaVu Sans or another font here has, which {NOWHERE}"
    with pytest.raises(InputError, match=words):
        make()


@pytest.mark.parametrize("text", LEFTWARDS, ids=ascii)
@pytest.mark.parametrize(
    "make",
    [
        lambda text: Axis(text, -1, 1),
        lambda text: Painter((320, 180))(plot("curves", text)),
        lambda text: Names((text,)),
    ],
    ids=["axis", "title", "input"],
)
def test_words_from_right_to_left_are_refused_not_reversed(make, text):
    with pytest.raises(InputError, match="expected words that run from left to right"):
        make(text)


@pytest.mark.parametrize("title", ["Żółć", "Жизнь ≤ ∞", "façade", "a\tb", "\ud800x"])
def test_signs_that_the_font_has_are_painted(title):
    frame = Painter((320, 180))(plot("curves", title))
    assert np.any(frame[:20] > 100)


def test_captions_may_have_any_sign():
    family, view = FAMILIES["curves"]
    tour = Tour(Random(family, 1), view, CHINESE, "A title")
    assert tour.caption == CHINESE
    Painter((320, 180))(tour.draw(0))


# Grids


def frames_of(figure):
    """Left and bottom, right and top of each frame, in pixels."""
    figure.canvas.draw()
    frames = [axes for axes in figure.findobj(Axes) if axes.axison]
    return np.array([axes.get_window_extent().get_points() for axes in frames])


def test_plots_beside_each_other_are_as_high_whatever_their_titles():
    plots = plot("curves", "Short"), plot("curves", "A title of many words " * 3)
    notes = [replace(one, note=f"{one.title}.") for one in plots]
    first, second = frames_of(draw(Grid(tuple(notes), down=False), (640, 360), DARK))
    np.testing.assert_allclose(first[:, 1], second[:, 1])


@pytest.mark.parametrize("size", [(720, 1280), (512, 512)])
def test_panels_are_below_each_other_unless_the_picture_is_wide(size):
    family, curves = Family((1, 3, 1), "tanh"), Curves()
    both = Tour(Random(family, 2), Panels((curves, curves)))
    sides = Beside([Tour(Random(family, 2), curves)] * 2, title="Both")
    for scene in (both, sides):
        first, second = frames_of(draw(scene.draw(0), size, DARK))
        np.testing.assert_allclose(first[:, 0], second[:, 0])
        assert first[0, 1] > second[1, 1]  # wholly above
        first, second = frames_of(draw(scene.draw(0), size[::-1], DARK))
        assert (first[1, 0] < second[0, 0]) == (size[1] > size[0])

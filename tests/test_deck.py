"""Decks: opened again as files, drawn by LibreOffice, and shown by a browser."""

import pickle
import shutil
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import av
import numpy as np
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from model import Family, Random
from render import (
    LIGHT,
    RETRO,
    Axis,
    Beside,
    Curve,
    Curves,
    Equation,
    Explanation,
    FlatAxes,
    InputError,
    Panels,
    Plot,
    RenderError,
    Step,
    Story,
    Timeline,
    Tour,
)
from render.embed.deck import Untitled, slides, write_deck
from render.stage.painter import Painter
from render.view.diagrams import Diagram
from tests.command import output_of

SIZE = (320, 180)
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NASTY = "<script>alert('1')</script> & \"two\" \x00\x0b\ud800\u2028{{ 3 }}"
CLEAN = "<script>alert('1')</script> & \"two\"     {{ 3 }}"
LINE = (Equation("y", "mx + b"),)
SCENES = {
    "curves": Tour(
        Random(Family((1, 5, 1), "tanh"), 3), Curves(), "Wiggles, and *nothing* else."
    ),
    "nasty": Tour(
        Random(Family((1, 3, 1), "relu"), 2),
        Panels((Diagram(), Curves())),
        caption=NASTY,
        title=NASTY,
    ),
    "decision": Explanation(
        Random(Family((1, 1), "tanh"), 2000), Curves(), ("boundaries", "regions")
    ),
    "story": Story(
        "Drawn",
        "What is new is in colour.",
        (
            Step("One layer", (1, 1)),
            Step("An equation", equations=(LINE,)),
        ),
    ),
}


def write(scenes, path, still=False, reveal=None):
    write_deck(path, scenes, size=SIZE, still=still, reveal=reveal)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """talk.pptx and talk.html, with films; still.pptx and still.html, without."""
    folder = tmp_path_factory.mktemp("decks")
    for name, still in (("talk", False), ("still", True)):
        for kind in ("pptx", "html"):
            write(SCENES, folder / f"{name}.{kind}", still)
    assert len(list(folder.iterdir())) == 4
    return folder


def parts(path, name):
    """The XML of all parts of a .pptx whose names begin like this, in order."""
    with ZipFile(path) as zipped:
        found = [n for n in zipped.namelist() if n.startswith(name)]
        found.sort(key=lambda n: (len(n), n))
        return [etree.fromstring(zipped.read(n)) for n in found if n.endswith(".xml")]


# What is on slides


def test_a_moving_scene_is_one_slide_with_a_film(tmp_path):
    (slide,) = slides(SCENES["curves"], "a", tmp_path, size=SIZE)
    assert slide.title == SCENES["curves"].title
    assert slide.caption == SCENES["curves"].caption
    assert (slide.background, slide.text, slide.seconds) == ("#000000", "#ffffff", 3)
    for words in ("Film of curves", slide.title, slide.caption):
        assert words in slide.alt
    with av.open(slide.film) as film:
        first = next(film.decode(video=0)).to_ndarray(format="rgb24")
    bare = Painter(SIZE)(SCENES["curves"].draw(0).untitled)
    assert np.abs(first - bare.astype(int)).mean() < 3


@pytest.mark.parametrize("still", [False, True])
def test_the_picture_of_a_tour_is_its_poster(tmp_path, still):
    tour = replace(SCENES["curves"], poster=2)
    (slide,) = slides(tour, "a", tmp_path, still, SIZE)
    bare = Painter(SIZE)(tour.draw(2).untitled)
    np.testing.assert_array_equal(picture_of(slide), bare)


def test_pictures_have_no_title_of_their_own(tmp_path):
    (slide,) = slides(SCENES["curves"], "a", tmp_path, True, SIZE)
    plot = SCENES["curves"].draw(0)
    bare = Painter(SIZE)(replace(plot, title=""))
    np.testing.assert_array_equal(
        np.asarray(Image.open(slide.picture).convert("RGB")), bare
    )


def test_stills_have_a_slide_for_each_step_and_one_for_a_tour(tmp_path):
    titles = {
        name: [slide.title for slide in slides(scene, name, tmp_path, True, SIZE)]
        for name, scene in SCENES.items()
    }
    decision = titles.pop("decision")
    assert titles == {
        "curves": ["Hyperbolic tangent 2-layer 1-input 1-output"],
        "nasty": [CLEAN],
        "story": ["One layer", "An equation"],
    }
    assert len(set(decision)) == len(decision) == SCENES["decision"].stops
    for stop, title in enumerate(decision):
        assert title.startswith(SCENES["decision"].heading(stop))


class Ramp:
    """A scene that says no more of itself than it has to."""

    title, caption, stops = "A ramp", "It rises.", 3

    def draw(self, position):
        axes = FlatAxes(Axis("x", 0, 1), Axis("y", 0, 1))
        return Plot(axes, (Curve([0, 1], [0, position / 3]),), self.title)


class Steps(Ramp):
    """A scene with words of their own for its stops, and none in its pictures."""

    def heading(self, stop):
        return ("Low", "", "High")[stop]

    def draw(self, position):
        return replace(super().draw(position), title="")


class Said(Ramp):
    """A scene that says all that it may."""

    pace, style = Timeline(hold=0.5, morph=0.2, fps=10), LIGHT
    kind, is_tour, poster = "sculptures", True, 2


def picture_of(slide):
    return np.asarray(Image.open(slide.picture).convert("RGB"))


def test_a_scene_of_ones_own_is_a_slide(tmp_path):
    (slide,) = slides(Ramp(), "ramp", tmp_path, size=SIZE)
    assert (slide.title, slide.caption, slide.seconds) == ("A ramp", "It rises.", 3)
    assert slide.alt == "Film of curves: A ramp. It rises."
    bare = Painter(SIZE)(Ramp().draw(2).untitled)
    np.testing.assert_array_equal(picture_of(slide), bare)
    with av.open(slide.film) as film:
        assert film.duration / av.time_base == pytest.approx(3, abs=0.05)


def test_a_scene_of_ones_own_has_a_slide_for_each_stop(tmp_path):
    made = slides(Ramp(), "ramp", tmp_path, True, SIZE)
    assert [slide.title for slide in made] == [f"A ramp ({n} of 3)" for n in (1, 2, 3)]
    for stop, slide in enumerate(made):
        assert slide.film is None and slide.alt.startswith("Picture of curves: A ramp")
        bare = Painter(SIZE)(Ramp().draw(stop).untitled)
        np.testing.assert_array_equal(picture_of(slide), bare)


def test_stops_of_ones_own_scene_may_have_headings(tmp_path):
    made = slides(Steps(), "steps", tmp_path, True, SIZE)
    titles = ["A ramp: Low", "A ramp (2 of 3)", "A ramp: High"]
    assert [slide.title for slide in made] == titles


def test_what_a_scene_of_ones_own_says_of_itself_holds(tmp_path):
    (moving,) = slides(Said(), "moving", tmp_path, size=SIZE)
    (still,) = slides(Said(), "still", tmp_path, True, SIZE)
    assert moving.seconds == pytest.approx(3 * 0.5 + 2 * 0.2)
    bare = Painter(SIZE, LIGHT)(Ramp().draw(2).untitled)
    for slide, what in ((moving, "Film"), (still, "Picture")):
        assert slide.alt == f"{what} of sculptures: A ramp. It rises."
        assert slide.background == LIGHT.background
        np.testing.assert_array_equal(picture_of(slide), bare)
    assert still.title == "A ramp"


@pytest.mark.parametrize("still", [False, True])
def test_a_poster_beyond_the_last_stop_is_that(tmp_path, still):
    scene = Said()
    scene.poster = 7  # as of a variant with fewer stops
    (slide,) = slides(scene, "a", tmp_path, still, SIZE)
    bare = Painter(SIZE, LIGHT)(Ramp().draw(2).untitled)
    np.testing.assert_array_equal(picture_of(slide), bare)


BESIDE = Beside([SCENES["curves"], Ramp()], "Two of them.", "Both", down=True)


@pytest.mark.parametrize("still", [False, True])
def test_scenes_beside_each_other_keep_their_own_titles(tmp_path, still):
    first, *others = slides(BESIDE, "both", tmp_path, still, SIZE)
    assert len(others) == (2 if still else 0)
    assert first.title == ("Both (1 of 3)" if still else "Both")
    plot = BESIDE.draw(0 if still else 2)
    assert [part.title for part in plot.plots] == [SCENES["curves"].title, "A ramp"]
    bare = Painter(SIZE)(replace(plot, title=""))
    np.testing.assert_array_equal(picture_of(first), bare)


def test_tours_beside_each_other_are_one_picture(tmp_path):
    both = Beside([SCENES["curves"], SCENES["nasty"]], title="Both")
    (slide,) = slides(both, "both", tmp_path, True, SIZE)
    assert slide.title == "Both"


def test_scenes_beside_each_other_have_the_headings_of_one(tmp_path):
    both = Beside([SCENES["curves"], SCENES["story"]])
    made = slides(both, "both", tmp_path, True, SIZE)
    titles = ["One layer", "An equation (2 of 3)", "An equation (3 of 3)"]
    assert [slide.title for slide in made] == titles


def test_a_deck_holds_scenes_of_ones_own(tmp_path):
    path = tmp_path / "talk.pptx"
    write({"ramp": Ramp(), "said": Said(), "both": BESIDE}, path)
    deck = Presentation(str(path))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == ["A ramp", "A ramp", "Both"]
    write({"ramp": Ramp(), "said": Said()}, tmp_path / "talk.html", still=True)
    assert len(Tags(tmp_path / "talk.html").all("img")) == 4


def test_a_title_of_nothing_is_the_name(tmp_path):
    scene = Story("\x00", "", (Step("", (1, 1)),))
    (slide,) = slides(scene, "name", tmp_path, size=SIZE)
    assert slide.title == "name"


def test_slides_can_be_made_in_another_process(tmp_path):
    make = pickle.loads(pickle.dumps(partial(slides, folder=tmp_path, size=SIZE)))
    made = make(SCENES["story"], "story")
    assert pickle.loads(pickle.dumps(made)) == made


# PowerPoint


@pytest.mark.parametrize(("name", "count"), [("talk", 4), ("still", 8)])
def test_every_slide_has_words_for_all_who_read_it(folder, name, count):
    deck = Presentation(str(folder / f"{name}.pptx"))
    assert len(deck.slides) == count
    assert (deck.slide_width / deck.slide_height) == pytest.approx(16 / 9)
    captions = Counter(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    cleaned = {s.caption if s.caption != NASTY else CLEAN for s in SCENES.values()}
    assert captions.keys() == cleaned
    for slide in deck.slides:
        title, shape = slide.shapes  # nothing else, such as a place to add text
        assert title == slide.shapes.title and title.text
        about = shape._element.nvPicPr.cNvPr.get("descr")
        assert title.text.split(" (")[0] in about
        assert slide.notes_slide.notes_text_frame.text in about
        assert shape.top >= title.height and shape.top + shape.height <= 6_858_000
        assert shape.left >= 0 and shape.left + shape.width <= 12_192_000
    assert CLEAN in [slide.shapes.title.text for slide in deck.slides]


def test_the_background_goes_on_beyond_the_picture(folder):
    deck = Presentation(str(folder / "talk.pptx"))
    for slide in deck.slides:
        poster = Image.open(BytesIO(slide.shapes[1].poster_frame.blob)).convert("RGB")
        color = slide.background.fill.fore_color.rgb
        assert tuple(color) == poster.getpixel((0, 0))
        run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        assert run.font.color.rgb != color


def test_films_start_by_themselves_and_repeat(folder):
    for page in parts(folder / "talk.pptx", "ppt/slides/slide"):
        film = page.find(f".//{P}pic//{P}cNvPr").get("id")
        order = [element.tag for element in page]
        assert order == [f"{P}cSld", f"{P}clrMapOvr", f"{P}timing"]
        ids = [node.get("id") for node in page.iter(f"{P}cTn")]
        assert len(ids) == len(set(ids))
        assert {t.get("spid") for t in page.iter(f"{P}spTgt")} == {film}
        main = page.find(f".//{P}cTn[@nodeType='mainSeq']")
        begin = main.find(f".//{P}cond[@evt='onBegin']/{P}tn")
        assert begin.get("val") == main.get("id")
        effect = main.find(f".//{P}cTn[@presetClass='mediacall']")
        assert effect.get("nodeType") == "afterEffect"
        assert effect.find(f".//{P}cmd").get("cmd") == "playFrom(0.0)"
        media = page.find(f".//{P}video/{P}cMediaNode/{P}cTn")
        assert media.get("repeatCount") == "indefinite"


def test_the_film_in_a_deck_has_its_poster_and_begins_at_its_first_step(folder):
    slide = Presentation(str(folder / "talk.pptx")).slides[3]
    with ZipFile(folder / "talk.pptx") as zipped:
        film = BytesIO(zipped.read("ppt/media/media4.mp4"))
    poster = Image.open(BytesIO(slide.shapes[1].poster_frame.blob)).convert("RGB")
    with av.open(film) as decoded:
        first = next(decoded.decode(video=0)).to_ndarray(format="rgb24")
        length = decoded.duration / av.time_base
    untitled, painter = Untitled(SCENES["story"]), Painter(SIZE, RETRO)
    bare = [painter(untitled.draw(k)) for k in (0, 1)]
    np.testing.assert_array_equal(np.asarray(poster), bare[1])
    assert np.abs(first - bare[0].astype(int)).mean() < 3
    command = slide._element.find(f".//{P}cmd//{P}cTn")
    assert int(command.get("dur")) == pytest.approx(1000 * length, abs=50)


def test_nothing_points_outside_and_stills_have_no_films(folder):
    for name, media in (("talk", 4), ("still", 0)):
        with ZipFile(folder / f"{name}.pptx") as zipped:
            names = zipped.namelist()
            for rels in (n for n in names if n.endswith(".rels")):
                assert b"External" not in zipped.read(rels)
        assert sum(n.endswith(".mp4") for n in names) == media
    for page in parts(folder / "still.pptx", "ppt/slides/slide"):
        assert page.find(f".//{P}timing") is None


def test_decks_say_nothing_of_who_made_them_and_when(folder):
    path = folder / "talk.pptx"
    about = Presentation(str(path)).core_properties
    assert about.title and not (about.author or about.last_modified_by)
    with ZipFile(path) as zipped:
        assert {entry.date_time[0] for entry in zipped.infolist()} == {1980}
        assert not any("printer" in name for name in zipped.namelist())


@pytest.mark.parametrize("kind", ["pptx", "html"])
def test_twice_the_same_is_the_same_bytes(folder, tmp_path, kind):
    again = tmp_path / f"again.{kind}"
    write(SCENES, again, True)
    assert again.read_bytes() == (folder / f"still.{kind}").read_bytes()


@pytest.mark.skipif(not shutil.which("soffice"), reason="no soffice")
@pytest.mark.skipif(not shutil.which("pdfimages"), reason="no pdfimages")
def test_libreoffice_shows_a_picture_on_every_slide(folder, tmp_path):
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    decks = [folder / "talk.pptx", folder / "still.pptx"]
    command = ["soffice", home, "--headless", "--convert-to", "pdf", *decks]
    output_of(*command, cwd=tmp_path)
    for name, count in (("talk", 4), ("still", 8)):
        listed = output_of("pdfimages", "-list", tmp_path / f"{name}.pdf")
        rows = [line.split() for line in listed.splitlines()[2:]]
        shown = {int(page) for page, _, kind, *_ in rows if kind == "image"}
        assert shown == set(range(1, count + 1))


# HTML


class Tags(HTMLParser):
    """Every start tag with its attributes, and the text within each kind of tag."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.words, self._open = [], [], ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data):
        if data.strip():
            self.words.append((self._open, data))

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_a_page_holds_everything_itself(folder):
    page = Tags(folder / "talk.html")
    assert len(page.all("section")) == len(page.all("video")) == 4
    for film in page.all("video"):
        assert {"data-autoplay", "loop", "muted", "playsinline", "controls"} <= set(
            film
        )
        assert film["poster"].startswith("data:image/png;base64,")
        assert film["src"].startswith("data:video/mp4;base64,")
        assert film["aria-label"].startswith("Film of ")
    still = Tags(folder / "still.html")
    assert len(still.all("img")) == len(still.all("section")) == 8
    assert [picture for picture in still.all("img") if not picture["alt"]] == []
    for name, attrs in page.tags + still.tags:
        for key in {"src", "href", "poster"} & attrs.keys():
            assert attrs[key].startswith("data:"), name


def test_words_are_text_in_a_page(folder):
    page = Tags(folder / "talk.html")
    assert len(page.all("script")) == 2
    joined = {
        tag: "".join(w for t, w in page.words if t == tag) for tag in ("h2", "aside")
    }
    assert [tag for tag, words in joined.items() if CLEAN not in words] == []
    assert CLEAN in page.all("video")[1]["aria-label"]


def test_a_folder_of_reveal_goes_into_the_page(tmp_path):
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "reveal.css").write_text(".reveal { color: red }")
    (tmp_path / "dist" / "reveal.js").write_text("Reveal = '</script><!--<b>'")
    write({"a": SCENES["story"]}, tmp_path / "a.html", True, tmp_path)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert r"Reveal = '\x3C/script>\x3C!--<b>'" in page
    assert ".reveal { color: red }" in page and "Reveal.initialize(" in page


@pytest.fixture
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no chromium")
    with playwright.sync_playwright() as api:
        browser = api.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--mute-audio"]
        )
        yield browser
        browser.close()


def playing(page):
    """Which films are playing, by number."""
    films = "[...document.querySelectorAll('video')]"
    flags = page.evaluate(f"{films}.map(film => !film.paused && film.currentTime > 0)")
    return [number for number, flag in enumerate(flags) if flag]


def plays(page, number):
    """Whether a film, and no other, plays within ten seconds."""
    for _ in range(100):
        if playing(page) == [number]:
            return True
        page.wait_for_timeout(100)
    return False


def test_a_browser_plays_the_film_that_is_seen(folder, browser):
    page, said, asked = browser.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    url = (folder / "talk.html").as_uri()
    page.goto(url)
    assert plays(page, 0)
    for key, number in (("ArrowRight", 1), ("End", 3), ("PageUp", 2), ("Home", 0)):
        page.keyboard.press(key)
        assert plays(page, number)
    note = page.locator("aside").first
    assert not note.is_visible()
    page.keyboard.press("n")
    assert note.is_visible()
    assert said == []
    assert [request for request in asked if not request.startswith("data:")] == [url]


def test_nothing_plays_by_itself_where_motion_is_unwelcome(folder, browser):
    page = browser.new_page(reduced_motion="reduce")
    page.goto((folder / "talk.html").as_uri())
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert playing(page) == []
    page.locator("video").nth(1).focus()
    page.keyboard.press("Space")  # the film's own key
    assert plays(page, 1)


# What cannot be


@pytest.mark.parametrize(
    ("name", "expected"),
    [("talk.pdf", "ends in .pptx or .html"), ("none/talk.pptx", "folder that exists")],
)
def test_a_path_that_cannot_be_is_named(tmp_path, name, expected):
    with pytest.raises(InputError, match=f"out .*{expected}"):
        write(SCENES, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_without_python_pptx_a_page_is_offered(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(InputError, match=r"\.html, or python-pptx to be installed: "):
        write(SCENES, tmp_path / "talk.pptx")


def test_a_folder_without_reveal_is_named(tmp_path):
    with pytest.raises(InputError, match=r"reveal .*npm pack"):
        write(SCENES, tmp_path / "talk.html", reveal=tmp_path)


class Broken:
    """A scene whose last picture cannot be drawn."""

    title, caption, stops = "broken", "", 3

    def draw(self, position):
        if position == 2:
            raise RenderError("it is broken")
        return SCENES["curves"].draw(position)


@pytest.mark.parametrize("kind", ["pptx", "html"])
@pytest.mark.parametrize("still", [False, True])
def test_an_older_deck_survives_a_failure(tmp_path, kind, still):
    path = tmp_path / f"talk.{kind}"
    path.write_text("older")
    with pytest.raises(RenderError):
        write({"a": SCENES["curves"], "b": Broken()}, path, still)
    assert path.read_text() == "older" and list(tmp_path.iterdir()) == [path]

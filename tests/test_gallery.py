"""The gallery: what is on the page, and what it does in a browser."""

import json
import math
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest

from model import Family, Random
from render import (
    Axis,
    Beside,
    Curve,
    Curves,
    Diagram,
    FlatAxes,
    InputError,
    Plot,
    RenderError,
    Surface,
    Surfaces,
    Timeline,
    Tour,
)
from render.embed.gallery import write_gallery
from render.embed.snippets import Piece, snippets
from render.make.find import Script
from render.scene.scenes import is_tour, poster_of
from render.stage.painter import Painter
from tests.command import LIBRARY
from tests.making import produce

NASTY = """It's "<script>alert(1)</script>" & [100%] of $x_1$, ~{a}^\\b,
`on` *two* lines"""
IN_A_LINE = NASTY.replace("\n", " ")
MARKED = (
    'It\'s "\\<script\\>alert(1)\\</script\\>" \\& \\[100%\\] of \\$x\\_1\\$, '
    "\\~\\{a\\}\\^\\\\b, \\`on\\` \\*two\\* lines"
)
PIECE = Piece(
    "a_b",
    'The "title" & <more>',
    IN_A_LINE,
    {ending: f"a_b.{ending}" for ending in ("mp4", "gif", "png")},
)
VOID = {"meta", "link", "img", "source"}


class Page(HTMLParser):
    """The elements of a page, (tag, attributes); all are closed in order."""

    def __init__(self, path):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def write_record(folder, name, endings=("gif", "mp4", "png"), **fields):
    """A record, and its files with nothing much in them."""
    files = [f"{name}.{ending}" for ending in endings]
    for file in files:
        (folder / file).write_bytes(b"0" * 600_000)
    fields = {"scene": name, "title": f"The {name}", "files": files, **fields}
    (folder / f"{name}.json").write_text(json.dumps(fields), encoding="utf-8")


def names(page):
    return [article["id"] for article in Page(page).all("article")]


def chapters(page):
    """The names of the scenes in each chapter, by the chapter's own."""
    found = {}
    for tag, attributes in Page(page).elements:
        if tag == "section" and attributes["class"] == "chapter":
            found[attributes["id"]] = scenes = []
        if tag == "article":
            scenes.append(attributes["id"])
    return found


def links(page):
    """The places in a page that it links to."""
    hrefs = [link["href"] for link in Page(page).all("a")]
    return [href[1:] for href in hrefs if href.startswith("#")]


def test_scenes_are_in_the_order_of_the_explanation_and_others_after_them(tmp_path):
    for name in ("zebra", "tanh_3layer", "apple", "network_story", "linear_1layer"):
        write_record(tmp_path, name)
    page = write_gallery(tmp_path, LIBRARY.scripts)
    assert page == tmp_path / "index.html"
    ours = ["linear_1layer", "tanh_3layer", "network_story"]
    assert names(page) == [*ours, "apple", "zebra"]


def test_scripts_are_chapters(tmp_path):
    for name in "abcd":
        write_record(tmp_path, name)
    ramp = Ramp()
    lines = {"c": ramp, "a": ramp}
    scripts = [
        Script("empty", "Nothing", "Nothing at all.", {"missing": ramp}),
        Script("lines", "Straight <lines>", "They & all else.", lines),
        Script("curved", "Curves", "", {"d": ramp, "missing": ramp}),
    ]
    page = write_gallery(tmp_path, scripts)
    own = {"chapter-lines": ["c", "a"], "chapter-curved": ["d"]}
    assert chapters(page) == own | {"more-scenes": ["b"]}
    assert [place for place in links(page) if place in chapters(page)] == [
        *chapters(page)
    ]
    text = page.read_text("utf-8")
    assert "Straight &lt;lines&gt;</h2>" in text and "They &amp; all else." in text
    assert "Nothing" not in text


def test_a_page_of_one_chapter_has_no_list_of_them(tmp_path):
    write_record(tmp_path, "own")
    page = write_gallery(tmp_path, LIBRARY.scripts)
    assert chapters(page) == {"more-scenes": ["own"]} and not Page(page).all("nav")
    assert "<h2" in page.read_text("utf-8")


def opening(page):
    """The films that a page opens with, by the scenes that they lead to."""
    films, place = {}, ""
    for tag, attributes in Page(page).elements:
        if tag == "main":
            return films
        place = attributes["href"][1:] if tag == "a" else place
        if tag == "video":
            films[place] = attributes


def test_the_page_opens_with_its_best_films(tmp_path):
    made = {"c.png": {"stop": 3}, "c.mp4": {}}
    pace = {"hold": [1, 2], "morph": 0.5, "loop": False}
    for name in "abcdefg":
        write_record(tmp_path, name, made=made, timeline=pace)
    write_record(tmp_path, "e", ["gif", "png"])
    (tmp_path / "e.mp4").unlink()
    page = write_gallery(tmp_path, best=["c", "missing", "e", "a", "b"])
    films = opening(page)
    assert list(films) == ["c", "a", "b"]
    for name, film in films.items():
        assert (film["poster"], name in names(page)) == (f"{name}.png", True)
        assert {"muted", "loop", "playsinline"} <= film.keys()
        assert not {"controls", "autoplay"} & film.keys()
        assert (film["preload"], film["tabindex"]) == ("none", "-1")
    starts = [float(film["data-start"]) for film in films.values()]
    assert starts == [1 + 2 + 2 + 3 * 0.5, 0, 0]


@pytest.mark.parametrize("best", [(), "ab", "abcd", "xyz"])
def test_a_page_of_few_films_opens_with_its_first_chapter(tmp_path, best):
    for name in "abcdef":
        write_record(tmp_path, name)
    assert opening(write_gallery(tmp_path, best=best)) == {}


def test_the_best_films_are_scenes():
    assert len(LIBRARY.best) >= 3 and set(LIBRARY.best) <= LIBRARY.scenes.keys()


def test_what_is_known_of_a_scene_is_on_its_card(tmp_path):
    write_record(
        tmp_path,
        "a",
        stops=49,
        stop="network",
        layers=[2, 11, 9, 1],
        activation="tanh",
        timeline={"hold": 0.5, "morph": 0.5, "fps": 30, "loop": False},
        frames={"width": 1920, "height": 1080},
    )
    unknown = {"layers": "?", "timeline": None}
    write_record(tmp_path, "b", ["png"], stops=1, stop="network", **unknown)
    different = {"layers": [1, 3, 1], "activation": ["relu", "tanh"]}
    write_record(tmp_path, "c", ["png"], stops=2, stop="network", **different)
    write_record(tmp_path, "d", ["png"], stops=5, stop="step")
    write_record(tmp_path, "e", ["png"], stops=1, stop="step")
    own = {"activation": [{"kind": "Activation", "name": "bump"}, "identity"]}
    write_record(tmp_path, "f", ["png"], stops=3, stop="network", **own)
    several = {"activation": [["relu", "tanh"], ["tanh", "tanh"]]}
    write_record(tmp_path, "g", ["png"], stops=4, stop="network", **several)
    page = write_gallery(tmp_path, LIBRARY.scripts)
    text = page.read_text(encoding="utf-8")
    assert "48 s · 49 networks · 2-11-9-1 · tanh" in text
    assert "1 network<" in text
    assert "5 steps<" in text and "1 step<" in text
    assert "2 networks · 1-3-1 · relu, tanh" in text
    assert "3 networks · bump, identity" in text
    assert "4 networks<" in text
    assert "MP4</a> 0.6 MB" in text
    (video,) = Page(page).all("video")
    assert (video["width"], video["height"]) == ("1920", "1080")
    assert video["preload"] == "none" and "autoplay" not in video


# Posters


TOURS = {
    name: scene
    for name, scene in LIBRARY.scenes.items()
    if is_tour(scene) and isinstance(scene.draw(0), Plot)
}


@pytest.mark.parametrize("name", TOURS)
def test_posters_of_tours_are_neither_empty_nor_flat_nor_edge_on(name):
    plot = TOURS[name].draw(poster_of(TOURS[name]))
    shown = [m for m in plot.marks if isinstance(m, Curve | Surface)]
    heights = np.concatenate([np.ravel(mark.y) for mark in shown])
    heights = heights[np.isfinite(heights)]  # curves may be in pieces
    low, high = plot.axes.y.low, plot.axes.y.high
    assert np.ptp(np.clip(heights, low, high)) > 0.45 * (high - low)
    if isinstance(shown[0], Surface):
        paint, size = Painter((320, 180)), 320 * 180
        with_, without = (
            paint(replace(plot, marks=marks)) for marks in (tuple(shown), ())
        )
        assert (with_ != without).any(axis=2).sum() > 0.11 * size


class Ramp:
    """A scene that says no more of itself than it has to."""

    title, caption, stops = "A ramp", "It rises.", 3

    def draw(self, position):
        axes = FlatAxes(Axis("x", 0, 1), Axis("y", 0, 1))
        return Plot(axes, (Curve([0, 1], [0, position / 3]),), self.title)


class Said(Ramp):
    """A scene that says all that the page tells."""

    is_tour, pace = True, Timeline(hold=2)

    def facts(self):
        return {"layers": [1, 2, 3], "activation": ["relu", "tanh"], "own": 4}


def test_scenes_of_ones_own_have_cards(tmp_path):
    both = Beside([CURVES, Ramp()], "Side by side.", "Both")
    scenes = {"ramp": Ramp(), "said": Said(), "both": both}
    for name, scene in scenes.items():
        produce(scene, name, tmp_path, ["gif"], size=(64, 36))
    page = write_gallery(tmp_path, [Script("own", "Own", "", scenes)])
    assert names(page) == list(scenes)
    text = page.read_text("utf-8")
    assert (
        ">3 s · 3 steps<" in text and ">6 s · 3 networks · 1-2-3 · relu, tanh<" in text
    )
    assert "A ramp" in text and "It rises." in text and "Side by side." in text
    # As they are scripted; and not if the script says otherwise.
    assert text.count("render scene ") == 3
    scenes |= {"said": CURVES, "both": Beside([CURVES, CURVES], both.caption, "Both")}
    page = write_gallery(tmp_path, [Script("own", "Own", "", scenes)])
    assert page.read_text("utf-8").count("render scene ") == 1


def test_every_address_is_relative_and_exists(tmp_path):
    write_record(tmp_path, "50% & #1?", ["gif", "mp4", "webm", "webp", "pdf", "png"])
    write_record(tmp_path, "größer", ["gif", "png"])
    page = write_gallery(tmp_path, LIBRARY.scripts)
    addresses = [
        attributes[key]
        for _, attributes in Page(page).elements
        for key in ("src", "href", "poster", "data-other")
        if key in attributes
    ]
    files = [a for a in addresses if not a.startswith(("#", "data:image/svg+xml,"))]
    assert len(files) > 12
    for address in files:
        assert not {":", "?", "#"} & set(address)
        assert (tmp_path / unquote(address)).exists()


def test_files_that_are_gone_are_left_out(tmp_path):
    write_record(tmp_path, "a")
    write_record(tmp_path, "only_a_picture", ["png"])
    write_record(tmp_path, "nothing")
    (tmp_path / "a.mp4").unlink()
    for ending in ("gif", "mp4", "png"):
        (tmp_path / f"nothing.{ending}").unlink()
    page = write_gallery(tmp_path, LIBRARY.scripts)
    assert names(page) == ["a", "only_a_picture"]
    assert not Page(page).all("video")
    assert ".mp4" not in page.read_text(encoding="utf-8")


def test_a_moving_picture_stands_still_until_it_is_asked(tmp_path):
    write_record(tmp_path, "a", ["gif", "png"])
    (image,) = Page(write_gallery(tmp_path, LIBRARY.scripts)).all("img")
    assert (image["src"], image["data-other"]) == ("a.png", "a.gif")


@pytest.mark.parametrize(
    "text",
    [
        *["", "no json", "[" * 200_000, "[]", "{}"],
        *['{"scene": "other"}', '{"scene": "x", "files": 3}'],
    ],
)
def test_what_is_no_record_is_passed_over(tmp_path, text):
    write_record(tmp_path, "a", kind=7, caption=None, stops="many", frames=[])
    (tmp_path / "x.json").write_text(text)
    (tmp_path / "y.json").mkdir()
    assert names(write_gallery(tmp_path, LIBRARY.scripts)) == ["a"]


@pytest.mark.parametrize(
    "fields",
    [
        {"stops": 10**400},
        {"frames": {"width": float("inf"), "height": 1}},
        {"timeline": {"hold": "1", "morph": "2", "loop": 0}},
        {"timeline": {"hold": [], "morph": 1, "loop": 0}, "stops": 10**9},
        {"made": {"a.png": {"stop": 10**400}}, "timeline": {"hold": 1, "morph": 1}},
        {"made": {"a.png": {"stop": 2}}, "timeline": {"hold": 1e999, "morph": 1}},
        {"made": {"a.png": {"stop": 2}}, "timeline": {"hold": [None], "morph": []}},
        {"title": "\ud800", "kind": "\udfff", "activation": "\0", "layers": [1]},
        {"layers": "\ud800", "network": 3},
    ],
)
def test_a_record_of_nonsense_does_no_harm(tmp_path, fields):
    write_record(tmp_path, "a", **fields)
    for name in "bcdef":
        write_record(tmp_path, name)
    page = write_gallery(tmp_path, LIBRARY.scripts, "abc")
    assert names(page) == list("abcdef")
    for film in opening(page).values():
        assert math.isfinite(float(film["data-start"]))


def test_files_of_other_folders_are_not_shown(tmp_path):
    folder = tmp_path / "output"
    folder.mkdir()
    write_record(folder, "a", ["png"], files=["a.png", "..", "../a.gif", 3])
    (tmp_path / "a.gif").write_bytes(b"")
    page = Page(write_gallery(folder, LIBRARY.scripts))
    hrefs = [link["href"] for link in page.all("a")]
    assert hrefs == ["#the-scenes", "a.png", "a.json"]


def test_a_folder_of_frames_is_linked_to(tmp_path):
    write_record(tmp_path, "a", ["png"], files=["a", "a.png"])
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "00000.png").write_bytes(b"0" * 2000)
    text = write_gallery(tmp_path, LIBRARY.scripts).read_text(encoding="utf-8")
    assert '<a href="a/">Frames</a> 2 KB' in text


def test_a_folder_without_scenes_is_named(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(InputError, match=r"output .*made by render scene"):
            write_gallery(folder, LIBRARY.scripts)
    assert list(tmp_path.iterdir()) == []


def test_an_older_page_stays_if_writing_fails(tmp_path, monkeypatch):
    write_record(tmp_path, "a")
    before = write_gallery(tmp_path, LIBRARY.scripts).read_bytes()
    write_record(tmp_path, "b")
    files = sorted(tmp_path.iterdir())

    def write_half(path, text, encoding, errors):
        path.write_bytes(text.encode(encoding)[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", write_half)
    with pytest.raises(RenderError, match="No space left"):
        write_gallery(tmp_path, LIBRARY.scripts)
    assert (tmp_path / "index.html").read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_snippets_are_right_in_their_languages():
    found = snippets(PIECE)
    label = (
        "It&#x27;s &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot; &amp; [100%] of "
        "$x_1$, ~{a}^\\b, `on` *two* lines"
    )
    assert found["HTML"] == (
        '<video src="a_b.mp4" poster="a_b.png" controls loop muted playsinline '
        f'aria-label="{label}" style="max-width: 100%"></video>'
    )
    assert found["Markdown"] == f"![{MARKED}](a_b.gif)"
    less, more, tilde = r"\textless{}", r"\textgreater{}", r"\textasciitilde{}"
    caption = (
        rf"""It's "{less}script{more}alert(1){less}/script{more}" \& [100\%] of """
        rf"\$x\_1\$, {tilde}\{{a\}}\textasciicircum{{}}\textbackslash{{}}b, "
        r"`on` *two* lines"
    )
    assert found["LaTeX"] == (
        "\\begin{figure}\n  \\centering\n"
        "  \\includegraphics[width=\\linewidth]{a_b.png}\n"
        f"  \\caption{{{caption}}}\n  \\label{{fig:a_b}}\n\\end{{figure}}"
    )
    assert found["reveal.js"] == (
        "<section>\n  <h2>The &quot;title&quot; &amp; &lt;more&gt;</h2>\n"
        '  <video data-autoplay loop muted playsinline src="a_b.mp4" '
        f'poster="a_b.png" aria-label="{label}"></video>\n</section>'
    )
    assert found["Quarto"] == (
        f"::: {{#fig-a-b}}\n\n{{{{< video a_b.mp4 >}}}}\n\n{MARKED}\n\n:::"
    )


@pytest.mark.parametrize(
    ("endings", "shown"),
    [
        (["webm"], {"HTML": "a_b.webm", "Markdown": "a_b.webm", "LaTeX": None}),
        (["gif"], {"HTML": "a_b.gif", "Quarto": "a_b.gif", "LaTeX": None}),
        (["png"], {"HTML": "a_b.png", "reveal.js": "a_b.png", "Quarto": "a_b.png"}),
        (["pdf", "png"], {"LaTeX": "a_b.pdf", "Markdown": "a_b.png"}),
    ],
)
def test_snippets_make_do_with_the_files_there_are(endings, shown):
    files = {ending: f"a_b.{ending}" for ending in endings}
    found = snippets(replace(PIECE, files=files))
    for kind, file in shown.items():
        assert file in found[kind] if file else kind not in found


@pytest.mark.parametrize("start", ["1.", "-", "(a)", ":", "|", "%"])
def test_a_caption_starts_no_list_or_table_in_quarto(start):
    caption = snippets(replace(PIECE, caption=f"{start} word"))["Quarto"]
    assert f"\n{start[:-1]}\\{start[-1]} word\n" in caption


# In a browser

needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="no chromium"
)
FILM, AWAY = "document.querySelector('.film')", (5, 5)
SIZE, BRIEF = (320, 180), Timeline(hold=0.6)
CURVES = Tour(Random(Family((1, 3, 1), "tanh"), 3), Curves(), "Curves.", poster=1)
SHOWN = {
    "curves_": CURVES,
    "surfaces_": Tour(Random(Family((2, 3, 1), "tanh"), 2), Surfaces(), "Hills."),
    "nasty": replace(CURVES, caption=NASTY, title='"<script>alert(2)</script>" & <b>'),
    "diagrams_": Tour(Random(Family((1, 3, 1), "tanh"), 2), Diagram(), "Drawn."),
}


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    """A page with three films, which it opens with, a moving picture and two others."""
    folder = tmp_path_factory.mktemp("gallery")
    for name, scene in SHOWN.items():
        formats = ["gif"] if name == "diagrams_" else ["gif", "mp4"]
        produce(scene, name, folder, formats, BRIEF, SIZE)
    for name, size in (("still_tall", (180, 320)), ("still_wide", (320, 90))):
        produce(CURVES, name, folder, ["pdf"], BRIEF, size)
    own = {name: SHOWN[name] for name in ("curves_", "diagrams_")}
    scripts = [Script("own", "Our own", "Lines.", own)]
    return write_gallery(folder, scripts, ["surfaces_", "nasty", "curves_"])


@pytest.fixture(scope="module")
def chromium():
    """A browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()


@pytest.fixture
def open_page(gallery, chromium):
    """A function that opens the page; nothing may go wrong in it or leave its folder.

    Its arguments: what is added to the address, a script to run before the page's
    own, and what kind of person is looking.
    """
    contexts, troubles, requests = [], [], []

    def open_one(hash="", before="", **person):
        context = chromium.new_context(
            viewport={"width": 1300, "height": 900}, **person
        )
        contexts.append(context)
        context.add_init_script(before)
        context.on("request", lambda request: requests.append(request.url))
        context.on("console", lambda message: troubles.append(message.text))
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        context.on(
            "dialog", lambda dialog: (troubles.append("alert"), dialog.dismiss())
        )
        page = context.new_page()
        page.goto(gallery.as_uri() + hash)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not troubles
    inside = (gallery.parent.as_uri() + "/", "data:image/svg+xml,")
    assert requests and all(url.startswith(inside) for url in requests)


def until(page, condition):
    """Wait until a condition holds; of v, the first film, if it is about one."""
    page.wait_for_function(f"() => {{ const v = {FILM}; return {condition} }}")


@needs_chromium
def test_every_film_plays_when_it_is_asked_to(open_page):
    page = open_page()
    videos = page.locator(".film")
    assert videos.count() == 3
    for number in range(3):
        video = videos.nth(number)
        assert video.evaluate("v => v.paused && v.readyState === 0")
        video.evaluate("v => v.play()")
        until(page, f"document.querySelectorAll('.film')[{number}].currentTime > 0.1")
        seconds = SHOWN[["curves_", "nasty", "surfaces_"][number]].stops * 0.6
        assert video.evaluate("v => v.duration") == pytest.approx(seconds, abs=0.05)
        assert video.evaluate("v => v.videoWidth") == 320


@needs_chromium
def test_a_moving_picture_moves_when_it_is_asked_to(open_page):
    page = open_page()
    image, button = page.locator(".flip img"), page.locator(".flip button")
    for src, label in (("gif", "Stop"), ("png", "Play")):
        button.click()
        assert image.get_attribute("src") == f"diagrams_.{src}"
        assert button.inner_text() == label
        until(page, "document.querySelector('.flip img').naturalWidth")


@needs_chromium
def test_captions_and_titles_are_text(open_page):
    page = open_page()
    card = page.locator("#nasty")
    assert card.locator("figcaption p").inner_text() == IN_A_LINE
    assert card.locator("h3").inner_text() == SHOWN["nasty"].title
    assert card.locator(".film").get_attribute("aria-label") == IN_A_LINE
    assert page.locator("script").count() == 1


@needs_chromium
@pytest.mark.parametrize("clipboard", ["clipboard", "undefined"])
def test_copy_copies(open_page, clipboard):
    before = f"""window.clipboard = navigator.clipboard;
        Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }});"""
    page = open_page(before=before, permissions=["clipboard-read", "clipboard-write"])
    files = {ending: f"nasty.{ending}" for ending in ("gif", "mp4", "png")}
    piece = Piece("nasty", SHOWN["nasty"].title, IN_A_LINE, files)
    page.locator("#nasty summary").click()
    assert page.locator("#nasty .copy").count() == 5
    for kind, text in snippets(piece).items():
        button = page.locator(f"#nasty .copy[data-kind='{kind}']")
        button.click()
        button.get_by_text("Copied").wait_for()
        assert page.locator("#the-news").inner_text() == f"{kind} copied"
        assert button.evaluate("b => b === document.activeElement")
        assert page.evaluate("clipboard.readText()") == text


@needs_chromium
def test_chapters_are_gone_to(open_page):
    page = open_page(reduced_motion="reduce")
    page.set_viewport_size({"width": 400, "height": 300})
    for name in ("Our own", "More scenes"):
        page.get_by_role("link", name=name).click()
        box = page.get_by_role("heading", name=name).bounding_box()
        assert 0 <= box["y"] < 150


# The films that the page opens with


OPENING = "[...document.querySelectorAll('.opening video')]"
STILL = f"{OPENING}.every(film => film.paused)"
MOVING = f"{OPENING}.every(film => !film.paused && film.currentTime > 0.2)"


@needs_chromium
def test_the_best_films_play_until_they_are_paused_or_gone(open_page):
    page = open_page(reduced_motion="no-preference")
    until(page, f"{OPENING}.length === 3 && {MOVING}")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(page, STILL)
    page.evaluate("scrollTo(0, 0)")
    until(page, f"!{STILL}")
    page.get_by_role("button", name="Pause").click()
    until(page, STILL)
    page.mouse.wheel(0, 900)
    page.mouse.wheel(0, -900)
    page.wait_for_timeout(500)
    assert page.evaluate(STILL)
    page.locator(".opening button").press("Enter")
    until(page, f"!{STILL}")


@needs_chromium
def test_the_best_films_begin_where_their_posters_are(gallery, chromium):
    record = json.loads((gallery.parent / "curves_.json").read_text("utf-8"))
    assert record["made"]["curves_.png"]["stop"] == 1  # at 0.6 of 1.8 seconds
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(gallery.as_uri())
    # What the page still stops as it opens is asked to play once more.
    plays = "film.play().catch(() => {}), !film.paused && film.readyState >= 2"
    page.wait_for_function(f"() => {{ const film = {OPENING}[2]; return {plays} }}")
    assert 0.5 < page.evaluate(f"{OPENING}[2].currentTime") < 1.7
    page.close()


@needs_chromium
def test_the_best_films_stand_still_where_motion_is_unwelcome(open_page):
    page = open_page(reduced_motion="reduce")
    page.wait_for_timeout(500)
    unread = f"{OPENING}.every(film => film.readyState === 0)"
    assert page.evaluate(STILL) and page.evaluate(unread)
    page.locator(".opening button").click()  # wanted after all
    until(page, MOVING)


@needs_chromium
@pytest.mark.parametrize("width", [360, 1400])
def test_no_picture_is_cropped_whatever_its_shape(open_page, width):
    page = open_page(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    shapes = {"still_tall": 180 / 320, "still_wide": 320 / 90, "nasty": 320 / 180}
    for name, shape in shapes.items():
        media = page.locator(f"#{name} :is(.film, img:not(.paper))")
        media.scroll_into_view_if_needed()
        box = media.bounding_box()
        assert box["width"] / box["height"] == pytest.approx(shape, rel=0.02)
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    fits = f"new Set({OPENING}.map(film => getComputedStyle(film).objectFit))"
    assert page.evaluate(f"[...{fits}]") == ["contain"]


@needs_chromium
def test_tab_reaches_everything_in_order(open_page):
    page = open_page()
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true })"
    )
    wanted = page.evaluate(
        "window.wanted = [...document.querySelectorAll"
        "('a[href], button, .film, summary')]; wanted.length"
    )
    reached = []
    while not reached or reached[-1] != wanted - 1:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("wanted.indexOf(document.activeElement)"))
        assert len(reached) < 10 * wanted
    assert list(dict.fromkeys(reached)) == list(range(wanted))
    width = "getComputedStyle(document.activeElement).outlineWidth"
    assert page.evaluate(width) == "3px"


HAVING_CONTROLS = (
    "[...document.querySelectorAll('video')]"
    ".filter(film => film.controls).map(film => film.closest('article').id)"
)


@needs_chromium
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_posters_have_no_controls_until_they_are_wanted(open_page, motion):
    page = open_page(reduced_motion=motion)
    assert page.evaluate(HAVING_CONTROLS) == []
    page.hover("#nasty .film")
    assert page.evaluate(HAVING_CONTROLS) == ["nasty"]
    page.mouse.move(*AWAY)
    page.wait_for_function(f"() => {HAVING_CONTROLS}.length === 0")
    page.focus("#surfaces_ .film")
    assert page.evaluate(HAVING_CONTROLS) == ["surfaces_"]
    page.keyboard.press("Space")
    page.wait_for_function("() => !document.querySelector('#surfaces_ .film').paused")
    page.keyboard.press("Space")
    page.focus("#surfaces_ summary")
    page.wait_for_function(f"() => {HAVING_CONTROLS}.length === 0")


@needs_chromium
def test_a_tap_plays_a_film_and_gives_it_controls(open_page):
    page = open_page(reduced_motion="reduce", has_touch=True)
    page.tap("#nasty .film")
    page.wait_for_timeout(500)
    page.wait_for_function(
        "() => document.querySelector('#nasty .film').currentTime > 0"
    )
    assert not page.evaluate("document.querySelector('#nasty .film').paused")
    assert page.evaluate(HAVING_CONTROLS) == ["nasty"]


@needs_chromium
def test_a_film_plays_while_the_pointer_rests_on_it(open_page):
    page = open_page(reduced_motion="no-preference")
    page.hover(".film")
    until(page, "!v.paused && v.currentTime > 0")
    page.mouse.move(*AWAY)
    until(page, "v.paused")


@needs_chromium
def test_who_stops_a_film_has_stopped_it(open_page):
    page = open_page(reduced_motion="no-preference")
    page.hover(".film")
    until(page, "!v.paused")
    page.click(".film")
    until(page, "v.paused")
    page.mouse.move(*AWAY)
    page.hover(".film")
    page.wait_for_timeout(500)
    assert page.evaluate(f"{FILM}.paused")


@needs_chromium
def test_who_starts_a_film_has_started_it(open_page):
    page = open_page(reduced_motion="no-preference")
    page.locator(".film").first.focus()
    page.keyboard.press("Space")
    until(page, "!v.paused")
    page.hover(".film")
    page.mouse.move(*AWAY)
    page.wait_for_timeout(500)
    assert not page.evaluate(f"{FILM}.paused")


@needs_chromium
def test_nothing_plays_by_itself_where_motion_is_unwelcome(open_page):
    page = open_page(reduced_motion="reduce")
    page.hover(".film")
    page.wait_for_timeout(600)
    assert page.evaluate(f"{FILM}.paused && {FILM}.readyState === 0")
    transition = "getComputedStyle(document.querySelector('button')).transitionDuration"
    assert page.evaluate(transition) == "0s"


@needs_chromium
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_text_stands_out_and_nothing_is_cut_off(open_page, scheme, width):
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    colours = page.evaluate(
        """[...document.querySelectorAll(
          'h1, h2, h3, h4, p, li, a, code, summary, button')].map(element => {
          let under = element;
          while (getComputedStyle(under).backgroundColor === 'rgba(0, 0, 0, 0)')
            under = under.parentElement;
          return [getComputedStyle(element).color,
                  getComputedStyle(under).backgroundColor];
        })"""
    )
    assert len(colours) > 50
    for text, under in set(map(tuple, colours)):
        assert contrast(text, under) >= 4.5


def contrast(one, other):
    """How far two colours, rgb(r, g, b), are apart, as WCAG 2.2 defines it."""
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    parts = colour.partition("(")[2].rstrip(")").split(",")[:3]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(part) / 255 for part in parts)
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b

"""Fonts: words in a font of one's own, and in those that have a sign."""

import json
import os
import pickle
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from pptx import Presentation

from model import Family, Random
from render import DARK, Curves, InputError, Plot, Timeline, Tour, find_font, paint
from render.embed.deck import write_deck
from render.make.film import Film
from render.make.key import key
from render.make.worker import packed
from render.plot.axes import Axis, FlatAxes
from render.style.themes import safe
from render.type import fonts
from render.type.typeset import extent, outline, runs, set_in, width, wrap
from tests.command import invoke, output_of
from tests.fonts import EM, HEIGHT, LATIN, make_font

SMALL = ["--size", "320x180"]
APL = "\N{APL FUNCTIONAL SYMBOL I-BEAM}"  # in DejaVu Sans Mono, not in DejaVu Sans
CUNEIFORM = "\N{CUNEIFORM SIGN A}"
TWO = Random(Family((1, 2, 1), "tanh"), 2)
PACE = Timeline(hold=0.2, morph=0, fps=10)


@pytest.fixture
def boxes(tmp_path):
    """A font whose signs are boxes."""
    return find_font(str(make_font(tmp_path / "boxes.ttf")))


def film(style=DARK, title="A title"):
    return Film(Tour(TWO, Curves(), "A caption.", title), PACE, (160, 90), style)


# Words are as wide as the font says


@pytest.mark.parametrize("advance", [300, 500, 900])
def test_widths_are_those_of_the_font(tmp_path, advance):
    font = find_font(str(make_font(tmp_path / "a.ttf", advance=advance)))
    with set_in([font, fonts.DEJAVU]):
        (left, low), (right, high) = extent("Boxes", "plain")
        assert (left, low, right, high) == pytest.approx(
            (0, 0, 5 * advance / EM, HEIGHT / EM), abs=1e-3
        )
        # a space is as wide as a box
        assert width("ab cd", "plain") == pytest.approx(5 * advance / EM, abs=1e-3)
        lines = wrap("abcd " * 12, 10, 10 * 9 * advance / EM + 0.1)
        assert set(lines) == {"abcd abcd"}
    assert width("Boxes", "plain") != pytest.approx(5 * advance / EM, abs=0.01)


def test_pixels_are_those_of_the_font(boxes):
    style = replace(DARK, font=boxes, title_size=40.0)
    axes = FlatAxes(Axis("x", 0, 1), Axis("y", 0, 1))
    for size in ((800, 450), (1600, 900)):  # 8 inches long: 100 and 200 pixels an inch
        frame = paint(Plot(axes, (), title="MMMM"), size, style)
        with_title = frame[: int(0.28 * size[1])].max(axis=2) > 128
        rows, columns = map(np.flatnonzero, (with_title.any(1), with_title.any(0)))
        pixels = 40 * size[0] / 8 / 72  # a size of the type
        assert np.ptp(columns) + 1 == pytest.approx(4 * 0.5 * pixels, abs=2)
        assert np.ptp(rows) + 1 == pytest.approx(0.7 * pixels, abs=2)
        middle = (columns[0] + columns[-1] + 1) / 2
        assert middle == pytest.approx(size[0] / 2, abs=2)


def test_mathematics_keeps_its_font_and_is_as_high_as_words(boxes):
    usual, x = outline("$x$"), extent("x", "plain")[1, 1]
    with set_in([boxes, fonts.DEJAVU]):
        own, box = outline("$x$"), extent("x", "plain")[1, 1]
    by = box / x
    np.testing.assert_allclose(own.vertices, by * usual.vertices, atol=1e-6)


def test_signs_that_a_font_lacks_are_in_the_next(boxes):
    with set_in([boxes, fonts.DEJAVU]):
        parts = runs(f"ab Жé{APL}c", "plain")
    names = [(part.text, part.font.name) for part in parts]
    mono = "DejaVu Sans Mono"
    assert names[:2] == [("ab ", "Boxes"), ("Жé", "DejaVu Sans")]
    assert names[2:] == [(APL, mono), ("c", "Boxes")]
    assert parts[1].start == pytest.approx(3 * 0.5, abs=1e-3)
    assert [part.start for part in parts] == sorted(part.start for part in parts)


def test_marks_are_in_the_font_of_their_letter(tmp_path):
    signs = LATIN + "\N{COMBINING DIAERESIS}"
    font = find_font(str(make_font(tmp_path / "a.ttf", signs=signs)))
    with set_in([font, fonts.DEJAVU]):
        parts = runs("a\N{COMBINING DIAERESIS}Ж\N{COMBINING DIAERESIS}", "plain")
    assert [len(part.text) for part in parts] == [2, 2]


def test_fonts_are_in_force_only_for_a_while(boxes):
    before = extent("Boxes", "plain").tolist()
    with pytest.raises(KeyError), set_in([boxes]):
        raise KeyError
    assert extent("Boxes", "plain").tolist() == before
    frames = [
        paint(film(style).scene.draw(0), (160, 90), style)
        for style in (DARK, replace(DARK, font=boxes), DARK)
    ]
    assert np.array_equal(frames[0], frames[2])
    assert not np.array_equal(frames[0], frames[1])


# What a font decides


def test_a_fonts_file_decides_the_key_and_its_place_does_not(tmp_path):
    def key_of(path):
        return key(film(replace(DARK, font=find_font(str(path)))))

    one = make_font(tmp_path / "one.ttf")
    (tmp_path / "far").mkdir()
    same = shutil.copy(one, tmp_path / "far" / "other.ttf")
    other = make_font(tmp_path / "two.ttf", advance=510)  # of the same name
    keys = [key(film()), key_of(one), key_of(other)]
    assert len(set(keys)) == 3 and key_of(same) == keys[1]


def test_records_name_fonts_and_what_is_in_their_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_font(tmp_path / "boxes.ttf")
    command = ["scene", "tanh_1layer", "--networks", "1", "--format", "png", *SMALL]
    done = invoke(*command, "--font", "boxes.ttf", "--title", f"Signs {APL}")
    assert done.exit_code == 0, done.output
    style = json.loads(Path("output/tanh_1layer.json").read_text("utf-8"))["style"]
    digest = find_font("boxes.ttf").digest
    assert style["font"] == {"name": "Boxes", "digest": digest}
    (spare,) = style["spare_fonts"]
    assert spare["name"] == "DejaVu Sans Mono" and len(spare["digest"]) == 32
    assert str(tmp_path) not in json.dumps(style)
    done = invoke(*command, "--font", "boxes.ttf", "--title", f"Signs {APL}")
    assert "1 of 1 up to date" in done.stderr
    make_font(tmp_path / "boxes.ttf", advance=400)
    done = invoke(*command, "--font", "boxes.ttf", "--title", f"Signs {APL}")
    assert done.exit_code == 0 and "up to date" not in done.stderr


def test_films_have_the_fonts_that_their_words_need_and_no_others():
    assert film(title="Ünïcödé ≤ Жα").style is DARK
    (spare,) = film(title=f"A {APL}{APL}").style.spare_fonts
    assert spare.name == "DejaVu Sans Mono"
    assert film(safe(DARK)).style.spare_fonts == ()


PAINT = """
import pickle, sys
from render.errors import RenderError
from render.make.worker import paint_chunk
try:
    frames = paint_chunk(sys.stdin.buffer.read(), [0.0], lambda done, total: None)
    print("painted", frames[0].sum())
except RenderError as error:
    print(error)
"""


def test_a_worker_without_the_font_is_refused(tmp_path):
    def painted():
        with (tmp_path / "film").open("rb") as sent:
            return output_of(sys.executable, "-c", PAINT, stdin=sent, env=os.environ)

    path = make_font(tmp_path / "a.ttf")
    asked = film(replace(DARK, font=find_font(str(path))))
    (tmp_path / "film").write_bytes(packed(asked))
    frame = paint(asked.scene.draw(0), asked.size, asked.style)
    assert painted() == f"painted {frame.sum()}\n"
    make_font(path, advance=520)  # other bytes
    words = f"font Boxes: expected the file of digest {asked.style.font.digest[:8]}"
    assert painted() == f"{words} on every machine that works\n"
    assert pickle.loads(packed(asked)).style == asked.style


# Where fonts are asked for


@pytest.mark.parametrize(
    "command",
    [
        ["still", "tanh_1layer", "-o", "a.png"],
        ["still", "tanh_1layer", "-o", "a.pdf"],
        ["still", "tanh_3layer_inside", "-o", "a.svg", "--text"],
        ["sheet", "tanh_1layer", "--networks", "2", "-o", "a.png"],
        ["diagram", "2,3,1", "--title", "Words", "-o", "a.svg"],
        ["deck", "--scenes", "network_story", "--still", "-o", "a.html"],
    ],
    ids=" ".join,
)
def test_every_command_takes_a_font(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    make_font(tmp_path / "boxes.ttf")
    contents = []
    for font in ([], ["--font", "boxes.ttf"]):
        done = invoke(*command, *SMALL, *font)
        assert (done.exit_code, done.stderr.count("\n")) == (0, 0), done.output
        contents.append(Path(command[command.index("-o") + 1]).read_bytes())
    assert contents[0] != contents[1]
    if "--text" in command:
        assert b"font-family: 'Boxes'" in contents[1]


def test_fonts_are_known_by_name():
    font = find_font("dejavu serif")
    assert font.name == "DejaVu Serif" and font.bold.name == font.name
    assert font.bold.digest != font.digest
    with set_in([font, fonts.DEJAVU]):
        assert width("Bold", "bold") > width("Bold", "plain")
        (part,) = runs("Bold", "bold")
    assert part.font == font.bold and part.font.weight == "bold"


def test_a_theme_in_a_file_has_a_font_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "looks").mkdir()
    make_font(tmp_path / "looks" / "boxes.ttf")
    theme = tmp_path / "looks" / "mine.toml"
    still = ["still", "tanh_1layer", "-o", "a.png", *SMALL, "--theme", theme]
    pictures = []
    for line in ("", 'font = "boxes.ttf"', 'font = "DejaVu Serif"'):
        theme.write_text(line)
        assert invoke(*still).exit_code == 0
        pictures.append(Path("a.png").read_bytes())
    assert len(set(pictures)) == 3
    for line in ('font = "nowhere.ttf"', "font = 3", "spare_fonts = []", 'font = ""'):
        theme.write_text(line)
        done = invoke(*still)
        assert done.exit_code == 2 and done.stderr.count("\n") == 1
        assert Path("a.png").read_bytes() == pictures[-1]


def broken(path, keep):
    content = make_font(path).read_bytes()
    path.write_bytes(content[: int(keep * len(content))])


def without_outlines(path):
    font = TTFont(make_font(path))
    for name in font.getGlyphOrder():
        font["glyf"][name] = font["glyf"][".notdef"]
    font.save(path)


WRONG = {
    "nowhere.ttf": (lambda path: None, "a file of at most 100,000,000 bytes"),
    "folder.ttf": (lambda path: path.mkdir(), "a file of at most 100,000,000 bytes"),
    "pipe.ttf": (os.mkfifo, "a file of at most 100,000,000 bytes"),
    "empty.otf": (lambda path: path.touch(), "a font that is whole"),
    "words.ttf": (lambda path: path.write_text("font"), "a font that is whole"),
    "cut.ttf": (lambda path: broken(path, 0.2), "a font that is whole"),
    "letters.ttf": (
        lambda path: make_font(path, signs=LATIN.replace("7", "")),
        "a font with outlines of all Latin letters and digits",
    ),
    "greek.ttf": (
        lambda path: make_font(path, signs="ΔΘΛ0123456789"),
        "a font with outlines of all Latin letters and digits",
    ),
    "clear.ttf": (
        without_outlines,
        "a font with outlines of all Latin letters and digits",
    ),
    "DejaVu Snas": (lambda path: None, "DejaVu Sans"),
    "zzzzqqqq": (lambda path: None, "one of the "),
    "": (lambda path: None, "one of the "),
    "fonts/a.woff": (
        lambda path: None,
        "the name of a font of this system, or a .ttf or .otf",
    ),
    "STIXNonUnicode": (lambda path: None, "a font with outlines of all Latin"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_fonts_are_refused_in_a_line(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    make, words = WRONG[name]
    make(tmp_path / name)
    before = sorted(tmp_path.iterdir())
    done = invoke("still", "tanh_1layer", "-o", "a.png", "--font", name)
    assert done.exit_code == 2
    assert done.stderr.startswith(
        f"render: --font {name or repr('')}: expected {words}"
    )
    assert done.stderr.count("\n") == 1 and sorted(tmp_path.iterdir()) == before


def test_large_files_are_not_read(tmp_path):
    path = tmp_path / "large.ttf"
    with path.open("wb") as file:
        file.truncate(fonts.MOST_BYTES + 1)
    with pytest.raises(InputError, match="at most 100,000,000 bytes"):
        find_font(str(path))


@pytest.mark.parametrize("font", ["DejaVu Serif", 3, Path("a.ttf")])
def test_a_style_has_fonts_that_were_found(font):
    with pytest.raises(InputError, match="what find_font gives"):
        replace(DARK, font=font)


def test_damaged_fonts_are_refused_or_drawn(tmp_path, caplog):
    content = make_font(tmp_path / "a.ttf").read_bytes()
    random = np.random.default_rng(5)
    plot = film().scene.draw(0)
    for number in range(40):
        spoilt = bytearray(content)
        for place in random.integers(len(spoilt), size=random.choice([1, 3, 30])):
            spoilt[place] = random.integers(256)
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(spoilt)
        try:
            style = replace(DARK, font=find_font(str(path)))
        except InputError:
            continue
        paint(plot, (160, 90), style)
        fonts.is_embeddable(style.font)
    assert not caplog.records


# Fonts of the system


SYSTEM = """
import json, sys
from render import DARK, Curves, Timeline, Tour, paint
from render.embed.deck import write_deck
from render.make.film import Film
from render.make.key import key
from pptx import Presentation

from model import Family, Random
tour = Tour(Random(Family((1, 2, 1), "tanh"), 1), Curves(), "b", sys.argv[1])
film = Film(tour, Timeline(), (320, 180), DARK)
frame = paint(tour.draw(0), film.size, film.style)
names = [font.name for font in film.style.spare_fonts]
print(json.dumps([key(film), names, int(frame[:17].sum())]))
"""


def test_fonts_of_the_system_have_what_ours_lacks(tmp_path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    seen = []
    for advance in (600, 900):
        make_font(folder / "a.ttf", "A Sans", advance, signs=CUNEIFORM)
        words = output_of(sys.executable, "-c", SYSTEM, CUNEIFORM * 3, env=environment)
        seen.append(json.loads(words))
    (one, names, ink), (other, _, more) = seen
    assert names == ["A Sans"] and one != other
    assert more == pytest.approx(1.5 * ink, rel=0.1)  # boxes as wide again by half


def test_titles_of_slides_have_the_font_and_nothing_of_its_name_is_obeyed(tmp_path):
    name = "A'; color: red; \"><script>Boxes"
    font = find_font(str(make_font(tmp_path / "a.ttf", name)))
    scenes, styles = {"a": film().scene}, {"a": replace(DARK, font=font)}
    for deck in ("a.pptx", "a.html"):
        write_deck(tmp_path / deck, scenes, styles, (160, 90), still=True)
    (slide,) = Presentation(tmp_path / "a.pptx").slides
    (run,) = slide.shapes.title.text_frame.paragraphs[0].runs
    assert run.font.name == "A color red scriptBoxes"
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "font-family: 'A color red scriptBoxes', sans-serif\"" in page

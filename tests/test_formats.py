"""What becomes of a scene: formats, budgets, sheets, and what suits programs."""

import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image

from model import Family, Random
from render import Curves, InputError, Surfaces, Timeline, Tour
from render.check import check
from render.embed.snippets import Piece, snippets
from render.encode.coding import PLAIN, Coding
from render.encode.formats import ENDINGS, FORMATS
from render.encode.ladder import RATES
from render.make.presets import PRESETS, Preset
from render.make.stills import write_sheet
from render.stage.painter import Painter
from render.style.themes import DARK, PRINT, THEMES, TRANSPARENT
from tests.command import output_of
from tests.making import names, produce

SIZE = (320, 180)
tour = Tour(Random(Family((1, 5, 1), "tanh"), 3, seed=4), Curves())
hills = Tour(Random(Family((2, 5, 2), "tanh"), 2), Surfaces(n_lines=21))


def made(folder, name):
    return json.loads((folder / "a.json").read_text("utf-8"))["made"][name]


# A format is one object


def test_names_and_endings_are_no_formats_twice():
    assert len(ENDINGS) == len(FORMATS) + 1  # the poster's
    for what in ("name", "label", "ending"):
        words = [getattr(format, what).lower() for format in ENDINGS.values()]
        assert len({*words}) == len(words)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with a file in each format, 800 pixels wide."""
    folder = tmp_path_factory.mktemp("files")
    produce(tour, "a", folder, list(FORMATS), Timeline(hold=0.5), (800, 450))
    return folder


def size_and_count(path):
    """Width and height of a file's pictures, and how many there are."""
    if path.suffix in (".gif", ".webp", ".apng", ".png"):
        with Image.open(path) as picture:
            return (*picture.size, getattr(picture, "n_frames", 1))
    with av.open(path) as film:
        context = film.streams.video[0].codec_context
        return context.width, context.height, len(list(film.decode(video=0)))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_what_its_format_says(files, ending):
    format, path = ENDINGS[ending], files / f"a{ending}"
    assert format.is_film >= format.is_picture
    assert bool(format.coarser) == format.is_film
    assert bool(format.write) != bool(format.write_pages)
    assert path.is_dir() == (not ending) == (not format.check)
    if format.check:
        assert re.match(format.sign, path.read_bytes(), re.DOTALL)
        findings = format.check(path)
        assert findings.facts and not findings.faults
    if format.write and format.check:
        width, height, count = size_and_count(path)
        assert width == format.width((800, 450), PLAIN)
        assert (width < 800) == format.is_picture
        assert height == round(width * 9 / 16)
        assert (count >= 3) == format.is_film
        assert format.width((800, 450), Coding(width=80)) == 80


def test_signs_are_of_one_kind_alone(files):
    for ending, format in ENDINGS.items():
        for other in ENDINGS.keys() - {"", ending}:
            agrees = re.match(
                format.sign, (files / f"a{other}").read_bytes(), re.DOTALL
            )
            both_png = {ending, other} == {".png", ".apng"}
            assert bool(agrees) == (both_png or not ending)


@pytest.mark.parametrize("kind", [k for k, f in FORMATS.items() if f.is_film])
def test_pages_play_every_film(files, kind):
    piece = Piece("a", "A film", "", {kind: f"a.{kind}"})
    shown = (piece.moving, piece.film) if FORMATS[kind].is_picture else (piece.film, "")
    assert shown == (f"a.{kind}", "")
    assert f'src="a.{kind}"' in snippets(piece)["HTML"]
    for browser in ("web", "reveal"):
        assert not check(files / f"a.{kind}", PRESETS[browser]).faults


@pytest.mark.parametrize("theme", THEMES)
def test_every_format_in_every_theme_plays(tmp_path, theme):
    style = THEMES[theme]
    clear = [kind for kind in FORMATS if kind not in ("gif", "mp4")]
    formats = clear if style.is_clear else tuple(FORMATS)
    produce(hills, "a", tmp_path, formats, size=SIZE, style=style)
    made = {"a.json", "a.png", "a", *(f"a.{kind}" for kind in formats if kind != "png")}
    assert set(names(tmp_path)) == made
    for path in tmp_path.iterdir():
        if path.is_file():
            report = check(path)
            assert not report.faults
            assert ("transparency" in report.facts) == (theme + path.suffix == CLEAR)
    with Image.open(tmp_path / "a" / "00001.png") as picture:
        assert picture.mode == ("RGBA" if style.is_clear else "RGB")


CLEAR = "transparent.webm"


@pytest.mark.parametrize("kind", ["gif", "mp4"])
def test_what_cannot_be_clear_is_refused(tmp_path, kind):
    words = f"format {kind}: expected webm, webp, apng, png"
    with pytest.raises(InputError, match=words):
        produce(tour, "a", tmp_path, [kind], size=SIZE, style=TRANSPARENT)
    assert not names(tmp_path)


def test_what_is_usual_for_clear_pictures_can_be_clear(tmp_path):
    produce(tour, "a", tmp_path, size=SIZE, style=TRANSPARENT)
    assert names(tmp_path) == ["a.json", "a.png", "a.webm", "a.webp"]


def test_a_pdf_has_a_page_for_each_stop_and_is_the_same_again(tmp_path):
    twice = [tmp_path / name for name in ("one", "two")]
    for folder in twice:
        produce(tour, "a", folder, ["pdf"], size=SIZE)
    data, again = [(folder / "a.pdf").read_bytes() for folder in twice]
    assert data == again
    assert len(re.findall(rb"/Type /Page\b", data)) == 3
    strokes = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    drawn = {zlib.adler32(stroke) for stroke in strokes if len(stroke) > 2000}
    assert len(drawn) >= 3  # a curve of its own on each


# Contact sheets


def of(n):
    """The tour with another number of networks."""
    return replace(tour, networks=replace(tour.networks, n=n))


def test_a_sheet_has_every_stop_in_its_place(tmp_path):
    """The pictures in it are those that frames of its size show, but for the titles."""
    write_sheet(hills, tmp_path / "sheet.png", SIZE)
    with Image.open(tmp_path / "sheet.png") as picture:
        sheet = np.asarray(picture.convert("RGB")).astype(int)
    assert sheet.shape[1] == 2 * SIZE[0]
    for stop in range(2):
        frame = Painter(SIZE)(hills.draw(stop).untitled).astype(int)
        column = sheet[:, stop * SIZE[0] : (stop + 1) * SIZE[0]]
        off = np.abs(column[-SIZE[1] :] - frame).max(axis=-1)
        assert (off > 40).mean() < 0.01
        number = column[-SIZE[1] - 12 : -SIZE[1], :40]  # above it
        assert number.max() > 100


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
@pytest.mark.parametrize("networks", [1, 3])
def test_sheets_of_any_number_of_stops(tmp_path, kind, networks):
    path = tmp_path / f"sheet.{kind}"
    write_sheet(of(networks), path, (160, 90), PRINT)
    first = path.read_bytes()
    assert not check(path).faults
    write_sheet(of(networks), path, (160, 90), PRINT)
    assert path.read_bytes() == first


def test_a_sheet_of_too_many_stops(tmp_path):
    with pytest.raises(InputError, match="sheet of 401: expected a scene of at most"):
        write_sheet(of(401), tmp_path / "a.png", SIZE, DARK)


# Budgets

GLIDE = Timeline(hold=0.2, morph=0.4, fps=30)
FILMS = ["gif", "mp4", "webm", "webp", "apng"]
RARE = ("webp", "apng")


def made_of(folder, kind):
    """Pictures a second while gliding, and the width of what was made."""
    path = folder / f"a.{kind}"
    if FORMATS[kind].is_picture:
        with Image.open(path) as picture:
            delays = []
            for number in range(picture.n_frames):
                picture.seek(number)
                picture.load()
                delays.append(picture.info["duration"] / 1000)
            width = picture.width
    else:
        with av.open(path) as film:
            stream = film.streams.video[0]
            times = [float(f.pts * f.time_base) for f in film.decode(stream)]
            delays, width = np.diff(times), stream.codec_context.width
    return 1 / np.median(delays), width


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with a film of every kind."""
    folder = tmp_path_factory.mktemp("whole")
    produce(hills, "a", folder, FILMS, GLIDE, (480, 270))
    return folder


FEW_BYTES = [
    pytest.param(kind, share, marks=[pytest.mark.slow] * (share < 0.5 or kind in RARE))
    for kind in FILMS
    for share in (0.5, 0.3)
]


@pytest.mark.parametrize(("kind", "share"), FEW_BYTES)
def test_a_film_has_no_more_bytes_than_it_may(whole, tmp_path, kind, share):
    most = int(share * (whole / f"a.{kind}").stat().st_size)
    produce(hills, "a", tmp_path, [kind], GLIDE, (480, 270), most_bytes=most)
    assert names(tmp_path) == ["a." + end for end in sorted([kind, "json", "png"])]
    assert 0.3 * most < (tmp_path / f"a.{kind}").stat().st_size <= most
    words = made(tmp_path, f"a.{kind}")["fitted"]
    rate, width = made_of(tmp_path, kind)
    said = re.match(r"([\d.]+) pictures a second(?:, (\d+) pixels wide)?", words)
    assert rate == pytest.approx(float(said[1]), rel=0.06)
    assert width == int(said[2] or 480)
    if width < 480:  # the width is lowered only when the rate is at its lowest
        assert float(said[1]) == min(RATES)


def test_what_lasts_less_than_the_slowest_rate_can_be_made_smaller_too(tmp_path):
    quick = Timeline(hold=0, morph=0.05, fps=60)
    produce(hills, "a", tmp_path, ["gif"], quick, SIZE)
    most = int(0.8 * (tmp_path / "a.gif").stat().st_size)
    produce(hills, "a", tmp_path, ["gif"], quick, SIZE, most_bytes=most)
    assert (tmp_path / "a.gif").stat().st_size <= most


@pytest.mark.parametrize(
    "timeline",
    [
        Timeline(0, 0.2, 120),
        Timeline(0.017, 0, 60),
        Timeline(1 / 3, 1 / 3, 59.94, loop=True),
        Timeline(0.01, 0.1, 50, loop=True),
    ],
)
def test_films_of_any_pace_play(tmp_path, timeline):
    produce(tour, "a", tmp_path, FILMS, timeline, SIZE)
    for kind in FILMS:
        assert not check(tmp_path / f"a.{kind}").faults


def test_a_film_that_is_small_enough_is_left_alone(tmp_path):
    produce(tour, "a", tmp_path / "one", ["gif"], size=SIZE)
    produce(tour, "a", tmp_path / "two", ["gif"], size=SIZE, most_bytes=10**6)
    one, two = [(tmp_path / f / "a.gif").read_bytes() for f in ("one", "two")]
    assert one == two
    assert "fitted" not in made(tmp_path / "two", "a.gif")


def test_a_hard_cut_has_no_rate_to_lower(tmp_path):
    produce(tour, "a", tmp_path, ["mp4"], size=(640, 360))
    most = int(0.6 * (tmp_path / "a.mp4").stat().st_size)
    produce(tour, "a", tmp_path, ["mp4"], size=(640, 360), most_bytes=most)
    words = made(tmp_path, "a.mp4")["fitted"]
    assert "pixels wide" in words and "second" not in words
    assert (tmp_path / "a.mp4").stat().st_size <= most


def test_a_budget_that_cannot_be_met_leaves_the_older_files(tmp_path):
    produce(tour, "a", tmp_path, ["gif"], size=SIZE)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(InputError, match=r"max-bytes 300: expected at least \d+ for a"):
        produce(tour, "a", tmp_path, ["gif"], size=SIZE, most_bytes=300)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


# Presets


@pytest.mark.slow
@pytest.mark.parametrize("name", PRESETS)
def test_what_is_made_for_a_program_is_what_it_takes(tmp_path, name):
    preset = PRESETS[name]
    assert {f".{kind}" for kind in preset.formats} <= {*preset.takes}
    style = THEMES[preset.theme] if preset.theme else None
    produce(
        hills,
        "a",
        tmp_path,
        preset.formats,
        size=preset.size,
        style=style,
        picture_width=preset.picture_width,
        most_bytes=preset.most_bytes,
    )
    for kind in preset.formats:
        assert not check(tmp_path / f"a.{kind}", preset).faults
    if preset.picture_width:
        with Image.open(tmp_path / "a.gif") as gif:
            assert gif.width == preset.picture_width


def test_presets_say_what_they_choose_and_why():
    assert PRESETS["google-slides"].choice == (
        "gif, 960 wide, 20 pictures a second, at most 50 MB"
    )
    assert PRESETS["print"].choice == "pdf, theme print"
    assert Preset().formats == ()
    assert [p.reason for p in PRESETS.values() if not p.reason.endswith(".")] == []


def test_pictures_are_as_wide_as_they_are_asked_to_be(tmp_path):
    kinds = ["gif", "webp", "apng", "mp4"]
    produce(tour, "a", tmp_path, kinds, size=SIZE, picture_width=200)
    for kind in kinds[:3]:
        with Image.open(tmp_path / f"a.{kind}") as picture:
            assert picture.width == 200
    with av.open(tmp_path / "a.mp4") as film:
        assert film.streams.video[0].codec_context.width == SIZE[0]
    widths = [made(tmp_path, f"a.{kind}")["width"] for kind in kinds]
    assert widths == [200, 200, 200, SIZE[0]]


def test_the_pages_of_a_pdf_are_what_poppler_draws(tmp_path):
    import shutil

    if not shutil.which("pdftoppm"):
        pytest.skip("no pdftoppm")
    produce(tour, "a", tmp_path, ["pdf"], size=(640, 360), style=PRINT)
    command = ["pdftoppm", "-r", "80", "-png", tmp_path / "a.pdf", tmp_path / "p"]
    output_of(*command)
    for stop in range(3):
        frame = Painter((640, 360), PRINT)(tour.draw(stop)).astype(int)
        with Image.open(tmp_path / f"p-{stop + 1}.png") as picture:
            page = np.asarray(picture.convert("RGB")).astype(int)
        assert page.shape == frame.shape
        assert (np.abs(page - frame).max(axis=-1) > 128).mean() < 0.02


@pytest.mark.parametrize("asked", [{"most_bytes": 3000}, {"formats": ("gif", "pdf")}])
def test_what_is_made_after_the_film_can_be_stopped_too(tmp_path, asked):
    finished = []

    def progress(done, total):
        if finished and done:
            raise KeyboardInterrupt
        finished.extend([1] * (done == total))

    asked = {"formats": ["gif"]} | asked
    with pytest.raises(KeyboardInterrupt):
        produce(tour, "a", tmp_path, size=SIZE, progress=progress, **asked)
    assert not names(tmp_path)


FULL = (
    "import resource; from render.__main__ import run\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
    "run()"
)


@pytest.mark.parametrize(
    "command",
    [
        "still tanh_3layer -o a.pdf",
        "scene tanh_classifier --format pdf --output .",
        "deck -o a.pptx --scenes perceptron --still",
        *(
            pytest.param(command, marks=pytest.mark.slow)
            for command in (
                "still tanh_3layer -o a.svg",
                "still tanh_3layer -o a.png",
                "sheet tanh_classifier -o a.pdf",
                "deck -o a.html --scenes perceptron --still",
            )
        ),
    ],
)
def test_a_full_disk_gets_one_line(tmp_path, command):
    done = subprocess.run(
        [sys.executable, "-c", FULL, *command.split()],
        capture_output=True,
        cwd=tmp_path,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("render: ") and "File too large" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not names(tmp_path)

"""The command line, as it is typed."""

import json
import os
import re
import signal
import subprocess
import sys

import numpy as np
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from render.cli import main
from render.encode.formats import FORMATS
from render.errors import InputError
from render.scene.variants import vary
from tests.command import LIBRARY, output_of

QUICK = ["--networks", "2", "--size", "160x90"]


def test_list_names_every_scene_with_its_caption(run):
    result = run("list")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    for name, scene in LIBRARY.scenes.items():
        assert name in words and scene.caption in words


@pytest.mark.parametrize("name", main.commands)
def test_every_command_has_help_that_shows_it_in_use(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert len(main.commands[name].get_short_help_str()) > 20
    if name != "list":
        assert f"render {name}" in result.stdout
    for option in main.commands[name].params:
        assert option.param_type_name == "argument" or option.help


def test_help_shows_the_commands_in_use(run):
    assert "render still tanh_3layer -o" in run("--help").stdout
    result = run()
    assert result.exit_code == 0 and "render list" in result.stdout


@pytest.mark.parametrize("command", [["--help"], ["list"], ["scene", "--help"]])
def test_help_and_list_do_not_wait_for_matplotlib(command):
    code = (
        "import sys; from render.__main__ import run\n"
        f"sys.argv[1:] = {command!r}\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "assert 'matplotlib' not in sys.modules and 'contourpy' not in sys.modules"
    )
    output_of(sys.executable, "-c", code)


def test_a_scene_makes_its_files(run, tmp_path):
    result = run("scene", "tanh_1layer", *QUICK)
    assert result.exit_code == 0, result.output
    made = {path.name for path in (tmp_path / "output").iterdir()}
    assert made == {f"tanh_1layer.{kind}" for kind in ("gif", "mp4", "png", "json")}
    assert {line.rpartition("/")[2] for line in result.stdout.split()} == made


def test_options_reach_the_record(run, tmp_path):
    result = run(
        *("scene", "tanh_3layer", "linear_1layer", "--format", "gif", "--seed", "7"),
        *("--hold", "0.5", "--morph", "0.1", "--fps", "20", "--loop", *QUICK),
        *("--output", "talk", "--layers", "1,4,4,2", "--activation", "ReLU"),
    )
    assert result.exit_code == 0, result.output
    for name in ("tanh_3layer", "linear_1layer"):
        record = json.loads((tmp_path / "talk" / f"{name}.json").read_text())
        assert record["title"] == "Rectified linear 3-layer 1-input 2-output"
        assert (record["seed"], record["stops"]) == (7, 2)
        assert (record["layers"], record["activation"]) == ([1, 4, 4, 2], "relu")
        assert record["timeline"] == {
            "hold": 0.5,
            "morph": 0.1,
            "fps": 20,
            "loop": True,
        }
    assert not list((tmp_path / "talk").glob("*.mp4"))


def test_steps_have_a_pace_of_their_own_and_say_which_network(run, tmp_path):
    quick = "--format gif --size 64x64 --fps 4"
    assert run("scene", "perceptron", "tanh_1layer", *quick.split()).exit_code == 0
    output = tmp_path / "output"
    steps, tour = (
        json.loads((output / f"{name}.json").read_text())
        for name in ("perceptron", "tanh_1layer")
    )
    assert (steps["timeline"]["hold"], steps["timeline"]["morph"]) == (2, 0.5)
    assert (tour["timeline"]["hold"], tour["timeline"]["morph"]) == (1, 0)
    assert steps["parts"] == ["boundaries", "regions"]
    assert (steps["stop"], tour["stop"]) == ("step", "network")
    assert steps["network"] == f"network {LIBRARY.scenes['perceptron'].chosen}"
    assert "network" not in tour and "parts" not in tour


@pytest.mark.slow
def test_all_is_every_scene(run, tmp_path):
    quick = "--format gif --networks 1 --size 64x64 --morph 0"
    result = run("all", *quick.split(), "--regions", "--activation", "relu")
    assert result.exit_code == 0, result.output
    assert {p.stem for p in (tmp_path / "output").glob("*.gif")} == set(LIBRARY.scenes)


@pytest.mark.parametrize(
    "scene", ["tanh_3layer_3output", "tanh_3layer_2input", "logistic_1layer"]
)
def test_any_tour_as_a_classifier(run, tmp_path, scene):
    for options in ("", "--regions", "--margin"):
        folder = options.strip("-") or "plain"
        command = ["scene", scene, *QUICK, "--morph", "0.2", *options.split()]
        result = run(*command, "--output", folder)
        assert result.exit_code == 0, result.output
    films = {(f / f"{scene}.gif").read_bytes() for f in tmp_path.iterdir()}
    assert len(films) == 3


def test_files_are_the_same_however_many_scenes_are_rendered_at_a_time(run, tmp_path):
    for jobs in ("1", "2"):
        names = ("tanh_1layer", "linear_1layer", "logistic_1layer_2input")
        result = run("scene", *names, *QUICK, "--jobs", jobs, "--output", jobs)
        assert result.exit_code == 0, result.output
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()


def test_what_suits_a_program_is_chosen_unless_told_otherwise(run, tmp_path):
    options = ["tanh_1layer", "--networks", "2", "--output", "a"]
    assert run("scene", *options, "--for", "impress").exit_code == 0
    record = json.loads((tmp_path / "a" / "tanh_1layer.json").read_text("utf-8"))
    assert record["files"] == ["tanh_1layer.gif", "tanh_1layer.png"]
    assert record["made"]["tanh_1layer.gif"]["width"] == 960
    assert record["timeline"]["fps"] == 20
    options += ["--for", "impress", "--format", "webp", "--size", "640x360"]
    assert (
        run("scene", *options, "--fps", "25", "--picture-width", "320").exit_code == 0
    )
    record = json.loads((tmp_path / "a" / "tanh_1layer.json").read_text("utf-8"))
    assert record["files"] == ["tanh_1layer.webp", "tanh_1layer.png"]
    assert record["made"]["tanh_1layer.webp"]["width"] == 320
    assert record["timeline"]["fps"] == 25
    assert record["frames"]["width"] == 640


@pytest.mark.parametrize(
    ("options", "background"),
    [
        ([], (4, 37, 58)),  # the story's own
        (["--theme", "dark"], (0, 0, 0)),
        (["--theme", "light", "--colors", "safe"], (255, 255, 255)),
        (["--for", "print"], (255, 255, 255)),
        (["--for", "print", "--theme", "dark"], (0, 0, 0)),
        (["--theme", "transparent"], (255, 255, 255, 0)),
    ],
)
@pytest.mark.parametrize("command", ["still", "sheet"])
def test_pictures_have_the_theme_that_is_asked_for(
    run, tmp_path, options, background, command
):
    size = ["--size", "160x90", "-o", "a.png"]
    result = run(command, "network_equations", *size, *options)
    assert result.exit_code == 0, result.output
    with Image.open(tmp_path / "a.png") as picture:
        pixel = picture.convert("RGBA").getpixel((2, picture.height - 3))
    assert pixel[: len(background)] == background
    assert len(background) == 4 or pixel[3] == 255


def test_diagrams_have_themes(run, tmp_path):
    result = run("diagram", "1,2,1", "-o", "a.png", "--theme", "light")
    assert result.exit_code == 0, result.output
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_films_say_what_their_budget_took(run, tmp_path):
    options = [
        "--networks",
        "3",
        "--size",
        "640x360",
        "--morph",
        "0.5",
        "--output",
        "a",
    ]
    assert run("scene", "tanh_1layer", *options, "--format", "gif").exit_code == 0
    most = int(0.7 * (tmp_path / "a" / "tanh_1layer.gif").stat().st_size)
    options += ["--max-bytes", f"{most / 1000:.3f}kB"]
    result = run("scene", "tanh_1layer", *options)
    assert result.exit_code == 0, result.output
    n_bytes = (tmp_path / "a" / "tanh_1layer.gif").stat().st_size
    assert n_bytes <= most
    said = rf"render: tanh_1layer\.gif: .*pictures a second.* for {n_bytes:,} bytes\n"
    assert re.fullmatch(said, result.stderr)


def test_gallery_and_check(run, tmp_path):
    names = ("argmax_2output", "tanh_1layer")
    assert run("scene", "tanh_1layer", *QUICK).exit_code == 0
    assert run("scene", "argmax_2output", "--size", "160x90").exit_code == 0
    result = run("gallery")
    assert (result.exit_code, result.stdout) == (0, f"output{os.sep}index.html\n")
    page = (tmp_path / "output" / "index.html").read_text("utf-8")
    tanh, argmax = (page.index(f'id="{name}"') for name in reversed(names))
    assert tanh < argmax  # as the explanation goes
    result = run("check", "output")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 9
    assert [line for line in result.stdout.splitlines() if line[:3] != "ok "] == []
    film = tmp_path / "output" / "tanh_1layer.mp4"
    film.write_bytes(film.read_bytes()[:2000])
    result = run("check", str(film), "--for", "google-slides")
    assert result.exit_code == 1
    assert result.stdout.startswith("fault ")
    assert "a .mp4 file: expected .gif, .png" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_decks_have_the_scenes_that_are_asked_for_in_that_order(run, tmp_path, jobs):
    names = "argmax_2output,perceptron"
    options = ["--scenes", names, "--size", "160x90", "--jobs", jobs, "-o", "a.pptx"]
    result = run("deck", *options)
    assert (result.exit_code, result.stdout) == (0, "a.pptx\n"), result.output
    titles = [slide.shapes.title.text for slide in Presentation("a.pptx").slides]
    assert titles == [LIBRARY.scenes[name].title for name in names.split(",")]
    assert [path.name for path in tmp_path.iterdir()] == ["a.pptx"]


def test_a_deck_has_scenes_of_ones_own_even_if_called_like_others(run, tmp_path):
    (tmp_path / "mine.py").write_text(
        "from model import Family, Random\nfrom render import Curves, Tour\n"
        'networks = Random(Family((1, 3, 1), "relu"))\n'
        'tanh_3layer = Tour(networks, Curves(), title="Mine")\n'
    )
    options = ["--scenes", "mine.py:tanh_3layer,perceptron", "--still"]
    assert run("deck", *options, "--size", "160x90", "-o", "a.pptx").exit_code == 0
    titles = [slide.shapes.title.text for slide in Presentation("a.pptx").slides]
    assert titles[0] == "Mine" and titles[1].startswith("A perceptron")


@pytest.mark.parametrize("command", ["scene", "deck"])
def test_two_scenes_that_are_called_alike_are_one_too_many(run, tmp_path, command):
    (tmp_path / "mine.py").write_text("from scenes.tanh import tanh_3layer\n")
    names = ["mine.py:tanh_3layer", "tanh_3layer"]
    options = names if command == "scene" else ["--scenes", ",".join(names)]
    options += ["-o", "a.html"] if command == "deck" else []
    result = run(command, *options)
    assert result.exit_code == 2
    assert "expected one scene only that is called tanh_3layer" in result.stderr


def test_a_folder_of_ones_own_is_not_replaced_by_frames(run, tmp_path):
    own = tmp_path / "output" / "tanh_1layer"
    own.mkdir(parents=True)
    (own / "thesis.txt").write_text("mine")
    result = run("scene", "tanh_1layer", *QUICK, "--format", "png")
    assert result.exit_code == 2
    assert "expected a folder of numbered frames alone" in result.stderr
    assert (own / "thesis.txt").read_text() == "mine"
    (own / "thesis.txt").rename(own / "00000.png")
    assert run("scene", "tanh_1layer", *QUICK, "--format", "png").exit_code == 0
    names = {path.name for path in own.iterdir()}
    assert names == {f"{number:05d}.png" for number in range(60)}


def test_what_is_in_the_way_of_one_file_saves_them_all(run, tmp_path):
    (tmp_path / "output" / "tanh_1layer.mp4").mkdir(parents=True)
    (tmp_path / "output" / "tanh_1layer.gif").write_text("older")
    result = run("scene", "tanh_1layer", *QUICK)
    assert result.exit_code == 2
    assert "tanh_1layer.mp4: expected a file, or nothing of this name" in result.stderr
    assert (tmp_path / "output" / "tanh_1layer.gif").read_text() == "older"


ODD = {
    "title=3": "expected one whose title and caption are texts",
    "stops=0": "expected one with a whole number of stops, 1 or more",
    "stops=2.5": "expected one with a whole number of stops, 1 or more",
    "pace=3": "expected one whose pace is a Timeline",
    "style=3": "expected one whose style is a Style",
    "poster=1": "expected one whose poster is one of its stops",
    "poster=-1": "expected one whose poster is one of its stops",
    "poster=0.5": "expected one whose poster is one of its stops",
    "poster='x'": "expected one whose poster is one of its stops",
}


@pytest.mark.parametrize(("field", "words"), ODD.items(), ids=ODD)
def test_an_odd_scene_gets_one_line(run, tmp_path, field, words):
    (tmp_path / "odd.py").write_text(
        "class Odd:\n"
        "    title, caption, stops = 'a', 'b', 1\n"
        "    def draw(self, position): ...\n"
        "odd = Odd()\n"
        f"odd.{field}\n"
    )
    result = run("scene", "odd.py:odd")
    assert result.exit_code == 2
    assert result.stderr == f"render: scene odd: {words}\n"


ODD_TITLES = [
    "a\0b",
    r"$\frac{",
    "a\nb",
    "\ud800",
]


@pytest.mark.parametrize("title", ODD_TITLES, ids=ascii)
def test_odd_titles_are_painted_without_a_word(run, tmp_path, title):
    (tmp_path / "odd.py").write_text(
        "from model import Family, Random\nfrom render import Curves, Tour\n"
        "networks = Random(Family((1, 1), 'tanh'), 2)\n"
        f"odd = Tour(networks, Curves(), {title!a}, {title!a})\n"
    )
    for command in ("still", "sheet"):
        for kind in ("png", "svg"):
            out = f"{command}.{kind}"
            result = run(command, "odd.py", "-o", out, "--text")
            assert (result.exit_code, result.stderr) == (0, ""), result.output
            assert run("check", out).exit_code == 0
    assert run("scene", "odd.py", "--size", "64x64").exit_code == 0
    assert run("gallery").exit_code == 0
    assert run("check", "output").exit_code == 0


@pytest.mark.parametrize("name", ["-talk", "a:b", "lw%d", "a b", "é"])
def test_folders_may_be_called_anything(run, tmp_path, name):
    formats = [word for kind in FORMATS for word in ("--format", kind)]
    result = run("scene", "tanh_1layer", *QUICK, *formats, f"--output={name}")
    assert result.exit_code == 0, result.output
    assert run("check", "--", name).exit_code == 0
    # Of each format a file, or a folder; a poster; and the record.
    assert len(list((tmp_path / name).iterdir())) == len(FORMATS) + 2


def test_a_deck_of_stills_on_paper(run, tmp_path):
    options = ["--scenes", "network_equations", "--still", "--for", "print"]
    assert run("deck", *options, "-o", "a.html").exit_code == 0
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.count("<section") == 10 and "<video" not in page
    assert run("check", "a.html").exit_code == 0


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_stills(run, tmp_path, kind):
    result = run("still", "tanh_3layer", "--stop", "7", "-o", f"fig.{kind}")
    assert result.exit_code == 0, result.output
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[kind]
    assert (tmp_path / f"fig.{kind}").read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [f"fig.{kind}"]


def test_the_last_stop_has_a_name(run, tmp_path):
    pictures = []
    for stop in ("last", "5", "4"):
        command = ("still", "tanh_classifier", "--stop", stop, "--size", "160x90")
        assert run(*command, "-o", "a.png").exit_code == 0
        pictures.append((tmp_path / "a.png").read_bytes())
    assert pictures[0] == pictures[1] != pictures[2]


def test_a_scene_of_ones_own(run, tmp_path):
    (tmp_path / "my_scenes.py").write_text(
        "from model import Family, Random\nfrom render import Curves, Tour\n"
        'wiggles = Tour(Random(Family((1, 30, 1), "tanh"), 2), Curves())\n'
    )
    result = run("scene", "my_scenes.py:wiggles", "--format", "gif", "--size", "64x64")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "output" / "wiggles.gif").exists()


BAD = {
    "scene tanh_3layers": "scene tanh_3layers: expected tanh_3layer",
    "scene xyzzy": "expected one of linear_1layer, ",
    "scene ../tanh_3layer": "scene ../tanh_3layer: expected tanh_3layer",
    "scene no_such.py:a": "scene no_such.py: expected a Python file that exists",
    "scene tanh_3layer --layers 1,0,1": "--layers 1,0,1: expected two or more numbers",
    "scene tanh_3layer --layers 1": "--layers 1: expected two or more",
    "scene tanh_3layer --layers 1,x": "--layers 1,x: expected two or more",
    "scene tanh_3layer --layers 2,3,1": "--layers 2,3,1: expected the first to be 1",
    "scene tanh_3layer --layers 1,3,101": "--layers 1,3,101: expected the last to be",
    "scene tanh_3layer --layers 1,3,11 --regions": "--layers 1,3,11: expected at most",
    "scene tanh_3layer_2input --layers 2,3,11": "--layers 2,3,11: expected the last to",
    "scene tanh_3layer --layers 1,99999999999,1": "expected two or more numbers",
    "scene tanh_3layer --seed 4294967296": "--seed 4294967296: expected 0 to",
    "scene tanh_3layer --morph 600 --fps 120": "--morph 600: expected a film",
    "scene tanh_3layer --activation swoosh": "--activation swoosh: expected identity",
    "scene tanh_3layer --size 0x0": "--size 0x0: expected sides of 64 to 7680",
    "scene tanh_3layer --size big": "--size big: expected WIDTHxHEIGHT",
    "scene tanh_3layer --size 99999x99999": "--size 99999x99999: expected",
    "scene tanh_3layer --size 7680x7680": "--size 7680x7680: expected at most",
    "scene tanh_3layer --size 641x361": "--size 641x361: expected even sides for",
    "scene tanh_3layer --networks 0": "--networks 0: expected 1 to 2000",
    "scene tanh_3layer --networks 1e3": "'--networks': '1e3' is not a valid integer",
    "scene tanh_3layer --hold -1": "--hold -1: expected 0 to 600 seconds",
    "scene tanh_3layer --morph -1": "--morph -1: expected 0 to 600 seconds",
    "scene tanh_3layer --hold nan": "--hold nan: expected 0 to 600 seconds",
    "scene tanh_3layer --hold 0": "--hold 0 with morph 0: expected one of them",
    "scene tanh_3layer --fps nan": "--fps nan: expected 1 to 120",
    "scene tanh_3layer --fps 0": "--fps 0: expected 1 to 120",
    "scene tanh_3layer --seed -1": "--seed -1: expected 0 to",
    "scene tanh_3layer --jobs 0": "--jobs 0: expected 1 to 60",
    "scene tanh_3layer --format avi": "'avi' is not one of 'gif', 'mp4', 'webm',",
    "scene tanh_3layer --theme sepia": "--theme sepia: expected dark, retro, light",
    "scene tanh_3layer --colors red": "'red' is not one of 'original', 'safe'",
    "scene tanh_3layer --for prezi": "'prezi' is not one of 'powerpoint', 'keynote'",
    "scene tanh_3layer --theme transparent --format gif": "--format gif: expected webm",
    "scene tanh_3layer --theme transparent --for impress": "--format gif: expected web",
    "scene tanh_3layer --max-bytes lots": "--max-bytes lots: expected a size such as 5",
    "scene tanh_3layer --max-bytes 0": "--max-bytes 0: expected a size such as 5MB",
    "scene tanh_3layer --max-bytes 5TB": "--max-bytes 5TB: expected a size such as 5MB",
    "scene tanh_3layer --picture-width 9": "--picture-width 9: expected 64 to 7680",
    "scene tanh_3layer --format webm --size 641x361": "expected even sides for films",
    "sheet tanh_3layer": "Missing option '-o'",
    "sheet tanh_3layer -o a.gif": "--out a.gif: expected a name that ends in .png",
    "sheet tanh_3layer -o a.png --size 7680x4320": "expected smaller pictures, for",
    "sheet tanh_3layers -o a.png": "scene tanh_3layers: expected tanh_3layer",
    "sheet tanh_3layer -o a.png --networks 0": "--networks 0: expected 1 to 2000",
    "gallery": "--output output: expected a folder with scenes in it",
    "gallery --output none": "--output none: expected a folder with scenes in it",
    "deck": "Missing option '-o'",
    "deck -o a.ppt": "--out a.ppt: expected a name that ends in .pptx or .html",
    "deck -o no/a.pptx": "--out no/a.pptx: expected a file in a folder that exists",
    "deck -o a.html --scenes tanh_3layers": "scene tanh_3layers: expected tanh_3layer",
    "deck -o a.html --scenes ,": "scene '': expected one of linear_1layer",
    "deck -o a.html --theme transparent": "--theme transparent: expected one that is n",
    "deck -o a.pptx --size 641x361": "--size 641x361: expected even sides for films",
    "deck -o a.pptx --reveal x": "--out a.pptx: expected a name that ends in .html",
    "deck -o a.html --reveal x": "--reveal x: expected a folder with dist/reveal.js",
    "deck -o a.html --jobs 0": "--jobs 0: expected 1 to 60",
    "check none.gif": "file none.gif: expected a file that exists",
    "check": "Missing argument 'FILE...'",
    "scene tanh_3layer --output /dev/null/x": "--output /dev/null/x: expected a folder",
    "scene tanh_3layer --output=": "--output '': expected a folder's name",
    "scene tanh_classifier --networks 3": "--networks 3: expected a tour of random",
    "scene argmax_2input --regions": "--regions on: expected a tour of curves, ",
    "scene tanh_classifier --layers 1,1": "--layers 1,1: expected some with a network",
    "scene tanh_classifier --hold 0 --morph 0": "--hold 0 with morph 0: expected one",
    "scene": "Missing argument 'SCENE...'",
    "still tanh_3layer": "Missing option '-o'",
    "still tanh_3layer -o a.bmp": "--out a.bmp: expected a name that ends in .png",
    "still tanh_3layer -o no/a.png": "--out no/a.png: expected a file in a folder",
    "still tanh_3layer -o a.png --stop 49": "--stop 49: expected 0 to 48",
    "still tanh_classifier -o a.png --stop 6": "--stop 6: expected 0 to 5",
    "still tanh_3layer -o a.png --stop nan": "--stop nan: expected 0 to 48",
    "still tanh_3layer -o a.png --stop -1": "--stop -1: expected 0 to 48",
    "still tanh_3layer -o a.png --stop first": "--stop first: expected a number, ",
    "scene network_story --seed 3": "--seed 3: expected a scene of random networks",
    "scene network_story --activation relu": "--activation relu: expected a scene of",
    "scene network_story --layers 1,5,1": "--layers 1,5,1: expected a scene of",
    "scene tanh_sum --layers 1,1": "--layers 1,1: expected 1,n,1 with at most 9 hidden",
    "scene tanh_sum --regions": "--regions on: expected a tour of curves, surfaces",
    "scene tanh_3layer_inside --layers 2,1": "--layers 2,1: expected the first to be 1",
    "still network_story -o a.png --stop 26": "--stop 26: expected 0 to 25",
    "diagram 1,1": "Missing option '-o'",
    "diagram 9999,9999 -o a.svg": "--layers 9999,9999: expected at most 1,000,000 we",
    "diagram 1,1 -o a.svg --explicit --most 21": "--most 21: expected 3 to 20 rows",
    f"diagram {'1,' * 64}1 -o a.svg": "expected at most 64 layers",
    "still tanh_3layer -o a.svg --layers 1,999,999,9": "expected at most 1,000,000 we",
    "diagram 1,x -o a.svg": "--layers 1,x: expected two or more numbers",
    "diagram 1,1 -o a.gif": "--out a.gif: expected a name that ends in .png",
    "diagram 1,1 -o no/a.svg": "--out no/a.svg: expected a file in a folder",
    "diagram 1,1 -o a.svg --most 2": "--most 2: expected 3 to 200",
    "diagram 1,1 -o a.svg --seed -1": "--seed -1: expected 0 to",
    "diagram 1,1 -o a.svg --bias up": "'up' is not one of 'first', 'last', 'none'",
    "diagram 1,1 -o a.svg --activation swoosh": "--activation swoosh: expected iden",
    "diagram 3,1 -o a.svg --pictures": "--pictures of 3 inputs: expected only for",
    "diagram 1,1 -o a.svg --explicit --pictures": "--pictures on: expected a diagram",
    "diagram 1,1 -o a.svg --explicit --names plain": "--names plain: expected indexed",
    "diagram 1,1 -o a.svg --names plain": "--names plain: expected indexed, or an expl",
    "paint": "No such command 'paint'",
}


@pytest.mark.parametrize(("command", "words"), BAD.items(), ids=BAD)
def test_bad_input_gets_one_line_and_nothing_is_written(run, tmp_path, command, words):
    result = run(*command.split())
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.startswith("render: ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
@pytest.mark.parametrize(
    "options",
    [
        "2,3,1",
        "1,3,1 --weights --pictures --bias last --names indexed --frames --seed 3",
        "1,2,1 --explicit --equations card --frames --activation relu",
        "1,1 --explicit --names plain --activation linear --title Line --size 640x480",
        "100,40,10 --explicit --most 3 --weights --text --bias first",
    ],
)
def test_a_diagram_of_any_layers(run, tmp_path, options, kind):
    result = run("diagram", *options.split(), "-o", f"net.{kind}")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"net.{kind}\n"
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert (tmp_path / f"net.{kind}").read_bytes().startswith(starts[kind])
    assert [path.name for path in tmp_path.iterdir()] == [f"net.{kind}"]


OWN = {
    "layer_1": np.array([[0.5, -1.3], [2.5, 1.0]]),
    "layer_2": np.array([[0.125], [-0.75], [3.5]]),
    "activation": "relu",
}


def test_a_network_of_ones_own_is_drawn_with_its_weights(run, tmp_path):
    np.savez("own.npz", **OWN)
    options = ["--explicit", "--weights", "--text", "-o", "own.svg"]
    result = run("diagram", "own.npz", *options)
    assert (result.exit_code, result.stdout) == (0, "own.svg\n"), result.output
    words = "".join(etree.parse("own.svg").getroot().itertext()).replace("\n", "")
    words = "".join(words.split()).replace("\N{MINUS SIGN}", "-")
    for number in ("0.50", "-1.3", "2.5", "1.0", "0.12", "-0.75", "3.5"):
        assert number in words  # two significant digits


def test_the_strongest_weight_of_ones_own_has_the_widest_line(run, tmp_path):
    for name, scale in (("a", 1), ("b", 100)):
        layers = {k: scale * OWN[k] for k in ("layer_1", "layer_2")}
        np.savez(f"{name}.npz", **layers, activation="tanh")
        run("diagram", f"{name}.npz", "--weights", "-o", f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize("scale", [0.0, 5e-324, 1e-300, 1e99, 1e307])
@pytest.mark.parametrize("look", ["--pictures", "--explicit"])
def test_weights_of_any_size_are_drawn_or_refused_without_a_word(run, scale, look):
    layers = {k: scale * OWN[k] for k in ("layer_1", "layer_2")}
    np.savez("own.npz", **layers, activation="identity")
    result = run("diagram", "own.npz", "--weights", look, "-o", "own.svg")
    if result.exit_code:
        assert "--pictures of such large values: expected weights" in result.stderr
        assert scale > 1 and look == "--pictures"
    else:
        assert result.stderr == ""


BAD_FILES = {
    "none.npz": "file none.npz: expected a file that can be read (No such file",
    "text.npz": "text.npz does not hold a network: it is no whole .npz file: expected",
    "nan.npz": "nan.npz does not hold a network: layer 1 has weights that are not fin",
    "own.npz --seed 3": "--seed 3: expected LAYERS, for a file has its own",
    "own.npz --seed 0": "--seed 0: expected LAYERS, for a file has its own",
    "own.npz --activation swoosh": "--activation swoosh: expected identity (linear), l",
    "own.npz --activation tanh,relu,tanh": "own.npz does not hold a network: 3 activat",
    "own.npz --activation softmax,tanh": "own.npz does not hold a network: softmax in",
}


@pytest.mark.parametrize(("options", "words"), BAD_FILES.items(), ids=BAD_FILES)
def test_files_of_no_network_get_one_line(run, tmp_path, options, words):
    np.savez("own.npz", **OWN)
    np.savez("nan.npz", **OWN | {"layer_1": np.full((2, 2), np.nan)})
    (tmp_path / "text.npz").write_text("1 2 3")
    result = run("diagram", *options.split(), "-o", "a.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"render: {words}")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "a.svg").exists()


def test_seeds_draw_other_weights(run, tmp_path):
    for seed in "01":
        run("diagram", "1,3,1", "--weights", "--seed", seed, "-o", f"{seed}.svg")
    first, second = ((tmp_path / f"{seed}.svg").read_bytes() for seed in "01")
    assert first != second


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "network_equations",
            {
                "stops": 10,
                "timeline": {"hold": 0.1, "morph": 0.1},
                "stop": "step",
            },
        ),
        (
            "tanh_sum",
            {
                "layers": [1, 6, 1],
                "network": "network 3938",
                "numbers": [3938],
                "spread": 2.5,
            },
        ),
        (
            "tanh_3layer_inside",
            {
                "stops": 7,
                "stop": "step",
                "layers": [1, 6, 5, 1],
                "view": {"kind": "Curves"},
                "timeline": {"loop": True},
            },
        ),
    ],
)
def test_drawn_scenes_make_their_files(run, tmp_path, name, expected):
    times = ("--hold", "0.1", "--morph", "0.1", "--fps", "10", "--format", "gif")
    result = run("scene", name, *times, "--size", "160x90")
    assert result.exit_code == 0, result.output
    record = json.loads((tmp_path / "output" / f"{name}.json").read_text())
    assert record["title"] == LIBRARY.scenes[name].title
    for key, value in expected.items():
        if isinstance(value, dict):
            assert value.items() <= record[key].items()
        else:
            assert record[key] == value
    headings = [step["heading"] for step in record.get("steps", [])]
    steps = getattr(LIBRARY.scenes[name], "steps", [])
    assert headings == [step.heading for step in steps]


def test_what_a_scene_is_made_for_holds_unless_asked_otherwise(run, tmp_path):
    quick = ("--size", "64x64", "--fps", "2", "--format", "gif")
    run("scene", "tanh_3layer_inside", *quick)
    run("scene", "tanh_3layer_inside", *quick, "--no-loop", "--output", "cut")
    loops = [
        json.loads((tmp_path / folder / "tanh_3layer_inside.json").read_text())
        for folder in ("output", "cut")
    ]
    assert [record["timeline"]["loop"] for record in loops] == [True, False]
    assert loops[0]["timeline"]["morph"] == 1.0


@pytest.mark.parametrize("title", ["two\nlines", "long" * 51])
def test_titles_are_one_line(run, tmp_path, title):
    result = run("diagram", "1,1", "-o", "a.png", "--title", title)
    assert result.exit_code == 2
    assert "expected one line of at most 200 characters" in result.stderr
    assert not list(tmp_path.iterdir())


def test_with_all_layers_change_the_scenes_that_can_have_them():
    options = {"layers": (1, 5, 1), "regions": True}
    changed = {n: vary(s, strict=False, **options) for n, s in LIBRARY.scenes.items()}
    for name in ("tanh_3layer", "tanh_sum"):
        assert changed[name].networks.family.sizes == (1, 5, 1)
        assert changed[name].networks[0].sizes == (1, 5, 1)
    for name in ("tanh_3layer_2input", "argmax_2input", "network_story"):
        assert changed[name].title == LIBRARY.scenes[name].title
    with pytest.raises(InputError, match="seed"):
        vary(LIBRARY.scenes["tanh_3layer"], strict=False, seed=-1)


def test_regions_are_for_curves_and_surfaces(run, tmp_path):
    (tmp_path / "own.py").write_text(
        "from model import Family, Random\nfrom render import Diagram, Tour\n"
        'nets = Tour(Random(Family((1, 3, 1), "tanh"), 2), Diagram())\n'
    )
    result = run("scene", "own.py:nets", "--regions")
    assert result.exit_code == 2
    assert "--regions on: expected a tour of curves, surfaces" in result.stderr


def test_two_scenes_of_one_name_are_refused(run, tmp_path):
    script = "from scenes.tanh import tanh_1layer as wave\n"
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(script)
    result = run("scene", "a.py:wave", "b.py:wave", *QUICK)
    assert result.exit_code == 2
    assert "scene b.py:wave: expected one scene only" in result.stderr
    assert not (tmp_path / "output").exists()


OWN_KIND = """
from neighbour import plot_of

class Ramp:
    title, caption, stops = "A ramp", "A kind of scene of one's own.", 2

    def draw(self, position):
        return plot_of(position)

up, down = Ramp(), Ramp()
"""
NEIGHBOUR = """
from render import Axis, Curve, FlatAxes, Plot

def plot_of(position):
    axes = FlatAxes(Axis("x", 0, 1), Axis("y", 0, 1))
    return Plot(axes, (Curve([0, 1], [0, position]),), "A ramp")
"""


def test_scenes_of_a_kind_of_ones_own_beside_another_file(run, tmp_path):
    (tmp_path / "own.py").write_text(OWN_KIND)
    (tmp_path / "neighbour.py").write_text(NEIGHBOUR)
    names = ("own.py:up", "own.py:down")
    result = run("scene", *names, "--size", "64x64", "--format", "gif", "--jobs", "2")
    assert result.exit_code == 0, result.output
    assert {p.name for p in (tmp_path / "output").glob("*.gif")} == {
        "up.gif",
        "down.gif",
    }
    result = run("scene", "own.py:up", "--seed", "3")
    assert result.exit_code == 2
    assert "--seed 3: expected a scene of random networks" in result.stderr


OWN_OPTIONS = """
from dataclasses import dataclass

from render import Axis, Curve, FlatAxes, Plot


@dataclass(frozen=True)
class Ramp:
    title: str = "A ramp"
    caption: str = "A scene with an option."
    stops: int = 2
    seed: int = 0

    options = ("seed",)

    def draw(self, position):
        axes = FlatAxes(Axis("x", 0, 9), Axis("y", 0, 9))
        return Plot(axes, (Curve([0, 9], [self.seed, position]),))

    def facts(self):
        return {"seed": self.seed}

    def varied(self, seed):
        return Ramp(seed=seed)


ramp = Ramp()
"""


def test_a_scene_of_ones_own_may_have_options(run, tmp_path):
    (tmp_path / "own.py").write_text(OWN_OPTIONS)
    quick = ["scene", "own.py:ramp", "--size", "64x64", "--format", "gif"]
    films = []
    for seed in ("0", "5"):
        result = run(*quick, "--seed", seed)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        told = json.loads((tmp_path / "output" / "ramp.json").read_text())
        assert (told["seed"], told["stop"]) == (int(seed), "step")
        films.append((tmp_path / "output" / "ramp.gif").read_bytes())
    assert films[0] != films[1]
    result = run(*quick, "--networks", "3")
    assert result.exit_code == 2
    assert "--networks 3: expected a tour of random networks" in result.stderr


def test_nothing_is_written_if_only_the_second_scene_is_wrong(run, tmp_path):
    assert run("scene", "tanh_1layer", "xyzzy", *QUICK).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_scene_file_that_fails_shows_its_own_traceback(run, tmp_path):
    (tmp_path / "broken.py").write_text("def f():\n    return 1 / 0\n\n\nf()\n")
    result = run("scene", "broken.py:a")
    assert result.exit_code == 2
    assert 'broken.py", line 2, in f' in result.stderr
    assert "runpy" not in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert result.stderr.splitlines()[-1].startswith(
        "render: scene broken.py: expected"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["broken.py"]


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_ctrl_c_leaves_whole_files_and_no_others(tmp_path, jobs):
    command = [sys.executable, "-m", "render", "all"]
    command += ["--size", "320x180", "--jobs", jobs, "--output", str(tmp_path)]
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.readline()  # the first scene is there
        os.killpg(running.pid, signal.SIGINT)
        words = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130
    assert words.strip() == "render: interrupted"
    made = {path.name for path in tmp_path.iterdir()}
    names = {name.partition(".")[0] for name in made}
    assert "" not in names and 0 < len(names) < len(LIBRARY.scenes)
    assert made == {
        f"{n}.{kind}" for n in names for kind in ("gif", "mp4", "png", "json")
    }


@pytest.mark.parametrize(
    ("event", "path"),
    [
        ("subprocess.Popen", "ffmpeg"),
        ("os.rename", r"/made/\."),
        pytest.param("os.mkdir", r"/made/\.[^/]*$", marks=pytest.mark.slow),
        pytest.param("os.rmdir", r"/made/\.[^/]*$", marks=pytest.mark.slow),
    ],
)
def test_ctrl_c_at_a_bad_moment_leaves_nothing_either(tmp_path, event, path):
    (tmp_path / "made").mkdir()
    program = (
        "import re, signal, sys\n"
        "from render.__main__ import run\n"
        "pressed = False\n"
        "def hook(event, args):\n"
        "    global pressed\n"
        f"    there = event == {event!r} and re.search({path!r}, str(args[0]))\n"
        "    if pressed or not there:\n"
        "        return\n"
        "    pressed = True\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        "run()\n"
    )
    command = [sys.executable, "-c", program, "scene", "tanh_1layer", "linear_1layer"]
    command += [*QUICK, "--output", str(tmp_path / "made"), "--jobs", "1"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.stderr.strip() == "render: interrupted"
    assert result.returncode == 130
    made = {path.name for path in (tmp_path / "made").iterdir()}
    whole = {f"tanh_1layer.{kind}" for kind in ("gif", "mp4", "png", "json")}
    assert made in (set(), whole)


def test_a_failing_ffmpeg_is_status_1_with_its_last_words(run, tmp_path, monkeypatch):
    fake = tmp_path / "fake"
    fake.write_text("#!/bin/sh\ncat >/dev/null\necho 'No space left' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(fake))
    result = run("scene", "tanh_1layer", *QUICK)
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert not (tmp_path / "output").exists()

"""Guesses: what people type who do not know, and what they get for it."""

import re
import shlex
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import av
import numpy as np
import pytest
from packaging.requirements import Requirement

from model.extras import installing
from render import Curves, Diagram, InputError, Surfaces, Timeline
from render.cli.types import Bytes, Seconds
from tests.bench.__main__ import PARTS
from tests.command import LIBRARY, invoke, output_of
from tests.pages import ROOT, TEXT

QUICK = "--networks 2 --size 64x64"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command, as it is typed, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda line: invoke(*shlex.split(line))


MEANT = {
    f"tanh_3layer {QUICK}": f"scene tanh_3layer {QUICK}",
    f"mine.py:own {QUICK}": f"scene mine.py:own {QUICK}",
    f"mine.py {QUICK}": f"scene mine.py {QUICK}",
    "own.npz --size 64x64": "scene own.npz --size 64x64",
    f"scene tanh_3layer {QUICK} -o output": f"scene tanh_3layer {QUICK}",
    f"scene tanh_3layer {QUICK} --hold 1s": f"scene tanh_3layer {QUICK} --hold 1",
    f"scene tanh_3layer {QUICK} --hold 500ms": f"scene tanh_3layer {QUICK} --hold .5",
    f"tanh_3layer {QUICK} --max-bytes 5mb": f"tanh_3layer {QUICK} --max-bytes 5MB",
}


@pytest.mark.parametrize(("typed", "meant"), MEANT.items(), ids=MEANT)
def test_what_was_meant_is_made(run, tmp_path, typed, meant):
    Path("mine.py").write_text("from scenes.tanh import tanh_3layer as own\n")
    np.savez("own.npz", layer_1=np.ones((2, 1)), activation="tanh")
    made = []
    for line in (typed, meant):
        result = run(line)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        names = [path.name for path in (tmp_path / "output").iterdir()]
        made.append({n: (tmp_path / "output" / n).read_bytes() for n in names})
        for name in names:
            (tmp_path / "output" / name).unlink()
    assert made[0] == made[1] and len(made[0]) == 4


def test_help_is_a_command(run):
    assert run("help").stdout == run("--help").stdout
    for name in ("scene", "still", "help"):
        assert run(f"help {name}").stdout == run(f"{name} --help").stdout
    result = run("help paint")
    assert result.exit_code == 2
    assert result.stderr.startswith("render: command paint: expected one of all, check")


def test_lists_are_of_words(run):
    every = run("list --files").stdout.splitlines()
    found = run("list tanh --files").stdout.splitlines()
    named = [
        n for n, s in LIBRARY.scenes.items() if "tanh" in f"{n} {s.caption}".lower()
    ]
    assert [line.split()[0] for line in found] == named != [*LIBRARY.scenes]
    assert set(found) < set(every)
    both = run("list TANH_3 2input --files").stdout.split()[::2]
    assert both and all("tanh_3" in name and "2input" in name for name in both)
    assert run("list fifth").stdout.startswith("tanh_3layer\n")  # by its caption
    result = run("list xyzzy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "word xyzzy: expected one of a scene's name or caption" in result.stderr


ANSWERS = {
    "scene tanh_3layer --stop 3": (
        "It is one of render still. Try render still tanh_3layer --stop 3 "
        "-o tanh_3layer.png"
    ),
    "sheet tanh_3layer -o a.png --hold 9": "It is one of render scene, render all.",
    "still tanh_3layer -o a.png --loop": "It is one of render scene, render all.",
    "deck -o a.html --hold 3": "It is one of render scene, render all.",
    "scene tanh_3layer --caption x": "In a scene of your own there is Tour(caption=..",
    "scene tanh_3layer --elevation 50": "there is Camera(elevation=...): see README.",
    "scene tanh_3layer --threshold 3": "there is Curves(threshold=...): see README.",
    "all --title x": "No such option '--title'. It is one of render scene, render stil",
    "still tanh_3layer -o a.png --spread 3": "there is Family(spread=...): see README.",
    "all --curve-width 3": "there is Style(curve_width=...): see README.",
    "scene tanh_3layer --weights": "there is Diagram(weights=...): see README.",
    "scene tanh_3layer --sed 3": "Did you mean --seed",
    "gallery --caption x": "No such option '--caption'.",
    "scene tanh_3layer --stop 3 --format png": (
        "Try render still tanh_3layer --stop 3 -o tanh_3layer.png\n"
    ),
    "tanh_3layer --stop 3": "Try render still tanh_3layer --stop 3 -o tanh_3layer.png",
    "scene scene --stop 3": "Try render still scene --stop 3 -o scene.png",
    "scene 'a b.py:c' --stop 3": "Try render still 'a b.py:c' --stop 3 -o c.png",
    "scene --stop": "No such option '--stop'. It is one of render still.\n",
    "scene --size 64x64 tanh_3layer --stop 3": "It is one of render still.\n",
    "still tanh_3layer --output a.png": "No such option '--output'. Here it is -o.",
    "--stop 3": "No such option '--stop'. It is one of render still.",
    "scene tanh_3layer -o film.gif": "--output film.gif: expected a folder's name; -",
    "scene tanh_3layer --output a.MP4": "--format mp4 says what kind of film",
    "scene tanh_3layer --hold soon": "--hold soon: expected seconds, such as 1.5 or 50",
    "scene tanh_3layer --morph 1m": "--morph 1m: expected seconds, such as",
    "paint": "No such command 'paint'.",
}


@pytest.mark.parametrize(("typed", "answer"), ANSWERS.items(), ids=ANSWERS)
def test_what_there_is_not_is_answered_with_what_there_is(run, tmp_path, typed, answer):
    result = run(typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert answer in result.stderr and result.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_line_that_is_tried_works(run):
    words = run("scene tanh_3layer --stop 3").stderr
    line = words.partition("Try render ")[2].strip()
    assert run(line).exit_code == 0
    assert Path("tanh_3layer.png").exists()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("5mb", 5e6), ("200KB", 2e5), ("5MiB", 5 * 2**20), ("1.5 GB", 1.5e9)),
        *(("300", 300), ("10k", 1e4), ("2KIB", 2048), ("5M", 5e6), ("7b", 7)),
    ],
)
def test_bytes_as_people_write_them(text, number):
    assert Bytes().convert(text, None, None) == number


@pytest.mark.parametrize(
    "text", ["", "mb", "5xb", "5ib", "-5MB", "0kB", "5 M B", "1e3"]
)
def test_bytes_as_nobody_means_them(text):
    with pytest.raises(InputError, match="a size such as 5MB, 500kB or 5MiB"):
        Bytes().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1s", 1), ("1.5", 1.5), ("250ms", 0.25), ("2 s", 2), ("3 seconds", 3)),
        *(("1 sec", 1), ("1S", 1), (" .5 ", 0.5), ("1e-1", 0.1)),
    ],
)
def test_seconds_as_people_write_them(text, number):
    assert Seconds().convert(text, None, None) == number


@pytest.mark.parametrize("text", ["", "s", "ms", "1h", "one", "1,5", "1s2"])
def test_seconds_as_nobody_means_them(text):
    with pytest.raises(InputError, match=r"seconds, such as 1\.5 or 500ms"):
        Seconds().convert(text, None, None)


@pytest.mark.parametrize("kind", [Curves, Diagram, Surfaces])
@pytest.mark.parametrize("x", [(-1e9, 1e9), (0, 1e6 + 1), (1, 1), (2, 1), (0, np.inf)])
def test_ranges_name_their_limits(kind, x):
    words = "a low end below a high end, neither beyond 1,000,000"
    with pytest.raises(InputError, match=re.escape(words)):
        kind(x=x)


@pytest.mark.parametrize(
    ("fps", "morph", "rate"),
    [(29.97, 1, 30), (30, 0.55, 29.0909), (25, 0.5, 24), (24, 1, None), (50, 2, None)],
)
def test_a_rate_that_has_no_room_is_said(run, fps, morph, rate):
    rated = f"--fps {fps} --morph {morph} --format mp4"
    result = run(f"scene tanh_1layer {QUICK} {rated} --hold 0.5")
    assert result.exit_code == 0
    if rate:
        words = f"render: {rate:.6g} pictures a second, for in {morph:g} s there is no"
        assert result.stderr.startswith(words)
    else:
        assert result.stderr == ""
    with av.open("output/tanh_1layer.mp4") as film:
        starts = [float(f.pts * f.time_base) for f in film.decode(video=0)]
    gliding = np.diff(starts[1:-3])  # between the holds
    np.testing.assert_allclose(1 / gliding, rate or fps, rtol=0.01)
    assert Timeline(0.5, morph, fps).rate == pytest.approx(rate or fps, rel=1e-5)


# What is to be installed


@pytest.mark.parametrize("extra", ["slides", "cluster"])
def test_hints_install_what_an_extra_needs(extra):
    python, *words, needed = shlex.split(installing(extra))
    assert Path(python).samefile(sys.executable)
    assert words == ["-m", "pip", "install"]
    own = [Requirement(line) for line in requires("nn-render")]
    expected = [r for r in own if r.marker and r.marker.evaluate({"extra": extra})]
    assert [(Requirement(needed).name, Requirement(needed).specifier)] == [
        (r.name, r.specifier) for r in expected
    ]
    # It is there already.
    output_of(python, *words, "--dry-run", "--no-index", "--quiet", needed)


def test_hints_name_no_package_that_no_index_has():
    assert "nn-render[" not in TEXT
    for path in ROOT.glob("render/**/*.py"):
        assert "nn-render[" not in path.read_text("utf-8")


# What is measured


def test_parts_of_the_bench_are_those_that_there_are():
    command = [sys.executable, "-m", "tests.bench"]
    done = subprocess.run(
        [*command, "frames", "ffmpeg", "encodings"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("bench: no part ffmpeg, encodings: expected memory, ")
    assert "encoding" in PARTS and all(map(callable, PARTS.values()))

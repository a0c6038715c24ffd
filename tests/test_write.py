"""What Python users call: paint, write and write_all."""

import json
import subprocess
import sys
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image

from model import Chosen, Family, Random
from render import (
    LIGHT,
    TRANSPARENT,
    Axis,
    Curve,
    Curves,
    FlatAxes,
    InputError,
    Plot,
    RenderError,
    Timeline,
    Tour,
    paint,
    write,
    write_all,
)
from tests.command import output_of
from tests.making import names, produce

SIZE = (160, 90)
TOUR = Tour(Random(Family((1, 5, 1), "tanh"), 3), Curves())
QUICK = Timeline(hold=0.2)


class Broken:
    title, caption, stops = "Broken", "It fails at its second stop.", 2

    def draw(self, position):
        if position >= 1:
            raise ArithmeticError("no second stop")
        return TOUR.draw(0)


def test_a_frame_is_what_a_png_holds(tmp_path):
    frame = paint(TOUR.draw(1.5), SIZE, LIGHT)
    assert frame.shape == (90, 160, 3) and frame.dtype == np.uint8
    path = write(TOUR.draw(1.5), tmp_path / "a.png", SIZE, LIGHT)
    assert np.array_equal(Image.open(path), frame)


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_film_shows_its_scene(tmp_path, kind):
    path = write(TOUR, str(tmp_path / f"a.{kind}"), SIZE, timeline=QUICK)
    assert names(tmp_path) == [path.name]
    with av.open(path) as film:
        pictures = [f.to_ndarray(format="rgb24") for f in film.decode(video=0)]
    assert len(pictures) >= 3
    for stop, picture in enumerate(pictures[:3]):
        difference = picture.astype(int) - paint(TOUR.draw(stop), SIZE)
        assert np.abs(difference).mean() < 4


@pytest.mark.parametrize("kind", ["gif", "webp", "GIF"])
def test_a_picture_that_moves_has_a_picture_for_each_stop(tmp_path, kind):
    path = write(TOUR, tmp_path / f"a.{kind}", SIZE, timeline=QUICK)
    with Image.open(path) as picture:
        assert (picture.n_frames, picture.size) == (3, SIZE)


def test_a_pdf_has_a_page_for_each_stop(tmp_path):
    content = write(TOUR, tmp_path / "a.pdf", SIZE).read_bytes()
    assert content.count(b"/Type /Page ") == 3


def test_without_a_size_films_are_1280_by_720(tmp_path):
    path = write(
        replace(TOUR, networks=Random(TOUR.networks.family, 1)),
        tmp_path / "a.mp4",
        timeline=QUICK,
    )
    with av.open(path) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (1280, 720)


def test_an_older_file_stays_until_the_new_one_is_complete(tmp_path):
    (tmp_path / "a.mp4").write_text("older")
    with pytest.raises(RenderError, match="Broken fails at 1: ArithmeticError"):
        write(Broken(), tmp_path / "a.mp4", SIZE)
    assert (tmp_path / "a.mp4").read_text() == "older"
    assert names(tmp_path) == ["a.mp4"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: write(TOUR, "a.png"), r"path a\.png: expected .*\.mp4.*scene\.draw"),
        (lambda: write(TOUR, "a"), "path a: expected a name that ends in"),
        (lambda: write(TOUR.draw(0), "a.mp4"), r"out a\.mp4: expected .*\.svg"),
        (lambda: write(TOUR, "a.mp4", (161, 90)), "size 161x90: expected even sides"),
        (lambda: write(TOUR, "a.gif", (0, 90)), "size 0x90: expected sides of 1 to"),
        (lambda: write(TOUR.draw(0), "a.png", (0, 9)), "size 0x9: expected sides of"),
        (lambda: write(TOUR, "gone/a.mp4"), r"path gone/a\.mp4: expected a file in"),
        (lambda: write(TOUR, "a.mp4", style=TRANSPARENT), "format mp4: expected webm"),
        (lambda: paint(TOUR.draw(0), (9000, 90)), "size 9000x90: expected sides of 1"),
        (lambda: write_all({"a": TOUR}, ".", ["avi"]), "format avi: expected gif, mp4"),
        (lambda: write_all({"../a": TOUR}, "."), r"name \.\./a: expected letters"),
        (lambda: write_all({"a": TOUR}, ".", jobs=0), "jobs 0: expected 1 to 60"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line_with_nothing_written(
    tmp_path, monkeypatch, call, words
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)
    assert not names(tmp_path)


def test_scenes_that_fail_are_told_of_when_the_others_are_made(tmp_path):
    scenes = {"bad": Broken(), "good": TOUR, "worse": Broken()}
    with pytest.raises(RenderError, match=r"bad: .* no second stop.*worse: "):
        write_all(scenes, tmp_path, ["gif"], QUICK, SIZE, jobs=1)
    assert names(tmp_path) == ["good.gif", "good.json", "good.png"]


class Ramp:
    """A scene that says no more of itself than it has to."""

    title, caption, stops = "A ramp", "It rises.", 3

    def draw(self, position):
        axes = FlatAxes(Axis("x", 0, 1), Axis("y", 0, 1))
        return Plot(axes, (Curve([0, 1], [0, position / 3]),), self.title)


class Said(Ramp):
    """A scene that says all that records hold."""

    pace, style, kind = Timeline(hold=0.5, morph=0.2, fps=10), LIGHT, "sculptures"
    is_tour, poster = True, 2

    def facts(self):
        numbers = {"small": np.int64(3), "real": np.float32(0.5), "is": np.bool_(True)}
        view = Curves(x=(-3, 3))
        return {"steep": [1, 2.5], "view": view, "numbers": numbers, "none": None}


def record_in(folder, name):
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def test_a_scene_of_ones_own_is_written_with_poster_and_record(tmp_path):
    produce(Ramp(), "ramp", tmp_path, ["gif", "mp4", "pdf"], size=SIZE)
    kinds = ("gif", "json", "mp4", "pdf", "png")
    assert names(tmp_path) == [f"ramp.{kind}" for kind in kinds]
    told = record_in(tmp_path, "ramp")
    assert (told["title"], told["caption"]) == ("A ramp", "It rises.")
    assert (told["kind"], told["stops"], told["stop"]) == ("curves", 3, "step")
    assert told["timeline"] == {"hold": 1, "morph": 0, "fps": 30, "loop": False}
    assert (told["style"]["background"], told["frames"]["count"]) == ("#000000", 3)
    poster = np.asarray(Image.open(tmp_path / "ramp.png"))
    np.testing.assert_array_equal(poster, paint(Ramp().draw(2), SIZE))


def test_what_a_scene_of_ones_own_says_of_itself_holds(tmp_path):
    produce(Said(), "said", tmp_path, ["gif"], size=SIZE)
    told = record_in(tmp_path, "said")
    assert (told["kind"], told["stop"]) == ("sculptures", "network")
    assert told["timeline"] == {"hold": 0.5, "morph": 0.2, "fps": 10, "loop": False}
    assert told["style"]["background"] == LIGHT.background
    assert (told["steep"], told["none"]) == ([1, 2.5], None)
    assert (told["view"]["kind"], told["view"]["x"]) == ("Curves", [-3, 3])
    poster = np.asarray(Image.open(tmp_path / "said.png"))
    np.testing.assert_array_equal(poster, paint(Ramp().draw(2), SIZE, LIGHT))


def test_numbers_of_numpy_are_numbers_in_records(tmp_path):
    produce(Said(), "said", tmp_path, ["gif"], size=SIZE)
    told = record_in(tmp_path, "said")
    assert told["numbers"] == {"small": 3, "real": 0.5, "is": True}
    some = Random(Family((1, 2, 1), "tanh"), np.int64(4), seed=np.int64(7))
    tour = Tour(Chosen(some, [*np.array([2, 1])]), Curves(x=(np.int64(-3), 3)))
    produce(tour, "tour", tmp_path, ["gif"], size=SIZE)
    told = record_in(tmp_path, "tour")
    assert (told["seed"], told["numbers"], told["view"]["x"]) == (7, [2, 1], [-3, 3])


def test_facts_do_not_hide_what_all_records_have(tmp_path):
    class Sly(Ramp):
        def facts(self):
            return {"files": "none", "made": {}, "key": "x", "scene": "y", "own": 1}

    produce(Sly(), "sly", tmp_path, ["gif"], size=SIZE)
    told = record_in(tmp_path, "sly")
    assert (told["scene"], told["own"]) == ("sly", 1)
    assert told["files"] == ["sly.gif", "sly.png"] and len(told["made"]) == 2
    before = (tmp_path / "sly.gif").stat().st_mtime_ns
    produce(Sly(), "sly", tmp_path, ["gif"], size=SIZE)
    assert (tmp_path / "sly.gif").stat().st_mtime_ns == before


SCRIPT = """
from render import Curves, Timeline, Tour, write_all
from model import Family, Random

if __name__ == "__main__":
    networks = Random(Family((1, 5, 1), "tanh"), 90)
    scenes = {name: Tour(networks, Curves()) for name in ("a", "b")}
    paths = write_all(scenes, "talk", ["gif"], size=(160, 90), jobs=2)
    print(*(path.name for path in paths))
"""


def test_a_script_without_a_guard_is_told_of_it(tmp_path):
    unguarded = SCRIPT.replace('if __name__ == "__main__":', "if True:")
    (tmp_path / "own.py").write_text(unguarded)
    command = [sys.executable, "own.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert 'under `if __name__ == "__main__":`, or with jobs=1' in done.stderr
    assert not list(tmp_path.glob("talk/*"))


@pytest.mark.slow
def test_a_script_makes_many_scenes_on_many_cores(tmp_path):
    (tmp_path / "own.py").write_text(SCRIPT)
    expected = "a.gif a.png a.json b.gif b.png b.json"
    for _ in range(2):  # and the second time all is up to date
        words = output_of(sys.executable, "own.py", cwd=tmp_path).split()
        assert sorted(words) == sorted(expected.split())
    made = json.loads((tmp_path / "talk" / "a.json").read_text())
    assert made["frames"]["count"] == 90

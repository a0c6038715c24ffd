"""A scene's files: complete, described, and all or nothing."""

import hashlib
import json
import os
import sys
import zlib
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image

from model import Family, Random
from render import (
    Addition,
    Beside,
    Curves,
    Explanation,
    InputError,
    RenderError,
    Step,
    Story,
    Timeline,
    Tour,
)
from render.scene.scenes import poster_of
from render.scene.variants import vary
from render.stage.painter import Painter
from tests.command import output_of
from tests.making import names, produce

SIZE, BRIEF = (320, 180), Timeline(hold=0.2)
tour = Tour(Random(Family((1, 5, 1), "tanh"), 3, seed=4), Curves())


def test_all_files_and_nothing_else(tmp_path):
    paths = produce(tour, "a", tmp_path, size=SIZE)
    assert names(tmp_path) == ["a.gif", "a.json", "a.mp4", "a.png"]
    assert sorted(path.name for path in paths) == names(tmp_path)


def test_the_record_has_what_decides_a_pixel(tmp_path):
    produce(tour, "a", tmp_path, ["gif"], Timeline(0.5, 0.25, 20, True), SIZE)
    record = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert record["scene"] == "a"
    assert (record["seed"], record["layers"], record["activation"]) == (
        4,
        [1, 5, 1],
        "tanh",
    )
    assert record["timeline"] == {"hold": 0.5, "morph": 0.25, "fps": 20, "loop": True}
    assert {"numpy", "matplotlib", "freetype"} <= record["versions"].keys()
    assert record["made"]["a.gif"]["ffmpeg"]
    digest, painter = hashlib.blake2b(digest_size=16), Painter(SIZE)
    shots = list(Timeline(0.5, 0.25, 20, True).shots(3))
    for shot in shots:
        checksum = zlib.crc32(painter(tour.draw(shot.position)).tobytes())
        digest.update(checksum.to_bytes(4, "big"))
    assert record["frames"] == {
        "count": len(shots),
        "width": 320,
        "height": 180,
        "digest": digest.hexdigest(),
    }


def test_the_poster_is_the_first_stop_and_numbered_frames_are_all(tmp_path):
    produce(tour, "a", tmp_path, ["png"], Timeline(hold=1, morph=0.2, fps=10), SIZE)
    assert names(tmp_path) == ["a", "a.json", "a.png"]
    assert names(tmp_path / "a") == [f"{i:05d}.png" for i in range(34)]  # 10 a second
    first = Painter(SIZE)(tour.draw(0))
    for path in (tmp_path / "a.png", tmp_path / "a" / "00000.png"):
        np.testing.assert_array_equal(
            np.asarray(Image.open(path).convert("RGB")), first
        )


class Late:
    """A tour whose poster is not its first stop."""

    title, caption, stops = "late", "", 3

    def __init__(self, poster):
        self.poster = poster

    def draw(self, position):
        return tour.draw(position)


@pytest.mark.parametrize(
    ("poster", "stop", "formats"),
    [(1, 1, ["mp4", "png"]), (1, 1, ["pdf"]), (2, 2, ["gif"]), (7, 2, ["gif"])],
)
def test_the_poster_is_the_stop_that_the_scene_says(tmp_path, formats, poster, stop):
    pace = Timeline(hold=0.2, morph=0.2, fps=10)
    produce(Late(poster), "a", tmp_path, formats, pace, SIZE)
    shown = np.asarray(Image.open(tmp_path / "a.png").convert("RGB"))
    np.testing.assert_array_equal(shown, Painter(SIZE)(tour.draw(stop)))


STEPS = Story("Drawn", "", [Step("One", (1, 1)), Step("Two", (2, 1))], BRIEF)
CLEAR = Explanation(
    Random(Family((1, 1), "logistic"), 2000), Curves(), ("boundaries", "regions")
)
SUM = Addition(Random(Family((1, 3, 1), "tanh")), Curves())


@pytest.mark.parametrize(
    ("scene", "poster"),
    [
        *[(tour, 0), (replace(tour, poster=2), 2)],
        *[(STEPS, 1), (Story("Drawn", "", STEPS.steps, poster=0), 0)],
        *[(CLEAR, CLEAR.stops - 1), (replace(CLEAR, poster=1), 1)],
        *[(SUM, SUM.stops - 1), (replace(SUM, poster=2), 2)],
        *[(Beside([tour, STEPS]), 1), (Beside([replace(tour, poster=2), STEPS]), 2)],
        (vary(replace(tour, poster=2), networks=2), 1),
        (vary(replace(tour, poster=2), seed=7), 2),
        (vary(replace(CLEAR, poster=1), seed=7), 1),
    ],
)
def test_steps_are_seen_at_their_last_and_tours_at_the_network_they_say(scene, poster):
    assert poster_of(scene) == poster


def test_another_poster_is_another_picture_of_the_same_film(tmp_path):
    produce(tour, "a", tmp_path, ["gif"], BRIEF, SIZE)
    film = (tmp_path / "a.gif").stat()
    produce(replace(tour, poster=2), "a", tmp_path, ["gif"], BRIEF, SIZE)
    assert (tmp_path / "a.gif").stat() == film
    shown = np.asarray(Image.open(tmp_path / "a.png").convert("RGB"))
    np.testing.assert_array_equal(shown, Painter(SIZE)(tour.draw(2)))


def test_numbered_frames_need_no_ffmpeg(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
    produce(tour, "a", tmp_path / "out", ["png"], size=SIZE)
    record = json.loads((tmp_path / "out" / "a.json").read_text())
    assert record["files"] == ["a", "a.png"]
    assert record["made"].keys() == {"a", "a.png"}


def test_numbered_frames_replace_older_ones(tmp_path):
    produce(tour, "a", tmp_path, ["png"], size=SIZE)
    short = replace(tour, networks=replace(tour.networks, n=1))
    produce(short, "a", tmp_path, ["png"], size=SIZE)
    assert names(tmp_path / "a") == [f"{i:05d}.png" for i in range(30)]
    assert names(tmp_path) == ["a", "a.json", "a.png"]


def test_gif_and_film_show_the_same_pictures(tmp_path):
    produce(tour, "a", tmp_path, size=SIZE)
    with av.open(tmp_path / "a.mp4") as film, Image.open(tmp_path / "a.gif") as gif:
        shown = [f.to_ndarray(format="rgb24") for f in film.decode(video=0)][:-2]
        assert len(shown) == gif.n_frames == 3
        for number, frame in enumerate(shown):
            gif.seek(number)
            true = Painter(SIZE)(tour.draw(number)).astype(int)
            assert np.abs(frame - true).mean() < 3
            assert np.abs(np.asarray(gif.convert("RGB")) - true).mean() < 1
            assert tuple(frame[2, 2]) == (0, 0, 0)  # the background


def test_twice_the_same_is_the_same_bytes(tmp_path):
    for name in ("first", "second"):
        produce(tour, "a", tmp_path / name, size=SIZE)
    for name in names(tmp_path / "first"):
        assert (tmp_path / "first" / name).read_bytes() == (
            tmp_path / "second" / name
        ).read_bytes()


@pytest.mark.parametrize("script", ["head -c 9999 >/dev/null; exit 1", "exit 0"])
def test_older_files_survive_a_failure_and_nothing_half_is_left(
    tmp_path, monkeypatch, script
):
    produce(tour, "a", tmp_path / "out", size=SIZE)
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    fake = tmp_path / "ffmpeg"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(fake))
    with pytest.raises(RenderError):
        produce(tour, "a", tmp_path / "out", size=SIZE, timeline=Timeline(hold=2))
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


def test_nothing_is_left_when_drawing_fails(tmp_path):
    class Broken:
        title, caption, stops = "broken", "", 3

        def draw(self, position):
            if position == 2:
                raise ZeroDivisionError
            return tour.draw(position)

    words = (
        r"scene broken fails at 2: ZeroDivisionError, in test_produce\.py, line \d+$"
    )
    with pytest.raises(RenderError, match=words):
        produce(Broken(), "a", tmp_path, size=SIZE)
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"output .*file.*expected a folder"):
        produce(tour, "a", tmp_path / "file" / "out", size=SIZE)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_film(tmp_path):
    """Peak memory of a film of 2,000 frames is within a quarter of one of 50."""
    peaks = [peak_of_a_film(tmp_path / str(n), n) for n in (50, 2000)]
    assert peaks[1] < 1.25 * peaks[0]


def peak_of_a_film(folder, n_frames):
    code = f"""
import resource
from pathlib import Path
from tests.test_produce import *
produce(replace(tour, networks=replace(tour.networks, n=2)), "a",
        Path({str(folder)!r}),
        timeline=Timeline(hold=0, morph={n_frames} / 100, fps=100), size=(160, 90))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
      + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path)}
    return int(output_of(sys.executable, "-c", code, env=environment).split()[-1])

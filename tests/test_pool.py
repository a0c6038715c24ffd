"""Pools: frames and scenes made in other processes are the same, to the byte."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Lock, Timer
from urllib.error import HTTPError

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from model import Family, Random
from render import Curves, RenderError, Timeline, Tour
from render.errors import LostError, StoppedError
from render.make import many, pool
from render.make.film import Film, paint_here
from render.make.pool import Pool, processes
from render.style.themes import DARK, TRANSPARENT
from tests.command import invoke, output_of
from tests.making import contents

SIZE = (160, 90)
tour = Tour(Random(Family((1, 5, 1), "tanh"), 3, seed=4), Curves())
film = Film(tour, Timeline(hold=0, morph=1, fps=10), SIZE, DARK)
positions = [shot.position for shot in film.shots]


def never():
    pass


def call(pool, function, *args):
    """What a function returns in one of a pool's processes."""
    [(_, result)] = pool.each(function, {"it": args})
    return result()


@pytest.fixture(scope="module")
def two():
    with processes(2, never) as pool:
        yield pool


class Bent:
    """A scene of a kind of its own."""

    title, caption, stops = "bent", "", 2

    def __init__(self, by):
        self.by = lambda position: position + by  # no pickle holds this

    def draw(self, position):
        return tour.draw(self.by(position))


@pytest.mark.parametrize(
    "film",
    [film, replace(film, style=TRANSPARENT), replace(film, scene=Bent(0.5))],
)
def test_frames_are_the_same_in_any_process(two, monkeypatch, film):
    monkeypatch.setattr(pool, "CHUNK", 3 * 4 * SIZE[0] * SIZE[1])
    backwards = positions[:9][::-1]
    there = list(two.paint(film, backwards))
    here = list(paint_here(film, backwards))
    assert len(there) == 9
    for frame, true in zip(there, here, strict=True):
        np.testing.assert_array_equal(frame, true)


@pytest.mark.parametrize(
    "options",
    [
        ["tanh_1layer", "--networks", "2", "--hold", "0", "--morph", "4"],
        pytest.param(
            ["tanh_1layer", "linear_1layer", "tanh_2layer", "--networks", "9"],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_files_are_the_same_for_every_number_of_jobs(tmp_path, monkeypatch, options):
    monkeypatch.setattr(many, "LONG", 20)
    started = []
    monkeypatch.setattr(
        pool, "processes", lambda n, check: started.append(n) or processes(n, check)
    )
    for jobs in ("1", "2", "3"):
        command = ["scene", *options, "--size", "160x90", "--jobs", jobs]
        result = invoke(*command, "--output", str(tmp_path / jobs))
        assert result.exit_code == 0, result.output
    assert started == [2, 3]
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert contents(tmp_path / "1") == contents(tmp_path / "3")


class Counting(ThreadPoolExecutor):
    """An executor that knows how much is under way, or waits to be taken."""

    def __init__(self):
        super().__init__(2)
        self.out = self.most = 0

    def submit(self, *args, **kwargs):
        future = super().submit(*args, **kwargs)
        self.out += 1
        self.most = max(self.most, self.out)
        take = future.result
        future.result = lambda timeout=None: self.taken(take, timeout)
        return future

    def taken(self, take, timeout):
        result = take(timeout)
        self.out -= 1
        return result


def test_only_so_many_frames_are_in_flight(monkeypatch):
    monkeypatch.setattr(pool, "CHUNK", 1)  # a frame each
    with Counting() as executor:
        frames = Pool(2, executor, never).paint(film, positions)
        for _ in range(3):
            next(frames)
        assert executor.most == 2 + pool.AHEAD
        frames.close()


def surroundings(progress):
    blas = [i["num_threads"] for i in threadpool_info() if i["user_api"] == "blas"]
    np.ones((2, 2)) @ np.ones((2, 2))
    return os.getpid(), blas


def test_work_is_done_elsewhere_with_one_thread_for_blas(two):
    process, threads = call(two, surroundings)
    assert process != os.getpid()
    assert threads and set(threads) == {1}


def failing(message, progress):
    raise RenderError(message)


def odd(progress):
    raise HTTPError("", 404, "not found", None, None)


def dying(progress):
    os._exit(3)


class Fatal:
    """Kills its process soon after it is pickled, while it is on its way."""

    def __reduce__(self):
        Timer(0.02, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return int, ()


def dying_while_it_answers(progress):
    return [bytes(400_000_000), Fatal()]


def patient(progress):
    """Go on until asked to stop."""
    while True:
        progress(0, 1)


def test_errors_come_back_as_they_are(two):
    with pytest.raises(RenderError, match="so it is"):
        call(two, failing, "so it is")


def test_errors_that_no_pickle_holds_come_back_in_words(two):
    with pytest.raises(RenderError, match="HTTPError: HTTP Error 404: not found"):
        call(two, odd)


def test_a_process_that_is_lost_is_told_of():
    with processes(2, never) as own:
        with pytest.raises(LostError, match="a process was killed"):
            call(own, dying)
        with pytest.raises(LostError, match="a process was killed"):
            call(own, surroundings)


def test_a_process_that_is_lost_while_it_answers_is_told_of():
    with processes(2, never) as own, pytest.raises(LostError, match="was killed"):
        call(own, dying_while_it_answers)


def test_all_stops_when_asked_to():
    asked = []

    def check():
        asked.append(1)
        if len(asked) > 3:
            raise StoppedError

    with processes(1, check) as own, pytest.raises(StoppedError):
        call(own, patient)


LOSING = """
from tests.test_pool import *

for turn in range(6):
    with processes(2, never) as own:
        victims = own.executor._processes
        Timer(1 + turn / 100, lambda: os.kill(min(victims), signal.SIGKILL)).start()
        try:
            for _, result in own.each(patient, {"one": (), "two": ()}):
                result()
        except LostError:
            print(turn)
"""


@pytest.mark.slow
def test_a_process_may_be_lost_at_any_moment():
    """Also while it looks whether to stop, which it does all the time here."""
    lines = output_of(sys.executable, "-c", LOSING, timeout=60).split()
    assert lines == [str(turn) for turn in range(6)]


def hanging(progress):
    time.sleep(600)


def test_what_does_not_stop_when_asked_to_is_killed(monkeypatch):
    monkeypatch.setattr(pool, "GRACE", 0.5)

    def check():
        raise StoppedError

    start = time.monotonic()
    with processes(1, check) as own, pytest.raises(LostError):
        call(own, hanging)
    assert time.monotonic() - start < 60


def test_what_cannot_be_sent_is_told_of(two):
    with pytest.raises(RenderError, match="try --jobs 1"):
        call(two, failing, Lock())


def test_other_versions_are_refused(monkeypatch):
    class Here:
        """An executor at once, in this process."""

        def submit(self, function, sent, versions):
            future = Future()
            future.set_result(function(sent, versions | {"numpy": "0.1"}))
            return future

    with pytest.raises(RenderError, match="a worker has another version of numpy"):
        call(Pool(1, Here(), never), surroundings)


SCRIPT = """
import sys

import helper
from model import Family, Random
from render import Curves, Tour

tour = Tour(Random(Family((1, 3, 1), "tanh"), 2), Curves())


class Own:
    caption, stops = "", 2

    def __init__(self, title, act=lambda position: 0):
        self.title, self.act = title, act

    def draw(self, position):
        self.act(position)
        return helper.same(tour.draw(position))


good, other = Own("good"), Own("other")
wrong, gone = Own("wrong", lambda position: 1 / 0), Own("gone", sys.exit)
"""


@pytest.fixture
def render(tmp_path):
    """Render scenes of a script elsewhere, with many frames in two processes."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.py").write_text(SCRIPT)
    (tmp_path / "own" / "helper.py").write_text("def same(plot):\n    return plot\n")

    def run(*names):
        program = "from render.__main__ import run; run()"
        command = [sys.executable, "-c", program, "scene"]
        command += [f"own/own.py:{name}" for name in names]
        command += ["--size", "64x64", "--format", "gif", "--hold", "0", "--morph", "4"]
        options = {"cwd": tmp_path, "capture_output": True, "text": True}
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))
        }
        done = subprocess.run(
            [*command, "--fps", "50", "--jobs", "2"], **options, env=env
        )
        made = {path.name for path in tmp_path.glob("output/*.gif")}
        return done.returncode, done.stderr.splitlines(), made

    return run


@pytest.mark.parametrize(
    "names",
    [["good"], pytest.param(["good", "other"], marks=pytest.mark.slow)],
)
def test_a_script_may_use_what_is_beside_it(render, names):
    assert render(*names) == (0, [], {f"{name}.gif" for name in names})
    assert render(*names)[1] == [f"render: {len(names)} of {len(names)} up to date"]


@pytest.mark.slow
def test_a_scene_that_fails_says_where_and_the_others_are_made(render):
    status, words, made = render("wrong", "good", "gone")
    assert status == 1 and made == {"good.gif"}
    assert words[-1] == "render: 2 of 3 scenes failed: " + ", ".join(
        sorted(["wrong", "gone"], key=words[-1].index)
    )
    assert any("ZeroDivisionError: division by zero, in own.py" in w for w in words)
    assert any("SystemExit: 0" in w for w in words)
    status, words, made = render("wrong")
    assert status == 1 and len(words) == 1

"""Pools: frames and scenes made in other processes are the same, to the byte."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Lock

import numpy as np
import pytest
from click.testing import CliRunner
from threadpoolctl import threadpool_info

from model import Family
from render import Curves, RenderError, Timeline, Tour, pool
from render.cli import main, making
from render.errors import LostError, StoppedError
from render.film import Film, paint_here
from render.pool import Pool, processes
from render.style import DARK, TRANSPARENT

SIZE = (160, 90)
tour = Tour(Family((1, 5, 1), "tanh"), Curves(), networks=3, seed=4)
film = Film(tour, Timeline(hold=0, morph=1, fps=10), SIZE, DARK)
positions = [shot.position for shot in film.shots]


def never():
    pass


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


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    "options",
    [
        ["tanh_1layer", "--networks", "2", "--hold", "0", "--morph", "4"],
        ["tanh_1layer", "linear_1layer", "tanh_2layer", "--networks", "9"],
    ],
)
def test_files_are_the_same_for_every_number_of_jobs(tmp_path, monkeypatch, options):
    monkeypatch.setattr(making, "LONG", 20)
    started = []
    monkeypatch.setattr(
        pool, "processes", lambda n, check: started.append(n) or processes(n, check)
    )
    for jobs in ("1", "2", "3"):
        command = ["scene", *options, "--size", "160x90", "--jobs", jobs]
        result = CliRunner().invoke(main, [*command, "--output", str(tmp_path / jobs)])
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
        frames = Pool(executor, 2, never).paint(film, positions)
        for _ in range(3):
            next(frames)
        assert executor.most == 2 + pool.AHEAD
        frames.close()


def surroundings(progress):
    blas = [i["num_threads"] for i in threadpool_info() if i["user_api"] == "blas"]
    np.ones((2, 2)) @ np.ones((2, 2))
    return os.getpid(), blas


def test_work_is_done_elsewhere_with_one_thread_for_blas(two):
    process, threads = two.call(surroundings)
    assert process != os.getpid()
    assert threads and set(threads) == {1}


def failing(message, progress):
    raise RenderError(message)


def dying(progress):
    os._exit(3)


def patient(progress):
    """Go on until asked to stop."""
    while True:
        progress(0, 1)


def test_errors_come_back_as_they_are(two):
    with pytest.raises(RenderError, match="so it is"):
        two.call(failing, "so it is")


def test_a_process_that_is_lost_is_told_of():
    with processes(2, never) as own:
        with pytest.raises(LostError, match="a process was killed"):
            own.call(dying)
        with pytest.raises(LostError, match="a process was killed"):
            own.call(surroundings)


def test_all_stops_when_asked_to():
    asked = []

    def check():
        asked.append(1)
        if len(asked) > 3:
            raise StoppedError

    with processes(1, check) as own, pytest.raises(StoppedError):
        own.call(patient)


def test_what_cannot_be_sent_is_told_of(two):
    with pytest.raises(RenderError, match="try --jobs 1"):
        two.call(failing, Lock())


def test_other_versions_are_refused(monkeypatch):
    class Here:
        """An executor at once, in this process."""

        def submit(self, function, sent, versions):
            future = Future()
            future.set_result(function(sent, versions | {"numpy": "0.1"}))
            return future

    with pytest.raises(RenderError, match="a worker has another version of numpy"):
        Pool(Here(), 1, never).call(surroundings)

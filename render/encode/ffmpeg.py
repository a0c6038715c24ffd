"""ffmpeg as a process, which only this file starts."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from queue import Full, Queue
from threading import Thread
from typing import IO

import numpy as np

from render.errors import RenderError

Write = Callable[[np.ndarray], None]  # takes a frame
Frames = Queue[np.ndarray | None]  # None after the last

WAITING = 3  # frames that may wait for ffmpeg
GLANCE = 0.2  # seconds between two looks at whether something failed
PATIENCE = 120.0  # seconds, for ffmpeg to take a frame, or to end after the last
STANDSTILL = f"ffmpeg is at a standstill: nothing came of it in {PATIENCE:g} s"
MOST_WORDS = 1_000_000  # bytes of what ffmpeg says that are read
MOST_SECONDS = 600  # for ffmpeg to read a film
MOST_PIXELS = 90_000_000  # of a picture that ffmpeg may decode


@contextmanager
def piped(arguments: list[str]) -> Iterator[Write]:
    """Give a function that sends frames to ffmpeg, from a thread of its own.

    Raises RenderError, with the last lines that ffmpeg wrote, if it cannot be started,
    fails, ends before it has taken everything, or is at a standstill.
    """
    waiting: Frames = Queue(WAITING)
    failures: list[Exception] = []
    with tempfile.TemporaryFile() as log, _started(arguments, log) as process:
        sending = (waiting, process.stdin, failures)
        thread = Thread(target=_send, args=sending, daemon=True)
        thread.start()
        problems = []
        try:
            yield lambda frame: _put(waiting, frame, failures)
            _put(waiting, None, failures)
            _join(thread)
            if failures:
                raise failures[0]
        except BaseException as error:
            if error not in failures or not isinstance(error, BrokenPipeError):
                process.kill()
                raise
            problems = ["it hung up early"]
        finally:
            with suppress(Full):  # then the thread is writing, and will fail
                waiting.put_nowait(None)
        problems += _ending(process)
        if problems:
            log.seek(0)
            words = log.read().decode(errors="replace").strip().splitlines()[-2:]
            problem = f"ffmpeg failed: {', '.join(problems)}"
            raise RenderError("; ".join([problem, *words]))


@contextmanager
def _started(arguments: list[str], log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start ffmpeg; at the end of the block it has ended, or is killed."""
    command = [executable(), "-v", "error", "-y", *arguments]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log
        )
    except OSError as error:
        raise RenderError(f"ffmpeg does not start: {error}") from error
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdin:
            with suppress(BrokenPipeError):
                process.stdin.close()


def _send(waiting: Frames, pipe: IO[bytes], failures: list[Exception]) -> None:
    """Write frames that wait into a pipe, and close it; stop when something fails."""
    try:
        while (frame := waiting.get()) is not None:
            pipe.write(np.ascontiguousarray(frame).data)
        pipe.close()
    except Exception as error:
        failures.append(error)


def _put(waiting: Frames, frame: np.ndarray | None, failures: list[Exception]) -> None:
    """Queue a frame for ffmpeg once there is room. frame: None after the last."""
    end = time.monotonic() + PATIENCE
    while not failures:
        with suppress(Full):
            return waiting.put(frame, timeout=GLANCE)
        if time.monotonic() > end:
            raise RenderError(STANDSTILL)
    raise failures[0]


def _join(thread: Thread) -> None:
    """Wait until a thread has ended; raise RenderError if it does not."""
    thread.join(PATIENCE)
    if thread.is_alive():
        raise RenderError(STANDSTILL)


def _ending(process: subprocess.Popen[bytes]) -> list[str]:
    """What goes wrong when ffmpeg ends, in words; none if all goes well."""
    # A thread: process.wait with a timeout sleeps between its looks.
    waiting = Thread(target=process.wait, daemon=True)
    waiting.start()
    _join(waiting)
    status = process.returncode
    if status < 0:
        return [f"killed by signal {-status}"]
    return [f"status {status}"] if status else []


def describe(path: Path, container: str, filters: str = "null") -> str:
    """What ffmpeg says, in lines, about a film that it decodes from start to end.

    Lines begin with their level: "[info]   Stream #0:0: Video: h264 (High) ...". If
    ffmpeg fails, one of them is an [error] or [fatal].

    container: as ffmpeg calls it; without it, a file could have ffmpeg open others.
    filters: what the pictures go through; showinfo writes a line about each.
    Raises RenderError if ffmpeg does not start, TimeoutError if it does not end.
    """
    command = [
        *[executable(), "-hide_banner", "-nostats", "-v", "level+info", "-xerror"],
        *["-max_pixels", str(MOST_PIXELS), "-threads", "2", "-f", container],
        *["-protocol_whitelist", "file", "-i", url(path)],
        *["-map", "0:v:0", "-map", "0:a?", "-vf", filters],
        *["-fps_mode", "passthrough", "-f", "null", "-"],
    ]
    with tempfile.TemporaryFile() as log:
        try:
            status = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                timeout=MOST_SECONDS,
            ).returncode
        except OSError as error:
            raise RenderError(f"ffmpeg does not start: {error}") from error
        except subprocess.TimeoutExpired as error:
            words = f"ffmpeg does not get through in {MOST_SECONDS} s"
            raise TimeoutError(words) from error
        log.seek(0)
        words = log.read(MOST_WORDS).decode(errors="replace")
    if status and "[" not in words:  # it has not looked at anything
        raise RenderError(f"ffmpeg failed: status {status}")
    return words + (f"\n[fatal] status {status}" if status else "")


def url(path: Path) -> str:
    """A path as ffmpeg takes it: in plain names it finds protocols and options."""
    return f"file:{path.absolute()}"


def executable() -> str:
    """Where ffmpeg is: imageio-ffmpeg's own, or what IMAGEIO_FFMPEG_EXE names.

    Raises RenderError if it is nowhere.
    """
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        return get_ffmpeg_exe()
    except RuntimeError as error:
        raise RenderError(f"ffmpeg is missing: {error}") from error


def version() -> str:
    """ffmpeg's own version. Raises RenderError if it is missing or does not say."""
    return _version_of(executable())


@cache
def _version_of(executable: str) -> str:
    from imageio_ffmpeg import get_ffmpeg_version

    try:
        return get_ffmpeg_version()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise RenderError(f"ffmpeg does not say its version: {error}") from error

"""ffmpeg as a process. Only this file starts one."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from queue import Full, Queue
from threading import Thread
from typing import BinaryIO

import numpy as np

from render.errors import RenderError

Write = Callable[[np.ndarray], None]

WAITING = 3  # frames that may wait for ffmpeg
GLANCE = 0.2  # seconds
PATIENCE = 120.0  # seconds, for ffmpeg to take a frame, or to end after the last
STANDSTILL = f"ffmpeg is at a standstill: nothing came of it in {PATIENCE:g} s"
MOST_WORDS = 1_000_000  # bytes of what ffmpeg says
MOST_SECONDS = 600  # to read a film in
MOST_PIXELS = 90_000_000  # of a picture to decode


@contextmanager
def piped(arguments: list[str]) -> Iterator[Write]:
    """Give a function that sends frames to ffmpeg, from a thread of its own.

    Raises RenderError with ffmpeg's last words where it cannot be started, fails, ends
    before it has taken everything, or is at a standstill.
    """
    waiting: Queue[np.ndarray | None] = Queue(WAITING)
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
            with suppress(Full):  # then it is writing, and will fail
                waiting.put_nowait(None)
        problems += _ending(process)
        if problems:
            log.seek(0)
            words = log.read().decode(errors="replace").strip().splitlines()[-2:]
            problem = f"ffmpeg failed: {', '.join(problems)}"
            raise RenderError("; ".join([problem, *words]))


@contextmanager
def _started(arguments: list[str], log: BinaryIO) -> Iterator[subprocess.Popen]:
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
        with suppress(BrokenPipeError):
            process.stdin.close()


def _send(waiting: Queue, pipe: BinaryIO, failures: list[Exception]) -> None:
    """Write what waits into a pipe, and close it, until something fails."""
    try:
        while (frame := waiting.get()) is not None:
            pipe.write(np.ascontiguousarray(frame).data)
        pipe.close()
    except Exception as error:
        failures.append(error)


def _put(waiting: Queue, frame: np.ndarray | None, failures: list[Exception]) -> None:
    """Let a frame wait for ffmpeg, as soon as there is room."""
    end = time.monotonic() + PATIENCE
    while not failures:
        with suppress(Full):
            return waiting.put(frame, timeout=GLANCE)
        if time.monotonic() > end:
            raise RenderError(STANDSTILL)
    raise failures[0]


def _join(thread: Thread) -> None:
    """Wait until a thread has ended, but not for ever."""
    thread.join(PATIENCE)
    if thread.is_alive():
        raise RenderError(STANDSTILL)


def _ending(process: subprocess.Popen) -> list[str]:
    """How ffmpeg ends, in words; none if all goes well."""
    waiting = Thread(target=process.wait, daemon=True)  # with a timeout it would doze
    waiting.start()
    _join(waiting)
    status = process.returncode
    if status < 0:
        return [f"killed by signal {-status}"]
    return [f"status {status}"] if status else []


def describe(path: Path, container: str, filters: str = "null") -> str:
    """What ffmpeg says of a film, all of which it decodes, line by line.

    Lines have their level in front: "[info]   Stream #0:0: Video: h264 (High) ...".
    Where it fails there is one of [error] or [fatal].

    container: as ffmpeg calls it, or a file could have it open others.
    filters: what the pictures go through; showinfo gives words on each.
    Raises RenderError if ffmpeg does not start, TimeoutError if it does not end.
    """
    command = [
        *[executable(), "-hide_banner", "-nostats", "-v", "level+info", "-xerror"],
        *["-max_pixels", str(MOST_PIXELS), "-threads", "2", "-f", container],
        *["-protocol_whitelist", "file", "-i", url(path)],
        *["-map", "0:v:0", "-map", "0:a?", "-vf", filters],
        *["-fps_mode", "passthrough", "-f", "null", "-"],
    ]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    with tempfile.TemporaryFile() as log:
        try:
            done = subprocess.run(command, **quiet, stderr=log, timeout=MOST_SECONDS)
        except OSError as error:
            raise RenderError(f"ffmpeg does not start: {error}") from error
        except subprocess.TimeoutExpired as error:
            words = f"ffmpeg does not get through in {MOST_SECONDS} s"
            raise TimeoutError(words) from error
        log.seek(0)
        words = log.read(MOST_WORDS).decode(errors="replace")
    if done.returncode and "[" not in words:  # it has not looked at anything
        raise RenderError(f"ffmpeg failed: status {done.returncode}")
    return words + (f"\n[fatal] status {done.returncode}" if done.returncode else "")


def url(path: Path) -> str:
    """How ffmpeg is told of a file: it finds protocols and options in plain names."""
    return f"file:{path.absolute()}"


def executable() -> str:
    """Where ffmpeg is: imageio-ffmpeg's own, or what IMAGEIO_FFMPEG_EXE names."""
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        return get_ffmpeg_exe()
    except RuntimeError as error:
        raise RenderError(f"ffmpeg is missing: {error}") from error


def version() -> str:
    """ffmpeg's own version."""
    return _version_of(executable())


@cache
def _version_of(executable: str) -> str:
    from imageio_ffmpeg import get_ffmpeg_version

    try:
        return get_ffmpeg_version()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise RenderError(f"ffmpeg does not say its version: {error}") from error

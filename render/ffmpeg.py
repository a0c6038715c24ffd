"""ffmpeg as a process. Only this file starts one."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import BinaryIO

import numpy as np

from render.errors import RenderError

Write = Callable[[np.ndarray], None]

WAITING = 3  # frames that may wait for ffmpeg
MOST_WORDS = 1_000_000  # bytes of what ffmpeg says
MOST_SECONDS = 600  # to read a film in
MOST_PIXELS = 90_000_000  # of a picture to decode


@contextmanager
def piped(arguments: list[str]) -> Iterator[Write]:
    """Give a function that sends frames to ffmpeg, from a thread of its own."""
    waiting: Queue[np.ndarray | None] = Queue(WAITING)
    failures: list[Exception] = []

    def send(pipe: BinaryIO) -> None:
        while (frame := waiting.get()) is not None:
            try:
                if not failures:
                    pipe.write(np.ascontiguousarray(frame).data)
            except Exception as error:
                failures.append(error)

    def write(frame: np.ndarray) -> None:
        waiting.put(frame)
        if failures:
            raise failures[0]

    with run(arguments) as process:
        thread = Thread(target=send, args=[process.stdin], daemon=True)
        thread.start()
        try:
            yield write
        except BaseException:
            if not failures:  # else ffmpeg has ended by itself, and left its words
                process.kill()
            raise
        finally:
            waiting.put(None)
            thread.join()
        if failures:
            raise failures[0]


@contextmanager
def run(arguments: list[str]) -> Iterator[subprocess.Popen]:
    """Run ffmpeg while the block lasts, and wait for its end.

    Raises RenderError with ffmpeg's last words where it cannot be started, fails, or
    ends before it has taken everything.
    """
    command = [executable(), "-v", "error", "-y", *arguments]
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log
            )
        except OSError as error:
            raise RenderError(f"ffmpeg does not start: {error}") from error
        try:
            yield process
            process.stdin.close()
            problem = "" if process.wait() == 0 else f"status {process.returncode}"
        except BrokenPipeError:
            process.wait()
            problem = f"it hung up early, status {process.returncode}"
        finally:
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):
                process.stdin.close()
        if problem:
            log.seek(0)
            words = log.read().decode(errors="replace").strip().splitlines()[-2:]
            raise RenderError("; ".join([f"ffmpeg failed: {problem}", *words]))


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
    from imageio_ffmpeg import get_ffmpeg_version

    try:
        return get_ffmpeg_version()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise RenderError(f"ffmpeg does not say its version: {error}") from error

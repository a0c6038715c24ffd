"""Workers: what other processes do for a pool, and how work gets to them.

Functions and their arguments are sent by value, also instances of classes that a user's
own script defines.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from ctypes import c_bool
from functools import lru_cache
from multiprocessing import parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any

import cloudpickle
import numpy as np

from render.encode.ffmpeg import version
from render.encode.png import link
from render.errors import InputError, RenderError, StoppedError
from render.make.digests import program_digest
from render.make.fulfil import Made, make_files
from render.make.order import Order
from render.make.versions import versions
from render.make.watch import Progress
from render.scene.scenes import plot_at

# What is in files, by their names; or the name of another file with the same contents.
Contents = dict[str, bytes | str]

_stop: c_bool | None = None  # of this process, if it belongs to a pool
_alone = Lock()  # matplotlib cannot paint in two threads


def begin(stop: c_bool) -> None:
    """Begin a process of a pool, which ignores Ctrl-C and ends with its parent.

    stop: in shared memory; set by the parent when all is to stop. It has no lock, which
        a process that is killed could keep for ever.
    """
    global _stop
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def packed(value: object) -> bytes:
    """A value as bytes, for another process.

    Raises RenderError for a value that cannot be sent.
    """
    try:
        return cloudpickle.dumps(value)
    except Exception as error:  # a user's own scene may hold anything
        words = f"a scene cannot be sent to another process ({error}): try --jobs 1"
        raise RenderError(words) from error


def perform(sent: bytes, sender: dict[str, object]) -> Any:
    """Call a function that was sent, with one thread for BLAS, and give its result.

    sent: the function and its arguments, packed; it is also given a progress.
    sender: the sender's versions.
    Raises RenderError if versions differ here, or for any error that is not this
    program's own.
    """
    from threadpoolctl import threadpool_limits

    here = all_versions()
    if other := [name for name in sender if here.get(name) != sender[name]]:
        raise RenderError(
            f"a worker has another version of {other[0]}: install this one"
        )
    function, args = pickle.loads(sent)
    try:
        with _alone, threadpool_limits(1, "blas"):
            return function(*args, progress=_heed)
    except (InputError, RenderError, StoppedError):
        raise
    except Exception as error:  # it might not be picklable
        traceback.print_exception(error)
        raise RenderError(f"{type(error).__name__}: {error}") from None


def _heed(done: int, total: int) -> None:
    """A progress that raises StoppedError once the pool is to stop."""
    if _stop and _stop.value:
        raise StoppedError


def all_versions() -> dict[str, object]:
    """The versions that must be the same in all processes for files to be the same."""
    own: dict[str, object] = {"render": program_digest()}
    own["Python"] = sys.version_info[:2]  # because code is sent
    with suppress(RenderError):  # there may be no ffmpeg if no file needs it
        own["ffmpeg"] = version()
    return {**own, **versions()}


def paint_chunk(
    sent: bytes, positions: Sequence[float], progress: Progress
) -> list[np.ndarray]:
    """The frames of a film at some positions; sent: the film, packed."""
    paint = _painting(sent)
    frames: list[np.ndarray] = []
    for position in positions:
        progress(len(frames), len(positions))
        frames.append(paint(position))
    return frames


@lru_cache(maxsize=1)
def _painting(sent: bytes) -> Callable[[float], np.ndarray]:
    """A function that paints the frames of a packed film.

    The last film's is kept, with what its frames have in common.
    """
    from render.stage.painter import Painter

    film = pickle.loads(sent)
    painter = Painter(film.size, film.style)
    return lambda position: painter(plot_at(film.scene, position))


def make_far(
    order: Order, files: Collection[str], progress: Progress
) -> tuple[Made, Contents]:
    """Make files of an order as make_files does, and give their contents.

    A file with several names has its contents under the first alone.
    """
    contents: Contents = {}
    names: dict[int, str] = {}  # the first name of each file, by inode
    with TemporaryDirectory() as folder:
        result = make_files(order, files, Path(folder), progress=progress)
        for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
            name, inode = str(path.relative_to(folder)), path.stat().st_ino
            contents[name] = names.get(inode) or path.read_bytes()
            names.setdefault(inode, name)
    return result, contents


def unpack(contents: Contents, work: Path) -> None:
    """Write files that were made on another disk into a workshop."""
    for name, content in contents.items():
        (work / name).parent.mkdir(exist_ok=True)
        if isinstance(content, str):
            link(work / content, work / name)
        else:
            (work / name).write_bytes(content)

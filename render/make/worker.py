"""Workers: what other processes do for a pool, and how work gets to them.

Functions and what they are given are sent by value, also what is of a class that a
script of one's own has.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import lru_cache
from multiprocessing import parent_process
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

import cloudpickle
import numpy as np

from render.encode.ffmpeg import version
from render.encode.png import link
from render.errors import InputError, RenderError, StoppedError
from render.make.fulfil import Made, make_files
from render.make.key import program_digest
from render.make.order import Order
from render.make.versions import versions
from render.make.watch import Progress
from render.scene.scenes import plot_at

Contents = dict[str, bytes | str]  # of files, by name; a name for those that are equal

_stop: Event | None = None  # of this process, if it belongs to a pool
_alone = Lock()  # matplotlib cannot paint in two threads


def begin(stop: Event) -> None:
    """Begin a process of a pool: Ctrl-C is for the parent, which says when to stop."""
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

    Raises RenderError for what cannot be sent.
    """
    try:
        return cloudpickle.dumps(value)
    except Exception as error:  # whatever a scene of one's own may hold
        words = f"a scene cannot be sent to another process ({error}): try --jobs 1"
        raise RenderError(words) from error


def perform(sent: bytes, sender: dict[str, object]) -> object:
    """Perform what was sent, in whichever process this is, with one thread for BLAS.

    sent: a function and its arguments; it is also given a progress.
    sender: the sender's versions. Raises RenderError if others are here.
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
    except Exception as error:  # others might not get back
        traceback.print_exception(error)
        raise RenderError(f"{type(error).__name__}: {error}") from None


def _heed(done: int, total: int) -> None:
    """A progress that stops when the pool does."""
    if _stop and _stop.is_set():
        raise StoppedError


def all_versions() -> dict[str, object]:
    """What must be the same everywhere for files to be the same."""
    own = {"render": program_digest(), "Python": sys.version_info[:2]}  # code is sent
    with suppress(RenderError):  # what needs none can do without
        own["ffmpeg"] = version()
    return own | versions()


def paint_chunk(
    sent: bytes, positions: Sequence[float], progress: Progress
) -> list[np.ndarray]:
    """The frames at some positions of a film, which is packed."""
    paint, frames = _painting(sent), []
    for position in positions:
        progress(len(frames), len(positions))
        frames.append(paint(position))
    return frames


@lru_cache(maxsize=1)
def _painting(sent: bytes) -> Callable[[float], np.ndarray]:
    """What paints a film's frames: it keeps what they have in common."""
    from render.stage.painter import Painter

    film = pickle.loads(sent)
    painter = Painter(film.size, film.style)
    return lambda position: painter(plot_at(film.scene, position))


def make_far(
    order: Order, files: Collection[str], progress: Progress
) -> tuple[Made, Contents]:
    """Make files of an order as make_files does, and give back what is in them.

    Of a file under several names, the others are given back as the first name.
    """
    contents: Contents = {}
    names: dict[int, str] = {}  # of what is there already, under another name
    with TemporaryDirectory() as folder:
        made = make_files(order, files, Path(folder), progress=progress)
        for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
            name, file = str(path.relative_to(folder)), path.stat().st_ino
            contents[name] = names.get(file) or path.read_bytes()
            names.setdefault(file, name)
    return made, contents


def unpack(contents: Contents, work: Path) -> None:
    """Put what was made far away into a workshop, as if it were made there."""
    for name, content in contents.items():
        (work / name).parent.mkdir(exist_ok=True)
        if isinstance(content, str):
            link(work / content, work / name)
        else:
            (work / name).write_bytes(content)

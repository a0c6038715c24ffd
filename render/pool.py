"""Pools: processes that work is sent to, on this machine or on others.

A frame depends on its position alone, so frames can be painted anywhere, in any order,
and so can whole scenes be made. Functions and what they are given are sent by value,
also what is of a class that a script of one's own has.
"""

import os
import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread, Timer
from typing import TypeVar

import cloudpickle
import numpy as np

from render import ffmpeg
from render.errors import (
    AloneError,
    InputError,
    LostError,
    RenderError,
    StoppedError,
)
from render.film import Film, Progress
from render.key import source_digest
from render.order import Order
from render.produce import Made, fulfil, make_files
from render.scene import drawn
from render.versions import versions
from render.workshop import link

CHUNK = 24_000_000  # bytes of frames that are painted, and sent back, at once
MOST_IN_A_CHUNK = 32  # frames
AHEAD = 2  # chunks that wait, besides those being painted
GLANCE = 0.2  # seconds
GRACE = 5.0  # seconds, for processes to end in by themselves
KILLED = "a process was killed; fewer --jobs may help"

T = TypeVar("T")


@dataclass(frozen=True)
class Pool:
    """Processes that work is sent to.

    executor: any of Python's kind; workers: how many tasks it does at a time.
    watch: called while a result is awaited; what it raises ends that.
    is_far: whether the processes have other disks.
    """

    executor: Executor
    workers: int
    watch: Callable[[], None]
    is_far: bool = False

    def paint(self, film: Film, positions: Sequence[float]) -> Iterator[np.ndarray]:
        """Frames of a film, painted in chunks of contiguous ones.

        Only so many are under way, or wait, that memory stays the same.
        """
        sent = _packed(film)
        per_frame = 4 * film.size[0] * film.size[1]
        length = max(1, min(CHUNK // per_frame, MOST_IN_A_CHUNK))
        starts = range(0, len(positions), length)
        chunks = ((sent, positions[i : i + length]) for i in starts)
        for frames in self._in_order(paint_chunk, chunks):
            yield from frames

    def each(
        self, function: Callable[..., T], calls: Mapping[str, tuple]
    ) -> Iterator[tuple[str, Callable[[], T]]]:
        """What a function that also takes a progress returns for each call, by name.

        As soon as it is there, a function that returns it, or raises what it raised;
        LostError if the process is lost.
        """
        names = {self._submit(function, *args): name for name, args in calls.items()}
        try:
            while names:
                for future in wait(names, GLANCE, FIRST_COMPLETED).done:
                    yield names.pop(future), partial(self._result, future)
                self.watch()
        finally:
            for future in names:
                future.cancel()

    def fulfil(
        self, todo: Mapping[str, tuple[Order, Collection[str]]], folder: Path
    ) -> Iterator[tuple[str, Callable[[], list[Path]]]]:
        """Make files of orders, each in one process; by name, what gives the paths."""
        if not self.is_far:
            calls = {
                name: (order, folder, files) for name, (order, files) in todo.items()
            }
            yield from self.each(fulfil, calls)
            return
        for name, far in self.each(make_far, todo):
            order, files = todo[name]
            yield name, partial(fulfil, order, folder, files, partial(unpack, far))

    def _submit(self, function: Callable[..., T], *args: object) -> Future[T]:
        try:
            return self.executor.submit(perform, _packed((function, args)), _versions())
        except BrokenProcessPool as error:
            raise LostError(KILLED) from error

    def _result(self, future: Future[T]) -> T:
        while not wait([future], GLANCE).done:
            self.watch()
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise LostError(KILLED) from error
        except CancelledError as error:
            raise LostError("the cluster is gone") from error

    def _in_order(
        self, function: Callable[..., T], calls: Iterable[tuple]
    ) -> Iterator[T]:
        """What a function returns for each call, in their order."""
        waiting: deque[Future[T]] = deque()
        try:
            for args in calls:
                waiting.append(self._submit(function, *args))
                if len(waiting) == self.workers + AHEAD:
                    yield self._result(waiting.popleft())
            while waiting:
                yield self._result(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def processes(jobs: int, check: Callable[[], None]) -> Iterator[Pool]:
    """A pool of so many processes on this machine.

    They are spawned, never forked, and end with this process, however it ends.
    check: raises StoppedError when all is to stop, which the processes then do.
    Raises AloneError where no process can be started.
    """
    context = get_context("spawn")
    try:
        stop = context.Event()
        executor = ProcessPoolExecutor(jobs, context, _begin, (stop,))
        executor.submit(os.getpid)
    except (OSError, RuntimeError) as error:  # no shared memory, no thread, no process
        raise AloneError(f"no other process can be started ({error})") from error

    def own() -> list[BaseProcess]:
        return list((executor._processes or {}).values())

    def kill() -> None:
        for process in own():
            process.kill()
        # The rest of a result half sent is waited for while the pipe has a writer.
        if queue := executor._result_queue:
            queue._writer.close()

    late = Timer(GRACE, kill)  # what is under way ends soon, and tidies up; or else
    late.daemon = True

    def end() -> None:
        if not stop.is_set():
            stop.set()
            late.start()

    def watch() -> None:
        if any(process.exitcode for process in own()):
            kill()
        try:
            check()
        except StoppedError:
            end()

    try:
        yield Pool(executor, jobs, watch)
    finally:
        end()
        executor.shutdown(cancel_futures=True)
        late.cancel()
        late.join()


_stop: Event | None = None  # of this process, if it belongs to a pool
_alone = Lock()  # matplotlib cannot paint in two threads


def _begin(stop: Event) -> None:
    """Begin a process of a pool: Ctrl-C is for the parent, which says when to stop."""
    global _stop
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)


def _heed(done: int, total: int) -> None:
    """A progress that stops when the pool does."""
    if _stop and _stop.is_set():
        raise StoppedError


def perform(sent: bytes, versions: dict[str, object]) -> object:
    """Perform what was sent, in whichever process this is, with one thread for BLAS.

    versions: the sender's. Raises RenderError if others are here.
    """
    from threadpoolctl import threadpool_limits

    here = _versions()
    if other := [name for name in versions if here.get(name) != versions[name]]:
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


def paint_chunk(
    sent: bytes, positions: Sequence[float], progress: Progress
) -> list[np.ndarray]:
    """The frames of a film at some positions."""
    paint, frames = _painting(sent), []
    for position in positions:
        progress(len(frames), len(positions))
        frames.append(paint(position))
    return frames


@lru_cache(maxsize=1)
def _painting(sent: bytes) -> Callable[[float], np.ndarray]:
    """What paints a film's frames: it keeps what they have in common."""
    from render.paint import Painter

    film = pickle.loads(sent)
    painter = Painter(film.size, film.style)
    return lambda position: painter(drawn(film.scene, position))


def make_far(
    order: Order, files: Collection[str], progress: Progress
) -> tuple[Made, dict[str, bytes | str]]:
    """Make a scene's files as make_files does, and give back what is in them.

    Of a file under several names, the others are given back as the first name.
    """
    contents: dict[str, bytes | str] = {}
    names: dict[int, str] = {}  # of what is there already, under another name
    with TemporaryDirectory() as folder:
        made = make_files(order, files, Path(folder), progress)
        for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
            name, file = str(path.relative_to(folder)), path.stat().st_ino
            contents[name] = names.get(file) or path.read_bytes()
            names.setdefault(file, name)
    return made, contents


def unpack(
    far: Callable[[], tuple[Made, dict[str, bytes | str]]],
    order: Order,
    files: Collection[str],
    work: Path,
    progress: Progress,
) -> Made:
    """Put what was made far away into a workshop, as if it were made there."""
    made, contents = far()
    for name, content in contents.items():
        (work / name).parent.mkdir(exist_ok=True)
        if isinstance(content, str):
            link(work / content, work / name)
        else:
            (work / name).write_bytes(content)
    return made


def _packed(value: object) -> bytes:
    try:
        return cloudpickle.dumps(value)
    except Exception as error:  # whatever a scene of one's own may hold
        words = f"a scene cannot be sent to another process ({error}): try --jobs 1"
        raise RenderError(words) from error


def _versions() -> dict[str, object]:
    """What must be the same everywhere for files to be the same."""
    own = {"render": source_digest(), "Python": sys.version_info[:2]}  # code is sent
    with suppress(RenderError):  # what needs none can do without
        own["ffmpeg"] = ffmpeg.version()
    return own | versions()

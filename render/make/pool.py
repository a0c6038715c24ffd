"""Pools: processes that work is sent to, on this machine or on others.

A frame depends on its position alone, so frames can be painted, and whole scenes made,
anywhere and in any order.
"""

import os
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
from contextlib import ExitStack, contextmanager
from ctypes import c_bool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Timer
from typing import TypeVar

import numpy as np

from render.errors import AloneError, InputError, LostError, StoppedError
from render.make.film import Film, paint_here
from render.make.fulfil import Made, fulfil, settle
from render.make.order import Order
from render.make.watch import Watch
from render.make.worker import (
    Contents,
    all_versions,
    begin,
    make_far,
    packed,
    paint_chunk,
    perform,
    unpack,
)
from render.make.workshop import workshop

MOST_JOBS = 60  # processes that a pool can have on every system
CHUNK = 24_000_000  # bytes of the frames that a process paints and sends back together
MOST_IN_A_CHUNK = 32  # frames
AHEAD = 2  # chunks that wait, besides those being painted
GLANCE = 0.2  # seconds between two looks at whether to go on
GRACE = 5.0  # seconds in which processes may end by themselves
KILLED = "a process was killed; fewer --jobs may help"

T = TypeVar("T")


@dataclass(frozen=True)
class Pool:
    """Processes that work is sent to.

    workers: how many tasks are done at a time; 1 if this process is alone.
    executor: what runs the tasks; None if this process is alone.
    look: called while a result is awaited; what it raises ends the waiting.
    is_far: whether the processes have other disks than this one.
    """

    workers: int = 1
    executor: Executor | None = None
    look: Callable[[], None] = lambda: None
    is_far: bool = False

    def fulfil(
        self, due: Mapping[str, tuple[Order, Collection[str]]], folder: Path
    ) -> Iterator[tuple[str, Callable[[], list[Path]]]]:
        """Make files of orders in a folder, each order in one process.

        due: by name, an order and its files to make.
        Gives the name of each order that is done, and a function that returns the
        paths of its files, or raises the error that it failed with.
        """
        if not self.is_far:
            calls = {name: (*item, folder, None) for name, item in due.items()}
            yield from self.each(fulfil, calls)
            return
        for name, far in self.each(make_far, due):
            yield name, partial(_fetch, due[name][0], folder, far)

    def paint(self, film: Film, positions: Sequence[float]) -> Iterator[np.ndarray]:
        """The frames of a film at positions, in order, painted in chunks.

        Few chunks are under way or wait at a time, so that memory stays small.
        """
        if self.executor is None:
            yield from paint_here(film, positions)
            return
        sent = packed(film)
        per_frame = 4 * film.size[0] * film.size[1]
        length = max(1, min(CHUNK // per_frame, MOST_IN_A_CHUNK))
        starts = range(0, len(positions), length)
        chunks = ((sent, positions[i : i + length]) for i in starts)
        for frames in self._in_order(paint_chunk, chunks):
            yield from frames

    def each(
        self, function: Callable[..., T], calls: Mapping[str, tuple[object, ...]]
    ) -> Iterator[tuple[str, Callable[[], T]]]:
        """Call a function with several sets of arguments, all at the same time.

        function: also takes a progress, which raises StoppedError when all is to stop.
        Gives the name of each call that is done, and a function that returns its
        result, or raises its error; LostError if its process is lost.
        """
        names = {self._submit(function, *args): name for name, args in calls.items()}
        try:
            while names:
                for future in wait(names, GLANCE, FIRST_COMPLETED).done:
                    yield names.pop(future), partial(self._result, future)
                self.look()
        finally:
            for future in names:
                future.cancel()

    def _in_order(
        self,
        function: Callable[..., T],
        calls: Iterable[tuple[object, ...]],
    ) -> Iterator[T]:
        """The results of a function, in the order of the calls."""
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

    def _submit(self, function: Callable[..., T], *args: object) -> Future[T]:
        if self.executor is None:
            raise AloneError("there is no other process")
        try:
            sent = packed((function, args))
            return self.executor.submit(perform, sent, all_versions())
        except BrokenProcessPool as error:
            raise LostError(KILLED) from error

    def _result(self, future: Future[T]) -> T:
        while not wait([future], GLANCE).done:
            self.look()
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise LostError(KILLED) from error
        except CancelledError as error:
            raise LostError("the cluster is gone") from error


ALONE = Pool()


def _fetch(
    order: Order, folder: Path, far: Callable[[], tuple[Made, Contents]]
) -> list[Path]:
    """Put an order's files into a folder; far: returns them, made on another disk."""
    order.check_targets(folder)
    with workshop(folder, order.name) as work:
        result, contents = far()
        unpack(contents, work)
        settle(order, result, work, folder)
    return order.paths(folder)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_JOBS)
    return min(os.cpu_count() or 1, MOST_JOBS)


def check_jobs(jobs: int | None) -> None:
    """Raise InputError for no process, or more than there can be."""
    if jobs is not None and not 1 <= jobs <= MOST_JOBS:
        raise InputError("jobs", jobs, f"1 to {MOST_JOBS}")


@contextmanager
def processes_if_any(jobs: int, watch: Watch) -> Iterator[Pool]:
    """A pool of some processes; of this one alone if no other can be started."""
    with ExitStack() as stack:
        pool = ALONE
        if jobs > 1:
            try:
                pool = stack.enter_context(processes(jobs, watch.check))
            except AloneError as error:
                watch.say(f"{error}: all is done in this one")
        yield pool


@contextmanager
def processes(jobs: int, check: Callable[[], None]) -> Iterator[Pool]:
    """A pool of some processes on this machine.

    They are spawned, never forked, and end with this process, however it ends.
    check: raises StoppedError when all is to stop; the processes then stop.
    Raises AloneError if no process can be started.
    """
    context = get_context("spawn")
    try:
        stop = context.RawValue(c_bool, False)
        executor = ProcessPoolExecutor(jobs, context, begin, (stop,))
        executor.submit(os.getpid)
    except (OSError, RuntimeError) as error:  # no shared memory, no thread, no process
        raise AloneError(f"no other process can be started ({error})") from error

    def own() -> list[BaseProcess]:
        return list((executor._processes or {}).values())

    def kill() -> None:
        for process in own():
            process.kill()
        # While the pipe has a writer, the rest of a result half sent is waited for.
        if queue := executor._result_queue:
            queue._writer.close()  # type: ignore[attr-defined]  # private, untyped

    # Work under way ends soon, and tidies up; if not, it is ended by force.
    late = Timer(GRACE, kill)
    late.daemon = True

    def end() -> None:
        if not stop.value:
            stop.value = True
            late.start()

    def look() -> None:
        if any(process.exitcode for process in own()):
            kill()
        try:
            check()
        except StoppedError:
            end()

    try:
        yield Pool(jobs, executor, look)
    finally:
        end()
        executor.shutdown(cancel_futures=True)
        late.cancel()
        late.join()

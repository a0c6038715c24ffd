"""Workshops: hidden folders that files are made in, and leave when they are complete.

A process that uses a workshop holds a lock on it, which the system releases when the
process ends, however it ends. A workshop that nobody holds was left behind: the next
process that makes files in the same folder removes it.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOENT, EXDEV
from pathlib import Path

from render.errors import InputError, RenderError

try:
    import fcntl
except ImportError:  # Windows: nothing is locked there, and nothing cleared away
    fcntl = None  # type: ignore[assignment]  # a module elsewhere

PREFIX = ".render-"
TRIES = 100  # to begin a workshop while other processes tidy up
NAME = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")  # tempfile's ending


@contextmanager
def workshop(folder: Path, name: str, asked: str = "output") -> Iterator[Path]:
    """A hidden folder in the output folder, removed at the end.

    The output folder is made if need be, and removed again if nothing went into it.
    name: of what is made, for errors; asked: the option that names the folder.
    Raises InputError for a folder that cannot be written, and RenderError for an
    OSError afterwards.
    """
    is_new = not folder.exists()
    try:
        clear(folder)
        path, lock = _begin(folder)
    except OSError as error:
        words = f"a folder that can be written ({error.strerror})"
        raise InputError(asked, folder, words) from error
    try:
        yield path
    except OSError as error:
        raise RenderError(f"{name}: {error}") from error
    finally:
        shutil.rmtree(path, ignore_errors=True)
        lock.close()
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def _begin(folder: Path) -> tuple[Path, "Lock"]:
    """A new workshop, and the lock on it.

    Other processes tidy up at the same time: they may remove the folder, or the new
    workshop before it is locked. Then this tries again.
    """
    for _ in range(TRIES):
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
            lock = Lock(path)
            if path.exists():
                return path, lock
            lock.close()
    raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(folder))


def clear(folder: Path) -> None:
    """Remove the workshops that were left behind in a folder."""
    for path in folder.glob(f"{PREFIX}*"):
        if fcntl and NAME.fullmatch(path.name) and path.is_dir():
            with suppress(OSError):  # it is in use, or already gone
                lock = Lock(path, wait=False)
                shutil.rmtree(path, ignore_errors=True)
                lock.close()


class Lock:
    """A lock on a folder, held until it is closed, or this process ends.

    wait: whether to wait while others hold it. Raises OSError if not, and they do.
    """

    def __init__(self, folder: Path, wait: bool = True) -> None:
        self._file: int | None = None
        if not fcntl:
            return
        self._file = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:  # also if a file system has no locks
            if not wait:
                self.close()
                raise

    def close(self) -> None:
        """Release the lock."""
        if self._file is not None:
            os.close(self._file)

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def publish(work: Path, folder: Path) -> None:
    """Move everything from a workshop to its place in a folder, the record last.

    The caller holds a lock on the folder, so that no two processes publish at once.
    """
    paths = sorted(work.iterdir(), key=lambda path: (path.suffix == ".json", path.name))
    for path in paths:
        target = Path(os.path.realpath(folder / path.name))
        if target.is_dir() and path.is_dir():
            shutil.move(target, work / f"{path.name}.old")
        put(path, target)


def put(path: Path, target: Path) -> None:
    """Move a complete file or folder to its place at once.

    If the target is a link, what it points to is replaced. Raises OSError if that
    cannot be.
    """
    target = Path(os.path.realpath(target))
    try:
        path.replace(target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        copy = shutil.copytree if path.is_dir() else shutil.copyfile
        with workshop(target.parent, target.name) as near:  # on the target's own disk
            copy(path, near / target.name)
            (near / target.name).replace(target)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; of a link, the link alone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def whole(path: Path, asked: str = "out") -> Iterator[Path]:
    """Give a path to write a file to, which at the end is moved to its own path.

    Until then, an older file stays there.
    asked: the option that names the path. Raises InputError if no file can be there.
    """
    check_place(path, asked)
    with workshop(path.parent, path.name, asked) as work:
        yield work / path.name
        put(work / path.name, path)


def check_place(path: Path, asked: str = "out") -> None:
    """Raise InputError for a path where no file can be.

    A link must also point into a folder that exists.
    asked: the option that names the path.
    """
    places: tuple[Path, ...]
    try:
        places = path.parent, Path(os.path.realpath(path)).parent
    except OSError:  # the working directory is gone
        places = ()
    if not (places and all(place.is_dir() for place in places)):
        raise InputError(asked, path, "a file in a folder that exists")
    if path.is_dir():
        raise InputError(asked, path, "a file, which is a folder")
    if path.exists() and not path.is_file():
        raise InputError(asked, path, "a file, which is a device or a pipe")

"""Workshops: hidden folders that files are made in, and leave when they are whole.

Whoever uses a workshop holds a lock on it, which the system takes back when that
process ends, however it ends. One that nobody holds was left behind, and is cleared
away by the next to come to its folder.
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
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: nothing is locked there, and nothing cleared away
    flock = None

PREFIX = ".render-"
TRIES = 100  # to begin where others tidy up
NAME = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")  # as tempfile ends it


@contextmanager
def workshop(folder: Path, name: str, asked: str = "output") -> Iterator[Path]:
    """A hidden folder in the output folder, gone at the end.

    name: of what is made; asked: the option that asked for the folder.
    Raises InputError for a folder that cannot be written, and RenderError for what
    goes wrong with files afterwards. A folder that had to be made, and into which
    nothing went, is gone, too.
    """
    is_new = not folder.exists()
    try:
        clear(folder)
        path, held = _begin(folder)
    except OSError as error:
        words = f"a folder that can be written ({error.strerror})"
        raise InputError(asked, folder, words) from error
    try:
        yield path
    except OSError as error:
        raise RenderError(f"{name}: {error}") from error
    finally:
        shutil.rmtree(path, ignore_errors=True)
        held.close()
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def _begin(folder: Path) -> tuple[Path, "Lock"]:
    """A new workshop, and the lock on it.

    Others tidy up as well: they may take the folder away, or take the workshop for one
    that was left behind.
    """
    for _ in range(TRIES):
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
            held = Lock(path)
            if path.exists():
                return path, held
            held.close()
    raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(folder))


def clear(folder: Path) -> None:
    """Remove the workshops that were left behind."""
    for path in folder.glob(f"{PREFIX}*"):
        if flock and NAME.fullmatch(path.name) and path.is_dir():
            with suppress(OSError):  # it is in use, or already gone
                held = Lock(path, wait=False)
                shutil.rmtree(path, ignore_errors=True)
                held.close()


class Lock:
    """A lock on a folder, held until it is closed, or this process ends.

    Raises OSError where others hold it, and one does not wait.
    """

    def __init__(self, folder: Path, wait: bool = True) -> None:
        self._file = os.open(folder, os.O_RDONLY) if flock else None
        try:
            if flock:
                flock(self._file, LOCK_EX | (0 if wait else LOCK_NB))
        except OSError:  # also where a file system has no locks
            if not wait:
                self.close()
                raise

    def close(self) -> None:
        """Let others have it."""
        if self._file is not None:
            os.close(self._file)

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_) -> None:
        self.close()


def publish(work: Path, folder: Path) -> None:
    """Move everything from a workshop to its place, the record last.

    Who publishes holds a lock on the folder: two do so one after the other.
    """
    made = sorted(work.iterdir(), key=lambda path: (path.suffix == ".json", path.name))
    for path in made:
        target = Path(os.path.realpath(folder / path.name))
        if target.is_dir() and path.is_dir():
            shutil.move(target, work / f"{path.name}.old")
        put(path, target)


def put(made: Path, target: Path) -> None:
    """Have a whole file, or folder, take its place; what a link points to is replaced.

    Raises OSError where it cannot be.
    """
    target = Path(os.path.realpath(target))
    try:
        made.replace(target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        copy = shutil.copytree if made.is_dir() else shutil.copyfile
        with workshop(target.parent, target.name) as near:  # on the link's own disk
            copy(made, near / target.name)
            (near / target.name).replace(target)


def remove(path: Path) -> None:
    """Remove a file, or a folder of files; of a link, the link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def whole(path: Path, asked: str = "out") -> Iterator[Path]:
    """Give a path to write to; when that is done, the file is in its place.

    asked: the option that asked for it.
    Raises InputError for a path where no file can be.
    """
    check_place(path, asked)
    with workshop(path.parent, path.name, asked) as work:
        yield work / path.name
        put(work / path.name, path)


def check_place(path: Path, asked: str = "out") -> None:
    """Raise InputError for a path where no file can be, or a link to no such place."""
    try:
        places = path.parent, Path(os.path.realpath(path)).parent
    except OSError:  # this very folder is gone
        places = ()
    if not (places and all(place.is_dir() for place in places)):
        raise InputError(asked, path, "a file in a folder that exists")
    if path.is_dir():
        raise InputError(asked, path, "a file, which is a folder")
    if path.exists() and not path.is_file():
        raise InputError(asked, path, "a file, which is a device or a pipe")

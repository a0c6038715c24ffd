"""Files: made of one scene, and what is in a folder."""

from contextlib import contextmanager
from pathlib import Path

from render import Scene, Watch, write_all


class Told(Watch):
    """A watch that hands every progress on to one function."""

    def __init__(self, progress) -> None:
        self._progress = progress

    @contextmanager
    def progress(self, name):
        yield self._progress


def produce(
    scene: Scene, name: str, folder: Path, *look, progress=None, **options
) -> list[Path]:
    """Write a scene's files in this process; look and options: as of write_all."""
    watch = Told(progress) if progress else None
    return write_all({name: scene}, folder, *look, jobs=1, watch=watch, **options)


def names(folder: Path) -> list[str]:
    """The names of the files in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of the files in a folder, by name."""
    return {name: (folder / name).read_bytes() for name in names(folder)}

"""One scene's files, as several tests make them."""

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

"""Trainings: from the data that is asked for to a recording in a file."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model import Data, Recording, save_recording
from model.files.data import TEXTS
from model.files.mnist import is_mnist
from model.learn.datasets import DATASETS, dataset
from model.learn.learner import Progress
from render.errors import InputError, RenderError
from render.make.sources import data_in
from render.make.watch import Watch
from render.make.workshop import check_place, whole


def data_of(
    spec: str, target: str | None, seed: int, options: Mapping[str, Any]
) -> Data:
    """The data set of a name, or the data in a file, or MNIST's in a folder.

    target: the column of a file with the targets, as read_data takes it.
    seed, options: of a data set; some of points, noise and turns.
    Raises InputError for a name or an option that there is not.
    """
    if spec in DATASETS:
        if target is not None:
            raise InputError("target", target, "--data, a file with such a column")
        with refusing():
            return dataset(spec, seed=seed, **options)
    if not _is_place(Path(spec)):
        words = f"{', '.join(DATASETS)}, a file: {', '.join(TEXTS)}, .npz, or a folder"
        raise InputError("data", spec, words)
    for name, value in options.items():
        raise InputError(name, value, "a data set of the program's own, not a file")
    return data_in(Path(spec), target)


def has_images(spec: str) -> bool:
    """Whether data is of images, whose pixels are not to be normalised."""
    return spec not in DATASETS and is_mnist(Path(spec))


def _is_place(path: Path) -> bool:
    """Whether data may be at a path."""
    return path.is_dir() or path.suffix.lower() in (*TEXTS, ".npz")


def write_recording(
    run: Callable[[Progress], Recording], steps: int, path: Path, watch: Watch
) -> Recording:
    """Run a training of so many steps in all, and write its recording.

    run: such as the method of a Training; it is given what to tell of its progress.
    Until the file is complete, an older one stays.
    Raises InputError for what cannot be trained, and where no file can be.
    """
    check_place(path)
    with watch.progress(path.name) as progress, refusing():
        recording = run(lambda done: progress(done, steps))
    with whole(path) as draft:
        save_recording(recording, draft)
    return recording


def steps_in_all(
    recording: Recording, steps: int | None = None, epochs: int | None = None
) -> int:
    """The last step that a recording is to go on to: steps, or those of epochs.

    If neither is asked for, there are to be twice as many as it has.
    """
    last = int(recording.steps[-1])
    if epochs is None or recording.training is None:
        return 2 * last if steps is None else steps
    return epochs * recording.training.epoch


def check_new(path: Path, force: bool) -> None:
    """Raise InputError for a path where no recording is to be written.

    force: whether a file that is there may be replaced.
    """
    if path.suffix.lower() != ".npz":
        raise InputError("out", path, "a name that ends in .npz")
    check_place(path)
    if path.exists() and not force:
        raise InputError("out", path, "a new file, or --force, for it is there already")


@contextmanager
def refusing() -> Iterator[None]:
    """Have what the model refuses named as the options that asked for it."""
    try:
        yield
    except InputError:
        raise
    except ValueError as error:
        given, _, expected = str(error).partition(": expected ")
        if not expected:
            raise RenderError(str(error)) from error
        name, _, value = given.partition(" ")
        raise InputError(name, value, expected) from error

"""Sources: what files that users bring hold, as networks, recordings or data."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from model import (
    Activation,
    Data,
    Given,
    Network,
    Recording,
    load,
    read_data,
    read_recording,
)
from model.files.chains import natural
from model.files.content import MOST_WEIGHTS, content, member_names
from model.files.csv import MOST_DIGITS
from model.files.npz import kind
from model.files.readers import PICKLES, SUFFIXES
from render.errors import InputError
from render.scene.scenes import MOST_NETWORKS
from render.type.typeset import check_signs
from render.type.words import clean

T = TypeVar("T")


class FileError(InputError):
    """A file that cannot be read, in the words of what reads it."""

    def __init__(self, words: str) -> None:
        super().__init__("file", words, "another")

    def __str__(self) -> str:
        return str(self.value)

    def __reduce__(self) -> tuple[type["FileError"], tuple[str]]:
        return FileError, (str(self),)


def is_own(spec: str) -> bool:
    """Whether a scene's name is that of a file of networks, or of a folder."""
    is_file = Path(spec).suffix.lower() in (*SUFFIXES, *PICKLES)
    return is_file or (spec != "" and Path(spec).is_dir())


def networks_in(
    path: Path, activation: Sequence[Activation] | None, order: Sequence[str]
) -> Given | Recording:
    """The networks in a file or a folder, called after their files; or a recording.

    activation, order: as load takes them; none for the file's own.
    Raises InputError for a file that cannot be read, a folder without files of
    networks, and one with a network of other layers than the first; and for what a
    recording has itself.
    """
    if kind_in(path) == "recording":
        for name, given in (("activation", activation), ("order", order)):
            if given:
                words = "nothing, for a recording has its own"
                raise InputError(name, "that is given", words)
        return recording_in(path)
    files = files_in(path) if path.is_dir() else [path]
    networks: list[Network] = []
    for file in files:
        read = partial(load, file, activation, order)
        networks.append(reading(read, file))
        _check_same(networks, files)
    names = [in_signs(file.name, f"network {k}") for k, file in enumerate(files)]
    return Given(networks, names)


def kind_in(path: Path) -> str:
    """What a .npz file holds: "network", "data", "recording" or "study".

    "" if nobody knows, or if it cannot be read.
    """
    if path.suffix.lower() != ".npz" or not path.is_file():
        return ""
    try:
        names = member_names(content(path), ".npz", "numpy.savez")
    except (OSError, ValueError):  # the reader says what is wrong
        return ""
    return kind(name.removesuffix(".npy") for name in names)


def recording_in(path: Path) -> Recording:
    """The recording in a file. Raises InputError for one that holds none."""
    return reading(partial(read_recording, path), path)


def files_in(folder: Path) -> list[Path]:
    """The files of networks in a folder, in the order of the numbers in their names.

    Hidden files are none of them. Raises InputError for none or too many.
    """
    ends = tuple(SUFFIXES)
    paths = reading(lambda: list(folder.iterdir()), folder)
    paths = [p for p in paths if p.name.lower().endswith(ends) and p.is_file()]
    files = [p for p in paths if not p.name.startswith(".")]
    if not 1 <= len(files) <= MOST_NETWORKS:
        words = f"1 to {MOST_NETWORKS} files of networks: {', '.join(SUFFIXES)}"
        raise InputError("folder", f"{folder} with {len(files)}", words)
    return sorted(files, key=lambda file: (natural(file.stem), file.name))


def data_in(path: Path, target: str | None) -> Data:
    """The data in a file. Raises InputError for one that cannot be read.

    target: the column with the targets, by its name or its number, from 1; "" for none,
        None for the last.
    """
    number = None if target is None else number_in(target)
    column = target if number is None else number
    return reading(partial(read_data, path, column), path)


def reading(read: Callable[[], T], path: Path) -> T:
    """What a file holds. Raises FileError for one that cannot be read."""
    try:
        return read()
    except OSError as error:
        words = f"file {path}: expected a file that can be read ({error.strerror})"
        raise FileError(words) from error
    except ValueError as error:
        raise FileError(str(error)) from error


def number_in(text: str) -> int | None:
    """The number of an input or a column; None for a text that is none, or too long."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def in_signs(name: str, other: str) -> str:
    """A name, or another where the font lacks its signs."""
    try:
        check_signs(name)
    except InputError:
        return other
    return clean(name)[:100] or other


def _check_same(networks: Sequence[Network], files: Sequence[Path]) -> None:
    """Raise InputError for a last network that is not like the first, or too many."""
    first, last = networks[0], networks[-1]
    file = files[len(networks) - 1]
    if last.sizes != first.sizes:
        own, words = (",".join(map(str, n.sizes)) for n in (last, first))
        given = f"{file} of layers {own}"
        raise InputError("file", given, f"{words}, the layers of {files[0].name}")
    weights = sum(layer.weights.size for layer in first.layers)
    if len(networks) > 1 and weights * len(networks) > MOST_WEIGHTS:
        words = f"at most {MOST_WEIGHTS:,} weights in all"
        raise InputError("folder", file.parent, words)

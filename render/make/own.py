"""Scenes of one's own networks: from a file, or a folder of files, to a tour."""

import keyword
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from model import (
    Activation,
    Data,
    Given,
    Network,
    Networks,
    Recording,
    Sliced,
    load,
    read_data,
    read_recording,
)
from model.decide.classifier import n_right
from model.files.chains import natural
from model.files.content import MOST_WEIGHTS, content, member_names
from model.files.npz import kind
from model.files.readers import PICKLES, SUFFIXES
from render.errors import InputError
from render.scene.lesson import Lesson, glide, plain
from render.scene.notes import described
from render.scene.scenes import MOST_NETWORKS
from render.scene.timeline import Timeline
from render.scene.tour import Tour
from render.type.typeset import check_signs
from render.type.words import clean
from render.view.losses import Losses
from render.view.named import Names, names_of, short
from render.view.own_views import own_view
from render.view.panels import Panels

ROW = re.compile(r"row:([0-9]{1,7})")
PLACES = "mean, median, row:NUMBER or values, such as 0.5,1.2"
# Inputs whose values small words say; of more, how many others there are.
MOST_FIXED = 3
MOST_DIGITS = 9  # in the number of an input, or of a column
MOST_NAMED = 8  # inputs, and categories, in a caption

T = TypeVar("T")


@dataclass(frozen=True)
class Own:
    """How files of networks are read and shown.

    view: some of own_views.KINDS, panels of one picture; none for what suits the
        networks.
    activation, order: as load takes them; none for the file's own.
    data: the file of the points that are shown; target: the column with targets, as
        read_data takes it.
    axes: the inputs that are shown, each by its number, from 1, or its name; none for
        all.
    at: where the others are: "mean" or "median" of the data, "row:17" for its 17th
        point, or a value for each, "0.5,1.2". "" for the mean; 0 without data.
    input_names: in place of those of the data.
    class_names: of the outputs, in place of those of the data; or the same ones, in
        the order of the outputs.
    """

    view: tuple[str, ...] = ()
    activation: tuple[Activation, ...] | None = None
    order: tuple[str, ...] = ()
    data: Path | None = None
    target: str | None = None
    axes: tuple[str, ...] = ()
    at: str = ""
    input_names: tuple[str, ...] = ()
    class_names: tuple[str, ...] = ()

    @property
    def given(self) -> dict[str, object]:
        """What is not as it usually is, by its name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {k: value for k, value in values.items() if value not in (None, "", ())}


@dataclass(frozen=True)
class Slice:
    """Networks of those inputs that are shown, and what goes with them.

    data: points of the same inputs, if any. names: of the inputs; none if nobody says.
    note: where the other inputs are, in words.
    """

    networks: Networks
    data: Data | None
    names: tuple[str, ...]
    note: str = ""


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


def own_scene(path: Path, own: Own) -> tuple[str, Tour | Lesson]:
    """The name for the files of a tour of one's own networks, and the tour.

    Of a recording, all of whose inputs are shown, it is a lesson.

    path: of a file, or of a folder, whose files are shown in the order of the numbers
        in their names.
    Raises InputError for a file that cannot be read, and for what cannot be shown.
    """
    every = networks_in(path, own)
    recorded = every.data if isinstance(every, Recording) else None
    data, names = _data(own, every[0], recorded), _input_names(own, every[0])
    part = _slice(every, data, names, own)
    networks, data = part.networks, part.data
    _check_categories(data, own, networks[0])
    shown, learns = Names(part.names, own.class_names), isinstance(networks, Recording)
    name, view = path.resolve().stem, own_view(networks, own.view, data, shown, learns)
    title = _in_signs(name, "A network")
    caption = _caption(every, path, names_of(shown, data), data)
    if isinstance(networks, Recording):
        if not own.view:
            view = Panels((view, Losses()), (1.2, 1.0))
        return identifier(name), Lesson(networks, view, plain(title), plain(caption))
    tour = Tour(
        networks,
        view,
        caption=caption,
        title=title,
        pace=glide(len(networks)) if isinstance(every, Recording) else Timeline(),
        poster=len(networks) - 1,
        note=part.note,
    )
    return identifier(name), tour


@dataclass(frozen=True)
class Accuracy:
    """How many of the points of data a network puts into their own category.

    name: the network's.
    """

    name: str
    right: int
    points: int

    @property
    def words(self) -> str:
        """In words: "right for 97 of 100 points"."""
        return f"right for {self.right:,} of {self.points:,} points"


def accuracy_of(path: Path, own: Own) -> Accuracy | None:
    """The accuracy of the network in a file, or of the last one in a folder.

    It is counted at all inputs of the points, whatever slice is shown. None if there
    are no categories. Raises InputError as own_scene does.
    """
    networks = networks_in(path, own)
    recorded = networks.data if isinstance(networks, Recording) else None
    network, name = networks[len(networks) - 1], networks.name(len(networks) - 1)
    data = _data(own, network, recorded)
    if data is None or not data.categories:
        return None
    _check_categories(data, own, network)
    return Accuracy(name, n_right(network, data), len(data))


def networks_in(path: Path, own: Own) -> Given | Recording:
    """The networks in a file or a folder, called after their files; or a recording.

    Raises InputError for a file that cannot be read, a folder without files of
    networks, and one with a network of other layers than the first; and for what a
    recording has itself.
    """
    if kind_in(path) == "recording":
        for name in ("activation", "order"):
            if name in own.given:
                words = "nothing, for a recording has its own"
                raise InputError(name, "that is given", words)
        return recording_in(path)
    files = files_in(path) if path.is_dir() else [path]
    networks: list[Network] = []
    for file in files:
        read = partial(load, file, own.activation, own.order)
        networks.append(reading(read, file))
        _check_same(networks, files)
    names = [_in_signs(file.name, f"network {k}") for k, file in enumerate(files)]
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


def identifier(name: str) -> str:
    """A name for a scene: signs that a Python name cannot have become underscores.

    "network_" comes before one that would begin with a digit, or be a word of Python.
    """
    plain = re.sub(r"\W+", "_", name).strip("_")
    if not plain.isidentifier() or keyword.iskeyword(plain):
        plain = f"network_{plain}".rstrip("_")
    return plain if plain.isidentifier() else "network"


def data_in(path: Path, target: str | None) -> Data:
    """The data in a file. Raises InputError for one that cannot be read.

    target: the column with the targets, by its name or its number, from 1; "" for none,
        None for the last.
    """
    number = None if target is None else _number(target)
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


def _data(own: Own, network: Network, recorded: Data | None) -> Data | None:
    """The points that are shown, if any; recorded: those that were learned."""
    if own.data is None and own.target is not None:
        raise InputError("target", own.target, "--data, a file with such a column")
    data = recorded if own.data is None else data_in(own.data, own.target)
    if data is None:
        return None
    if data.n_inputs != network.sizes[0]:
        words = f"{network.sizes[0]}, as many as the network has"
        raise InputError("data", f"{own.data} of {data.n_inputs} inputs", words)
    for name in (*data.input_names, *data.categories):
        check_signs(name, "data")
    data = _ordered(data, own.class_names)
    return _of_numbers(data) if network.sizes[-1] == 1 else data


def _ordered(data: Data, names: Sequence[str]) -> Data:
    """Data whose categories are in the order of some names, if these are the same."""
    if not names or sorted(names) != sorted(data.categories):
        return data
    words = np.array(data.categories)[data.targets]
    return replace(data, targets=words, categories=tuple(names))


def _of_numbers(data: Data) -> Data:
    """Data whose targets are numbers again, if more than two were taken for categories.

    No single output tells so many apart.
    """
    if len(data.categories) <= 2:
        return data
    try:
        values = np.array([float(name) for name in data.categories])
        return replace(data, targets=values[data.targets], categories=())
    except ValueError:  # words, or numbers such as inf that data cannot have
        return data


def _input_names(own: Own, network: Network) -> tuple[str, ...]:
    """What all inputs are called, or those that are shown; none if nobody says."""
    n_names, n_inputs = len(own.input_names), network.sizes[0]
    if n_names not in {0, n_inputs, len(own.axes) or n_inputs}:
        given = ",".join(own.input_names)
        raise InputError("input-names", given, f"{n_inputs}, one for each input")
    return own.input_names


def _check_categories(data: Data | None, own: Own, network: Network) -> None:
    """Raise InputError for categories, or names of them, that do not fit outputs."""
    n_outputs = network.sizes[-1]
    n_categories = max(2, n_outputs)
    words = f"{n_categories}, one for each output" if n_outputs > 1 else "two"
    if own.class_names and len(own.class_names) != n_categories:
        raise InputError("class-names", ",".join(own.class_names), words)
    if data and data.categories and len(data.categories) != n_categories:
        given = f"{own.data} of {len(data.categories)} categories"
        words += "; or --target '' for points alone"
        raise InputError("data", given, words)


def _slice(
    networks: Networks, data: Data | None, names: tuple[str, ...], own: Own
) -> Slice:
    """Networks, data and names of those inputs that are shown."""
    if not own.axes:
        if own.at:
            raise InputError("at", own.at, "--axes, the inputs that are shown")
        return Slice(networks, data, names)
    n_inputs = networks[0].sizes[0]
    known = names if len(names) == n_inputs else ()
    if data:
        known = known or data.input_names
    axes = [_axis(axis, known, n_inputs) for axis in own.axes]
    if len(set(axes)) < len(axes):
        raise InputError("axes", ",".join(own.axes), "each of them once")
    others = [axis for axis in range(n_inputs) if axis not in axes]
    at = _places(own.at, others, data, n_inputs)
    note = ", ".join(_fixed(others, at, known))
    if data and others:
        note += " (points: at any)"
    if len(names) == n_inputs:  # else they are those of the inputs that are shown
        names = tuple(names[axis] for axis in axes)
    points = data.along(axes) if data else None
    return Slice(Sliced(networks, axes, at), points, names, note)


def _axis(axis: str, names: tuple[str, ...], n_inputs: int) -> int:
    """The number, from 0, of an input by its name, or its number from 1."""
    if axis in names:
        return names.index(axis)
    number = _number(axis)
    if number is not None and 1 <= number <= n_inputs:
        return number - 1
    words = f"some of 1 to {n_inputs}"
    raise InputError(
        "axes", axis, f"{words}, or {', '.join(names)}" if names else words
    )


def _number(text: str) -> int | None:
    """The number of an input or a column, if a text is one; of few digits all are."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def _places(
    at: str, others: Sequence[int], data: Data | None, n_inputs: int
) -> np.ndarray:
    """The value of each input; others: the numbers of those that count."""
    row = ROW.fullmatch(at)
    if at in ("mean", "median") or row:
        if data is None:
            raise InputError("at", at, "--data, or values")
        if row and not 1 <= int(row[1]) <= len(data):
            raise InputError("at", at, f"row:1 to row:{len(data)}")
        return data.row(int(row[1]) - 1) if row else data.middle(at)
    if not at:
        return data.middle() if data else np.zeros(n_inputs)
    try:
        values = np.array([float(part) for part in at.split(",")])
    except ValueError:
        raise InputError("at", at, PLACES) from None
    if len(values) != len(others) or not np.isfinite(values).all():
        words = f"a value for each of {len(others)} other inputs"
        raise InputError("at", at, words)
    places = np.zeros(n_inputs)
    places[list(others)] = values
    return places


def _fixed(
    others: Sequence[int], at: np.ndarray, names: tuple[str, ...]
) -> Iterator[str]:
    """Words for each input that is fixed: "sepal length at 5.84"."""
    for axis in others[:MOST_FIXED]:
        name = names[axis] if names else f"input {axis + 1}"
        yield f"{name} at {_rounded(float(at[axis]))}"
    if len(others) > MOST_FIXED:
        yield f"{len(others) - MOST_FIXED} others fixed"


def _rounded(value: float) -> str:
    """A number of three digits, or whole."""
    return f"{value:,.0f}" if 1e3 <= abs(value) < 1e9 else f"{value:.3g}"


def _caption(networks: Networks, path: Path, names: Names, data: Data | None) -> str:
    """What a file or a folder holds, and what is seen of it, in sentences.

    names: of the inputs that are shown, and of the categories.
    """
    words, last = [described(networks, 0)], networks.name(len(networks) - 1)
    if isinstance(networks, Recording):
        words = [f"What a network learned, {networks.name(0)} to {last}"]
    if path.is_dir():
        words = [f"{len(networks)} networks, from {networks.name(0)} to {last}"]
    for what, given in (("Inputs", names.inputs), ("Categories", names.classes)):
        if given and all(given):
            words.append(f"{what}: {_listed(given)}")
    if data:
        words.append(f"{len(data):,} points of data")
    return " ".join(f"{sentence}." for sentence in words)


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: of many the first ones, and how many others."""
    shown = ", ".join(map(short, names[:MOST_NAMED]))
    others = len(names) - MOST_NAMED
    return f"{shown} and {others} others" if others > 0 else shown


def _in_signs(name: str, other: str) -> str:
    """A name, or another where the font lacks its signs."""
    try:
        check_signs(name)
    except InputError:
        return other
    return clean(name)[:100] or other

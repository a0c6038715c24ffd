"""Scenes of one's own networks: from a file, or a folder of files, to a tour."""

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from model import Activation, Data, Given, Network, Networks, Recording
from model.decide.classifier import n_right
from render.errors import InputError
from render.make.points import activations_of, backpropagation_of
from render.make.slices import slice_of
from render.make.sources import data_in, in_signs, networks_in
from render.scene.lesson import Lesson, glide, plain
from render.scene.notes import described
from render.scene.timeline import Timeline
from render.scene.tour import Tour
from render.scene.walk import Calculation, Walk
from render.type.typeset import check_signs
from render.view.losses import Losses
from render.view.named import Names, names_of, short
from render.view.own_views import LIT, WALK, own_view
from render.view.panels import Panels

MOST_NAMED = 8  # inputs, and categories, in a caption


@dataclass(frozen=True)
class Own:
    """How files of networks are read and shown.

    view: some of own_views.KINDS, panels of one picture; or WALK alone, which works
        the last of the networks out, number by number, or LIT, which lights its nodes;
        none for what suits them.
    activation, order: as load takes them; none for the file's own.
    data: the file of the points that are shown; target: the column with targets, as
        read_data takes it.
    axes: the inputs that are shown, each by its number, from 1, or its name; none for
        all.
    at: where the others are: "mean" or "median" of the data, "row:17" for its 17th
        point, or a value for each, "0.5,1.2". "" for the mean; 0 without data. Of a
        walk, where all inputs are; if nodes are lit, it may be the file of a picture.
    truth: of a walk, what the outputs should be, "0,1"; "" for what the data says.
    pixels: the width and height of the picture that inputs are the pixels of; None for
        a square, of weights and where a picture lights nodes.
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
    truth: str = ""
    pixels: tuple[int, int] | None = None
    input_names: tuple[str, ...] = ()
    class_names: tuple[str, ...] = ()


def own_scene(path: Path, own: Own) -> tuple[str, Tour | Lesson | Walk]:
    """The name for the files of a tour of one's own networks, and the tour.

    Of a recording, all of whose inputs are shown, it is a lesson; or it is a walk.

    path: of a file, or of a folder, whose files are shown in the order of the numbers
        in their names.
    Raises InputError for a file that cannot be read, and for what cannot be shown.
    """
    every = networks_in(path, own.activation, own.order)
    data, names = _data(own, every), _input_names(own, every[0])
    title = in_signs(path.resolve().stem, "A network")
    _check_view(own)
    if WALK in own.view or LIT in own.view:
        return identifier(path.resolve().stem), _walk(every, data, own, title)
    if own.axes and "weights" in own.view:
        given = ",".join(own.axes)
        raise InputError("axes", given, "another --view than weights, of all inputs")
    part = slice_of(every, data, names, own.axes, own.at)
    networks, data = part.networks, part.data
    _check_categories(data, own, networks[0])
    shown, misfits = Names(part.names, own.class_names), isinstance(networks, Recording)
    view = own_view(networks, own.view, data, shown, misfits, own.pixels)
    name = path.resolve().stem
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


def _check_view(own: Own) -> None:
    """Raise InputError for views that do not go together, and what they do not have."""
    for kind in (WALK, LIT):
        if kind in own.view and len(own.view) > 1:
            words = f"{kind} alone, which is of all inputs"
            raise InputError("view", ",".join(own.view), words)
        if kind in own.view and own.axes:
            words = f"{kind} alone, which is of all inputs"
            raise InputError("axes", ",".join(own.axes), words)
    if own.truth and WALK not in own.view:
        raise InputError("truth", own.truth, f"--view {WALK}, which has one")


def _walk(every: Given | Recording, data: Data | None, own: Own, title: str) -> Walk:
    """The last of networks at one point: worked out, or with its nodes lit."""
    last = len(every) - 1
    network, name = every[last], every.name(last)
    if LIT in own.view:
        _check_categories(data, own, network)
        names = names_of(Names((), own.class_names), data)
        lit = activations_of(network, data, own.at, own.pixels)
        view: Calculation = replace(lit, names=names)
        caption = f"{name}: nodes lit by one point. {lit.remark}".strip()
    else:
        view = backpropagation_of(network, data, own.at, own.truth)
        caption = f"{name}: values forward, slopes back, each in its place."
    return Walk(Given([network], [name]), view, caption, title)


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
    networks = networks_in(path, own.activation, own.order)
    network, name = networks[len(networks) - 1], networks.name(len(networks) - 1)
    data = _data(own, networks)
    if data is None or not data.categories:
        return None
    _check_categories(data, own, network)
    return Accuracy(name, n_right(network, data), len(data))


def identifier(name: str) -> str:
    """A name for a scene: signs that a Python name cannot have become underscores.

    "network_" comes before one that would begin with a digit, or be a word of Python.
    """
    plain = re.sub(r"\W+", "_", name).strip("_")
    if not plain.isidentifier() or keyword.iskeyword(plain):
        plain = f"network_{plain}".rstrip("_")
    return plain if plain.isidentifier() else "network"


def _data(own: Own, networks: Given | Recording) -> Data | None:
    """The points that are shown, if any; of a recording, those that were learned."""
    if own.data is None and own.target is not None:
        raise InputError("target", own.target, "--data, a file with such a column")
    data = networks.data if isinstance(networks, Recording) else None
    if own.data is not None:
        data = data_in(own.data, own.target)
    if data is None:
        return None
    network = networks[0]
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

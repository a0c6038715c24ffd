"""Points: at which inputs a user's network is worked out, and what it should give."""

from collections.abc import Sequence
from functools import partial
from math import isqrt, prod
from pathlib import Path

import numpy as np

from model import UNKNOWN, Data, Images, Network, loss_for
from model.files.pictures import SUFFIXES, picture
from model.learn.targets import targets_of
from render.errors import InputError
from render.make.slices import ROW, places_of
from render.make.sources import in_signs, reading
from render.view.activations import Activations
from render.view.backpropagation import Backpropagation

VALUES = "a value for each output, such as 1 or 0,1"


def backpropagation_of(
    network: Network, data: Data | None, at: str, truth: str
) -> Backpropagation:
    """What works a network out at a point, forward and back.

    at: where that is, as Own has it; of data the first point if nothing is said.
    truth: what the outputs should be, "0,1"; "" for what the data says of the point.
    Raises InputError for a point or a truth that there is not.
    """
    if not at:
        if data is None:
            words = f"--at, a value for each of {network.sizes[0]} inputs"
            raise InputError("view", "backpropagation", words)
        at = "row:1"
    place = places_of(at, range(network.sizes[0]), data, network.sizes[0])
    return Backpropagation(tuple(place.tolist()), _truth(network, data, at, truth))


def activations_of(
    network: Network, data: Data | None, at: str, pixels: tuple[int, int] | None
) -> Activations:
    """What lights a network's nodes at a point, and says what was done to a picture.

    at: where that is, as Own has it; of data the first point if nothing is said.
    pixels: the width and height of the picture that inputs are the pixels of, if any.
    Raises InputError for a point that there is not, and for a file without a picture.
    """
    n = network.sizes[0]
    if pixels and prod(pixels) != n:
        given = "x".join(map(str, pixels))
        raise InputError("pixels", given, f"{n} pixels, as the network has inputs")
    shape = pixels and pixels[::-1]
    if at.lower().endswith(SUFFIXES):
        return _pictured(Path(at), shape or _square(n))
    if not at:
        if data is None:
            words = f"--at, a picture or a value for each of {n} inputs"
            raise InputError("view", "activations", words)
        at = "row:1"
    place = places_of(at, range(n), data, n)
    weights = (layer.weights[1:] for layer in network.layers)
    strongest = max(float(np.abs(w).max()) for w in weights) or 1.0
    span = _span(place if data is None else data.inputs)
    point = tuple(place.tolist())
    return Activations(point, shape=shape, span=span, strongest=strongest)


def _pictured(path: Path, shape: tuple[int, int]) -> Activations:
    """The nodes lit by the picture in a file."""
    prepared = reading(partial(picture, path, shape), path)
    changes = ", ".join(prepared.changes) or "taken as it is"
    image = Images(prepared.pixels[None], np.array([UNKNOWN]))
    return Activations(image, remark=f"{in_signs(path.name, 'picture')}: {changes}.")


def _square(n: int) -> tuple[int, int]:
    """Rows and columns of a square picture of n pixels. Raises InputError for none."""
    side = isqrt(n)
    if side * side != n:
        words = f"the width and height of a picture of {n} pixels"
        raise InputError("pixels", "not given", words)
    return side, side


def _span(inputs: np.ndarray) -> tuple[float, float]:
    """The inputs that are black and white: 0 and 1 or more, or as far below 0."""
    high = max(1.0, float(np.abs(inputs).max()))
    return (0.0 if inputs.min() >= 0 else -high), high


def _truth(
    network: Network, data: Data | None, at: str, truth: str
) -> tuple[float, ...]:
    """What the outputs should be."""
    if truth:
        return _values(truth, network.sizes[-1])
    row = ROW.fullmatch(at)
    if data is None or row is None:
        raise InputError("truth", "''", f"{VALUES}, or --at row:1 of --data")
    try:
        targets = targets_of(data, network, loss_for(network))
    except ValueError as error:
        raise InputError("truth", f"of --data ({error})", VALUES) from error
    return tuple(map(float, targets[int(row[1]) - 1]))


def _values(text: str, n: int) -> tuple[float, ...]:
    """Numbers with commas between. Raises InputError for none, or another number."""
    try:
        values: Sequence[float] = [float(part) for part in text.split(",")]
    except ValueError:
        values = ()
    if len(values) != n or not np.isfinite(values).all():
        raise InputError("truth", text[:40], f"{VALUES}: {n} in all")
    return tuple(values)

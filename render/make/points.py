"""Points: at which inputs a user's network is worked out, and what it should give."""

from collections.abc import Sequence

import numpy as np

from model import Data, Network, loss_for
from model.learn.targets import targets_of
from render.errors import InputError
from render.make.slices import ROW, places_of
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

"""Slices: which inputs of networks are shown, and where the others are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model import Data, Networks, Sliced
from render.errors import InputError
from render.make.sources import number_in

ROW = re.compile(r"row:([0-9]{1,7})")
PLACES = "mean, median, row:NUMBER or values, such as 0.5,1.2"
# Inputs whose values small words say; of more, how many others there are.
MOST_FIXED = 3


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


def slice_of(
    networks: Networks,
    data: Data | None,
    names: tuple[str, ...],
    axes: Sequence[str],
    at: str,
) -> Slice:
    """Networks, data and names of those inputs that are shown.

    names: of all inputs, or of those that are shown; none if nobody says.
    axes, at: which inputs these are and where the others are, as Own has them.
    Raises InputError for an input or a place that there is not.
    """
    if not axes:
        if at:
            raise InputError("at", at, "--axes, the inputs that are shown")
        return Slice(networks, data, names)
    n_inputs = networks[0].sizes[0]
    known = names if len(names) == n_inputs else ()
    if data:
        known = known or data.input_names
    kept = [_axis(axis, known, n_inputs) for axis in axes]
    if len(set(kept)) < len(kept):
        raise InputError("axes", ",".join(axes), "each of them once")
    others = [axis for axis in range(n_inputs) if axis not in kept]
    places = places_of(at, others, data, n_inputs)
    note = ", ".join(_fixed(others, places, known))
    if data and others:
        note += " (points: at any)"
    if len(names) == n_inputs:  # else they are those of the inputs that are shown
        names = tuple(names[axis] for axis in kept)
    points = data.along(kept) if data else None
    return Slice(Sliced(networks, kept, places), points, names, note)


def _axis(axis: str, names: tuple[str, ...], n_inputs: int) -> int:
    """The number, from 0, of an input by its name, or its number from 1."""
    if axis in names:
        return names.index(axis)
    number = number_in(axis)
    if number is not None and 1 <= number <= n_inputs:
        return number - 1
    words = f"some of 1 to {n_inputs}"
    raise InputError(
        "axes", axis, f"{words}, or {', '.join(names)}" if names else words
    )


def places_of(
    at: str, others: Sequence[int], data: Data | None, n_inputs: int
) -> np.ndarray:
    """The value of each input; others: the numbers of those that count.

    at: where they are, as Own has it.
    Raises InputError for a place that there is not.
    """
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
        words = f"a value for each of {len(others)} inputs"
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

"""Scales: how steps and losses are spread along axes, and which of them have words.

An axis of steps is even at first and logarithmic later, as stops of a training are: one
with log10(1 + step / 10) along it. One of losses has their logarithms along it, where
they span a power of ten.
"""

from collections.abc import Callable, Iterable
from math import floor, log10
from typing import Any

import numpy as np

from render.plot.axes import Axis
from render.view.views import wider

EVEN = 10.0  # steps, from which on an axis of steps is logarithmic rather than even
APART = 0.12  # of an axis: the least from tick to tick
LEAST = 1e-12  # of a loss on a logarithmic axis
SPAN = 10.0  # times the lowest loss: the highest one for a logarithmic axis
SHORTEST = 0.5  # powers of ten that a logarithmic axis spans, at least
FEWEST = 3  # powers of ten, if no numbers between them are to be ticks
DECADES = (-12, 60)  # powers of ten that ticks are looked for among
PLAIN = (1e-4, 1e5)  # numbers between these are written out

Places = Callable[[float], Any]


def step_places(steps: np.ndarray | float) -> np.ndarray:
    """Where steps are along an axis of steps."""
    return np.log10(1 + np.asarray(steps, dtype=float) / EVEN)


def step_axis(unit: str, first: int, last: int) -> Axis:
    """The axis of steps from the first to the last; unit: what is counted."""
    low, high = map(float, step_places(np.array([first, max(last, first + 1)])))
    decades = [10.0**k for k in range(1, 8)]
    ticks = _apart([0.0, *decades], step_places, low, high)
    if len(ticks) < FEWEST:
        between = [m * 10.0**k for m in (5, 2, 1) for k in range(7)]
        ticks = _apart([0.0, *decades, *between], step_places, low, high)
    words = tuple(f"{tick:,.0f}" for tick in ticks)
    return Axis(unit, low, high, tuple(step_places(np.array(ticks))), words=words)


def loss_places(losses: np.ndarray | float, logarithmic: bool) -> np.ndarray:
    """Where losses are along an axis of losses."""
    values = np.asarray(losses, dtype=float)
    return np.log10(np.maximum(values, LEAST)) if logarithmic else values


def loss_axis(losses: np.ndarray, logarithmic: bool, more: bool = True) -> Axis:
    """The axis of some losses, from the lowest to the highest.

    more: whether it goes a little beyond; then one that is not logarithmic begins at
    zero.
    """
    places = loss_places(losses, logarithmic)
    low, high = float(places.min()), float(places.max())
    if not logarithmic:
        ends = (0.0, wider((0.0, high or 1.0))[1]) if more else (low, high)
        return Axis("loss", *ends)
    if more:
        short = max(SHORTEST - (high - low), 0.0)
        low, high = wider((low - short / 2, high + short / 2))
    powers = range(*DECADES)
    ticks = [10.0**k for k in powers if low <= k <= high]
    if len(ticks) < FEWEST:
        between = [m * 10.0**k for m in (1, 3, 2, 5) for k in powers]
        ticks = _apart(between, np.log10, low, high)
    at = tuple(map(float, np.log10(ticks)))
    has_powers = min(ticks, default=1.0) < PLAIN[0]
    return Axis(
        "loss", low, high, at, words=tuple(_written(x, has_powers) for x in ticks)
    )


def is_wide(losses: np.ndarray) -> bool:
    """Whether losses span so much that only a logarithmic axis shows the low ones."""
    return bool(losses.max() > SPAN * max(float(losses.min()), 0.0))


def _apart(
    ticks: Iterable[float], places: Places, low: float, high: float
) -> list[float]:
    """Those ticks that are between two places and apart, the first ones first."""
    kept: list[float] = []
    taken: list[float] = []
    for tick in ticks:
        place = float(places(tick))
        near = any(abs(place - other) < APART * (high - low) for other in taken)
        if low <= place <= high and not near:
            kept.append(tick)
            taken.append(place)
    return sorted(kept)


def _written(value: float, has_powers: bool = False) -> str:
    """A number as it stands at a tick; has_powers: as a power of ten in any case."""
    if PLAIN[0] <= value < PLAIN[1] and not has_powers:
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    power = floor(log10(value) + 1e-9)  # of powers of ten, too, whose logarithms err
    first = round(value / 10.0**power)
    return f"$10^{{{power}}}$" if first == 1 else f"${first}\\times10^{{{power}}}$"

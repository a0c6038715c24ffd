"""Ticks: which values of an axis have numbers, and how these are written."""

from collections.abc import Callable, Iterator

import numpy as np
from matplotlib.ticker import MaxNLocator

from render.plot.axes import Axis
from render.stage.words import Word, clear_of

MOST_STEPS = 6  # from tick to tick
CLEAR = 0.45  # between two numbers, in sizes of the type

Writer = Callable[[np.ndarray], list[Word]]


def fitting_ticks(
    axis: Axis, write: Writer, fits: Callable[[list[Word]], bool]
) -> tuple[np.ndarray, list[Word]]:
    """As many ticks as there is room for, and their numbers; none if there is for none.

    write: the numbers of ticks, in their places. fits: whether these may be there.
    """
    for values in candidates(axis):
        words = write(values)
        gap = CLEAR * words[0].size
        if len(clear_of(words, (), gap)) == len(words) and fits(words):
            return values, words
    return np.zeros(0), []


def candidates(axis: Axis) -> Iterator[np.ndarray]:
    """Ticks from the lowest to the highest, the most first, then fewer and fewer."""
    ticks = np.array([t for t in axis.ticks if axis.low <= t <= axis.high])
    if len(ticks):
        for step in range(1, len(ticks) + 1):
            yield ticks[(len(ticks) - 1) // 2 % step :: step]
        return
    slack = 1e-9 * (axis.high - axis.low)
    middle = np.zeros(0)
    for steps in range(MOST_STEPS, 0, -1):
        locator = MaxNLocator(nbins=steps, steps=[1, 2, 5, 10])
        values = np.asarray(locator.tick_values(axis.low, axis.high))
        values = values[(values >= axis.low - slack) & (values <= axis.high + slack)]
        if len(values):
            yield values
            middle = values[[len(values) // 2]]
    if len(middle):
        yield middle


def tick_words(axis: Axis, ticks: np.ndarray) -> list[str]:
    """What stands at some of the candidates of an axis."""
    if not axis.words:
        return tick_labels(ticks)
    words = dict(zip(axis.ticks, axis.words, strict=True))
    return [words[float(tick)] for tick in ticks]


def tick_labels(values: np.ndarray) -> list[str]:
    """Ticks in words: as many decimals as they need, and a real minus sign."""
    slack = 1e-6 * (np.ptp(values) or abs(values[0]))
    off = (np.abs(values - np.round(values, d)).max() for d in range(12))
    decimals = next((d for d, most in enumerate(off) if most <= slack), 12)
    return [
        f"{value + 0.0:.{decimals}f}".replace("-", "\N{MINUS SIGN}") for value in values
    ]

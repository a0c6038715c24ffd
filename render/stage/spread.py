"""Spreading: names beside each other that would lie on each other move apart."""

import numpy as np


def spread(
    places: np.ndarray, low: float, high: float, step: float
) -> np.ndarray | None:
    """The places nearest to some (n,), from low to high, that are a step apart or more.

    They are in the same order, and move evenly as those do. None if there is no room.
    """
    number = step * np.arange(len(places))
    if number[-1:].sum() > high - low:
        return None
    order = np.argsort(places, kind="stable")
    # Without what each needs for those below it, places need only not decrease.
    free = np.asarray(places, dtype=float)[order] - number
    up = np.maximum.accumulate(free)
    down = np.minimum.accumulate(free[::-1])[::-1]
    apart = np.empty(len(places))
    apart[order] = np.clip((up + down) / 2, low, high - number[-1:].sum()) + number
    return apart

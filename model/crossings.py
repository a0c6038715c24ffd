"""Crossings: where a lead is lost on the way from one place to another."""

from collections.abc import Callable

import numpy as np

CLOSE = 1e-7  # of the way
ROUNDS = 60


def cross(
    lead: Callable[[np.ndarray, np.ndarray], np.ndarray],
    starts: np.ndarray,
    ends: np.ndarray,
    at_starts: np.ndarray,
    at_ends: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Where leads turn from positive to negative, many at the same time.

    Each round tries the straight line's guess, a little before and a little after,
    and the middle: smooth leads close in at once, and all at least halve.

    lead: places (n, n_inputs), and of which crossing each is (n,), to leads (n,).
    starts, ends: places (n_crossings, n_inputs); at_starts, at_ends: the leads there,
        positive and negative, (n_crossings,).
    Returns the last places found before and the first found after each crossing,
        CLOSE to each other; if there are several crossings on the way, of one of them.
    """
    low, high = np.zeros(len(starts)), np.ones(len(starts))
    at_low, at_high = at_starts.astype(float), at_ends.astype(float)
    way = ends - starts
    open_ = np.arange(len(starts))
    for _ in range(ROUNDS):
        open_ = open_[high[open_] - low[open_] > CLOSE]
        if not len(open_):
            break
        tries = _tries(low[open_], high[open_], at_low[open_], at_high[open_])
        number = np.repeat(open_, tries.shape[1])
        places = starts[number] + tries.reshape(-1, 1) * way[number]
        found = lead(places, number).reshape(tries.shape)
        shares = np.column_stack([low[open_], tries, high[open_]])
        leads = np.column_stack([at_low[open_], found, at_high[open_]])
        row = np.arange(len(open_))
        lost = (leads < 0).argmax(axis=1)  # the first place behind
        low[open_], at_low[open_] = shares[row, lost - 1], leads[row, lost - 1]
        high[open_], at_high[open_] = shares[row, lost], leads[row, lost]
    return starts + low[:, None] * way, starts + high[:, None] * way


def _tries(low, high, at_low, at_high) -> np.ndarray:
    """Shares of the way to look at, ascending between low and high: (n_open, 3)."""
    width = high - low
    guess = low + width * (at_low / (at_low - at_high))
    aside = width * np.minimum(width, 1 / 256)  # as good as a guess on a curve is
    tries = np.stack([guess - aside, guess + aside, low + width / 2], axis=1)
    tries.sort(axis=1)
    return tries.clip(low[:, None], high[:, None])

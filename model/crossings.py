"""Crossings: where a quantity, here called a lead, falls below zero between places."""

from collections.abc import Callable

import numpy as np

CLOSE = 1e-7  # how closely crossings are bracketed, as a share of the way
ROUNDS = 60  # at most; halving alone takes 24


def cross(
    lead: Callable[[np.ndarray, np.ndarray], np.ndarray],
    starts: np.ndarray,
    ends: np.ndarray,
    at_starts: np.ndarray,
    at_ends: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Bracket the places where leads turn from positive to negative, all at once.

    Each round tries three places between the ends of a bracket: one on either side of
    where a straight line would cross, and the middle. So a bracket around the crossing
    of a smooth lead shrinks fast, and any bracket at least halves.

    lead: maps places (n, n_inputs), and the numbers (n,) of the crossings that they are
        tried for, to leads (n,).
    starts, ends: places (n_crossings, n_inputs).
    at_starts, at_ends: the leads there, (n_crossings,): positive, and negative.
    Returns a place before and a place after each crossing, (n_crossings, n_inputs),
        at most CLOSE of the way apart. Where a lead is lost more than once on the way,
        one of these crossings is found.
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
        at_tries = lead(places, number).reshape(tries.shape)
        shares = np.column_stack([low[open_], tries, high[open_]])
        leads = np.column_stack([at_low[open_], at_tries, at_high[open_]])
        row = np.arange(len(open_))
        lost = (leads < 0).argmax(axis=1)  # the first place with a negative lead
        low[open_], at_low[open_] = shares[row, lost - 1], leads[row, lost - 1]
        high[open_], at_high[open_] = shares[row, lost], leads[row, lost]
    return starts + low[:, None] * way, starts + high[:, None] * way


def _tries(
    low: np.ndarray, high: np.ndarray, at_low: np.ndarray, at_high: np.ndarray
) -> np.ndarray:
    """Shares of the way to try, ascending from low to high: (n_open, 3)."""
    width = high - low
    guess = low + width * (at_low / (at_low - at_high))
    aside = width * np.minimum(width, 1 / 256)  # about as far as a curve is off a line
    tries = np.stack([guess - aside, guess + aside, low + width / 2], axis=1)
    tries.sort(axis=1)
    return tries.clip(low[:, None], high[:, None])

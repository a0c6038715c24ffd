"""Splits of data into points to train on and points to test with."""

import numpy as np

from model.data import Data

SPLIT = 3  # beside a seed, so that a split has other numbers than first weights


def split(data: Data, share: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the points to train on, and of those to test with, in order.

    share: of the points to test with, 0 for none. Of each category it is the same, to
        within one point.
    The same seed makes the same split.
    Raises ValueError for a share below 0, or one that leaves no points on a side.
    """
    n_test = round(share * len(data)) if 0 <= share < 1 else len(data)
    if n_test >= len(data) or (share > 0 and n_test == 0):
        words = "expected 0, or a share that leaves points to train on and to test with"
        raise ValueError(f"split {share} of {len(data)} points: {words}")
    order = np.argsort(
        _shares_before(data, shuffled(len(data), seed, SPLIT)), kind="stable"
    )
    return np.sort(order[n_test:]), np.sort(order[:n_test])


def shuffled(n: int, *seeds: int) -> np.ndarray:
    """The numbers from 0 to n - 1 in an order that seeds decide: (n,).

    The order is that of raw integers of PCG64, which numpy promises never to change.
    """
    return np.argsort(np.random.PCG64(seeds).random_raw(n), kind="stable")


def _shares_before(data: Data, order: np.ndarray) -> np.ndarray:
    """For each point, how much of its category comes before it in an order: (n,).

    Half of the point itself counts. The lowest shares are as many of each category.
    """
    if data.categories and data.targets is not None:
        groups = data.targets[order]
    else:
        groups = np.zeros(len(data), int)
    shares = np.empty(len(data))
    for group in np.unique(groups):
        members = order[groups == group]
        shares[members] = (np.arange(len(members)) + 0.5) / len(members)
    return shares

"""Batches: the points that each step of a training is made from."""

from collections.abc import Iterator
from itertools import count, repeat

import numpy as np

from model.learn.sides import Side
from model.learn.split import shuffled

ORDER = 2  # beside a seed, so that orders of points have numbers of their own

Batch = tuple[np.ndarray, np.ndarray]  # inputs and targets, points in columns


def batches(side: Side, size: int | None, seed: int, first: int = 0) -> Iterator[Batch]:
    """The batch of each step, from the first on: forever.

    In each epoch the points have another order, which the seed and the number of the
    epoch decide, and each is in one batch; the last may be smaller.
    size: points in a batch; None for all of them, in their own order.
    """
    n = len(side)
    if size is None or size >= n:
        yield from repeat(tuple(map(np.ascontiguousarray, (side.inputs, side.targets))))
        return
    epoch, done = divmod(first, epoch_steps(n, size))
    for number in count(epoch):
        order = shuffled(n, seed, ORDER, number)
        for begin in range(done * size, n, size):
            here = order[begin : begin + size]
            # A point's numbers lie side by side in memory.
            yield side.inputs.T[here].T, side.targets.T[here].T
        done = 0


def epoch_steps(n_points: int, batch: int | None = None) -> int:
    """How many steps there are until each of the training points was in one batch."""
    return 1 if batch is None else -(-n_points // batch)

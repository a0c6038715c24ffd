"""Connected regions: parts of a grid of categories that hang together."""

import numpy as np


def connected(numbers: np.ndarray) -> np.ndarray:
    """Other numbers, which only connected cells (n_rows, n_columns) share.

    Cells of -1 keep it; a number is the index of a cell that has it. Each cell takes on
    the least number along its row, then along its column, as far as cells are alike,
    until no number changes.
    """
    found = np.arange(numbers.size).reshape(numbers.shape)
    rows = np.flatnonzero((numbers >= 0).any(axis=1))
    if not len(rows):
        return numbers
    used = slice(rows[0], rows[-1] + 1)
    runs, part = [_runs(numbers[used]), _runs(numbers[used].T)], found[used]
    is_new = True
    while is_new:
        before = part
        for first, number in runs:
            least = np.minimum.reduceat(part.ravel(), first)
            part = least.take(number).reshape(part.shape).T
        is_new = not np.array_equal(part, before)
    found[used] = part
    return np.where(numbers < 0, -1, found)


def count_regions(categories: np.ndarray) -> int:
    """How many connected regions a grid of categories (n_1, n_2) has."""
    return len(np.unique(connected(categories)))


def islands(categories: np.ndarray) -> np.ndarray:
    """Which points of a grid of categories (n_1, n_2) are on an island: booleans.

    An island is a connected region that does not reach the border of the grid.
    """
    numbers = connected(categories)
    border = numbers[0], numbers[-1], numbers[:, 0], numbers[:, -1]
    return ~np.isin(numbers, np.concatenate(border))


def count_islands(categories: np.ndarray) -> int:
    """How many islands a grid of categories (n_1, n_2) has."""
    return len(np.unique(connected(categories)[islands(categories)]))


def _runs(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first cell of each run of equal numbers in a row, and each cell's run."""
    new = np.ones(numbers.shape, dtype=bool)
    new[:, 1:] = numbers[:, 1:] != numbers[:, :-1]
    return np.flatnonzero(new), np.cumsum(new) - 1

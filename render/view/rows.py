"""Rows: which nodes of a layer a diagram shows, and how high each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from render.errors import InputError

PLACES = ("first", "last", "none")
FEWEST = 3  # rows of a layer that a diagram can be asked for


@dataclass(frozen=True)
class Column:
    """The nodes of one layer that a diagram shows, one above the other.

    heights: the height of each node, in rows, by its number; 0 is the bias node, where
        there is one.
    dots: the height of the dots that stand for nodes left out; None without dots.
    """

    heights: dict[int, float]
    dots: float | None = None

    @property
    def rows(self) -> list[float]:
        """The heights of all rows, the dots' included."""
        return [*self.heights.values(), *([] if self.dots is None else [self.dots])]

    @property
    def ends(self) -> tuple[float, float]:
        """The heights of the lowest and of the highest row."""
        return min(self.rows), max(self.rows)

    def without_bias(self) -> "Column":
        """The column without its bias node."""
        heights = {node: y for node, y in self.heights.items() if node}
        return Column(heights, self.dots)

    def centred(self) -> "Column":
        """The column with its middle, the bias node included, at height 0."""
        middle = sum(self.ends) / 2
        heights = {node: y - middle for node, y in self.heights.items()}
        return Column(heights, None if self.dots is None else self.dots - middle)


def column(n_nodes: int, most: int, bias: str = "none", near: float = 1.0) -> Column:
    """A layer's nodes, a row apart, with the middle of all but the bias node at 0.

    most: rows that are shown; of more nodes, the first and the last, with dots between.
    bias: where the bias node stands: "first", at the top, with the others numbered
        downwards; "last", at the bottom, with the others numbered upwards; or "none".
    near: from the bias node to the next, in rows.
    """
    up = -1 if bias == "first" else 1
    rows = _rows(n_nodes, most)
    places = {node: (k - (len(rows) - 1) / 2) * up for k, node in enumerate(rows)}
    dots = places.pop(None, None)
    heights = {node: y for node, y in places.items() if node is not None}
    if bias != "none":
        heights[0] = -((len(rows) - 1) / 2 + near) * up
    return Column(heights, dots)


def check_rows(bias: str, most: int, limit: int) -> None:
    """Raise InputError for an unknown place of bias, or too few or too many rows."""
    if bias not in PLACES:
        raise InputError("bias", bias, ", ".join(PLACES))
    if not FEWEST <= most <= limit:
        raise InputError("most", most, f"{FEWEST} to {limit} rows of a layer")


def check_lines(columns: Sequence[Column], limit: int) -> None:
    """Raise InputError for more lines than can be drawn in a short time.

    columns: those of all layers; there is a line from each node to each of the next
        layer, but to its bias node.
    """
    n_lines = sum(
        len(here.heights) * len(there.without_bias().heights)
        for here, there in pairwise(columns)
    )
    if n_lines > limit:
        words = f"at most {limit:,} in a diagram: show fewer rows of a layer"
        raise InputError("lines", f"{n_lines:,}", words)


def _rows(n_nodes: int, most: int) -> list[int | None]:
    """The number of the node in each row, and None for the dots."""
    if n_nodes <= most:
        return list(range(1, n_nodes + 1))
    after = (most - 1) // 2
    before = most - 1 - after
    return [*range(1, before + 1), None, *range(n_nodes - after + 1, n_nodes + 1)]

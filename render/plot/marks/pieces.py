"""Pieces: a curve in the colours of the categories that it names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from render.plot.marks.curve import Curve
from render.plot.marks.turns import Turns

WAITING = 0.35  # the opacity of a piece until its turn


@dataclass(frozen=True, eq=False)
class Pieces(Turns):
    """A curve cut at the boundaries, each piece in its category's colour.

    lines: a piece for each region, (n_points, 2), x and y.
    All appear with the first of them, faint until their own turn.
    """

    lines: tuple[np.ndarray, ...]

    @property
    def curves(self) -> Iterator[Curve]:
        """The pieces as curves: those alike in colour and opacity are one."""
        there = min(self.opacity * self.n_steps, 1.0)
        opacities = there * (WAITING + (1 - WAITING) * self.opacities)
        looks = list(zip(self.regions.categories, opacities, strict=True))
        for look in dict.fromkeys(looks):
            alike = zip(self.lines, looks, strict=True)
            x, y = joined(line for line, own in alike if own == look)
            yield Curve(x, y, int(look[0]), opacity=float(look[1]))


def joined(lines: Iterable[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Lines (n_points, 2) as one, which breaks after each: its x and y."""
    parts = [np.zeros((0, 2))]
    for line in lines:
        parts += [line, np.array([(line[-1, 0], np.nan)])]
    x, y = np.concatenate(parts).T
    return x, y

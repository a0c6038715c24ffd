"""Points: discs at places, such as data."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Points(Mark):
    """Discs, later ones over earlier ones.

    places: (n_points, 2), x and y, on flat axes and maps; (n_points, 3), x_1, x_2 and
        y, in a box, where surfaces hide what is behind them, and the nearer disc is
        over the farther.
    series: the number of the colour they have, counted from 0, or of each of them,
        (n_points,); None for the colour of words.
    size: the diameter, in widths of an output's curve.
    heights: (n_points,), in whose colours they are in place of a series', on maps and
        in boxes; None for none.
    hollow: whether each is a ring, (n_points,) booleans; None for discs alone.
    crossed: whether each is a cross in place of a disc, or a ring, as what a network
        gets wrong is, (n_points,) booleans; None for none.
    is_whole: whether what is on the frame of flat axes is seen whole, and not cut off.
    name: the words beside the last one, in a box; "" for none.
    """

    places: np.ndarray
    series: int | np.ndarray | None = 0
    size: float = 2.0
    heights: np.ndarray | None = None
    hollow: np.ndarray | None = None
    crossed: np.ndarray | None = None
    is_whole: bool = False
    name: str = ""

    moving = ("places", "opacity")

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", frozen(self.places))


@dataclass(frozen=True, eq=False)
class FloorPoints(Points):
    """Discs on the floor of a box, below all surfaces.

    places: (n_points, 2), x_1 and x_2.
    """

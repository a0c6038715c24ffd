"""Rings: places that stand out, such as where curves cross."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Rings(Mark):
    """A ring around each of some places, (n_places, 2): x and y."""

    places: np.ndarray

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", frozen(self.places))

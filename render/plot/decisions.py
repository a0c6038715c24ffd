"""Decisions: which category a network's outputs name, as parts of a plot."""

from dataclasses import dataclass

import numpy as np

from model import Atlas, Regions


@dataclass(frozen=True)
class Parts:
    """How much of each part of a decision is seen, from 0, nothing, to 1, all of it.

    sums: curves of the outputs before the activation.
    threshold: a line at the threshold.
    boundaries: lines where the category changes.
    regions: the category of every place; over one input, they appear one by one.
    margin: by how much the winner leads the runner-up.
    envelope: the highest of several surfaces, without the others.
    """

    sums: float = 0.0
    threshold: float = 0.0
    boundaries: float = 0.0
    regions: float = 0.0
    margin: float = 0.0
    envelope: float = 0.0


@dataclass(frozen=True, eq=False)
class CurveDecision:
    """The decision of a network of one input.

    shown: how much of each region's bar is seen, 0 to 1, shape (n_regions,).
    threshold: of a single output; None for several.
    sums: outputs before the activation at the plot's x, (n_points, n_outputs).
    margin: for each region an outline (n_points, 2) of what lies between the winner and
        the runner-up.
    """

    parts: Parts
    regions: Regions
    shown: np.ndarray
    threshold: float | None
    sums: np.ndarray | None = None
    margin: tuple[np.ndarray, ...] = ()


@dataclass(frozen=True, eq=False)
class SurfaceDecision:
    """The decision of a network of two inputs.

    margin: for each of several levels, the least last, outlines (n_points, 2) of where
        the winner leads the runner-up by less; holes run the other way round.
    """

    parts: Parts
    atlas: Atlas
    margin: tuple[tuple[np.ndarray, ...], ...] = ()

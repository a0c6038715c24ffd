"""Decisions: what a network's outputs come to, as parts of a plot."""

from dataclasses import dataclass

import numpy as np

from model import Atlas, Regions


@dataclass(frozen=True)
class Parts:
    """How much is seen of each part of a decision: 0 nothing, 1 all, between faded.

    sums: curves of what the outputs are before the activation.
    threshold: the line at it.
    boundaries: lines where the category changes.
    regions: which category is where. Of a curve's, one after the other.
    margin: by how much the winner leads the next.
    envelope: of several surfaces, the highest alone.
    """

    sums: float = 0.0
    threshold: float = 0.0
    boundaries: float = 0.0
    regions: float = 0.0
    margin: float = 0.0
    envelope: float = 0.0


@dataclass(frozen=True, eq=False)
class CurveDecision:
    """What a network of one input decides.

    shown: how much is seen of each region's bar, 0 to 1, shape (n_regions,).
    threshold: of one output; None where several play each other.
    sums: outputs before the activation at the plot's x, (n_points, n_outputs).
    margin: one outline for each region, of what is between the winner and the next,
        each of shape (n_points, 2).
    """

    parts: Parts
    regions: Regions
    shown: np.ndarray
    threshold: float | None
    sums: np.ndarray | None = None
    margin: tuple[np.ndarray, ...] = ()


@dataclass(frozen=True, eq=False)
class SurfaceDecision:
    """What a network of two inputs decides.

    margin: outlines (n_points, 2) of where the winner leads the next by less than some
        levels, the least last; holes run the other way round.
    """

    parts: Parts
    atlas: Atlas
    margin: tuple[tuple[np.ndarray, ...], ...] = ()

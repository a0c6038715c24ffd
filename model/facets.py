"""Facets: the flat pieces of a network of two inputs that is straight between kinks."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from model.activation import Activation
from model.network import Network

MOST_FACETS = 5000  # more take long, and are too small to be told apart
NOTHING = 1e-12  # of the greatest sum: what is nearer to a kink is at it

Range = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Facets:
    """Flat pieces that fill a rectangle: convex, each within creases.

    corners: of one facet after the other, each counterclockwise, (n_corners, 2).
    owner: the facet of each corner, ascending, (n_corners,).
    planes: of every facet and output y = a + b x_1 + c x_2 as (a, b, c), shape
        (n_facets, n_outputs, 3).
    """

    corners: np.ndarray
    owner: np.ndarray
    planes: np.ndarray

    def of(self, output: int) -> "Facets":
        """The same facets, with the planes of one output."""
        return replace(self, planes=self.planes[:, output : output + 1])

    @property
    def after(self) -> np.ndarray:
        """The number of the corner that follows each one around its facet."""
        return _after(self.owner)

    @property
    def heights(self) -> np.ndarray:
        """The outputs at the corners, each in its facet's plane: (n_outputs, n)."""
        planes = np.moveaxis(self.planes, 0, -1)[..., self.owner]
        x_1, x_2 = self.corners.T
        heights: np.ndarray = planes[:, 0] + planes[:, 1] * x_1 + planes[:, 2] * x_2
        return heights


def facets(network: Network, x_1: Range, x_2: Range) -> Facets | None:
    """The facets of a network of two inputs between the ends of two ranges.

    They are exact: each layer's nodes cut the facets of the layer before where their
    sums, flat on each, are at a kink.

    None for a network without kinks, one that is not made of flat pieces without jumps,
    or one made of too many.
    """
    fs = [layer.activation for layer in network.layers]
    if any(f.jumps or not f.is_straight for f in fs) or not any(f.kinks for f in fs):
        return None
    (left, right), (low, high) = x_1, x_2
    corners = np.array([(left, low), (right, low), (right, high), (left, high)], float)
    pieces = Facets(corners, np.zeros(4, int), np.array([[(0.0, 1, 0), (0, 0, 1)]]))
    for layer in network.layers:
        pieces = _cut(_sums(pieces, layer.weights), layer.activation.kinks)
        if len(pieces.planes) > MOST_FACETS:
            return None
        pieces = _values(pieces, layer.activation)
    return pieces


def _sums(pieces: Facets, weights: np.ndarray) -> Facets:
    """The facets of a layer's sums before they are cut; weights: as a Layer's."""
    planes = np.einsum("pic,ij->pjc", pieces.planes, weights[1:])
    planes[..., 0] += weights[0]
    return Facets(pieces.corners, pieces.owner, planes)


def _cut(pieces: Facets, kinks: tuple[float, ...]) -> Facets:
    """The facets, cut where the plane of any node is at a kink within them."""
    shape = _Outlines(pieces.corners, pieces.owner, np.arange(len(pieces.planes)))
    for kink in kinks:
        for plane in np.moveaxis(pieces.planes, 1, 0):
            if len(shape.origin) <= MOST_FACETS:
                shape = _halved(shape, plane, kink)
    return Facets(shape.corners, shape.owner, pieces.planes[shape.origin])


class _Outlines(NamedTuple):
    """Facets being cut: corners and owner as Facets', and which each was before."""

    corners: np.ndarray
    owner: np.ndarray
    origin: np.ndarray


def _halved(shape: _Outlines, planes: np.ndarray, kink: float) -> _Outlines:
    """Facets, cut in two where they cross a kink; planes: (n_facets before, 3)."""
    corners, owner, origin = shape
    a, b, c = planes.T.take(origin.take(owner), axis=1)
    above = a - kink + b * corners[:, 0] + c * corners[:, 1]
    above[np.abs(above) <= NOTHING * np.abs(above).max()] = 0
    is_cut = np.zeros((2, len(origin)), dtype=bool)
    is_cut[0, owner[above > 0]] = is_cut[1, owner[above < 0]] = True
    here = (is_cut[0] & is_cut[1])[owner]
    if not here.any():
        return shape
    points, whose, rise = _with_ends(corners[here], owner[here], above[here])
    halves = [(points[half], whose[half]) for half in (rise >= 0, rise <= 0)]
    whole = corners.compress(~here, axis=0), owner[~here]
    points, whose = map(np.concatenate, zip(whole, *halves, strict=True))
    starts = np.diff(whose, prepend=-1) != 0
    # Each half begins with another facet than the part before it ends with, or ends it.
    starts[np.cumsum([len(whole[1]), *(len(half[1]) for half in halves[:1])])] = True
    return _Outlines(points, np.cumsum(starts) - 1, origin[whose[starts]])


def _with_ends(
    corners: np.ndarray, owner: np.ndarray, above: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Facets' corners, owners and heights, with the ends of a cut where these are 0."""
    after = _after(owner)
    start = np.flatnonzero(above * above[after] < 0)
    end = after[start]
    share = above[start] / (above[start] - above[end])
    ends = corners[start] + share[:, None] * (corners[end] - corners[start])
    place = np.argsort(np.concatenate([np.arange(len(owner)), start + 0.5]))
    return (
        np.concatenate([corners, ends])[place],
        np.concatenate([owner, owner[start]])[place],
        np.concatenate([above, np.zeros(len(start))])[place],
    )


def _after(owner: np.ndarray) -> np.ndarray:
    """As Facets.after."""
    is_last = np.append(owner[1:] != owner[:-1], True)
    after = np.arange(1, len(owner) + 1)
    after[is_last] = np.flatnonzero(np.append(True, is_last[:-1]))
    return after


def _values(pieces: Facets, activation: Activation) -> Facets:
    """The facets of an activation's values, from those of its sums."""
    first = np.flatnonzero(np.diff(pieces.owner, prepend=-1))
    count = np.diff(first, append=len(pieces.owner))
    middle = np.add.reduceat(pieces.corners, first, axis=0) / count[:, None]
    a, b, c = np.moveaxis(pieces.planes, -1, 0)
    sums = a + b * middle[:, :1] + c * middle[:, 1:]
    slopes, heights = _lines(activation)
    number = np.searchsorted(activation.kinks, sums)
    planes = pieces.planes * slopes[number][..., None]
    planes[..., 0] += heights[number]
    return Facets(pieces.corners, pieces.owner, planes)


def _lines(activation: Activation) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of a straight activation between its kinks, and its lines' height at 0."""
    kinks = activation.kinks or (0.0,)
    ends = np.array([kinks[0] - 3, *kinks, kinks[-1] + 3])
    third = np.diff(ends) / 3
    one, two = ends[:-1] + third, ends[1:] - third
    slopes = (activation(two) - activation(one)) / third
    return slopes, activation(one) - slopes * one

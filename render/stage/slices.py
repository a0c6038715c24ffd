"""Slices: where the columns of a picture cross the lines that surfaces are made of.

The camera's image plane is upright, so that a column of pixels sees one vertical
slice of the box, whatever the heights are. Where that slice crosses the lines of a grid
depends on camera and box alone: it is worked out once and serves every frame. Between
crossings with the edges of facets a surface is exactly straight.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model import Facets
from render.plot.camera import Projection

SAMPLES = 2  # of a pixel, across as well as down
WIDEST = 512  # pixels; wider strips do not stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Slices:
    """Where the slices seen by the columns of samples cross the lines of a grid.

    Or the edges of facets. Crossings are in order of column and, within a column, from
    far to near. Arrays have shape (n_crossings,) where nothing else is said.

    before, after: the points on either side, as indices into the flat grid, or the
        facets' corners.
    share: how far from before to after the crossing is, 0 to 1.
    rise: rows of samples per unit of height: height h is seen at row
        horizon + rise * (eye - h).
    depth: 1 / rise, which changes evenly from one crossing to the next.
    recession: the change of depth up to the next crossing.
    column: the column's number; rank: the crossing's number within the column.
    first, last: each column's first and last crossing, shape (n_columns,).
    eye: the camera's height, in units of height; horizon: the row it is seen at.
    left: the picture's column of pixels that the first column of samples is in.
    top, bottom: rows of samples that the box is between.
    is_flat: whether the light is one all the way from a crossing to the next, as it is
        on facets.
    """

    before: np.ndarray
    after: np.ndarray
    share: np.ndarray
    rise: np.ndarray
    depth: np.ndarray
    recession: np.ndarray
    column: np.ndarray
    rank: np.ndarray
    first: np.ndarray
    last: np.ndarray
    eye: float
    horizon: float
    left: int
    top: int
    bottom: int
    is_flat: bool = False


def strips(view: Projection, x_1: np.ndarray, x_2: np.ndarray) -> list[Slices]:
    """All slices of a box, in strips side by side.

    x_1, x_2: the grid's lines, ascending, shapes (n_1,) and (n_2,).
    """
    return [_of_grid(view, x_1, x_2, *ends) for ends in _ends(view)]


def facet_strips(view: Projection, facets: Facets) -> list[Slices]:
    """The same for facets that fill the box: where slices cross their edges."""
    edges = _far_edges(view, facets)
    return [_of_facets(view, edges, *ends) for ends in _ends(view)]


def _ends(view: Projection) -> list[tuple[int, int]]:
    """The columns of pixels that each strip begins and ends with."""
    corners = view(view.corners)
    left, right = int(np.floor(corners[:, 0].min())), int(np.ceil(corners[:, 0].max()))
    n_strips = math.ceil((right - left) / WIDEST)
    edges = np.linspace(left, right, n_strips + 1).astype(int)
    return list(pairwise(edges.tolist()))


def _of_grid(
    view: Projection, x_1: np.ndarray, x_2: np.ndarray, left: int, right: int
) -> Slices:
    """The slices of a grid seen by the columns of pixels from left to right."""
    ordered = crossings(view, x_1, x_2, _across(left, right))
    column, place = np.nonzero(np.isfinite(ordered[0]))
    depth, before, after, share = (values[column, place] for values in ordered)
    return _slices(view, (left, right), [column, depth, before, after, share])


def _across(left: int, right: int) -> np.ndarray:
    """The places, in pixels, of the columns of samples from left to right."""
    return left + (np.arange((right - left) * SAMPLES) + 0.5) / SAMPLES


def _slices(
    view: Projection,
    ends: tuple[int, int],
    ordered: list[np.ndarray],
    is_flat: bool = False,
) -> Slices:
    """The slices of crossings that are in order.

    ends: the first column of pixels, and the one after the last.
    ordered: column, depth in half-widths of the box, before, after and share.
    """
    (left, right), (column, depth, before, after, share) = ends, ordered
    corners = view(view.corners)
    top, bottom = np.floor(corners[:, 1].min()), np.ceil(corners[:, 1].max())
    count = np.bincount(column, minlength=(right - left) * SAMPLES)
    first = np.cumsum(count) - count
    low, high = view.limits[2]
    unit = 2 * view.camera.aspect[2] / (high - low)
    depth = depth / (SAMPLES * view.scale * unit)
    return Slices(
        before=before,
        after=after,
        share=share.astype(np.float32),
        rise=(1 / depth).astype(np.float32),
        depth=depth.astype(np.float32),
        recession=(np.roll(depth, -1) - depth).astype(np.float32),
        column=column.astype(np.int32),
        rank=(np.arange(len(column)) - first[column]).astype(np.int16),
        first=first,
        last=(first + count - 1)[count > 0],
        eye=float((low + high) / 2 + view.camera.eye[2] / unit),
        horizon=float(SAMPLES * view.origin[1] - 0.5),
        left=left,
        top=int(top) * SAMPLES,
        bottom=int(bottom) * SAMPLES,
        is_flat=is_flat,
    )


@dataclass(frozen=True, eq=False)
class _Edges:
    """The edges of facets as the camera sees them from above: arrays (2, n_edges).

    corner: at the start and the end, its number; column: of pixels, not a whole number;
    aside, depth: how far to the right of the camera and before it.
    """

    corner: np.ndarray
    column: np.ndarray
    aside: np.ndarray
    depth: np.ndarray


def _far_edges(view: Projection, facets: Facets) -> _Edges:
    """The edges behind which a facet ends, and those before which the box does.

    A slice that goes through a facet enters it, coming from afar, by one far edge.
    """
    camera, corners = view.camera, facets.corners
    level = np.column_stack([corners, np.full(len(corners), view.limits[2][0])])
    offsets = (view.box(level) - camera.eye)[:, :2]
    aside, depth = (
        offsets[:, 0] * way[0] + offsets[:, 1] * way[1]
        for way in (camera.right, camera.forward)
    )
    column = view.origin[0] + view.across * aside / depth
    edges = np.stack([np.arange(len(corners)), facets.after])
    start, end = corners[edges]
    limits = np.array(view.limits[:2]).T
    on_border = ((start == end)[:, None] & (start[:, None] == limits)).any(axis=(1, 2))
    is_far = column[edges[1]] < column[edges[0]]  # as corners are counterclockwise
    edges = edges[:, is_far | on_border]
    return _Edges(edges, column[edges], aside[edges], depth[edges])


def _of_facets(view: Projection, edges: _Edges, left: int, right: int) -> Slices:
    """The slices of facets seen by the columns of pixels from left to right."""
    across = _across(left, right)
    steps = np.ceil((edges.column - left) * SAMPLES - 0.5).clip(0, len(across))
    start, end = np.sort(steps.astype(int), axis=0)
    count = end - start
    edge = np.repeat(np.arange(len(count)), count)
    column = np.arange(len(edge)) + np.repeat(start + count - np.cumsum(count), count)
    slope = ((across - view.origin[0]) / view.across).take(column)
    aside, depth = (way.take(edge, axis=1) for way in (edges.aside, edges.depth))
    before, after = aside - slope * depth
    share = before / (before - after)
    depth = depth[0] + share * (depth[1] - depth[0])
    nearness = 1 - depth / (2 * depth.max(initial=1.0))  # more than 0, less than 1
    order = np.argsort(column + nearness, kind="stable")
    arrays = column, depth, *edges.corner.take(edge, axis=1), share
    return _slices(view, (left, right), [array.take(order) for array in arrays], True)


def crossings(
    view: Projection, x_1: np.ndarray, x_2: np.ndarray, across: np.ndarray
) -> list[np.ndarray]:
    """Where each column's slice crosses the grid's lines: arrays (n_columns, n_lines).

    across: the columns' places, in pixels, shape (n_columns,).
    Returns the depth, infinite where line and slice do not meet within the grid; the
    flat indices of the grid points before and after; and the share of the way between.
    They are in order of depth, the greatest first.
    """
    shape = len(x_1), len(x_2)
    numbers = [np.arange(n) for n in shape]
    # Lines that run across the view suffice, and those others that are at the edges.
    along = int(np.argmin(np.abs(view.camera.forward)))
    numbers[along] = numbers[along][[0, -1]]
    parts = [
        _meetings(view, (x_1, x_2), axis, numbers[axis], across) for axis in (0, 1)
    ]
    depth, step, number = (np.hstack(arrays) for arrays in zip(*parts, strict=True))
    on_1 = np.repeat([True, False], [len(n) for n in numbers])
    base = np.minimum(step.astype(int), np.where(on_1, shape[1], shape[0]) - 2)
    before = np.where(on_1, number * shape[1] + base, base * shape[1] + number)
    after = before + np.where(on_1, 1, shape[1])
    order = np.argsort(-depth, axis=1, kind="stable")
    arrays = depth, before, after, step - base
    return [np.take_along_axis(array, order, axis=1) for array in arrays]


def _meetings(
    view: Projection,
    grid: tuple[np.ndarray, np.ndarray],
    axis: int,
    numbers: np.ndarray,
    across: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where slices meet the numbered lines of one axis: arrays (n_columns, n_lines).

    across: the columns' places, in pixels, shape (n_columns,).
    Returns the depth, infinite outside of the grid; how far along the line, in grid
    steps; and the line's number.
    """
    camera, other = view.camera, 1 - axis
    slope = (across - view.origin[0]) / view.across
    direction = camera.forward + slope[:, None] * camera.right
    low, high = view.limits[axis]
    at = (2 * grid[axis][numbers] - low - high) / (high - low) * camera.aspect[axis]
    depth = (at - camera.eye[axis]) / direction[:, axis, None]
    meeting = camera.eye[other] + depth * direction[:, other, None]
    low, high = view.limits[other]
    data = (meeting / camera.aspect[other] * (high - low) + low + high) / 2
    line = grid[other]
    inside = (data >= line[0]) & (data <= line[-1])
    step = np.interp(data, line, np.arange(len(line)))
    number = np.broadcast_to(numbers, depth.shape)
    return np.where(inside, depth, np.inf), step, number

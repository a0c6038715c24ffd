"""Palettes: the few colours of a GIF, and each pixel's place among them."""

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from itertools import count

import numpy as np
from PIL import Image

MOST_POINTS = 16384  # colours that are told apart; of more, rare ones are put together
OFTEN = 2**-16  # the share of all pixels from which a colour is never rare
SAMPLE = 32  # frames that a palette is made from
MOST_KEPT = 2**27  # bytes that these frames may take
ROUNDS = 5  # of Lloyd's iteration
# Colours are measured in eighths of a level. float32 then holds all products and their
# sums exactly, so that the nearest colours are the same on every machine.
EIGHTHS = 8


def palette_sample(count: int, size: tuple[int, int]) -> list[int]:
    """The numbers of the frames that a film's palette is made from.

    count: of the film's frames; size: of each. The frames are kept until their turn
    comes, so there are fewer if they are large.
    """
    n = min(SAMPLE, max(8, MOST_KEPT // (3 * size[0] * size[1])), count)
    return [round(i * (count - 1) / max(1, n - 1)) for i in range(n)]


def palette(pictures: Sequence[Image.Image], n: int) -> bytes:
    """The n colours that come nearest to all pixels of RGB pictures.

    Pictures with n colours or fewer keep all of them. Otherwise these are the means of
    n clusters with a small squared error: boxes, of which the worst is split at its
    mean (median cut, Heckbert 1982, by variance), then Lloyd's iteration (1982). A
    colour that is most of its cluster stands for it: backgrounds and words stay exact.

    Returns three bytes for each colour.
    """
    codes, counts = np.unique(
        np.concatenate([_codes(picture) for picture in pictures]), return_counts=True
    )
    if len(codes) <= n:
        return _colors(codes).astype(np.uint8).tobytes()
    points, weights = _points(codes, counts)
    centers = _boxes(points, weights, n)
    for _ in range(ROUNDS):
        groups, totals = _clusters(points, weights, centers)
        centers = _means(points, weights, groups, totals)
    centers = _prevailing(points, weights, centers)
    return np.rint(centers / EIGHTHS).astype(np.uint8).tobytes()


def indexer(palette: bytes) -> Callable[[Image.Image], np.ndarray]:
    """A function from an RGB picture to the nearest colour's index, for each pixel.

    It returns (height, width) uint8, and looks for each colour only once.
    """
    centers = np.frombuffer(palette, np.uint8).reshape(-1, 3)
    indices = np.zeros(2**24, np.uint16)  # plus 1; 0 for colours not looked for yet

    def index(picture: Image.Image) -> np.ndarray:
        codes = _codes(picture)
        nearest = indices.take(codes)
        if not nearest.all():
            new = np.unique(codes[nearest == 0])
            indices[new] = _nearest(_colors(new), centers) + 1
            nearest = indices.take(codes)
        return (nearest - 1).astype(np.uint8).reshape(picture.height, picture.width)

    return index


def _codes(picture: Image.Image) -> np.ndarray:
    """Each pixel's colour as one number: red + 256 green + 65536 blue."""
    return np.frombuffer(picture.tobytes("raw", "RGBX"), "<u4") & 0xFFFFFF


def _colors(codes: np.ndarray) -> np.ndarray:
    """The colours (N, 3) that codes (N,) stand for."""
    return codes[:, None] >> np.array([0, 8, 16], np.uint32) & 255


def _points(codes: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The points to cluster (N, 3), in eighths, and their weights (N,).

    If there are very many colours, the rare ones are put together in cubes, four
    levels wide.
    """
    cells = codes
    if len(codes) > MOST_POINTS:
        cubes = 1 << 24 | codes & 0xFCFCFC
        cells = np.where(counts < OFTEN * counts.sum(), cubes, codes)
    _, groups = np.unique(cells, return_inverse=True)
    weights = np.bincount(groups, counts)
    return _means(EIGHTHS * _colors(codes), counts, groups, weights), weights


def _boxes(points: np.ndarray, weights: np.ndarray, n: int) -> np.ndarray:
    """The means of n boxes (n, 3): the one with the largest error is split next."""
    numbers = count()  # of boxes with the same error, the older comes first

    def box(members: np.ndarray) -> tuple[float, int, int, np.ndarray, np.ndarray]:
        error, mean = _spread(points[members], weights[members])
        return -error.sum(), next(numbers), int(error.argmax()), mean, members

    boxes = [box(np.arange(len(points)))]
    while len(boxes) < n and boxes[0][0] < 0:
        _, _, axis, mean, members = heappop(boxes)
        above = points[members, axis] > mean[axis]
        for half in (members[above], members[~above]):
            heappush(boxes, box(half))
    return np.rint([mean for *_, mean, _ in boxes])


def _spread(points: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The squared error (3,) of points about their mean, and the mean (3,)."""
    sums = weights @ points
    mean = sums / weights.sum()
    return weights @ points**2 - sums * mean, mean


def _clusters(
    points: np.ndarray, weights: np.ndarray, centers: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The cluster that each point belongs to (N,), and the clusters' weights.

    A center that no point is nearest to has no cluster.
    """
    _, groups = np.unique(_nearest(points, centers), return_inverse=True)
    return groups, np.bincount(groups, weights)


def _means(
    points: np.ndarray, weights: np.ndarray, groups: np.ndarray, totals: np.ndarray
) -> np.ndarray:
    """The mean of each group of points, in whole numbers, (n_groups, 3)."""
    sums = [np.bincount(groups, weights * axis) for axis in points.T]
    return np.rint(np.stack(sums, axis=-1) / totals[:, None])


def _prevailing(
    points: np.ndarray, weights: np.ndarray, centers: np.ndarray
) -> np.ndarray:
    """The mean of each cluster, or its one point with more than half of the weight."""
    groups, totals = _clusters(points, weights, centers)
    heaviest = np.empty(len(totals), int)
    order = np.argsort(weights, kind="stable")
    heaviest[groups[order]] = order  # the last one stays
    prevails = weights[heaviest] > totals / 2
    means = _means(points, weights, groups, totals)
    return np.where(prevails[:, None], points[heaviest], means)


def _nearest(points: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """The number of the center (n, 3) that is nearest to each point (N, 3)."""
    points, centers = points.astype(np.float32), centers.astype(np.float32)
    half = (centers**2).sum(axis=1) / 2
    blocks = np.array_split(points, len(points) // 4096 + 1)  # small enough for caches
    return np.concatenate([(half - b @ centers.T).argmin(axis=1) for b in blocks])

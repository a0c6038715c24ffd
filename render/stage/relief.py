"""Reliefs: heights over a grid or on facets, painted as pixels.

Each column of samples sees one slice of the box (see `slices`). The heights where the
slice crosses the grid's lines, or the edges of facets, are interpolated. From each
crossing to the next, far ones first, the samples that the surface covers are marked
with that stretch. No pixel is sorted, and each takes its colour from the very height
it shows, and the light there.

Each pixel has four samples. Where they agree, its colour is worked out once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from render.stage.isolines import Isolines, draw
from render.stage.slices import SAMPLES, Slices

LIGHTS = 128  # levels of light
SHADES = 2 * LIGHTS  # those on a surface seen from above, and those on its underside
TONES = 1024  # levels of height
TIE = 1e-5  # of the span: heights nearer to each other are equal
SAME = 3  # samples of a pixel agree if they show places at most so many crossings apart

Ink = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, eq=False)
class Profile:
    """Surfaces along every slice: arrays of shape (n_surfaces, n_crossings).

    height: at each crossing.
    row: of samples, in which the crossing is seen; not a whole number.
    climb: the change of height on the stretch from there to the next crossing.
    under: whether that stretch is seen from below.
    start, end: whole rows between which that stretch is seen, cut off at the limits.
    top, bottom: the rows between which all stretches are.
    slack: heights are equal that are not farther apart.
    """

    grid: Slices
    height: np.ndarray
    row: np.ndarray
    climb: np.ndarray
    under: np.ndarray
    start: np.ndarray
    end: np.ndarray
    top: int
    bottom: int
    slack: float

    def meet(self, place: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where samples see stretches: how far along, 0 to 1, and how high: (n,) each.

        place: of each stretch, an index into the flat arrays; row: the sample's.
        A ray falls evenly, and a stretch climbs and recedes evenly: they meet where
        eye - (row - horizon) * depth equals height, the depth being 1 / rise.
        """
        crossing = place % len(self.grid.rank) if len(self.height) > 1 else place
        height, climb = self.height.take(place), self.climb.take(place)
        below = row - np.float32(self.grid.horizon)
        gap = np.float32(self.grid.eye) - below * self.grid.depth.take(crossing)
        gap -= height
        closing = climb + below * self.grid.recession.take(crossing)
        gap /= np.where(closing == 0, np.float32(np.inf), closing)
        share = np.clip(gap, 0, 1, out=gap)
        climb *= share
        height += climb
        return share, height


@dataclass(frozen=True, eq=False)
class Samples:
    """What each sample shows: arrays of shape (n_columns, n_rows).

    rank: the number, within its column, of the crossing whose stretch is shown; -1
        where nothing is.
    surface: the number of the surface; None if there is only one.
    first: the index of each column's first crossing, shape (n_columns,).
    top: the first row.
    n_crossings: of one surface.
    """

    rank: np.ndarray
    surface: np.ndarray | None
    first: np.ndarray
    top: int
    n_crossings: int

    @property
    def number(self) -> np.ndarray | np.int8:
        """The number of the surface, 0 if there is only one."""
        return np.int8(0) if self.surface is None else self.surface

    def places(
        self, column: np.ndarray, row: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """What samples show: places, indices into a flat Profile, and their rows."""
        sample = column * self.rank.shape[1] + row
        place = self.first.take(column)
        place += self.rank.take(sample)
        if self.surface is not None:
            place += self.n_crossings * self.surface.take(sample).astype(np.int64)
        return place, row + np.float32(self.top)


def paint(
    canvas: np.ndarray,
    grid: Slices,
    heights: np.ndarray,
    light: np.ndarray,
    tints: np.ndarray,
    span: tuple[float, float],
    highest: bool = False,
    lines: Isolines | None = None,
) -> None:
    """Paint what a strip of slices sees onto a canvas, the nearer hiding the farther.

    canvas: (H, W, 4) uint8, changed in place.
    heights: of the surfaces, within_reach of the span, (n_surfaces, n_1, n_2) on a
        grid, (n_surfaces, n_corners) on facets.
    light: on the upper side of each place, 0 to 1, same shape. The underside has what
        is left of 1.
    tints: the colour of each light and height, (n_surfaces, SHADES, TONES, 4) uint8.
    span: the heights of the first and the last tone; surfaces are cut off exactly
        where they leave it.
    highest: whether surfaces are cut off where another is higher.
    lines: on a single surface.
    """
    profile = _profile(grid, heights, span, highest)
    samples = _front(grid, profile)
    ink, colors = _ink(profile, light, span), tints.view(np.uint32).ravel()

    columns, rows = (n // SAMPLES for n in samples.rank.shape)
    top = profile.top // SAMPLES
    part = canvas[top : top + rows, grid.left : grid.left + columns].swapaxes(0, 1)
    whole, even, uneven = _agreement(samples, 0 if grid.is_flat else SAME)
    plain = even if lines is None else whole  # for lines to be whole, too
    column, row = _where(plain)
    index, tone = ink(*samples.places(SAMPLES * column, SAMPLES * row))
    part.view(np.uint32)[..., 0][plain] = colors.take(index)
    at = _where(uneven)
    part[at] = _mix(part[at], samples, at, ink, colors)
    if lines is not None:
        draw(part, plain, index, tone, lines)


def seen(
    grid: Slices, heights: np.ndarray, span: tuple[float, float], highest: bool = False
) -> np.ndarray:
    """What each sample of a strip sees, from the top of the box to its bottom.

    heights, span, highest: as for paint.
    Returns two arrays (n_rows, n_columns): the number of the surface, -1 for none; and
    a point of the grid near what is seen of it, an index into the flat grid.
    """
    samples = _front(grid, _profile(grid, heights, span, highest))
    hit = samples.rank >= 0
    crossings = np.where(hit, samples.first[:, None] + samples.rank, 0)
    found = np.where(hit, samples.number, -1), grid.before.take(crossings)
    whole = np.full((2, grid.bottom - grid.top, len(hit)), -1)
    start = samples.top - grid.top
    whole[:, start : start + hit.shape[1]] = np.stack(found).swapaxes(1, 2)
    return whole


def lambert(slopes: tuple[np.ndarray, ...], towards: np.ndarray) -> np.ndarray:
    """How squarely light falls on each place, -1 to 1, shape as the slopes.

    By Lambert's cosine law: the cosine between the surface's normal and the light.
    slopes: of the surface along x_1 and x_2.
    towards: the direction the light comes from, shape (3,), of length 1.
    """
    slope_1, slope_2 = slopes
    cosine = towards[2] - towards[0] * slope_1 - towards[1] * slope_2
    return cosine / np.sqrt(1 + slope_1**2 + slope_2**2)


def _ink(profile: Profile, light: np.ndarray, span: tuple[float, float]) -> Ink:
    """What gives the tints of places and rows, indices into the flat ones, and tones.

    light, span: as for paint. Tones are rounded down for those of the tints.
    """
    scale = (TONES - 1) / (span[1] - span[0])
    shades, gains = _shades(profile, light)

    def ink(place: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        share, tone = profile.meet(place, row)
        tone -= span[0]
        tone *= scale
        tone += 0.5
        np.clip(tone, 0, TONES - 1, out=tone)
        shade = shades.take(place)
        if not profile.grid.is_flat:
            shade += share * gains.take(place)
        index = shade.astype(np.int32)
        index *= TONES
        index += tone.astype(np.int32)
        return index, tone

    return ink


def _profile(
    grid: Slices, heights: np.ndarray, span: tuple[float, float], highest: bool
) -> Profile:
    height = _at_crossings(grid, heights)
    row = np.float32(grid.horizon) + grid.rise * (np.float32(grid.eye) - height)
    climb = np.roll(height, -1, axis=1) - height
    under = np.roll(row, -1, axis=1) < row
    start = np.ceil(row).astype(np.int32)
    end = np.roll(start, -1, axis=1)
    rooms = _rooms(height, span, highest)
    if rooms:
        _cut(grid, height, climb, rooms, span, start, end)
    end[:, grid.last] = start[:, grid.last]  # nothing from one column to the next
    low, high = min(start.min(), end.min()), max(start.max(), end.max())
    top = max(int(low) // SAMPLES * SAMPLES, grid.top)
    bottom = min((int(high) // SAMPLES + 1) * SAMPLES, grid.bottom)
    slack = TIE * (span[1] - span[0])
    return Profile(grid, height, row, climb, under, start, end, top, bottom, slack)


def within_reach(heights: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    """Heights clipped far beyond the span, where it makes no difference to a picture.

    They can then be squared, and held in float32. NaN becomes 0.
    """
    reach = 1000 * (span[1] - span[0])
    return np.nan_to_num(heights).clip(span[0] - reach, span[1] + reach)


def _at_crossings(grid: Slices, values: np.ndarray) -> np.ndarray:
    """Values on the grid, (n_surfaces, n_1, n_2), at its (n_surfaces, n_crossings)."""
    flat = values.reshape(len(values), -1).astype(np.float32)
    before, after = (flat.take(i, axis=1) for i in (grid.before, grid.after))
    after -= before
    after *= grid.share
    return np.add(before, after, out=after)


def _rooms(
    height: np.ndarray, span: tuple[float, float], highest: bool
) -> list[np.ndarray]:
    """How far inside of each limit every crossing is, negative beyond it.

    The limits are the ends of the span and, if only the highest is to be seen, the
    other surfaces. Those that no crossing is beyond may be left out.
    """
    rooms = []
    if height.min() < span[0] or height.max() > span[1]:
        rooms += [height - np.float32(span[0]), np.float32(span[1]) - height]
    if highest:
        # Each surface beside the others in turn, as many as there are.
        rooms += [height - np.roll(height, n, axis=0) for n in range(1, len(height))]
    return rooms


def _cut(
    grid: Slices,
    height: np.ndarray,
    climb: np.ndarray,
    rooms: list[np.ndarray],
    span: tuple[float, float],
    start: np.ndarray,
    end: np.ndarray,
) -> None:
    """Move start and end to where a stretch meets the nearest of its limits, exactly.

    start, end: as in Profile, changed in place.
    """
    begin, stop = np.zeros(height.shape), np.ones(height.shape)
    for room in rooms:
        beyond = room < 0
        surface, i = np.nonzero(beyond[:, :-1] | beyond[:, 1:])
        a, b = room[surface, i].astype(float), room[surface, i + 1].astype(float)
        meets = np.where((a < 0) & (b < 0), 1.0, a / np.where(a == b, 1.0, a - b))
        begin[surface, i] = np.maximum(begin[surface, i], np.where(a < 0, meets, 0))
        stop[surface, i] = np.minimum(stop[surface, i], np.where(a < 0, 1, meets))
    stop = np.maximum(begin, stop)
    # Only rows that move are worked out anew: others must stay where the next stretch
    # takes over.
    for share, row, moves in (
        (begin, start, begin > 0),
        (stop, end, (stop < 1) | (begin == stop)),
    ):
        surface, i = np.nonzero(moves)
        part = share[surface, i]
        at = (height[surface, i] + part * climb[surface, i]).clip(*span)
        depth = grid.depth[i] + part * grid.recession[i]
        row[surface, i] = np.ceil(grid.horizon + (grid.eye - at) / depth)


def _front(grid: Slices, profile: Profile) -> Samples:
    """The nearest surface at each sample."""
    ranks = [
        _cover(grid, *ends, profile.top, profile.bottom)
        for ends in zip(profile.start, profile.end, strict=True)
    ]
    front = Samples(ranks[0], None, grid.first, profile.top, len(grid.rank))
    for number, rank in enumerate(ranks[1:], start=1):
        surface = np.full(rank.shape, number, dtype=np.int8)
        front = _nearer(front, replace(front, rank=rank, surface=surface), profile)
    return front


def _cover(
    grid: Slices, start: np.ndarray, end: np.ndarray, top: int, bottom: int
) -> np.ndarray:
    """One surface's rank at each sample of rows top to bottom, as in Samples."""
    count = np.abs(end - start)
    base = np.minimum(start, end)
    base += grid.column * np.int32(bottom - top)
    base += count
    base -= np.cumsum(count, dtype=np.int32)
    sample = np.repeat(base, count)
    sample = sample + np.arange(-top, len(sample) - top)  # as numpy likes its indices
    rank = np.full((len(grid.first), bottom - top), -1, dtype=np.int16)
    rank.ravel()[sample] = np.repeat(grid.rank, count)  # the last, the nearest, stays
    return rank


def _nearer(front: Samples, other: Samples, profile: Profile) -> Samples:
    """What each sample shows of two surfaces: the nearer."""
    nearer = other.rank > front.rank
    same = _where((other.rank == front.rank) & (front.rank >= 0))
    # Looking down along one ray, the nearer is the higher; of equals the first is seen.
    place, row = front.places(*same)
    nearer[same] = _is_above(profile, row, other.places(*same)[0], place)
    rank = np.maximum(front.rank, other.rank)
    return replace(
        front, rank=rank, surface=np.where(nearer, other.number, front.number)
    )


def _is_above(
    profile: Profile, row: np.ndarray, place: np.ndarray, below: np.ndarray
) -> np.ndarray:
    """Whether samples see one surface higher than another on the same stretch: (n,).

    row: the samples'; place, below: of the stretch on either surface, as meet's.
    """
    height, climb, slack = profile.height, profile.climb, np.float32(profile.slack)
    lead = height.take(place) - height.take(below)
    gain = climb.take(place) - climb.take(below)
    is_above: np.ndarray = lead > slack
    is_mixed = is_above != (lead + gain > slack)
    is_mixed |= profile.under.take(place)  # from below, the lower is the nearer
    is_mixed |= profile.under.take(below)
    mixed = np.flatnonzero(is_mixed)
    one, other = (
        profile.meet(which.take(mixed), row.take(mixed))[1] for which in (place, below)
    )
    is_above[mixed] = one > other + slack
    return is_above


def _where(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """np.nonzero of a two-dimensional mask, in half the time."""
    flat = np.flatnonzero(mask)
    first = flat // mask.shape[1]
    return first, flat - first * mask.shape[1]


def _shades(profile: Profile, light: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The shade at each crossing, and its change on the stretch to the next.

    Whole shades count those of the tints, in order of surface.
    """
    lit = _at_crossings(profile.grid, light)
    lit *= LIGHTS - 1
    gain = (
        np.zeros_like(lit) if profile.grid.is_flat else np.roll(lit, -1, axis=1) - lit
    )
    np.subtract(SHADES - 1, lit, out=lit, where=profile.under)
    np.negative(gain, out=gain, where=profile.under)
    lit += 0.5 + SHADES * np.arange(len(lit), dtype=np.float32)[:, None]
    return lit, gain


def _agreement(
    samples: Samples, same: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Masks of pixels: whose samples all show something, and those that show one place.

    The third is of those in use whose samples do not show one place.
    same: how many crossings apart one place is, at most.
    """
    low, high = (_extreme(f, samples.rank) for f in (np.minimum, np.maximum))
    whole = low >= 0
    even = whole & (high - low <= same)
    if samples.surface is not None:
        lowest, highest = (
            _extreme(f, samples.surface) for f in (np.minimum, np.maximum)
        )
        even &= lowest == highest
    return whole, even, (high >= 0) & ~even


def _extreme(choose: np.ufunc, values: np.ndarray) -> np.ndarray:
    """The least or greatest of each pixel's samples."""
    columns = reduce(choose, [values[i::SAMPLES] for i in range(SAMPLES)])
    return reduce(choose, [columns[:, j::SAMPLES] for j in range(SAMPLES)])


def _mix(
    below: np.ndarray,
    samples: Samples,
    at: tuple[np.ndarray, np.ndarray],
    ink: Ink,
    colors: np.ndarray,
) -> np.ndarray:
    """The mean colours of pixels' samples over what is below: (n_pixels, 4) uint8.

    at: columns and rows of the pixels. ink: as _ink has it; colors: the flat tints.
    """
    within = np.indices((SAMPLES, SAMPLES)).reshape(2, -1, 1)
    column, row = SAMPLES * np.stack(at)[:, None] + within  # (SAMPLES**2, n_pixels)
    hit = samples.rank[column, row] >= 0
    color = np.zeros(hit.shape, dtype=np.uint32)
    index, _ = ink(*samples.places(column[hit], row[hit]))
    color[hit] = colors.take(index)
    mixed = color.view(np.uint8).reshape(*hit.shape, 4).mean(axis=0)
    clear = 1 - mixed[:, 3:] / 255
    alpha = mixed[:, 3:] + below[:, 3:] * clear
    mixed[:, :3] += below[:, :3] * (below[:, 3:] / 255) * clear
    mixed[:, :3] /= alpha / 255
    mixed[:, 3:] = alpha
    return (mixed + 0.5).astype(np.uint8)

"""Isolines: lines on a relief where its height is at a level, as on a map.

A pixel is as far from a level as its tone is, divided by how much the tone changes from
one pixel to the next. So lines have one width on the screen, however steep the surface.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

FLAT = 0.004  # tones a pixel: on what is flatter, rounding would decide where lines are
CROWDED = (
    2.0  # widths to the next line at which lines are gone; at twice that they fade
)
NOWHERE = np.uint8(255)  # in place of a band
BANDS = 254  # that are told apart, an even number
ODD = np.uint8(1)
HALF = np.float32(0.5)


@dataclass(frozen=True, eq=False)
class Isolines:
    """The lines that a relief has, in order of level: arrays of shape (n_levels,).

    n_tones, n_shades: how many tones there are, and shades of each that have lines.
    level: the tone that each is at, ascending; float32, as all of them.
    width: in pixels; opacity: from 0 to 1; ink: the value of red, green and blue.
    spacing: tones to the next line that is as wide.
    """

    n_tones: int
    n_shades: int
    level: np.ndarray
    width: np.ndarray
    opacity: np.ndarray
    ink: np.ndarray
    spacing: np.ndarray

    @cached_property
    def band(self) -> np.ndarray:
        """Between which levels each whole tone is, NOWHERE where lines are not drawn.

        Odd where a level is within the tone. In order of shade: (2 * n_shades *
        n_tones,) uint8, the second half without lines.
        """
        tones = np.arange(self.n_tones)
        below, above = (np.searchsorted(self.level, tones + part) for part in (0, 1))
        lit = np.tile((below + above) % BANDS, self.n_shades)
        return np.append(lit, np.full(lit.size, NOWHERE)).astype(np.uint8)

    @cached_property
    def nearest(self) -> np.ndarray:
        """The number of the level that is nearest to each whole tone: (n_tones,)."""
        middles = (self.level[1:] + self.level[:-1]) / 2
        return np.searchsorted(middles, np.arange(self.n_tones))

    @cached_property
    def half(self) -> np.ndarray:
        """Pixels from the middle of each line to where it ends: (n_levels,)."""
        return self.width / 2 + HALF

    @cached_property
    def reach(self) -> int:
        """Pixels up, down or sideways within which what has some ink meets a line."""
        return math.ceil(float(self.half.max()) * math.sqrt(2))


def draw(
    pixels: np.ndarray,
    covered: np.ndarray,
    tints: np.ndarray,
    tones: np.ndarray,
    lines: Isolines,
) -> None:
    """Draw lines on the pixels of a relief.

    pixels: (n_columns, n_rows, 4) uint8, changed in place.
    covered: which of them have a tone, (n_columns, n_rows).
    tints: of those that have, as the lines' bands count them, (n,) int32.
    tones: theirs, (n,) float32.
    """
    band = _around(covered, lines.band.take(tints), NOWHERE)
    place = np.flatnonzero(_near(band, lines.reach))
    tone = _around(covered, tones, np.float32(np.nan))
    here, steep = tone.take(place), _steepness(tone, place)
    number = lines.nearest.take(here.astype(np.intp))
    away = np.abs(here - lines.level.take(number))
    seen = np.flatnonzero(away < lines.half.take(number) * steep)
    number = number.take(seen)
    share = _shares(away.take(seen), steep.take(seen), number, lines)
    column, row = np.divmod(place.take(seen), tone.shape[1])
    _mix(pixels, (column - 1, row - 1), lines.ink.take(number), share)


def _around(covered: np.ndarray, values: np.ndarray, none: np.generic) -> np.ndarray:
    """Values in their places, with a border: (n_columns + 2, n_rows + 2)."""
    columns, rows = covered.shape
    whole = np.full((columns + 2, rows + 2), none)
    whole[1:-1, 1:-1][covered] = values
    return whole


def _near(band: np.ndarray, reach: int) -> np.ndarray:
    """Which pixels may have a line: in a band unlike that of what is so far from them.

    band: with a border, NOWHERE where there is none; reach: as of Isolines.
    """
    near = (band & ODD).view(bool)
    for side, found in ((band, near), (band.T, near.T)):
        differs = side[reach:] != side[:-reach]
        found[reach:] |= differs
        found[:-reach] |= differs
    near &= band != NOWHERE
    return near


def _steepness(tone: np.ndarray, place: np.ndarray) -> np.ndarray:
    """How much the tone changes from one pixel to the next: (n,).

    Of the neighbours on two sides the one that is more alike counts: the other may
    belong to what is behind, or not be there. So there are no lines along silhouettes,
    and none breaks where a strip ends.
    tone: with a border, NaN where there is none; place: flat indices, shape (n,).
    """
    here, squares = tone.take(place), np.zeros(len(place), dtype=np.float32)
    for step in (1, tone.shape[1]):
        before, after = (np.abs(tone.take(place + way) - here) for way in (-step, step))
        squares += np.fmax(np.fmin(before, after), 0) ** 2  # 0 if there is neither
    return np.sqrt(squares)


def _shares(
    away: np.ndarray, steep: np.ndarray, number: np.ndarray, lines: Isolines
) -> np.ndarray:
    """How much of the ink pixels have, 0 to 1: (n,).

    away: tones to the nearest level; steep: tones a pixel; number: the level's.
    """
    width, spacing = lines.width.take(number), lines.spacing.take(number)
    share = np.minimum(lines.half.take(number) - away / steep, np.minimum(width, 1))
    share *= np.clip(spacing / (CROWDED * steep * width) - 1, 0, 1)
    share *= np.clip(steep / np.float32(FLAT) - 1, 0, 1)
    share *= lines.opacity.take(number)
    return share


def _mix(
    pixels: np.ndarray,
    at: tuple[np.ndarray, np.ndarray],
    ink: np.ndarray,
    share: np.ndarray,
) -> None:
    """Put ink on pixels; at: their columns and rows; ink, share: (n,)."""
    packed = pixels.view(np.uint32)[..., 0]
    color = packed[at]
    parts = color.view(np.uint8).reshape(-1, 4).T[:3]
    mixed = parts.astype(np.float32, order="C")
    mixed *= 1 - share
    mixed += ink * share + HALF
    parts[:] = mixed
    packed[at] = color

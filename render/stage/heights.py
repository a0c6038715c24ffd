"""Colours of heights, on surfaces, contours and maps alike."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_rgb

from render.plot.axes import MapAxes
from render.style.heights import ends, shares
from render.style.styles import Style

TINY = 1e-300  # in place of no room between a threshold and the end of a span


def ramp(style: Style, output: int, n: int, places: np.ndarray) -> np.ndarray:
    """Colours (n_places, 3) of one of n outputs at shares of the map, from 0 to 1.

    A single output has the colour map; several have the colours of their curves,
    darker where they are low.
    """
    if n == 1:
        return tones(style, places)
    color = np.array(to_rgb(style.color(output)))
    return color * (1 - style.depth * (1 - places[:, None]))


def sides(
    style: Style, heights: np.ndarray, span: tuple[float, float], threshold: float
) -> np.ndarray:
    """Colours (n_heights, 3) of the two categories of a single output.

    Above the threshold they are the first's, at it or below it the second's.
    span: the lowest and highest output shown.
    """
    places = shares(heights, span)
    above, below = (ramp(style, category, 2, places) for category in (0, 1))
    return np.where(heights[:, None] > threshold, above, below)


def map_tones(style: Style, axes: MapAxes, places: np.ndarray) -> np.ndarray:
    """Colours (n_places, 3) on a map, at shares of its colour map from 0 to 1.

    With a threshold they are those of the two categories: the first's above it, the
    fainter the nearer to it, where there is only the floor.
    """
    if axes.threshold is None:
        return tones(style, places)
    return side_tones(style, axes.span, (0, 1, axes.threshold), places)


def side_tones(
    style: Style,
    span: tuple[float, float],
    sides: tuple[int, int, float],
    places: np.ndarray,
) -> np.ndarray:
    """Colours (n_places, 3) of two categories, the fainter the nearer to a threshold.

    span: the lowest and highest value shown. sides: the numbers of the categories above
    and below, and the threshold. places: shares of the span's colour map, from 0 to 1.
    """
    (low, high), (bottom, top), (one, other, threshold) = span, ends(span), sides
    away = bottom + places * (top - bottom) - threshold
    room = np.where(away > 0, high - threshold, threshold - low)
    share = style.area * np.clip(np.abs(away) / np.maximum(room, TINY), 0, 1)
    colors = style.color(one), style.color(other), style.floor[:7]
    above, below, floor = map(to_rgb, colors)
    own = np.where(away[:, None] > 0, above, below)
    return floor + share[:, None] * (own - np.array(floor))


def tones(style: Style, places: np.ndarray) -> np.ndarray:
    """Colours (n_places, 3) of the style's colour map, at shares of it from 0 to 1."""
    if isinstance(style.colormap, str):
        tones: np.ndarray = colormaps[style.colormap](places)[:, :3]
        return tones
    colors = np.array([to_rgb(color) for color in style.colormap])
    stops = np.linspace(0, 1, len(colors))
    return np.column_stack([np.interp(places, stops, part) for part in colors.T])

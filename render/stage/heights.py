"""Colours of heights, on surfaces, contours and maps alike."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_rgb

from render.style.heights import shares
from render.style.styles import Style


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


def tones(style: Style, places: np.ndarray) -> np.ndarray:
    """Colours (n_places, 3) of the style's colour map, at shares of it from 0 to 1."""
    if isinstance(style.colormap, str):
        tones: np.ndarray = colormaps[style.colormap](places)[:, :3]
        return tones
    colors = np.array([to_rgb(color) for color in style.colormap])
    stops = np.linspace(0, 1, len(colors))
    return np.column_stack([np.interp(places, stops, part) for part in colors.T])

"""Colours: how light they are, and how well one stands out from another.

Source: W3C, Web Content Accessibility Guidelines 2.2, relative luminance and contrast.
"""

from functools import cache

import numpy as np

WEIGHTS = np.array([0.2126, 0.7152, 0.0722])  # of red, green and blue light


def luminance(color: str) -> float:
    """How light a colour "#rrggbb" is, from 0, black, to 1, white."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return float((linear(np.array(parts)) * WEIGHTS).sum())


def contrast(one: str, other: str) -> float:
    """How well two colours stand out from each other, from 1, not at all, to 21."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def readable(background: str) -> str:
    """Black or white, whichever has more contrast to a background: at least 4.58."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, background))


def inks(backgrounds: np.ndarray) -> np.ndarray:
    """Black or white for each of some colours (n, 3) from 0 to 1, as readable."""
    light = (linear(backgrounds) * WEIGHTS).sum(axis=-1, keepdims=True)
    is_light = (light + 0.05) ** 2 > 0.05 * 1.05  # nearer to white than to black
    return np.where(is_light, 0.0, 1.0) * np.ones(3)


def dimmed(colors: np.ndarray, lightest: float) -> np.ndarray:
    """Colours (..., 3) from 0 to 1, darkened to a luminance of lightest at most."""
    light = linear(colors)
    excess = (light * WEIGHTS).sum(axis=-1, keepdims=True) / lightest
    return np.where(excess > 1, _encoded(light / np.maximum(excess, 1)), colors)


def linear(colors: np.ndarray) -> np.ndarray:
    """The amounts of light, 0 to 1, that values of sRGB, 0 to 1, stand for."""
    curved = ((colors + 0.055) / 1.055) ** 2.4
    return np.where(colors <= 0.04045, colors / 12.92, curved)


def _encoded(light: np.ndarray) -> np.ndarray:
    """The values of sRGB, 0 to 1, that stand for amounts of light, 0 to 1."""
    curved = 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055
    return np.where(light <= 0.0031308, light * 12.92, curved)

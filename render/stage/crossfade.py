"""Crossfades: one picture going over into another."""

import numpy as np


def crossfade(start: np.ndarray, end: np.ndarray, share: float) -> np.ndarray:
    """A blend of two pictures (..., 4) uint8; share: of the second, 0 to 1.

    Colours count by their opacity: clear pixels have no say.
    """
    weights = (1 - share) * start[..., 3:], share * end[..., 3:].astype(float)
    alpha = weights[0] + weights[1]
    colors = weights[0] * start[..., :3] + weights[1] * end[..., :3]
    colors /= np.maximum(alpha, 1e-9)
    return (np.concatenate([colors, alpha], axis=-1) + 0.5).astype(np.uint8)

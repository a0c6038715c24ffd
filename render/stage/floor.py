"""The floor under surfaces: outlines on it, and the colours of what lies there."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.path import Path

from render.stage.ground import Floor
from render.style.styles import Style


def floor_path(ground: Floor, rings: Sequence[np.ndarray]) -> Path:
    """One path, in units of the ground, of closed rings over two inputs."""
    if not rings:
        return Path(np.zeros((0, 2)))
    codes = np.full(sum(map(len, rings)), Path.LINETO, dtype=Path.code_type)
    ends = np.cumsum([len(ring) for ring in rings])
    codes[[0, *ends[:-1]]] = Path.MOVETO
    codes[ends - 1] = Path.CLOSEPOLY
    return Path(np.concatenate(ground.on_floor(rings)), codes)


@lru_cache(maxsize=4)
def category_colors(style: Style, n_outputs: int) -> np.ndarray:
    """Colours of categories on the floor, (n_categories, 3).

    They are those of bars and curves, as they look through the floor's opacity. A
    single output has two categories.
    """
    colors = np.array([to_rgb(style.color(k)) for k in range(max(2, n_outputs))])
    floor = np.array(to_rgb(style.floor))
    return floor + style.area * (colors - floor)

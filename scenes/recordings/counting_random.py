"""What is counted over hundreds of random networks.

Places are looked at on even grids, so what is smaller than a step of one may be missed.
"""

import numpy as np

from model import Classifier, Family, count_islands, count_regions

N_NETWORKS = 600
INPUTS = (-6.0, 6.0)  # of each input
FLOOR, LINE = 201, 4801  # points along each of two inputs, and along a single one
TENTH = 40  # steps of a line: a tenth of an input

SPREADS = (1.0, 3.0, 10.0, 30.0)
FLOORS = Family((2, 11, 9, 1), "tanh")
TIES = Family((2, 11, 9, 2), "relu")
CURVES = tuple(Family((1, 11, 9, 1), "tanh", spread) for spread in SPREADS)


def floor_counts() -> dict[str, np.ndarray]:
    """Of each of 600 networks the regions of its floor, and those that are islands.

    "regions", "islands": (600,).
    """
    found = []
    for k in range(N_NETWORKS):
        categories = Classifier(FLOORS.network(k))(floor()).reshape(FLOOR, FLOOR)
        found.append((count_regions(categories), count_islands(categories)))
    n_regions, n_islands = np.transpose(found)
    return {"regions": n_regions, "islands": n_islands}


def tie_counts() -> dict[str, np.ndarray]:
    """Of each of 600 networks at how many points of 201 by 201 both outputs are zero.

    "ties": (600,).
    """
    outputs = (TIES.network(k)(floor()) for k in range(N_NETWORKS))
    return {"ties": np.array([int((y == 0).all(axis=1).sum()) for y in outputs])}


def curve_counts() -> dict[str, np.ndarray]:
    """How steep the curves of 600 networks are, at each spread of their weights.

    "changes": the largest change of the output over a tenth of an input, (4, 600).
    """
    x = np.linspace(*INPUTS, LINE)[:, None]
    curves = np.array(
        [[family.network(k)(x)[:, 0] for k in range(N_NETWORKS)] for family in CURVES]
    )
    steps = np.abs(curves[..., TENTH:] - curves[..., :-TENTH])
    return {"changes": steps.max(axis=-1)}


def floor() -> np.ndarray:
    """Points over two inputs, (201 * 201, 2), the second one changing fastest."""
    line = np.linspace(*INPUTS, FLOOR)
    return np.stack(np.meshgrid(line, line, indexing="ij"), axis=-1).reshape(-1, 2)

"""Outputs: from where to where they are shown, beside data."""

from functools import lru_cache

import numpy as np

from model import Data, Network, Networks
from model.data import span
from render.view.data_points import heights_of
from render.view.views import FARTHEST, Moment, reach

N_NETWORKS = 9  # of all, that are looked at, the first and the last included
N_POINTS = 961  # of the ranges shown, at which they are looked at

Range = tuple[float, float]


def fitted_reach(moment: Moment, data: Data | None, ranges: tuple[Range, ...]) -> Range:
    """The lowest and highest output worth showing beside data.

    They are the bounds of the last activation. Where it has none they are those of the
    targets and of the outputs of all networks of a moment together, the same for each;
    without data they are as reach has them.
    ranges: of the inputs that are shown.
    """
    activation = moment.network.layers[-1].activation
    if data is None or np.isfinite((activation.lower, activation.upper)).all():
        return reach(activation)
    low, high = _span(moment.networks or (moment.network,), data, ranges)
    if np.isfinite(activation.lower):
        low = activation.lower
    if np.isfinite(activation.upper):
        high = activation.upper
    return (low, high) if low < high else reach(activation)


@lru_cache(maxsize=8)
def _span(
    networks: Networks | tuple[Network, ...], data: Data, ranges: tuple[Range, ...]
) -> Range:
    """The range of targets and outputs together."""
    n = len(networks)
    numbers = np.unique(np.linspace(0, n - 1, min(n, N_NETWORKS)).astype(int))
    side = round(N_POINTS ** (1 / len(ranges)))
    grid = np.meshgrid(*(np.linspace(*ends, side) for ends in ranges))
    points = np.stack(grid, axis=-1).reshape(-1, len(ranges))
    values = [networks[int(k)](points).ravel() for k in numbers]
    targets = heights_of(data, networks[0].sizes[-1])
    if targets is not None:
        values.append(targets.ravel())
    return span(np.clip(np.concatenate(values), -FARTHEST, FARTHEST))

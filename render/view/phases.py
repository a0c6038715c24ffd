"""Phases: how descents are seen on the way from one stop to the next.

First what the stop before shows fades, and so do the words above it; then the next
descent goes, step by step, and is complete where its stop is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

START = 0.2  # of the way: where the descent before is gone, and the next one begins


@dataclass(frozen=True)
class Phase:
    """What is seen at a position.

    stop: the number of the stop whose descent it is. steps: how many of the descent's
        steps are done, the last one in part. opacity: of its path.
    words: the position among the stops' words.
    """

    stop: int
    steps: float
    opacity: float
    words: float

    def way(self, path: np.ndarray) -> np.ndarray:
        """A path (n, ...) up to the present, which is the last place."""
        done = int(self.steps)
        if done == self.steps:
            return path[: done + 1]
        here = path[done] + (path[done + 1] - path[done]) * (self.steps - done)
        return np.concatenate([path[: done + 1], here[None]])


def phase_at(position: float, steps: Sequence[int]) -> Phase:
    """The phase at a position among stops; steps: of the descent of each of them."""
    stop, after = int(position), (int(position) + 1) % len(steps)
    turned = (position - stop) / START
    if turned < 1:
        return Phase(stop, steps[stop], 1 - turned, stop + turned)
    share = (turned - 1) / (1 / START - 1)
    return Phase(after, round(share * steps[after], 9), 1.0, after)

"""Recordings that come with the program: what scenes of trainings show, and counts.

`make recordings` makes all of them anew: those that the scripts' variables say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from model import Measures, Recorded, Studied, Training, Trainings
from render import RenderError

Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Computed:
    """Numbers that take long to compute, in a file.

    path: of the file, which is read when they are asked for, and kept.
    compute: a function that gives them, by name.
    """

    path: Path
    compute: Callable[[], Arrays] = field(compare=False)

    @property
    def arrays(self) -> Arrays:
        """What is in the file. Raises RenderError where it cannot be read."""
        return _read(self.path)

    def make(self) -> Arrays:
        """Compute all anew, and write the file."""
        arrays = self.compute()
        np.savez_compressed(self.path, **dict(arrays))  # type: ignore[arg-type]
        _read.cache_clear()
        return arrays


@cache
def _read(path: Path) -> Arrays:
    try:
        with np.load(path) as file:
            return dict(file)
    except (OSError, ValueError) as error:
        raise RenderError(f"numbers {path} cannot be read ({error})") from error


def computed(name: str, compute: Callable[[], Arrays]) -> Computed:
    """Numbers that have a name here."""
    return Computed(Path(__file__).with_name(f"{name}.npz"), compute)


def studied(
    name: str,
    trainings: Callable[[], Trainings],
    measures: Measures | None = None,
    stops: int = 128,
) -> Studied:
    """A study of trainings, whose losses and results have a name here.

    measures: what else is measured at the end of each. stops: at how many steps losses
        are kept, at most.
    """
    path = Path(__file__).with_name(f"{name}.npz")
    return Studied(path, trainings, measures or {}, stops)


def recorded(name: str, training: Training, stops: int = 160) -> Recorded:
    """The networks of a training, whose recording has a name here.

    stops: how many it has, at most.
    """
    return Recorded(Path(__file__).with_name(f"{name}.npz"), training, stops)

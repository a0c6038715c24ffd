"""Recordings that come with the program: what scenes of trainings show.

`make recordings` makes all of them anew: those that the scripts' variables say.
"""

from collections.abc import Callable
from pathlib import Path

from model import Measures, Recorded, Studied, Training, Trainings


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

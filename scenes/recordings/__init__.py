"""Recordings that come with the program: what scenes of trainings show.

`make recordings` makes all of them anew: those that the scripts' variables say.
"""

from pathlib import Path

from model import Recorded, Training


def recorded(name: str, training: Training, stops: int = 160) -> Recorded:
    """The networks of a training, whose recording has a name here.

    stops: how many it has, at most.
    """
    return Recorded(training, Path(__file__).with_name(f"{name}.npz"), stops)

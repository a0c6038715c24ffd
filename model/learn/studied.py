"""Studied trainings: what is to be studied, and the file that came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from model.learn.study import Measures, Study, Trainings
from model.learn.study_files import read_study, save_study


@dataclass(frozen=True)
class Studied:
    """Trainings whose study is in a file.

    path: of the file, which is read when the study is asked for, and kept.
    trainings: a function that gives them, by the name of their kind: there are many.
    measures: what else is measured of each recording, by name.
    stops: at how many steps losses are kept, at most.
    """

    path: Path
    trainings: Callable[[], Trainings] = field(compare=False)
    measures: Measures = field(default_factory=dict, compare=False)
    stops: int = 128

    @property
    def study(self) -> Study:
        """What is in the file. Raises OSError and ValueError as read_study does."""
        return _read(self.path)

    def make(self) -> Study:
        """Run all trainings anew, and write the file."""
        study = Study.of(self.trainings(), self.measures, self.stops)
        save_study(study, self.path)
        _read.cache_clear()
        return study


@lru_cache(maxsize=32)  # in each process once, however many frames it paints
def _read(path: Path) -> Study:
    return read_study(path)

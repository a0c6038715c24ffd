"""Runs: several recordings in step, so that pictures show them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from model.learn.recorded import RecordingFile
from model.learn.recording import Recording
from model.network import Network


@dataclass(frozen=True, eq=False)
class Runs:
    """Recordings at the same step: Networks, those of the one that has most stops.

    names: what tells the recordings apart, as many.
    sources: recordings, or what says how they were made, whose files are read when a
        network is asked for.

    Raises ValueError for no recordings, and for another number of names.
    """

    names: tuple[str, ...]
    sources: tuple[Recording | RecordingFile, ...]

    def __post_init__(self) -> None:
        if not self.sources or len(self.names) != len(self.sources):
            words = f"expected {len(self.sources) or 1}, one for each recording"
            raise ValueError(f"{len(self.names)} names: {words}")

    @classmethod
    def of(cls, sources: Mapping[str, Recording | RecordingFile]) -> "Runs":
        """Recordings by their names."""
        return cls(tuple(sources), tuple(sources.values()))

    @cached_property
    def recordings(self) -> tuple[Recording, ...]:
        """What came of the trainings.

        Raises OSError and ValueError as read_recording does.
        """
        return tuple(
            source.recording if isinstance(source, RecordingFile) else source
            for source in self.sources
        )

    @cached_property
    def longest(self) -> Recording:
        """The recording whose stops are those of all: the first that goes farthest."""
        return max(self.recordings, key=lambda run: (int(run.steps[-1]), len(run)))

    def __len__(self) -> int:
        return len(self.longest)

    def __getitem__(self, k: int) -> Network:
        return self.longest[k]

    def name(self, k: int) -> str:
        """What stop number k is called: "step 400"."""
        return self.longest.name(k)

    def place(self, k: int, position: float) -> float:
        """Where recording number k is among its own stops, at a position of all.

        It is between two stops as far as its steps say; one that ended stays there.
        Beyond the last stop of all each is between its own last and its first.
        """
        own, shared = self.recordings[k].steps, self.longest.steps
        beyond = position - (len(shared) - 1)
        if beyond > 0:
            return len(own) - 1 + beyond
        step = np.interp(position, np.arange(len(shared)), shared)
        return float(np.interp(step, own, np.arange(len(own))))

    def facts(self) -> dict[str, Any]:
        """Names, and digests of recordings."""
        digests = [run.digest for run in self.recordings]
        return {"runs": self.names, "recordings": digests}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Runs):
            return NotImplemented
        return self.facts() == other.facts()

    def __hash__(self) -> int:
        return hash((self.names, tuple(run.digest for run in self.recordings)))

"""Timelines: when each position of a scene is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from render.errors import InputError

SHORTEST = 0.001  # seconds that a stop or a glide lasts, if at all
FPS = 24.0  # pictures a second of glides in drawings, as many as cinemas have
LONGEST = 600.0  # seconds; in a GIF no picture can last longer than 655


@dataclass(frozen=True)
class Shot:
    """One picture of a film: a position of the scene, from start to end in seconds."""

    position: float
    start: float
    end: float


@dataclass(frozen=True)
class Timeline:
    """How long a film holds each stop, and glides from it into the next.

    hold: seconds that a stop stands still; or of each stop its own, in order, and the
        last of them for all that follow.
    morph: seconds that a glide to the next stop takes; 0 for a hard cut.
    fps: pictures a second in a glide; a stop that stands still is one picture.
    loop: whether the last stop glides back into the first.

    Raises InputError for values that no film can have.
    """

    hold: float | tuple[float, ...] = 1.0
    morph: float = 0.0
    fps: float = 30.0
    loop: bool = False

    def __post_init__(self) -> None:
        if not self.holds:
            raise InputError("hold", "of no stop", "seconds for one stop or more")
        for hold in self.holds:
            _check("hold", hold)
        _check("morph", self.morph)
        if not 1 <= self.fps <= 120:
            raise InputError("fps", f"{self.fps:g}", "1 to 120 pictures a second")
        shortest = min(self.holds)
        if max(shortest, self.morph) < 1 / self.fps:
            raise InputError(
                "hold",
                f"{shortest:g} with morph {self.morph:g}",
                f"one of them to last a picture or more, {1 / self.fps:.3g} seconds",
            )

    @property
    def holds(self) -> tuple[float, ...]:
        """Those that there are; one for all, or one for each of the first stops."""
        return self.hold if isinstance(self.hold, tuple) else (self.hold,)

    def hold_of(self, stop: int) -> float:
        """How long a stop stands still, in seconds."""
        return self.holds[min(stop, len(self.holds) - 1)]

    def seconds(self, stops: int) -> float:
        """How long a film of a number of stops lasts."""
        n_morphs = stops if self.loop and stops > 1 else stops - 1
        return sum(map(self.hold_of, range(stops))) + n_morphs * self.morph

    @property
    def rate(self) -> float:
        """Pictures a second in a glide, which has a whole number of them: about fps."""
        return self.steps / self.morph if self.morph else self.fps

    @property
    def steps(self) -> int:
        """Pictures from one stop to the next, with that of the stop."""
        return max(1, round(self.morph * self.fps))

    def shots(self, stops: int) -> Iterator[Shot]:
        """The pictures of a film of a number of stops, in order and without a gap.

        In a loop positions approach, but never reach, the number of stops, where the
        first stop begins again.
        """
        steps, start = self.steps, 0.0
        for stop in range(stops):
            hold = self.hold_of(stop)
            last = stop == stops - 1 and not self.loop
            if last or stops == 1:
                yield Shot(stop, start, start + (hold or 1 / self.fps))
                return
            times = [hold + self.morph * step / steps for step in range(steps + 1)]
            yield Shot(stop, start, start + times[1 if self.morph else 0])
            for step in range(1, steps):
                position = stop + _ease(step / steps)
                yield Shot(position, start + times[step], start + times[step + 1])
            start += hold + self.morph


def paced(pace: Timeline, times: Mapping[str, Any]) -> Timeline:
    """A timeline with other times, by the names of its fields.

    Without glides a stop that would stand still for no time has one picture.
    """
    if times.get("morph") == 0 and "hold" not in times:
        picture = 1 / times.get("fps", pace.fps)
        times = {**times, "hold": tuple(hold or picture for hold in pace.holds)}
    return replace(pace, **times)


def _check(name: str, value: float) -> None:
    """Raise InputError for seconds that nothing in a film can last."""
    if not 0 <= value <= LONGEST:
        raise InputError(name, f"{value:g}", f"0 to {LONGEST:g} seconds")
    if 0 < value < SHORTEST:
        words = "0, or a thousandth of a second or more"
        raise InputError(name, f"{value:g}", words)


def _ease(t: float) -> float:
    """Go from 0 to 1 as t does, but slowly at both ends (smoothstep)."""
    return t * t * (3 - 2 * t)

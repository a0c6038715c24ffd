"""Times: which frames a file holds, and how long each is seen."""

from collections.abc import Sequence
from itertools import count

import numpy as np

from render.encode.ffmpeg import Write

SHORTEST = 0.02  # seconds; browsers slow down pictures that are shorter
REPEATS = 2  # how many more times a film's last frame is written


def long_enough(times: Sequence[float]) -> list[int]:
    """The numbers of the frames that are left when each must last SHORTEST at least."""
    numbers = [0]
    for number, time in enumerate(times[1:-1], start=1):
        if time - times[numbers[-1]] > SHORTEST - 1e-6:
            numbers.append(number)
    return numbers


def held_to_the_end(times: Sequence[float], tick: float) -> list[float]:
    """Times of a film whose last frame is written REPEATS more times, a tick each.

    So the last frame is seen to the end in every player: VLC ends where the last
    picture but one begins, and others show nothing to a person who seeks beyond the
    beginning of the last.
    tick: in seconds.
    """
    end = max(times[-1], times[-2] + 2 * (REPEATS + 1) * tick)
    return [*times[:-1], *(end - tick * k for k in range(REPEATS, -1, -1))]


def repeating_last(n_frames: int, write: Write) -> Write:
    """A function that writes frames, and the last REPEATS more times.

    n_frames: in all, with these.
    """
    numbers = count(1)

    def writes(frame: np.ndarray) -> None:
        write(frame)
        if next(numbers) == n_frames - REPEATS:
            for _ in range(REPEATS):
                write(frame)

    return writes


def only(numbers: Sequence[int], write: Write) -> Write:
    """A function that writes the frames of these numbers, and skips the others."""
    wanted, frames = set(numbers), count()
    return lambda frame: write(frame) if next(frames) in wanted else None

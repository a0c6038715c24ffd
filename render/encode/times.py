"""Times: which frames a file holds, and until when each is seen."""

from collections.abc import Sequence
from itertools import count

import numpy as np

from render.encode.ffmpeg import Write

SHORTEST = 0.02  # seconds; browsers slow down pictures that are shorter
REPEATS = 2  # of a film's last frame


def long_enough(times: Sequence[float]) -> list[int]:
    """The frames left when each must last as long as the shortest picture."""
    shown = [0]
    for i, time in enumerate(times[1:-1], start=1):
        if time - times[shown[-1]] > SHORTEST - 1e-6:
            shown.append(i)
    return shown


def held_to_the_end(times: Sequence[float], tick: float) -> list[float]:
    """Times of a film whose last frame is seen REPEATS more times, a tick each.

    VLC ends where the last picture but one begins, and who seeks in a film finds no
    picture that has begun before: with these, the last is seen until the end.
    """
    end = max(times[-1], times[-2] + 2 * (REPEATS + 1) * tick)
    return [*times[:-1], *(end - tick * k for k in range(REPEATS, -1, -1))]


def repeating_last(n_frames: int, write: Write) -> Write:
    """Write frames, and the last again, until there are so many."""
    numbers = count(1)

    def writes(frame: np.ndarray) -> None:
        write(frame)
        if next(numbers) == n_frames - REPEATS:
            for _ in range(REPEATS):
                write(frame)

    return writes


def only(numbers: Sequence[int], write: Write) -> Write:
    """Write the frames of these numbers, and pass over the others."""
    wanted, frames = set(numbers), count()
    return lambda frame: write(frame) if next(frames) in wanted else None

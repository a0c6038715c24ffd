"""APNG: pictures that move, in every one of their colours."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import numpy as np

from render.encode.arguments import AS_TIMED, BIT_EXACT, filters, from_pipe, into
from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write, piped
from render.encode.findings import Findings
from render.encode.format import Format
from render.encode.pictures import animation, n_pictures, opened
from render.encode.png import SIGN, damage
from render.encode.times import SHORTEST, long_enough, only
from render.encode.widths import height_of, narrowed

MOST = 2**16 - 1  # of a delay's numerator and denominator
LEVELS = (256, 64, 32, 16)  # of red, green, blue and alpha, from fine to coarse


@contextmanager
def apng(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames, in order, into an animated .apng file.

    All as in gif, but frames may be clear, and colours are exact at the finest level.
    """
    numbers = long_enough(times)
    starts = [times[number] for number in numbers]
    last = _delay(max(times[-1] - starts[-1], SHORTEST))
    width, shades = APNG.width(size, coding), _shades(LEVELS[coding.level])
    pixels = "rgba" if coding.clear else "rgb24"
    arguments = [
        *from_pipe(pixels, (width, height_of(size, width)), times),
        *["-vf", filters([*starts, times[-1]], "setsar=1"), *AS_TIMED],
        # Unfiltered, drawn pictures are smaller than with any prediction.
        *["-c:v", "apng", "-pred", "none", "-plays", "0"],
        *["-final_delay", f"{last.numerator}/{last.denominator}", *BIT_EXACT],
    ]

    def coarser(frame: np.ndarray) -> np.ndarray:
        return shades[np.asarray(narrowed(frame, width))]

    with piped([*arguments, *into(path, "apng")]) as write:
        yield only(numbers, lambda frame: write(coarser(frame)))


def _delay(seconds: float) -> Fraction:
    """The delay that comes nearest to a number of seconds."""
    return Fraction(seconds).limit_denominator(int(MOST / max(seconds, 1)))


def _shades(n: int) -> np.ndarray:
    """For each of 256 levels the nearest of n, which are evenly spread, as uint8."""
    step = 255 / (n - 1)
    return np.rint(np.rint(np.arange(256) / step) * step).astype(np.uint8)


def check(path: Path) -> Findings:
    """Check an .apng: whether it is whole, keeps its time, and repeats for ever."""
    faults, held = damage(path), _n_held(path)
    with opened(path, "PNG") as image:
        # Programs that do not know of APNG may have a picture of their own, the first.
        hidden = int(image.info.get("default_image", False))
        n = n_pictures(image) - hidden
        if held not in (n, 0):
            raise ValueError(f"{held} pictures in it, where its header says {n}")
        findings = animation(image, APNG.label, n, hidden)
    return Findings(findings.facts, faults + findings.faults, findings.pixels)


def _n_held(path: Path) -> int:
    """How many moving pictures a file holds, each after a chunk named fcTL.

    Source: W3C, Portable Network Graphics, third edition, 5.3 and 11.3.6.
    """
    n = 0
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            n += head[4:] == b"fcTL"
            file.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)
    return n


APNG = Format(
    name="apng",
    label="APNG",
    ending=".apng",
    sign=SIGN,
    write=apng,
    check=check,
    is_film=True,
    is_picture=True,
    can_be_clear=True,
    coarser=tuple(f"{n} levels of each colour" for n in LEVELS[1:]),
)

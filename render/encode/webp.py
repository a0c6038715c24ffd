"""WebP: pictures that move, in all their colours."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from render.encode.arguments import BIT_EXACT, filters, frames_from_pipe, into
from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write, piped
from render.encode.findings import Findings, at_most, those
from render.encode.format import COARSER, Format
from render.encode.pictures import animation, n_pictures, opened
from render.encode.times import SHORTEST, long_enough, only

MOST_BYTES = 200_000_000  # of a file that is checked, and all read at once


@contextmanager
def webp(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames, in order, into an animated .webp file.

    All as in gif, but frames may be clear, and keep all their colours.
    """
    numbers = long_enough(times)
    starts = [times[number] for number in numbers]
    starts.append(max(times[-1], starts[-1] + SHORTEST))
    width = WEBP.width(size, coding)
    arguments = [
        *frames_from_pipe(size, times, coding),
        *["-vf", filters(starts, f"scale={width}:-1:flags=area", "format=bgra")],
        *["-fps_mode", "passthrough", "-enc_time_base", "1:1000"],
        *["-c:v", "libwebp_anim", "-quality", str(90 - 20 * coding.level)],
        *["-compression_level", "4", "-loop", "0", *BIT_EXACT],
    ]
    with piped([*arguments, *into(path, "webp")]) as write:
        yield only(numbers, write)
    _set_duration(path, starts[-1])


def _set_duration(path: Path, seconds: float) -> None:
    """Have the last picture of a .webp file last until the end; libwebp can only guess.

    Source: WebP Container Specification: a picture's duration in milliseconds is 24
    bits, 12 bytes into its chunk ANMF.
    """
    with path.open("r+b") as file:
        spent, last, place = 0, 0, 12  # milliseconds, and bytes from the beginning
        while len(head := _read_at(file, place, 8)) == 8:
            if head[:4] == b"ANMF":  # a picture alone has no such chunk
                last = place + 8 + 12
                spent += int.from_bytes(_read_at(file, last, 3), "little")
            length = int.from_bytes(head[4:], "little")
            place += 8 + length + length % 2
        if last:
            spent -= int.from_bytes(_read_at(file, last, 3), "little")
            left = min(round(1000 * seconds) - spent, 2**24 - 1)
            file.seek(last)
            file.write(left.to_bytes(3, "little"))


def _read_at(file: BinaryIO, place: int, n: int) -> bytes:
    file.seek(place)
    return file.read(n)


def check(path: Path) -> Findings:
    """Check a .webp: whether it is whole, keeps its time, and repeats for ever."""
    at_most(path, MOST_BYTES)
    with path.open("rb") as file:
        whole = int.from_bytes(file.read(8)[4:], "little") + 8
    size = path.stat().st_size
    cut = those((whole != size, f"{size} bytes: expected {whole}, as its header says"))
    with opened(path, "WebP") as image:
        findings = animation(image, WEBP.label, n_pictures(image))
    return Findings(findings.facts, cut + findings.faults, findings.pixels)


WEBP = Format(
    name="webp",
    label="WebP",
    ending=".webp",
    sign=rb"RIFF.{4}WEBP",
    write=webp,
    check=check,
    is_film=True,
    is_picture=True,
    can_be_clear=True,
    coarser=COARSER,
)

"""Checking films: what ffmpeg says of them, and whether it decodes all of them."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from render.check.found import Found, seconds, those
from render.encode.ffmpeg import describe

NAMES = {"h264": "H.264", "hevc": "H.265", "vp8": "VP8", "vp9": "VP9", "av1": "AV1"}
PROFILES = {"High", "Main", "Baseline", "Constrained Baseline"}
MOST_BOXES = 100_000  # of an .mp4 that are looked at
MOST_INDEX = 100_000_000  # bytes
MOST_LEVEL = 5.2  # the highest of H.264 that hardware plays
AVC = re.compile(rb"avcC\x01..(.)", re.DOTALL)  # the last byte is ten times the level
FAR = 120  # pictures that a player may have to decode to show one
# Has ffmpeg write a line only for pictures that come FAR or more after a keyframe.
LATE = f"select=key+gte(n-prev_selected_n\\,{FAR}),select=not(key),showinfo"

STREAM = re.compile(
    r"^\[info\]   Stream #0:.*?: Video: (?P<codec>\w+)(?: \((?P<profile>[^)]*)\))?.*?, "
    r"(?P<format>\w+)(?:\((?P<tags>[^)]*)\))?, (?P<width>\d+)x(?P<height>\d+)",
    re.MULTILINE,
)
SOUND = re.compile(r"^\[info\]   Stream #0:.*?: Audio: (\w+)", re.MULTILINE)
DURATION = re.compile(r"^\[info\]   Duration: (\d+):(\d+):([\d.]+)", re.MULTILINE)
ALPHA = re.compile(r"^\[info\] +alpha_mode +: 1$", re.MULTILINE | re.IGNORECASE)
COMPLAINT = re.compile(
    r"^(?:\[[^]\n]*\] )*\[(?:error|fatal|panic)\] (.*)", re.MULTILINE
)


@dataclass(frozen=True)
class _Film:
    """What ffmpeg says of a film.

    format: of its pixels. tags: of its colours. width, height: in pixels.
    duration: in seconds; 0 if unknown. sound: its codec; empty for a silent film.
    complaint: the first error that ffmpeg reports; empty for none.
    """

    codec: str
    profile: str
    format: str
    tags: set[str]
    width: int
    height: int
    duration: float
    sound: str
    has_alpha: bool
    is_slow_to_seek: bool
    complaint: str

    def found(self, faults: tuple[str, ...]) -> Found:
        """What the film is; faults: of its kind of file, which come after its own."""
        name = NAMES.get(self.codec, self.codec)
        facts = those(
            (True, f"{name} {self.profile.lower()}" if name == "H.264" else name),
            (True, self.format),
            (self.has_alpha, "transparency (opaque in Safari)"),
            (True, f"{self.width}x{self.height}"),
            (True, seconds(self.duration)),
            (self.sound, f"sound in {self.sound.upper()}"),
        )
        broken = those(
            (self.complaint, f"it does not decode: {self.complaint}"),
            (not self.duration, "no duration: expected more than 0 s"),
        )
        pixels = self.width * self.height
        return Found(facts, broken + faults, pixels, self.has_alpha)


def mp4(path: Path) -> Found:
    """Check an .mp4: whether its film is H.264 of the kind that plays everywhere."""
    film = _read(path, "mp4")
    is_h264, size = film.codec == "h264", f"{film.width}x{film.height}"
    level = _level(path)
    faults = those(
        (not is_h264, f"codec {film.codec}: expected H.264"),
        (
            is_h264 and film.profile not in PROFILES,
            f"profile {film.profile}: expected high, main or baseline",
        ),
        (
            is_h264 and level > MOST_LEVEL,
            f"level {level:.1f}: expected {MOST_LEVEL} at most, that hardware plays",
        ),
        (film.format != "yuv420p", f"pixels in {film.format}: expected yuv420p"),
        (
            film.width % 2 or film.height % 2,
            f"{size} pixels: expected an even width and height",
        ),
        (
            not {"tv", "bt709"} <= film.tags,
            "colours not tagged as tv and bt709: expected both, or players shift them",
        ),
        (
            film.is_slow_to_seek,
            f"more than {FAR} pictures between keyframes: expected at most {FAR}, "
            "better 60, or seeking is slow",
        ),
    )
    return film.found(faults + _order(path))


def webm(path: Path) -> Found:
    """Check a .webm: whether browsers play it."""
    film = _read(path, "webm")
    faults = those(
        (
            film.codec not in {"vp8", "vp9", "av1"},
            f"codec {film.codec}: expected VP9, VP8 or AV1",
        ),
        (
            film.format not in {"yuv420p", "yuva420p"},
            f"pixels in {film.format}: expected yuv420p or yuva420p",
        ),
    )
    return film.found(faults)


def _read(path: Path, container: str) -> _Film:
    """Decode a whole film. Raises ValueError if the file holds none."""
    words = describe(path, container, LATE)
    stream, sound = STREAM.search(words), SOUND.search(words)
    complaint = COMPLAINT.search(words)
    if stream is None:
        raise ValueError(complaint[1] if complaint else "no film is in it")
    return _Film(
        codec=stream["codec"],
        profile=stream["profile"] or "unknown",
        format=stream["format"],
        tags=set((stream["tags"] or "").split(", ")),
        width=int(stream["width"]),
        height=int(stream["height"]),
        duration=_duration(words),
        sound=sound[1] if sound else "",
        has_alpha=stream["format"] == "yuva420p" or bool(ALPHA.search(words)),
        is_slow_to_seek=" iskey:0 " in words,
        complaint=complaint[1] if complaint else "",
    )


def _duration(words: str) -> float:
    """The duration in seconds that ffmpeg names; 0 if it names none."""
    if not (match := DURATION.search(words)):
        return 0.0
    hours, minutes, rest = match.groups()
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


def _order(path: Path) -> tuple[str, ...]:
    """The faults in the order and the end of an .mp4's outermost boxes."""
    boxes = list(islice(_boxes(path), MOST_BOXES))
    first = next((name for name, _ in boxes if name in {b"moov", b"mdat"}), b"")
    return those(
        (
            first == b"mdat",
            "its index comes last: expected it first, or players wait for all",
        ),
        (boxes[-1][1] > path.stat().st_size, "cut short: expected a whole file"),
    )


def _level(path: Path) -> float:
    """The level of H.264 that an .mp4's index names; 0 if it names none.

    Source: ISO/IEC 14496-15, AVCDecoderConfigurationRecord.
    """
    start = 0
    for name, end in islice(_boxes(path), MOST_BOXES):
        if name == b"moov" and end - start <= MOST_INDEX:
            with path.open("rb") as file:
                file.seek(start)
                match = AVC.search(file.read(end - start))
            return match[1][0] / 10 if match else 0.0
        start = end
    return 0.0


def _boxes(path: Path) -> Iterator[tuple[bytes, int]]:
    """The name of each outermost box of an .mp4, and the byte where it ends.

    Source: ISO/IEC 14496-12, 4.2.
    """
    end, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while end < size:
            file.seek(end)
            # A header that is cut short is filled up, for its box to end too late.
            head = file.read(16).ljust(16, b"\xff")
            length, name, long = struct.unpack(">I4sQ", head)
            if length < 2:
                length = long if length else size - end
            if length < 8:
                raise ValueError(f"a box of {length} bytes")
            end += length
            yield name, end

"""Streams: what ffmpeg says of a film that is checked, when it decodes all of it."""

import re
from dataclasses import dataclass
from pathlib import Path

from render.encode.ffmpeg import describe
from render.encode.findings import Findings, seconds, those

NAMES = {"h264": "H.264", "hevc": "H.265", "vp8": "VP8", "vp9": "VP9", "av1": "AV1"}
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
class Stream:
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

    def findings(self, faults: tuple[str, ...]) -> Findings:
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
        return Findings(facts, broken + faults, pixels, self.has_alpha)


def read_stream(path: Path, container: str) -> Stream:
    """Decode a whole film. Raises ValueError if the file holds none."""
    words = describe(path, container, LATE)
    stream, sound = STREAM.search(words), SOUND.search(words)
    complaint = COMPLAINT.search(words)
    if stream is None:
        raise ValueError(complaint[1] if complaint else "no film is in it")
    return Stream(
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

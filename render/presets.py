"""Presets: files that suit the programs in which they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """What suits one program.

    reason: why, in a sentence.
    formats: to write.
    size: of the picture in pixels; gif_width: of a GIF.
    fps: pictures a second while gliding.
    theme: a name; None for the scene's own.
    takes: endings of the names of files that it shows.
    most_bytes, most_pixels: of one file; None where no limit is known.
    """

    reason: str
    formats: tuple[str, ...]
    takes: tuple[str, ...]
    size: tuple[int, int] = (1280, 720)
    gif_width: int = 640
    fps: float = 30.0
    theme: str | None = None
    most_bytes: int | None = None
    most_pixels: int | None = None


STILLS = (".png", ".svg")
PRESETS = {
    "powerpoint": Preset(
        "H.264 is the one kind of film that all its versions play; 1920x1080 is what "
        "projectors show.",
        formats=("mp4",),
        takes=(".mp4", ".gif", *STILLS),
        size=(1920, 1080),
    ),
    "keynote": Preset(
        "It plays H.264 on every Mac and iPad; 1920x1080 is what projectors show.",
        formats=("mp4",),
        takes=(".mp4", ".gif", ".png", ".pdf"),
        size=(1920, 1080),
    ),
    "google-slides": Preset(
        "It takes films from Drive and YouTube alone, but GIFs of up to 50 MB and 25 "
        "megapixels as pictures, and these play by themselves.",
        formats=("gif",),
        takes=(".gif", ".png"),
        gif_width=960,
        fps=20,
        most_bytes=50_000_000,
        most_pixels=25_000_000,
    ),
    "impress": Preset(
        "What films LibreOffice plays depends on the system; GIFs play everywhere.",
        formats=("gif",),
        takes=(".gif", ".mp4", ".webm", *STILLS),
        gif_width=960,
        fps=20,
    ),
    "reveal": Preset(
        "Every browser plays H.264, and starts it by itself if it is muted.",
        formats=("mp4",),
        takes=(".mp4", ".webm", ".gif", ".webp", *STILLS),
    ),
    "web": Preset(
        "H.264 for every browser, and an animated WebP where only a picture will do.",
        formats=("mp4", "webp"),
        takes=(".mp4", ".webm", ".gif", ".webp", *STILLS),
    ),
    "beamer": Preset(
        "PDF viewers play no films: one page for each stop, for one overlay each.",
        formats=("pdf",),
        takes=(".pdf", ".png"),
        theme="light",
    ),
    "print": Preset(
        "Paper is white, and often grey: vector pages, dark lines, and colours that "
        "differ in lightness.",
        formats=("pdf",),
        takes=(".pdf", ".svg", ".png"),
        theme="print",
    ),
}

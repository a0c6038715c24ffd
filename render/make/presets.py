"""Presets: the files that suit a program in which they are shown."""

from dataclasses import dataclass

from render.encode.formats import FORMATS


@dataclass(frozen=True)
class Preset:
    """What suits one program.

    reason: why, in a sentence or two.
    formats: to write.
    takes: the endings of files that the program shows.
    size: of the picture in pixels.
    picture_width: of films that are inserted as pictures; None for the usual one.
    fps: pictures per second while gliding; None for the scene's own.
    theme: a name; None for the scene's own.
    most_bytes, most_pixels: of one file; None if no limit is known.
    opaque: the endings of files whose transparency it does not show everywhere.
    """

    reason: str = ""
    formats: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    size: tuple[int, int] = (1280, 720)
    picture_width: int | None = None
    fps: float | None = None
    theme: str | None = None
    most_bytes: int | None = None
    most_pixels: int | None = None
    opaque: tuple[str, ...] = ()

    @property
    def choice(self) -> str:
        """What the preset chooses, in words."""
        width, height = self.size
        parts = [" and ".join(self.formats)]
        if self.picture_width:
            parts.append(f"{self.picture_width} wide")
        elif any(FORMATS[kind].is_film for kind in self.formats):
            parts.append(f"{width}x{height}")
        if self.fps:
            parts.append(f"{self.fps:g} pictures a second")
        if self.theme:
            parts.append(f"theme {self.theme}")
        if self.most_bytes:
            parts.append(f"at most {self.most_bytes // 10**6} MB")
        return ", ".join(parts)


STILLS = (".png", ".svg")
FILMS = tuple(f.ending for f in FORMATS.values() if f.is_film)  # browsers play all
PRESETS = {
    "powerpoint": Preset(
        "H.264 is the one kind of film that all its versions play; 1920x1080 is what "
        "projectors show.",
        formats=("mp4",),
        takes=(".mp4", ".gif", *STILLS, ".pptx"),
        size=(1920, 1080),
    ),
    "keynote": Preset(
        "It plays H.264 on every Mac and iPad; 1920x1080 is what projectors show.",
        formats=("mp4",),
        takes=(".mp4", ".gif", ".png", ".pdf", ".pptx"),
        size=(1920, 1080),
    ),
    "google-slides": Preset(
        "It takes films from Drive and YouTube alone, but GIFs of up to 50 MB and 25 "
        "megapixels as pictures, and these play by themselves.",
        formats=("gif",),
        takes=(".gif", ".png", ".pptx"),
        picture_width=960,
        fps=20,
        most_bytes=50_000_000,
        most_pixels=25_000_000,
    ),
    "impress": Preset(
        "What films LibreOffice plays depends on the system; GIFs play everywhere.",
        formats=("gif",),
        takes=(".gif", ".mp4", ".webm", *STILLS, ".pptx"),
        picture_width=960,
        fps=20,
    ),
    "reveal": Preset(
        "Every browser plays H.264, and starts it by itself if it is muted.",
        formats=("mp4",),
        takes=(*FILMS, *STILLS, ".html"),
        opaque=(".webm",),
    ),
    "web": Preset(
        "H.264 for every browser, and an animated WebP where only a picture will do.",
        formats=("mp4", "webp"),
        takes=(*FILMS, *STILLS, ".html"),
        opaque=(".webm",),
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

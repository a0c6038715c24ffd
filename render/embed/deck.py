"""Decks: slides of scenes, each a title, a film or picture, and what to notice.

What is on each slide is the same for every kind of file: `pptx.py` and `reveal.py`
write them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from render.embed.slide import Slide
from render.encode import PLAIN
from render.errors import InputError
from render.extras import installing
from render.film import Film, Progress
from render.order import check_clear
from render.plot import Plot
from render.record import kind_of
from render.scene import Scene, Tour, drawn, pace_of, style_of
from render.story import Story
from render.style import Style
from render.words import clean
from render.workshop import check_place, whole

TITLE = "What neural networks learn"  # of a deck


def write_deck(
    path: Path, make: Callable[[Path], Sequence[Slide]], reveal: Path | None = None
) -> None:
    """Write slides as a deck, .pptx or .html; until it is whole, an older stays.

    make: makes the slides, given a folder for their files. reveal: as of `check_deck`.
    Raises InputError as `check_deck`, and RenderError where it cannot be made.
    """
    check_deck(path, reveal)
    with whole(path) as made:
        _bind(make(made.parent), made, reveal)


def check_deck(path: Path, reveal: Path | None = None) -> None:
    """Raise InputError for a deck that cannot be written, before much is made for it.

    reveal: a folder with reveal.js, for an .html that is shown by it.
    """
    kind = path.suffix.lower()
    if kind not in (".pptx", ".html"):
        raise InputError("out", path, "a name that ends in .pptx or .html")
    check_place(path)
    if kind == ".pptx" and not find_spec("pptx"):
        words = f"or python-pptx to be installed: {installing('slides')}"
        raise InputError("out", path, f"a name that ends in .html, {words}")
    if reveal and kind != ".html":
        raise InputError("out", path, "a name that ends in .html, for reveal.js")
    for name in ("reveal.js", "reveal.css") if reveal else ():
        if not (reveal / "dist" / name).is_file():
            words = f"a folder with dist/{name}, what npm pack reveal.js packs"
            raise InputError("reveal", reveal, words)


def slides(
    scene: Scene,
    name: str,
    folder: Path,
    still: bool = False,
    size: tuple[int, int] = (1280, 720),
    style: Style | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Slide]:
    """Make a scene's slides, and their files in a folder; in whichever process.

    A slide with a film, at the scene's own pace.
    name: what the files are called.
    still: a slide for each stop instead, and of a tour for the first alone.
    size: width and height of pictures in pixels. style: None for the scene's own.
    progress: called with the number of pictures painted, and of all.
    Raises RenderError where they cannot be made.
    """
    from threadpoolctl import threadpool_limits

    film = Film(scene, pace_of(scene), size, style or style_of(scene))
    make = _stills if still else _moving
    with threadpool_limits(1, "blas"):
        return list(make(film, name, folder, progress))


def _bind(slides: Sequence[Slide], path: Path, reveal: Path | None) -> None:
    if path.suffix.lower() == ".pptx":
        from render.embed import pptx

        pptx.write(slides, TITLE, path)
    else:
        from render.embed import reveal as html

        html.write(slides, TITLE, path, reveal)


@dataclass(frozen=True)
class Untitled:
    """A scene whose plots leave its title to the slide that they are on."""

    scene: Scene

    @property
    def title(self) -> str:
        """The scene's own."""
        return self.scene.title

    @property
    def caption(self) -> str:
        """The scene's own."""
        return self.scene.caption

    @property
    def stops(self) -> int:
        """How many whole positions there are."""
        return self.scene.stops

    def draw(self, position: float) -> Plot:
        """The plot at a position; a title of its own it keeps."""
        plot = self.scene.draw(position)
        return _untitled(plot) if plot.axes.title == self.scene.title else plot


def _moving(film: Film, name: str, folder: Path, progress: Progress) -> Iterator[Slide]:
    """The one slide of a scene that moves."""
    check_clear(film.style, ["mp4"])
    picture, made = folder / f"{name}.png", folder / f"{name}.mp4"
    untitled = replace(film, scene=Untitled(film.scene))
    untitled.write({picture: PLAIN, made: PLAIN}, progress)
    scene, seconds = film.scene, film.shots[-1].end
    yield _slide(scene, scene.title, film.style, picture, made, seconds)


def _stills(film: Film, name: str, folder: Path, progress: Progress) -> Iterator[Slide]:
    """A slide for each stop of a scene that explains, the first of a tour."""
    from render.paint import Painter, save_frame

    scene, painter = film.scene, Painter(film.size, film.style)
    stops = 1 if isinstance(scene, Tour) else scene.stops
    for stop in range(stops):
        progress(stop, stops)
        title, plot = _headed(scene, stop)
        if title == scene.title and stops > 1:
            title = f"{title} ({stop + 1} of {stops})"
        picture = folder / f"{name}-{stop}.png"
        save_frame(painter(plot), picture)
        yield _slide(scene, title, film.style, picture)
    progress(stops, stops)


def _headed(scene: Scene, stop: int) -> tuple[str, Plot]:
    """The words above a stop's picture, and the picture without them."""
    plot = drawn(scene, stop)
    if not isinstance(scene, Story):
        return plot.axes.title or scene.title, _untitled(plot)
    marks = tuple(mark for mark in plot.marks if mark.key != ("heading",))
    return f"{scene.title}: {scene.steps[stop].heading}", replace(plot, marks=marks)


def _untitled(plot: Plot) -> Plot:
    """The plot without its title, and larger where that leaves room."""
    return replace(plot, axes=replace(plot.axes, title=""))


def _slide(
    scene: Scene,
    title: str,
    style: Style,
    picture: Path,
    film: Path | None = None,
    seconds: float = 0.0,
) -> Slide:
    from matplotlib.colors import to_hex

    title = clean(title) or picture.stem
    what = f"{'Film' if film else 'Picture'} of {kind_of(scene)}"
    alt = f"{what}: {title}. {scene.caption}"
    colors = to_hex(style.background), to_hex(style.text)
    return Slide(title, scene.caption, alt, picture, film, *colors, seconds)

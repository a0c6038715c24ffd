"""Decks: slides of scenes, each a title, a film or picture, and what to notice.

What is on each slide is the same for every kind of file: `pptx.py` and `reveal.py`
write them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from render.embed.slide import Slide
from render.encode.coding import PLAIN
from render.encode.formats import check_clear
from render.errors import InputError
from render.make.extras import installing
from render.make.film import Film, write_film
from render.make.pool import processes_if_any
from render.make.record import kind_of
from render.make.watch import Progress, Watch, unwatched
from render.make.workshop import check_place, whole
from render.plot.plots import Plot
from render.scene.scenes import Scene, pace_of, plot_at, style_of
from render.scene.story import Story
from render.scene.tour import Tour
from render.style.styles import Style
from render.type.words import clean

TITLE = "What neural networks learn"  # of a deck

# What slides is called with: scene, name, folder, still, size and style.
SlidesCall = tuple[Scene, str, Path, bool, tuple[int, int], Style]


def write_deck(
    path: Path,
    scenes: Mapping[str, Scene],
    styles: Mapping[str, Style] | None = None,
    size: tuple[int, int] = (1280, 720),
    still: bool = False,
    reveal: Path | None = None,
    jobs: int = 1,
    watch: Watch | None = None,
) -> None:
    """Write a deck of scenes, by name; an older file stays until it is complete.

    path: .pptx or .html.
    styles: of each scene, by its name; None for the scenes' own.
    size, still: as of `slides`. reveal: as of `check_deck`.
    jobs: how many processes there may be. watch: is told how far it is.
    Raises InputError as `check_deck`, and RenderError where it cannot be made.
    """
    check_deck(path, reveal)
    styles = styles or {name: style_of(scene) for name, scene in scenes.items()}
    with whole(path) as made:
        calls = {
            name: (scene, name, made.parent, still, size, styles[name])
            for name, scene in scenes.items()
        }
        found = _slides_of_all(calls, min(jobs, len(scenes)), watch or Watch())
        _bind([slide for name in scenes for slide in found[name]], made, reveal)


def _slides_of_all(
    calls: Mapping[str, SlidesCall], jobs: int, watch: Watch
) -> dict[str, list[Slide]]:
    """The slides of several scenes, by name, so many scenes at a time."""
    made: dict[str, list[Slide]] = {}
    with processes_if_any(jobs, watch) as pool:
        if pool.workers == 1:
            for name, call in calls.items():
                with watch.progress(name) as progress:
                    made[name] = slides(*call, progress)
        else:
            with watch.progress("scenes") as progress:
                results = pool.each(slides, calls)
                for number, (name, result) in enumerate(results, start=1):
                    made[name] = result()
                    progress(number, len(calls))
        watch.check()
    return made


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
    progress: Progress = unwatched,
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
    write_film(untitled, {picture: PLAIN, made: PLAIN}, progress=progress)
    scene, seconds = film.scene, film.shots[-1].end
    yield _slide(scene, scene.title, film.style, picture, made, seconds)


def _stills(film: Film, name: str, folder: Path, progress: Progress) -> Iterator[Slide]:
    """A slide for each stop of a scene that explains, the first of a tour."""
    from render.encode.png import save_frame
    from render.stage.painter import Painter

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
    plot = plot_at(scene, stop)
    if not isinstance(scene, Story):
        return plot.axes.title or scene.title, _untitled(plot)
    glyphs = tuple(glyph for glyph in plot.glyphs if glyph.key != ("heading",))
    return f"{scene.title}: {scene.steps[stop].heading}", replace(plot, glyphs=glyphs)


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
    title = clean(title) or picture.stem
    what = f"{'Film' if film else 'Picture'} of {kind_of(scene)}"
    alt = f"{what}: {title}. {scene.caption}"
    colors = style.background[:7], style.text
    return Slide(title, scene.caption, alt, picture, film, *colors, seconds)

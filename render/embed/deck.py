"""Decks: slides of scenes, each a title, a film or picture, and what to notice.

This file makes the slides, the same for every kind of deck; `pptx.py` and `reveal.py`
write them into a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from model.extras import installing
from render.embed.slide import Slide
from render.encode.coding import PLAIN
from render.encode.formats import check_clear
from render.errors import InputError
from render.make.film import Film, write_film
from render.make.pool import processes_if_any
from render.make.watch import Progress, Watch, unwatched
from render.make.workshop import check_place, whole
from render.plot.plots import Grid, Plot
from render.plot.titles import as_title
from render.scene.scenes import (
    Scene,
    heading_of,
    is_tour,
    kind_of,
    pace_of,
    plot_at,
    poster_of,
    style_of,
)
from render.style.styles import Style
from render.type.words import clean

TITLE = "What neural networks learn"  # of every deck

# The arguments of `slides`: scene, name, folder, still, size and style.
SlidesCall: TypeAlias = tuple[Scene, str, Path, bool, tuple[int, int], Style]


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
    """Write a deck of scenes; an older file stays until the new one is complete.

    path: of a .pptx or .html file. scenes: in their order, by name.
    styles: of each scene, by its name; None for the scenes' own.
    size, still: as `slides` takes them. reveal: as `check_deck` takes it.
    jobs: how many processes may work at a time.
    watch: is told how much is done, and may stop the work; None for nobody.
    Raises what `check_deck` raises, and RenderError if the deck cannot be made.
    """
    check_deck(path, reveal)
    styles = styles or {name: style_of(scene) for name, scene in scenes.items()}
    with whole(path) as draft:
        calls = {
            name: (scene, name, draft.parent, still, size, styles[name])
            for name, scene in scenes.items()
        }
        parts = _slides_of_all(calls, min(jobs, len(scenes)), watch or Watch())
        _bind([slide for name in scenes for slide in parts[name]], draft, reveal)


def _slides_of_all(
    calls: Mapping[str, SlidesCall], jobs: int, watch: Watch
) -> dict[str, list[Slide]]:
    """The slides of each scene, by name; each process makes one scene at a time."""
    parts: dict[str, list[Slide]] = {}
    with processes_if_any(jobs, watch) as pool:
        if pool.workers == 1:
            for name, call in calls.items():
                with watch.progress(name) as progress:
                    parts[name] = slides(*call, progress)
        else:
            with watch.progress("scenes") as progress:
                results = pool.each(slides, calls)
                for number, (name, result) in enumerate(results, start=1):
                    parts[name] = result()
                    progress(number, len(calls))
        watch.check()
    return parts


def check_deck(path: Path, reveal: Path | None = None) -> None:
    """Raise InputError for a deck that cannot be written, before work on it begins.

    reveal: a folder with reveal.js, if that is to show an .html; else None.
    """
    kind = path.suffix.lower()
    if kind not in (".pptx", ".html"):
        raise InputError("out", path, "a name that ends in .pptx or .html")
    check_place(path)
    if kind == ".pptx" and not find_spec("pptx"):
        words = f"or python-pptx to be installed: {installing('slides')}"
        raise InputError("out", path, f"a name that ends in .html, {words}")
    if reveal is None:
        return
    if kind != ".html":
        raise InputError("out", path, "a name that ends in .html, for reveal.js")
    for name in ("reveal.js", "reveal.css"):
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
    """Make a scene's slides, and their pictures and films as files in a folder.

    There is one slide, with a film at the scene's own pace.
    name: how the names of the files begin.
    still: whether there is a slide with a picture for each stop instead; a tour has
        its poster alone.
    size: width and height of pictures in pixels. style: None for the scene's own.
    progress: called with the number of pictures that are painted, and of all.
    Raises RenderError if the files cannot be made.
    """
    from threadpoolctl import threadpool_limits

    film = Film(scene, pace_of(scene), size, style or style_of(scene))
    make = _stills if still else _moving
    with threadpool_limits(1, "blas"):
        return list(make(film, name, folder, progress))


def _bind(slides: Sequence[Slide], path: Path, reveal: Path | None) -> None:
    """Write slides into a file of the kind that its ending says."""
    if path.suffix.lower() == ".pptx":
        from render.embed import pptx

        pptx.write(slides, TITLE, path)
    else:
        from render.embed import reveal as html

        html.write(slides, TITLE, path, reveal)


@dataclass(frozen=True)
class Untitled:
    """A scene whose plots do not show its title, for the slide shows it."""

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

    @property
    def poster(self) -> int:
        """The scene's own."""
        return poster_of(self.scene)

    def draw(self, position: float) -> Plot | Grid:
        """The plot at a position; any title but the scene's own stays."""
        plot = self.scene.draw(position)
        return replace(plot, title="") if plot.title == self.scene.title else plot


def _moving(film: Film, name: str, folder: Path, progress: Progress) -> Iterator[Slide]:
    """The one slide of a scene, with its film."""
    check_clear(film.style, ["mp4"])
    picture, moving = folder / f"{name}.png", folder / f"{name}.mp4"
    untitled = replace(film, scene=Untitled(film.scene))
    write_film(untitled, {picture: PLAIN, moving: PLAIN}, progress=progress)
    scene, seconds = film.scene, film.shots[-1].end
    yield _slide(scene, scene.title, film.style, picture, moving, seconds)


def _stills(film: Film, name: str, folder: Path, progress: Progress) -> Iterator[Slide]:
    """A slide with a picture for each stop of a scene; of a tour, its poster."""
    from render.encode.png import save_frame
    from render.stage.painter import Painter

    scene, painter = film.scene, Painter(film.size, film.style)
    stops = [poster_of(scene)] if is_tour(scene) else range(scene.stops)
    titles = [_title(scene, stop) for stop in stops]
    for number, (stop, title) in enumerate(zip(stops, titles, strict=True)):
        progress(number, len(stops))
        if len(stops) > 1 and (title == scene.title or titles.count(title) > 1):
            title = f"{title} ({stop + 1} of {len(stops)})"
        picture = folder / f"{name}-{stop}.png"
        save_frame(painter(plot_at(scene, stop).untitled), picture)
        yield _slide(scene, title, film.style, picture)
    progress(len(stops), len(stops))


def _title(scene: Scene, stop: int) -> str:
    """What a stop's picture is called: by itself, or else by the scene."""
    own = as_title(plot_at(scene, stop).title).text
    return own or ": ".join(filter(None, (scene.title, heading_of(scene, stop))))


def _slide(
    scene: Scene,
    title: str,
    style: Style,
    picture: Path,
    film: Path | None = None,
    seconds: float = 0.0,
) -> Slide:
    """A slide of a scene. film: None for a picture alone; seconds: its length."""
    title = clean(title) or picture.stem
    what = f"{'Film' if film else 'Picture'} of {kind_of(scene)}"
    alt = f"{what}: {title}. {scene.caption}"
    look = style.background[:7], style.text, seconds
    font = style.font.name if style.font else ""
    return Slide(title, scene.caption, alt, picture, film, *look, font)

"""Stills and sheets: pictures that are files of their own."""

from pathlib import Path

from render.encode.png import save_frame
from render.errors import InputError
from render.make.workshop import whole
from render.plot.plots import Grid, Plot
from render.scene.scenes import Scene, is_tour, name_of, plot_at
from render.style.paper import check_sides
from render.style.styles import Style
from render.style.themes import DARK

MOST_ON_A_SHEET = 400  # stops


def write_still(
    plot: Plot | Grid,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write a plot as a .png, .svg or .pdf; until it is complete, an older one stays.

    size: width and height in pixels. text: as in save_still.
    Raises InputError for another ending, or a path where no file can be.
    """
    check_ending(path)
    check_sides(size)
    with whole(path) as draft:
        save_still(plot, draft, size, style, text)


def write_sheet(
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write all stops of a scene, row by row on one page, as write_still does.

    size: of each picture in pixels.
    Raises InputError as write_still does, and for more than MOST_ON_A_SHEET stops.
    """
    from render.stage.sheet import save_sheet

    check_ending(path)
    if scene.stops > MOST_ON_A_SHEET:
        words = f"a scene of at most {MOST_ON_A_SHEET} stops"
        raise InputError("sheet", f"of {scene.stops}", words)
    plots = [plot_at(scene, stop) for stop in range(scene.stops)]
    labels = [_label(scene, stop) for stop in range(scene.stops)]
    with whole(path) as draft:
        save_sheet(plots, scene.title, draft, size, style, text, labels)


def _label(scene: Scene, stop: int) -> str:
    """The number of a stop and, where that is another, the name of its network."""
    name = name_of(scene, stop) if is_tour(scene) else ""
    return str(stop) if name in ("", f"network {stop}") else f"{stop}: {name}"


def check_ending(path: Path) -> None:
    """Raise InputError for a path that ends otherwise than in .png, .svg or .pdf."""
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise InputError("out", path, "a name that ends in .png, .svg or .pdf")


def save_still(
    plot: Plot | Grid,
    path: Path,
    size: tuple[int, int] = (1280, 720),
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write a plot as a .png, .svg or .pdf file; the same plot, the same bytes.

    In .svg and .pdf, lines and text are vectors; only surfaces and maps are images.
    size: width and height in pixels.
    text: whether an .svg holds words as text, which an editor can change and which is
        set in the reader's fonts; else it holds their outlines.
    """
    from render.stage.figures import draw, fine, save_figure
    from render.stage.painter import Painter
    from render.type.settings import settings
    from render.type.typeset import set_in

    if path.suffix.lower() == ".png":
        save_frame(Painter(size, style)(plot), path)
        return
    with settings(text), set_in(style.fonts):
        figure = draw(plot, size, style)
        save_figure(figure, path, fine(figure))

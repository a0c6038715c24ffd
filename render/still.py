"""Stills and sheets: pictures that are files of their own."""

from pathlib import Path

from render.errors import InputError
from render.plot import Plot
from render.scene import Scene, drawn
from render.style import DARK, Style
from render.workshop import whole

MOST_ON_A_SHEET = 400


def write_still(
    plot: Plot,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write one picture as .png, .svg or .pdf; until it is whole, an older stays.

    text: whether an svg holds words as text, not as outlines.
    """
    from render.paint import save

    with whole(path) as made:
        save(plot, made, size, style, text)


def write_sheet(
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write all stops of a scene, row by row on one page, as write_still does.

    size: of each picture. Raises InputError for more stops than a page holds.
    """
    from render.sheet import save_sheet

    if scene.stops > MOST_ON_A_SHEET:
        words = f"a scene of at most {MOST_ON_A_SHEET} stops"
        raise InputError("sheet", f"of {scene.stops}", words)
    plots = [drawn(scene, stop) for stop in range(scene.stops)]
    with whole(path) as made:
        save_sheet(plots, scene.title, made, size, style, text)

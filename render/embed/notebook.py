"""Notebooks: what a cell shows whose last line is a scene or a plot."""

import sys
import tempfile
from base64 import b64encode
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from render.encode.coding import Coding
from render.make.film import Film, write_film
from render.make.find import is_scene
from render.plot.plots import Grid, Plot
from render.scene.scenes import Scene, pace_of, style_of

SIZE = (960, 540)  # of pictures, in pixels
WIDTH = 640  # of what the page shows, in its pixels: sharp on fine screens, too


def show_film(
    scene: Scene, include: object = None, exclude: object = None
) -> dict[str, str]:
    """A scene's film, and its poster for programs that do not play films.

    include, exclude: the MIME types that IPython asks for; both are given anyway.
    Returns a MIME bundle: text/html and image/png.
    """
    style = style_of(scene)
    kind, coding = "webm" if style.is_clear else "mp4", Coding(clear=style.is_clear)
    with tempfile.TemporaryDirectory() as folder:
        film = Film(scene, pace_of(scene), SIZE, style)
        paths = Path(folder, f"film.{kind}"), Path(folder, "poster.png")
        write_film(film, dict.fromkeys(paths, coding))
        data, picture = (_base64(path.read_bytes()) for path in paths)
    html = (
        f'<video width="{WIDTH}" controls autoplay loop muted playsinline '
        f'aria-label="{escape(scene.title)}" src="data:video/{kind};base64,{data}">'
        f"</video><p>{escape(scene.caption)}</p>"
    )
    return {"text/html": html, "image/png": picture}


def show_in_notebooks() -> None:
    """Have IPython, if it runs, show scenes of one's own as well."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell:
        formatter = shell.display_formatter.mimebundle_formatter
        formatter.for_type(object, show_if_scene)


def show_if_scene(value: object) -> Any:
    """What notebooks show of a value: what its class says, or the film of a scene.

    Returns a MIME bundle, or None for what is shown as text.
    """
    own = getattr(type(value), "_repr_mimebundle_", None)
    if own:
        return own(value, include=None, exclude=None)
    return show_film(value) if is_scene(value) else None


def show_still(plot: Plot | Grid) -> tuple[bytes, dict[str, int]]:
    """A plot's picture: the content of a .png file, and how wide to show it."""
    from render.encode.png import save_frame
    from render.stage.painter import Painter

    content = BytesIO()
    save_frame(Painter(SIZE)(plot), content)
    return content.getvalue(), {"width": WIDTH}


def _base64(content: bytes) -> str:
    return b64encode(content).decode()

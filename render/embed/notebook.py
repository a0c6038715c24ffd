"""Notebooks: what a scene, or a plot, shows as the last line of a cell."""

import tempfile
from base64 import b64encode
from html import escape
from io import BytesIO
from pathlib import Path

from render.encode.coding import Coding
from render.make.film import Film, write_film
from render.plot.plots import Plot
from render.scene.scenes import Scene, pace_of, style_of

SIZE = (960, 540)  # pixels, shown at two thirds of that
WIDTH = 640


def show_film(scene: Scene, include=None, exclude=None) -> dict:
    """A scene's film, and for where films do not play its first picture.

    include, exclude: as IPython passes them; of no concern here.
    Returns a MIME bundle: text/html and image/png.
    """
    style = style_of(scene)
    kind, coding = "webm" if style.is_clear else "mp4", Coding(clear=style.is_clear)
    with tempfile.TemporaryDirectory() as folder:
        film, poster = Path(folder, f"film.{kind}"), Path(folder, "poster.png")
        made = Film(scene, pace_of(scene), SIZE, style)
        write_film(made, {film: coding, poster: coding})
        data, picture = (_base64(path.read_bytes()) for path in (film, poster))
    html = (
        f'<video width="{WIDTH}" controls autoplay loop muted playsinline '
        f'aria-label="{escape(scene.title)}" src="data:video/{kind};base64,{data}">'
        f"</video><p>{escape(scene.caption)}</p>"
    )
    return {"text/html": html, "image/png": picture}


def show_still(plot: Plot) -> tuple[bytes, dict]:
    """A plot's picture, as the content of a .png file, and how large to show it."""
    from render.encode.png import save_frame
    from render.stage.painter import Painter

    content = BytesIO()
    save_frame(Painter(SIZE)(plot), content)
    return content.getvalue(), {"width": WIDTH}


def _base64(content: bytes) -> str:
    return b64encode(content).decode()

"""Notebooks: what IPython is given to show."""

import re
from base64 import b64decode
from html import unescape
from io import BytesIO

import av
import numpy as np
import pytest
from PIL import Image

from model import Family
from render import (
    Addition,
    Curves,
    Diagram,
    Explanation,
    Panels,
    Step,
    Story,
    Surfaces,
    Tour,
)
from render.embed.notebook import SIZE
from render.stage.painter import Painter

NASTY = 'a "quote", <script>alert(1)</script> & more'
FAMILY = Family((1, 3, 1), "tanh")
SCENES = {
    "tour": Tour(FAMILY, Curves(), NASTY, NASTY, networks=2),
    "steps": Explanation(
        Family((1, 1), "logistic"), Curves(), ("boundaries",), NASTY, NASTY
    ),
    "story": Story(NASTY, NASTY, (Step("One", (1, 1)), Step("Two", (2, 1)))),
    "addition": Addition(FAMILY, Curves(), NASTY, NASTY),
}


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_scene_shows_its_film_and_a_picture(scene):
    shown = scene._repr_mimebundle_(include=None, exclude=None)
    assert set(shown) == {"text/html", "image/png"}
    html = shown["text/html"]
    assert NASTY not in html and "<script" not in html
    assert NASTY in unescape(re.search('aria-label="(.*?)" src', html)[1])
    data = re.search('data:video/mp4;base64,([^"]*)', html)[1]
    with av.open(BytesIO(b64decode(data))) as film:
        frames = list(film.decode(video=0))
    assert (frames[0].width, frames[0].height) == SIZE
    assert len(frames) >= scene.stops
    picture = np.asarray(Image.open(BytesIO(b64decode(shown["image/png"]))))
    off = np.abs(frames[0].to_ndarray(format="rgb24").astype(int) - picture)
    assert np.median(off) <= 3


@pytest.mark.parametrize(
    ("layers", "view"),
    [
        ((1, 3, 1), Curves()),
        ((2, 3, 1), Surfaces(n_lines=11)),
        ((2, 3, 1), Diagram()),
        ((1, 3, 1), Panels((Diagram(), Curves()))),
    ],
)
def test_a_position_shows_its_still(layers, view):
    plot = Tour(Family(layers, "tanh"), view, networks=2).draw(0.5)
    content, look = plot._repr_png_()
    assert look == {"width": 640}
    shown = np.asarray(Image.open(BytesIO(content)))
    np.testing.assert_array_equal(shown, Painter(SIZE)(plot))

"""Notebooks: what IPython is given to show."""

import re
import sys
from base64 import b64decode
from html import unescape
from importlib.util import find_spec
from io import BytesIO

import av
import numpy as np
import pytest
from PIL import Image

from model import Family, Random
from render import (
    TRANSPARENT,
    Addition,
    Axis,
    Beside,
    Curve,
    Curves,
    Diagram,
    Explanation,
    FlatAxes,
    Panels,
    Plot,
    Step,
    Story,
    Surfaces,
    Timeline,
    Tour,
    show_film,
)
from render.embed.notebook import SIZE, show_if_scene
from render.scene.scenes import is_tour, style_of
from render.stage.painter import Painter
from tests.command import output_of

NASTY = 'a "quote", <script>alert(1)</script> & more'
FAMILY = Family((1, 3, 1), "tanh")
SCENES = {
    "tour": Tour(Random(FAMILY, 2), Curves(), NASTY, NASTY),
    "steps": Explanation(
        Random(Family((1, 1), "logistic"), 2000),
        Curves(),
        ("boundaries",),
        NASTY,
        NASTY,
    ),
    "story": Story(NASTY, NASTY, (Step("One", (1, 1)), Step("Two", (2, 1)))),
    "addition": Addition(Random(FAMILY, 2000), Curves(), NASTY, NASTY),
    "beside": Beside(
        [Tour(Random(FAMILY, 2), Curves()), Tour(Random(FAMILY, 1), Diagram())],
        NASTY,
        NASTY,
    ),
}


class Ramp:
    """A scene that says no more of itself than it has to."""

    title, caption, stops = NASTY, NASTY, 3

    def draw(self, position):
        axes = FlatAxes(Axis("x", 0, 1), Axis("y", 0, 1))
        return Plot(axes, (Curve([0, 1], [0, position / 3]),), self.title)


class Said(Ramp):
    """A scene that says all that notebooks ask for."""

    pace, style, poster = Timeline(hold=0.5), TRANSPARENT, 2


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_scene_shows_its_film_and_a_picture(scene):
    check_shown(scene, scene._repr_mimebundle_(include=None, exclude=None))


def test_a_scene_of_ones_own_shows_its_film_and_a_picture():
    check_shown(Ramp(), show_if_scene(Ramp()))


def test_what_is_no_scene_is_shown_as_it_says():
    class Other:
        def _repr_mimebundle_(self, include=None, exclude=None):
            return {"text/html": "other"}

    assert show_if_scene(Other()) == {"text/html": "other"}
    assert [show_if_scene(value) for value in (3, Ramp, None, [Ramp()])] == [None] * 4


@pytest.mark.skipif(not find_spec("IPython"), reason="IPython is not installed")
def test_ipython_shows_scenes_of_ones_own():
    code = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import render
from tests.test_notebook import Ramp
for value in (Ramp(), 3):
    print(sorted(shell.display_formatter.format(value)[0]))
"""
    shown = output_of(sys.executable, "-c", code).splitlines()
    assert shown == ["['image/png', 'text/html', 'text/plain']", "['text/plain']"]


def check_shown(scene, shown):
    """What is shown of a scene is its film, from its first stop on, and its poster."""
    assert set(shown) == {"text/html", "image/png"}
    html = shown["text/html"]
    assert NASTY not in html and "<script" not in html
    assert NASTY in unescape(re.search('aria-label="(.*?)" src', html)[1])
    data = re.search('data:video/mp4;base64,([^"]*)', html)[1]
    with av.open(BytesIO(b64decode(data))) as film:
        frames = list(film.decode(video=0))
    assert (frames[0].width, frames[0].height) == SIZE
    assert len(frames) >= scene.stops
    painter = Painter(SIZE, style_of(scene))
    off = frames[0].to_ndarray(format="rgb24") - painter(scene.draw(0)).astype(int)
    assert np.median(np.abs(off)) <= 3
    poster = 0 if is_tour(scene) else scene.stops - 1
    picture = np.asarray(Image.open(BytesIO(b64decode(shown["image/png"]))))
    np.testing.assert_array_equal(picture, painter(scene.draw(poster)))


def test_what_a_scene_of_ones_own_says_of_itself_holds():
    shown = show_film(Said())
    data = re.search('data:video/webm;base64,([^"]*)', shown["text/html"])[1]
    with av.open(BytesIO(b64decode(data))) as film:
        assert film.duration / av.time_base == pytest.approx(1.5, abs=0.05)
    picture = np.asarray(Image.open(BytesIO(b64decode(shown["image/png"]))))
    expected = Painter(SIZE, TRANSPARENT)(Ramp().draw(2))
    np.testing.assert_array_equal(picture, expected)


@pytest.mark.parametrize(
    ("layers", "view"),
    [
        ((1, 3, 1), Curves()),
        ((2, 3, 1), Surfaces(n_lines=11)),
        ((2, 3, 1), Diagram()),
        ((1, 3, 1), Panels((Diagram(), Curves()))),
        ((1, 3, 1), Curves(parts=("regions",))),
    ],
)
def test_a_position_shows_its_still(layers, view):
    plot = Tour(Random(Family(layers, "tanh"), 2), view).draw(0.5)
    content, look = plot._repr_png_()
    assert look == {"width": 640}
    shown = np.asarray(Image.open(BytesIO(content)))
    np.testing.assert_array_equal(shown, Painter(SIZE)(plot))

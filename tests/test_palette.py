"""Palettes, beside distances worked out one by one and Pillow's own palettes."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from model import Family, Random
from render import Curves, Surfaces, Timeline, Tour
from render.encode.palette import indexer, palette, palette_sample
from render.make.film import Film, write_film
from render.style.themes import DARK, THEMES

BACKGROUND, WORDS = (4, 37, 58), (255, 180, 84)
colors = st.integers(1, 256).flatmap(lambda n: arrays(np.uint8, (n, 3)))


def gradient():
    """A picture of 57,600 colours, most of them different, on a plain ground."""
    y, x = np.mgrid[:180, :320]
    pixels = np.stack([x * 0.75, y, 255 - (x + y) / 2], axis=-1).astype(np.uint8)
    pixels[:60], pixels[170:172, :100] = BACKGROUND, WORDS
    return pixels


def shown(pixels, colors):
    """Pixels (H, W, 3) as an indexer has them."""
    return np.frombuffer(colors, np.uint8).reshape(-1, 3)[
        indexer(colors)(Image.fromarray(pixels))
    ]


def error(pixels, other):
    return ((pixels.astype(int) - other) ** 2).mean()


@given(colors)
def test_no_more_colors_than_there_may_be_are_all_exact(pixels):
    found = palette([Image.fromarray(pixels[None])], 256)
    assert len(found) // 3 == len(np.unique(pixels, axis=0))
    np.testing.assert_array_equal(shown(pixels[None], found)[0], pixels)


@given(arrays(np.uint8, (40, 3)), st.integers(1, 32))
def test_there_are_never_more_colors_than_there_may_be(pixels, n):
    assert 3 <= len(palette([Image.fromarray(pixels[None])], n)) <= 3 * n


def test_one_color_alone():
    assert palette([Image.new("RGB", (9, 9), WORDS)], 256) == bytes(WORDS)


@pytest.mark.parametrize("n", [32, 64, 128, 256])
def test_what_is_seen_often_is_exact(n):
    found = np.frombuffer(palette([Image.fromarray(gradient())], n), np.uint8)
    for color in (BACKGROUND, WORDS):
        assert (found.reshape(-1, 3) == color).all(axis=-1).any()


@pytest.mark.parametrize("n", [32, 256])
def test_palettes_are_better_than_a_median_cut(n):
    pixels = gradient()
    picture = Image.fromarray(pixels)
    cut = picture.quantize(n, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    own = error(pixels, shown(pixels, palette([picture], n)))
    assert own < 0.8 * error(pixels, np.asarray(cut.convert("RGB")))


def test_a_palette_depends_on_how_often_colors_are_seen_alone():
    pixels = gradient()
    mixed = np.random.default_rng(0).permutation(pixels.reshape(-1, 3))
    parts = [
        Image.fromarray(part.reshape(-1, 10, 3))
        for part in (mixed[:7000], mixed[7000:])
    ]
    assert palette(parts, 100) == palette([Image.fromarray(pixels)], 100)


@given(colors, arrays(np.uint8, (50, 3)))
def test_every_pixel_has_the_nearest_color(colors, pixels):
    index = indexer(colors.tobytes())
    far = ((pixels[:, None].astype(int) - colors) ** 2).sum(axis=-1)
    for _ in range(2):  # the second time colours are known
        places = index(Image.fromarray(pixels[None]))[0]
        assert (far[np.arange(50), places] == far.min(axis=1)).all()


@given(st.integers(1, 3000), st.integers(16, 8000), st.integers(16, 5000))
def test_a_sample_is_spread_from_the_first_frame_to_the_last(count, width, height):
    numbers = palette_sample(count, (width, height))
    assert numbers[0] == 0 and numbers[-1] == count - 1
    assert min(8, count) <= len(numbers) <= min(32, count)
    steps = np.diff(numbers)
    assert count == 1 or 0 < steps.min() >= steps.max() - 1


@dataclass
class Late:
    """Curves, and a surface at the very end; it notes what is drawn."""

    drawn: list
    title, caption, stops = "", "", 12
    curves = Tour(Random(Family((1, 5, 1), "tanh"), 12), Curves())
    hills = Tour(Random(Family((2, 5, 1), "tanh"), 12), Surfaces(n_lines=21))

    def draw(self, position):
        self.drawn.append(position)
        return (self.curves if position < 10 else self.hills).draw(position)


@pytest.mark.parametrize("theme", [DARK, THEMES["light"]], ids=["dark", "light"])
def test_what_comes_late_in_a_film_is_good_too(tmp_path, theme):
    from render.encode.coding import PLAIN
    from render.stage.painter import Painter

    scene = Late([])
    film = Film(scene, Timeline(hold=0.5, morph=0.6, fps=10), (320, 180), theme)
    write_film(film, {tmp_path / "a.gif": PLAIN})
    positions = [shot.position for shot in film.shots]
    assert sorted(scene.drawn) == positions  # each once
    painter = Painter((320, 180), theme)
    with Image.open(tmp_path / "a.gif") as gif:
        assert gif.n_frames == len(positions)
        for number, position in enumerate(positions):
            gif.seek(number)
            frame = painter(scene.draw(position))
            assert error(frame, np.asarray(gif.convert("RGB"))) < 4  # 42 dB

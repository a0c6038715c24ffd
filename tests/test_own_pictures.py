"""Pictures of one's own: of every mode, size and kind of damage, read as digits."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from model import Family, load, save
from model.files.pictures import FORMATS, MOST_PIXELS, picture
from render.make.points import activations_of
from scenes.recordings.digits import THIRTY, digit_images

BOX = (28, 28)
IMAGES, NETWORK = digit_images(), THIRTY[0]
ANSWERS = NETWORK(IMAGES.inputs())


def clear(digit):
    """The pixels of the image of a digit that the network is surest of, (28, 28)."""
    own = np.where(IMAGES.labels == digit, ANSWERS[:, digit], -1)
    return IMAGES.pixels[own.argmax()]


THREE = clear(3)
DRAWN = Image.fromarray(255 - THREE).resize((280, 280))  # dark on light


def written(tmp_path, image, name="a.png", **options):
    path = tmp_path / name
    image.save(path, **options)
    return path


def answer(pixels):
    return int(NETWORK(pixels.reshape(1, -1) / 255).argmax())


def placed(image, size, place, scale, ground=255):
    """A picture on a larger ground, so much larger, with its corner at a place."""
    canvas = Image.new("L", size, ground)
    canvas.paste(image.resize((scale, scale)), place)
    return canvas


@pytest.mark.parametrize(
    ("size", "place", "scale"),
    [
        ((600, 600), (20, 20), 560),  # large
        ((400, 300), (10, 200), 60),  # small, in a corner
        ((300, 900), (90, 600), 200),  # upright, low
        ((28, 28), (0, 0), 28),  # as it is, but for its colours
    ],
)
def test_digits_anywhere_and_of_any_size_are_read_as_the_same(
    tmp_path, size, place, scale
):
    for digit in range(10):
        light = Image.fromarray(clear(digit))
        for image, ground in ((light, 0), (ImageOps.invert(light), 255)):
            path = written(tmp_path, placed(image, size, place, scale, ground))
            prepared = picture(path, BOX)
            assert answer(prepared.pixels) == digit
            assert ("inverted" in prepared.changes) == (ground == 255)


def test_a_picture_of_the_very_pixels_is_taken_as_it_is(tmp_path):
    prepared = picture(written(tmp_path, Image.fromarray(THREE)), BOX)
    np.testing.assert_array_equal(prepared.pixels, THREE)
    assert prepared.changes == ()


def test_what_is_there_fits_into_twenty_pixels_and_its_mass_is_in_the_middle(tmp_path):
    canvas = placed(DRAWN, (700, 500), (380, 30), 300)
    pixels = picture(written(tmp_path, canvas), BOX).pixels.astype(float)
    rows, columns = (np.flatnonzero(pixels.sum(axis)) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    assert pixels.max() == 255 and pixels.min() == 0
    middle = [
        (np.arange(28) * pixels.sum(axis)).sum() / pixels.sum() for axis in (1, 0)
    ]
    assert np.abs(np.array(middle) - 13.5).max() <= 0.5


def transparent():
    """The three, opaque and dark, on a ground that is black and transparent."""
    alpha = Image.fromarray(THREE).resize((280, 280))
    return Image.merge("LA", (Image.new("L", alpha.size, 0), alpha))


MODES = {
    "1": DRAWN.convert("1"),
    "L": DRAWN,
    "LA": transparent(),
    "P": DRAWN.convert("P"),
    "RGB": DRAWN.convert("RGB"),
    "RGBA": transparent().convert("RGBA"),
    "I;16": Image.fromarray(np.asarray(DRAWN).astype(np.uint16) * 257),
    "I": Image.fromarray(np.asarray(DRAWN).astype(np.int32)),
}


@pytest.mark.parametrize("mode", MODES)
def test_a_picture_of_any_mode_is_read(tmp_path, mode):
    image = MODES[mode]
    assert image.mode == mode
    prepared = picture(written(tmp_path, image, "a.tif"), BOX)
    assert "inverted" in prepared.changes and answer(prepared.pixels) == 3


@pytest.mark.parametrize(
    ("name", "image", "options"),
    [
        ("a.jpg", DRAWN, {}),
        ("cmyk.jpg", DRAWN.convert("RGB").convert("CMYK"), {}),
        ("a.GIF", DRAWN, {}),
        ("a.webp", DRAWN.convert("RGB"), {}),
        ("a.bmp", DRAWN, {}),
        ("a.tiff", DRAWN, {}),
        ("float.tif", Image.fromarray(np.asarray(DRAWN, np.float32) / 255), {}),
        ("wide.tif", Image.fromarray(np.asarray(DRAWN, np.float32) * 90 - 7), {}),
        ("named_otherwise.png", DRAWN, {"format": "BMP"}),
        ("palette.png", transparent().convert("RGBA").quantize(16), {}),
        ("key.png", DRAWN.convert("RGB"), {"transparency": (0, 0, 0)}),
    ],
)
def test_a_picture_of_any_kind_of_file_is_read(tmp_path, name, image, options):
    path = written(tmp_path, image, name, **options)
    if name == "key.png":  # its digit is transparent, and so as white as its ground
        outline = picture(path, BOX).pixels
        assert outline.max() == 255
        return
    assert answer(picture(path, BOX).pixels) == 3


def test_of_an_animation_the_first_picture_counts(tmp_path):
    others = [Image.new("L", DRAWN.size, 255)] * 2
    path = written(
        tmp_path, DRAWN, "a.gif", save_all=True, append_images=others, duration=50
    )
    assert answer(picture(path, BOX).pixels) == 3


@pytest.mark.parametrize("way", range(1, 9))
def test_a_camera_says_how_it_was_held(tmp_path, way):
    """Whatever way the pixels are stored, the picture is the one that was seen."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # undoes what EXIF asks for
    stored = DRAWN if way == 1 else DRAWN.transpose(Image.Transpose(back[way]))
    exif = Image.Exif()
    exif[0x0112] = way
    prepared = picture(written(tmp_path, stored, "a.png", exif=exif), BOX)
    expected = picture(written(tmp_path, DRAWN, "b.png"), BOX)
    np.testing.assert_array_equal(prepared.pixels, expected.pixels)
    assert ("turned" in prepared.changes) == (way != 1)


def test_pictures_of_other_shapes_than_squares(tmp_path):
    bar = Image.new("L", (90, 30), 0)
    bar.paste(255, (40, 10, 60, 20))
    prepared = picture(written(tmp_path, bar), (7, 14))
    assert prepared.pixels.shape == (7, 14)
    assert (prepared.pixels > 128).sum(axis=0).max() == 5  # 20/28 of seven rows


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 99))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_picture_is_read_or_shows_nothing(tmp_path, columns, rows, seed):
    values = np.random.default_rng(seed).integers(0, 256, (rows, columns), np.uint8)
    path = written(tmp_path, Image.fromarray(values))
    try:
        prepared = picture(path, BOX)
    except ValueError as error:
        assert "shows nothing" in str(error)
        return
    assert prepared.pixels.shape == BOX and prepared.pixels.dtype == np.uint8
    assert prepared.pixels.max() == 255 or not prepared.changes


# Damage


@pytest.mark.parametrize("kind", FORMATS)
def test_a_truncated_picture_is_refused_in_one_line(tmp_path, kind):
    file = BytesIO()
    DRAWN.convert("RGB" if kind == "WEBP" else "L").save(file, kind)
    data, path = file.getvalue(), tmp_path / "cut.png"
    for share in (0, 0.01, 0.3, 0.6, 0.9):
        path.write_bytes(data[: int(share * len(data))])
        with pytest.raises(
            ValueError, match=r"cut\.png does not hold a picture"
        ) as error:
            picture(path, BOX)
        assert "\n" not in str(error.value)


@given(st.sampled_from(FORMATS), st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_picture_is_read_or_refused(tmp_path, kind, data):
    file = BytesIO()
    DRAWN.resize((40, 40)).convert("RGB").save(file, kind)
    content, path = bytearray(file.getvalue()), tmp_path / "damaged"
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path.write_bytes(content)
    try:
        assert picture(path, BOX).pixels.shape == BOX
    except ValueError as error:
        assert "does not hold a picture" in str(error) and "\n" not in str(error)


def bomb(columns, rows):
    """A PNG whose header says that it has so many pixels, and that has hardly any."""

    def chunk(name, data):
        ends = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + ends

    header = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(99))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.mark.parametrize("size", [(5001, 5000), (60_000, 60_000), (2**31 - 1, 1)])
def test_sizes_are_checked_before_memory_is_taken(tmp_path, size):
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb(*size))
    with pytest.raises(ValueError, match=f"expected at most {MOST_PIXELS:,} pixels"):
        picture(path, BOX)


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (Image.new("L", (50, 50), 200), "it shows nothing: expected something dark on"),
        (Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "it shows nothing"),
        (Image.new("L", (28, 28), 0), "it shows nothing"),
    ],
)
def test_an_empty_picture_is_refused(tmp_path, image, words):
    with pytest.raises(ValueError, match=words):
        picture(written(tmp_path, image), BOX)


def test_numbers_that_are_none_are_refused(tmp_path):
    image = Image.fromarray(np.full((30, 30), np.nan, np.float32))
    with pytest.raises(ValueError, match="pixels that are no numbers"):
        picture(written(tmp_path, image, "a.tif"), BOX)


# What people type


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(NETWORK, "mine.npz")
    DRAWN.save("three.png")
    (tmp_path / "no.png").write_bytes(b"no picture")
    return tmp_path


LIT = ["mine.npz", "--view", "activations", "--at"]


def test_a_picture_of_ones_own_goes_through_a_network(run, files):
    made = run("still", *LIT, "three.png", "--pixels", "28x28", "-o", "a.png")
    assert made.exit_code == 0 and Path("a.png").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("missing.png", "file missing.png: expected a file that can be read"),
        ("no.png", "no.png does not hold a picture: expected PNG, JPEG, GIF, WebP"),
        ("three.png --pixels 27x28", "--pixels 27x28: expected 784 pixels, as the net"),
        ("three.png --pixels 28", "--pixels 28: expected WIDTHxHEIGHT, such as 28x28"),
        (
            "three.png --pixels 0x9",
            "--pixels 0x9: expected WIDTHxHEIGHT, such as 28x28",
        ),
        ("1,2", "--at 1,2: expected a value for each of 784 inputs"),
        ("three.png --axes 1", "--axes 1: expected activations alone, which is of all"),
        (
            "three.png --truth 1",
            "--truth 1: expected --view backpropagation, which has",
        ),
    ],
)
def test_what_cannot_be_lit_is_refused(run, files, typed, words):
    made = run("still", *LIT, *typed.split(), "-o", "a.png")
    assert made.exit_code != 0 and words in made.output
    assert not Path("a.png").exists()


def test_width_comes_before_height(run, files):
    """Of a network of 12 inputs: without a size no square picture has so many."""
    save(Family((12, 3, 2), "logistic").network(0), "twelve.npz")
    Image.new("L", (4, 3), 0).save("wide.png")
    image = Image.open("wide.png")
    image.putpixel((3, 0), 200)
    image.save("wide.png")
    lit = activations_of(load("twelve.npz"), None, "wide.png", (4, 3))
    assert lit.at.shape == (3, 4) and lit.at.pixels[0, 0, 3] == 200
    assert lit.remark == "wide.png: taken as it is."
    point = ["--view", "activations", "--at", "wide.png", "-o", "a.png"]
    made = run("still", "twelve.npz", *point)
    assert "pixels not given: expected the width and height of a pic" in made.output


def test_pixels_are_for_pictures_and_a_point_is_asked_for(run, files):
    made = run("still", "mine.npz", "--pixels", "28x28", "-o", "a.png")
    assert "--pixels 28x28: expected --view weights or activations" in made.output
    made = run("still", *LIT[:-1], "-o", "a.png")
    assert "expected --at, a picture or a value for each of 784 inputs" in made.output

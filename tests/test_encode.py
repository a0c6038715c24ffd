"""Films of each kind, read back by decoders other than the ffmpeg that wrote them."""

import stat
import struct
import subprocess
import time
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image, ImageSequence

from render import RenderError
from render.encode.apng import apng
from render.encode.coding import PLAIN, Coding
from render.encode.formats import FORMATS
from render.encode.gif import gif, palette_of
from render.encode.mp4 import mp4
from render.encode.webm import webm
from render.encode.webp import webp

SIZE = (320, 180)


def frames(n, size=SIZE):
    """A white bar that moves over colours the tags must get right."""
    pictures = np.zeros((n, size[1], size[0], 3), dtype=np.uint8)
    for i, color in enumerate([(200, 30, 40), (20, 160, 70), (60, 80, 220)]):
        pictures[:, :, i * size[0] // 3 : (i + 1) * size[0] // 3] = color
    for i, picture in enumerate(pictures):
        picture[10:30, 10 + 4 * i : 30 + 4 * i] = 255
    return pictures


def write(make, path, times, size=SIZE):
    pictures = frames(len(times) - 1, size)
    coding = Coding(palette=palette_of(pictures, PLAIN))
    with make(path, size, times, coding) as take:
        for picture in pictures:
            take(picture)
    return pictures


TIMES = {
    "held": [0, 1, 2, 3],
    "one": [0, 2.5],
    "mixed": [0, 0.5, 0.54, 0.58, 1.25, 1.29, 3.0],
    "many": [
        t
        for stop in range(110)  # more terms than ffmpeg nests
        for t in (stop * 0.5, stop * 0.5 + 0.4, stop * 0.5 + 0.45)
    ],
    "thirds": [0, *(1 + i / 30 for i in range(20)), 2.5],
}
timed = pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)


@timed
def test_films_show_every_frame_at_its_time(tmp_path, times):
    path = tmp_path / "film.mp4"
    pictures = write(mp4, path, times)
    with av.open(path) as film:
        assert film.duration / av.time_base == pytest.approx(times[-1], abs=1e-3)
        (stream,) = film.streams
        shown = list(film.decode(stream))
        starts = [float(f.pts * f.time_base) for f in shown]
        assert starts[:-2] == pytest.approx(times[:-1], abs=1e-4)
        assert starts[-2:] == pytest.approx(times[-1:] * 2, abs=1e-4)  # to the very end
        last = [pictures[-1]] * 2
        for frame, picture in zip(shown, [*pictures, *last], strict=True):
            off = np.abs(frame.to_ndarray(format="rgb24").astype(int) - picture)
            assert np.median(off) <= 3


def test_films_play_everywhere(tmp_path):
    path = tmp_path / "film.mp4"
    write(mp4, path, TIMES["held"])
    with av.open(path) as film:
        context = film.streams.video[0].codec_context
        assert (context.name, context.profile, context.pix_fmt) == (
            "h264",
            "High",
            "yuv420p",
        )
        assert (context.width, context.height) == SIZE
        bt709 = 1
        assert (
            context.color_primaries == context.color_trc == context.colorspace == bt709
        )
        assert context.color_range == 1  # tv
    assert boxes(path).index("moov") < boxes(path).index("mdat")


def boxes(path):
    """The names of an MP4's outermost boxes, in order: ISO/IEC 14496-12."""
    data, names, at = path.read_bytes(), [], 0
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        names.append(name.decode())
        at += length
    return names


@timed
def test_webms_show_every_frame_at_its_time(tmp_path, times):
    path = tmp_path / "film.webm"
    pictures = write(webm, path, times)
    with av.open(path) as film:
        assert film.duration / av.time_base == pytest.approx(times[-1], abs=2e-3)
        (stream,) = film.streams
        assert stream.codec_context.name == "vp9"
        shown = list(film.decode(stream))
        starts = [float(f.pts * f.time_base) for f in shown]
        assert starts[:-2] == pytest.approx(times[:-1], abs=1e-3)
        assert starts[-2:] == pytest.approx(times[-1:] * 2, abs=3e-3)
        last = [pictures[-1]] * 2
        for frame, picture in zip(shown, [*pictures, *last], strict=True):
            off = np.abs(frame.to_ndarray(format="rgb24").astype(int) - picture)
            assert np.median(off) <= 4


@timed
def test_webps_show_every_frame_to_the_thousandth_and_for_ever(tmp_path, times):
    path = tmp_path / "loop.webp"
    pictures = write(webp, path, times)
    shown, ends = webp_frames(path)
    starts = np.concatenate([[0], ends[:-1]])
    if len(shown) > 1:  # one alone is a picture without a time
        assert ends[-1] == pytest.approx(times[-1], abs=2e-3)
    for frame, start in zip(shown, starts, strict=True):
        number = np.searchsorted(times, start + 2e-3) - 1
        off = np.abs(frame[..., :3].astype(int) - pictures[number])
        assert np.median(off) <= 4
    if 1 < len(shown) < 20:  # of many, libwebp takes equal ones together
        assert ends == pytest.approx(times[1:], abs=2e-3)


def webp_frames(path):
    """The frames (H, W, 4) of a WebP, and when each ends, in seconds."""
    shown, durations = [], []
    with Image.open(path) as webp:
        assert webp.n_frames == 1 or webp.info["loop"] == 0
        for number in range(webp.n_frames):
            webp.seek(number)
            shown.append(np.asarray(webp.convert("RGBA")))
            durations.append(webp.info.get("duration", 0) / 1000)
    return shown, np.cumsum(durations)


def clear_frames(n):
    """The frames of a film, its right half clear, and half clear in between."""
    alpha = np.full((n, SIZE[1], SIZE[0], 1), 255, dtype=np.uint8)
    alpha[:, :, 140:180], alpha[:, :, 180:] = 128, 0
    return np.concatenate([frames(n), alpha], axis=-1)


@timed
def test_apngs_show_every_frame_exactly_and_for_ever(tmp_path, times):
    path = tmp_path / "loop.apng"
    pictures = write(apng, path, times, size=(160, 90))
    shown, delays = apng_frames(path)
    np.testing.assert_array_equal(shown, pictures)
    if len(shown) > 1:  # one alone is a picture without a time
        assert delays == pytest.approx(np.diff(times), abs=1e-4)


def apng_frames(path):
    """The frames of an APNG, and how long each is seen, in seconds."""
    shown, delays = [], []
    with Image.open(path) as film:
        assert (film.format, film.info.get("loop", 0)) == ("PNG", 0)
        for frame in ImageSequence.Iterator(film):
            shown.append(np.asarray(frame))
            delays.append(frame.info.get("duration", 0) / 1000)
    return shown, delays


def test_other_decoders_read_the_same_in_apngs(tmp_path):
    path = tmp_path / "loop.apng"
    pictures = write(apng, path, TIMES["mixed"])
    with av.open(path) as film:
        assert film.format.name == "apng"
        shown = list(film.decode(video=0))
        starts = [float(frame.pts * frame.time_base) for frame in shown]
        assert starts == pytest.approx(TIMES["mixed"][:-1], abs=1e-4)
        frames = [frame.to_ndarray(format="rgb24") for frame in shown]
        np.testing.assert_array_equal(frames, pictures)


@pytest.mark.parametrize("last", [0.001, 0.7, 65.535, 65.5371234, 599.999, 600])
def test_apngs_last_as_long_as_pictures_can(tmp_path, last):
    """Delays are fractions of 16-bit numbers."""
    path = tmp_path / "slow.apng"
    write(apng, path, [0, 600, 677.7, 677.7 + last])
    _, delays = apng_frames(path)
    assert delays == pytest.approx([600, 77.7, max(last, 0.02)], abs=5e-3)


@pytest.mark.parametrize(("level", "n"), [(0, 256), (1, 64), (2, 32), (3, 16)])
def test_coarser_apngs_have_fewer_levels_of_each_colour(tmp_path, level, n):
    """These are the nearest: black, white and what is clear stay as they are."""
    path, size = tmp_path / "a.apng", (256, 1)
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 4, axis=-1)
    with apng(path, size, [0, 1], Coding(level=level, clear=True)) as take:
        take(ramp)
    [[shown], _] = apng_frames(path)
    levels = np.unique(shown).astype(int)
    assert len(levels) == n and (levels[0], levels[-1]) == (0, 255)
    nearest = np.abs(ramp[..., None].astype(int) - levels).min(axis=-1)
    np.testing.assert_array_equal(np.abs(shown - ramp.astype(int)), nearest)


@pytest.mark.parametrize("kind", ["webm", "webp"])
def test_what_is_clear_stays_clear(tmp_path, kind):
    path, pictures = tmp_path / f"clear.{kind}", clear_frames(3)
    with FORMATS[kind].write(path, SIZE, [0, 1, 2, 3], Coding(clear=True)) as f:
        for picture in pictures:
            f(picture)
    shown = webp_frames(path)[0] if kind == "webp" else webm_frames(path)[:3]
    for frame, picture in zip(shown, pictures, strict=True):
        off = np.abs(frame.astype(int) - picture)
        assert np.median(off[..., 3]) == 0 and (off[..., 3] > 20).mean() < 0.02
        assert np.median(off[:, :140, :3]) <= 5


def test_what_is_clear_stays_exactly_so_in_apngs(tmp_path):
    path, pictures = tmp_path / "clear.apng", clear_frames(3)
    with apng(path, SIZE, [0, 1, 2, 3], Coding(clear=True)) as take:
        for picture in pictures:
            take(picture)
    np.testing.assert_array_equal(apng_frames(path)[0], pictures)


def webm_frames(path):
    """The frames (H, W, 4) of a WebM, through the one decoder that knows of alpha."""
    decoder = av.CodecContext.create("libvpx-vp9", "r")
    with av.open(path) as film:
        packets = [packet for packet in film.demux(video=0) if packet.size]
        pictures = [frame for packet in packets for frame in decoder.decode(packet)]
    return [frame.to_ndarray(format="rgba") for frame in pictures]


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "webp", "apng"])
def test_narrower_and_coarser_films_are_smaller(tmp_path, kind):
    def made(coding):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.{kind}"
        pictures = np.random.default_rng(0).integers(0, 255, (2, 180, 320, 3), np.uint8)
        if FORMATS[kind].palette:
            coding = replace(coding, palette=FORMATS[kind].palette(pictures, coding))
        with FORMATS[kind].write(path, SIZE, [0, 1, 2], coding) as take:
            for picture in pictures:
                take(picture)
        return path

    paths = [
        made(Coding(200, level)) for level in range(len(FORMATS[kind].coarser) + 1)
    ]
    sizes = [made(Coding()).stat().st_size]
    sizes += [path.stat().st_size for path in paths]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == len(sizes)
    for path in paths:
        if FORMATS[kind].is_picture:
            with Image.open(path) as picture:
                assert picture.size == (200, 113)
        else:
            with av.open(path) as film:
                context = film.streams.video[0].codec_context
                assert (context.width, context.height) == (200, 112)


@timed
def test_gifs_show_every_frame_to_the_hundredth_and_for_ever(tmp_path, times):
    path = tmp_path / "loop.gif"
    pictures = write(gif, path, times)
    with Image.open(path) as film:
        assert film.size == SIZE
        assert film.info["loop"] == 0
        ends = np.cumsum(
            [f.info["duration"] / 1000 for f in ImageSequence.Iterator(film)]
        )
        assert ends == pytest.approx(times[1:], abs=0.0101)
        shown = [np.asarray(f.convert("RGB")) for f in ImageSequence.Iterator(film)]
    for frame, picture in zip(shown, pictures, strict=True):
        assert np.abs(frame.astype(int) - picture).max() <= 3  # few colours: all kept


def test_apngs_are_640_wide(tmp_path):
    path = tmp_path / "wide.apng"
    pictures = write(apng, path, TIMES["held"], size=(1280, 720))
    shown, _ = apng_frames(path)
    means = np.reshape(pictures, (3, 360, 2, 640, 2, 3)).mean(axis=(2, 4))
    assert np.abs(shown - means).max() <= 1


def test_gifs_are_640_wide_and_have_one_palette(tmp_path):
    path = tmp_path / "wide.gif"
    write(gif, path, TIMES["held"], size=(1280, 720))
    with Image.open(path) as film:
        assert film.size == (640, 360)
    data, at = path.read_bytes(), 13 + 3 * 2 ** ((path.read_bytes()[10] & 7) + 1)
    assert data[10] & 0x80  # a global palette
    for flags in local_flags(data, at):
        assert not flags & 0x80  # and no local one


def local_flags(data, at):
    """The flags of every image in a GIF: CompuServe's GIF89a specification."""
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            yield data[at + 9]
            at += 10 + (3 * 2 ** ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0)
            at += 1
        else:
            at += 2
        while data[at]:
            at += data[at] + 1
        at += 1


@pytest.mark.parametrize("make", [gif, apng])
def test_pictures_that_browsers_would_slow_down_are_left_out(tmp_path, make):
    times = [i / 60 for i in range(61)]
    path = tmp_path / f"fast.{make.__name__}"
    write(make, path, times)
    with Image.open(path) as film:
        delays = [f.info["duration"] for f in ImageSequence.Iterator(film)]
    assert min(delays) >= 20 - 1e-9
    assert sum(delays) == pytest.approx(1000, abs=10)


def test_the_last_picture_of_a_gif_is_long_enough_too(tmp_path):
    path = tmp_path / "short.gif"
    write(gif, path, [0, 0.5, 0.504])
    with Image.open(path) as film:
        film.seek(1)
        assert film.info["duration"] == 20


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "webp", "apng"])
def test_equal_frames_give_equal_files(tmp_path, kind):
    paths = [tmp_path / f"{i}.{kind}" for i in (0, 1)]
    for path in paths:
        write(FORMATS[kind].write, path, TIMES["mixed"])
    assert paths[0].read_bytes() == paths[1].read_bytes()


# Failures


def fake(tmp_path, monkeypatch, script):
    path = tmp_path / "fake-ffmpeg"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))


@pytest.mark.parametrize("make", [mp4, gif])
@pytest.mark.parametrize(
    ("script", "words"),
    [
        (
            "cat > /dev/null; echo 'Disk quota exceeded' >&2; exit 1",
            "Disk quota exceeded",
        ),
        ("head -c 1000 > /dev/null; echo 'I quit' >&2; exit 3", "I quit"),
        ("head -c 1000 > /dev/null; exit 0", "hung up early"),
        ("head -c 1000 > /dev/null; kill -9 $$", "killed by signal 9"),
    ],
)
def test_ffmpegs_last_words_are_in_the_error(
    tmp_path, monkeypatch, make, script, words
):
    fake(tmp_path, monkeypatch, script)
    times = np.linspace(0, 1, 41)
    with pytest.raises(RenderError, match=words):
        write(make, tmp_path / "film.mp4", times)


def test_a_missing_ffmpeg_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "no-such-ffmpeg"))
    with pytest.raises(RenderError, match="no-such-ffmpeg"):
        write(mp4, tmp_path / "film.mp4", [0, 1])


def test_a_hung_ffmpeg_is_not_waited_for(tmp_path, monkeypatch):
    fake(tmp_path, monkeypatch, "exec sleep 60")
    start = time.monotonic()
    with (
        pytest.raises(KeyboardInterrupt),
        mp4(tmp_path / "film.mp4", SIZE, [0, 1, 2]) as take,
    ):
        take(frames(1)[0])
        raise KeyboardInterrupt
    assert time.monotonic() - start < 30


def test_no_process_is_left_when_the_frames_stop_coming(tmp_path, monkeypatch):
    started, start = [], subprocess.Popen

    def note(*args, **kwargs):
        started.append(start(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", note)
    with (
        pytest.raises(KeyboardInterrupt),
        mp4(tmp_path / "film.mp4", SIZE, [0, 1, 2]) as take,
    ):
        take(frames(1)[0])
        raise KeyboardInterrupt
    assert [process.returncode for process in started] == [-9]

"""Players: films are whole to the last hold, wherever they are shown."""

import base64
import functools
import http.server
import math
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import av
import numpy as np
import pytest
from PIL import Image

from model import Family, Random
from render import Curves, Explanation, Timeline, Tour
from render.embed.deck import slides
from render.encode.coding import Coding
from render.encode.ffmpeg import executable
from render.encode.formats import FORMATS
from render.make.film import Film, write_film
from render.stage.painter import Painter
from render.style.themes import DARK, TRANSPARENT
from tests.command import output_of
from tests.making import produce

SIZE = (160, 90)
TOUR = Tour(Random(Family((1, 3, 1), "tanh", 3), 3), Curves())
STEPS = Explanation(
    Random(Family((1, 1), "tanh"), 2000), Curves(), ("boundaries", "regions")
)


def of(n):
    """The tour with another number of networks."""
    return replace(TOUR, networks=replace(TOUR.networks, n=n))


FILMS = {
    "cuts": (TOUR, Timeline(hold=0.5)),
    "glides": (TOUR, Timeline(hold=0.4, morph=0.2, fps=10)),
    "a loop": (TOUR, Timeline(hold=0.4, morph=0.2, fps=10, loop=True)),
    "no holds": (TOUR, Timeline(hold=0, morph=0.5, fps=10)),
    "one picture": (of(1), Timeline(hold=1.5)),
    "hardly a hold": (TOUR, Timeline(hold=0.001, morph=0.5, fps=10)),
    "steps": (STEPS, Timeline(hold=0.6, morph=0.2, fps=10)),
}


@pytest.fixture(scope="module", params=FILMS)
def film(request, tmp_path_factory):
    """A film in a folder, as a.mp4 and a.webm, with its pictures and their times."""
    scene, timeline = FILMS[request.param]
    folder = tmp_path_factory.mktemp("film")
    produce(scene, "a", folder, ["mp4", "webm"], timeline, SIZE)
    shots, painter = list(timeline.shots(scene.stops)), Painter(SIZE)
    pictures = [painter(scene.draw(shot.position)).astype(int) for shot in shots]
    return folder, shots, pictures


def which(shown, pictures):
    """Which of some pictures is shown: the nearest."""
    return min(range(len(pictures)), key=lambda k: np.abs(shown - pictures[k]).mean())


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_every_picture_is_found_by_seeking(film, tmp_path, kind):
    folder, shots, pictures = film
    end = shots[-1].end
    for share in (0.0, 0.31, 0.62, 0.93, 0.99):
        found = tmp_path / "found.png"
        found.unlink(missing_ok=True)
        source = ["-ss", f"{share * end:.4f}", "-i", folder / f"a.{kind}"]
        command = [executable(), "-v", "error", *source, "-frames:v", "1", found]
        output_of(*command)
        # ffmpeg shows the first picture that begins then or later.
        later = [k for k, shot in enumerate(shots) if shot.start >= share * end - 2e-3]
        expected = later[0] if later else len(shots) - 1
        shown = np.asarray(Image.open(found).convert("RGB")).astype(int)
        assert np.abs(shown - pictures[expected]).mean() < 3
        assert which(shown, [pictures[expected], *pictures]) == 0


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_the_last_picture_but_one_begins_at_the_very_end(film, kind):
    folder, shots, _ = film
    with av.open(folder / f"a.{kind}") as opened:
        starts = [float(f.pts * f.time_base) for f in opened.decode(video=0)]
        end = opened.duration / av.time_base
    assert end == pytest.approx(shots[-1].end, abs=7e-3)  # where a hold is hardly one
    assert end - 3e-3 <= starts[-2] < starts[-1] < end
    assert starts[-3] == pytest.approx(shots[-1].start, abs=2e-3)
    assert [pair for pair in pairwise(starts) if pair[0] >= pair[1]] == []


# Keyframes: where films can be stepped to, and cut


class Cuts:
    """A tour of hard cuts, as scenes say that they are one."""

    title, caption, stops, is_tour = "cuts", "", 40, True
    tour = of(40)

    def draw(self, position):
        return self.tour.draw(position)


LONG = Timeline(hold=0.4, morph=7, fps=10)  # more frames than from key to key
KEYED = {name: FILMS[name] for name in ("glides", "a loop", "no holds", "steps")} | {
    "steps without glides": (STEPS, Timeline(hold=0.6)),
    "long glides": (STEPS, LONG),
    "gliding cuts": (Cuts(), Timeline(hold=0.3, morph=0.2, fps=10)),
}


def keys(path):
    """When each keyframe of a film begins, in seconds."""
    with av.open(path) as film:
        packets = [p for p in film.demux(video=0) if p.size and p.is_keyframe]
        return [float(packet.pts * packet.time_base) for packet in packets]


@pytest.mark.parametrize("name", KEYED)
def test_every_stop_begins_with_a_keyframe(tmp_path, name):
    scene, timeline = KEYED[name]
    produce(scene, "a", tmp_path, ["mp4", "webm"], timeline, SIZE)
    shots = list(timeline.shots(scene.stops))
    stops = [shot.start for shot in shots if shot.position in range(scene.stops)]
    assert len(stops) == scene.stops
    for kind, tick in (("mp4", 1e-4), ("webm", 1e-3)):
        times = keys(tmp_path / f"a.{kind}")
        for stop in stops:
            assert min(abs(time - stop) for time in times) < tick
        assert len(times) - len(stops) == (name == "long glides") * (scene.stops - 1)


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_part_that_is_cut_out_begins_with_its_stop(tmp_path, kind):
    timeline = Timeline(hold=0.4, morph=0.2, fps=10)
    produce(STEPS, "a", tmp_path, [kind], timeline, SIZE)
    whole, part = tmp_path / f"a.{kind}", tmp_path / f"part.{kind}"
    cut = ["-ss", "0.6", "-i", whole, "-c", "copy", part]
    output_of(executable(), "-v", "error", *cut)
    with av.open(part) as film:
        frames = [f.to_ndarray(format="rgb24") for f in film.decode(video=0)]
    assert len(frames) == len(list(timeline.shots(STEPS.stops))) - 2 + 2
    expected = Painter(SIZE)(STEPS.draw(1)).astype(int)
    assert np.abs(frames[0] - expected).mean() < 3


def test_what_is_clear_has_keyframes_in_both_its_streams(tmp_path):
    path, timeline = tmp_path / "a.webm", Timeline(hold=0.4, morph=0.2, fps=10)
    film = Film(STEPS, timeline, SIZE, TRANSPARENT)
    write_film(film, {path: Coding(clear=True)})
    colors, alphas = webm_blocks(path.read_bytes())
    n = len(film.shots) + 2
    assert len(colors) == len(alphas) == n and STEPS.stops == 4
    expected = [number in (0, 2, 4, 6) for number in range(n)]
    assert [is_key(c) for c in colors] == [is_key(a) for a in alphas] == expected


def is_key(data):
    """Whether a frame of VP9 is a keyframe: section 6.2 of its specification."""
    assert data[0] >> 6 == 0b10 and not data[0] & 8  # a marker; no frame shown again
    return not data[0] & 4


def webm_blocks(data):
    """The frames of a WebM, and what is added to each: alpha. RFC 8794 and RFC 9559."""
    colors, alphas = [], []
    masters = {0x18538067, 0x1F43B675, 0xA0, 0x75A1, 0xA6}

    def read(start, end):
        while start < end:
            name, start = number(start, keep=True)
            size, start = number(start)
            stop = min(start + size, end)
            if name in masters:
                read(start, stop)
            elif name in (0xA3, 0xA1):
                colors.append(data[start + 4 : stop])  # past track, time and flags
            elif name == 0xA5:
                alphas.append(data[start:stop])
            start = stop

    def number(place, keep=False):
        length = 9 - data[place].bit_length()
        value = int.from_bytes(data[place : place + length], "big")
        return (value if keep else value & ~(1 << 7 * length)), place + length

    read(0, len(data))
    return colors, alphas


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_tours_of_hard_cuts_have_keyframes_wherever_they_are_cheap(tmp_path, kind):
    film = Film(Cuts(), Timeline(hold=0.1), SIZE, DARK)
    path, plain = tmp_path / f"a.{kind}", tmp_path / f"plain.{kind}"
    write_film(film, {path: Coding()})
    assert len(keys(path)) < Cuts.stops / 4
    times = [*(shot.start for shot in film.shots), film.shots[-1].end]
    painter = Painter(SIZE)
    with FORMATS[kind].write(plain, SIZE, times, Coding()) as take:
        for stop in range(Cuts.stops):
            take(painter(Cuts().draw(stop)))
    assert path.read_bytes() == plain.read_bytes()


def test_levels_are_of_the_rate_that_is_seen(tmp_path):
    # ITU-T H.264, table A-1: macroblocks a second, and of a picture.
    for size, fps, level in (((1920, 1080), 60, 4.2), ((1280, 720), 30, 3.1)):
        timeline = Timeline(hold=0.5, morph=0.1, fps=fps)
        produce(TOUR, "a", tmp_path, ["mp4"], timeline, size)
        data = (tmp_path / "a.mp4").read_bytes()
        assert data[data.index(b"avcC") + 7] == round(10 * level)


@pytest.mark.parametrize("style", [DARK, TRANSPARENT], ids=["dark", "transparent"])
def test_clear_films_are_whole_as_well(tmp_path, style):
    path = tmp_path / "a.webm"
    film = Film(TOUR, Timeline(hold=0.5), SIZE, style)
    write_film(film, {path: Coding(clear=style.is_clear)})
    with av.open(path) as opened:
        starts = [float(f.pts * f.time_base) for f in opened.decode(video=0)]
        assert opened.duration / av.time_base == pytest.approx(1.5, abs=2e-3)
    assert starts == pytest.approx([0, 0.5, 1, 1.498, 1.499], abs=1e-3)


def test_films_in_decks_are_whole_as_well(tmp_path):
    [slide] = slides(TOUR, "a", tmp_path, size=SIZE)
    with av.open(slide.film) as opened:
        assert opened.duration / av.time_base == pytest.approx(3, abs=1e-3)
        assert len(list(opened.decode(video=0))) == 3 + 2


# Players themselves, where they are


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SEEN = """
async () => {
  const video = document.querySelector("video"), seen = [];
  const note = (now, frame) => {
    seen.push([performance.now(), frame.mediaTime]);
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
  const ended = new Promise(done => video.onended = done);
  const start = performance.now();
  await video.play();
  await ended;
  return [video.duration, (performance.now() - start) / 1000, seen.map(s => s[1])];
}
"""


@pytest.fixture(scope="module")
def page():
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")
    if not CHROMIUM:
        pytest.skip("no chromium")
    with playwright.sync_playwright() as api:
        arguments = ["--no-sandbox", "--mute-audio"]
        browser = api.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_browsers_show_every_picture_for_its_time(page, tmp_path, kind):
    produce(TOUR, "a", tmp_path, [kind], Timeline(hold=0.5), SIZE)
    (tmp_path / "page.html").write_text(f"<video muted src=a.{kind}></video>")
    with served(tmp_path) as address:
        page.goto(f"{address}/page.html")
        duration, lasted, times = page.evaluate(SEEN)
    assert duration == pytest.approx(1.5, abs=2e-3)
    assert lasted > 1.45
    assert {round(2 * t) for t in times} >= {1, 2}  # the first is there from the start


DECODED = """
async () => {
  const data = await (await fetch("a.apng")).arrayBuffer();
  const decoder = new ImageDecoder({ data, type: "image/apng" });
  await decoder.tracks.ready;
  const { frameCount, repetitionCount } = decoder.tracks.selectedTrack, seen = [];
  for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    const bytes = new Uint8Array(image.allocationSize({ format: "RGBA" }));
    await image.copyTo(bytes, { format: "RGBA" });
    const letters = Array.from(bytes, byte => String.fromCharCode(byte));
    seen.push([image.duration, btoa(letters.join(""))]);
  }
  return [repetitionCount, seen];
}
"""


@pytest.mark.parametrize("style", [DARK, TRANSPARENT], ids=["dark", "transparent"])
def test_browsers_show_apngs_as_they_are(page, tmp_path, style):
    timeline = Timeline(hold=0.5, morph=0.2, fps=15)
    produce(TOUR, "a", tmp_path, ["apng"], timeline, SIZE, style)
    (tmp_path / "page.html").write_text("<title>a</title>")
    with served(tmp_path) as address:
        page.goto(f"{address}/page.html")
        repeats, seen = page.evaluate(DECODED)
    assert repeats == math.inf
    shots = list(timeline.shots(TOUR.stops))
    durations = [1e6 * (shot.end - shot.start) for shot in shots]
    assert [duration for duration, _ in seen] == pytest.approx(durations, abs=1e3)
    painter = Painter(SIZE, style)
    for (_, pixels), shot in zip(seen, shots, strict=True):
        frame = Image.fromarray(painter(TOUR.draw(shot.position))).convert("RGBA")
        shown = Image.frombytes("RGBA", SIZE, base64.b64decode(pixels))
        # Browsers keep colours as they are seen: what is clear has none.
        seen_there = [np.asarray(f.convert("RGBa")).astype(int) for f in (shown, frame)]
        assert np.abs(np.subtract(*seen_there)).max() <= (1 if style.is_clear else 0)


@contextmanager
def served(folder):
    """The address of a server of a folder's files."""
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, *_):
        pass


@pytest.mark.skipif(shutil.which("cvlc") is None, reason="no VLC")
@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_vlc_shows_every_picture_for_its_time(tmp_path, kind):
    produce(TOUR, "a", tmp_path, [kind], Timeline(hold=0.6), SIZE)
    shown = tmp_path / "shown"
    shown.mkdir()
    for path in (*tmp_path.parents, tmp_path, shown):  # VLC refuses to be root
        if path.owner() == "root" and path.is_relative_to("/tmp"):
            path.chmod(0o777)
    (tmp_path / f"a.{kind}").chmod(0o644)
    start = time.monotonic()
    output_of(
        *(["runuser", "-u", "nobody", "--"] if shutil.which("runuser") else []),
        *["cvlc", "-q", "--intf", "dummy", "--vout", "dummy", "--no-audio"],
        *["--video-filter", "scene", "--scene-ratio", "1", "--scene-format", "png"],
        *["--scene-path", shown, "--scene-prefix", "s"],
        *["--no-drop-late-frames", "--no-skip-frames"],  # on a busy machine
        *[tmp_path / f"a.{kind}", "vlc://quit"],
    )
    assert time.monotonic() - start > 1.75
    painter = Painter(SIZE)
    pictures = [painter(TOUR.draw(stop)).astype(int) for stop in range(3)]
    frames = [Image.open(path).convert("RGB") for path in sorted(shown.iterdir())]
    cropped = [np.asarray(frame)[: SIZE[1]].astype(int) for frame in frames]
    seen = [which(frame, pictures) for frame in cropped]
    assert set(seen) >= {1, 2} and seen == sorted(seen)  # VLC may begin late
    assert seen.count(2) > 3  # about as often as the others, not once

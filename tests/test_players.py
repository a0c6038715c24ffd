"""Players: films are whole to the last hold, wherever they are shown."""

import functools
import http.server
import shutil
import threading
import time
from itertools import pairwise

import av
import numpy as np
import pytest
from PIL import Image

from model import Family
from render import Curves, Explanation, Timeline, Tour
from render.embed.deck import slides
from render.encode.coding import Coding
from render.encode.ffmpeg import executable
from render.make.film import Film, write_film
from render.stage.painter import Painter
from render.style.themes import DARK, TRANSPARENT
from tests.command import output_of
from tests.making import produce

SIZE = (160, 90)
TOUR = Tour(Family((1, 3, 1), "tanh", 3), Curves(), networks=3)
STEPS = Explanation(Family((1, 1), "tanh"), Curves(), ("boundaries", "regions"))
FILMS = {
    "cuts": (TOUR, Timeline(hold=0.5)),
    "glides": (TOUR, Timeline(hold=0.4, morph=0.2, fps=10)),
    "a loop": (TOUR, Timeline(hold=0.4, morph=0.2, fps=10, loop=True)),
    "no holds": (TOUR, Timeline(hold=0, morph=0.5, fps=10)),
    "one picture": (Tour(TOUR.family, TOUR.view, networks=1), Timeline(hold=1.5)),
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
    handler = functools.partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
        duration, lasted, times = page.evaluate(SEEN)
        server.shutdown()
    assert duration == pytest.approx(1.5, abs=2e-3)
    assert lasted > 1.45
    assert {round(2 * t) for t in times} >= {1, 2}  # the first is there from the start


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

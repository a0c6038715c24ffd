"""Measure this program beside the original recipe and FuncAnimation, and print ratios.

Everything is measured in one run on one machine, in turns where it is short.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from threadpoolctl import threadpool_limits

from render import Tour, encode
from render.find import scenes
from render.options import vary
from render.paint import Painter
from render.produce import produce
from tests.bench import original

CURVE, SURFACE = "tanh_3layer", "tanh_3layer_2input"
RENDER = str(Path(sys.executable).with_name("render"))


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(work: str, own: float, peer: float, target: str = "", name="original") -> None:
    """One line of the table."""
    times = f"{own:9.4g} s {peer:9.4g} s"
    print(f"{work:<44}{times}  {peer / own:6.1f} x  {name:<14}{target}", flush=True)


def frames(name: str, target: str, folder: Path) -> None:
    """One frame, a network drawn to pixels ready: the median of 49, in turns."""
    tour, painter, figure = scenes()[name], Painter(), original.new_figure()
    painter(tour.draw(0))
    own, peer, plotted = [], [], []
    for k in range(tour.networks):
        own.append(seconds(lambda k=k: painter(tour.draw(k))))
        peer.append(seconds(lambda k=k: original.frame(figure, tour, k, folder)))
        plotted.append(
            seconds(lambda k=k: (original.draw(figure, tour, k), figure.canvas.draw()))
        )
    own, peer, plotted = map(statistics.median, (own, peer, plotted))
    say(f"a frame of {name}", own, peer, target)
    say("", own, plotted, name="FuncAnimation")


def with_regions(name: str) -> None:
    """One frame with regions beside the same without: the median of 49, in turns."""
    plain = scenes()[name]
    tours, painters = (plain, vary(plain, regions=True)), (Painter(), Painter())
    times = []
    for k in (0, *range(plain.networks)):  # the first does not count
        pairs = zip(tours, painters, strict=True)
        times.append([seconds(lambda t=t, p=p, k=k: p(t.draw(k))) for t, p in pairs])
    without, own = map(statistics.median, zip(*times[1:], strict=True))
    print(
        f"{f'a frame of {name}, regions':<44}{own:9.4g} s {without:9.4g} s  "
        f"{own / without:6.2f} x  without       at most 1.5 x",
        flush=True,
    )


def scene(name: str, folder: Path) -> None:
    """A scene of 49 networks to GIF and MP4."""
    tour = scenes()[name]
    own = seconds(lambda: produce(tour, name, folder / "own"))
    say(
        f"{name} to GIF and MP4",
        own,
        seconds(lambda: original.scene(tour, folder)),
        "15 x",
    )
    own = seconds(lambda: produce(tour, name, folder / "own", ["mp4"]))
    peer = seconds(lambda: original.animation(tour, folder))
    say(f"{name} to MP4 alone", own, peer, name="FuncAnimation")


def beside_ffmpeg(name: str, folder: Path) -> None:
    """A scene beside what ffmpeg alone needs for the same frames."""
    tour, painter, times = scenes()[name], Painter(), range(50)
    pictures = [painter(tour.draw(k)) for k in range(tour.networks)]

    def encode_only() -> None:
        with ExitStack() as stack:
            gif = stack.enter_context(encode.gif(folder / "a.gif", (1280, 720), times))
            film = stack.enter_context(
                encode.film(folder / "a.mp4", (1280, 720), times)
            )
            for picture in pictures:
                gif(picture)
                film(picture)

    own, alone = [], []
    for _ in range(5):
        own.append(seconds(lambda: produce(tour, name, folder / "own")))
        alone.append(seconds(encode_only))
    own, alone = statistics.median(own), statistics.median(alone)
    print(
        f"{name:<44}{own:9.4g} s {alone:9.4g} s  {own / alone:6.2f} x  ffmpeg alone  "
        "at most 2 x",
        flush=True,
    )


def everything(folder: Path) -> None:
    """All families as one command, two at a time, beside the original one by one."""
    names = [name for name, found in scenes().items() if isinstance(found, Tour)]
    command = [RENDER, "scene", *names, "--jobs", "2", "--output", str(folder / "all")]
    own = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    peer = 0.0
    for name in names:
        with tempfile.TemporaryDirectory() as place:
            peer += seconds(
                lambda n=name, p=place: original.scene(scenes()[n], Path(p))
            )
    say("all sixteen families, two cores", own, peer, "25 x")


def memory(n: int) -> int:
    """Peak memory in KiB, ffmpeg's included, of a film of n frames."""
    code = (
        "import resource, tempfile; from pathlib import Path;"
        "from tests.bench.__main__ import CURVE, produce, scenes;"
        "from render import Timeline;"
        f"timeline = Timeline(hold=0, morph={n} / 100, fps=100);"
        "from dataclasses import replace;"
        "tour = replace(scenes()[CURVE], networks=2);"
        "folder = tempfile.TemporaryDirectory();"
        "produce(tour, 'a', Path(folder.name), timeline=timeline);"
        "print(sum(resource.getrusage(who).ru_maxrss for who in"
        " (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True)
    return int(done.stdout)


def main() -> None:
    """The whole table; with arguments, the parts they name."""
    parts = sys.argv[1:] or ["frames", "regions", "scenes", "ffmpeg", "memory", "all"]
    print(f"{'work':<44}{'this':>11}{'peer':>12}{'':>10}  peer          target")
    with tempfile.TemporaryDirectory() as place, threadpool_limits(1, "blas"):
        folder = Path(place)
        if "frames" in parts:
            frames(CURVE, "15 x", folder)
            frames(SURFACE, "10 x", folder)
        if "regions" in parts:
            for name in (CURVE, f"{CURVE}_3output", SURFACE, f"{SURFACE}_2output"):
                with_regions(name)
        if "scenes" in parts:
            scene(CURVE, folder)
            scene(SURFACE, folder)
        if "ffmpeg" in parts:
            beside_ffmpeg(CURVE, folder)
            beside_ffmpeg(SURFACE, folder)
        if "memory" in parts:
            short, long = memory(50), memory(2000)
            print(
                f"{'peak memory, 2,000 frames and 50':<44}{long / 1024:7.0f} MiB "
                f"{short / 1024:7.0f} MiB  {long / short:6.2f} x  {'':14}at most 1.25 x"
            )
        if "all" in parts:
            everything(folder)


if __name__ == "__main__":
    main()

"""Measure this program beside the original recipe and FuncAnimation, and print ratios.

Everything is measured in one run on one machine, in turns where it is short.
"""

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from model import (
    Adam,
    Family,
    GradientDescent,
    Images,
    Training,
    digits,
    initial_network,
)
from model.learn.datasets import dataset
from render import Diagram, Moment, Timeline, Tour
from render.encode.coding import PLAIN, Coding
from render.encode.gif import gif, palette_of
from render.encode.mp4 import mp4
from render.make.film import Film, write_film
from render.scene.variants import vary
from render.stage.painter import Painter
from render.style.themes import DARK
from render.view import diagrams as layouts
from tests.bench import original
from tests.bench.samples import Samples
from tests.command import LIBRARY
from tests.making import produce

CURVE, SURFACE = "tanh_3layer", "tanh_3layer_2input"
SURFACES = [
    SURFACE,
    "logistic_1layer_2input",
    "relu_3layer_2input",
    "tanh_3layer_2input_2output",
]
RENDER = str(Path(sys.executable).with_name("render"))


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def new(folder: Path) -> Path:
    """A new folder within another: what stands in an older one is not made again."""
    return Path(tempfile.mkdtemp(dir=folder))


def say(work: str, own: float, peer: float, target: str = "", name="original") -> None:
    """One line of the table."""
    times = f"{own:9.4g} s {peer:9.4g} s"
    print(f"{work:<44}{times}  {peer / own:6.1f} x  {name:<14}{target}", flush=True)


def say_share(work: str, own: float, part: float, name: str, target: str) -> None:
    """One line of the table, of a work that takes so many times another of our own."""
    times = f"{own:9.4g} s {part:9.4g} s"
    print(f"{work:<44}{times}  {own / part:6.2f} x  {name:<14}{target}", flush=True)


def frames(name: str, target: str, folder: Path) -> None:
    """One frame, a network drawn to pixels ready: the median of 49, in turns."""
    tour, painter, figure = LIBRARY.scenes[name], Painter(), original.new_figure()
    painter(tour.draw(0))
    own, peer, plotted = [], [], []
    for k in range(tour.stops):
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
    plain = LIBRARY.scenes[name]
    tours, painters = (plain, vary(plain, regions=True)), (Painter(), Painter())
    times = []
    for k in (0, *range(plain.stops)):  # the first does not count
        pairs = zip(tours, painters, strict=True)
        times.append([seconds(lambda t=t, p=p, k=k: p(t.draw(k))) for t, p in pairs])
    without, own = map(statistics.median, zip(*times[1:], strict=True))
    words = f"a frame of {name}, regions"
    say_share(words, own, without, "without", "at most 1.5 x")


def panels(name: str) -> None:
    """One frame of panels beside the same plots, each alone: the median of 49."""
    scene, whole = LIBRARY.scenes[name], Painter()
    painters = [Painter() for _ in scene.draw(0).plots]
    times = []
    for k in range(50):  # the first does not count
        place = k / 50 * scene.stops
        own = seconds(lambda p=place: whole(scene.draw(p)))
        pairs = zip(painters, scene.draw(place).plots, strict=True)
        alone = [seconds(lambda p=paint, a=part: p(a)) for paint, part in pairs]
        times.append((own, sum(alone)))
    own, alone = map(statistics.median, zip(*times[1:], strict=True))
    say_share(f"a frame of {name}", own, alone, "its parts", "at most 1.5 x")


def diagrams() -> None:
    """A large diagram beside a small one, each from nothing to pixels, in turns."""
    times = []
    for k in range(15):
        pair = []
        for layers in ((784, 30, 10), (1, 11, 9, 1)):
            network = Family(layers, "tanh").network(k)
            layouts._fit.cache_clear()
            view = Diagram(weights=True)
            pair.append(seconds(lambda n=network, v=view: Painter()(v.plot(Moment(n)))))
        times.append(pair)
    large, small = map(statistics.median, zip(*times[1:], strict=True))
    say_share("a diagram of 784,30,10", large, small, "1,11,9,1", "under 20 x")
    every = Diagram(weights=True, most=200)
    network = Family((784, 30, 10), "tanh").network(0)
    large = seconds(lambda: Painter()(every.plot(Moment(network))))
    say_share("the same, 200 nodes of it", large, small, "1,11,9,1", "")


def lit(name: str) -> None:
    """A frame of a scene of digits beside one of a curve, half-ways as well."""
    shown, curve = LIBRARY.scenes[name], LIBRARY.scenes[CURVE]
    painter, plain = Painter(), Painter()
    times = []
    for k in range(2 * (shown.stops - 1) + 1):
        own = seconds(lambda k=k: painter(shown.draw(k / 2)))
        times.append((own, seconds(lambda k=k: plain(curve.draw(k)))))
    own, part = map(statistics.median, zip(*times[1:], strict=True))
    say_share(f"a frame of {name}", own, part, "a curve", "under 8 x")


def scene(name: str, folder: Path) -> None:
    """A scene of 49 networks to GIF and MP4."""
    tour = LIBRARY.scenes[name]
    own = seconds(lambda: produce(tour, name, new(folder)))
    say(
        f"{name} to GIF and MP4",
        own,
        seconds(lambda: original.scene(tour, folder)),
        "15 x",
    )
    own = seconds(lambda: produce(tour, name, new(folder), ["mp4"]))
    peer = seconds(lambda: original.animation(tour, folder))
    say(f"{name} to MP4 alone", own, peer, name="FuncAnimation")


def beside_encoding(name: str, folder: Path) -> None:
    """A scene beside what encoding alone needs for the same frames."""
    tour, painter, times = LIBRARY.scenes[name], Painter(), range(50)
    pictures = [painter(tour.draw(k)) for k in range(tour.stops)]
    coding = Coding(palette=palette_of(pictures, PLAIN))

    def encode_only() -> None:
        with ExitStack() as stack:
            writes = [
                stack.enter_context(
                    make(folder / make.__name__, (1280, 720), times, coding)
                )
                for make in (gif, mp4)
            ]
            for picture in pictures:
                for write in writes:
                    write(picture)

    own, alone = [], []
    for _ in range(5):
        own.append(seconds(lambda: produce(tour, name, new(folder))))
        alone.append(seconds(encode_only))
    own, alone = statistics.median(own), statistics.median(alone)
    say_share(name, own, alone, "encoding alone", "")


def beside_palettegen(name: str, folder: Path, timeline: Timeline) -> None:
    """The size and the error of a GIF, beside ffmpeg's own of the same pictures."""
    film = Film(LIBRARY.scenes[name], timeline, (1280, 720), DARK)
    own, peer = folder / "own.gif", folder / "peer.gif"
    write_film(film, {own: PLAIN})
    painter = Painter()
    frames = [painter(film.scene.draw(shot.position)) for shot in film.shots]
    true = np.stack([Image.fromarray(frame).reduce(2) for frame in frames])
    original.gif(true, timeline.fps if timeline.morph else 1, peer)
    sizes = [path.stat().st_size / 1000 for path in (own, peer)]
    gain = decibels(own, true) - decibels(peer, true)
    work = f"a GIF of {name}{', gliding' if timeline.morph else ''}"
    print(
        f"{work:<44}{sizes[0]:8.4g} kB {sizes[1]:8.4g} kB  {sizes[0] / sizes[1]:6.2f} x"
        f"  {'palettegen':<14}at most 1 x; {gain:+.1f} dB, of surfaces +3",
        flush=True,
    )


def decibels(path: Path, true: np.ndarray) -> float:
    """The peak signal-to-noise ratio of a GIF's pictures, as Pillow decodes them."""
    with Image.open(path) as gif:
        pairs = zip(ImageSequence.Iterator(gif), true, strict=True)
        offs = [np.asarray(f.convert("RGB")) - t.astype(int) for f, t in pairs]
    return 10 * np.log10(255**2 / np.mean([(off**2).mean() for off in offs]))


def everything(folder: Path) -> None:
    """All families as one command, two at a time, beside the original one by one."""
    tours = {name: s for name, s in LIBRARY.scenes.items() if isinstance(s, Tour)}
    names = [name for name, s in tours.items() if s.stops == 49]
    command = [RENDER, "scene", *names, "--jobs", "2", "--output", str(folder / "all")]
    own = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    peer = 0.0
    for name in names:
        with tempfile.TemporaryDirectory() as place:
            peer += seconds(
                lambda n=name, p=place: original.scene(LIBRARY.scenes[n], Path(p))
            )
    say("all sixteen families, two cores", own, peer, "40 x")
    again = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    say_share("the same again, nothing having changed", again, own, "the first", "")


def trainings() -> None:
    """Adam on whole batches beside scikit-learn's, the same network: median of 5."""
    data = dataset("spiral")
    first = initial_network((2, 8, 8, 1), ("tanh", "logistic"))
    training = Training(first, data, optimiser=Adam(0.01), steps=2000, normalise=False)
    options = {"batch_size": len(data), "max_iter": 2000, "n_iter_no_change": 2001}
    options |= {"activation": "tanh", "alpha": 0.0, "learning_rate_init": 0.01}
    options |= {"shuffle": False, "tol": 0.0}

    def fit() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not converged
            MLPClassifier((8, 8), **options).fit(data.inputs, data.targets)

    own, peer = medians(5, training.run, fit)
    words = "2,000 steps of Adam, 2-8-8-1, 500 points"
    say(words, own, peer, "1.5 x", "scikit-learn")


def batches() -> None:
    """Mini-batches of 10 beside a loop over their samples: the median of 5."""
    data, n_epochs = dataset("spiral"), 10
    first = initial_network((2, 8, 8, 1), ("tanh", "logistic"))
    options = {"optimiser": GradientDescent(0.1), "batch": 10, "normalise": False}
    training = Training(first, data, steps=n_epochs * 50, **options)

    def loop() -> None:
        plain = Samples([layer.weights for layer in first.layers])
        for k in range(n_epochs):
            order = np.random.default_rng(k).permutation(len(data))
            plain.epoch(data.inputs, data.targets, order, 10, 0.1)

    own, peer = medians(5, training.run, loop)
    say("500 steps, mini-batches of 10", own, peer, "3 x", "a plain loop")


def images() -> None:
    """An epoch of 50,000 images beside a loop over them: the median of 3.

    Times do not depend on what the images show: these are of noise.
    """
    rng, n = np.random.default_rng(0), 50_000
    noise = Images(rng.integers(0, 256, (n, 28, 28), np.uint8), rng.integers(0, 10, n))
    first = initial_network((784, 30, 10), ("tanh", "logistic"))
    data = digits(noise, noise.some([0]))
    options = {"optimiser": GradientDescent(0.1), "batch": 10, "normalise": False}
    training = Training(first, data, loss="logistic", steps=n // 10, **options)
    targets = np.eye(10)[noise.labels][:, :, None]

    def loop() -> None:
        plain = Samples([layer.weights for layer in first.layers])
        plain.epoch(data.inputs, targets, rng.permutation(n), 10, 0.1)

    own, peer = medians(3, training.run_epochs, loop)
    say("an epoch of 50,000 images, 784-30-10", own, peer, "4 x", "a plain loop")


def matrices() -> None:
    """A layer as one product of matrices beside loops over its weights."""
    layer = Family((784, 16), "logistic").network(0).layers[0]
    x = np.random.default_rng(0).random((1, 784))
    weights, inputs = layer.weights.tolist(), [1.0, *x[0].tolist()]

    def loops() -> list[float]:
        sums = []
        for j in range(16):
            total = 0.0
            for i, value in enumerate(inputs):
                total += weights[i][j] * value
            sums.append(1 / (1 + math.exp(-total)))
        return sums

    own, peer = medians(25, lambda: layer(x), loops)
    say("a layer of 784 inputs, 16 nodes", own, peer, "", "plain loops")


def medians(n: int, *works: Callable[[], object]) -> list[float]:
    """How long pieces of work take, each the median of n, in turns."""
    times = [[seconds(work) for work in works] for _ in range(n + 1)]
    return [statistics.median(own) for own in zip(*times[1:], strict=True)]


def gliding(n: int, jobs: int, cores: set[int], folder: Path) -> float:
    """Seconds that an MP4 of n frames of a gliding surface takes, on some cores."""
    command = [RENDER, "scene", SURFACE, "--networks", "2", "--hold", "0", "--force"]
    command += ["--morph", f"{n / 30}", "--format", "mp4", "--jobs", f"{jobs}"]
    command += ["--output", str(folder / "gliding")]
    return seconds(
        lambda: subprocess.run(
            command,
            check=True,
            capture_output=True,
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
    )


def long_films(folder: Path) -> None:
    """A long gliding surface beside its own playing time, on one core and on all."""
    cores = os.sched_getaffinity(0)
    short, long = (gliding(n, 1, {min(cores)}, folder) for n in (150, 1500))
    say("1,500 frames gliding to MP4, one core", long, 50, "1 x", name="as it plays")
    share, per_frame = long / 1500, short / 150
    say_share("a frame of 1,500", share, per_frame, "of 150", "at most 1 x")
    spread = gliding(1500, len(cores), cores, folder)
    together = gliding(1500, 1, cores, folder)
    words = f"1,500 frames in {len(cores)} processes"
    say(words, spread, together, name="in one")


def memory(n: int) -> int:
    """Peak memory in KiB, ffmpeg's included, of a film of n frames."""
    code = (
        "import resource, tempfile; from pathlib import Path;"
        "from tests.bench.__main__ import CURVE, LIBRARY, produce;"
        "from render import Timeline;"
        f"timeline = Timeline(hold=0, morph={n} / 100, fps=100);"
        "from render.scene.variants import vary;"
        "tour = vary(LIBRARY.scenes[CURVE], networks=2);"
        "folder = tempfile.TemporaryDirectory();"
        "produce(tour, 'a', Path(folder.name), timeline=timeline);"
        "print(sum(resource.getrusage(who).ru_maxrss for who in"
        " (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True)
    return int(done.stdout)


def memory_of_films(folder: Path) -> None:
    """Whether a long film takes more memory than a short one."""
    short, long = memory(50), memory(2000)
    print(
        f"{'peak memory, 2,000 frames and 50':<44}{long / 1024:7.0f} MiB "
        f"{short / 1024:7.0f} MiB  {long / short:6.2f} x  {'':14}at most 1.25 x"
    )


def all_frames(folder: Path) -> None:
    """Single frames beside the original's."""
    frames(CURVE, "15 x", folder)
    frames(SURFACE, "10 x", folder)


def all_regions(folder: Path) -> None:
    """Frames with regions beside those without."""
    for name in (CURVE, f"{CURVE}_3output", SURFACE, f"{SURFACE}_2output"):
        with_regions(name)


def all_diagrams(folder: Path) -> None:
    """Panels beside their parts, and a large diagram beside a small one."""
    panels("tanh_3layer_inside")
    panels("tanh_3layer_2input_inside")
    diagrams()
    lit("digits_lit")
    lit("digits_hidden")


def all_scenes(folder: Path) -> None:
    """Whole films beside the original's."""
    scene(CURVE, folder)
    scene(SURFACE, folder)


def all_encoding(folder: Path) -> None:
    """Whole films beside encoding alone."""
    beside_encoding(CURVE, folder)
    beside_encoding(SURFACE, folder)


def all_gifs(folder: Path) -> None:
    """GIFs beside those of ffmpeg's own palette."""
    for name in (CURVE, f"{CURVE}_3output", *SURFACES):
        beside_palettegen(name, folder, Timeline())
    for name in (CURVE, SURFACE):
        beside_palettegen(name, folder, Timeline(hold=0, morph=0.1, fps=20))


def all_learning(folder: Path) -> None:
    """Trainings beside those of others."""
    trainings()
    batches()
    images()
    matrices()


PARTS = {
    "memory": memory_of_films,  # first: a process begins with its parent's peak
    "frames": all_frames,
    "regions": all_regions,
    "diagrams": all_diagrams,
    "learning": all_learning,
    "scenes": all_scenes,
    "encoding": all_encoding,
    "gif": all_gifs,
    "long": long_films,
    "all": everything,
}


def main() -> None:
    """The whole table; with arguments, the parts they name."""
    asked = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in asked if name not in PARTS]:
        sys.exit(f"bench: no part {', '.join(unknown)}: expected {', '.join(PARTS)}")
    print(f"{'work':<44}{'this':>11}{'peer':>12}{'':>10}  peer          target")
    with tempfile.TemporaryDirectory() as place, threadpool_limits(1, "blas"):
        for name in (name for name in PARTS if name in asked):
            PARTS[name](Path(place))


if __name__ == "__main__":
    main()

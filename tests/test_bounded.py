"""Bounds: no file, option or scene has drawing go on for ever, or fill the memory."""

import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from model import Classifier, Family, Network, blend, regions
from render import (
    DARK,
    Curve,
    Curves,
    Diagram,
    ExplicitDiagram,
    InputError,
    Moment,
    Panels,
)
from render.stage.figures import draw
from render.stage.painter import Painter
from render.style.themes import safe
from render.view.sampling import MOST_POINTS
from tests.command import LONG, RENDER, output_of, render

SIZE = (320, 180)


def own(path, *layers, activation="tanh"):
    """A file of a network of one's own."""
    arrays = {f"layer_{i}": np.array(w) for i, w in enumerate(layers, start=1)}
    np.savez(path, **arrays, activation=activation)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("weight", "kind"),
    [
        *((-1e-12, kind) for kind in ("png", "svg", "pdf")),
        *(
            pytest.param(weight, "pdf", marks=pytest.mark.slow)
            for weight in (-1e-300, -5e-324, -1e-3)
        ),
    ],
)
def test_a_weight_of_nearly_no_size_is_drawn_in_no_time(tmp_path, weight, kind):
    path = own(tmp_path / "a.npz", [[0.0], [1.0], [weight]])
    out = tmp_path / f"a.{kind}"
    done = render("diagram", path, "--weights", "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    if kind == "pdf" and shutil.which("pdftoppm"):  # who reads it comes to an end, too
        command = ["pdftoppm", "-r", "30", "-png", out, tmp_path / "page"]
        output_of(*command)


def test_lines_that_cannot_be_seen_are_not_drawn():
    network = Network.from_weights([[[0.0], [1.0], [-1e-12]]], "tanh")
    figure = draw(Diagram(weights=True).plot(Moment(network)), SIZE, DARK)
    [lines] = figure.findobj(lambda artist: type(artist).__name__ == "Lines")
    assert isinstance(lines, LineCollection)
    assert len(lines.get_segments()) == 1 + 2  # with those of the key
    for width, (_, dashes) in zip(
        lines.get_linewidth(), lines.get_linestyle(), strict=True
    ):
        assert width > 1e-3
        assert dashes is None or min(dashes) > 0.01


def test_a_weight_that_passes_zero_is_painted_on_its_way():
    start, end = (
        Network.from_weights([[[0.0], [weight]]], "tanh") for weight in (1.0, -1.0)
    )
    view, painter = Panels((Diagram(weights=True), Curves())), Painter(SIZE)
    frames = [
        painter(view.plot(Moment(blend(start, end, share))))
        for share in (0.5 - 1e-12, 0.5, 0.5 + 1e-12)
    ]
    np.testing.assert_array_equal(frames[0], frames[1])
    np.testing.assert_array_equal(frames[2], frames[1])


@pytest.mark.slow
def test_a_drawing_of_too_many_lines_is_refused(tmp_path):
    deep = {f"layer_{i}": np.ones((13, 12)) for i in range(1, 1000)}
    np.savez(tmp_path / "deep.npz", **deep, activation="tanh")
    asked = [
        ("200,200,200,200", "--most", "200"),
        (tmp_path / "deep.npz",),
        (tmp_path / "deep.npz", "--pictures", "--weights"),
        (tmp_path / "deep.npz", "--explicit"),
        ("20,20,20,20,20,20,20", "--explicit", "--most", "20"),
    ]
    for arguments in asked:
        done = render("diagram", *arguments, "-o", tmp_path / "a.png")
        assert done.returncode == 2
        assert "lines " in done.stderr and "show fewer rows of a layer" in done.stderr
    assert not (tmp_path / "a.png").exists()
    network = Family((20,) * 6, "tanh").network(0)  # five layers of 21 times 20 lines
    with pytest.raises(InputError, match="lines 2,100: expected at most 2,000"):
        ExplicitDiagram(most=20).drawing(network)


@pytest.mark.slow
def test_the_wildest_curve_has_so_many_points_and_regions_at_most():
    wild = Family((1, *[40] * 30, 1), "tanh").network(0)  # each layer folds the last
    (curve,) = Curves().plot(Moment(wild)).marks
    assert isinstance(curve, Curve)
    assert MOST_POINTS < len(curve.x) <= 2 * MOST_POINTS + 1
    with pytest.raises(ValueError, match="regions: expected at most 1,000"):
        regions(Classifier(wild), -6, 6)
    with pytest.raises(InputError, match=r"regions of .*: expected at most 1,000"):
        Curves(parts=("regions",)).plot(Moment(wild))


def with_memory(kilobytes):
    """What runs a command that has so much memory; each thread of BLAS takes some."""
    limit = f"export OPENBLAS_NUM_THREADS=1; ulimit -v {kilobytes}"
    return ["bash", "-c", f"{limit}; exec $0 $@"]


@pytest.mark.parametrize(
    ("layers", "refused"),
    [  # all nodes at all points take 800 MB or more
        ((2, 60_000, 1), ""),
        ((2, *[50] * 900, 1), "expected more for a diagram"),
    ],
    ids=["wide", "deep"],
)
def test_pictures_take_no_more_memory_for_nodes_that_are_not_shown(
    tmp_path, layers, refused
):
    weights = [np.full((n + 1, m), 1 / n) for n, m in pairwise(layers)]
    path = own(tmp_path / "own.npz", *weights)
    command = ["diagram", path, "--pictures", "--most", "3", "-o", tmp_path / "a.png"]
    done = render(*command, before=with_memory(900_000))
    assert done.returncode == (2 if refused else 0)
    assert refused in done.stderr and done.stderr.count("\n") == bool(refused)


def test_where_memory_does_not_suffice_it_is_said_in_a_line(tmp_path):
    command = ["still", "tanh_3layer_2input", "--size", "7680x4320", "-o"]
    done = render(*command, tmp_path / "a.png", before=with_memory(420_000))
    assert done.returncode == 1 and not list(tmp_path.iterdir())
    assert done.stderr == "render: not enough memory: ask for less, or smaller\n"


@pytest.mark.parametrize(
    "change",
    [
        {"dashes": ((1e-9, 1.0),) * 10},
        {"dashes": ((0.0, 0.0),) * 10},
        {"curve_width": 1e-9},
        {"weight_width": 0.0},
        {"line_width": float("nan")},
    ],
)
def test_styles_of_dashes_without_number_are_refused(change):
    with pytest.raises(InputError, match=r"expected 0\.05 to 100|widths of the line"):
        replace(safe(DARK), **change)


STUCK = """
import time
class Stuck:
    title, caption, stops = "a", "b", 3
    def draw(self, position):
        open("begun", "w").close()
        while True:
            try:
                sum(range(1000))
            except Exception:
                pass
stuck = Stuck()
"""
COMMANDS = {
    "scene": ["--output", "out", "--jobs", "1"],
    "still": ["-o", "a.png"],
    "sheet": ["-o", "a.pdf"],
    "deck": ["-o", "a.html", "--jobs", "1"],
}


@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_scene_that_never_ends_is_stopped(tmp_path, command, number):
    (tmp_path / "stuck.py").write_text(STUCK)
    named = ["--scenes", "stuck.py"] if command == "deck" else ["stuck.py"]
    running = subprocess.Popen(
        [*RENDER, command, *named, *COMMANDS[command]],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + LONG
    while not (tmp_path / "begun").exists():
        assert running.poll() is None and time.monotonic() < end
        time.sleep(0.05)
    running.send_signal(number)
    words = running.communicate(timeout=LONG)[1]
    said = "interrupted" if number == signal.SIGINT else "stopped by SIGTERM"
    assert words == f"render: {said}\n"
    assert running.returncode == 128 + number
    left = {path.name for path in tmp_path.iterdir()} - {"__pycache__"}
    assert left == {"stuck.py", "begun"}


@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
def test_a_second_signal_changes_nothing(tmp_path, number):
    (tmp_path / "stuck.py").write_text(STUCK)
    for pause in (0.0005, 0.003):
        running = subprocess.Popen(
            [*RENDER, "still", "stuck.py", "-o", "a.png"],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
        )
        end = time.monotonic() + LONG
        while not (tmp_path / "begun").exists():
            assert running.poll() is None and time.monotonic() < end
            time.sleep(0.02)
        for _ in range(3):
            running.send_signal(number)
            time.sleep(pause)
        words = running.communicate(timeout=LONG)[1]
        assert words.count("\n") == 1 and running.returncode == 128 + number, words
        (tmp_path / "begun").unlink()


PEAK = """
import resource, sys
from model import Family, Random
from render import Surfaces, Timeline, Tour, write_all
kind, n, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
tour = Tour(Random(Family((2, 3, 1), "tanh"), n), Surfaces())
size = width, width * 9 // 16
write_all({"a": tour}, sys.argv[4], [kind], Timeline(), size, jobs=1)
of = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
print(sum(resource.getrusage(who).ru_maxrss for who in of))
"""


def peak(folder, kind, n, width):
    """The most memory that n pictures take, in KiB, ffmpeg's included."""
    return int(output_of(sys.executable, "-c", PEAK, kind, n, width, folder))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "few", "many", "kilobytes"),
    [
        ("pdf", 2, 8, 8000),  # of pixels a page
        ("png", 4, 34, 675),
        ("webm", 4, 34, 675),
        ("webp", 4, 34, 675),
        ("gif", 34, 64, 675),  # of 32 frames a palette is made
    ],
)
def test_memory_does_not_grow_with_pictures(tmp_path, kind, few, many, kilobytes):
    growth = peak(tmp_path, kind, many, 640) - peak(tmp_path, kind, few, 640)
    assert growth < (many - few) * kilobytes / 3

"""Equal inputs give equal bytes: on other processors, and whatever is around.

`python -m tests.test_determinism` writes the reference frames anew.
"""

import hashlib
import json
import locale
import os
import platform
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from packaging.requirements import Requirement
from PIL import Image

from model import Family, Random
from render import DARK, TRANSPARENT, Curves, Diagram, Panels, Surfaces, Tour
from render.encode.png import save_frame
from render.make.stills import save_still
from render.make.versions import versions
from render.scene.variants import vary
from render.stage.painter import Painter
from tests.command import output_of

ROOT = Path(__file__).parents[1]
SIZE = (480, 270)
POSITION = 1.37

curves = Tour(Random(Family((1, 11, 9, 3), "tanh")), Curves())
straight = Tour(Random(Family((1, 11, 9, 1), "relu")), Curves())
surface = Tour(Random(Family((2, 11, 9, 1), "tanh")), Surfaces())
surfaces = Tour(Random(Family((2, 11, 9, 2), "relu")), Surfaces())
single = Tour(Random(Family((2, 1), "logistic")), Surfaces())
diagram = Diagram(weights=True, pictures=True)
drawn = Tour(Random(Family((2, 6, 4, 1), "tanh")), diagram)
TOURS = {
    "curves": curves,
    "straight curve": straight,
    "regions over one input": vary(curves, regions=True, margin=True),
    "surface": surface,
    "surfaces": surfaces,
    "regions over two inputs": vary(single, regions=True, margin=True),
    "diagram": drawn,
    "panels": replace(curves, view=Panels((diagram, Curves()))),
    "clear": surfaces,
}
STILLS = ["straight curve", "regions over two inputs", "diagram"]

FREETYPE = "2.14.3"  # of the reference frames


def digest(content):
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def frame(name):
    """The frame of a tour."""
    style = TRANSPARENT if name == "clear" else DARK
    return Painter(SIZE, style)(TOURS[name].draw(POSITION))


def frames():
    """The digest of each tour's frame."""
    return {name: digest(frame(name).tobytes()) for name in TOURS}


def reference(name):
    """The file of a tour's reference frame."""
    return ROOT / "tests" / "reference" / f"{name.replace(' ', '_')}.png"


def stills():
    """The digests of files."""
    found = {}
    with TemporaryDirectory() as folder:
        for name in STILLS:
            for kind in ("png", "svg", "pdf"):
                path = Path(folder, f"{name}.{kind}")
                save_still(TOURS[name].draw(POSITION), path, SIZE)
                found[path.name] = digest(path.read_bytes())
    return found


def in_another_process(code, folder=ROOT, **environment):
    """What Python code prints that uses this file, in the locale of variables."""
    code = f"from tests.test_determinism import *; set_locale(); {code}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return output_of(sys.executable, "-c", code, cwd=folder, env=environment)


def set_locale():
    """Have the locale that variables ask for, if there is one of that name."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "")


def pinned():
    """Packages to versions, of requirements.lock, for this Python."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    found = [Requirement(line.rstrip("\\")) for line in lines if "==" in line]
    return {
        each.name: str(each.specifier).removeprefix("==")
        for each in found
        if each.marker is None or each.marker.evaluate()
    }


def why_other_frames():
    """Why this machine's frames may be others than the reference, if they may."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return f"frames are of Linux on x86_64, this is {platform.platform()}"
    expected = pinned() | {"freetype": FREETYPE}
    other = {k: v for k, v in versions().items() if v != expected[k]}
    return f"other versions than requirements.lock: {other}" if other else ""


@pytest.mark.parametrize("name", TOURS)
def test_reference_frames_are_what_they_were(name, tmp_path):
    if reason := why_other_frames():
        pytest.skip(reason)
    expected, found = np.asarray(Image.open(reference(name))), frame(name)
    if not np.array_equal(found, expected):
        different = (found != expected).any(axis=-1)
        Image.fromarray(found).save(tmp_path / "found.png")
        Image.fromarray(different).save(tmp_path / "different.png")
        words = f"{different.sum()} pixels differ from {reference(name)}"
        pytest.fail(f"{words}: see found.png and different.png in {tmp_path}")


@pytest.fixture(scope="module")
def here():
    return frames()


def features():
    """What of this processor numpy makes use of and can be told to do without."""
    return np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])


@pytest.mark.parametrize(
    "number",
    [  # the first does without all of them
        pytest.param(number, id=name, marks=[pytest.mark.slow] * (number > 0))
        for number, name in enumerate(features())
    ],
)
def test_frames_are_the_same_without_vector_units(here, number):
    less = {"NPY_DISABLE_CPU_FEATURES": " ".join(features()[number:])}
    assert json.loads(in_another_process("print(json.dumps(frames()))", **less)) == here


@pytest.mark.parametrize("threads", ["2", pytest.param("1", marks=pytest.mark.slow)])
def test_frames_are_the_same_with_another_processors_blas(here, threads):
    other = {"OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": threads}
    found = in_another_process("print(json.dumps(frames()))", **other)
    assert json.loads(found) == here


HOSTILE = """
axes.facecolor: red
backend: svg
figure.dpi: 30
figure.autolayout: True
font.family: serif
font.size: 30
image.interpolation: nearest
lines.antialiased: False
lines.linewidth: 9
mathtext.fontset: stix
path.simplify: True
path.sketch: 5, 100, 2
savefig.bbox: tight
savefig.dpi: 20
svg.fonttype: none
svg.hashsalt: other
text.hinting: none
text.usetex: True
"""


def surroundings(folder):
    """A folder and variables that are all against us."""
    config = folder / ".config" / "matplotlib"
    config.mkdir(parents=True)
    for place in (folder, config):
        (place / "matplotlibrc").write_text(HOSTILE)
    return folder, {
        "HOME": str(folder),
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "de_DE.UTF-8",
        "MALLOC_PERTURB_": "165",
        "MPLBACKEND": "pdf",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
        "TZ": "Asia/Kathmandu",
    }


@pytest.mark.slow
def test_frames_and_stills_are_the_same_whatever_is_around(here, tmp_path):
    folder, variables = surroundings(tmp_path)
    code = "print(json.dumps(frames() | stills()))"
    found = json.loads(in_another_process(code, folder, **variables))
    assert found == here | stills()


@pytest.mark.slow
def test_films_are_the_same_whatever_is_around(tmp_path):
    folder, variables = surroundings(tmp_path)
    code = (
        "from render.__main__ import run; import sys;"
        "sys.argv[1:] = 'scene tanh_3layer "
        "--networks 2 --size 320x180 --format mp4 --format gif --output'.split();"
        "sys.argv.append({!r}); run()"
    )
    one, other = tmp_path / "one", tmp_path / "other"
    in_another_process(code.format(str(one)))
    in_another_process(code.format(str(other)), folder, **variables)
    names = sorted(path.name for path in one.iterdir())
    assert {"tanh_3layer.gif", "tanh_3layer.mp4"} <= set(names)
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


if __name__ == "__main__":
    print("FREETYPE =", repr(versions()["freetype"]))
    for each in TOURS:
        save_frame(frame(each), reference(each))

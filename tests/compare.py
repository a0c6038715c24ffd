"""Compare the pictures of two checkouts, byte for byte: for changes that move none.

    python -m tests.compare OTHER

paints every scene of this checkout and of another at each stop and half-way between, in
the dark theme and in the light one; writes each stop as a page of vectors; and draws
some diagrams. What differs is named, and with two frames an image of the difference is
left in output/differences. The command line alone is used, so that modules may move.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops

FOLDER, DIFFERENCES = Path("output/compare"), Path("output/differences")
# Two frames from stop to stop: the second is half-way, however glides are eased.
FRAMES = ["--format=png", "--hold=0.5", "--morph=1", "--fps=2", "--loop"]
RUNS = {
    "dark": ["all", *FRAMES, "--size=640x360", "--theme=dark"],
    "light": ["all", *FRAMES, "--size=640x360", "--theme=light"],
    "pages": ["all", "--format=pdf", "--size=160x90"],
    "decided": [
        *["scene", "tanh_3layer_3output", "tanh_3layer_2input_2output", *FRAMES],
        *["--margin", "--networks=9", "--theme=transparent", "--size=480x270"],
    ],
    "portrait": ["all", *FRAMES, "--networks=3", "--size=270x480", "--colors=safe"],
}
DIAGRAMS = {
    "explicit.svg": ["1,2,2,1", "--explicit", "--frames", "--equations=card"],
    "weights.svg": ["2,6,4,1", "--weights", "--pictures", "--names=indexed"],
    "large.svg": ["784,30,10", "--activation=relu,softmax", "--equations=plain"],
    "explicit.png": ["2,3,2", "--explicit", "--weights"],
}


def main(other: Path) -> None:
    """Paint both, and say what differs; exit status 1 if anything does."""
    here, there = (_painted(checkout.resolve()) for checkout in (Path(), other))
    names = sorted({*_names(here), *_names(there)})
    different = [name for name in names if not _is_same(here / name, there / name)]
    for name in different:
        place = _difference(here / name, there / name, DIFFERENCES / name)
        print(f"{name} differs; see {place}")
    print(f"{len(different)} of {len(names)} files differ")
    sys.exit(1 if different or not names else 0)


def _painted(checkout: Path) -> Path:
    """The folder of a checkout's pictures, which are painted if they are not there."""
    folder = checkout / FOLDER
    for name, arguments in RUNS.items():
        _render(checkout, *arguments, f"--output={folder / name}")
    for name, arguments in DIAGRAMS.items():
        _render(checkout, "diagram", *arguments, f"-o{folder / name}")
    return folder


def _render(checkout: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "render", *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(checkout)}
    subprocess.run(
        command, cwd=checkout, env=surroundings, check=True, stdout=subprocess.DEVNULL
    )


def _names(folder: Path) -> Iterator[Path]:
    """Pictures, by their place in a folder; records name versions, and may differ."""
    for path in folder.rglob("*"):
        if path.suffix in (".png", ".pdf", ".svg"):
            yield path.relative_to(folder)


def _is_same(one: Path, other: Path) -> bool:
    paths = one, other
    return all(p.is_file() for p in paths) and one.read_bytes() == other.read_bytes()


def _difference(one: Path, other: Path, place: Path) -> Path:
    """The place, with an image of where two frames differ; of others the first file."""
    if one.suffix != ".png" or not (one.is_file() and other.is_file()):
        return one
    frames = [Image.open(path).convert("RGB") for path in (one, other)]
    if frames[0].size != frames[1].size:
        return one
    difference = np.asarray(ImageChops.difference(*frames)).max(axis=-1) > 0
    place.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(difference).save(place)
    return place


if __name__ == "__main__":
    main(Path(sys.argv[1]))

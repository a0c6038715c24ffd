"""MNIST: 70,000 digits, 28 by 28 pixels each, in a folder or a file that a user names.

By Yann LeCun, Corinna Cortes and Christopher J. C. Burges, made from NIST's Special
Databases 3 and 1. The digests are those of the four files as they are published.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from model.data import Data
from model.files.content import check_file, content, member_names, quoted
from model.files.idx import array_in, content_of
from model.files.npz import arrays
from model.images import Images

# By the names of Keras's arrays: the file of the same, and the MD5 of its content.
PARTS = {
    "x_train": ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb"),
    "y_train": ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624"),
    "x_test": ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea"),
    "y_test": ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637"),
}
SOURCES = "torchvision.datasets.MNIST fetches them, keras.datasets.mnist its mnist.npz"
DIGITS = tuple(map(str, range(10)))


def read_mnist(path: str | Path) -> tuple[Images, Images]:
    """The training images of MNIST, 60,000, and its test images, 10,000.

    path: of a folder with its four IDX files, packed by gzip or not, or of the
        mnist.npz that Keras has.
    Raises OSError for what cannot be read, and ValueError, in one line, for a folder
    without one of the files, and for others than MNIST's.
    """
    path = Path(path)
    found = _of_folder(path) if path.is_dir() else _of_keras(path)
    for name, array in found.items():
        file, digest = PARTS[name]
        md5 = hashlib.md5(content_of(array), usedforsecurity=False).hexdigest()
        if md5 != digest:
            words = f"expected {digest}, MNIST's"
            raise ValueError(f"{path} holds {file} of MD5 {md5}: {words}")
    training, test = (
        Images(found[f"x_{side}"], found[f"y_{side}"]) for side in ("train", "test")
    )
    return training, test


def is_mnist(path: Path) -> bool:
    """Whether a path is that of a folder, or of a file with the arrays of Keras's."""
    if path.is_dir():
        return True
    if path.suffix.lower() != ".npz" or not path.is_file():
        return False
    try:
        names = member_names(content(path), ".npz", "numpy.savez")
    except (OSError, ValueError):  # the reader says what is wrong
        return False
    return {name.removesuffix(".npy") for name in names} == set(PARTS)


def digits(training: Images, test: Images) -> Data:
    """Images as data, the first to train on, the others to test with.

    Inputs are pixels from 0, black, to 1, white; categories are the digits.
    """
    pixels = np.concatenate([training.pixels, test.pixels])
    labels = np.concatenate([training.labels, test.labels])
    is_test = np.arange(len(pixels)) >= len(training)
    images = Images(pixels, labels)
    return Data(images.inputs(), labels, (), "digit", DIGITS, is_test)


def _of_folder(path: Path) -> Mapping[str, np.ndarray]:
    """The arrays in the files of a folder."""
    files = {name: _file(path, file) for name, (file, _) in PARTS.items()}
    missing = [PARTS[name][0] for name, file in files.items() if file is None]
    if missing:
        words = f"expected MNIST's four files; {SOURCES}"
        raise ValueError(f"{path} lacks {', '.join(missing)}: {words}")
    return {name: _array(file) for name, file in files.items() if file}


def _file(folder: Path, name: str) -> Path | None:
    """The file of a name, packed or not; some write a dot before idx."""
    for stem in (name, name.replace("-idx", ".idx")):
        for path in (folder / stem, folder / f"{stem}.gz"):
            if path.is_file():
                return path
    return None


def _array(path: Path) -> np.ndarray:
    try:
        return array_in(content(path))
    except ValueError as error:
        raise ValueError(f"{path} does not hold images or labels: {error}") from error


def _of_keras(path: Path) -> Mapping[str, np.ndarray]:
    """The arrays in Keras's file."""
    check_file(path)
    found = arrays(content(path))
    if set(found) != set(PARTS):
        names = quoted(", ".join(sorted(found)))
        raise ValueError(f"{path} holds {names}: expected {', '.join(PARTS)}")
    return {name: array.astype(np.uint8) for name, array in found.items()}

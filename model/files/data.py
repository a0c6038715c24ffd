"""Data in files of any kind: the end of a file's name says how it is read."""

from pathlib import Path

from model.data import Data
from model.files import csv
from model.files.content import check_file, content, quoted
from model.files.mnist import digits, is_mnist, read_mnist
from model.files.npz import INPUTS, TARGETS, arrays

TEXTS = (".csv", ".tsv", ".txt")


def read_data(path: str | Path, target: str | int | None = None) -> Data:
    """The data in a file: a .csv, .tsv or .txt file, or a .npz file with X and y.

    Of a folder with MNIST's files, and of Keras's mnist.npz, it is the digits.

    Text files have a point in each line, cells separated by commas, semicolons or tabs,
    and names in the first line or none. Arrays may be called X, x or inputs, and y,
    targets or labels, as Data takes them.
    target: the column with targets, by its name or by its number, from 1, or the name
        of their array; None for the last column; "" for none.
    Raises OSError for a file that cannot be read, and ValueError, in one line, for one
    that holds anything but data, or more than 100 MB.
    """
    path = Path(path)
    if is_mnist(path):
        return _digits(path, target)
    try:
        check_file(path)
        suffix = path.suffix.lower()
        if suffix in TEXTS:
            return csv.data(content(path), target)
        if suffix == ".npz":
            return _of_arrays(content(path), target)
        words = f"expected {', '.join(TEXTS)} or .npz"
        raise ValueError(f"its name ends in {quoted(suffix)}: {words}")
    except ValueError as error:
        raise ValueError(f"{path} does not hold data: {error}") from error


def _digits(path: Path, target: str | int | None) -> Data:
    """MNIST's digits. Raises ValueError for a target, of which they have one alone."""
    if target is not None:
        raise ValueError(f"target {target}: expected none, for digits have their own")
    return digits(*read_mnist(path))


def _of_arrays(content: bytes, target: str | int | None) -> Data:
    """The data in the bytes of a .npz file.

    Raises ValueError for arrays of other names, and for more than 100 MB of numbers.
    """
    found = arrays(content)
    names = [name for name in found if name in INPUTS]
    known = _known(list(found), target)
    others = set(found) - set(INPUTS) - set(TARGETS) - set(known)
    if len(names) != 1 or len(known) > 1 or others:
        words = f"expected {' or '.join(INPUTS)}, and {' or '.join(TARGETS)}, or none"
        raise ValueError(f"arrays {quoted(', '.join(sorted(found)))}: {words}")
    if sum(array.size for array in found.values()) > csv.MOST_NUMBERS:
        raise ValueError(f"expected at most {csv.MOST_NUMBERS:,} numbers in all")
    return Data(found[names[0]], found[known[0]] if known else None)


def _known(names: list[str], target: str | int | None) -> list[str]:
    """The names of arrays that have targets: one, or none."""
    if target is None:
        return [name for name in names if name in TARGETS]
    if target == "":
        return []
    if target not in names:
        words = f"expected one of {', '.join(names)}"
        raise ValueError(f"no array {quoted(str(target))}: {words}")
    return [str(target)]

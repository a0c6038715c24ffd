"""Data: points, with what is known of each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

MOST_POINTS = 1_000_000
MOST_CATEGORIES = 100
FEW = 20  # different whole numbers are taken for categories, more for measurements
LARGEST = 1e100  # of a number, so that ranges and means stay finite
MARGIN = 0.05  # of a range, on either side of it
FAR = 3  # times the range of the others from them: where an outlier is a far one


@dataclass(frozen=True, eq=False)
class Data:
    """Points, each with values of its inputs and, mostly, what is known of it.

    inputs: (n_points, n_inputs) numbers.
    targets: what a network is to make of each point. Numbers (n_points,) or (n_points,
        n_outputs), or categories (n_points,), each a word, or its number. None if
        nothing is known.
    input_names: of each input; none if they have none.
    target_name: of what is known; empty if it has none.
    categories: their names, the first for number 0 and so on, of targets that are words
        or whole numbers from 0. An empty sequence: targets are numbers. None: words are
        categories, in the order of the alphabet; so are whole numbers, in theirs, if
        there are at most 20 different ones and at least twice as many points.
    test: whether each point tests what was learned from the others, (n_points,)
        booleans; None if points are not told apart.

    Arrays are copied, and read-only: targets of categories are whole numbers from 0.
    Raises ValueError for other shapes, for numbers that are not finite or beyond 1e100,
    for none or more than 1,000,000 points, for more than 100 categories, and for names
    that do not fit.
    """

    inputs: np.ndarray
    targets: np.ndarray | None
    input_names: tuple[str, ...]
    target_name: str
    categories: tuple[str, ...]
    test: np.ndarray | None

    def __init__(
        self,
        inputs: Any,
        targets: Any = None,
        input_names: Sequence[str] = (),
        target_name: str = "",
        categories: Sequence[str] | None = None,
        test: Any = None,
    ) -> None:
        points = _inputs(inputs)
        known, names = _targets(targets, len(points), categories)
        input_names = tuple(map(str, input_names))
        if len(input_names) not in (0, points.shape[1]):
            words = f"expected {points.shape[1]}, one for each input, or none"
            raise ValueError(f"{len(input_names)} names of inputs: {words}")
        object.__setattr__(self, "inputs", points)
        object.__setattr__(self, "targets", known)
        object.__setattr__(self, "input_names", input_names)
        object.__setattr__(self, "target_name", str(target_name))
        object.__setattr__(self, "categories", names)
        object.__setattr__(self, "test", _test(test, len(points)))

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.inputs)

    @property
    def n_inputs(self) -> int:
        """How many inputs each point has."""
        return self.inputs.shape[1]

    @cached_property
    def digest(self) -> str:
        """A digest of everything: equal data, equal digests."""
        digest = hashlib.blake2b(digest_size=16)
        words = self.input_names, self.target_name, self.categories
        digest.update(repr((self.inputs.shape, *words)).encode())
        digest.update(self.inputs.tobytes())
        if self.targets is not None:
            digest.update(repr((self.targets.shape, self.targets.dtype.kind)).encode())
            digest.update(self.targets.tobytes())
        if self.test is not None:
            digest.update(self.test.tobytes())
        return digest.hexdigest()

    def middle(self, of: str = "mean") -> np.ndarray:
        """The mean or the median of each input: (n_inputs,).

        of: "mean" or "median"; ValueError is raised for anything else.
        """
        if of not in ("mean", "median"):
            raise ValueError(f"middle {of!r}: expected mean or median")
        middle: np.ndarray = getattr(np, of)(self.inputs, axis=0)
        return middle

    def row(self, k: int) -> np.ndarray:
        """The inputs of point number k, counted from 0: (n_inputs,).

        Raises ValueError for a number that no point has.
        """
        if not 0 <= k < len(self):
            raise ValueError(f"row {k}: expected 0 to {len(self) - 1}")
        return self.inputs[k]

    def ranges(self) -> tuple[tuple[float, float], ...]:
        """From where to where a picture shows each input, as span has it."""
        return self._ranges

    @cached_property
    def _ranges(self) -> tuple[tuple[float, float], ...]:
        # A view asks at every frame, and the numbers have to be sorted.
        return tuple(span(column) for column in self.inputs.T)

    def along(self, axes: Sequence[int]) -> "Data":
        """The same points with some of their inputs, counted from 0, in this order.

        Raises ValueError for an input that points do not have.
        """
        if not set(axes) <= set(range(self.n_inputs)):
            words = f"expected some of 0 to {self.n_inputs - 1}"
            raise ValueError(f"axes {', '.join(map(str, axes))}: {words}")
        names = tuple(self.input_names[axis] for axis in axes if self.input_names)
        return replace(self, inputs=self.inputs[:, list(axes)], input_names=names)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Data):
            return NotImplemented
        return self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type["Data"], tuple[object, ...]]:
        # Rebuilt rather than restored: pickle forgets that arrays are read-only.
        words = self.input_names, self.target_name, self.categories
        return Data, (self.inputs, self.targets, *words, self.test)


def span(values: np.ndarray) -> tuple[float, float]:
    """From where to where a picture shows some numbers: a little more than they take.

    values: (n,). Far outliers do not count: on either side, the last one of each
    hundred numbers, and one of fewer than two hundred, is one if it lies farther from
    the others than three times their range. Around a number that is always the same, a
    range is half of it to either side, or 1 around 0.
    """
    values = np.sort(values)
    n_last = max(1, len(values) // 100)
    others = values[n_last:-n_last]
    reach = FAR * np.ptp(others) if len(others) else 0.0
    if reach > 0:
        near = (values >= others[0] - reach) & (values <= others[-1] + reach)
        values = values[near]
    low, high = float(values[0]), float(values[-1])
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        margin = abs(low) / 2 or 1.0
    else:
        margin = MARGIN * (high - low)
    return low - margin, high + margin


def _inputs(inputs: Any) -> np.ndarray:
    """The inputs of points, a copy that cannot be changed."""
    array = _numbers("inputs", inputs)
    if array.ndim != 2 or 0 in array.shape:
        words = "expected (n_points, n_inputs), one or more of each"
        raise ValueError(f"inputs of shape {array.shape}: {words}")
    if len(array) > MOST_POINTS:
        raise ValueError(f"{len(array):,} points: expected at most {MOST_POINTS:,}")
    return _checked("inputs", array)


def _targets(
    targets: Any, n_points: int, categories: Sequence[str] | None
) -> tuple[np.ndarray | None, tuple[str, ...]]:
    """What is known of points, and the names of its categories if it has any."""
    names = _distinct(tuple(map(str, () if categories is None else categories)))
    if targets is None:
        if names:
            raise ValueError(f"{len(names)} categories and no targets: expected both")
        return None, ()
    array = _array("targets", targets)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim not in (1, 2) or len(array) != n_points or 0 in array.shape:
        words = f"expected ({n_points},) or ({n_points}, n_outputs)"
        raise ValueError(f"targets of shape {array.shape}: {words}")
    if array.ndim == 1 and _are_words(array):
        if categories is not None and not names:
            raise ValueError("targets that are words: expected numbers, or categories")
        return _of_words(_words(array), names)
    numbers = _checked("targets", _numbers("targets", array))
    if names:
        return _numbered(numbers, names), names
    if categories is None and (array.dtype.kind == "b" or _are_few(numbers)):
        return _categorised(array)
    return numbers, ()


def _test(test: Any, n_points: int) -> np.ndarray | None:
    """Which points are kept for testing, a copy that cannot be changed, if any are."""
    if test is None:
        return None
    array = _array("test", test)
    if array.dtype.kind != "b" or array.shape != (n_points,):
        words = f"expected ({n_points},) booleans"
        raise ValueError(f"test of {array.dtype} and shape {array.shape}: {words}")
    return _frozen(array.copy())


def _are_words(array: np.ndarray) -> bool:
    if array.dtype.kind == "O":
        return any(isinstance(value, str) for value in array)
    return array.dtype.kind in "UT"


def _words(array: np.ndarray) -> np.ndarray:
    for k, value in enumerate(array.tolist()):
        if not isinstance(value, str) or not value:
            raise ValueError(f"targets[{k}] is {value!r}: expected a word, as others")
    return array.astype(str)


def _are_few(numbers: np.ndarray) -> bool:
    """Whether numbers stand for categories: few, and whole."""
    if numbers.ndim > 1 or (numbers != np.floor(numbers)).any():
        return False
    return len(np.unique(numbers)) <= min(FEW, len(numbers) // 2)


def _categorised(values: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """The numbers of categories, and their names, in the order of their values."""
    different, numbers = np.unique(values, return_inverse=True)
    if len(different) > MOST_CATEGORIES:
        words = f"expected numbers, or at most {MOST_CATEGORIES} categories"
        raise ValueError(f"targets of {len(different):,} different words: {words}")
    return _frozen(numbers.astype(np.int64)), tuple(map(_name, different.tolist()))


def _of_words(
    values: np.ndarray, names: tuple[str, ...]
) -> tuple[np.ndarray, tuple[str, ...]]:
    """The numbers of words among the names of categories, or in their own order."""
    numbers, found = _categorised(values)
    if not names:
        return numbers, found
    strangers = [name for name in found if name not in names]
    if strangers:
        words = f"expected one of {', '.join(names)}"
        raise ValueError(f"a target is {strangers[0]!r}: {words}")
    return _frozen(np.array([names.index(name) for name in found])[numbers]), names


def _name(value: Any) -> str:
    """What a category is called: a whole number without its point."""
    return str(int(value)) if isinstance(value, float) else str(value)


def _numbered(numbers: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """Numbers of categories that have names, as whole numbers."""
    words = f"expected 0 to {len(names) - 1}, the numbers of {len(names)} categories"
    if numbers.ndim > 1:
        raise ValueError(f"targets of shape {numbers.shape}: {words}")
    wrong = ~np.isin(numbers, np.arange(len(names)))
    if wrong.any():
        k = int(np.argmax(wrong))
        raise ValueError(f"targets[{k}] is {numbers[k]:g}: {words}")
    return _frozen(numbers.astype(np.int64))


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of categories, if they are not too many, and each is there once."""
    if len(names) > MOST_CATEGORIES:
        words = f"expected at most {MOST_CATEGORIES}"
        raise ValueError(f"{len(names):,} categories: {words}")
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise ValueError(f"two categories {twice[0]!r}: expected one of each name")
    return names


def _array(what: str, values: Any) -> np.ndarray:
    """An array of what can be one: rows, each of as many values as the others."""
    try:
        return np.asarray(values)
    except (TypeError, ValueError) as error:
        words = "expected numbers, as many in each row"
        raise ValueError(f"{what} of {type(values).__name__}: {words}") from error


def _numbers(what: str, values: Any) -> np.ndarray:
    """Numbers, a copy without negative zeros. Raises ValueError for what are none."""
    array = _array(what, values)
    try:
        if array.dtype.kind not in "biufO":
            raise TypeError
        numbers = np.array(array, dtype=float, order="C")
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what} of {array.dtype}: expected numbers") from error
    numbers += 0.0
    return numbers


def _checked(what: str, array: np.ndarray) -> np.ndarray:
    """An array of numbers that cannot be changed, if all are finite."""
    # Of what is no number neither end is one.
    if not (array.min() >= -LARGEST and array.max() <= LARGEST):
        place = tuple(np.argwhere(~(np.abs(array) <= LARGEST))[0].tolist())
        at = ", ".join(map(str, place))
        words = f"expected a number from -{LARGEST:g} to {LARGEST:g}"
        raise ValueError(f"{what}[{at}] is {array[place]}: {words}")
    return _frozen(array)


def _frozen(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array

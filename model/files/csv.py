"""Data in text files: .csv, .tsv and .txt, as spreadsheets and libraries write them.

Cells may be quoted: https://www.rfc-editor.org/rfc/rfc4180.
"""

import codecs
import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import chain
from re import sub

import numpy as np

from model.data import LARGEST, MOST_CATEGORIES, MOST_POINTS, Data
from model.files.content import MOST_BYTES, quoted

MOST_NUMBERS = MOST_BYTES // 8  # of inputs, at 64 bits each
MOST_DIGITS = 9  # in the number of a column
LONGEST_LINE = 1_000_000  # characters
BLOCK = 1_000_000  # bytes decoded at a time
SEPARATORS = "\t;,"
MARKS = {  # at the beginning of a file: its encoding
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
MISSING = ("", "?", "-", "na", "n/a", "nan", "null", "none")  # in any letters

Row = tuple[int, list[str]]  # the number of a line, from 1, and its cells


@dataclass(frozen=True)
class Columns:
    """What the cells of a line are.

    names: of all columns; none if no line has names.
    n: how many there are.
    target: the number of the one with targets, from 0; None if all are inputs.
    """

    names: tuple[str, ...]
    n: int
    target: int | None

    @property
    def inputs(self) -> list[int]:
        """The numbers of those with inputs, from 0."""
        has_numbers_of_rows = bool(self.names) and not self.names[0]
        others = range(1 if has_numbers_of_rows else 0, self.n)
        return [k for k in others if k != self.target]

    def name(self, k: int) -> str:
        """What column k is called, by its number if it has no name."""
        return (self.names and self.names[k]) or f"column {k + 1}"


def data(content: bytes, target: str | int | None = None) -> Data:
    """The data in the bytes of a text file, which has a point in each line.

    Cells are separated by tabs, semicolons or commas: by the first of these that is in
    the first line that is not blank. Between semicolons, numbers may have decimal
    commas. The first line has names if the target is named, or if none of its cells but
    the target's is a number. A first column with an empty name has the numbers of rows,
    and is left out, as are empty lines. Text is UTF-8, UTF-16 with a mark at its
    beginning, or Windows-1252, which has all letters of Latin-1.
    target: the column with targets, by its name or by its number, from 1; None for the
        last; "" if all columns are inputs.
    Raises ValueError, in one line that names the line of the file, for inputs that are
    no numbers, for what is missing, and for lines of another number of cells.
    """
    separator = _separator(next(filter(str.strip, _lines(content)), ""))
    rows = _rows(content, separator)
    first = next(rows, None)
    if first is None:
        raise ValueError("it is empty: expected a point in each line")
    has_commas = separator == ";"
    columns = _columns(first[1], target, has_commas)
    points = rows if columns.names else chain([first], rows)
    return _data(points, columns, has_commas)


def _lines(content: bytes) -> Iterator[str]:
    """The lines of a text, with their ends."""
    encoding = _encoding(content)
    text = TextIOWrapper(BytesIO(content), encoding, errors="replace", newline="")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            words = f"expected fewer than {LONGEST_LINE:,} characters"
            raise ValueError(f"line {number} is too long: {words}")
        yield line


def _encoding(content: bytes) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        raise ValueError("it is no text: expected lines of numbers")
    blocks = (content[k : k + BLOCK] for k in range(0, len(content), BLOCK))
    try:
        for _ in codecs.iterdecode(blocks, "utf-8"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(line: str) -> str:
    """What separates the cells of a line; what is quoted does not."""
    plain = sub('"[^"]*"', "", line)
    return next((mark for mark in SEPARATORS if mark in plain), ",")


def _rows(content: bytes, separator: str) -> Iterator[Row]:
    """The lines whose cells are not all empty.

    Raises ValueError where quotes do not close.
    """
    reader = csv.reader(
        _lines(content), delimiter=separator, skipinitialspace=True, strict=True
    )
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        given = f"line {reader.line_num}: {error}".replace("\t", "a tab")
        raise ValueError(f"{given}: expected cells whose quotes close") from error


def _columns(
    cells: Sequence[str], target: str | int | None, has_commas: bool
) -> Columns:
    """What the cells of the first line say of all."""
    names = tuple(cell.strip() for cell in cells)
    names = (names[0].lstrip("# "), *names[1:])  # numpy writes it as a comment
    place = _place(names, target)
    is_named = place is not None and target == names[place]
    others = [name for k, name in enumerate(names) if k != place]
    has_names = is_named or not any(_is_number(name, has_commas) for name in others)
    columns = Columns(names if has_names else (), len(names), place)
    if not columns.inputs:
        words = "expected inputs and a target, with commas, semicolons or tabs between"
        raise ValueError(f"a column alone, {quoted(names[-1])}: {words}")
    return columns


def _place(names: Sequence[str], target: str | int | None) -> int | None:
    """The number of the column with targets, from 0; None for none."""
    if target == "":
        return None
    if target is None:
        return len(names) - 1
    places = [k for k, name in enumerate(names) if name == target]
    number = str(target)
    is_number = number.isdecimal() and len(number) <= MOST_DIGITS
    if not places and is_number and 1 <= int(number) <= len(names):
        return int(number) - 1
    if len(places) != 1:
        given = f"{len(places)} columns are called" if places else "no column is called"
        shown = quoted(", ".join(name for name in names if name))
        words = f"expected one of {shown}, or a number from 1 to {len(names)}"
        raise ValueError(f"{given} {quoted(number)}: {words}")
    return places[0]


def _data(points: Iterable[Row], columns: Columns, has_commas: bool) -> Data:
    """The data of the lines after the names."""
    lines, numbers, known = array("l"), array("d"), list[str]()
    inputs = columns.inputs
    for line, cells in points:
        if len(cells) != columns.n:
            words = f"expected {columns.n}, as in the first line"
            raise ValueError(f"line {line} has {len(cells)} cells: {words}")
        if columns.target is not None:
            known.append(cells[columns.target].strip())
        row = [cells[k] for k in inputs]
        try:
            numbers.extend(_floats(row, has_commas))
        except ValueError:
            wrong = next(k for k in inputs if not _is_number(cells[k], has_commas))
            raise _refusal(line, columns.name(wrong), cells[wrong]) from None
        lines.append(line)
        _check_size(len(lines), len(numbers))
    if not lines:
        raise ValueError("it has names and no points: expected a point in each line")
    values = np.array(numbers).reshape(-1, len(inputs))
    for k, column in enumerate(inputs):
        _check_finite(values[:, k], lines, columns.name(column))
    if columns.target is None:
        return Data(values, None, _names(columns, inputs))
    name = columns.name(columns.target)
    targets, categories = _targets(known, lines, name, has_commas)
    target_name = "".join(_names(columns, [columns.target]))
    return Data(values, targets, _names(columns, inputs), target_name, categories)


def _names(columns: Columns, numbers: Sequence[int]) -> list[str]:
    """The names of some columns; none if no line has names."""
    return [columns.names[k] or columns.name(k) for k in numbers if columns.names]


def _targets(
    known: Sequence[str], lines: Sequence[int], name: str, has_commas: bool
) -> tuple[Sequence[float], Sequence[str] | None]:
    """Numbers of what is known of each point, and names if these are categories'."""
    different = set(known)
    strangers = {word for word in different if not _is_number(word, has_commas)}
    missing = {word for word in different if word.lower() in MISSING}
    too_many = strangers if len(different) > MOST_CATEGORIES else set()
    for wrong in (missing, too_many):
        if wrong:
            k = next(k for k, word in enumerate(known) if word in wrong)
            words = f"expected a number, or at most {MOST_CATEGORIES} different words"
            raise _refusal(lines[k], name, known[k], words)
    if strangers:
        categories = sorted(different)
        numbers = {word: float(number) for number, word in enumerate(categories)}
        return [numbers[word] for word in known], categories
    numbers = {word: _floats([word], has_commas)[0] for word in different}
    values = [numbers[word] for word in known]
    _check_finite(np.array(values), lines, name)
    return values, None


def _floats(cells: Sequence[str], has_commas: bool = False) -> list[float]:
    """The numbers in some cells. Raises ValueError if one is none."""
    joined = "\n".join(cells)
    if "_" in joined:
        raise ValueError("Python alone takes 1_000 for a number")
    if has_commas and "," in joined:
        cells = [cell.replace(",", ".") for cell in cells]
    return list(map(float, cells))


def _is_number(cell: str, has_commas: bool = False) -> bool:
    try:
        _floats([cell], has_commas)
    except ValueError:
        return False
    return True


def _check_size(n_points: int, n_numbers: int) -> None:
    if n_points > MOST_POINTS:
        raise ValueError(f"expected at most {MOST_POINTS:,} points")
    if n_numbers > MOST_NUMBERS:
        raise ValueError(f"expected at most {MOST_NUMBERS:,} numbers in all")


def _check_finite(values: np.ndarray, lines: Sequence[int], name: str) -> None:
    """Raise ValueError for the first number that is none, or too large."""
    wrong = ~(np.abs(values) <= LARGEST)
    if wrong.any():
        k = int(np.argmax(wrong))
        words = f"expected a number from -{LARGEST:g} to {LARGEST:g}"
        raise _refusal(lines[k], name, str(values[k]), words)


def _refusal(
    line: int, name: str, cell: str, words: str = "expected a number"
) -> ValueError:
    """What is said of a cell."""
    is_missing = cell.strip().lower() in MISSING
    given = "is missing" if is_missing else f"is {quoted(cell)}"
    return ValueError(f"line {line}: {quoted(name)} {given}: {words}")

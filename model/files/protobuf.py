"""Messages as protobuf writes them, without the schema that names their fields.

The format: https://protobuf.dev/programming-guides/encoding. Messages are read here and
not by a library, which makes objects of all that is in a file, some of them seventy
times as large as their bytes, before anybody can count them.
"""

from collections.abc import Mapping

import numpy as np

MOST_LISTED = 1_000_000  # whole numbers in a field; arrays of others lie as they are
MOST_FIELDS = 200_000  # in a file; a layer has about sixty
# The values of each field, by its number.
Message = Mapping[int, list[int | memoryview]]
FIXED = {1: 8, 5: 4}  # how many bytes the numbers of these types have


class BrokenError(ValueError):
    """What makes bytes no message."""


class Reader:
    """Reads the messages of one file, and counts their fields."""

    def __init__(self) -> None:
        self._fields = 0

    def message(self, data: memoryview) -> Message:
        """The fields of a message: whole numbers, or bytes of anything else.

        Raises ValueError for bytes that are no message, or too many fields.
        """
        fields: dict[int, list[int | memoryview]] = {}
        place = 0
        while place < len(data):
            self._fields += 1
            if self._fields > MOST_FIELDS:
                raise ValueError(f"expected at most {MOST_FIELDS:,} fields")
            key, place = _number(data, place)
            value, place = _value(data, place, key & 7)
            fields.setdefault(key >> 3, []).append(value)
        return fields


def whole(message: Message, field: int, default: int = 0) -> int:
    """The whole number in a field, which may be negative."""
    value = message.get(field, [default])[-1]
    if not isinstance(value, int):
        raise BrokenError("it has bytes where a number belongs")
    return value - 2**64 if value >= 2**63 else value


def parts(message: Message, field: int) -> list[memoryview]:
    """The messages, texts or arrays in a field."""
    values = message.get(field, [])
    found = [value for value in values if isinstance(value, memoryview)]
    if len(found) < len(values):
        raise BrokenError("it has a number where bytes belong")
    return found


def text(message: Message, field: int) -> str:
    """The text in a field; empty if there is none."""
    return texts(message, field)[-1] if field in message else ""


def texts(message: Message, field: int) -> list[str]:
    """The texts in a field."""
    return [str(part, "utf-8", "replace") for part in parts(message, field)]


def whole_numbers(message: Message, field: int) -> np.ndarray:
    """The whole numbers in a field, packed or one by one: int64."""
    alone: list[int] = []
    packed = []
    for value in message.get(field, []):
        if isinstance(value, int):
            alone.append(value)
        else:
            packed.append(_unpacked(value))
    alone_too = np.array(alone, np.uint64).view(np.int64)
    return np.concatenate([alone_too, *packed]) if packed else alone_too


def floats(message: Message, field: int, dtype: str) -> np.ndarray:
    """The numbers of a fixed width in a field, packed or one by one."""
    found = parts(message, field)
    data = found[0] if len(found) == 1 else b"".join(found)
    if len(data) % np.dtype(dtype).itemsize:
        raise BrokenError("a number of it has no end")
    return np.frombuffer(data, dtype)


def _number(data: memoryview, place: int) -> tuple[int, int]:
    """The whole number at a place, of seven bits in each byte, and where it ends."""
    number = 0
    for i, byte in enumerate(data[place : place + 10]):
        number |= (byte & 127) << 7 * i
        if byte < 128:
            return number % 2**64, place + i + 1
    raise BrokenError("a number of it has no end")


def _value(data: memoryview, place: int, kind: int) -> tuple[int | memoryview, int]:
    """The value at a place, and where it ends."""
    if kind == 0:
        return _number(data, place)
    if kind == 2:
        size, place = _number(data, place)
    elif kind in FIXED:
        size = FIXED[kind]
    else:
        raise BrokenError("a field of it is of no kind that there is")
    if size > len(data) - place:
        raise BrokenError("its end is missing")
    return data[place : place + size], place + size


def _unpacked(data: memoryview) -> np.ndarray:
    """Whole numbers that lie side by side, all of them at a time."""
    values = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(values < 128)
    if len(ends) > MOST_LISTED:
        raise ValueError(f"expected at most {MOST_LISTED:,} whole numbers in a list")
    if len(values) and (not len(ends) or ends[-1] + 1 < len(values)):
        raise BrokenError("a number of it has no end")
    starts = np.concatenate([[0], ends[:-1] + 1])[: len(ends)]
    widths = ends - starts + 1
    if widths.max(initial=0) > 10:
        raise BrokenError("a number of it has no end")
    numbers = np.zeros(len(ends), np.uint64)
    for i in range(widths.max(initial=0)):
        here = widths > i
        bits = (values[starts[here] + i] & 127).astype(np.uint64)
        numbers[here] |= bits << np.uint64(7 * i)
    return numbers.view(np.int64)

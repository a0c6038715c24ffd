"""Drawings: diagrams and cards as marks, without a colour or a pixel.

Lengths are in units of the drawing, which is painted as large as fits; at its natural
size a unit is a point. x runs to the right, y up.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from render import typeset

Place = tuple[float, float]
PLACES = {"start", "end", "centre", "place"}  # fields of marks that are one

TYPE = 10.0  # the size of names in diagrams
MIDDLE = 0.26  # of it: from a small letter's baseline to its middle
TALL = 0.365  # the same for figures and capitals
GAP = 2.0  # between a name and a line
DOTS = (2.4, 12.0)  # width and height of three dots


@dataclass(frozen=True)
class Line:
    """A straight line.

    key: what it stands for, a tuple that begins with a word; marks of the same kind and
        key move into each other.
    role: "line", or "frame" around layers.
    strength: of its weight, from -1 to 1, of the widest line's; None for a plain line.
    emphasis: 0 as the others, 1 as what is new; opacity: 0 not there, 1 all.
    """

    key: tuple
    start: Place
    end: Place
    role: str = "line"
    strength: float | None = None
    emphasis: float = 0.0
    opacity: float = 1.0

    kind = "line"
    moving = ("start", "end", "strength", "emphasis", "opacity")

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top: shape (2, 2)."""
        ends = np.array([self.start, self.end])
        return np.array([ends.min(axis=0), ends.max(axis=0)])


@dataclass(frozen=True)
class Shape:
    """A figure around a centre.

    form: "circle", "box", "triangle" (pointing right), "dots" (three, one below the
        other) or "card" (a filled box behind equations).
    size: width and height. series: which of the outputs' colours it has; None for none.
    """

    key: tuple
    form: str
    centre: Place
    size: Place
    series: int | None = None
    emphasis: float = 0.0
    opacity: float = 1.0

    kind = "shape"
    moving = ("centre", "size", "emphasis", "opacity")

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top: shape (2, 2)."""
        half = np.array(self.size) / 2
        return np.array([self.centre - half, self.centre + half])


@dataclass(frozen=True)
class Label:
    """Words, or mathematics between dollar signs, on one line.

    place: of the left end, middle or right end of the ink, as align says, on the
        baseline.
    size: of the type. role: "type", "print" (on a card), "frame" or "heading".
    """

    key: tuple
    text: str
    place: Place
    size: float
    align: str = "center"
    role: str = "type"
    emphasis: float = 0.0
    opacity: float = 1.0

    kind = "label"
    moving = ("place", "size", "emphasis", "opacity")

    @property
    def start(self) -> Place:
        """From where on the baseline the text is set."""
        (left, _), (right, _) = typeset.extent(self.text)
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        x = self.place[0] - self.size * (left + share * (right - left))
        return x, self.place[1]

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top of the ink: shape (2, 2)."""
        return np.array(self.start) + self.size * typeset.extent(self.text)


@dataclass(frozen=True, eq=False)
class Picture:
    """What one node computes, in a square: a curve, or a map of heights.

    values: (n,) over one input from left to right, or (n, n) over two, the first to
        the right and the second up; span: the lowest and highest shown.
    side: of the square.
    series: which of the outputs' colours a curve has.
    """

    key: tuple
    centre: Place
    side: float
    values: np.ndarray
    span: tuple[float, float]
    series: int = 0
    emphasis: float = 0.0
    opacity: float = 1.0

    moving = ("centre", "side", "emphasis", "opacity")

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=float).view()
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    @property
    def kind(self) -> str:
        """Which of the two it is: "curve" or "map"."""
        return "curve" if self.values.ndim == 1 else "map"

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top: shape (2, 2)."""
        half = self.side / 2
        return np.array([np.subtract(self.centre, half), np.add(self.centre, half)])


Mark = Line | Shape | Label | Picture


@dataclass(frozen=True)
class Drawing:
    """Marks within (0, 0) and size, its width and height."""

    marks: tuple[Mark, ...]
    size: Place

    @classmethod
    def around(cls, marks: Iterable[Mark], pad: float = 0.0) -> "Drawing":
        """A drawing just large enough for some marks, and pad around them."""
        marks = tuple(marks)
        bounds = np.array([mark.bounds for mark in marks])
        low = bounds[:, 0].min(axis=0) - pad
        high = bounds[:, 1].max(axis=0) + pad
        moved = tuple(shifted(mark, *-low) for mark in marks)
        return cls(moved, tuple(map(float, high - low)))

    def at(self, x: float, y: float) -> tuple[Mark, ...]:
        """Its marks, its middle being at a place."""
        width, height = self.size
        return tuple(
            shifted(mark, x - width / 2, y - height / 2) for mark in self.marks
        )

    def scaled(self, by: float) -> "Drawing":
        """The same, so many times as large."""
        marks = tuple(_scaled(mark, by) for mark in self.marks)
        return Drawing(marks, _times(self.size, by))


def name(
    key: tuple,
    text: str,
    x: float,
    y: float,
    size: float = TYPE,
    align: str = "center",
    rise: float = MIDDLE,
) -> Label:
    """The name of what has a key, its letters' middle at a height."""
    return Label(("name", *key), text, (x, y - rise * size), size, align)


def beside(left: Drawing, right: Drawing, gap: float) -> Drawing:
    """Two drawings side by side, their middles at the same height."""
    width, height = left.size[0] + gap + right.size[0], max(left.size[1], right.size[1])
    marks = (
        *left.at(left.size[0] / 2, height / 2),
        *right.at(width - right.size[0] / 2, height / 2),
    )
    return Drawing(marks, (width, height))


def above(top: Drawing, bottom: Drawing, gap: float) -> Drawing:
    """Two drawings one above the other, their middles in line."""
    width, height = max(top.size[0], bottom.size[0]), top.size[1] + gap + bottom.size[1]
    marks = (
        *top.at(width / 2, height - top.size[1] / 2),
        *bottom.at(width / 2, bottom.size[1] / 2),
    )
    return Drawing(marks, (width, height))


def shifted(mark: Mark, x: float, y: float) -> Mark:
    """The mark, so much further to the right and up."""
    places = {name: getattr(mark, name) for name in PLACES & set(mark.moving)}
    return replace(mark, **{n: (px + x, py + y) for n, (px, py) in places.items()})


def emphasise(marks: Iterable[Mark], known: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks, those that are not among the known ones emphasised; but no frame."""
    seen = set(map(_subject, known))
    return tuple(
        replace(mark, emphasis=float(_subject(mark) not in seen))
        if getattr(mark, "role", "") != "frame"
        else mark
        for mark in marks
    )


def blend(start: Iterable[Mark], end: Iterable[Mark], share: float) -> tuple[Mark, ...]:
    """The marks part of the way from start to end.

    First what start alone has fades out; then those of the same kind and key move;
    last fades in what end alone has. What is the same but for its look does all three.
    """
    before, after = (
        {_place(mark): _from_left(mark) for mark in marks} for marks in (start, end)
    )
    out, share, into = (float(np.clip(3 * share - part, 0, 1)) for part in range(3))
    out = 1 - out
    marks = [_faded(m, out) for place, m in before.items() if place not in after]
    for place, mark in after.items():
        if place not in before:
            marks.append(_faded(mark, into))
            continue
        moved = _between(before[place], mark, share)
        if _look(before[place]) == _look(mark):
            marks.append(replace(mark, **moved))
        else:
            marks.append(_faded(replace(before[place], **moved), out))
            marks.append(_faded(replace(mark, **moved), into))
    return tuple(marks)


def _place(mark: Mark) -> Hashable:
    """What stays the same when a mark moves."""
    return type(mark), mark.key


def _subject(mark: Mark) -> Hashable:
    """What a mark is about: all parts of a line, an equation wherever it is."""
    key = mark.key[:4] if mark.key[0] in ("edge", "equation") else mark.key
    return type(mark), key, _look(mark)


def _look(mark: Mark) -> Hashable:
    """What cannot change little by little."""
    return mark.kind, getattr(mark, "text", None), getattr(mark, "form", None)


def _from_left(mark: Mark) -> Mark:
    """The same; a label is placed by its left end, however it was before."""
    if not isinstance(mark, Label):
        return mark
    return replace(mark, place=(mark.bounds[0, 0], mark.place[1]), align="left")


def _faded(mark: Mark, share: float) -> Mark:
    return replace(mark, opacity=mark.opacity * share)


def _between(start: Mark, end: Mark, share: float) -> dict:
    """What moves, part of the way."""
    ends = ((name, getattr(start, name), getattr(end, name)) for name in end.moving)
    return {name: _mix(a, b, share) for name, a, b in ends}


def _scaled(mark: Mark, by: float) -> Mark:
    lengths = (PLACES | {"size", "side"}) & set(mark.moving)
    return replace(mark, **{name: _times(getattr(mark, name), by) for name in lengths})


def _times(value, by: float):
    if isinstance(value, tuple):
        return tuple(by * part for part in value)
    return by * value


def _mix(start, end, share: float):
    if start is None or end is None:
        return end
    if isinstance(end, tuple):
        return tuple(_mix(a, b, share) for a, b in zip(start, end, strict=True))
    return start + (end - start) * share

"""Glyphs: the lines, shapes, labels and pictures that drawings are made of."""

from dataclasses import dataclass, replace

import numpy as np

from render.type import typeset

Place = tuple[float, float]


PLACES = {"start", "end", "centre", "place"}  # fields of glyphs that are one
TYPE = 10.0  # the size of names in diagrams
MIDDLE = 0.26  # of it: from a small letter's baseline to its middle
TALL = 0.365  # the same for figures and capitals
GAP = 2.0  # between a name and a line
DOTS = (2.4, 12.0)  # width and height of three dots


@dataclass(frozen=True)
class Line:
    """A straight line.

    key: what it stands for, a tuple that begins with a word. Glyphs of the same kind
        and key move into each other.
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


Glyph = Line | Shape | Label | Picture


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


def shifted(glyph: Glyph, x: float, y: float) -> Glyph:
    """The glyph, so much further to the right and up."""
    places = {name: getattr(glyph, name) for name in PLACES & set(glyph.moving)}
    return replace(glyph, **{n: (px + x, py + y) for n, (px, py) in places.items()})


def _scaled(glyph: Glyph, by: float) -> Glyph:
    lengths = (PLACES | {"size", "side"}) & set(glyph.moving)
    return replace(
        glyph, **{name: _times(getattr(glyph, name), by) for name in lengths}
    )


def _times(value, by: float):
    if isinstance(value, tuple):
        return tuple(by * part for part in value)
    return by * value

"""Glyphs: lines, shapes, labels, pictures and images that drawings are made of."""

from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar

import numpy as np

from render.type import typeset

Place: TypeAlias = tuple[float, float]
# What a glyph stands for: a word, and words and numbers that tell it from others.
Key: TypeAlias = tuple[str, *tuple[Any, ...]]
Length = TypeVar("Length", float, Place)

PLACES = {"start", "end", "centre", "place"}  # fields of glyphs that hold a place
TYPE = 10.0  # the size of names in diagrams, in units of the drawing
GAP = 2.0  # between a name and a line
INSET = 0.84  # the height of a curve, as a share of its box's
DOTS = (2.4, 12.0)  # width and height of three dots
APART, FARTHEST = 0.08, 2.5  # between pixels: as a share of each, and at most
LIGHT_ABOVE = -0.08  # value of pixels
SMALL = 5.0  # points: smaller pixels have nothing between them


@dataclass(frozen=True)
class Line:
    """A straight line.

    key: what it stands for. Glyphs of the same kind and key move into each other.
    role: "line", or "frame" around layers.
    strength: of its weight, from -1 to 1, as a share of the widest line's; None for a
        plain line.
    part: its number among the pieces of a broken line, which have one key.
    into: the key of what stands for it in a simpler drawing; None for nothing.
    emphasis: from 0, like the others, to 1, as new. opacity: from 0, invisible, to 1.
    """

    key: Key
    start: Place
    end: Place
    role: str = "line"
    strength: float | None = None
    part: int = 0
    into: Key | None = None
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

    form: "circle", "box", "weight" (a box in a colour of its own), "triangle" (pointing
        right), "dots" (three, one below the other), "bar" (a filled box) or "card" (one
        behind equations).
    size: width and height.
    series: the number of the output whose colour it has; None for none.
    key, into, emphasis, opacity: as a Line's.
    """

    key: Key
    form: str
    centre: Place
    size: Place
    series: int | None = None
    into: Key | None = None
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

    place: of the ink's left end, middle or right end, on the baseline.
    align: which of these it is of: "left", "center" or "right".
    size: of the type.
    role: "type", "print" (on a card), "frame", "note", "value" or "slope"; "black" or
        "white" on what is light or dark in any style.
    key, into, emphasis, opacity: as a Line's.
    """

    key: Key
    text: str
    place: Place
    size: float
    align: typeset.Align = "center"
    role: str = "type"
    into: Key | None = None
    emphasis: float = 0.0
    opacity: float = 1.0

    kind = "label"
    moving = ("place", "size", "emphasis", "opacity")

    @property
    def start(self) -> Place:
        """Where on the baseline the text begins."""
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
    """What one node computes, in a box: a curve, or a map of heights.

    size: width and height of the box.
    values: (n,) over one input, from left to right; or (n, n) over two, the first from
        left to right and the second upwards.
    span: the lowest and highest value shown.
    series: the number of the output whose colour a curve has.
    sides: of a map in the colours of categories, in place of heights': the numbers of
        those above and below a value, and that value, where they are the faintest.
    key, into, emphasis, opacity: as a Line's.
    """

    key: Key
    centre: Place
    size: Place
    values: np.ndarray
    span: tuple[float, float]
    series: int = 0
    sides: tuple[int, int, float] | None = None
    into: Key | None = None
    emphasis: float = 0.0
    opacity: float = 1.0

    moving = ("centre", "size", "emphasis", "opacity")

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=float).view()
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    @property
    def kind(self) -> str:
        """Either "curve" or "map"."""
        return "curve" if self.values.ndim == 1 else "map"

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top: shape (2, 2)."""
        half = np.array(self.size) / 2
        return np.array([self.centre - half, self.centre + half])

    def point(self, share: float, value: float) -> Place:
        """Where a value of a curve is; share: how far it is from left to right."""
        low, high = self.span
        (x, y), (wide, tall) = self.centre, self.size
        up = INSET * ((value - low) / (high - low) - 0.5)
        return x + (share - 0.5) * wide, y + up * tall


@dataclass(frozen=True, eq=False)
class Pixels:
    """A picture of few pixels, each with a rim, or as discs.

    size: width and height.
    values: (rows, columns) from -1, black, through 0, grey, to 1, white; the first row
        at the top. Beyond -1 and 1 pixels are black and white.
    free: how far each is a checkerboard in place of its value, from 0 to 1, (rows,
        columns).
    form: of each pixel: "box", or "circle" for a disc.
    key, into, emphasis, opacity: as a Line's.
    """

    key: Key
    centre: Place
    size: Place
    values: np.ndarray
    free: np.ndarray = field(default_factory=lambda: np.zeros((1, 1)))
    form: str = "box"
    into: Key | None = None
    emphasis: float = 0.0
    opacity: float = 1.0

    kind = "pixels"
    moving = ("centre", "size", "values", "free", "emphasis", "opacity")

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=float).view()
        values.setflags(write=False)
        free = np.broadcast_to(np.asarray(self.free, dtype=float), values.shape)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "free", free)

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top: shape (2, 2)."""
        half = np.array(self.size) / 2
        return np.array([self.centre - half, self.centre + half])

    @property
    def has_gaps(self) -> bool:
        """Whether its pixels are large enough to stand apart."""
        (wide, high), (rows, columns) = self.size, self.values.shape
        return self.values.size > 1 and min(wide / columns, high / rows) > SMALL

    @property
    def tiles(self) -> tuple[tuple[Place, Place], ...]:
        """The middle and the size of each pixel, row by row, without the gaps."""
        rows, columns = self.values.shape
        step = np.array(self.size) / (columns, rows)
        wide, high = step - self.has_gaps * min(APART * float(step.min()), FARTHEST)
        left, top = self.bounds[0, 0], self.bounds[1, 1]
        return tuple(
            ((left + (j + 0.5) * step[0], top - (i + 0.5) * step[1]), (wide, high))
            for i in range(rows)
            for j in range(columns)
        )


@dataclass(frozen=True, eq=False)
class Image:
    """Many numbers as an image without rims: weights of a node, or a grey picture.

    size: width and height.
    values: (rows, columns), the first row at the top.
    strongest: the magnitude that has the strongest colour; larger ones have it, too.
    form: "weights", from the colour of negative weights through that of zero to that of
        positive ones; or "light", from black for 0 to white for the strongest.
    key, into, emphasis, opacity: as a Line's.
    """

    key: Key
    centre: Place
    size: Place
    values: np.ndarray
    strongest: float = 1.0
    form: str = "weights"
    into: Key | None = None
    emphasis: float = 0.0
    opacity: float = 1.0

    kind = "image"
    moving = ("centre", "size", "values", "strongest", "emphasis", "opacity")

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=float).view()
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top: shape (2, 2)."""
        half = np.array(self.size) / 2
        return np.array([self.centre - half, self.centre + half])

    def pixel(self, number: int) -> Place:
        """The middle of a pixel, which are counted row by row from 0."""
        rows, columns = self.values.shape
        row, column = divmod(number, columns)
        (x, y), (wide, high) = self.centre, self.size
        across, down = (column + 0.5) / columns - 0.5, (row + 0.5) / rows - 0.5
        return x + across * wide, y - down * high


Glyph = Line | Shape | Label | Picture | Pixels | Image


def ink_on(value: float) -> str:
    """The role of words on a pixel of a value: "black" or "white", which stands out."""
    return "black" if value > LIGHT_ABOVE else "white"


def name(
    key: Key,
    text: str,
    x: float,
    y: float,
    size: float = TYPE,
    align: typeset.Align = "center",
    into: Key | None = None,
) -> Label:
    """The name of the glyph with a key; y: the height of its ink's middle."""
    (_, low), (_, high) = typeset.extent(text)
    baseline = y - float(low + high) / 2 * size
    return Label(("name", *key), text, (x, baseline), size, align, into=into)


def words(
    key: Key,
    text: str,
    x: float,
    y: float,
    size: float = TYPE,
    align: typeset.Align = "center",
    role: str = "type",
) -> Label:
    """Words or numbers; y: the height of the middle of figures and capitals."""
    return Label(key, text, (x, y - typeset.capital() * size), size, align, role)


def shifted(glyph: Glyph, x: float, y: float) -> Glyph:
    """The glyph, moved by x to the right and by y up."""
    places = {name: getattr(glyph, name) for name in PLACES & set(glyph.moving)}
    fields: dict[str, Any] = {n: (px + x, py + y) for n, (px, py) in places.items()}
    return replace(glyph, **fields)


def scaled(glyph: Glyph, by: float) -> Glyph:
    """The glyph, by times as large and as far from the origin."""
    names = (PLACES | {"size"}) & set(glyph.moving)
    lengths: dict[str, Any] = {n: times(getattr(glyph, n), by) for n in names}
    return replace(glyph, **lengths)


def times(length: Length, by: float) -> Length:
    """A length, or a pair of lengths, multiplied by a number."""
    if isinstance(length, tuple):
        x, y = length
        return by * x, by * y
    return by * length

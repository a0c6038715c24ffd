"""Words in pictures: one artist for all words of an area that stay, or that move."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from numpy.typing import ArrayLike

from render.stage.area import Area, in_points
from render.stage.text import draw_text
from render.type import typeset

Color = str | tuple[float, float, float]  # as matplotlib takes them
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Word:
    """One or more words on a line.

    place: of the middle of a capital's height, at the line's left end, centre or right
        end; in points from the area's bottom left.
    size: of the type in points.
    angle: in degrees anticlockwise, about the place.
    face: "mixed" with mathematics between dollar signs, or "plain" or "bold" without.
    """

    text: str
    place: tuple[float, float]
    size: float
    color: Color
    align: typeset.Align = "left"
    angle: float = 0.0
    face: typeset.Face = "mixed"
    opacity: float = 1.0

    @property
    def width(self) -> float:
        """How wide the ink is, in points."""
        (left, _), (right, _) = self.size * typeset.extent(self.text, self.face)
        return float(right - left)

    @cached_property
    def start(self) -> np.ndarray:
        """Where the baseline begins, (2,)."""
        (left, _), (right, _) = typeset.extent(self.text, self.face)
        back = left + SHARES[self.align] * (right - left)
        return self._turned(np.array([[-back, -typeset.capital()]]), self.place)[0]

    @cached_property
    def corners(self) -> np.ndarray:
        """The corners of the ink, (4, 2), in order."""
        (left, low), (right, high) = typeset.extent(self.text, self.face)
        box = np.array([(left, low), (right, low), (right, high), (left, high)])
        return self._turned(box, self.start)

    @property
    def bounds(self) -> np.ndarray:
        """Left and bottom, right and top of the ink: (2, 2)."""
        return np.array([self.corners.min(axis=0), self.corners.max(axis=0)])

    @cached_property
    def outline(self) -> Path:
        """The outline of the letters, where they are."""
        path = typeset.outline(self.text, self.face)
        vertices = self._turned(np.asarray(path.vertices), self.start)
        return Path(vertices, path.codes)

    def _turned(self, ems: np.ndarray, origin: ArrayLike) -> np.ndarray:
        """Places (n, 2), in sizes along the line and up, in points."""
        a = np.radians(self.angle)
        along = self.size * np.array([np.cos(a), np.sin(a)])
        up = along[1] * np.array([-1, 0]) + along[0] * np.array([0, 1])
        return ems[:, :1] * along + ems[:, 1:] * up + np.asarray(origin)


class Words(Artist):
    """Words as one artist.

    moves: whether other words may be set later. In frames they are outlines then: text
        would jump from pixel to pixel, and takes longer. In vector files all are text.
    """

    words: tuple[Word, ...] = ()

    def __init__(
        self, area: Area, words: Iterable[Word] = (), moves: bool = False
    ) -> None:
        super().__init__()
        self.set(transform=in_points(area), animated=moves, zorder=3)
        self._moves = moves
        self.set_words(words)

    def set_words(self, words: Iterable[Word]) -> None:
        """Set what is drawn next."""
        self.words = tuple(word for word in words if word.opacity > 0)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words, as outlines into frames if they move, else as text."""
        if not self.get_visible():
            return
        is_outlined = self._moves and isinstance(renderer, RendererAgg)
        for word in self.words:
            ink = to_rgba(word.color, word.opacity)
            if is_outlined:
                gc = renderer.new_gc()
                gc.set_linewidth(0)
                renderer.draw_path(gc, word.outline, self.get_transform(), ink)
                continue
            start = self.get_transform().transform(word.start)
            look = word.size, ink, word.angle, word.face
            draw_text(renderer, word.text, start, *look)


def clear_of(words: Iterable[Word], others: Iterable[Word], gap: float) -> list[Word]:
    """Those words that lie on none before them, nor on others, by a gap in points.

    Words without ink are left out.
    """
    kept: list[Word] = []
    taken = list(others)
    for word in words:
        if not word.width:
            continue
        if not any(overlap(word, other, gap) for other in taken):
            kept.append(word)
            taken.append(word)
    return kept


def overlap(one: Word, other: Word, gap: float = 0.0) -> bool:
    """Whether the ink of two words is nearer to each other than a gap, in points.

    Two boxes, turned or not, are apart if some side of one of them has the other wholly
    beyond it.
    """
    pair = one.corners, other.corners
    for box in pair:
        for side in np.diff(box[:3], axis=0):
            square = np.array([-side[1], side[0]]) / np.hypot(*side)
            reach = [(corners * square).sum(axis=1) for corners in pair]
            if max(r.min() for r in reach) >= min(r.max() for r in reach) + gap:
                return False
    return True


def moved(word: Word, x: float = 0.0, y: float = 0.0) -> Word:
    """The word, some points to the right and up."""
    return replace(word, place=(word.place[0] + x, word.place[1] + y))

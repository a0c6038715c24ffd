"""Places of matrices and of the diagram whose links their entries stand for."""

from dataclasses import dataclass
from functools import cached_property

from render.plot.drawings import Room
from render.plot.glyphs import Place
from render.view.layer_product import LayerProduct
from render.view.matrices import Matrix, Part, length, places

NODE, PITCH = 20.0, 31.0  # points: a node of the diagram, and from one to the next
DIAGRAM = 140.0, 4.8 * PITCH  # points: the diagram
NAME, CARD, GAP = 22.0, 30.0, 16.0  # points: below matrices, a card, and between
SIGNS = {"plus": "+", "equals": "=", "to": r"\rightarrow"}


@dataclass(frozen=True, eq=False)
class FormPlaces:
    """Where a diagram and matrices are: side by side, or the matrices below.

    Raises InputError for too little room.
    """

    room: Room
    product: LayerProduct

    def __post_init__(self) -> None:
        wide = max(length(line, self._size) for line in self._lines)
        tall = len(self._lines) * (self.tall + NAME) + CARD
        width, height = DIAGRAM
        if self.is_wide:
            fits = wide + width + GAP <= self.room.width and tall <= self.room.height
        else:
            fits = wide <= self.room.width and tall + height <= self.room.height
        if not (fits and height <= self.room.height):
            raise self.room.refused("more for a matrix beside its network")

    @property
    def is_wide(self) -> bool:
        """Whether the diagram is left of the matrices."""
        return self.room.width > 1.3 * self.room.height

    @cached_property
    def _size(self) -> float:
        """The size of entries: that of labels if one line of these has room."""
        large = _in_line(self.product.parts(self.room.label))
        is_large = length(large, self.room.label) <= self._wide
        return self.room.label if is_large else self.room.small

    @cached_property
    def parts(self) -> dict[str, Matrix]:
        """The matrix and the vectors by their names."""
        return self.product.parts(self._size)

    @property
    def tall(self) -> float:
        """The height of the highest matrix."""
        return max(matrix.height for matrix in self.parts.values())

    @cached_property
    def _lines(self) -> list[list[Part]]:
        """Matrices and signs: in one line, or in two in a narrow room."""
        line = _in_line(self.parts)
        if length(line, self._size) <= self._wide:
            return [line]
        return [line[:4], line[4:]]

    @property
    def _wide(self) -> float:
        """What there is for matrices."""
        return self.room.width - (DIAGRAM[0] + GAP if self.is_wide else 0.0)

    @property
    def middle(self) -> Place:
        """The middle of all matrices."""
        if self.is_wide:
            return self.room.width - self._wide / 2, (self.room.height - CARD) / 2
        free = self.room.height - DIAGRAM[1] - CARD
        return self.room.width / 2, free / 2

    @property
    def diagram(self) -> Place:
        """The middle of the diagram."""
        if self.is_wide:
            return DIAGRAM[0] / 2, self.room.height / 2
        return self.room.width / 2, self.room.height - DIAGRAM[1] / 2

    @cached_property
    def _places(self) -> list[tuple[Part, Place]]:
        """All parts and their middles."""
        x, y = self.middle
        n, found = len(self._lines), []
        for k, line in enumerate(self._lines):
            up = y + ((n - 1) / 2 - k) * (self.tall + NAME + GAP / 2) + NAME / 2
            middles = places(line, self._size, (x, up))
            found += list(zip(line, middles, strict=True))
        return found

    def place(self, name: str) -> Place:
        """The middle of a matrix or a vector."""
        return next(place for part, place in self._places if part is self.parts[name])

    @property
    def signs(self) -> dict[str, Place]:
        """The middles of the signs."""
        found = {part: place for part, place in self._places if isinstance(part, str)}
        return {name: found[text] for name, text in SIGNS.items()}

    @property
    def above(self) -> Place:
        """The middle of a card above the matrices."""
        x, y = self.middle
        return x, y + self._half + GAP / 4 + CARD / 2

    @property
    def below(self) -> Place:
        """The top of words below the matrices."""
        x, y = self.middle
        return x, y - self._half - GAP / 2

    @property
    def _half(self) -> float:
        """Half the height of all matrices and their names."""
        return len(self._lines) * (self.tall + NAME) / 2


def _in_line(parts: dict[str, Matrix]) -> list[Part]:
    """Matrices and signs from left to right."""
    first: list[Part] = [parts["matrix"], parts["vector"], SIGNS["plus"], parts["bias"]]
    return [*first, SIGNS["equals"], parts["sums"], SIGNS["to"], parts["answers"]]

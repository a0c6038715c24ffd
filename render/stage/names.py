"""Names of curves, where they end or beside them."""

from collections.abc import Iterator, Sequence

import numpy as np

from render.plot.marks.curve import Curve
from render.plot.marks.level import Level
from render.plot.plots import Plot
from render.plot.titles import as_title
from render.stage.area import size_in_points
from render.stage.columns import Columns, Span, gaps
from render.stage.ground import FlatGround
from render.stage.spread import spread
from render.stage.words import Word, clear_of, moved
from render.type.typeset import Align, width

BEYOND = 6.0  # points from the frame, or from a curve, to a name
APART = 1.15  # from name to name, in sizes of the type
BESIDE = 4.0  # points from a curve to a name beside it
CLEAR = 3 * BESIDE  # from there to other curves, which it must not be taken for
AMPLE = 24.0  # more room than this is of no use
AT_LEVEL = 0.5  # from a level to the edge of words at it, but CLEAR, in sizes


def names_with_room(ground: FlatGround) -> list[str]:
    """The names that curves have at their ends; a user's may be too long for that."""
    axes, size = ground.axes, ground.style.label_size
    if axes.face == "mixed":
        return [*axes.names]
    room = size_in_points(ground.ax.figure)[0] - ground.corners[1, 0] - BEYOND
    return [name for name in axes.names if size * width(name, axes.face) <= room]


def end_names(ground: FlatGround, marks: Sequence[Curve]) -> list[Word]:
    """The names of curves: right of the frame, each as high as its curve ends.

    Names that would lie on each other move apart. The name of a curve that has left the
    frame before stands beside the place where it does. Names without room are left out.
    """
    inside = [mark for mark in marks if np.isfinite(_end(ground, mark)[1])]
    leaving = [mark for mark in marks if mark not in inside]
    step = APART * ground.style.label_size
    low, high = ground.corners[1, 1] + step / 2, ground.top - step / 2
    ends = np.array([_end(ground, mark)[1] for mark in inside])
    heights, right = spread(ends, low, high, step), ground.corners[1, 0] + BEYOND
    words = [
        word
        for mark, y in zip(inside, () if heights is None else heights, strict=False)
        for word in _words(ground, mark, (right, float(y)))
    ]
    edge = size_in_points(ground.ax.figure)[0]
    words = [word for word in words if word.bounds[1, 0] <= edge]
    return clear_of([*words, *_leaving(ground, leaving)], (), 0.0)


def name_beside(
    ground: FlatGround, columns: Columns, mark: Curve, plot: Plot
) -> Iterator[Word]:
    """A curve's name right above it or below, where other curves are farthest.

    It is left out where it might be taken for another's. If there is room, it is beside
    the axis at zero, and that of a dashed curve, of sums, beside where they are zero:
    there a line may stand upright.
    """
    zero = ground.to_points.transform((0.0, 0.0))
    for word in _words(ground, mark, (0.0, 0.0)):
        count, height = columns.count(word.width), np.ptp(word.bounds[:, 1])
        low, high = columns.reach(mark, count)
        bottom = np.stack([high + BESIDE, low - BESIDE - height])
        spans = [*_others(ground, columns, count, mark, plot)]
        room = np.fmin(gaps(spans, bottom, bottom + height), AMPLE)
        inside = np.fmin(bottom - columns.low, columns.high - bottom - height)
        room[~((inside >= BESIDE) & (room >= CLEAR))] = -np.inf
        starts, ends = columns.places[: len(low)], columns.places[count - 1 :]
        struck = (starts < zero[0]) & (zero[0] < ends)
        if mark.is_dashed:
            struck |= (low < zero[1]) & (zero[1] < high)
        room[:, struck] -= AMPLE
        side, k = np.unravel_index(room.argmax(), room.shape)
        if np.isfinite(room[side, k]):
            corner = columns.places[k] + BESIDE, bottom[side, k]
            x, y = np.round(corner - word.bounds[0], 6)
            yield moved(word, float(x), float(y))


def _others(
    ground: FlatGround, columns: Columns, count: int, mark: Curve, plot: Plot
) -> Iterator[Span]:
    """Where lines are, and words at a threshold: in each so many columns."""
    for other in plot.marks:
        if isinstance(other, Curve) and not _lies_on(other, mark):
            yield columns.reach(other, count)
        if isinstance(other, Level):
            yield _at_level(ground, other.y, AT_LEVEL * ground.style.label_size)
    for bound in ground.axes.bounds:  # which nobody takes a name for
        yield _at_level(ground, bound, BESIDE - CLEAR)


def _lies_on(part: Curve, whole: Curve) -> bool:
    """Whether a curve is another, or a part of it."""
    if part is whole:
        return True
    ends, (low, high) = part.x[[0, -1]], whole.x[[0, -1]]
    if not low <= ends[0] <= ends[1] <= high:
        return False
    return bool(np.array_equal(np.interp(part.x, whole.x, whole.y), part.y))


def _at_level(ground: FlatGround, y: float, rise: float) -> Span:
    """Where a level line is, and so many points above and below it."""
    _, level = ground.to_points.transform((0.0, y))
    return np.array([level - rise]), np.array([level + rise])


def _end(ground: FlatGround, mark: Curve) -> tuple[float, float]:
    """Where a curve ends at the frame's right side, in points; nan if elsewhere."""
    y = ground.axes.y
    if not y.low <= mark.y[-1] <= y.high or mark.x[-1] < ground.axes.x.high:
        return np.nan, np.nan
    x, height = ground.to_points.transform((mark.x[-1], mark.y[-1]))
    return float(x), float(height)


def _leaving(ground: FlatGround, marks: Sequence[Curve]) -> Iterator[Word]:
    """The names of curves that leave the frame, beside where they do."""
    y, size = ground.axes.y, ground.style.label_size
    for mark in marks:
        seen = np.flatnonzero((y.low <= mark.y) & (mark.y <= y.high))
        if not len(seen):
            continue
        k = seen[0] if seen[0] else seen[-1]  # where it comes in, or where it goes
        x, height = ground.to_points.transform((mark.x[k], mark.y[k]))
        middle = (ground.corners[1, 1] + ground.top) / 2
        place = height + (0.8 if height < middle else -0.8) * size
        sides: tuple[tuple[float, Align], ...] = ((1.0, "left"), (-1.0, "right"))
        for side, align in sides:
            spot = float(x + 2 * BEYOND * side), float(place)
            words = list(_words(ground, mark, spot, align))
            if all(ground.contains(word) for word in words):
                yield from words
                break


def _words(
    ground: FlatGround, mark: Curve, place: tuple[float, float], align: Align = "left"
) -> Iterator[Word]:
    """A curve's name at a place, faded where another follows it."""
    style = ground.style
    for text, opacity in as_title(mark.name).seen:
        color, opacity = style.color(mark.series), opacity * mark.opacity
        yield Word(text, place, style.label_size, color, align, 0, mark.face, opacity)

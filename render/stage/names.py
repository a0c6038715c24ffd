"""Names of curves, where they end."""

from collections.abc import Iterator, Sequence

import numpy as np

from render.plot.marks.curve import Curve
from render.plot.titles import as_title
from render.stage.area import size_in_points
from render.stage.ground import FlatGround
from render.stage.spread import spread
from render.stage.words import Word, clear_of
from render.type.typeset import Align

BEYOND = 6.0  # points from the frame, or from a curve, to a name
APART = 1.15  # from name to name, in sizes of the type


def end_names(ground: FlatGround, marks: Sequence[Curve]) -> list[Word]:
    """The names of curves: right of the frame, each as high as its curve ends.

    Names that would lie on each other move apart. The name of a curve that has left the
    frame before stands beside the place where it does. Names without room are left out.
    """
    inside = [mark for mark in marks if np.isfinite(_end(ground, mark)[1])]
    leaving = [mark for mark in marks if mark not in inside]
    step = APART * ground.style.label_size
    low, high = ground.corners[1, 1] + step / 2, _top(ground) - step / 2
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


def _end(ground: FlatGround, mark: Curve) -> tuple[float, float]:
    """Where a curve ends at the frame's right side, in points; nan if elsewhere."""
    y = ground.axes.y
    if not y.low <= mark.y[-1] <= y.high or mark.x[-1] < ground.axes.x.high:
        return np.nan, np.nan
    x, height = ground.to_points.transform((mark.x[-1], mark.y[-1]))
    return float(x), float(height)


def _top(ground: FlatGround) -> float:
    """The top of the frame, in points."""
    return float(ground.to_points.transform((0.0, ground.axes.y.high))[1])


def _leaving(ground: FlatGround, marks: Sequence[Curve]) -> Iterator[Word]:
    """The names of curves that leave the frame, beside where they do."""
    y, size = ground.axes.y, ground.style.label_size
    for mark in marks:
        seen = np.flatnonzero((y.low <= mark.y) & (mark.y <= y.high))
        if not len(seen):
            continue
        k = seen[0] if seen[0] else seen[-1]  # where it comes in, or where it goes
        x, height = ground.to_points.transform((mark.x[k], mark.y[k]))
        middle = (ground.corners[1, 1] + _top(ground)) / 2
        place = height + (0.8 if height < middle else -0.8) * size
        sides: tuple[tuple[float, Align], ...] = ((1.0, "left"), (-1.0, "right"))
        for side, align in sides:
            spot = float(x + 2 * BEYOND * side), float(place)
            words = list(_words(ground, mark, spot, align))
            if all(_is_inside(ground, word) for word in words):
                yield from words
                break


def _is_inside(ground: FlatGround, word: Word) -> bool:
    """Whether a word is wholly in the frame."""
    left, right = ground.corners[:, 0]
    low, high = np.array([left, ground.corners[1, 1]]), np.array([right, _top(ground)])
    return bool((low <= word.bounds[0]).all() and (word.bounds[1] <= high).all())


def _words(
    ground: FlatGround, mark: Curve, place: tuple[float, float], align: Align = "left"
) -> Iterator[Word]:
    """A curve's name at a place, faded where another follows it."""
    style = ground.style
    for text, opacity in as_title(mark.name).seen:
        color, opacity = style.color(mark.series), opacity * mark.opacity
        yield Word(text, place, style.label_size, color, align, opacity=opacity)

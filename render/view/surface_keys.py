"""Keys: small words that say what lines, letters and shades of a picture mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model import Classifier
from render.plot.axes import BoxAxes, MapAxes
from render.plot.marks.areas import Areas
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.contours import Contour, Contours
from render.plot.marks.dusk import Dusk
from render.plot.marks.letters import Letters
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.titles import Title
from render.view.decisions import margins
from render.view.named import Named, short
from render.view.rules import number, rule_of


@dataclass(frozen=True, eq=False)
class Subject:
    """What the key to a picture explains.

    parts: of the decision that such pictures show. data: what is to be said of points.
    """

    classifier: Classifier
    parts: Sequence[str]
    named: Named
    data: str = ""

    @property
    def rule(self) -> str:
        """How outputs become categories."""
        return rule_of(self.classifier, self.named.categories)


def surface_key(subject: Subject, axes: BoxAxes, marks: Sequence[Mark]) -> Title:
    """What a picture of surfaces needs said: what is seen of its marks, no more."""
    seen = [mark for mark in marks if mark.opacity]
    words, longest = (
        " ".join(filter(None, [*sentences, subject.data]))
        for sentences in (_sentences(subject, axes, seen), _longest(subject, axes))
    )
    return Title((words,), longest=(longest,))


def map_key(
    subject: Subject, axes: MapAxes, heavy: float | None, output: int | None
) -> str:
    """What a map needs said.

    heavy: the level of the heavy contour. output: the number of the one that is shown
    of several.
    """
    sentences, parts = [], subject.parts
    if output is not None:
        name = (
            subject.named.classes[output]
            if subject.named.classes
            else f"output {output}"
        )
        sentences.append(f"Map of {short(name)}.")
    if "regions" in parts:
        sentences.append(subject.rule)
    elif axes.levels:
        lines = tuple(Contour(0, level, np.zeros((0, 2))) for level in axes.levels)
        sentences.append(_contours(Contours(lines, heavy), axes.levels))
    if "margin" in parts:
        sentences.append(_shades(axes.span))
    if axes.threshold is not None:
        sentences.append(f"Less colour: nearer to {number(axes.threshold)}.")
    return " ".join(filter(None, [*sentences, subject.data]))


def _longest(subject: Subject, axes: BoxAxes) -> Iterator[str]:
    """Sentences at least as long as those of any picture with these parts."""
    classifier, parts = subject.classifier, subject.parts
    if "regions" in parts:
        yield subject.rule
    elif classifier.threshold is None or {"boundaries", "threshold"} & {*parts}:
        yield _boundaries(subject, Boundaries((), part="boundaries"), True)
    elif axes.levels:
        lines = tuple(Contour(0, level, np.zeros((0, 2))) for level in axes.levels)
        yield _contours(Contours(lines, classifier.threshold), axes.levels)
    low, high = axes.span
    f = classifier.network.layers[-1].activation
    ends = {low} if f.lower < low else set()
    ends |= {high} if high < f.upper else set()
    if ends:
        yield _cut(ends, axes.span)
    if "margin" in parts:
        yield _shades(axes.span)


def _sentences(subject: Subject, axes: BoxAxes, marks: Sequence[Mark]) -> Iterator[str]:
    kinds = {type(mark) for mark in marks}
    lines = [m for m in marks if isinstance(m, Boundaries) and m.lines]
    if Areas in kinds:
        yield subject.rule
    elif lines:
        yield _boundaries(subject, lines[0], Letters in kinds)
    for mark in marks:
        if isinstance(mark, Contours) and mark.lines and not lines:
            yield _contours(mark, axes.levels)
        if isinstance(mark, Paths) and mark.is_dashed:
            yield _cut({float(line[0, 2]) for line in mark.lines}, axes.span)
    if Dusk in kinds:
        yield _shades(axes.span)


def _shades(span: tuple[float, float]) -> str:
    """What shades of dusk mean."""
    leads = ", ".join(map(number, margins(span)))
    return f"Shades: the lead is below {leads}."


def _boundaries(subject: Subject, mark: Boundaries, has_letters: bool) -> str:
    """What white lines mean, and letters beside those at a threshold."""
    threshold = subject.classifier.threshold
    if threshold is None:
        is_decided = bool(mark.part)
        place = "the highest output changes" if is_decided else "the outputs are equal"
        return f"White: {place}."
    words = f"White: the output is {number(threshold)}."
    above, other = map(short, subject.named.categories)
    return f"{words} {above}: above it. {other}: not." if has_letters else words


def _contours(mark: Contours, levels: tuple[float, ...]) -> str:
    """How far contours are apart, and which of them is heavy.

    levels: all that there may be.
    """
    seen, heavy = {line.level for line in mark.lines}, mark.threshold
    if len(seen) == 1:
        return f"Contour: {number(*seen)}."
    steps = [high - low for low, high in pairwise(levels)]
    words = f"Contours every {number(max(steps))}"
    return f"{words}, heavy at {number(heavy)}." if heavy in seen else f"{words}."


def _cut(levels: set[float], span: tuple[float, float]) -> str:
    """Where surfaces are cut off; levels: those of their edges."""
    low, high = span
    places = [f"below {number(low)}"] if low in levels else []
    places += [f"above {number(high)}"] if high in levels else []
    return f"Dashed: cut off {' and '.join(places)}."

"""Showing: marks on a ground, each kind by what shows it."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Protocol, TypeAlias

from matplotlib.artist import Artist

from render.errors import InputError
from render.plot.marks.mark import Mark
from render.plot.plots import Plot
from render.type.settings import settings


class Shown(Protocol):
    """What shows marks of one kind, or of several that hide each other."""

    def __init__(self, ground: Any) -> None:
        """Draw what stays. ground: the axes that the marks are on."""

    def show(self, marks: Sequence[Any], plot: Plot, /) -> list[Artist]:
        """The artists that make up marks, in the order they are drawn in.

        plot: what the marks are in.
        """
        ...


Kinds: TypeAlias = Mapping[type[Mark], type[Shown]]


class Showing:
    """Shows the marks of plots with the same axes; artists are kept between plots.

    ground: the axes that they are on. kinds: what shows each kind of mark, in the order
        in which they are drawn.
    """

    def __init__(self, ground: object, kinds: Kinds) -> None:
        self._ground, self._kinds = ground, kinds
        self._shown: dict[type[Shown], Shown] = {}

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot's marks, in the order they are drawn in.

        They are in the order of kinds; marks of one kind are in their own order.
        Raises InputError for a mark that is not of these axes.
        """
        groups: dict[type[Shown], list[Mark]] = {s: [] for s in self._kinds.values()}
        for mark in plot.marks:
            if type(mark) not in self._kinds:
                names = ", ".join(kind.__name__ for kind in self._kinds)
                raise InputError("mark", type(mark).__name__, f"of these axes: {names}")
            groups[self._kinds[type(mark)]].append(mark)
        shown = ((self._get(kind), marks) for kind, marks in groups.items() if marks)
        return list(chain.from_iterable(one.show(marks, plot) for one, marks in shown))

    def _get(self, kind: type[Shown]) -> Shown:
        if kind not in self._shown:
            with settings():
                self._shown[kind] = kind(self._ground)
        return self._shown[kind]

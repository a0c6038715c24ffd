"""Compared: trainings side by side, and the losses of all together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model import Runs, network_at
from render.errors import InputError
from render.plot.marks.curve import Curve
from render.plot.marks.mark import Mark
from render.plot.plots import Grid, Plot
from render.plot.titles import Title, as_title
from render.view.curves import Curves
from render.view.losses import Losses, loss_lines, loss_plot
from render.view.maps import Maps
from render.view.progress import reached, right, steps
from render.view.runs import present_of, runs_in, series_of_run
from render.view.views import Moment

WIDER = 1.2  # the share of losses, where each training has 1


@dataclass(frozen=True)
class Compared:
    """Trainings beside each other, each in a view of its own, and their losses in one.

    Above each is what it has reached, above the losses the step. A training's curve and
    its losses have one colour, unless colours tell outputs or categories apart.

    views: how the networks of each of a moment's Runs are shown. losses: how these are.
    """

    views: Sequence[Curves | Maps]
    losses: Losses = Losses()

    has_step = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "views", tuple(self.views))

    def plot(self, moment: Moment) -> Grid:
        """A row of plots at a moment, and the losses beside it or below.

        Raises InputError for another number of views than of trainings.
        """
        runs = runs_in(moment.networks)
        n = len(runs.names)
        if len(self.views) != n:
            raise InputError("views", f"of {len(self.views)}", f"{n}, as many as runs")
        has_colors = self._has_colors(runs)
        plots = [self._plot(moment, runs, k) for k in range(n)]
        if has_colors:
            plots = [_colored(plot, k) for k, plot in enumerate(plots)]
        lines = loss_lines(runs, self.losses, has_colors)
        losses = loss_plot(lines, present_of(runs, moment.position))
        beside = as_title(plots[0].title).texts  # as high, for frames to be level
        step = Title(steps(runs.longest), int(moment.position), beside)
        has_maps = any(isinstance(view, Maps) for view in self.views)
        down = False if has_maps else None  # for they are as high as wide
        both = Grid(tuple(plots), down=down), Grid((replace(losses, title=step),))
        return Grid(both, (n, WIDER))

    def _plot(self, moment: Moment, runs: Runs, k: int) -> Plot:
        """Training number k at a moment, with what it has reached."""
        run, place = runs.recordings[k], runs.place(k, moment.position)
        plot = self.views[k].plot(Moment(network_at(run, place), place, run))
        words = right(run) or reached(run)
        texts = tuple(f"{runs.names[k]}: {part}" for part in words)
        return replace(plot, title=Title(texts, int(place)))

    def _has_colors(self, runs: Runs) -> bool:
        """Whether colours tell trainings apart, and not outputs or categories."""
        has_one = all(run.sizes[-1] == 1 for run in runs.recordings)
        return has_one and all(map(_is_of_numbers, self.views))


def _is_of_numbers(view: Curves | Maps) -> bool:
    """Whether a view shows numbers alone, and no categories in colours of theirs."""
    if isinstance(view, Maps) or view.parts:
        return False
    return view.data is None or not view.data.categories


def _colored(plot: Plot, k: int) -> Plot:
    """The plot of a single output in the colour of run number k."""

    def colored(mark: Mark) -> Mark:
        if isinstance(mark, Curve) and mark.series == 0:
            return replace(mark, series=series_of_run(k))
        return mark

    return replace(plot, marks=tuple(map(colored, plot.marks)))

"""One run: a view of one of several trainings in step."""

from dataclasses import dataclass, replace
from typing import Any

from model import network_at
from render.plot.plots import Grid, Plot
from render.plot.titles import Title, as_title
from render.view.runs import runs_in
from render.view.views import Moment, View, n_inputs_of, options_of, varied


@dataclass(frozen=True)
class OneRun:
    """A view of one of the trainings that a moment's Runs hold, under its name.

    number: of the run, from 0. view: how its network is shown.
    """

    number: int
    view: View

    @property
    def n_inputs(self) -> int | None:
        """How many inputs the networks have that it shows; None for any number."""
        return n_inputs_of(self.view)

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that change the view."""
        return options_of(self.view)

    def varied(self, **options: Any) -> "OneRun":
        """The same with its view changed."""
        return replace(self, view=varied(self.view, options))

    def plot(self, moment: Moment) -> Plot | Grid:
        """The plot of the run's network at a moment."""
        runs = runs_in(moment.networks)
        run, place = (
            runs.recordings[self.number],
            runs.place(self.number, moment.position),
        )
        plot = self.view.plot(Moment(network_at(run, place), place, run))
        own, name = as_title(plot.title), runs.names[self.number]
        texts = tuple(f"{name}: {text}" for text in own.texts) or (name,)
        return replace(plot, title=Title(texts, own.position))

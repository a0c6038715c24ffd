"""First layers: what each node of a network's first layer makes of one input."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Data, Recording, flat_shares
from model.learn.slopes import FLAT
from render.errors import InputError
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.rug import Rug
from render.plot.plots import Plot
from render.plot.titles import Title
from render.view.progress import BLANK
from render.view.runs import runs_in, series_of_run
from render.view.views import Moment, landmarks, window

N_POINTS = 401  # of each curve
WIDTH = 0.5  # of curves, in widths of an output's


@dataclass(frozen=True)
class FirstLayer:
    """A curve for each node of the first layer, over one input, above the data.

    The title says how many of all slopes, of each node at each point, are below 0.01.

    data: the points, which lines at the bottom show.
    run: the number of the training whose colour curves have; None for that of words.
    """

    data: Data
    run: int | None = None

    n_inputs = 1

    def plot(self, moment: Moment) -> Plot:
        """The nodes at a moment."""
        layer, (x,) = moment.network.layers[0], self.data.ranges()
        f = layer.activation
        points = np.linspace(*x, N_POINTS)
        values = layer(points[:, None])
        series = None if self.run is None else series_of_run(self.run)
        curves = [Curve(points, y, series, WIDTH) for y in values.T]
        bounds = landmarks(f)
        axes = FlatAxes(
            Axis("$x$ (input)", *x),
            Axis("nodes of layer 1", *window(f), bounds),
            bounds=bounds[:1] + bounds[-1:],
        )
        rug = Rug(self.data.inputs[:, 0], None)
        runs = runs_in(moment.networks).recordings
        if len(runs) > 1:
            words = "one recording, such as that of OneRun(0, FirstLayer(...))"
            raise InputError("networks", f"of {len(runs)} trainings", words)
        title = Title(_titles(runs[0]), int(moment.position))
        words = f"Flat: at a point a node's curve hardly rises, by less than {FLAT:g}"
        note = f"Lines at the bottom: inputs of the data. {words}."
        return Plot(axes, (rug, *curves), title, note)


@lru_cache(maxsize=16)
def _titles(run: Recording) -> tuple[str, ...]:
    """How many slopes are flat at each stop, in words as long as each other."""
    try:
        shares = flat_shares(run)
    except ValueError as error:
        raise InputError("networks", str(error), "a recording with data") from error
    return tuple(f"{f'{share:.0%} of slopes flat':{BLANK}<20}" for share in shares)

"""Studies: the losses of many trainings, as bands over steps or as points."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Studied, Study
from render.errors import InputError, RenderError
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.band import Band
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.view.losses import FAINT, SIZE
from render.view.runs import last_of, present_of, runs_in, series_of_run
from render.view.scales import (
    is_wide,
    loss_axis,
    loss_places,
    step_axis,
    step_places,
)
from render.view.views import Moment

COMING = 0.4  # opacity of the band of what is to come, as a share
RUN = 1.8  # the diameter of a run, in widths of a curve
THIN = 0.4  # the width of the line from a median to its name
KIND = 0.32  # of the way from kind to kind: how far runs are spread to either side
STRIP = 0.07  # of an axis: how wide the runs of one kind are spread
AGAINST = "weights", "nodes"


def study_of(studied: Studied | Study) -> Study:
    """The study of trainings, which may be in a file.

    Raises RenderError where that cannot be read.
    """
    if isinstance(studied, Study):
        return studied
    try:
        return studied.study
    except (OSError, ValueError) as error:
        raise RenderError(f"study {studied.path} cannot be read ({error})") from error


@dataclass(frozen=True)
class StudyLosses:
    """The losses of a study's trainings over their steps, kind by kind.

    A band from the lowest to the highest of all runs of a kind, and a heavy curve of
    their medians, named at its end. An upright line is at the moment's step, a disc on
    each curve at what was measured last. What is to come is faint. A run that has burst
    counts no more.

    studied: the study, or what says where it is.
    test: whether losses are over the points to test with.
    logarithmic: whether the axis of losses is; None if they span more than a power of
        ten.
    """

    studied: Studied | Study
    test: bool = False
    logarithmic: bool | None = None

    def plot(self, moment: Moment) -> Plot:
        """The bands, and where the moment is among them.

        Raises InputError for losses over test points where there are none.
        """
        study = _with_losses(self)
        scale = _Scale(self.studied, self.test, self.logarithmic)
        x, present = step_places(study.steps), _present(moment)
        marks: list[Mark] = [Dividers(np.array([present]), opacity=0.6)]
        bands: list[Mark] = []
        for k, name in enumerate(study.kinds):
            low, middle, high = map(scale.places, _spread(study, k, self.test))
            bands += _bands(x, low, high, present, series_of_run(k))
            marks += _curves(x, middle, present, series_of_run(k), name)
        steps = step_axis("step", int(study.steps[0]), int(study.steps[-1]))
        axes = FlatAxes(steps, scale.axis, names=study.kinds)
        note = f"Bands: all of {_counted(study)} of each, lines: their medians."
        return Plot(axes, (*bands, *marks), self._title, note)

    @property
    def _title(self) -> str:
        """Which points losses are over, where there are points of two kinds."""
        if not study_of(self.studied).test_losses.size:
            return ""
        return "test points" if self.test else "training points"


@dataclass(frozen=True)
class StudyEnds:
    """The losses of a study's trainings, measured last, against how large networks are.

    A disc for each run, and a bar at the median of each kind, with its name.

    studied: the study, or what says where it is.
    against: "weights", how many they have with biases, or "nodes", those between inputs
        and outputs. test, logarithmic: as of StudyLosses.

    Raises InputError for anything else to set losses against.
    """

    studied: Studied | Study
    against: str = "weights"
    test: bool = False
    logarithmic: bool | None = None

    def __post_init__(self) -> None:
        if self.against not in AGAINST:
            raise InputError("against", self.against, " or ".join(AGAINST))

    def plot(self, moment: Moment) -> Plot:
        """The discs at a moment.

        Raises InputError for losses over test points where there are none.
        """
        study = _with_losses(self)
        scale = _Scale(self.studied, self.test, self.logarithmic)
        count = study.n_weights if self.against == "weights" else study.n_hidden
        sizes = [count(k) for k in range(len(study.kinds))]
        axis = _size_axis(sizes, self.against)
        marks: list[Mark] = []
        last = last_of(step_places(study.steps), _present(moment))
        for k in range(len(sizes)):
            y = scale.places(study.of_kind(k, self.test)[:, last])
            middle = scale.places(_spread(study, k, self.test)[1][last])
            x, known = _beside(sizes, k, axis), y[np.isfinite(y)]
            if len(known):
                look = series_of_run(k), study.kinds[k]
                marks += _discs(x, known, float(middle), axis, *look)
        note = f"Losses: {_counted(study)} of each, bars at their medians."
        axes = FlatAxes(axis, scale.axis, names=study.kinds)
        return Plot(axes, tuple(marks), note=note)


def _with_losses(view: StudyLosses | StudyEnds) -> Study:
    """The study of a view. Raises InputError if it has no losses of the kind shown."""
    study = study_of(view.studied)
    if view.test and not study.test_losses.size:
        raise InputError("test", True, "False, for the study has no test points")
    return study


@dataclass(frozen=True)
class StudyResults:
    """What was measured at the end of a study's trainings, kind by kind.

    A disc for each run, and a bar at the median of each kind; runs that fail are
    crosses.

    studied: the study, or what says where it is. result: the name in it of what was
    measured; label: what the axis calls it; most: as much as it can be, from 0 on.
    passed: the name of another result, and the least of it that a run does not fail
        with; None if none fail.

    Raises InputError for results that the study does not have, once it is shown.
    """

    studied: Studied | Study
    result: str
    label: str
    most: float
    passed: tuple[str, float] | None = None

    def plot(self, _moment: Moment) -> Plot:
        """The discs, the same at all moments."""
        study = study_of(self.studied)
        n, values = len(study.kinds), self._values(self.result)
        fails = np.zeros(len(values), dtype=bool)
        if self.passed:
            fails = self._values(self.passed[0]) < self.passed[1]
        marks: list[Mark] = []
        for k in range(n):
            own, series = study.numbers == k, series_of_run(k)
            x = k + KIND * np.linspace(-1, 1, max(int(own.sum()), 1))
            places = np.column_stack([x, values[own]])
            middle = np.full(2, np.median(values[own]))
            marks.append(Points(places, series, RUN, crossed=fails[own]))
            marks.append(Curve(k + KIND * np.array([-1.2, 1.2]), middle, series))
        kinds = Axis(_counted(study), -0.5, n - 0.5, tuple(range(n)), words=study.kinds)
        axes = FlatAxes(kinds, Axis(self.label, 0.0, self.most))
        return Plot(axes, tuple(marks), note="Bars: medians." + self._crosses(fails))

    def _values(self, name: str) -> np.ndarray:
        """A result of all runs."""
        results = study_of(self.studied).results
        if name not in results:
            known = ", ".join(results) or "one that was measured, as none was"
            raise InputError("result", name, known)
        return results[name]

    def _crosses(self, fails: np.ndarray) -> str:
        """What crosses are, where there are any."""
        return " Crosses: starts that fail." if fails.any() else ""


@dataclass(frozen=True)
class _Scale:
    """The axis of a study's losses."""

    studied: Studied | Study
    test: bool
    logarithmic: bool | None

    @property
    def axis(self) -> Axis:
        """The axis of losses."""
        return loss_axis(self._every, self._is_logarithmic)

    def places(self, losses: np.ndarray) -> np.ndarray:
        """Where losses are along it."""
        return loss_places(losses, self._is_logarithmic)

    @property
    def _every(self) -> np.ndarray:
        study = study_of(self.studied)
        losses = study.test_losses if self.test else study.losses
        return losses[np.isfinite(losses)]

    @property
    def _is_logarithmic(self) -> bool:
        own = self.logarithmic
        return is_wide(self._every) if own is None else own


def _present(moment: Moment) -> float:
    """Where the step of a moment is along an axis of steps."""
    return present_of(runs_in(moment.networks), moment.position)


@lru_cache(maxsize=32)  # which sorts, at every frame
def _spread(
    study: Study, number: int, test: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The lowest, the median and the highest loss of a kind: each (n_steps,).

    nan where none is known.
    """
    losses = study.of_kind(number, test)
    known = np.isfinite(losses).any(axis=0)
    spread = np.full((3, losses.shape[1]), np.nan)
    spread[:, known] = np.nanquantile(losses[:, known], [0, 0.5, 1], axis=0)
    low, middle, high = spread
    return low, middle, high


def _bands(
    x: np.ndarray, low: np.ndarray, high: np.ndarray, present: float, series: int
) -> Iterator[Band]:
    """The band between two curves, faint, and again up to the present."""
    known = np.isfinite(low)
    x, low, high = x[known], low[known], high[known]
    past = x < present
    ends = [np.interp(present, x, y) for y in (low, high)]
    now = np.append(x[past], min(present, x[-1]))
    here = now, np.append(low[past], ends[0]), np.append(high[past], ends[1])
    for (across, below, above), opacity in (((x, low, high), COMING), (here, 1.0)):
        outline = np.concatenate([np.c_[across, below], np.c_[across, above][::-1]])
        yield Band(outline, series, has_edge=True, opacity=opacity)


def _curves(
    x: np.ndarray, y: np.ndarray, present: float, series: int, name: str
) -> Iterator[Mark]:
    """A curve, faint, and again up to the present, with a disc at the last measured."""
    known = np.isfinite(y)
    x, y = x[known], y[known]
    past, at = x < present, float(np.interp(present, x, y))
    end, last = min(present, float(x[-1])), last_of(x, present)
    yield Curve(x, y, series, name=name, depth=FAINT)
    yield Curve(np.append(x[past], end), np.append(y[past], at), series)
    yield Points(np.array([[x[last], y[last]]]), series, SIZE, is_whole=True)


def _discs(
    x: float, y: np.ndarray, median: float, axis: Axis, series: int, name: str
) -> Iterator[Mark]:
    """A disc for each run, beside each other about x, and a bar at their median.

    From the bar a faint line goes to the end of the axis, where its name is.
    """
    width, middle = STRIP * (axis.high - axis.low), np.full(2, median)
    across = x + width * (np.arange(len(y)) / max(len(y) - 1, 1) - 0.5)
    bar = np.array([x - width, x + width])
    line = np.array([x - width, axis.high])
    yield Curve(line, middle, series, THIN, name=name, depth=FAINT)
    yield Curve(bar, middle, series)
    yield Points(np.column_stack([across, y]), series, RUN)


def _size_axis(sizes: list[int], against: str) -> Axis:
    """The axis of how large networks are, from zero to a little more than the most."""
    label = "weights and biases" if against == "weights" else "hidden nodes"
    return Axis(label, 0.0, 1.15 * max(sizes), tuple(map(float, sorted({*sizes}))))


def _beside(sizes: list[int], k: int, axis: Axis) -> float:
    """Where the discs of a kind are: beside those of kinds that are as large."""
    alike = [j for j, size in enumerate(sizes) if size == sizes[k]]
    apart = alike.index(k) - (len(alike) - 1) / 2
    return sizes[k] + apart * 2.0 * STRIP * (axis.high - axis.low)


def _counted(study: Study) -> str:
    """How many runs there are of each kind, in words."""
    counts = {int(np.sum(study.numbers == k)) for k in range(len(study.kinds))}
    return f"{counts.pop()} seeds" if len(counts) == 1 else "all seeds"

"""Comparisons: trainings side by side, in step, and the losses of all together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from model import Recorded, Recording, Runs, network_at
from render.errors import InputError
from render.plot.marks.curve import Curve
from render.plot.marks.mark import Mark
from render.plot.plots import Grid, Plot
from render.plot.titles import Title, as_title
from render.scene.lesson import (
    INSTEAD,
    facts_of,
    fewer,
    glide,
    plain,
    recording_in,
)
from render.scene.notes import BETWEEN, composed
from render.scene.scenes import check_position
from render.scene.timeline import Timeline
from render.view.curves import Curves
from render.view.losses import Losses, loss_lines, loss_plot
from render.view.maps import Maps
from render.view.progress import measures, reached, right, steps, stop_at
from render.view.runs import present_of
from render.view.views import Moment

WIDER = 1.2  # the share of losses, where each training has 1


@dataclass(frozen=True)
class Comparison:
    """Trainings of as many steps, each in a view of its own, and their losses in one.

    networks: recordings, or what says how they were made; names: of each, in plain
        words; views: how the networks of each are shown. Curves and losses of each
        training have one colour.
    headline, remark, at: as a Lesson's. The measures of the first training are called
        "{0[test_loss]}", those of the second "{1[test_loss]}".
    losses: how these are shown. measures: gives more that words may say, by name.

    Raises InputError for another number of names or views than of trainings.
    """

    networks: Sequence[Recorded | Recording]
    names: Sequence[str]
    views: Sequence[Curves | Maps]
    headline: str = ""
    remark: str = ""
    at: int | None = None
    losses: Losses = Losses()
    measures: Callable[[], Mapping[str, str]] | None = None

    is_tour = True
    options = ("title", "networks")
    instead = INSTEAD

    def __post_init__(self) -> None:
        for name in ("networks", "names", "views"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        n = len(self.networks)
        if not n or len(self.names) != n or len(self.views) != n:
            given = f"of {n}, with {len(self.names)} names and {len(self.views)} views"
            raise InputError("networks", given, "a name and a view for each, or more")

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """What came of the trainings.

        Raises RenderError where a file cannot be read, InputError for other steps.
        """
        recordings = tuple(map(recording_in, self.networks))
        if len({recording.steps.tobytes() for recording in recordings}) > 1:
            words = "the same steps in each recording"
            raise InputError("networks", "of other steps", words)
        return recordings

    @property
    def title(self) -> str:
        """The words above every picture."""
        return self._filled(self.headline)

    @property
    def caption(self) -> str:
        """What to notice."""
        return self._filled(self.remark)

    @property
    def stops(self) -> int:
        """How many steps were recorded."""
        return len(self.recordings[0])

    @property
    def pace(self) -> Timeline:
        """The timeline of its films if nothing else is asked for."""
        return glide(self.stops)

    @property
    def poster(self) -> int:
        """The stop that stands for it where there is one picture."""
        return self.stops - 1 if self.at is None else self.stop_at(self.at)

    def draw(self, position: float) -> Grid:
        """A row of plots at a position, and the losses beside it or below."""
        check_position(position, self.stops)
        recordings = self.recordings
        plots = [*map(partial(self._plot, position), range(len(recordings)))]
        plots.append(self._losses(position, as_title(plots[0].title).texts))
        made = _made(tuple(dict.fromkeys(composed(each[0]) for each in recordings)))
        notes = dict.fromkeys(as_title(plot.note).text for plot in plots)
        *each, losses = (replace(plot, note="") for plot in plots)
        has_maps = any(isinstance(view, Maps) for view in self.views)
        down = False if has_maps else None  # for they are as high as wide
        both = Grid(tuple(each), down=down), Grid((losses,))  # titles of one height
        shares = len(each), WIDER
        return Grid(both, shares, title=self.title, note=BETWEEN.join([made, *notes]))

    def _plot(self, position: float, number: int) -> Plot:
        """One training at a position, with what it has reached."""
        recording, name = self.recordings[number], self.names[number]
        moment = Moment(network_at(recording, position), position, recording)
        plot = self.views[number].plot(moment)
        words = right(recording) or reached(recording)
        title = Title(tuple(f"{name}: {part}" for part in words), int(position))
        marks = _colored(plot.marks, number) if self._has_colors else plot.marks
        return replace(plot, marks=marks, title=title)

    @property
    def _has_colors(self) -> bool:
        """Whether colours tell trainings apart, and not outputs or categories."""
        has_one = all(recording.sizes[-1] == 1 for recording in self.recordings)
        return has_one and all(map(_is_of_numbers, self.views))

    def _losses(self, position: float, texts: tuple[str, ...]) -> Plot:
        """The losses of all trainings at a position; texts: the titles beside."""
        first, runs = self.recordings[0], Runs(tuple(self.names), self.recordings)
        lines = loss_lines(runs, self.losses, self._has_colors)
        plot = loss_plot(lines, present_of(runs, position))
        return replace(plot, title=Title(steps(first), int(position), texts))

    def name(self, stop: int) -> str:
        """What a stop is called: "step 400"."""
        return self.recordings[0].name(stop)

    def heading(self, stop: int) -> str:
        """What each network has reached at a stop, in words."""
        pairs = zip(self.names, self.recordings, strict=True)
        each = (f"{name}: {reached(recording)[stop]}" for name, recording in pairs)
        return " ".join(f"{self.name(stop)}: {'; '.join(each)}".split())

    def stop_at(self, step: int) -> int:
        """The stop at a step, or the last one before it.

        Raises InputError for a step that the trainings do not have.
        """
        return stop_at(self.recordings[0], step)

    def facts(self) -> Mapping[str, Any]:
        """What decides the pictures: digests of the recordings, names and views."""
        return {
            "recordings": [facts_of(recording) for recording in self.recordings],
            "called": list(self.names),
            "views": self.views,
            "losses": self.losses,
        }

    def varied(self, title: str = "", networks: int | None = None) -> "Comparison":
        """The comparison with other words above it, or fewer stops, as a Lesson's."""
        headline, shown = (title and plain(title)) or self.headline, self.networks
        if networks is not None:
            shown = tuple(fewer(recording, networks) for recording in self.recordings)
        return replace(self, networks=shown, headline=headline)

    def _filled(self, words: str) -> str:
        """Words with measures of the recordings, and others, in their places."""
        if "{" not in words:
            return words
        more = self.measures() if self.measures else {}
        return words.format(*map(measures, self.recordings), **more)


def _made(networks: tuple[str, ...]) -> str:
    """What networks are made of, each described: what all have in common once."""
    parts = [words.partition(" (") for words in networks]
    if len(parts) == 1 or len({sizes for sizes, _, _ in parts}) > 1:
        return " and ".join(networks)
    functions = "; ".join(functions.removesuffix(")") for _, _, functions in parts)
    return f"{parts[0][0]} ({functions})"


def _is_of_numbers(view: Curves | Maps) -> bool:
    """Whether a view shows numbers alone, and no categories in colours of theirs."""
    if isinstance(view, Maps) or view.parts:
        return False
    return view.data is None or not view.data.categories


def _colored(marks: Sequence[Mark], series: int) -> tuple[Mark, ...]:
    """The marks of a single output in a colour that is not the first."""
    return tuple(
        replace(mark, series=series)
        if isinstance(mark, Curve) and mark.series == 0
        else mark
        for mark in marks
    )

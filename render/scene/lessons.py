"""Lessons of several trainings in step, in one view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from model import Recording, Runs, network_at
from render.errors import InputError, RenderError
from render.plot.plots import Grid
from render.plot.titles import Title
from render.scene.lesson import Lesson, fewer, plain
from render.scene.notes import BETWEEN, composed, gathered
from render.scene.scenes import check_position
from render.scene.variants import UnsuitableError
from render.view.panels import Panels
from render.view.progress import progress, steps
from render.view.studies import StudyEnds, StudyLosses, study_of
from render.view.views import Moment, View, varied

Measures = Callable[[Runs], Mapping[str, str]]


@dataclass(frozen=True)
class Lessons(Lesson):
    """The networks of several trainings, at the same step of each.

    As a lesson; but networks are Runs, which the view is told of. headline and remark
    may have in them, in braces, what `measures` says of the runs, and steps.

    measures: a function of the runs that gives words by their names; None for none.
    """

    networks: Runs  # type: ignore[assignment]  # of which a Lesson has one
    measures: Measures | None = None

    @property
    def recording(self) -> Recording:
        """The recording that goes farthest, whose stops are those of all.

        Raises RenderError where a file cannot be read.
        """
        try:
            return self.networks.longest
        except (OSError, ValueError) as error:
            raise RenderError(f"a recording cannot be read ({error})") from error

    def draw(self, position: float) -> Grid:
        """The plot at a position."""
        check_position(position, self.stops)
        runs = self.networks
        moment = Moment(network_at(runs, position), position, runs)
        plot, notes = gathered(self.view.plot(moment))
        made_of = dict.fromkeys(composed(run[0]) for run in runs.recordings)
        own = made_of if len(made_of) == 1 else ()
        words = *own, *filter(None, (self.note, *dict.fromkeys(notes)))
        above = Title(_reached(runs), int(position))
        below = replace(plot, title=above)
        return Grid((below,), title=self.title, note=BETWEEN.join(words))

    def heading(self, stop: int) -> str:
        """What the networks have reached at a stop, in words."""
        return " ".join(_reached(self.networks)[stop].split())

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: digests of recordings, and the view."""
        return {
            **self.networks.facts(),
            "source": type(self.networks),
            "view": _settled(self.view),
            "note": self.note,
        }

    def varied(
        self, title: str = "", networks: int | None = None, **options: Any
    ) -> "Lessons":
        """The lessons with more in their view, other words, or fewer stops of each run.

        networks: how many of them there are, at most; None for all.
        Raises UnsuitableError for too few to be shown, such as a path of two places.
        """
        runs, headline = self.networks, (title and plain(title)) or self.headline
        if networks is not None:
            shown = tuple(fewer(run, networks) for run in runs.recordings)
            runs = Runs(runs.names, shown)
        view = varied(self.view, options)
        lessons = replace(self, networks=runs, view=view, headline=headline)
        if networks is not None:
            _check_shown(lessons, networks)
        return lessons

    def _filled(self, words: str) -> str:
        """Words with what was measured in their places."""
        if "{" not in words:
            return words
        steps = f"{self.recording.steps[-1]:,}"
        return words.format(steps=steps, **_measured(self.measures, self.networks))


def _reached(runs: Runs) -> tuple[str, ...]:
    """Words on each stop, all as long as each other: the step, of several runs.

    A single one without a name says its loss as well.
    """
    return progress(runs.longest) if runs.names == ("",) else steps(runs.longest)


def _check_shown(lessons: Lessons, networks: int) -> None:
    """Raise UnsuitableError if so few stops cannot be shown."""
    try:
        lessons.draw(0)
    except InputError as error:
        raise UnsuitableError("networks", networks, "more to be shown") from error


def _settled(view: View) -> View:
    """A view with studies in place of what says where they are."""
    if isinstance(view, Panels):
        return Panels([_settled(part) for part in view.views], view.shares, view.down)
    if isinstance(view, StudyLosses | StudyEnds):
        return replace(view, studied=study_of(view.studied))
    return view


@lru_cache(maxsize=32)  # in each process once, however many frames it paints
def _measured(measures: Measures | None, runs: Runs) -> Mapping[str, str]:
    """What there is to say of runs. Raises RenderError where a file cannot be read."""
    try:
        return measures(runs) if measures else {}
    except (OSError, ValueError) as error:
        raise RenderError(f"a recording cannot be read ({error})") from error

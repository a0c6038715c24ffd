"""Lessons: networks that learn, from the first step of a training to the last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from model import Network, Recording, RecordingFile, Runs, network_at, thinned
from render.errors import InputError, RenderError
from render.plot.plots import Grid
from render.plot.titles import Title
from render.scene.notes import BETWEEN, gathered
from render.scene.scenes import check_count, check_position
from render.scene.timeline import Timeline
from render.scene.variants import UnsuitableError
from render.view.composed import contrasted
from render.view.panels import Panels
from render.view.progress import measures, progress, steps, stop_at
from render.view.studies import StudyEnds, StudyLosses, StudyResults, study_of
from render.view.views import Moment, View, options_of, varied

Measures = Callable[[Runs], Mapping[str, str]]

# Seconds that the first and the last network stand still in a film.
FIRST, LAST = 1.0, 2.0
FPS = 20.0  # pictures a second
MOST_PICTURES, MOST_BETWEEN = 240, 15  # of a film, and from one network to the next
ANEW = "nothing, for it is recorded: `render train` trains a network with another"
INSTEAD = dict.fromkeys(("seed", "layers", "activation"), ANEW)


@dataclass(frozen=True)
class Lesson:
    """The networks of a training, or of several in step, in one view.

    Each stop is a step that was recorded. In between networks are blended: films glide
    along the training.

    networks: a recording, or what says how it was made, whose file is read when needed;
        or Runs of several, which the view is told of. Stops are those of the one that
        goes farthest.
    view: how each network is shown.
    headline: the words above every picture, true at all of them; remark: what to
        notice. Both may have measures in them, by their names in braces: of the
        training that goes farthest, "{test_right} after {steps} steps" (`measures`); of
        the first of several, "{0[test_loss]}", of the second "{1[test_loss]}".
    at: the step that stands for it where there is one picture; None for the last.
    note: small words below every picture, after those on the networks.
    measures: a function of the runs that gives more that words may say, by name.
    """

    networks: RecordingFile | Recording | Runs
    view: View
    headline: str = ""
    remark: str = ""
    at: int | None = None
    note: str = ""
    measures: Measures | None = None

    is_tour = True

    @property
    def runs(self) -> Runs:
        """What came of the trainings; of a single one, without a name.

        Raises RenderError where a file cannot be read.
        """
        own = self.networks
        runs = own if isinstance(own, Runs) else Runs(("",), (own,))
        return Runs(runs.names, tuple(map(recording_in, runs.sources)))

    @property
    def recording(self) -> Recording:
        """The recording that goes farthest, whose stops are those of all.

        Raises RenderError where a file cannot be read.
        """
        return self.runs.longest

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
        return len(self.recording)

    @property
    def pace(self) -> Timeline:
        """The timeline of its films if nothing else is asked for."""
        return glide(self.stops)

    @property
    def poster(self) -> int:
        """The stop that stands for it where there is one picture."""
        return self.stops - 1 if self.at is None else self.stop_at(self.at)

    def network(self, position: float) -> Network:
        """The network at a position, blended from those at the stops around it.

        Raises InputError for a position below 0, or at or beyond the last stop plus 1.
        """
        check_position(position, self.stops)
        return network_at(self.recording, position)

    def draw(self, position: float) -> Grid:
        """The plot at a position."""
        runs, network = self.runs, self.network(position)
        shown = runs if isinstance(self.networks, Runs) else runs.longest
        plot, notes = gathered(self.view.plot(Moment(network, position, shown)))
        words = filter(None, (_composed(runs), self.note, *dict.fromkeys(notes)))
        if not getattr(self.view, "has_step", False):
            plot = replace(plot, title=Title(_progress(runs), int(position)))
        return Grid((plot,), title=self.title, note=BETWEEN.join(words))

    def name(self, stop: int) -> str:
        """What a stop is called: "step 400"."""
        return self.recording.name(stop)

    def heading(self, stop: int) -> str:
        """What stands below the title at a stop."""
        return " ".join(_progress(self.runs)[stop].split())

    def stop_at(self, step: int) -> int:
        """The stop at a step, or the last one before it.

        Raises InputError for a step that the training does not have.
        """
        return stop_at(self.recording, step)

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: digests of the recordings, and the view."""
        runs, view = self.runs, _settled(self.view)
        of_all = {**facts_of(runs.longest), **runs.facts()}
        return {**of_all, "view": view, "note": self.note}

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that ask for another view, words, or fewer stops."""
        return *options_of(self.view), "title", "networks"

    @property
    def instead(self) -> Mapping[str, str]:
        """What would do in place of options that it does not have."""
        return INSTEAD

    def varied(
        self, title: str = "", networks: int | None = None, **options: Any
    ) -> "Lesson":
        """The lesson with more in its view, other words above it, or fewer stops.

        networks: how many of them there are of each training, at most; None for all.
        The first and the last stay.
        Raises UnsuitableError for too few to be shown, such as a path of two places.
        """
        headline = (title and plain(title)) or self.headline
        lesson = replace(self, view=varied(self.view, options), headline=headline)
        return lesson if networks is None else lesson._shortened(networks)

    def _shortened(self, networks: int) -> "Lesson":
        """The lesson with so many networks of each training at most."""
        runs = self.runs
        short = Runs(runs.names, tuple(fewer(run, networks) for run in runs.recordings))
        several = isinstance(self.networks, Runs)
        lesson = replace(self, networks=short if several else short.longest)
        try:
            lesson.draw(0)
        except InputError as error:
            raise UnsuitableError("networks", networks, "more to be shown") from error
        return lesson

    def _filled(self, words: str) -> str:
        """Words with what was measured in their places."""
        if "{" not in words:
            return words
        runs = self.runs
        more = _measured(self.measures, runs)
        each = map(measures, runs.recordings)
        return words.format(*each, **{**measures(runs.longest), **more})


def _composed(runs: Runs) -> str:
    """What networks are made of; empty for more than two of different sizes."""
    networks = [run[0] for run in runs.recordings]
    n_sizes = len({network.sizes for network in networks})
    return contrasted(networks) if n_sizes == 1 or len(networks) == 2 else ""


def _progress(runs: Runs) -> tuple[str, ...]:
    """Words on each stop: the step, and of one without a name what it has reached."""
    return progress(runs.longest) if runs.names == ("",) else steps(runs.longest)


def _settled(view: View) -> View:
    """A view with studies in place of what says where they are."""
    if isinstance(view, Panels):
        return Panels([_settled(part) for part in view.views], view.shares, view.down)
    if isinstance(view, StudyLosses | StudyEnds | StudyResults):
        return replace(view, studied=study_of(view.studied))
    return view


@lru_cache(maxsize=32)  # in each process once, however many frames it paints
def _measured(measures: Measures | None, runs: Runs) -> Mapping[str, str]:
    """What there is to say of runs. Raises RenderError where a file cannot be read."""
    try:
        return measures(runs) if measures else {}
    except (OSError, ValueError) as error:
        raise RenderError(f"what was measured cannot be read ({error})") from error


def plain(words: str) -> str:
    """Words in which braces are braces, and no measure's name stands in them."""
    return words.replace("{", "{{").replace("}", "}}")


def recording_in(networks: RecordingFile | Recording) -> Recording:
    """What came of a training. Raises RenderError where its file cannot be read."""
    if isinstance(networks, Recording):
        return networks
    try:
        return networks.recording
    except (OSError, ValueError) as error:
        words = f"recording {networks.path} cannot be read ({error})"
        raise RenderError(words) from error


def fewer(recording: Recording, networks: int) -> Recording:
    """A recording with so many networks at most, the first and the last among them.

    Raises InputError for a number that no scene has.
    """
    check_count(networks)
    return thinned(recording, networks)


def facts_of(recording: Recording) -> dict[str, Any]:
    """What decides the pictures of a recording."""
    return {
        "recording": recording.digest,
        "layers": list(recording.sizes),
        "activation": [f.name for f in recording.activations],
        "steps": int(recording.steps[-1]),
        "source": type(recording),
    }


def glide(stops: int) -> Timeline:
    """The timeline of a recording: it stands still at both ends, and else glides."""
    between = max(1, min(MOST_BETWEEN, MOST_PICTURES // stops))
    holds = [FIRST, *[0.0] * (stops - 2), LAST]
    return Timeline(tuple(holds[-stops:]), between / FPS, FPS)

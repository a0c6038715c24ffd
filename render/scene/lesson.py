"""Lessons: a network that learns, from the first step of its training to the last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from model import Network, Recorded, Recording, network_at, thinned
from render.errors import RenderError
from render.plot.plots import Grid
from render.plot.titles import Title
from render.scene.notes import BETWEEN, composed, gathered
from render.scene.scenes import check_count, check_position
from render.scene.timeline import Timeline
from render.view.progress import measures, progress, stop_at
from render.view.views import Moment, View, options_of, varied

# Seconds that the first and the last network stand still in a film.
FIRST, LAST = 1.0, 2.0
FPS = 20.0  # pictures a second
MOST_PICTURES, MOST_BETWEEN = 240, 15  # of a film, and from one network to the next
ANEW = "nothing, for it is recorded: `render train` trains a network with another"
INSTEAD = dict.fromkeys(("seed", "layers", "activation"), ANEW)


@dataclass(frozen=True)
class Lesson:
    """The networks of one training in one view, blended in between.

    Each stop is a step that was recorded, and films glide along the training.

    networks: a recording, or what says how it was made, whose file is read when needed.
    view: how each network is shown.
    headline: the words above every picture, true at all of them; remark: what to
        notice. Both may have measures of the recording in them, by their names in
        braces: "{test_right} after {steps} steps" (`measures`).
    at: the step that stands for it where there is one picture; None for the last.
    note: small words below every picture, after those on the network.
    """

    networks: Recorded | Recording
    view: View
    headline: str = ""
    remark: str = ""
    at: int | None = None
    note: str = ""

    is_tour = True

    @property
    def recording(self) -> Recording:
        """What came of the training.

        Raises RenderError where its file cannot be read.
        """
        return recording_in(self.networks)

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
        recording = self.recording
        moment = Moment(self.network(position), position, recording)
        plot, notes = gathered(self.view.plot(moment))
        words = composed(recording[0]), *filter(None, (self.note, *notes))
        reached = Title(progress(recording), int(position))
        below = replace(plot, title=reached)
        return Grid((below,), title=self.title, note=BETWEEN.join(words))

    def name(self, stop: int) -> str:
        """What a stop is called: "step 400"."""
        return self.recording.name(stop)

    def heading(self, stop: int) -> str:
        """What the network has reached at a stop, in words."""
        return " ".join(progress(self.recording)[stop].split())

    def stop_at(self, step: int) -> int:
        """The stop at a step, or the last one before it.

        Raises InputError for a step that the training does not have.
        """
        return stop_at(self.recording, step)

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: a digest of the recording, and the view."""
        return {**facts_of(self.recording), "view": self.view, "note": self.note}

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

        networks: how many of them there are, at most; None for all. The first and the
        last stay.
        """
        headline = (title and plain(title)) or self.headline
        shown = self.networks if networks is None else fewer(self.recording, networks)
        view = varied(self.view, options)
        return replace(self, networks=shown, view=view, headline=headline)

    def _filled(self, words: str) -> str:
        """Words with the recording's measures in their places."""
        return words.format(**measures(self.recording)) if "{" in words else words


def plain(words: str) -> str:
    """Words in which braces are braces, and no measure's name stands in them."""
    return words.replace("{", "{{").replace("}", "}}")


def recording_in(networks: Recorded | Recording) -> Recording:
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

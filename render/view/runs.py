"""Runs: the trainings of a moment, where it is among their steps, and their colours."""

import numpy as np

from model import Chosen, Networks, Recording, RecordingFile, Runs, Sliced
from render.errors import InputError
from render.view.scales import step_places

SERIES = 0, 1, 2, 5, 7  # colours of runs: none is the yellow of a valley of losses
NEAR = 1e-9  # along an axis of steps: what rounding may take from the present


def series_of_run(k: int) -> int:
    """The number of the colour of a run."""
    return SERIES[k % len(SERIES)]


def source_of(networks: Networks | None) -> Networks | None:
    """Where networks come from, of which they may be some, or slices."""
    while isinstance(networks, Chosen | Sliced):
        networks = networks.networks
    return networks


def recording_of(networks: Networks | None) -> Recording | None:
    """The recording that networks come from; None if they come from none."""
    source = source_of(networks)
    if isinstance(source, RecordingFile):
        return source.recording
    return source if isinstance(source, Recording) else None


def runs_in(networks: Networks | None) -> Runs:
    """The trainings whose networks are shown; a recording is one without a name.

    Raises InputError for networks of no training.
    """
    if isinstance(networks, Runs):
        return networks
    if isinstance(networks, RecordingFile | Recording):
        return Runs(("",), (networks,))
    kind = "of no training" if networks is None else type(networks).__name__
    raise InputError("networks", kind, "a recording of a training, or runs")


def stop_of(networks: Networks, k: int) -> int:
    """The number, among all stops of a recording, of network number k."""
    if isinstance(networks, Chosen):
        return stop_of(networks.networks, networks.numbers[k])
    if isinstance(networks, Sliced):
        return stop_of(networks.networks, k)
    return k


def present_of(networks: Networks, position: float) -> float:
    """Where the step at a position is along an axis of steps.

    Beyond the last network it is on its way back to the first. Raises InputError for
    networks of no training.
    """
    places = step_places(runs_in(source_of(networks)).longest.steps)
    stop = int(position)
    before = places[stop_of(networks, stop)]
    after = places[stop_of(networks, (stop + 1) % len(networks))]
    return float(before + (position - stop) * (after - before))


def last_of(x: np.ndarray, present: float) -> int:
    """The number of the last of some places, at least the first, up to the present."""
    return max(int(np.searchsorted(x, present + NEAR, "right")) - 1, 0)


def row_at(rows: np.ndarray, position: float) -> np.ndarray:
    """What there is at a position, of rows for each stop: (n,) of (stops, n).

    It is between those of the stops around; beyond the last, between it and the first.
    """
    stop = int(position)
    here, after = rows[stop], rows[(stop + 1) % len(rows)]
    between: np.ndarray = here + (position - stop) * (after - here)
    return between

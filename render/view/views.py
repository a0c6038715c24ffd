"""Views: from a moment to the plot that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np

from model import Activation, Network, Networks, sizes_of
from render.errors import InputError
from render.plot.plots import Grid, Plot
from render.view.composed import counted

FARTHEST = 1e6  # from zero, of the ends of any range
USUAL = (-6.0, 6.0)  # the range shown of an input
UNBOUNDED = 4.0  # the range shown of an activation without bounds
BEYOND = 0.1  # of a range: how far flat axes go beyond it
PLAIN = {"logistic": "the logistic function"}  # where a name alone would puzzle
MOST_HALVES = 6  # between the bounds of an activation that has ticks at all of them


@dataclass(frozen=True)
class Moment:
    """All that a view is told of what it shows.

    network: the one to be seen, which may lie between two of the networks.
    position: where it lies among them; networks: all of them, or None for no others.
    """

    network: Network
    position: float = 0.0
    networks: Networks | None = None


class View(Protocol):
    """What every view has.

    A view may also have n_inputs, the number of inputs of the networks it shows, None
    for any number; a method fit(sizes), which raises InputError for networks of sizes
    that it cannot show; a method shows(network, least), which says whether there is as
    much to see of a network as a Least asks for; options, names of options of the
    command line, with a method varied(**options) that gives the view they ask for; and
    has_step, whether its plots say themselves which step of a training they show.
    """

    def plot(self, moment: Moment, /) -> Plot | Grid:
        """The plot of a moment."""


V = TypeVar("V", bound=View)


def n_inputs_of(view: View) -> int | None:
    """How many inputs the networks have that a view shows; None for any number."""
    return getattr(view, "n_inputs", None)


def check_networks(view: View, networks: Networks) -> None:
    """Raise InputError for networks of sizes that a view cannot show."""
    for sizes in sizes_of(networks):
        check_fit(view, sizes)


def check_fit(view: View, sizes: tuple[int, ...]) -> None:
    """Raise InputError for networks of sizes, inputs first, that a view cannot show."""
    n_inputs = n_inputs_of(view)
    if n_inputs not in (None, sizes[0]):
        words = f"the first to be {n_inputs}, the inputs of the view"
        raise InputError("layers", ",".join(map(str, sizes)), words)
    if fit := getattr(view, "fit", None):
        fit(sizes)


def check_ends(network: Network, at: Sequence[float], truth: Sequence[float]) -> None:
    """Raise InputError for a network of other inputs or outputs than a point has."""
    n_inputs, *_, n_outputs = network.sizes
    if (n_inputs, n_outputs) != (len(at), len(truth)):
        words = f"{counted(len(at), 'input')} and {counted(len(truth), 'output')}"
        layers = ",".join(map(str, network.sizes))
        raise InputError("layers", layers, f"{words}, as the point has")


def options_of(shown: object) -> tuple[str, ...]:
    """The names of the options that change a view, a scene or networks."""
    return tuple(getattr(shown, "options", ()))


def own_options(shown: object, options: Mapping[str, Any]) -> dict[str, Any]:
    """Those of some options that change a view, a scene or networks."""
    return {k: v for k, v in options.items() if k in options_of(shown)}


def varied(view: V, options: Mapping[str, Any]) -> V:
    """The view that options ask for; those that it does not have are ignored."""
    own = own_options(view, options)
    if not own:
        return view
    changed: V = view.varied(**own)  # type: ignore[attr-defined]
    return changed


def reach(activation: Activation) -> tuple[float, float]:
    """The lowest and highest value worth showing: the activation's own bounds.

    Where it has none above, or none at all, the range is UNBOUNDED wide.
    """
    low, high = activation.lower, activation.upper
    if np.isinf(low) and np.isinf(high):
        return -UNBOUNDED / 2, UNBOUNDED / 2
    return low, min(high, low + UNBOUNDED)


def window(activation: Activation) -> tuple[float, float]:
    """The range of flat axes in which an activation's values are seen: its reach.

    There is a tenth more at either end, so that curves do not lie on the frame.
    """
    return wider(reach(activation))


def wider(ends: tuple[float, float]) -> tuple[float, float]:
    """A range with a tenth more at either end."""
    low, high = ends
    beyond = BEYOND * (high - low)
    return low - beyond, high + beyond


def landmarks(activation: Activation) -> tuple[float, ...]:
    """The values of a bounded activation that ticks are at: its bounds, and halves.

    They are empty for an activation without two bounds that are halves themselves.
    """
    ends = 2 * np.array([activation.lower, activation.upper])
    if not (np.isfinite(ends).all() and (ends == ends.round()).all()):
        return ()
    if np.ptp(ends) > MOST_HALVES:
        return ()
    return tuple(float(half) / 2 for half in np.arange(ends[0], ends[1] + 1))


def name_of(activation: Activation) -> str:
    """What sentences call an activation."""
    return PLAIN.get(activation.name, activation.name.replace("_", " "))


def covering(ranges: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The range that all of some lie in."""
    lows, highs = zip(*ranges, strict=True)
    return min(lows), max(highs)


def check_range(name: str, ends: tuple[float, float]) -> None:
    """Raise InputError for a range that is empty, or too wide to be shown."""
    low, high = ends
    if not -FARTHEST <= low < high <= FARTHEST:
        words = f"a low end below a high end, neither beyond {FARTHEST:,.0f}"
        raise InputError(name, f"{low:g} to {high:g}", words)


def check_number(name: str, value: int, low: int, high: int) -> None:
    """Raise InputError for a whole number that is not from low to high."""
    if not low <= value <= high:
        raise InputError(name, value, f"{low} to {high}")


def check_threshold(threshold: float | None) -> None:
    """Raise InputError for a threshold that is no finite number."""
    if threshold is not None and not np.isfinite(threshold):
        raise InputError("threshold", threshold, "a number")


def with_parts(parts: tuple[str, ...] | None, more: Iterable[str]) -> tuple[str, ...]:
    """Parts of a decision and more of them, each once."""
    return tuple(dict.fromkeys([*(parts or ()), *more]))


def check_parts(parts: Iterable[str] | None, known: tuple[str, ...]) -> None:
    """Raise InputError for names of parts of a decision that are not known."""
    for part in parts or ():
        if part not in known:
            raise InputError("parts", part, f"of {', '.join(known)}")


def check_outputs(sizes: tuple[int, ...], threshold: float | None, most: int) -> None:
    """Raise InputError for more outputs than most, or several with a threshold."""
    layers = ",".join(map(str, sizes))
    if sizes[-1] > most:
        words = f"the last to be at most {most}"
        raise InputError("layers", layers, words)
    if threshold is not None and sizes[-1] > 1:
        words = "the last to be 1, for the view has a threshold"
        raise InputError("layers", layers, words)

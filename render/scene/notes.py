"""Notes: the small words below a picture, which say what network it shows."""

from dataclasses import replace
from functools import lru_cache

from model import Chosen, Networks, Sliced
from render.plot.plots import Grid, Plot
from render.plot.titles import Title, as_title
from render.view.composed import composed

BETWEEN = " \N{MIDDLE DOT} "


def described(networks: Networks, k: int) -> str:
    """What a network is called, and is.

    "network 7: 1 input, layers of 11, 9, 1 (tanh)"
    """
    return f"{networks.name(k)}: {composed(networks[k], _fixed(networks))}"


def _fixed(networks: Networks) -> int:
    """How many inputs of networks are fixed, where these are slices."""
    while isinstance(networks, Chosen):
        networks = networks.networks
    if not isinstance(networks, Sliced):
        return 0
    return len(networks.at) - len(networks.axes)


def noted(names: tuple[str, ...], note: str | Title, position: float = 0.0) -> Title:
    """Names of networks, each followed by a view's own note, if it has one.

    position: which name is seen.
    """
    own = as_title(note)
    longest = max(own.room, key=len, default="")
    return Title(_joined(names, own.text), position, _joined(names, longest))


def gathered(plot: Plot | Grid) -> tuple[Plot | Grid, tuple[str, ...]]:
    """A plot without its notes, and these: of a grid, those of all plots in it."""
    own = as_title(plot.note).text
    notes: tuple[str, ...] = (own,) if own else ()
    if isinstance(plot, Plot):
        return replace(plot, note=""), notes
    parts = [gathered(part) for part in plot.plots]
    for _, others in parts:
        notes += others
    return replace(plot, plots=tuple(part for part, _ in parts), note=""), notes


@lru_cache(maxsize=64)
def _joined(names: tuple[str, ...], note: str) -> tuple[str, ...]:
    return tuple(f"{name}{BETWEEN}{note}" if note else name for name in names)

"""Notes: the small words below a picture, which say what network it shows."""

from dataclasses import replace
from functools import lru_cache

from model import Chosen, Network, Networks, Sliced
from render.plot.plots import Grid, Plot
from render.plot.titles import Title, as_title

# Where a name alone would puzzle.
PLAIN = {"identity": "linear", "relu": "ReLU"}
BETWEEN = " \N{MIDDLE DOT} "


def described(networks: Networks, k: int) -> str:
    """What a network is called, and is.

    "network 7: 1 input, layers of 11, 9, 1 (tanh)"
    """
    return f"{networks.name(k)}: {composed(networks[k], _fixed(networks))}"


def composed(network: Network, fixed: int = 0) -> str:
    """What a network is made of: "1 input, layers of 11, 9, 1 (tanh)".

    fixed: how many more inputs it has, whose values are fixed.
    """
    functions = dict.fromkeys(layer.activation.name for layer in network.layers)
    plain = (PLAIN.get(name, name.replace("_", " ")) for name in functions)
    n_inputs, *sizes = network.sizes
    among = f"{n_inputs} of " if fixed else ""  # of those that the network has itself
    inputs = among + counted(n_inputs + fixed, "input")
    nodes = f"layers of {', '.join(map(str, sizes))}"
    if len(sizes) == 1:
        nodes = counted(sizes[0], "node")
    return f"{inputs}, {nodes} ({' and '.join(plain)})"


def counted(n: int, noun: str) -> str:
    """How many there are: "1 input", "2,000 inputs"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


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

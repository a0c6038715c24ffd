"""Notes: the small words below a picture, which say what network it shows."""

from functools import lru_cache

from model import Chosen, Networks, Sliced
from render.plot.titles import Title, as_title

# Where a name alone would puzzle.
PLAIN = {"identity": "linear", "relu": "ReLU"}
BETWEEN = " \N{MIDDLE DOT} "


def described(networks: Networks, k: int) -> str:
    """What a network is called, and is.

    "network 7: 1 input, layers of 11, 9, 1 (tanh)"
    """
    network = networks[k]
    functions = dict.fromkeys(layer.activation.name for layer in network.layers)
    plain = (PLAIN.get(name, name.replace("_", " ")) for name in functions)
    n_inputs, *sizes = network.sizes
    fixed = _fixed(networks)
    among = f"{n_inputs} of " if fixed else ""  # of those that the network has itself
    inputs = among + _counted(n_inputs + fixed, "input")
    nodes = f"layers of {', '.join(map(str, sizes))}"
    if len(sizes) == 1:
        nodes = _counted(sizes[0], "node")
    return f"{networks.name(k)}: {inputs}, {nodes} ({' and '.join(plain)})"


def _fixed(networks: Networks) -> int:
    """How many inputs of networks are fixed, where these are slices."""
    while isinstance(networks, Chosen):
        networks = networks.networks
    if not isinstance(networks, Sliced):
        return 0
    return len(networks.at) - len(networks.axes)


def _counted(n: int, noun: str) -> str:
    """How many there are: "1 input", "2 inputs"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def noted(names: tuple[str, ...], note: str | Title, position: float = 0.0) -> Title:
    """Names of networks, each followed by a view's own note, if it has one.

    position: which name is seen.
    """
    own = as_title(note)
    longest = max(own.room, key=len, default="")
    return Title(_joined(names, own.text), position, _joined(names, longest))


@lru_cache(maxsize=64)
def _joined(names: tuple[str, ...], note: str) -> tuple[str, ...]:
    return tuple(f"{name}{BETWEEN}{note}" if note else name for name in names)

"""Composed: what networks are made of, in words."""

from collections.abc import Sequence

from model import Network

# Where a name alone would puzzle.
PLAIN = {"identity": "linear", "relu": "ReLU"}


def composed(network: Network, fixed: int = 0) -> str:
    """What a network is made of: "1 input, layers of 11, 9, 1 (tanh)".

    fixed: how many more inputs it has, whose values are fixed.
    """
    return f"{_sizes(network, fixed)} ({_functions(network)})"


def contrasted(networks: Sequence[Network]) -> str:
    """What each of several networks is made of, what all have in common once.

    "1 input, layers of 11, 9, 1 (tanh; or tanh and linear)"
    """
    sizes = dict.fromkeys(_sizes(network) for network in networks)
    if len(sizes) > 1:
        return " and ".join(dict.fromkeys(map(composed, networks)))
    functions = dict.fromkeys(map(_functions, networks))
    return f"{next(iter(sizes))} ({'; or '.join(functions)})"


def _sizes(network: Network, fixed: int = 0) -> str:
    """How many inputs there are, and nodes: "1 input, layers of 11, 9, 1"."""
    n_inputs, *sizes = network.sizes
    among = f"{n_inputs} of " if fixed else ""  # of those that the network has itself
    inputs = among + counted(n_inputs + fixed, "input")
    nodes = f"layers of {', '.join(map(str, sizes))}"
    if len(sizes) == 1:
        nodes = counted(sizes[0], "node")
    return f"{inputs}, {nodes}"


def _functions(network: Network) -> str:
    """What the activations are called, each once: "tanh and linear"."""
    names = dict.fromkeys(layer.activation.name for layer in network.layers)
    return " and ".join(PLAIN.get(name, name.replace("_", " ")) for name in names)


def counted(n: int, noun: str) -> str:
    """How many there are: "1 input", "2,000 inputs"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"

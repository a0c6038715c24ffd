"""Notes: the small words below a picture, which say what network it shows."""

from functools import lru_cache

from model import Networks
from render.plot.titles import Title, as_title

PLAIN = {"identity": "linear"}  # where a name alone would puzzle
BETWEEN = " \N{MIDDLE DOT} "


def described(networks: Networks, k: int) -> str:
    """What a network is called, and is: "network 7, 1-11-9-1, tanh"."""
    network = networks[k]
    functions = dict.fromkeys(layer.activation.name for layer in network.layers)
    plain = (PLAIN.get(name, name.replace("_", " ")) for name in functions)
    names = " and ".join(plain)
    return f"{networks.name(k)}, {'-'.join(map(str, network.sizes))}, {names}"


@lru_cache(maxsize=64)
def noted(names: tuple[str, ...], note: str | Title) -> tuple[str, ...]:
    """Names of networks, each followed by a view's own note, if it has one."""
    own = as_title(note).text
    return tuple(f"{name}{BETWEEN}{own}" if own else name for name in names)

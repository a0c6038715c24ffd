"""Notes: the small words below a picture, which say what network it shows."""

from functools import lru_cache

from model import Networks, sizes_at
from render.plot.titles import Title, as_title

BETWEEN = " \N{MIDDLE DOT} "


def described(networks: Networks, k: int) -> str:
    """A network's name and the sizes of its layers, such as "network 7, 1-11-9-1"."""
    return f"{networks.name(k)}, {'-'.join(map(str, sizes_at(networks, k)))}"


@lru_cache(maxsize=64)
def noted(names: tuple[str, ...], note: str | Title) -> tuple[str, ...]:
    """Names of networks, each followed by a view's own note, if it has one."""
    own = as_title(note).text
    return tuple(f"{name}{BETWEEN}{own}" if own else name for name in names)

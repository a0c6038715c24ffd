"""Make recordings anew: of all scripts, or those that are named.

python -m scenes.recordings
python -m scenes.recordings learn_spiral learn_moons
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scenes


def every() -> Iterator[Any]:
    """What has a file here, of the variables of all scripts.

    That is every value with a path in this folder, and a method make() that writes it.
    """
    for module in pkgutil.iter_modules(scenes.__path__):
        if not module.ispkg:
            values = vars(importlib.import_module(f"scenes.{module.name}")).values()
            yield from (value for value in values if _is_recorded(value))


def _is_recorded(value: object) -> bool:
    path = getattr(value, "path", None)
    return isinstance(path, Path) and path.parent == Path(__file__).parent


def make(names: list[str]) -> None:
    """Make those with names, or all if there are none, and say how large they are."""
    for value in every():
        if not names or value.path.stem in names:
            value.make()
            print(f"{value.path.name}: {value.path.stat().st_size / 1000:,.0f} kB")


if __name__ == "__main__":
    make(sys.argv[1:])

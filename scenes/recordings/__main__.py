"""Make recordings and counts anew: of all scripts, or those named, or those of digits.

\b
python -m scenes.recordings
python -m scenes.recordings learn_spiral learn_moons
python -m scenes.recordings --mnist FOLDER
"""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

import scenes
from model import Recorded, Studied
from scenes.recordings import Computed, digit_training


def every() -> Iterator[Any]:
    """What has a file here, of the variables of all scripts.

    That is every value with a path in this folder, and a method make() that writes it.
    """
    for module in pkgutil.iter_modules(scenes.__path__):
        if not module.ispkg:
            values = vars(importlib.import_module(f"scenes.{module.name}")).values()
            yield from (value for value in values if _is_recorded(value))


def _is_recorded(value: object) -> bool:
    """Whether a value says how its file was made, which those of digits do not."""
    if not isinstance(value, Recorded | Studied | Computed):
        return False
    return value.path.parent == Path(__file__).parent


def make(names: Sequence[str]) -> Iterator[Path]:
    """Make those with names, or all if there are none, and give their paths."""
    for value in every():
        if not names or value.path.stem in names:
            value.make()
            yield value.path


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--mnist", type=Path, help="Make those of digits, from MNIST's folder.")
def main(names: Sequence[str], mnist: Path | None) -> None:
    """Make recordings, and say how large they are."""
    for path in digit_training.make(mnist) if mnist else make(names):
        click.echo(f"{path.name}: {path.stat().st_size / 1000:,.0f} kB")


if __name__ == "__main__":
    main()

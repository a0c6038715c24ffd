"""Facts: what files of recordings and studies have besides numbers, in JSON."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model.files.content import quoted

LONGEST_ERROR = 400


@dataclass(frozen=True)
class Facts:
    """The array of a .npz file that holds its facts.

    name: the array's, and what the file holds. version: of the format, "nn-render" and
        the name. longest: how many characters there may be.
    """

    name: str
    version: int
    longest: int

    def text(self, facts: Mapping[str, Any]) -> np.ndarray:
        """The array of facts. Raises ValueError for too many characters."""
        own = {"format": self._format, "version": self.version}
        text = json.dumps({**own, **facts}, ensure_ascii=False)
        if len(text) > self.longest:
            words = f"expected at most {self.longest:,} characters in all"
            raise ValueError(f"names and settings of a {self.name}: {words}")
        return np.array(text)

    def read(self, found: Mapping[str, np.ndarray]) -> dict[str, Any]:
        """The facts in a file's arrays.

        Raises ValueError for none, too many characters, or another format or version.
        """
        text = found.get(self.name, np.zeros(0))
        if text.dtype.kind != "U" or text.size != 1 or text.itemsize > 4 * self.longest:
            words = f"of at most {self.longest:,} letters"
            raise ValueError(f"expected an array {self.name}, a text {words}")
        try:
            facts = json.loads(str(text.ravel()[0]))
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{self.name} is no JSON") from error
        if not isinstance(facts, dict) or facts.get("format") != self._format:
            raise ValueError(f"{self.name} is not of the format {self._format}")
        if facts.get("version") != self.version:
            version = quoted(str(facts.get("version")), 20)
            words = f"expected {self.version}"
            raise ValueError(f"version {version} of the format: {words}")
        return facts

    @contextmanager
    def in_one_line(self, path: Path) -> Iterator[None]:
        """Have a ValueError about a file's content say which file, in one line."""
        try:
            yield
        except ValueError as error:
            words = " ".join(str(error)[:LONGEST_ERROR].split())
            raise ValueError(f"{path} does not hold a {self.name}: {words}") from error

    @property
    def _format(self) -> str:
        return f"nn-render {self.name}"


def list_in(facts: Mapping[str, Any], name: str, kind: type, owner: Facts) -> list[Any]:
    """A list of values of a kind. Raises ValueError for anything else."""
    values = facts.get(name)
    if not isinstance(values, list) or not all(isinstance(x, kind) for x in values):
        raise ValueError(f"{owner.name} has no list called {name}")
    if kind is str:
        "".join(values).encode()  # raises ValueError for half a sign
    return values

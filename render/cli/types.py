"""The types of options' values: each converts a text, or refuses it.

Each raises InputError for a text that it refuses. Other values stay as they are.
"""

import math
import re
from abc import abstractmethod
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar

from click import Context, Parameter, ParamType

from model import Activation, activation
from model.activation import CHOICES
from model.files.readers import PICKLES, SUFFIXES
from render.errors import InputError
from render.make.find import LONGEST_TITLE
from render.make.order import LONGEST_NAME
from render.make.theme_files import read_theme
from render.plot.camera import CAMERAS
from render.style.paper import LONGEST_SIDE
from render.style.styles import Style
from render.style.themes import THEMES
from render.type.fonts import Font, find_font
from render.type.typeset import check_signs
from render.view.own_views import KINDS, LIT, WALK

SHORTEST_SIDE = 64  # pixels
MOST_PIXELS = 7680 * 4320
MOST_LAYERS, MOST_WEIGHTS = 64, 10**6  # of a random network
# Bytes in a unit, by the letters before its B.
UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
UNITS |= {"ki": 2**10, "mi": 2**20, "gi": 2**30}
BYTES = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) *((?:[kmg]i?)?)b?", re.IGNORECASE)
LONGEST_WORD = 60  # characters of the name of an axis, an input or a category
MOST_NUMBERS = 2000  # of networks that are chosen
SECONDS = re.compile(r"(?:s|sec|seconds?|ms)\Z")  # the unit, at the end

T = TypeVar("T")


class Typed(ParamType[T]):
    """A type of values that are written as texts."""

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> T:
        """The value of a text; a value that is none is given back."""
        name = (param.name or "" if param else "value").replace("_", "-")
        given: T = self.parse(value, name) if isinstance(value, str) else value
        return given

    @abstractmethod
    def parse(self, text: str, name: str) -> T:
        """The value of a text; name: what its option is called, as it is typed."""


class Size(Typed[tuple[int, int]]):
    """WIDTHxHEIGHT in pixels."""

    name = "WxH"

    def parse(self, text: str, name: str) -> tuple[int, int]:
        """Width and height."""
        width, x, height = text.lower().partition("x")
        if not (x and _is_number(width) and _is_number(height)):
            raise InputError("size", text, "WIDTHxHEIGHT in pixels, such as 1280x720")
        size = int(width), int(height)
        if min(size) < SHORTEST_SIDE or max(size) > LONGEST_SIDE:
            words = f"sides of {SHORTEST_SIDE} to {LONGEST_SIDE} pixels"
            raise InputError("size", text, words)
        if size[0] * size[1] > MOST_PIXELS:
            raise InputError("size", text, "at most 7680x4320 pixels")
        return size


class Pixels(Typed[tuple[int, int]]):
    """WIDTHxHEIGHT of an image that inputs are the pixels of."""

    name = "WxH"

    def parse(self, text: str, name: str) -> tuple[int, int]:
        """Width and height, each 1 or more."""
        width, _, height = text.lower().partition("x")
        if not all(_is_number(side) and int(side) for side in (width, height)):
            raise InputError(name, text[:40], "WIDTHxHEIGHT, such as 28x28")
        return int(width), int(height)


class Layers(Typed[tuple[int, ...]]):
    """Numbers of nodes in each layer, separated by commas."""

    name = "N,N,..."

    def parse(self, text: str, name: str) -> tuple[int, ...]:
        """The numbers of nodes, inputs first."""
        parts = text.replace(" ", "").split(",")
        if not (
            len(parts) > 1
            and all(_is_number(p) and 1 <= int(p) <= 10**4 for p in parts)
        ):
            words = "two or more numbers of nodes from 1 to 10000, such as 1,11,9,1"
            raise InputError("layers", text, words)
        layers = tuple(map(int, parts))
        if len(layers) > MOST_LAYERS:
            raise InputError("layers", text, f"at most {MOST_LAYERS} layers")
        if sum(n * m for n, m in pairwise(layers)) > MOST_WEIGHTS:
            words = f"at most {MOST_WEIGHTS:,} weights in all"
            raise InputError("layers", text, words)
        return layers


class LayersOrFile(Typed[tuple[int, ...] | Path]):
    """Numbers of nodes in each layer, or the path of a file that holds a network."""

    name = "LAYERS|FILE"

    def parse(self, text: str, name: str) -> tuple[int, ...] | Path:
        """The numbers of nodes, inputs first, or the path."""
        if text.lower().endswith((*SUFFIXES, *PICKLES)):
            return Path(text)
        return Layers().parse(text, name)


class ActivationNames(Typed[tuple[Activation, ...]]):
    """Names of activations, separated by commas."""

    name = "NAME,..."

    def parse(self, text: str, name: str) -> tuple[Activation, ...]:
        """The activations that have these names."""
        try:
            return tuple(activation(part.strip()) for part in text.split(","))
        except ValueError:
            raise InputError("activation", text, CHOICES) from None


class Bytes(Typed[int]):
    """A number of bytes: 5MB, 500kB, 5000000."""

    name = "SIZE"

    def parse(self, text: str, name: str) -> int:
        """The number of bytes, 1 or more."""
        match = BYTES.fullmatch(text.strip())
        n_bytes = float(match[1]) * UNITS[match[2].lower()] if match else 0
        if n_bytes < 1:
            raise InputError("max-bytes", text, "a size such as 5MB, 500kB or 5MiB")
        return int(n_bytes)


class Seconds(Typed[float]):
    """A number of seconds: 1.5, 1.5s, 500ms."""

    name = "SECONDS"

    def parse(self, text: str, name: str) -> float:
        """The number of seconds."""
        plain = text.strip().lower()
        try:
            return float(SECONDS.sub("", plain)) / (1000 if plain.endswith("ms") else 1)
        except ValueError:
            raise InputError(name, text, "seconds, such as 1.5 or 500ms") from None


class Words(Typed[str]):
    """One line of words."""

    name = "WORDS"

    def parse(self, text: str, name: str) -> str:
        """The words, if they can be drawn."""
        if not 1 <= len(text.strip()) <= LONGEST_TITLE or not text.isprintable():
            words = f"one line of at most {LONGEST_TITLE} characters"
            raise InputError(name, text[:20], words)
        check_signs(text, name)
        return text


class Listed(Typed[tuple[str, ...]]):
    """Words separated by commas.

    known: the words that there are; none for any that can be drawn.
    """

    name = "NAME,..."

    def __init__(self, known: Sequence[str] = ()) -> None:
        self._known = tuple(known)

    def parse(self, text: str, name: str) -> tuple[str, ...]:
        """The words, without the spaces around them."""
        parts = tuple(part.strip() for part in text.split(","))
        for part in parts:
            if self._known and part not in self._known:
                raise InputError(name, part[:20], f"of {', '.join(self._known)}")
            if not 1 <= len(part) <= LONGEST_WORD or not part.isprintable():
                words = f"names of 1 to {LONGEST_WORD} characters, with commas between"
                raise InputError(name, part[:20], words)
            check_signs(part, name)
        return parts


class Views(Listed):
    """Names of views of one's own network, separated by commas."""

    name = "VIEW,..."

    def __init__(self) -> None:
        super().__init__((*KINDS, WALK, LIT))


class Range(Typed[tuple[float, float]]):
    """LOW:HIGH, two numbers."""

    name = "LOW:HIGH"

    def parse(self, text: str, name: str) -> tuple[float, float]:
        """The lowest and the highest value that is shown."""
        ends = _numbers(text, ":")
        if len(ends) != 2:
            raise InputError(name, text[:40], "LOW:HIGH, such as -2:3")
        return ends[0], ends[1]


class Stop(Typed[float | Literal["last"]]):
    """Where a scene is looked at: a number, or the word last."""

    name = "NUMBER|last"

    def parse(self, text: str, name: str) -> float | Literal["last"]:
        """The number, or the word."""
        if text == "last":
            return "last"
        try:
            return float(text)
        except ValueError:
            words = "a number, such as 7 or 7.5, or last"
            raise InputError(name, text[:40], words) from None


class Direction(Typed[tuple[float, float] | str]):
    """ELEVATION,AZIMUTH in degrees, or the name of a camera."""

    name = "|".join(["ELEVATION,AZIMUTH", *CAMERAS])

    def parse(self, text: str, name: str) -> tuple[float, float] | str:
        """Both of them, or the name."""
        if text in CAMERAS:
            return text
        ends = _numbers(text, ",")
        if len(ends) != 2:
            words = "ELEVATION,AZIMUTH in degrees, such as 50,-30, or "
            words += " or ".join(CAMERAS)
            raise InputError(name, text[:40], words)
        return ends[0], ends[1]


class Numbers(Typed[tuple[int, ...]]):
    """Numbers of networks, separated by commas."""

    name = "N,N,..."

    def parse(self, text: str, name: str) -> tuple[int, ...]:
        """The numbers, each once."""
        parts = text.replace(" ", "").split(",")
        if not all(p.isascii() and p.isdecimal() and len(p) < 10 for p in parts):
            words = "numbers of networks, such as 17,3,88"
            raise InputError(name, text[:40], words)
        numbers = tuple(map(int, parts))
        if len(set(numbers)) < len(numbers) or len(numbers) > MOST_NUMBERS:
            words = f"each number once, and at most {MOST_NUMBERS}"
            raise InputError(name, text[:40], words)
        return numbers


class Theme(Typed[Style]):
    """The name of a theme, or the path of a file that holds one."""

    name = "|".join([*THEMES, "FILE.toml"])

    def parse(self, text: str, name: str) -> Style:
        """The style."""
        if text in THEMES:
            return THEMES[text]
        if not text.lower().endswith(".toml"):
            words = f"{', '.join(THEMES)} or a .toml file"
            raise InputError("theme", text, words)
        return read_theme(Path(text))


class InstalledFont(Typed[Font]):
    """The name of a font of this system, or the path of a font's file."""

    name = "NAME|FILE"

    def parse(self, text: str, name: str) -> Font:
        """The font."""
        return find_font(text)


class PythonName(Typed[str]):
    """The name of a scene: a Python name."""

    name = "NAME"

    def parse(self, text: str, name: str) -> str:
        """The name."""
        if not text.isidentifier() or len(text) > LONGEST_NAME:
            words = f"letters, digits and underscores, at most {LONGEST_NAME}"
            raise InputError(name, text[:40], words)
        return text


def _numbers(text: str, between: str) -> list[float]:
    """The finite numbers in a text; none if anything else is in it."""
    try:
        numbers = [float(part) for part in text.split(between)]
    except ValueError:
        return []
    return numbers if all(map(math.isfinite, numbers)) else []


def _is_number(text: str) -> bool:
    """Whether a text is a whole number of at most five digits."""
    return text.isascii() and text.isdecimal() and len(text) <= 5

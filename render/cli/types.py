"""The types of options' values: each converts a text, or refuses it.

Each raises InputError for a text that it refuses. Other values stay as they are.
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from click import Context, Parameter, ParamType

from model import Activation, activation
from model.activation import CHOICES
from model.files.readers import PICKLES, SUFFIXES
from render.errors import InputError
from render.make.find import LONGEST_TITLE
from render.make.order import LONGEST_NAME
from render.make.theme_files import read_theme
from render.style.paper import LONGEST_SIDE
from render.style.styles import Style
from render.style.themes import THEMES
from render.type.typeset import check_signs
from render.view.own_views import KINDS

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


class Size(ParamType[tuple[int, int]]):
    """WIDTHxHEIGHT in pixels."""

    name = "WxH"

    def convert(
        self,
        value: str | tuple[int, int],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[int, int]:
        """Width and height."""
        if isinstance(value, tuple):
            return value
        width, x, height = value.lower().partition("x")
        if not (x and _is_number(width) and _is_number(height)):
            raise InputError("size", value, "WIDTHxHEIGHT in pixels, such as 1280x720")
        size = int(width), int(height)
        if min(size) < SHORTEST_SIDE or max(size) > LONGEST_SIDE:
            words = f"sides of {SHORTEST_SIDE} to {LONGEST_SIDE} pixels"
            raise InputError("size", value, words)
        if size[0] * size[1] > MOST_PIXELS:
            raise InputError("size", value, "at most 7680x4320 pixels")
        return size


class Layers(ParamType[tuple[int, ...]]):
    """Numbers of nodes in each layer, separated by commas."""

    name = "N,N,..."

    def convert(
        self,
        value: str | tuple[int, ...],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[int, ...]:
        """The numbers of nodes, inputs first."""
        if isinstance(value, tuple):
            return value
        parts = value.replace(" ", "").split(",")
        if not (
            len(parts) > 1
            and all(_is_number(p) and 1 <= int(p) <= 10**4 for p in parts)
        ):
            words = "two or more numbers of nodes from 1 to 10000, such as 1,11,9,1"
            raise InputError("layers", value, words)
        layers = tuple(map(int, parts))
        if len(layers) > MOST_LAYERS:
            raise InputError("layers", value, f"at most {MOST_LAYERS} layers")
        if sum(n * m for n, m in pairwise(layers)) > MOST_WEIGHTS:
            words = f"at most {MOST_WEIGHTS:,} weights in all"
            raise InputError("layers", value, words)
        return layers


class LayersOrFile(ParamType[tuple[int, ...] | Path]):
    """Numbers of nodes in each layer, or the path of a file that holds a network."""

    name = "LAYERS|FILE"

    def convert(
        self,
        value: str | tuple[int, ...],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[int, ...] | Path:
        """The numbers of nodes, inputs first, or the path."""
        if isinstance(value, str) and value.lower().endswith((*SUFFIXES, *PICKLES)):
            return Path(value)
        return Layers().convert(value, param, ctx)


class ActivationNames(ParamType[tuple[Activation, ...]]):
    """Names of activations, separated by commas."""

    name = "NAME,..."

    def convert(
        self,
        value: str | tuple[Activation, ...],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[Activation, ...]:
        """The activations that have these names."""
        if isinstance(value, tuple):
            return value
        try:
            return tuple(activation(name.strip()) for name in value.split(","))
        except ValueError:
            raise InputError("activation", value, CHOICES) from None


class Bytes(ParamType[int]):
    """A number of bytes: 5MB, 500kB, 5000000."""

    name = "SIZE"

    def convert(
        self, value: str | int, param: Parameter | None, ctx: Context | None
    ) -> int:
        """The number of bytes, 1 or more."""
        if isinstance(value, int):
            return value
        match = BYTES.fullmatch(value.strip())
        n_bytes = float(match[1]) * UNITS[match[2].lower()] if match else 0
        if n_bytes < 1:
            raise InputError("max-bytes", value, "a size such as 5MB, 500kB or 5MiB")
        return int(n_bytes)


class Seconds(ParamType[float]):
    """A number of seconds: 1.5, 1.5s, 500ms."""

    name = "SECONDS"

    def convert(
        self, value: str | float, param: Parameter | None, ctx: Context | None
    ) -> float:
        """The number of seconds."""
        if isinstance(value, float):
            return value
        text = value.strip().lower()
        try:
            return float(SECONDS.sub("", text)) / (1000 if text.endswith("ms") else 1)
        except ValueError:
            name = param.name if param else "seconds"
            raise InputError(name, value, "seconds, such as 1.5 or 500ms") from None


class Words(ParamType[str]):
    """One line of words."""

    name = "WORDS"

    def convert(self, value: str, param: Parameter | None, ctx: Context | None) -> str:
        """The words, if they can be drawn."""
        name = _name(param)
        if not 1 <= len(value.strip()) <= LONGEST_TITLE or not value.isprintable():
            words = f"one line of at most {LONGEST_TITLE} characters"
            raise InputError(name, value[:20], words)
        check_signs(value, name)
        return value


class Listed(ParamType[tuple[str, ...]]):
    """Words separated by commas.

    known: the words that there are; none for any that can be drawn.
    """

    name = "NAME,..."

    def __init__(self, known: Sequence[str] = ()) -> None:
        self._known = tuple(known)

    def convert(
        self,
        value: str | tuple[str, ...],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[str, ...]:
        """The words, without the spaces around them."""
        if isinstance(value, tuple):
            return value
        name, parts = _name(param), tuple(part.strip() for part in value.split(","))
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
        super().__init__(tuple(KINDS))


class Range(ParamType[tuple[float, float]]):
    """LOW:HIGH, two numbers."""

    name = "LOW:HIGH"

    def convert(
        self,
        value: str | tuple[float, float],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[float, float]:
        """The lowest and the highest value that is shown."""
        if isinstance(value, tuple):
            return value
        ends = _numbers(value, ":")
        if len(ends) != 2:
            raise InputError(_name(param), value[:40], "LOW:HIGH, such as -2:3")
        return ends[0], ends[1]


class Direction(ParamType[tuple[float, float]]):
    """ELEVATION,AZIMUTH in degrees."""

    name = "ELEVATION,AZIMUTH"

    def convert(
        self,
        value: str | tuple[float, float],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[float, float]:
        """Both of them."""
        if isinstance(value, tuple):
            return value
        ends = _numbers(value, ",")
        if len(ends) != 2:
            words = "ELEVATION,AZIMUTH in degrees, such as 50,-30"
            raise InputError(_name(param), value[:40], words)
        return ends[0], ends[1]


class Numbers(ParamType[tuple[int, ...]]):
    """Numbers of networks, separated by commas."""

    name = "N,N,..."

    def convert(
        self,
        value: str | tuple[int, ...],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[int, ...]:
        """The numbers, each once."""
        if isinstance(value, tuple):
            return value
        parts = value.replace(" ", "").split(",")
        if not all(p.isascii() and p.isdecimal() and len(p) < 10 for p in parts):
            words = "numbers of networks, such as 17,3,88"
            raise InputError(_name(param), value[:40], words)
        numbers = tuple(map(int, parts))
        if len(set(numbers)) < len(numbers) or len(numbers) > MOST_NUMBERS:
            words = f"each number once, and at most {MOST_NUMBERS}"
            raise InputError(_name(param), value[:40], words)
        return numbers


class Theme(ParamType[Style]):
    """The name of a theme, or the path of a file that holds one."""

    name = "|".join([*THEMES, "FILE.toml"])

    def convert(
        self, value: str | Style, param: Parameter | None, ctx: Context | None
    ) -> Style:
        """The style."""
        if isinstance(value, Style):
            return value
        if value in THEMES:
            return THEMES[value]
        if not value.lower().endswith(".toml"):
            words = f"{', '.join(THEMES)} or a .toml file"
            raise InputError("theme", value, words)
        return read_theme(Path(value))


class PythonName(ParamType[str]):
    """The name of a scene: a Python name."""

    name = "NAME"

    def convert(self, value: str, param: Parameter | None, ctx: Context | None) -> str:
        """The name."""
        if not value.isidentifier() or len(value) > LONGEST_NAME:
            words = f"letters, digits and underscores, at most {LONGEST_NAME}"
            raise InputError(_name(param), value[:40], words)
        return value


def _name(param: Parameter | None) -> str:
    """What an option is called, as it is typed."""
    return (param.name or "" if param else "value").replace("_", "-")


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

"""The types of options' values: each converts a text, or refuses it.

Each raises InputError for a text that it refuses. Other values stay as they are.
"""

import re
from itertools import pairwise
from pathlib import Path

from click import Context, Parameter, ParamType

from model import Activation, activation
from model.activation import CHOICES
from render.errors import InputError
from render.style.paper import LONGEST_SIDE

SHORTEST_SIDE = 64  # pixels
MOST_PIXELS = 7680 * 4320
MOST_LAYERS, MOST_WEIGHTS = 64, 10**6  # of a random network
# Bytes in a unit, by the letters before its B.
UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
UNITS |= {"ki": 2**10, "mi": 2**20, "gi": 2**30}
BYTES = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) *((?:[kmg]i?)?)b?", re.IGNORECASE)
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

    name = "LAYERS|FILE.npz"

    def convert(
        self,
        value: str | tuple[int, ...],
        param: Parameter | None,
        ctx: Context | None,
    ) -> tuple[int, ...] | Path:
        """The numbers of nodes, inputs first, or the path."""
        if isinstance(value, str) and value.lower().endswith(".npz"):
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


def _is_number(text: str) -> bool:
    """Whether a text is a whole number of at most five digits."""
    return text.isascii() and text.isdecimal() and len(text) <= 5

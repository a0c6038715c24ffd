"""The values that options take."""

import re
from itertools import pairwise
from pathlib import Path

import click

from model import Activation, activation
from model.activation import CHOICES
from render.errors import InputError

SMALLEST, LARGEST = 64, 7680  # pixels along a side
MOST_PIXELS = 7680 * 4320
MOST_LAYERS, MOST_WEIGHTS = 64, 10**6  # of a random network
UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
UNITS |= {"ki": 2**10, "mi": 2**20, "gi": 2**30}
BYTES = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) *((?:[kmg]i?)?)b?", re.IGNORECASE)
SECONDS = re.compile(r"(.*?)\s*(s|sec|seconds?|ms)?", re.DOTALL)


class Size(click.ParamType):
    """WIDTHxHEIGHT in pixels."""

    name = "WxH"

    def convert(self, value, param, ctx) -> tuple[int, int]:
        """Text to width and height."""
        if isinstance(value, tuple):
            return value
        width, x, height = value.lower().partition("x")
        if not (x and _is_number(width) and _is_number(height)):
            raise InputError("size", value, "WIDTHxHEIGHT in pixels, such as 1280x720")
        size = int(width), int(height)
        if min(size) < SMALLEST or max(size) > LARGEST:
            raise InputError("size", value, f"sides of {SMALLEST} to {LARGEST} pixels")
        if size[0] * size[1] > MOST_PIXELS:
            raise InputError("size", value, "at most 7680x4320 pixels")
        return size


class Layers(click.ParamType):
    """Nodes in each layer, separated by commas."""

    name = "N,N,..."

    def convert(self, value, param, ctx) -> tuple[int, ...]:
        """Text to numbers of nodes."""
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


class LayersOrFile(Layers):
    """Nodes in each layer, or the path of a file that holds a network."""

    name = "LAYERS|FILE.npz"

    def convert(self, value, param, ctx) -> tuple[int, ...] | Path:
        """Text to numbers of nodes, or to a path."""
        if isinstance(value, str) and value.lower().endswith(".npz"):
            return Path(value)
        return super().convert(value, param, ctx)


class ActivationNames(click.ParamType):
    """Names of activations, separated by commas."""

    name = "NAME,..."

    def convert(self, value, param, ctx) -> tuple[Activation, ...]:
        """Text to activations of the model."""
        if isinstance(value, tuple):
            return value
        try:
            return tuple(activation(name.strip()) for name in value.split(","))
        except ValueError:
            raise InputError("activation", value, CHOICES) from None


class Bytes(click.ParamType):
    """A number of bytes: 5MB, 500kB, 5000000."""

    name = "SIZE"

    def convert(self, value, param, ctx) -> int:
        """Text to a number of bytes."""
        if isinstance(value, int):
            return value
        found = BYTES.fullmatch(value.strip())
        n_bytes = found and float(found[1]) * UNITS[found[2].lower()]
        if not n_bytes or n_bytes < 1:
            raise InputError("max-bytes", value, "a size such as 5MB, 500kB or 5MiB")
        return int(n_bytes)


class Seconds(click.ParamType):
    """A number of seconds: 1.5, 1.5s, 500ms."""

    name = "SECONDS"

    def convert(self, value, param, ctx) -> float:
        """Text to a number."""
        if isinstance(value, float):
            return value
        number, unit = SECONDS.fullmatch(value.strip().lower()).groups()
        try:
            return float(number) / (1000 if unit == "ms" else 1)
        except ValueError:
            name = param.name if param else "seconds"
            raise InputError(name, value, "seconds, such as 1.5 or 500ms") from None


def _is_number(text: str) -> bool:
    """Whether a text is digits, and few enough for a size."""
    return text.isascii() and text.isdecimal() and len(text) <= 5

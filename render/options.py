"""The values that command line options take, and what they do to a scene."""

from dataclasses import replace

import click

from model import activation
from render.errors import InputError
from render.scene import Scene, Tour

SMALLEST, LARGEST = 64, 7680  # pixels along a side
MOST_PIXELS = 7680 * 4320


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
        parts = value.split(",")
        if not (
            len(parts) > 1
            and all(_is_number(p) and 1 <= int(p) <= 10**4 for p in parts)
        ):
            words = "two or more numbers of nodes from 1 to 10000, such as 1,11,9,1"
            raise InputError("layers", value, words)
        return tuple(map(int, parts))


class ActivationName(click.ParamType):
    """An activation's name."""

    name = "NAME"

    def convert(self, value, param, ctx):
        """Text to an activation of the model."""
        try:
            return activation(value)
        except ValueError:
            words = "identity (linear), logistic (sigmoid), tanh or relu"
            raise InputError("activation", value, words) from None


def _is_number(text: str) -> bool:
    """Whether a text is digits, and few enough for a size."""
    return text.isascii() and text.isdecimal() and len(text) <= 5


def vary(scene: Scene, layers=None, activation=None, networks=None, seed=None) -> Scene:
    """The scene with other layers, activation, number of networks or seed.

    Raises InputError where the scene has no such thing.
    """
    changes = {
        key: value
        for key, value in {"networks": networks, "seed": seed}.items()
        if value is not None
    }
    family = {
        key: value
        for key, value in {"layers": layers, "activation": activation}.items()
        if value is not None
    }
    if not changes and not family:
        return scene
    if not isinstance(scene, Tour):
        name, value = next(iter({**family, **changes}.items()))
        raise InputError(name, value, "a scene of random networks, which this is not")
    if family:
        changes["family"] = replace(scene.family, **family)
        changes |= {"title": "", "caption": ""}  # they spoke of the other family
    return replace(scene, **changes)


def check_size(size: tuple[int, int], formats: tuple[str, ...]) -> None:
    """Raise InputError for a size with odd sides, if it is to be an mp4's."""
    width, height = size
    if "mp4" in formats and (width % 2 or height % 2):
        near = f"{width + width % 2}x{height + height % 2}"
        words = f"even sides for an mp4, such as {near}"
        raise InputError("size", f"{width}x{height}", words)

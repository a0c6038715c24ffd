"""The command line: the one part that knows of click."""

from render.cli import films, stills
from render.cli.group import main

__all__ = ["films", "main", "stills"]

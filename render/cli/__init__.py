"""The command line: the one part that knows of click."""

from render.cli import films, pages, stills
from render.cli.group import main

__all__ = ["films", "main", "pages", "stills"]

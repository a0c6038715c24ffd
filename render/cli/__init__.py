"""The command line: the one part that knows of click."""

import os

# No window is ever opened, and what a notebook names may not be there.
os.environ["MPLBACKEND"] = "agg"

from render.cli import films, pages, stills
from render.cli.group import main

__all__ = ["films", "main", "pages", "stills"]

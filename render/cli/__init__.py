"""The command line: the one part that knows of click."""

import os

# No window is ever opened, and what a notebook names may not be there.
os.environ["MPLBACKEND"] = "agg"
# No file is dated, and what is no date would be an error.
os.environ.pop("SOURCE_DATE_EPOCH", None)
# Other processes are not to take files of the working folder for Python's own modules.
os.environ["PYTHONSAFEPATH"] = "1"

from render.cli import films, pages, stills
from render.cli.group import main

__all__ = ["films", "main", "pages", "stills"]

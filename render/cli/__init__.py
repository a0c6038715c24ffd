"""The command line: the one room that knows click."""

import os

# No window is ever opened, and a backend that a notebook names may not be installed.
os.environ["MPLBACKEND"] = "agg"
# No file is dated, and matplotlib raises an error for a value that is no date.
os.environ.pop("SOURCE_DATE_EPOCH", None)
# Else other processes could import files of the working folder as Python's modules.
os.environ["PYTHONSAFEPATH"] = "1"

from render.cli import files, films, pages, stills, train
from render.cli.group import main

__all__ = ["files", "films", "main", "pages", "stills", "train"]

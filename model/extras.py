"""Extras: packages that only parts of this program need."""

import shlex
import sys
from importlib.metadata import requires


def installing(extra: str) -> str:
    """The command that installs an extra's packages where this program is installed."""
    needed = (line.partition(";") for line in requires("nn-render") or [])
    names = [name.strip() for name, _, when in needed if f'extra == "{extra}"' in when]
    return shlex.join([sys.executable, "-m", "pip", "install", *names])

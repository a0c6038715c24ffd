"""Extras: packages that some things need, and most do not."""

import shlex
import sys
from importlib.metadata import requires


def installing(extra: str) -> str:
    """The command that installs what an extra needs, wherever this program is."""
    needed = (line.partition(";") for line in requires("nn-render") or [])
    names = [name.strip() for name, _, when in needed if f'extra == "{extra}"' in when]
    return shlex.join([sys.executable, "-m", "pip", "install", *names])

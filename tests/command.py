"""The `render` command: in a process of its own, or in this one."""

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

import scenes
from render.cli import main
from render.make.find import Library

RENDER = [str(Path(sys.executable).with_name("render"))]
LIBRARY = Library(scenes)
LONG = 120  # seconds: what takes longer never ends


def render(*arguments, before=(), name=RENDER, **options):
    """What comes of a command; before: what runs it, such as `env` and its words.

    A failure shows what the command said.
    """
    command = [*before, *name, *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=LONG, check=False, **options
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def invoke(*arguments) -> Result:
    """What comes of a command, run in this process."""
    return CliRunner().invoke(main, [str(word) for word in arguments], obj=LIBRARY)

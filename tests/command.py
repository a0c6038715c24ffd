"""Commands: `render`, in a process of its own or in this one, and any other."""

import shlex
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


def output_of(*command, text=True, timeout=LONG, **options):
    """What a command prints that must succeed; where it fails, its words are shown."""
    command = [str(word) for word in command]
    options |= {"capture_output": True, "text": text, "timeout": timeout}
    done = subprocess.run(command, check=False, **options)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stderr}"
    return done.stdout


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

"""The real `render`, in a process of its own."""

import subprocess
import sys
from pathlib import Path

RENDER = [str(Path(sys.executable).with_name("render"))]
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

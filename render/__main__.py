"""The program: `render`, or `python -m render`, with the scenes that it ships with."""

import scenes
from render.cli import main
from render.make.find import Library


def run() -> None:
    """Run the command that the arguments of this process ask for."""
    main(prog_name="render", obj=Library(scenes))


if __name__ == "__main__":
    run()

"""The command that says what is in a user's file."""

import json
from pathlib import Path
from typing import Any

import click

from render.cli.group import main
from render.cli.types import ActivationNames, Listed
from render.make.describe import describe as described
from render.make.describe import lines
from render.make.own import Own
from render.type.words import clean


@main.command(short_help="Say what is in a file of a network or of data.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--order",
    type=Listed(),
    default=(),
    help="Names of a file's layers, first to last, where it does not say.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="Say how many of these points a network puts into their own category.",
)
@click.option("--target", help="The column with the targets, by name or number.")
@click.option(
    "--activation",
    type=ActivationNames(),
    help="With --data: of a file that names none, as relu,softmax.",
)
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def describe(
    path: Path,
    as_json: bool,
    **own: Any,  # as Own names and types them
) -> None:
    """Say what is in a file of a network or of data, or in a folder of networks.

    Layers, activations if the file names them, how many parameters, in which range, and
    what can be shown of it. Nothing in the file is run.

    \b
    render describe moons.npz
    render describe model.onnx --json
    render describe checkpoints/
    render describe moons.npz --data moons.csv
    """
    facts = described(path, Own(**own))
    if as_json:
        click.echo(json.dumps(facts, indent=2))
        return
    for line in lines(facts):
        click.echo(f"{line[: len(line) - len(line.lstrip())]}{clean(line)}")

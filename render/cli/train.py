"""The command that trains a network, and records it on the way."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from model import Activation, Penalty, Recording, Training
from model import resume as resumed
from model.learn.datasets import DATASETS
from model.learn.initial import INITIALISATIONS
from model.learn.losses import LOSSES
from model.learn.optimisers import OPTIMISERS, optimiser_named
from render.cli.group import main
from render.cli.options import ACTIVATION_HELP, together
from render.cli.terminal import Terminal, watching
from render.cli.types import ActivationNames, Layers
from render.errors import InputError, StoppedError
from render.make.describe import of_results, results
from render.make.sources import recording_in
from render.make.train import (
    check_new,
    data_of,
    has_images,
    refusing,
    steps_in_all,
    write_recording,
)
from render.scene.scenes import check_seed

OF_DATA = ("points", "noise", "turns")  # options of the program's own data sets

learned = together(
    click.option(
        "--data",
        metavar="NAME|FILE|FOLDER",
        help=f"What it learns: {', '.join(DATASETS)}, a .csv or .npz file, or a folder "
        "with the four files of MNIST.",
    ),
    click.option(
        "--target",
        help="The column of a file with the targets, by name or number; the last if "
        "not given.",
    ),
    click.option("--points", type=int, help="How many a data set has."),
    click.option(
        "--noise",
        type=float,
        help="Standard deviation of what a data set adds: to inputs or, where targets "
        "are numbers, to these.",
    ),
    click.option(
        "--turns", type=float, help="How often a spiral goes round: 1.75 if not given."
    ),
    click.option(
        "--split",
        type=float,
        help="Share of the points that are not learned, but test what was, such as "
        "0.5; none if not given.",
    ),
    click.option(
        "--normalize/--no-normalize",
        default=None,
        show_default="normalize, but images",
        help="Bring inputs to mean 0 and standard deviation 1, in the first layer.",
    ),
)

learning = together(
    click.option(
        "--layers",
        type=Layers(),
        help="Nodes in each layer, inputs first: 2,8,8,1. If not given, what suits the "
        "data.",
    ),
    click.option(
        "--activation",
        type=ActivationNames(),
        help=f"{ACTIVATION_HELP} If not given, what suits the data.",
    ),
    click.option(
        "--start",
        type=click.Choice(list(INITIALISATIONS)),
        show_default="glorot",
        help="How the first weights are drawn. scaled: normal, divided by the root of "
        "how many inputs a node has.",
    ),
    click.option(
        "--loss",
        type=click.Choice(list(LOSSES)),
        show_default="the last activation's own",
        help="What is to fall.",
    ),
    click.option(
        "--optimizer",
        type=click.Choice(list(OPTIMISERS)),
        show_default="adam",
        help="How weights follow the slopes of the loss.",
    ),
    click.option(
        "--rate", type=float, help="Of learning; the optimizer's own if not given."
    ),
    click.option(
        "--batch",
        type=int,
        help="Points in a step; all if not given, or 32 of very many.",
    ),
    click.option(
        "--l1", type=float, help="Penalty on the sizes of weights, such as 0.001."
    ),
    click.option(
        "--l2", type=float, help="Penalty on their squares, halved, such as 0.001."
    ),
    click.option("--steps", type=int, help="How many; 2000 if not given."),
    click.option(
        "--epochs",
        type=int,
        help="In place of --steps: how many times each point is learned.",
    ),
    click.option(
        "--seed",
        type=int,
        help="Of data sets, first weights, split and order of points; 0 if not given.",
    ),
)


@main.command(short_help="Train a network, and record it on the way.")
@learned
@learning
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Go on with a recording to --steps in all; if not given, as many again.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write: .npz.",
)
def train(
    resume: Path | None,
    force: bool,
    out: Path,
    **options: Any,  # as _trained and _resumed name and type them
) -> None:
    """Train a network on data, and record what it is like on the way.

    `render scene` shows the recording: a film of what the network learns. It has 256
    networks at most: the first steps, and later ones farther and farther apart.

    \b
    render train --data spiral -o spiral.npz
    render train --data my.csv --target sick --split 0.3 -o my.npz
    render train --data circle --layers 2,3,1 --optimizer momentum -o circle.npz
    render train --data wiggle --layers 1,11,9,1 --steps 5000 -o wiggle.npz
    render train --resume wiggle.npz --steps 9000 -o longer.npz
    render train --data mnist --layers 784,30,10 -o digits.npz
    render scene spiral.npz
    """
    given = {name: value for name, value in options.items() if value is not None}
    if {"steps", "epochs"} <= given.keys():
        raise InputError("epochs", given["epochs"], "no --steps beside it")
    check_new(out, force or out == resume)
    recording = _resumed(resume, out, given) if resume else _trained(out, **given)
    click.echo(click.format_filename(out))
    for line in of_results(results(recording)):
        click.echo(f"  {line}")


def _trained(
    out: Path,
    data: str | None = None,
    target: str | None = None,
    activation: tuple[Activation, ...] | None = None,
    start: str = "glorot",
    optimizer: str = "adam",
    rate: float | None = None,
    l1: float = 0.0,
    l2: float = 0.0,
    normalize: bool | None = None,
    **options: Any,  # of a data set, and what Training.of takes
) -> Recording:
    """Train as the options ask, and write the recording."""
    if data is None:
        raise InputError("data", "of nothing", f"{', '.join(DATASETS)}, or a file")
    seed = options.get("seed", 0)
    check_seed(seed)
    own = {name: options.pop(name) for name in OF_DATA if name in options}
    points = data_of(data, target, seed, own)
    with refusing():
        rates = {} if rate is None else {"rate": rate}
        training = Training.of(
            points,
            activations=activation,
            initialisation=start,
            optimiser=optimiser_named(optimizer, **rates),
            penalty=Penalty(l1, l2),
            normalise=not has_images(data) if normalize is None else normalize,
            **options,
        )
    with _watching(out) as watch:
        return write_recording(training.run, training.steps, out, watch)


def _resumed(path: Path, out: Path, options: Mapping[str, Any]) -> Recording:
    """Go on with a recording, and write it."""
    others = [name for name in options if name not in ("steps", "epochs")]
    if others:
        words = "no --resume, for a recording has its own"
        raise InputError(others[0], "that is given", words)
    recording = recording_in(path)
    steps = steps_in_all(recording, **options)
    with _watching(out) as watch:
        return write_recording(partial(resumed, recording, steps), steps, out, watch)


@contextmanager
def _watching(out: Path) -> Iterator[Terminal]:
    """Give the terminal; whoever stops the program learns that nothing is written."""
    with watching() as watch:
        try:
            yield watch
        except StoppedError:
            watch.say(f"{out} is not written")
            raise

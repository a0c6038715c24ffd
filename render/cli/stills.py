"""Commands that write one picture."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import click

from model import TANH, Activation, Family, load
from render.cli.group import main
from render.cli.options import (
    ACTIVATION_HELP,
    PRESET_HELP,
    looks,
    own,
    preset_of,
    say_faint,
    styled,
    tours,
    variants,
    writing,
)
from render.cli.selection import say_accuracies, select_one
from render.cli.types import ActivationNames, LayersOrFile, Listed, Stop, Words
from render.errors import InputError
from render.make.find import Library
from render.make.sources import reading
from render.make.stills import check_ending, write_sheet, write_still
from render.scene.scenes import Scene, check_seed, plot_at, style_of
from render.style.styles import Style
from render.style.themes import DARK
from render.type.fonts import Font
from render.view.diagrams import EQUATIONS, NAMES, Diagram, ExplicitDiagram
from render.view.rows import PLACES
from render.view.views import Moment

THUMBNAIL = (480, 270)  # the usual size of a picture in a sheet, in pixels


@main.command(epilog=PRESET_HELP)
@click.argument("names", metavar="SCENE", nargs=-1, required=True)
@click.option(
    "--stop",
    type=Stop(),
    default=0.0,
    show_default="0",
    help="Which network or step, from 0, or last; 7.5 is half-way from 7 to 8.",
)
@click.option(
    "--at-step",
    metavar="STEP",
    help="Which step of a training, in place of --stop; if it was not recorded, the "
    "one before it that was.",
)
@writing
@own
@tours
@looks
@variants
@click.pass_obj
def still(
    library: Library,
    /,
    names: tuple[str, ...],
    stop: float | Literal["last"],
    at_step: str | None,
    out: Path,
    text: bool,
    preset: str | None,
    size: tuple[int, int] | None,
    theme: Style | None,
    font: Font | None,
    colors: str,
    **options: Any,  # as select names and types them
) -> None:
    """Write one picture of a scene; in svg and pdf, lines and text are vectors.

    SCENE is what `render scene` takes; several stand beside each other with --beside.

    \b
    render still tanh_3layer --stop 7 -o figure.pdf
    render still tanh_3layer_2input --stop 3 -o figure.png --size 1920x1080
    render still tanh_classifier --stop last -o figure.svg --theme light
    render still learn_spiral --at-step 400 -o spiral.png
    render still tanh_3layer_2input --only 29 --camera 50,-30 -o hill.png
    render still model.safetensors --activation relu,softmax -o figure.pdf
    """
    check_ending(out)
    _, scene = select_one(library, names, options)
    position = scene.stops - 1.0 if stop == "last" else stop
    if at_step is not None:
        position = _stop_at(scene, at_step)
    if not 0 <= position < scene.stops:
        raise InputError("stop", f"{position:g}", f"0 to {scene.stops - 1}")
    style = styled(style_of(scene), preset, theme, colors, font)
    size = size or preset_of(preset).size
    write_still(plot_at(scene, position), out, size, style, text)
    say_accuracies(library, names, options)
    say_faint(theme)
    click.echo(click.format_filename(out))


def _stop_at(scene: Scene, step: str) -> float:
    """The stop of a scene at a step of its training.

    Raises InputError for what is no step, and for a scene of no training.
    """
    find = getattr(scene, "stop_at", None)
    if find is None:
        raise InputError("at-step", step, "a scene of a training, which this is not")
    if not step.isdecimal() or len(step) > 15:
        raise InputError("at-step", step[:40], "a step, a whole number from 0")
    return float(find(int(step)))


@main.command(epilog=PRESET_HELP)
@click.argument("names", metavar="SCENE", nargs=-1, required=True)
@writing
@own
@tours
@looks
@variants
@click.pass_obj
def sheet(
    library: Library,
    /,
    names: tuple[str, ...],
    out: Path,
    text: bool,
    preset: str | None,
    size: tuple[int, int] | None,
    theme: Style | None,
    font: Font | None,
    colors: str,
    **options: Any,  # as select names and types them
) -> None:
    """Write a contact sheet: all networks, or steps, of a scene on one page.

    Numbers are stops, for `render still --stop`; beside them are the names of networks
    whose numbers are others, for --only. The size is that of each picture.

    \b
    render sheet tanh_3layer -o sheet.png
    render sheet network_story -o sheet.pdf --theme print
    """
    check_ending(out)
    _, scene = select_one(library, names, options)
    style = styled(style_of(scene), preset, theme, colors, font)
    write_sheet(scene, out, size or THUMBNAIL, style, text)
    say_accuracies(library, names, options)
    say_faint(theme)
    click.echo(click.format_filename(out))


@main.command(epilog=PRESET_HELP)
@click.argument("source", metavar="LAYERS|FILE", type=LayersOrFile())
@writing
@looks
@click.option("--explicit", is_flag=True, help="Draw every operation.")
@click.option(
    "--weights",
    is_flag=True,
    help="Show the weights: lines as wide as they are strong, negative ones dashed; "
    "explicit boxes hold the numbers.",
)
@click.option(
    "--pictures",
    is_flag=True,
    help="Show in each node what it computes over one input or two.",
)
@click.option(
    "--equations",
    type=click.Choice(EQUATIONS),
    help="Add the equations, on a light card or plain, in the diagram's own colours.",
)
@click.option("--frames", is_flag=True, help="Frame and number the layers.")
@click.option(
    "--bias",
    type=click.Choice(PLACES),
    help="Where bias nodes stand: first at the top, last at the bottom, or none. If "
    "not given, last if explicit, else none.",
)
@click.option(
    "--names",
    type=click.Choice(NAMES),
    help="Explicit: indexed, x_i and w_ij, if not given; or plain, x, m and b. Else "
    "indexed names inputs and outputs.",
)
@click.option(
    "--most",
    type=int,
    help="Rows of a layer to show; of more nodes, dots in one row stand for the rest. "
    "If not given, 3 if explicit, else 12.",
)
@click.option(
    "--activation",
    type=ActivationNames(),
    show_default="tanh, or the file's",
    help=ACTIVATION_HELP,
)
@click.option("--seed", type=int, help="Which random network; 0 if not given.")
@click.option(
    "--order",
    type=Listed(),
    default=(),
    help="Names of a file's layers, first to last, where it does not say.",
)
@click.option("--title", type=Words(), help="Words above it.")
def diagram(
    source: tuple[int, ...] | Path,
    out: Path,
    text: bool,
    preset: str | None,
    size: tuple[int, int] | None,
    theme: Style | None,
    font: Font | None,
    colors: str,
    activation: tuple[Activation, ...] | None,
    seed: int | None,
    order: tuple[str, ...],
    title: str | None,
    **look: Any,  # as _diagram names and types them
) -> None:
    """Draw a network: a random one, or your own.

    LAYERS are nodes in each layer, inputs first. FILE holds a network: .npz, .onnx,
    .keras, .h5, .pt, .pth or .safetensors. An .npz is what model.save writes, or
    numpy.savez: arrays layer_1, layer_2, ... of shape (n_inputs + 1, n_outputs), biases
    in row 0, and activation, a name for all layers or one for each. --activation says
    it for a file that does not.

    \b
    render diagram 2,11,9,1 -o net.svg
    render diagram 1,2,2,1 --explicit --frames --equations card -o operations.pdf
    render diagram 1,11,9,1 --weights --pictures -o inside.png
    render diagram trained.npz --weights -o trained.svg
    render diagram trained.npz --activation relu,softmax -o trained.svg
    """
    check_ending(out)
    view = _diagram(**look)
    if isinstance(source, Path):
        if seed is not None:
            raise InputError("seed", seed, "LAYERS, for a file has its own")
        network = reading(lambda: load(source, activation, order), source)
        view = replace(view, strongest=None)
        if isinstance(view, Diagram):
            view = replace(view, fitted=True)
    else:
        if order:
            raise InputError("order", ",".join(order), "a file, not LAYERS")
        check_seed(seed or 0)
        network = _family(source, activation).network(0, seed or 0)
    plot = replace(view.plot(Moment(network)), title=title or "")
    style = styled(DARK, preset, theme, colors, font)
    write_still(plot, out, size or preset_of(preset).size, style, text)
    say_faint(theme)
    click.echo(click.format_filename(out))


def _family(
    layers: tuple[int, ...], activations: tuple[Activation, ...] | None
) -> Family:
    """The random networks of these layers and activations; None: tanh for all."""
    try:
        return Family(layers, activations or TANH)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _diagram(
    explicit: bool,
    pictures: bool,
    names: Literal["indexed", "plain"] | None,
    **look: Any,  # fields that both kinds of diagram have
) -> Diagram | ExplicitDiagram:
    """The view that the options ask for; None: the view's own choice."""
    look = {key: value for key, value in look.items() if value is not None}
    if explicit:
        if pictures:
            words = "a diagram that is not explicit, in whose nodes there is room"
            raise InputError("pictures", "on", words)
        return ExplicitDiagram(names=names or "indexed", **look)
    if names not in (None, "indexed"):
        raise InputError("names", names, "indexed, or an explicit diagram")
    return Diagram(pictures=pictures, names=names is not None, **look)

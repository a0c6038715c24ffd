"""The `render` command."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import click

from model import Family
from render.diagram import EQUATIONS, NAMES, Diagram, ExplicitDiagram
from render.errors import InputError, RenderError
from render.find import find, scenes, scripts
from render.jobs import MOST_JOBS, run
from render.options import ActivationName, Layers, Size, check_size, vary
from render.produce import FORMATS, produce, write_still
from render.rows import PLACES
from render.scene import check_seed, pace_of, style_of

LONGEST_TITLE = 70  # characters, as wide as a picture
MOST_WEIGHTS = 10**7  # of a network that is drawn


class Command(click.Group):
    """A group whose errors are one line; status 2 for bad input, 1 for the rest."""

    def main(self, *args, standalone_mode=True, **kwargs):
        """Run the command and turn errors into a line and a status."""
        try:
            return super().main(*args, standalone_mode=False, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help())
            sys.exit(0)
        except InputError as error:
            self._fail(f"--{error}" if self._is_option(error.name) else str(error), 2)
        except click.UsageError as error:
            self._fail(error.format_message(), status=2)
        except RenderError as error:
            self._fail(str(error), status=1)
        except click.Abort:
            self._fail("interrupted", status=130)

    def _is_option(self, name: str) -> bool:
        params = [
            param for command in self.commands.values() for param in command.params
        ]
        return any(f"--{name}" in param.opts for param in params)

    @staticmethod
    def _fail(message: str, status: int) -> None:
        click.echo(f"render: {message}", err=True)
        sys.exit(status)


@click.group(cls=Command, context_settings={"max_content_width": 100})
@click.version_option(package_name="nn-render")
def main() -> None:
    """Pictures and films of what neural networks learn.

    \b
    render list                       what there is
    render scene tanh_3layer          its film, as .gif and .mp4, into output/
    render still tanh_3layer -o a.pdf one picture, for print
    render diagram 2,11,9,1 -o b.svg  a network, drawn
    render all                        everything
    """


def variants(command: Callable) -> Callable:
    """Options for other networks than the scene's own."""
    for option in (
        click.option("--seed", type=int, help="Draw other random networks."),
        click.option(
            "--activation",
            type=ActivationName(),
            help="identity (linear), logistic (sigmoid), tanh or relu.",
        ),
        click.option("--layers", type=Layers(), help="Nodes in each layer: 1,16,16,1."),
        click.option(
            "--margin",
            is_flag=True,
            help="Show regions, and shade by how much the winner leads: over one input "
            "up to the runner-up, over two darker where it is near.",
        ),
        click.option(
            "--regions",
            is_flag=True,
            help="Show which category every network puts which input into.",
        ),
        click.option(
            "--size",
            type=Size(),
            default="1280x720",
            show_default=True,
            help="Of the picture, in pixels; a GIF shrinks to 640 wide.",
        ),
    ):
        command = option(command)
    return command


def writing(command: Callable) -> Callable:
    """Options for one picture in a file."""
    for option in (
        click.option(
            "--text", is_flag=True, help="In svg, write text as text, not outlines."
        ),
        click.option(
            "-o",
            "--out",
            type=click.Path(path_type=Path),
            required=True,
            help="File to write: .png, .svg or .pdf.",
        ),
    ):
        command = option(command)
    return command


def filming(command: Callable) -> Callable:
    """Options for films."""
    for option in (
        click.option(
            "--output",
            default="output",
            show_default=True,
            help="Folder for the files; made if need be.",
        ),
        click.option(
            "--jobs",
            type=int,
            default=min(os.cpu_count() or 1, MOST_JOBS),
            show_default="the number of cores",
            help="How many scenes to render at a time.",
        ),
        click.option(
            "--loop/--no-loop",
            default=None,
            help="Glide from the last network back to the first. If not given, only "
            "scenes that are made for it do.",
        ),
        click.option(
            "--fps",
            type=float,
            help="Pictures a second while gliding. If not given, 30; a GIF shows 50 at "
            "most.",
        ),
        click.option(
            "--morph",
            type=float,
            help="Seconds in which one network glides into the next, or one step fades "
            "in; 0 is a hard cut. If not given, what the scene is made for.",
        ),
        click.option(
            "--hold",
            type=float,
            help="Seconds that each network or step stands still. If not given, what "
            "the scene is made for.",
        ),
        click.option("--networks", type=int, help="How many networks to show."),
        click.option(
            "--format",
            "formats",
            type=click.Choice(list(FORMATS)),
            multiple=True,
            default=("gif", "mp4"),
            show_default=True,
            help="May be given several times. png is a folder of numbered frames.",
        ),
    ):
        command = option(command)
    return command


@main.command("list")
@click.option("--files", is_flag=True, help="Names and the scripts they are in, only.")
def list_scenes(files: bool) -> None:
    """List the scenes, each with what to notice in it."""
    if files:
        for file, found in scripts().items():
            for name in found:
                click.echo(f"{name} {file}")
        return
    for name, found in scenes().items():
        click.secho(name, bold=True)
        click.echo(click.wrap_text(found.caption, 88, "  ", "  "))


@main.command()
@click.argument("names", metavar="SCENE...", nargs=-1, required=True)
@filming
@variants
def scene(names: tuple[str, ...], **options) -> None:
    """Render films of scenes into the output folder.

    SCENE is a name from `render list`, or FILE.py:NAME for one of your own. Each
    makes NAME.gif, NAME.mp4, a poster NAME.png and a record NAME.json.

    \b
    render scene tanh_3layer
    render scene tanh_3layer tanh_2layer --format mp4 --seed 7 --networks 20
    render scene tanh_3layer --layers 1,16,16,1 --activation relu
    render scene tanh_3layer_3output --regions
    render scene tanh_3layer --hold 0.5 --morph 0.5 --loop --output talk/
    render scene my_scenes.py:wiggles --size 1920x1080
    """
    _film(list(names), **options)


@main.command("all")
@filming
@variants
def render_all(**options) -> None:
    """Render every scene into the output folder.

    Options that a scene does not have, such as --networks where only one network is
    explained, leave it as it is.

    \b
    render all
    render all --format mp4 --size 1920x1080 --output talk/
    """
    _film(list(scenes()), strict=False, **options)


@main.command()
@click.argument("name", metavar="SCENE")
@click.option(
    "--stop",
    type=float,
    default=0,
    show_default=True,
    help="Which network or step; 7.5 is half-way from 7 to 8.",
)
@writing
@variants
def still(name: str, stop: float, out: Path, text: bool, size, **variant) -> None:
    """Write one picture of a scene; in svg and pdf, lines and text are vectors.

    \b
    render still tanh_3layer --stop 7 -o figure.pdf
    render still tanh_3layer_2input --stop 3 -o figure.png --size 1920x1080
    render still tanh_classifier --stop 5 -o figure.svg
    """
    _check_still(out)
    _, found = find(name)
    found = vary(found, **variant)
    if not 0 <= stop < found.stops:
        raise InputError("stop", f"{stop:g}", f"0 to {found.stops - 1}")
    write_still(found.draw(stop), out, size, style_of(found), text)
    click.echo(out)


@main.command()
@click.argument("layers", metavar="LAYERS", type=Layers())
@writing
@click.option("--explicit", is_flag=True, help="Draw every operation.")
@click.option(
    "--weights",
    is_flag=True,
    help="Show a random network's weights: lines as wide as they are strong, negative "
    "ones dashed; explicit boxes hold the numbers.",
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
    help="Explicit: indexed, x_i and w_ij, if not given; numbered, the same with the "
    "layer's number; or plain, x, m and b. Else indexed names inputs and outputs.",
)
@click.option(
    "--most",
    type=int,
    help="Rows of a layer to show; of more nodes, dots in one row stand for the rest. "
    "If not given, 3 if explicit, else 12.",
)
@click.option(
    "--activation",
    type=ActivationName(),
    default="tanh",
    show_default=True,
    help="identity (linear), logistic (sigmoid), tanh or relu.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Which network.")
@click.option("--title", default="", help="Words above it.")
@click.option(
    "--size",
    type=Size(),
    default="1280x720",
    show_default=True,
    help="Of the picture, in pixels.",
)
def diagram(layers, out: Path, activation, seed: int, title: str, text, size, **look):
    """Draw a network: LAYERS are nodes in each layer, inputs first.

    \b
    render diagram 2,11,9,1 -o net.svg
    render diagram 1,2,2,1 --explicit --frames --equations card -o operations.pdf
    render diagram 1,11,9,1 --weights --pictures -o inside.png
    """
    _check_still(out)
    check_seed(seed)
    if len(title) > LONGEST_TITLE or not title.isprintable():
        words = f"one line of at most {LONGEST_TITLE} characters"
        raise InputError("title", title[:20], words)
    if sum(n * m for n, m in pairwise(layers)) > MOST_WEIGHTS:
        typed = ",".join(map(str, layers))
        raise InputError("layers", typed, f"at most {MOST_WEIGHTS:,} weights in all")
    network = Family(layers, activation).network(0, seed)
    plot = _diagram(**look).plot(network, title)
    write_still(plot, out, size, text=text)
    click.echo(out)


def _diagram(
    explicit: bool, pictures: bool, names: str | None, **look
) -> Diagram | ExplicitDiagram:
    """The view that options ask for; those that are not given are its own."""
    look = {key: value for key, value in look.items() if value is not None}
    if explicit:
        if pictures:
            words = "a diagram that is not explicit, in whose nodes there is room"
            raise InputError("pictures", "on", words)
        return ExplicitDiagram(names=names or "indexed", **look)
    if names not in (None, "indexed"):
        raise InputError("names", names, "indexed, or an explicit diagram")
    return Diagram(pictures=pictures, names=names is not None, **look)


def _check_still(out: Path) -> None:
    if out.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise InputError("out", out, "a name that ends in .png, .svg or .pdf")


def _film(
    specs: list[str],
    formats: tuple[str, ...],
    output: str,
    size: tuple[int, int],
    hold: float | None,
    morph: float | None,
    fps: float | None,
    loop: bool | None,
    jobs: int,
    **variant,
) -> None:
    """Everything is checked before anything is written."""
    formats = tuple(dict.fromkeys(formats))
    check_size(size, formats)
    times = {"hold": hold, "morph": morph, "fps": fps, "loop": loop}
    times = {key: value for key, value in times.items() if value is not None}
    if not output:
        raise InputError("output", output, "a folder's name")
    if not 1 <= jobs <= MOST_JOBS:
        raise InputError("jobs", jobs, f"1 to {MOST_JOBS}")
    named = {}
    for spec in dict.fromkeys(specs):
        name, found = find(spec)
        if name in named:
            raise InputError("scene", spec, f"one scene only that is called {name}")
        replace(pace_of(vary(found, **variant)), **times)
        named[name] = spec
    make = partial(
        _make,
        variant=variant,
        folder=Path(output),
        formats=formats,
        times=times,
        size=size,
    )
    for paths in run(make, named, jobs):
        for path in paths:
            click.echo(path)


def _make(spec: str, variant: dict, times: dict, **options) -> list[Path]:
    """Find a scene, in whichever process this is, and produce its files."""
    name, found = find(spec)
    found = vary(found, **variant)
    timeline = replace(pace_of(found), **times)
    return produce(found, name, timeline=timeline, **options)

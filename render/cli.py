"""The `render` command."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import click

from render.errors import InputError, RenderError
from render.find import find, scenes, scripts
from render.options import ActivationName, Layers, Size, check_size, vary
from render.produce import FORMATS, produce, write_still
from render.scene import pace_of, style_of

MOST_JOBS = 60  # what every system's process pools can do


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
            "--loop/--no-loop", help="Glide from the last network back to the first."
        ),
        click.option(
            "--fps",
            type=float,
            default=30,
            show_default=True,
            help="Pictures a second while gliding. A GIF shows 50 at most.",
        ),
        click.option(
            "--morph",
            type=float,
            help="Seconds in which one network glides into the next, or one step fades "
            "in; 0 is a hard cut. If not given, 0, and 0.5 for steps.",
        ),
        click.option(
            "--hold",
            type=float,
            help="Seconds that each network or step stands still. If not given, 1, and "
            "2 for steps.",
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
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write: .png, .svg or .pdf.",
)
@variants
def still(name: str, stop: float, out: Path, size, **variant) -> None:
    """Write one picture of a scene; in svg and pdf, lines and text are vectors.

    \b
    render still tanh_3layer --stop 7 -o figure.pdf
    render still tanh_3layer_2input --stop 3 -o figure.png --size 1920x1080
    render still tanh_classifier --stop 5 -o figure.svg
    """
    if out.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise InputError("out", out, "a name that ends in .png, .svg or .pdf")
    _, found = find(name)
    found = vary(found, **variant)
    if not 0 <= stop < found.stops:
        raise InputError("stop", f"{stop:g}", f"0 to {found.stops - 1}")
    write_still(found.draw(stop), out, size, style_of(found))
    click.echo(out)


def _film(
    specs: list[str],
    formats: tuple[str, ...],
    output: str,
    size: tuple[int, int],
    hold: float | None,
    morph: float | None,
    fps: float,
    loop: bool,
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
    with _interruption() as check:
        if min(jobs, len(named)) > 1:
            _at_once(make, list(named.values()), jobs, check)
            return
        for name, spec in named.items():
            with _progress(name) as progress:
                paths = make(spec, progress=lambda *done: (check(), progress(*done)))
            _echo(paths)


def _make(spec: str, variant: dict, times: dict, **options) -> list[Path]:
    """Find a scene, in whichever process this is, and produce its files."""
    name, found = find(spec)
    found = vary(found, **variant)
    timeline = replace(pace_of(found), **times)
    return produce(found, name, timeline=timeline, **options)


def _at_once(make: Callable, specs: list[str], jobs: int, check: Callable) -> None:
    """Several scenes at a time, a process each; one more whenever one is done."""
    with (
        ProcessPoolExecutor(
            jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
        ) as pool,  # Ctrl-C is for the parent, which lets no further scene begin
        _progress("scenes") as progress,
    ):
        coming = iter(specs)
        works = {pool.submit(make, spec) for spec in islice(coming, jobs)}
        finished = 0
        try:
            while works:
                done, works = wait(works, return_when=FIRST_COMPLETED)
                for work in done:
                    _echo(work.result())
                check()
                works |= {pool.submit(make, spec) for spec in islice(coming, len(done))}
                finished += len(done)
                progress(finished, len(specs))
        except BrokenProcessPool as error:
            raise RenderError("a process was killed; fewer --jobs may help") from error


@contextmanager
def _interruption() -> Iterator[Callable[[], None]]:
    """Give a check that raises Abort once Ctrl-C was pressed.

    Between two frames everything can be tidied up; at other moments Python may be in
    the middle of tidying up itself. A second Ctrl-C interrupts at once.
    """
    presses = []

    def note(number: int, _) -> None:
        presses.append(number)
        signal.signal(signal.SIGINT, before)

    def check() -> None:
        if presses:
            raise click.Abort

    before = signal.signal(signal.SIGINT, note)
    try:
        yield check
    except RenderError:  # a terminal's Ctrl-C ends ffmpeg, too
        check()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _echo(paths: list[Path]) -> None:
    for path in paths:
        click.echo(path)


@contextmanager
def _progress(name: str):
    """A bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=name, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show

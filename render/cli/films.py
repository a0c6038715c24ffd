"""Commands that list scenes and render their films."""

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from render.cli.group import main
from render.cli.options import (
    PRESET_HELP,
    filming,
    looks,
    own,
    preset_of,
    say_faint,
    styled,
    tours,
    variants,
)
from render.cli.selection import say_accuracies, select
from render.cli.terminal import Terminal, watching
from render.cli.types import SHORTEST_SIDE, PythonName
from render.encode.formats import FORMATS, check_size
from render.errors import InputError, RenderError
from render.make.film import Film
from render.make.find import Library
from render.make.many import Outcome, make_all
from render.make.order import Order
from render.make.pool import check_jobs
from render.scene.scenes import Scene, pace_of, style_of
from render.scene.timeline import Timeline, paced
from render.style.paper import LONGEST_SIDE
from render.style.styles import Style
from render.type.fonts import Font


@main.command("list")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@click.option("--files", is_flag=True, help="Names and the scripts they are in, only.")
@click.pass_obj
def list_scenes(library: Library, /, words: tuple[str, ...], files: bool) -> None:
    """List the scenes, each with what to notice in it.

    With WORDs, only scenes in whose names or captions all of them are.
    """
    listed = {
        name: scene
        for name, scene in library.scenes.items()
        if _has(name, scene, words)
    }
    if not listed:
        raise InputError("word", " ".join(words), "one of a scene's name or caption")
    if files:
        folder = library.package.__name__
        for script in library.scripts:
            for name in filter(listed.__contains__, script.scenes):
                click.echo(f"{name} {folder}/{script.name}.py")
        return
    for name, scene in listed.items():
        click.secho(name, bold=True)
        click.echo(click.wrap_text(scene.caption, 88, "  ", "  "))


def _has(name: str, scene: Scene, words: tuple[str, ...]) -> bool:
    """Whether all words are in a scene's name or caption."""
    text = f"{name} {scene.caption}".lower()
    return all(word.lower() in text for word in words)


@main.command(epilog=PRESET_HELP)
@click.argument("names", metavar="SCENE...", nargs=-1, required=True)
@own
@tours
@looks
@filming
@variants
@click.option(
    "--name", type=PythonName(), help="Of the files; the scene's own if not given."
)
@click.pass_obj
def scene(
    library: Library,
    /,
    names: tuple[str, ...],
    **options: Any,  # as _film names and types them
) -> None:
    """Render films of scenes into the output folder.

    SCENE is a name from `render list`, FILE.py:NAME for one of your own, or a file of a
    network (.npz, .onnx, .keras, .h5, .pt, .pth, .safetensors) or a folder of such
    files, which are shown one after the other. Each makes NAME.gif and NAME.mp4 unless
    told otherwise, a poster NAME.png and a record NAME.json.

    \b
    render scene tanh_3layer
    render scene tanh_3layer tanh_2layer --format mp4 --seed 7 --networks 20
    render scene tanh_3layer --layers 1,16,16,1 --activation relu
    render scene tanh_3layer_3output --regions
    render scene tanh_3layer --hold 0.5 --morph 0.5 --loop --output talk/
    render scene tanh_3layer --for powerpoint --colors safe
    render scene tanh_3layer --theme transparent --format webm
    render scene tanh_3layer --hold 1 --morph 1 --max-bytes 2MB
    render scene my_scenes.py:wiggles --size 1920x1080
    render scene tanh_3layer relu_3layer_2input --beside --title "Smooth and creased"
    render scene tanh_3layer --seed 3 --only 17,3,88
    render scene moons.npz --data moons.csv --view diagram,map
    render scene iris.keras --axes 3,4 --at mean --data iris.csv --target species
    render scene checkpoints/ --activation tanh,logistic --morph 0.5
    """
    _film(library, list(names), **options)


@main.command("all", epilog=PRESET_HELP)
@looks
@filming
@variants
@click.pass_obj
def render_all(
    library: Library,
    /,
    **options: Any,  # as _film names and types them
) -> None:
    """Render every scene into the output folder.

    Options that a scene does not have, such as --networks where only one network is
    explained, leave it as it is.

    \b
    render all
    render all --format mp4 --size 1920x1080 --output talk/
    """
    _film(library, list(library.scenes), strict=False, **options)


def _film(
    library: Library,
    specs: list[str],
    preset: str | None,
    theme: Style | None,
    font: Font | None,
    colors: str,
    formats: tuple[str, ...],
    output: str,
    size: tuple[int, int] | None,
    picture_width: int | None,
    max_bytes: int | None,
    hold: float | None,
    morph: float | None,
    fps: float | None,
    loop: bool | None,
    jobs: int | None,
    dask: str | None,
    force: bool,
    strict: bool = True,
    name: str | None = None,
    **options: Any,  # as select names and types them
) -> None:
    """Make the files of scenes, once everything that is asked for is checked.

    strict: whether an option that a scene does not have raises InputError.
    name: of the files, if there is one scene; None for its own.
    """
    chosen = preset_of(preset)
    formats = tuple(dict.fromkeys(formats)) or chosen.formats
    size = size or chosen.size
    fps = chosen.fps if fps is None else fps
    times: dict[str, Any] = {"hold": hold, "morph": morph, "fps": fps, "loop": loop}
    times = {name: value for name, value in times.items() if value is not None}
    width = chosen.picture_width if picture_width is None else picture_width
    if width is not None and not SHORTEST_SIDE <= width <= LONGEST_SIDE:
        words = f"{SHORTEST_SIDE} to {LONGEST_SIDE} pixels"
        raise InputError("picture-width", width, words)
    _check_folder(output)
    check_jobs(jobs)
    if dask is not None and jobs is not None:
        raise InputError("jobs", jobs, "nothing, for a cluster has workers of its own")
    orders = {}
    for own_name, scene in _named(
        select(library, specs, options, strict), name
    ).items():
        style = styled(style_of(scene), preset, theme, colors, font)
        film = Film(scene, paced(pace_of(scene), times), size, style)
        most_bytes = max_bytes or chosen.most_bytes
        orders[own_name] = Order(film, own_name, formats, width, most_bytes)
        check_size(size, orders[own_name].formats)
    say_faint(theme)
    if fps is not None:
        _say_rates(order.film.timeline for order in orders.values())
    _make_all(orders, Path(output), jobs, dask, force)
    say_accuracies(library, specs, options)


def _named(scenes: dict[str, Scene], name: str | None) -> dict[str, Scene]:
    """Scenes by their names, or one by another. Raises InputError for several."""
    if name is None:
        return scenes
    if len(scenes) > 1:
        raise InputError("name", name, f"one scene, not {len(scenes)}")
    return dict.fromkeys([name], *scenes.values())


def _make_all(
    orders: Mapping[str, Order],
    folder: Path,
    jobs: int | None,
    dask: str | None,
    force: bool,
) -> None:
    """Make the files of orders, and print their paths.

    Raises RenderError if any order fails; of one order alone, its own error.
    """
    failed: list[str] = []
    with (
        watching() as watch,
        closing(make_all(orders, folder, jobs, dask, force, watch)) as outcomes,
    ):
        for outcome in outcomes:
            if outcome.error is None:
                _say(outcome, watch)
            elif len(orders) == 1:
                raise outcome.error
            else:
                watch.say(f"{outcome.name}: {outcome.error}")
                failed.append(outcome.name)
    if failed:
        words = f"{len(failed)} of {len(orders)} scenes failed"
        raise RenderError(f"{words}: {', '.join(failed)}")


def _say(outcome: Outcome, watch: Terminal) -> None:
    """Print the paths of the files, and how films got small enough."""
    for path in outcome.paths:
        click.echo(click.format_filename(path))
    *files, record = outcome.paths
    facts = json.loads(record.read_text("utf-8"))["made"]
    for path in files:
        if words := facts[path.name].get("fitted"):
            watch.say(f"{path.name}: {words}, for {path.stat().st_size:,} bytes")


def _check_folder(output: str) -> None:
    """Raise InputError for an output that is no folder's name, or a film's."""
    if not output:
        raise InputError("output", output, "a folder's name")
    kind = Path(output).suffix[1:].lower()
    if kind in FORMATS and not Path(output).is_dir():
        words = f"a folder's name; --format {kind} says what kind of film"
        raise InputError("output", output, words)
    if kind == "svg" and not Path(output).is_dir():
        words = "a folder's name; render still writes .svg"
        raise InputError("output", output, words)


def _say_rates(timelines: Iterable[Timeline]) -> None:
    """Say at which rate a glide has whole pictures, if not at the one asked for."""
    for timeline in dict.fromkeys(timelines):
        if abs(timeline.rate - timeline.fps) > 1e-6 * timeline.fps:
            rate, fps, morph = timeline.rate, timeline.fps, timeline.morph
            words = f"for in {morph:g} s there is no whole number at {fps:g}"
            click.echo(f"render: {rate:.6g} pictures a second, {words}", err=True)

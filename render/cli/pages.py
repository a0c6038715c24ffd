"""Commands for showing scenes to others: a gallery, decks, and a check of files."""

import sys
from pathlib import Path
from typing import Any

import click

from render.cli.group import main
from render.cli.options import (
    PRESET_HELP,
    at_once,
    looks,
    own,
    preset_of,
    say_faint,
    styled,
    tours,
    variants,
)
from render.cli.selection import say_accuracies, select
from render.cli.terminal import watching
from render.encode.formats import check_size
from render.errors import InputError
from render.make.find import Library
from render.make.pool import check_jobs, cores
from render.make.presets import PRESETS
from render.scene.scenes import style_of
from render.style.styles import Style
from render.type.fonts import Font
from render.type.words import clean


@main.command(short_help="Write a page that shows what is in the output folder.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    help="Folder with the scenes' files, into which the page goes.",
)
@click.pass_obj
def gallery(library: Library, /, output: Path) -> None:
    """Write index.html: one page that shows all scenes of the output folder.

    It works from disk and from any web server, and needs nothing but the files beside
    it: films that play where they are pointed at, in chapters; captions, downloads, and
    the lines that embed each scene in a web page, Markdown, LaTeX, reveal.js or Quarto.

    \b
    render gallery
    render gallery --output talk/
    """
    from render.embed.gallery import write_gallery

    page = write_gallery(output, library.scripts, library.best)
    click.echo(click.format_filename(page))


@main.command(epilog=PRESET_HELP)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="File: .pptx for PowerPoint, Keynote and Impress, .html for browsers.",
)
@click.option(
    "--scenes",
    "names",
    metavar="SCENE,...",
    default="",
    help="Names, FILE.py:NAME, or files of networks, in this order, with commas "
    "between; all if not given.",
)
@click.option(
    "--still",
    is_flag=True,
    help="Pictures, not films: a slide for each step of an explanation, and one for a "
    "tour.",
)
@click.option(
    "--reveal",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="With .html: show it by the reveal.js in this folder, which the file then "
    "holds. If not given, it needs none.",
)
@own
@tours
@looks
@variants
@at_once
@click.pass_obj
def deck(
    library: Library,
    /,
    out: Path,
    names: str,
    still: bool,
    reveal: Path | None,
    preset: str | None,
    size: tuple[int, int] | None,
    theme: Style | None,
    font: Font | None,
    colors: str,
    jobs: int | None,
    **options: Any,  # as select names and types them
) -> None:
    """Write a deck of slides: a film for each scene, which plays by itself.

    Titles are text, captions are the speaker's notes, and pictures have alternative
    text. In the .html, arrow keys turn the pages, F fills the screen and N shows notes.
    Of what --for chooses, a deck has size and theme. Options that one of several scenes
    does not have leave it as it is.

    \b
    render deck -o talk.pptx
    render deck -o talk.pptx --scenes tanh_3layer,tanh_classifier --theme light
    render deck -o talk.pptx --scenes moons.npz,tanh_classifier --data moons.csv
    render deck -o handout.pptx --still --for print
    render deck -o talk.html
    """
    from render.embed.deck import check_deck, write_deck

    check_deck(out, reveal)
    check_jobs(jobs)
    size = size or preset_of(preset).size
    check_size(size, () if still else ("mp4",))
    specs = names.split(",") if names else [*library.scenes]
    scenes = select(library, specs, options, strict=len(specs) == 1)
    styles = {
        name: styled(style_of(scene), preset, theme, colors, font)
        for name, scene in scenes.items()
    }
    if not still and any(style.is_clear for style in styles.values()):
        words = "one that is not, for films in decks are opaque; or --still"
        raise InputError("theme", "transparent", words)

    with watching() as watch:
        write_deck(out, scenes, styles, size, still, reveal, jobs or cores(), watch)
    say_accuracies(library, specs, options)
    say_faint(theme)
    click.echo(click.format_filename(out))


@main.command(short_help="Say whether files will play where they are going.")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--for",
    "preset",
    type=click.Choice(list(PRESETS)),
    help="Where it is going, whose limits it must keep to as well.",
)
def check(files: tuple[Path, ...], preset: str | None) -> None:
    """Say whether films, pictures and pages will play where they are going.

    The exit status is 1 if a file has a fault. Of a folder all files are checked.

    All of a film is decoded; looked at are codec, pixel format, sides, index, tags of
    colours, keyframes, delays, repeats, bytes and megapixels. Pages and decks must need
    nothing that is not in them or beside them.

    \b
    render check output/*
    render check talk/tanh_3layer.gif --for google-slides
    """
    from render.check import check_all

    faulty = False
    for report in check_all(files, PRESETS[preset] if preset else None):
        faulty |= bool(report.faults)
        mark, style = ("fault", "red") if report.faults else ("ok", "green")
        click.secho(f"{mark:5} ", fg=style, nl=False)
        path = click.format_filename(report.path)
        click.echo(f" {clean(f'{path}: {report.facts}')}")
        for fault in report.faults:
            click.echo(f"       {clean(fault)}")
    sys.exit(1 if faulty else 0)

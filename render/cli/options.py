"""Options that several commands have, and what they choose."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import click

from model.activation import CHOICES
from render.cli.types import (
    ActivationNames,
    Bytes,
    Direction,
    InstalledFont,
    Layers,
    Listed,
    Numbers,
    Pixels,
    Range,
    Seconds,
    Size,
    Theme,
    Views,
    Words,
)
from render.encode.formats import FORMATS
from render.make.presets import PRESETS, Preset
from render.make.theme_files import faint
from render.style.styles import Style
from render.style.themes import THEMES, safe
from render.type.fonts import Font
from render.view.least import Least

ACTIVATION_HELP = (
    f"{CHOICES}. Of several, separated by commas, one for each layer; of two, the "
    "first for every layer but the last. softmax is for the last alone."
)
PRESET_HELP = "\n\n".join(
    [
        "What --for chooses, unless told otherwise:",
        *(
            f"{name}: {preset.choice}. {preset.reason}"
            for name, preset in PRESETS.items()
        ),
    ]
)


Function: TypeAlias = Callable[..., Any]  # what carries out a command
Decorator: TypeAlias = Callable[[Function], Function]


def together(*options: Decorator) -> Decorator:
    """One decorator for several options, which help lists in this order."""

    def decorate(command: Function) -> Function:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


looks = together(
    click.option(
        "--for",
        "preset",
        type=click.Choice(list(PRESETS)),
        help="Choose what suits a program: see below.",
    ),
    click.option(
        "--size",
        type=Size(),
        help="Of the picture, in pixels; 1280x720 if not given, in sheets 480x270.",
    ),
    click.option(
        "--theme",
        type=Theme(),
        show_default="the scene's own",
        help="dark, retro (the original's drawings), light, print (on white, also in "
        "grey), transparent (for whatever lies behind), or a .toml file with a base, "
        "one of these, and fields of a Style.",
    ),
    click.option(
        "--font",
        type=InstalledFont(),
        show_default="the theme's, or DejaVu Sans",
        help="Set words in this font: its name on this system, or a .ttf or .otf file. "
        "Mathematics keeps its own.",
    ),
    click.option(
        "--colors",
        type=click.Choice(["original", "safe"]),
        default="original",
        show_default=True,
        help="safe: colours that the colour-blind tell apart, and dashes.",
    ),
)

variants = together(
    click.option("--x", type=Range(), help="Show this range of input 1."),
    click.option("--y", type=Range(), help="Of outputs; over two inputs, of input 2."),
    click.option("--z", type=Range(), help="Over two inputs, of outputs."),
    click.option(
        "--axis-names",
        type=Listed(),
        help="What axes are called: inputs first, then outputs.",
    ),
    click.option(
        "--camera",
        type=Direction(),
        help="From where surfaces are seen, in degrees, 30,-55 if not given; original: "
        "as in the original production, 20,-55, in a box that is less wide.",
    ),
    click.option(
        "--networks",
        type=int,
        help="How many networks to show; of a training, at most.",
    ),
    click.option(
        "--regions",
        is_flag=True,
        help="Show which category every network puts which input into.",
    ),
    click.option(
        "--margin",
        is_flag=True,
        help="Show regions, and shade by how much the winner leads: over one input "
        "up to the runner-up, over two darker, or on white paler, where it is near.",
    ),
    click.option(
        "--layers",
        type=Layers(),
        multiple=True,
        help="Nodes in each layer: 1,16,16,1.",
    ),
    click.option(
        "--activation",
        type=ActivationNames(),
        multiple=True,
        help=ACTIVATION_HELP,
    ),
    click.option("--seed", type=int, help="Draw other random networks."),
    click.option(
        "--keep-empty",
        is_flag=True,
        help="Of random networks show all, those with little to see, too. Else passed "
        f"over: {Least()}. Scenes may ask for more; NAME.json says what.",
    ),
)

tours = together(
    click.option(
        "--title", type=Words(), help="Words above a tour, in place of its own."
    ),
    click.option(
        "--turn", is_flag=True, help="Go once round the surface of one network."
    ),
    click.option(
        "--only",
        type=Numbers(),
        help="Show those networks that have these numbers in their names.",
    ),
    click.option(
        "--beside",
        is_flag=True,
        help="Show all SCENEs in step, in one picture; or one SCENE with each of "
        "several --layers or --activation, none of its networks passed over.",
    ),
)

own = together(
    click.option(
        "--view",
        type=Views(),
        help="How a file's network is shown: curve (of one input), map or surface (of "
        "two), diagram (of any), weights (images of the first layer's, of inputs that "
        "are pixels); several, separated by commas, are panels. "
        "Alone: backpropagation, worked out at one point, number by number; "
        "activations, lit by one point, layer by layer.",
    ),
    click.option(
        "--data",
        type=click.Path(path_type=Path),
        help="Show the points in a .csv or .npz file; they also say which ranges are "
        "seen.",
    ),
    click.option(
        "--target",
        help="The column of --data with the targets, by name or number; the last if "
        "not given, '' for none.",
    ),
    click.option(
        "--axes",
        type=Listed(),
        help="Show these inputs alone, by number from 1 or by name: 3,4.",
    ),
    click.option(
        "--at",
        type=Words(),
        metavar="WHERE",
        help="Where the other inputs are: mean (if not given) or median of --data, "
        "row:17, its 17th point, or a value for each, such as 0.5,1.2. Of --view "
        "activations also a picture, three.png: light on dark, resized and centred.",
    ),
    click.option(
        "--truth",
        type=Words(),
        metavar="VALUES",
        help="What the outputs should be, for --view backpropagation: 1 or 0,1. If not "
        "given, what --data says of the point --at.",
    ),
    click.option(
        "--pixels",
        type=Pixels(),
        help="Width and height of the picture that inputs are the pixels of: 28x28. If "
        "not given, a square, of --view weights and where --at is a picture.",
    ),
    click.option("--input-names", type=Listed(), help="In place of those of --data."),
    click.option(
        "--class-names",
        type=Listed(),
        help="Of the outputs, in their order; of a single one, below and above its "
        "threshold. If not given, those of --data, in the order of the alphabet.",
    ),
    click.option(
        "--order",
        type=Listed(),
        help="Names of a file's layers, first to last, where it does not say.",
    ),
)

writing = together(
    click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path),
        required=True,
        help="File to write: .png, .svg or .pdf.",
    ),
    click.option(
        "--text", is_flag=True, help="In svg, write text as text, not outlines."
    ),
)

at_once = click.option(
    "--jobs",
    type=int,
    show_default="the cores it may use",
    help="How many processes may work at a time.",
)

filming = together(
    click.option(
        "--format",
        "formats",
        type=click.Choice(list(FORMATS)),
        multiple=True,
        show_default="gif and mp4",
        help="May be given several times. png is a folder of numbered frames, --fps of "
        "them to a second; pdf a page for each stop. If not given, for the transparent "
        "theme webm and webp.",
    ),
    click.option(
        "--hold",
        type=Seconds(),
        help="Seconds that each network or step stands still. If not given, what "
        "the scene is made for.",
    ),
    click.option(
        "--morph",
        type=Seconds(),
        help="Seconds in which one network glides into the next, or one step fades "
        "in; 0 is a hard cut. If not given, what the scene is made for.",
    ),
    click.option(
        "--fps",
        type=float,
        help="Pictures a second while gliding. If not given, 30; a GIF shows 50 at "
        "most.",
    ),
    click.option(
        "--loop/--no-loop",
        default=None,
        help="Glide from the last network back to the first. If not given, only "
        "scenes that are made for it do.",
    ),
    click.option(
        "--picture-width",
        type=int,
        show_default="640",
        help="Of GIF, WebP and APNG, in pixels at most.",
    ),
    click.option(
        "--max-bytes",
        type=Bytes(),
        help="Of each film, such as 5MB. Where it is more, there are fewer pictures a "
        "second, then a narrower picture, then coarser colours.",
    ),
    at_once,
    click.option(
        "--dask",
        metavar="ADDRESS",
        help="Work in the processes of a Dask cluster instead, whose scheduler is at "
        "this address: tcp://host:8786.",
    ),
    click.option(
        "--force",
        is_flag=True,
        help="Make again what is up to date, too.",
    ),
    click.option(
        "-o",
        "--output",
        default="output",
        show_default=True,
        help="Folder for the files; made if need be.",
    ),
)


def preset_of(name: str | None) -> Preset:
    """The preset of a name; without a name, the usual choices."""
    return PRESETS[name] if name else Preset()


def styled(
    own: Style,
    preset: str | None,
    theme: Style | None,
    colors: str,
    font: Font | None = None,
) -> Style:
    """The style that the options choose; own: the scene's, if they choose none."""
    name = preset_of(preset).theme
    style = theme or (THEMES[name] if name else own)
    style = replace(style, font=font) if font else style
    return safe(style) if colors == "safe" else style


def say_faint(theme: Style | None) -> None:
    """Say which contrasts of a theme of one's own are low."""
    if theme and theme not in THEMES.values() and (words := faint(theme)):
        click.echo(f"render: {words}", err=True)

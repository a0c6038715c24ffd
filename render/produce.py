"""Producing: a scene's files in the output folder, all of them or none."""

import hashlib
import json
import platform
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from importlib.metadata import version
from itertools import count
from pathlib import Path

from render import encode
from render.addition import Addition
from render.errors import InputError, RenderError
from render.panels import Panels
from render.plot import CurveAxes, DiagramAxes, PanelAxes, Plot, SurfaceAxes
from render.scene import Scene, Tour, pace_of, style_of
from render.steps import Steps
from render.story import Story
from render.style import DARK, Style
from render.timeline import Timeline
from render.view import View

MOST_FRAMES = 100_000
KINDS = {
    CurveAxes: "curves",
    SurfaceAxes: "surfaces",
    DiagramAxes: "diagrams",
    PanelAxes: "diagrams",
}


def produce(
    scene: Scene,
    name: str,
    folder: Path,
    formats: Sequence[str] = ("gif", "mp4"),
    timeline: Timeline | None = None,
    size: tuple[int, int] = (1280, 720),
    style: Style | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Path]:
    """Write a scene's film in each format, its poster and its record.

    NAME.gif, NAME.mp4, or for png a folder NAME of numbered frames; NAME.png, the
    first stop; and NAME.json, what they were made from. Files appear when all are
    complete; until then, and if anything fails, the older ones stay.

    The record's digest of the frames is the BLAKE2b of their CRC-32s, in order.

    formats: of FORMATS. timeline, style: None for the scene's own.
    size: width and height of the frames in pixels.
    progress: called with the number of frames painted, and of all.
    Returns the files' paths. Raises RenderError where they cannot be made.
    """
    from threadpoolctl import threadpool_limits

    from render.paint import Painter, save_frame

    timeline, style = timeline or pace_of(scene), style or style_of(scene)
    if scene.stops * max(1, timeline.morph * timeline.fps) > MOST_FRAMES:
        words = f"a film of at most {MOST_FRAMES} pictures"
        raise InputError("morph", f"{timeline.morph:g}", words)
    shots = list(timeline.shots(scene.stops))
    times = [*(shot.start for shot in shots), shots[-1].end]
    digest = hashlib.blake2b(digest_size=16)
    with _workshop(folder, name) as work, threadpool_limits(1, "blas"):
        with ExitStack() as stack:
            writes = [
                stack.enter_context(
                    FORMATS[kind](work / _target(name, kind), size, times)
                )
                for kind in formats
            ]
            painter = Painter(size, style)
            for done, shot in enumerate(shots):
                progress(done, len(shots))
                frame = painter(scene.draw(shot.position))
                for write in writes:
                    write(frame)
                digest.update(zlib.crc32(frame).to_bytes(4, "big"))
                if done == 0:
                    save_frame(frame, work / f"{name}.png")
            progress(len(shots), len(shots))
        record = _record(scene, name, formats, timeline, size, style, len(shots))
        record["frames"]["digest"] = digest.hexdigest()
        text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
        (work / f"{name}.json").write_text(text, encoding="utf-8")
        return _publish(work, folder, name)


def write_still(
    plot: Plot,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write one picture as .png, .svg or .pdf; until it is whole, an older stays.

    text: whether an svg holds words as text, not as outlines.
    """
    from render.paint import save

    if not path.parent.is_dir():
        raise InputError("out", path, "a file in a folder that exists")
    if path.is_dir():
        raise InputError("out", path, "a file, which is a folder")
    with _workshop(path.parent, path.name, asked="out") as work:
        save(plot, work / path.name, size, style, text)
        (work / path.name).replace(path)


@contextmanager
def _workshop(folder: Path, name: str, asked: str = "output") -> Iterator[Path]:
    """A hidden folder in the output folder, gone at the end.

    asked: the option that asked for it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = tempfile.TemporaryDirectory(prefix=f".{name}-", dir=folder)
    except OSError as error:
        words = f"a folder that can be written ({error.strerror})"
        raise InputError(asked, folder, words) from error
    with work as path:
        try:
            yield Path(path)
        except OSError as error:
            raise RenderError(f"{name}: {error}") from error


@contextmanager
def _numbered(
    folder: Path, size: tuple[int, int], times: Sequence[float]
) -> Iterator[encode.Write]:
    """Give a function that writes frames into a folder: 00000.png, 00001.png, ..."""
    from render.paint import save_frame

    folder.mkdir()
    numbers = count()
    yield lambda frame: save_frame(frame, folder / f"{next(numbers):05d}.png")


# How each format is written: a context that takes frames to a path.
FORMATS = {"gif": encode.gif, "mp4": encode.film, "png": _numbered}


def _target(name: str, kind: str) -> str:
    """What a format's file, or folder, is called."""
    return name if kind == "png" else f"{name}.{kind}"


def _publish(work: Path, folder: Path, name: str) -> list[Path]:
    """Move everything from the workshop to its place, the record last."""
    made = sorted(work.iterdir(), key=lambda path: (path.suffix == ".json", path.name))
    for path in made:
        target = folder / path.name
        if target.is_dir() and path.is_dir():
            target.rename(work / f"{name}.old")
        path.replace(target)
    return [folder / path.name for path in made]


def _record(
    scene: Scene,
    name: str,
    formats: Sequence[str],
    timeline: Timeline,
    size: tuple[int, int],
    style: Style,
    n_frames: int,
) -> dict:
    """Everything that decides a pixel."""
    from render.paint import versions

    films = {"ffmpeg": encode.version()} if {"gif", "mp4"} & set(formats) else {}
    return {
        "scene": name,
        "title": scene.title,
        "caption": scene.caption,
        "kind": kind_of(scene),
        "stops": scene.stops,
        **_origin(scene),
        "timeline": asdict(timeline),
        "style": asdict(style),
        "frames": {"count": n_frames, "width": size[0], "height": size[1]},
        "gif_width": min(encode.GIF_WIDTH, size[0]),
        "files": [*(_target(name, kind) for kind in formats), f"{name}.png"],
        "versions": {
            "render": version("nn-render"),
            "python": platform.python_version(),
            **versions(),
            **films,
        },
    }


def kind_of(scene: Scene) -> str:
    """What is to be seen in a scene, in one word for those who look for some."""
    if isinstance(scene, Steps):
        return "categories"
    return KINDS[type(scene.draw(0).axes)]


def _origin(scene: Scene) -> dict:
    """What the pictures are of, for a scene of a kind that is known here."""
    if isinstance(scene, Story):
        return {"steps": [step.heading for step in scene.steps]}
    if not isinstance(scene, Tour | Steps | Addition):
        return {}
    steps = {} if isinstance(scene, Tour) else {"network": scene.number}
    if isinstance(scene, Steps):
        steps["parts"] = scene.parts
    return {
        "seed": scene.seed,
        "layers": list(scene.family.layers),
        "activation": scene.family.activation.name,
        "spread": scene.family.spread,
        "view": _described(scene.view),
        **steps,
    }


def _described(view: View) -> dict:
    """A view's fields, and what kind it is; of panels, each view's."""
    fields = asdict(view)
    if isinstance(view, Panels):
        fields["views"] = [_described(panel) for panel in view.views]
    return {"kind": type(view).__name__, **fields}

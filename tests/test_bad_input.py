"""Whatever is asked for: it is made, or one line says why not, and nothing stays."""

import json
import tempfile
from contextlib import chdir, contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from render.check import KINDS
from render.make.presets import PRESETS
from render.style.themes import THEMES
from tests.command import LIBRARY, invoke

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(few, max_examples=100)


@contextmanager
def folder(**files):
    """A folder to work in, with some files, and a way to ask for something there."""
    with tempfile.TemporaryDirectory() as outer:
        place = Path(outer, "work")
        place.mkdir()
        for name, content in files.items():
            Path(place, name).write_bytes(content)
        with chdir(place):
            yield lambda *arguments: ask(Path(outer), arguments)


def ask(outer, arguments):
    """What comes of a command, which fails as it should if it does."""
    before = set(outer.rglob("*"))
    result = invoke(*arguments)
    if result.exit_code and not result.stdout.startswith(("ok ", "fault ")):
        assert isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code in (1, 2) and result.stdout == ""
        assert result.stderr.startswith("render: "), result.stderr
        assert len(result.stderr.splitlines()) == 1 and "\x1b" not in result.stderr
        assert set(outer.rglob("*")) == before
    else:
        assert result.stderr == ""
    return result


# What can stand on a command line: anything but NUL, bytes that are no text included.
# Paths in tests that write, or look at all of a folder, are kept inside by `kept`.
texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("-./:%=,$\\\n\"'0123456789\udcff"),
    ),
    max_size=30,
)
NUMBERS = ["", "-1", "0", "-0.0", "nan", "-inf", "inf", "1e400", "1e-400", "9" * 5000]
NUMBERS += ["٣", "1_0", "0x10", " 1", "1 ", "+1", "1e1", "½", "1,5", "--"]
numbers = st.one_of(
    *[st.sampled_from(NUMBERS), st.integers().map(str), st.floats().map(str), texts]
)
sizes = st.one_of(texts, st.tuples(numbers, numbers).map("x".join))
layers = st.one_of(
    texts,
    st.lists(st.integers(-1, 30).map(str), max_size=5).map(",".join),
    st.lists(st.integers(1, 99_999).map(str), max_size=99).map(",".join),
    st.sampled_from(["1," * 99 + "1", "1,1000,1000,1", "2,1", "1,11", "9" * 5000]),
)
budgets = st.tuples(numbers, st.sampled_from(["", "kB", "MB", "GB", "TB", " k"]))
NAMES = ["../a", "-a", "a%d", "a:b", "a" * 300, "é" * 200, "a\nb", ".", "..", "/", "~"]
NAMES += ["/dev/zero", "/dev/null", "file:a", "pipe:1", "a/b", "a\\b", " ", "\udcff"]
NAMES += [*THEMES, *PRESETS, "gif", "png", "tanh", "file", "\x1b[2J"]
names = st.one_of(texts, st.sampled_from(NAMES))
kept = names.map(lambda name: name.replace("/", ":").replace("..", "::"))
OPTIONS = {
    "seed": numbers,
    "networks": numbers,
    "hold": numbers,
    "morph": numbers,
    "fps": numbers,
    "picture-width": numbers,
    "jobs": numbers,
    "max-bytes": budgets.map("".join),
    "size": sizes,
    "layers": layers,
    "activation": names,
    "theme": names,
    "font": names,
    "colors": names,
    "format": names,
    "for": names,
}


def drawn(options):
    """A few options with values, as they stand on a command line."""
    pairs = [values.map(f"--{name}={{}}".format) for name, values in options.items()]
    return st.lists(st.one_of(pairs), min_size=1, max_size=3)


@some
@given(drawn(OPTIONS), st.sampled_from(["tanh_1layer", "tanh_3layer_2input"]))
@example(["--layers=1," + "1000," * 40 + "1"], "tanh_1layer")
def test_films(options, scene):
    # Where a file is in the folder's place, nothing is made of what is good.
    with folder(file=b"") as ask:
        assert ask("scene", scene, *options, "--output", "file/x").exit_code


OF_STILLS = {k: OPTIONS[k] for k in ("seed", "size", "theme", "font", "colors", "for")}


@some
@given(drawn(OF_STILLS | {"stop": numbers}), st.sampled_from(["still", "sheet"]))
def test_pictures(options, command):
    with folder(file=b"") as ask:
        assert ask(command, "perceptron", *options, "-o", "file/x.png").exit_code


OF_DIAGRAMS = OF_STILLS | {"most": numbers, "title": names, "bias": names}
OF_DIAGRAMS |= {"names": names, "equations": names, "activation": names}


@some
@given(layers, drawn(OF_DIAGRAMS))
def test_diagrams(sizes, options):
    with folder(file=b"") as ask:
        assert ask("diagram", *options, "-o", "file/x.svg", "--", sizes).exit_code


@few
@given(kept.map("{}.png".format))
@example("../a.png")
@example("a" * 250 + ".png")
@example("é" * 126 + ".png")
def test_names_of_pictures(name):
    with folder() as ask:
        options = ["--size", "64x64", f"--out={name}"]
        if ask("diagram", "1,1", *options).exit_code == 0:
            assert Path(name).read_bytes().startswith(b"\x89PNG")


@few
@given(kept)
def test_names_of_folders(name):
    options = ["--networks", "1", "--size", "64x64", "--format", "png"]
    with folder(file=b"") as ask:
        Path("inside").mkdir()
        inside = Path("inside", name)
        if ask("scene", "tanh_1layer", *options, f"--output={inside}").exit_code == 0:
            assert (inside / "tanh_1layer.png").is_file()


SCRIPT = """
from model import Family, Random
from render import Curves, Tour
a = Tour(Random(Family((1, 1), "tanh"), 1), Curves())
for name in ("../a", "/a", "-a", "a%d", "a:b", "a\\nb", "", ".", "b" * 300, "é"):
    globals()[name] = a
"""


@some
@given(names, st.sampled_from(["", "own.py:", "own.py:../", "file:", "own.py/"]))
@example("b" * 300, "own.py:")
@example("é", "own.py:")
def test_names_of_scenes(name, file):
    with folder(**{"own.py": SCRIPT.encode(), "file": b""}) as ask:
        result = ask("still", "--size=64x64", "--out=a.png", "--", file + name)
        assert result.exit_code or file == "own.py:"
        ask("deck", f"--scenes={file}{name}", "--reveal=file", "--out=a.html")


@few
@given(st.sampled_from(sorted({*KINDS, ".txt", ""})), st.binary(max_size=300), kept)
def test_files_to_check(ending, content, name):
    signs = [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"\0\0\0\x18ftypmp42"]
    signs += [b"PK\3\4", b"RIFF\xff\xff\0\0WEBP", b"\x1aE\xdf\xa3webm", b"<svg>", b"{"]
    files = {f"{i}{ending}": sign + content for i, sign in enumerate(signs)}
    with folder(**files) as ask:
        assert ask("check", *files).exit_code == 1
        ask("check", "--", name)


json_values = st.recursive(
    st.one_of(
        *[st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)],
        st.sampled_from([10**400, -1, 10**10, "a" * 10**4, "1e999", "\ud800", "<b>"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["hold", "morph", "loop", "width", "height"]), inner
        ),
    ),
    max_leaves=8,
)
FIELDS = ("title", "caption", "kind", "stops", "layers", "activation", "timeline")
FIELDS += ("frames", "network", "seed", "view", "style", "versions", "parts")


@pytest.mark.slow
@some
@given(
    st.dictionaries(st.sampled_from(FIELDS), json_values),
    st.lists(st.one_of(json_values, texts.map("a.{}".format)), max_size=3),
)
@example({"stops": "3", "timeline": {"hold": "a" * 999, "morph": 0, "loop": 1}}, [])
@example({"stops": 10**12, "timeline": {"hold": "a", "morph": 0, "loop": 1}}, [])
@example({}, ["a.\0", "a." + "b" * 300, "a.\ud800", "a../../b", "../a.png"])
def test_records_from_elsewhere(fields, files):
    record = {"scene": "a", **fields, "files": ["a.png", *files]}
    content = {"a.json": json.dumps(record).encode(), "a.png": b"0"}
    with folder(**content) as ask:
        assert ask("gallery", "--output=.").exit_code == 0
        ask("check", "a.json")


@few
@given(st.binary(max_size=300))
def test_folders_that_should_hold_records(content):
    with folder(**{"a.json": content, "a.png": b"0"}) as ask:
        assert ask("gallery", "--output=.").exit_code == 2


@few
@given(st.dictionaries(st.sampled_from(["reveal.js", "reveal.css"]), st.binary()))
def test_folders_that_should_hold_reveal(files):
    with folder() as ask:
        Path("dist").mkdir()
        for name, content in files.items():
            Path("dist", name).write_bytes(content)
        result = ask("deck", "--reveal=.", "--scenes=x", "-o", "a.html")
        assert result.exit_code == 2


@few
@given(
    st.dictionaries(st.sampled_from(["layer_1", "layer_2", "activation", "b"]), texts),
    st.floats(),
)
def test_files_of_networks(arrays, number):
    with folder() as ask:
        np.savez("a.npz", **{"layer_1": np.full((2, 1), number), **arrays})
        assert ask("diagram", "a.npz", "-o", "a.svg").exit_code == 2


@pytest.mark.parametrize("length", [60, 61])
def test_names_of_scenes_are_not_too_long_for_files(tmp_path, length):
    (tmp_path / "own.py").write_text(SCRIPT + f"globals()['é' * {length}] = a\n")
    with chdir(tmp_path):
        run = invoke("scene", f"own.py:{'é' * length}", "--size", "64x64")
        assert run.exit_code == (0 if length == 60 else 2), run.output


LONG = {"title": (200, 201), "caption": (5000, 5001)}


@pytest.mark.parametrize("field", LONG)
def test_titles_and_captions_are_not_too_long(tmp_path, field):
    for length in LONG[field]:
        words = f"{field}={'a ' * length!r}[:{length}]"
        script = SCRIPT.replace("Curves()", f"Curves(), {words}")
        (tmp_path / "own.py").write_text(script)
        if length in (200, 5000):
            assert LIBRARY.find(f"{tmp_path}/own.py:a")
        else:
            with chdir(tmp_path):
                run = invoke("still", "own.py:a", "-o", "a.png")
            assert run.stderr == (
                "render: scene a: expected title and caption of at most 200 and 5000 "
                "characters\n"
            )

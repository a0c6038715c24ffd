"""What README and the pages in docs say: commands, files, links and promises hold."""

import re
import shlex
from pathlib import Path

import pytest

import model
import render
from model import Family, save
from render.cli import main
from render.cli.selection import select
from tests.command import LIBRARY
from tests.pages import PAGES, README, ROOT, TEXT, blocks, commands, write_files

TESTS = ROOT / "tests"
PROMISES = [line.split("|")[-2] for line in TEXT.splitlines() if "| `test_" in line]
LINES = 275  # of README: what is not needed every day has a page of its own
MOST_LINES = 150  # of such a page


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder to work in with the files that pages show."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path)
    network = Family((2, 16, 1), ("tanh", "logistic")).network(0)
    Path("checkpoints").mkdir()
    for path in ("moons.npz", "checkpoints/1.npz", "checkpoints/2.npz"):
        save(network, path)
    Path("moons.csv").write_text("across,up,moon\n0,1,0\n1,0,1\n0.5,0.5,0\n2,2,1\n")
    return tmp_path


# Promises


def test_there_are_promises():
    assert len(PROMISES) > 10


@pytest.mark.parametrize("promise", PROMISES)
def test_the_tests_of_a_promise_are_there(promise):
    for part in promise.split(";"):
        file, *tests = re.findall(r"`(\w+(?:\.py)?)`", part)
        source = (TESTS / file).read_text("utf-8")
        assert [test for test in tests if f"def {test}(" not in source] == []


# Commands

OF_SCENES = {"scene", "still", "sheet", "deck"}  # commands
HELP = [
    line.strip().removeprefix("render ")
    for command in main.commands.values()
    for line in command.help.splitlines()
    if line.startswith("    render ") or line.startswith("render ")
]


def parameters(line):
    """The values of a command's parameters, read as the command reads them."""
    name, *arguments = shlex.split(line)
    return main.commands[name].make_context(name, arguments).params


def options_of_scenes(given):
    """Those of a command's parameters that say which scenes there are."""
    writing = {"names", "out", "text", "preset", "size", "theme", "colors"}
    named = {param.name for param in main.commands["sheet"].params} - writing
    return {name: value for name, value in given.items() if name in named}


def test_there_are_commands_of_every_kind():
    assert len(commands()) > 40 and len(HELP) > 30
    named = {line.split()[0] for line in commands()}
    assert named == set(main.commands) - {"help"}


@pytest.mark.parametrize("line", dict.fromkeys([*commands(), *HELP]))
def test_commands_can_be_typed_as_they_stand(files, line):
    given = parameters(line)
    if line.split()[0] not in OF_SCENES:
        return
    names = given["names"]
    names = names.split(",") if isinstance(names, str) else names
    specs = [name for name in names if name]
    if all(Path(s).exists() or not LIBRARY.is_own(s) for s in specs):
        assert len(select(LIBRARY, specs, options_of_scenes(given))) <= len(specs)


def test_scripts_are_shown_with_the_commands_that_run_them(files):
    for line in commands("python"):
        assert (files / line).is_file(), line


# Files


def test_blocks_of_python_are_python():
    assert len(blocks("python")) > 10
    for block in blocks("python"):
        compile(block, "a page", "exec")


DOOR = re.compile(r"^(?:from|import) ((?:model|render)\.[\w.]+)", re.MULTILINE)


@pytest.mark.parametrize(
    "path", [*PAGES, *sorted(ROOT.glob("scenes/*.py"))], ids=lambda path: path.name
)
def test_what_scripts_need_comes_from_model_and_render_alone(path):
    assert DOOR.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("package", [model, render])
def test_what_is_public_is_listed_and_there(package):
    assert len(set(package.__all__)) == len(package.__all__)
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


# Pages

LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def anchors(path):
    """The anchors of a page's headings: small letters, and dashes for spaces."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        path = page.parent / target if target else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), anchor


def test_every_page_and_picture_is_linked():
    linked = {target for target, _ in LINK.findall(README.read_text("utf-8"))}
    every = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").iterdir()}
    assert every <= linked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_short(page):
    n_lines = len(page.read_text("utf-8").splitlines())
    assert n_lines <= (LINES if page == README else MOST_LINES)


def test_nothing_stands_twice():
    paragraphs = [" ".join(text.split()) for text in TEXT.split("\n\n")]
    long = [text for text in paragraphs if len(text) > 60]
    lines = [line for line in commands() if len(line.split()) > 2]
    assert sorted(long) == sorted(set(long))
    assert sorted(lines) == sorted(set(lines))

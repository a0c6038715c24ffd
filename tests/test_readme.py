"""What README says: the tests behind its promises, and the commands, exist."""

import re
from pathlib import Path

import pytest

import model
import render
from render.cli import main

TESTS = Path(__file__).parent
README = (TESTS.parent / "README.md").read_text("utf-8")
PROMISES = [line.split("|")[-2] for line in README.splitlines() if "| `test_" in line]
COMMANDS = re.findall(r"^    \.venv/bin/render (\w+) ?(.*)$", README, re.MULTILINE)


def test_there_are_promises():
    assert len(PROMISES) > 10


@pytest.mark.parametrize("promise", PROMISES)
def test_the_tests_of_a_promise_are_there(promise):
    for part in promise.split(";"):
        file, *tests = re.findall(r"`(\w+(?:\.py)?)`", part)
        source = (TESTS / file).read_text("utf-8")
        assert [test for test in tests if f"def {test}(" not in source] == []


@pytest.mark.parametrize(("name", "arguments"), COMMANDS)
def test_commands_have_the_options_that_are_shown(name, arguments):
    options = {word for p in main.commands[name].params for word in p.opts}
    shown = re.findall(r"(?<!\S)--?[a-z][a-z-]*", arguments.partition("#")[0])
    assert set(shown) <= options


DOOR = re.compile(r"^(?:from|import) ((?:model|render)\.[\w.]+)", re.MULTILINE)


@pytest.mark.parametrize(
    "path", [TESTS.parent / "README.md", *sorted(TESTS.parent.glob("scenes/*.py"))]
)
def test_what_scripts_need_comes_from_model_and_render_alone(path):
    assert DOOR.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("package", [model, render])
def test_what_is_public_is_listed_and_there(package):
    assert len(set(package.__all__)) == len(package.__all__)
    assert [name for name in package.__all__ if not hasattr(package, name)] == []

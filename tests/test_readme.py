"""What README says: the tests behind its promises, and the commands, exist."""

import re
from pathlib import Path

import pytest

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

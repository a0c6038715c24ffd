"""Files of networks: what is said of those that hold none, and what reading takes."""

import sys

import pytest
from hypothesis import strategies as st

from model import load
from tests.command import output_of


def refusal(path, *arguments):
    """What is said of a file, without its name; always one line, and not much."""
    with pytest.raises(ValueError) as error:
        load(path, *arguments)
    words = str(error.value)
    assert words.startswith(f"{path} does not hold a network: ")
    assert words.isprintable() and len(words) < 600
    return words.removeprefix(f"{path} does not hold a network: ")


def read_or_refused(path, *arguments):
    """The network in a file that may be broken; None where it is refused, in a line."""
    try:
        return load(path, *arguments)
    except ValueError:
        refusal(path, *arguments)
    return None


def spoiled(content, data):
    """Bytes of a file that are lost from a place on, or changed there."""
    content = bytearray(content)
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[place:]
    else:
        other = data.draw(st.binary(min_size=1, max_size=8))
        content[place : place + len(other)] = other
    return bytes(content)


LIMITED = """
import resource, sys
from model import load
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    load(sys.argv[1], "tanh")
except ValueError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def refusal_in_memory(path):
    """What is said of a file, and how many kilobytes it took to say so."""
    words, kilobytes = output_of(sys.executable, "-c", LIMITED, path).splitlines()
    return words, int(kilobytes)

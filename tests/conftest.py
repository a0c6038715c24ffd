"""What all tests have: no deadline, and a command run in a folder of its own.

Files that take the longest come first, so that all processes end at about one time.
"""

import pytest
from hypothesis import settings

from tests.command import invoke

settings.register_profile("untimed", deadline=None, max_examples=50)
settings.load_profile("untimed")


LONG = (  # the longest first
    *("surroundings", "layout", "cli", "scenes", "formats", "faults", "pool", "style"),
    *("gallery", "decisions", "places", "determinism", "landscapes", "players"),
    *("paint", "bounded", "inside", "again", "key", "write", "deck", "security"),
    *("fonts", "shows", "learning_scenes", "check", "encode", "backpropagation"),
)


def pytest_collection_modifyitems(items):
    """Put files in the order in which processes take them."""
    ranks = {f"test_{name}": rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(LONG)))


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return invoke

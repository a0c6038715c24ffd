"""What all tests have: no deadline, and a command run in a folder of its own."""

import pytest
from hypothesis import settings

from tests.command import invoke

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return invoke

"""Recordings in .npz files."""

from pathlib import Path

from model.learn.recording import Recording


def save_recording(recording: Recording, path: str | Path) -> None:
    """Write a recording to a .npz file that numpy can read without pickling."""
    raise NotImplementedError


def read_recording(path: str | Path) -> Recording:
    """The recording in a .npz file, all of it.

    Raises OSError for a file that cannot be read, and ValueError, in one line, for one
    that holds anything but a recording.
    """
    raise NotImplementedError

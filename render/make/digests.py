"""Digests: of files, folders, and the program's own code."""

import hashlib
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

OWN = ("model", "render")
NOT_PAINTING = ("make", "check", "embed", "cli")  # rooms that decide no picture


@cache
def program_digest(without: Collection[str] = ()) -> str:
    """A digest of the program's own code.

    without: the names of rooms that are left out.
    """
    digests = [
        code_digest(path)
        for folder in own_folders()
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).parts[0] not in without
    ]
    return digest_of("".join(digests).encode())


def own_folders() -> list[Path]:
    """Where the program's own packages are."""
    files = (sys.modules[package].__file__ for package in OWN)
    return [Path(file).parent for file in files if file]


def file_digest(path: Path) -> str:
    """A digest of a file, or of all files in a folder and their names.

    Raises OSError if one cannot be read.
    """
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, _hash).hexdigest()
    if not path.is_dir():  # a pipe, or a device, which would be read for ever
        raise FileNotFoundError(path)
    inside = sorted(path.iterdir())
    return digest_of(repr([(p.name, file_digest(p)) for p in inside]).encode())


def code_digest(path: Path) -> str:
    """A digest of a file of code; "" if the file is gone."""
    return file_digest(path) if path.is_file() else ""


def digest_of(content: bytes) -> str:
    """A digest of bytes, 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _hash() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=16)

"""What files hold, which may come from anywhere.

What a file says of sizes is checked before memory is taken for it, and nothing in it is
run.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np

MOST_BYTES = 100_000_000  # in a file, and in its parts unpacked
MOST_WEIGHTS = MOST_BYTES // 4  # what a file of the commonest type, 32 bits, holds
MOST_LAYERS = 1000
MOST_DIMENSIONS = 8  # of a tensor, which may be another kind of layer's
MOST_MEMBERS = 10 * MOST_LAYERS  # of a zip file; optimisers keep arrays of their own
ENTRY = b"PK\1\2"  # how each entry of a zip file's directory begins


def check_file(path: Path) -> None:
    """Raise OSError where there is nothing, and ValueError for what is no file.

    A device or a pipe, which may never end, is not opened.
    """
    path.stat()
    if not path.is_file():
        raise ValueError("it is a folder or a device: expected a file")


def content(path: Path) -> bytes:
    """All bytes of a file.

    Raises OSError for a file that cannot be read, and ValueError for what is no file,
    or has more than 100 MB.
    """
    check_file(path)
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"expected a file of at most {MOST_BYTES:,} bytes")
    return data


def members(data: bytes, kind: str, writer: str) -> dict[str, bytes]:
    """The name and the bytes of each member of a zip file, unpacked.

    kind, writer: for the words of errors: ".npz", "numpy.savez".
    Raises ValueError for a file that is broken, holds a name twice, has too many
    members, or has more than 100 MB when unpacked.
    """
    entries, file = _entries(data, kind, writer)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ValueError(f"expected at most {MOST_BYTES:,} bytes when unpacked")
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename in parts:
            words = f"expected what {writer} writes"
            raise ValueError(f"{quoted(entry.filename)} is there twice: {words}")
        parts[entry.filename] = _unpacked(file, entry, writer)
    return parts


def member_names(data: bytes, kind: str, writer: str) -> list[str]:
    """The name of each member of a zip file, none of which is unpacked.

    kind, writer: as members takes them.
    Raises ValueError for a file that is broken or has too many members.
    """
    entries, _ = _entries(data, kind, writer)
    return [entry.filename for entry in entries]


def check_weights(number: int) -> None:
    """Raise ValueError for more weights than 100 MB hold, at 32 bits each."""
    if number > MOST_WEIGHTS:
        raise ValueError(f"expected at most {MOST_WEIGHTS:,} weights in all")


def bfloat16(halves: np.ndarray) -> np.ndarray:
    """Numbers of 32 bits, of their upper halves: an array of uint16."""
    return (halves.astype(np.uint32) << 16).view(np.float32)


def quoted(text: str, most: int = 80) -> str:
    """Words of a file as an error's line quotes them: printable, and not too long."""
    return repr(text if len(text) <= most else text[: most - 3] + "...")


def _entries(data: bytes, kind: str, writer: str) -> tuple[list[ZipInfo], ZipFile]:
    """What a zip file's directory says; its entries are counted before it is read."""
    if data.count(ENTRY) > MOST_MEMBERS:
        raise ValueError(f"expected at most {MOST_MEMBERS:,} members")
    try:
        file = ZipFile(BytesIO(data))
    except Exception as error:  # forged files fail in all kinds of ways
        words = f"it is no whole {kind} file: expected what {writer} writes"
        raise ValueError(words) from error
    return file.infolist(), file


def _unpacked(file: ZipFile, entry: ZipInfo, writer: str) -> bytes:
    """The bytes of one member."""
    try:
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ValueError(f"packed as {writer} never does")
        with file.open(entry) as member:
            return member.read(entry.file_size)
    except Exception as error:
        words = f"{quoted(entry.filename)} is broken: expected what {writer} writes"
        raise ValueError(words) from error

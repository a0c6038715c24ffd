"""IDX files, which MNIST is published in: an array of bytes after a few numbers.

The first two bytes are 0, the third says the type of all others, 8 for bytes, and the
fourth how many dimensions there are; then comes the size of each, in four bytes, the
highest first (Yann LeCun, Corinna Cortes and Christopher J. C. Burges, "The MNIST
database of handwritten digits").
"""

import zlib
from math import prod

import numpy as np

from model.files.content import MOST_BYTES, MOST_DIMENSIONS

GZIP = b"\x1f\x8b"  # how a packed file begins
BYTES = 8  # the type of bytes


def array_in(content: bytes) -> np.ndarray:
    """The array in an IDX file of bytes, which may be packed by gzip.

    Raises ValueError for a file that is broken, of another type or beyond 100 MB.
    """
    content = unpacked(content)
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] != BYTES:
        raise ValueError("it is no IDX file of bytes: expected one of MNIST's four")
    n_dimensions = content[3]
    start = 4 + 4 * n_dimensions
    if not 1 <= n_dimensions <= MOST_DIMENSIONS or len(content) < start:
        raise ValueError(f"{n_dimensions} dimensions: expected one of MNIST's files")
    shape = tuple(np.frombuffer(content, ">u4", n_dimensions, 4).tolist())
    if prod(shape) != len(content) - start:
        words = f"expected {prod(shape):,}, of its shape {shape}"
        raise ValueError(f"{len(content) - start:,} bytes of values: {words}")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def content_of(array: np.ndarray) -> bytes:
    """An array of bytes as the content of an IDX file."""
    sizes = np.array(array.shape, ">u4").tobytes()
    return bytes([0, 0, BYTES, array.ndim]) + sizes + array.tobytes()


def unpacked(content: bytes) -> bytes:
    """Content that may be packed by gzip, as it was.

    Raises ValueError for a file that is broken, or beyond 100 MB.
    """
    if not content.startswith(GZIP):
        return content
    packing = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = packing.decompress(content, MOST_BYTES + 1)
    except zlib.error as error:
        raise ValueError("it is broken: expected what gzip writes") from error
    if len(plain) > MOST_BYTES:
        raise ValueError(f"expected at most {MOST_BYTES:,} bytes when unpacked")
    if not packing.eof:
        raise ValueError("it is cut short: expected what gzip writes")
    return plain

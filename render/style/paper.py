"""Paper: how large pictures may be, and how many of their pixels make an inch."""

from render.errors import InputError

INCHES = 8.0  # the longer side of a picture of 16 by 9, which type is sized for
LONGEST_SIDE = 7680  # pixels


def resolution(size: tuple[int, int]) -> float:
    """Pixels an inch, for a picture of a width and height in pixels."""
    short, long = sorted(size)
    return min(long / 16, short / 9) * 16 / INCHES


def check_sides(size: tuple[int, int]) -> None:
    """Raise InputError for a width or height in pixels that no picture has."""
    width, height = size
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        words = f"sides of 1 to {LONGEST_SIDE} pixels"
        raise InputError("size", f"{width}x{height}", words)

"""Paper: how many pixels of a picture are an inch."""

INCHES = 8.0  # wide is a picture 16 by 9; type is sized for it


def resolution(size: tuple[int, int]) -> float:
    """Pixels an inch, for a picture of a size in pixels."""
    width, height = size
    return min(width / 16, height / 9) * 16 / INCHES

"""Pictures that are drawn by hand: a loop and a line, and pieces of them.

Each is (28, 28) from 0, black, to 1, white. A loop's pieces add up to the loop.
"""

import numpy as np

SIDE = 28  # pixels
MIDDLE, RADIUS = (14.0, 8.5), 5.5  # of the loop, in pixels from the top left
END = (17.5, 25.5)  # of the line, which begins at the loop's right
HALF = 1.6  # of a stroke's width, with its soft edge
QUARTERS, HALVES = 4, 2  # pieces of a loop, and of a line

X, Y = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)


def loop() -> np.ndarray:
    """A loop in the upper half."""
    away = np.hypot(X - MIDDLE[0], Y - MIDDLE[1])
    return np.clip(HALF - np.abs(away - RADIUS), 0.0, 1.0)


def loop_pieces() -> list[np.ndarray]:
    """A loop cut at its diagonals: right, below, left, above."""
    turn = np.arctan2(Y - MIDDLE[1], X - MIDDLE[0]) / (2 * np.pi) * QUARTERS
    quarter = np.floor(turn + 0.5).astype(int) % QUARTERS
    return [loop() * (quarter == k) for k in range(QUARTERS)]


def line() -> np.ndarray:
    """A line from the loop's right down."""
    along, away = _line()
    outside = np.clip(np.maximum(-along, along - 1.0), 0.0, None)
    return np.clip(HALF - away - outside * (END[1] - MIDDLE[1]), 0.0, 1.0)


def line_pieces() -> list[np.ndarray]:
    """A line cut in its middle: the upper half and the lower."""
    along, _ = _line()
    return [line() * (along < 0.5), line() * (along >= 0.5)]


def _line() -> tuple[np.ndarray, np.ndarray]:
    """How far along the line pixels are, from 0 to 1, and how far away from it."""
    start = np.array([MIDDLE[0] + RADIUS, MIDDLE[1]])
    way = np.array(END) - start
    x, y = X - start[0], Y - start[1]
    along = (x * way[0] + y * way[1]) / (way @ way)
    return along, np.abs(x * way[1] - y * way[0]) / np.hypot(*way)


def together(*pictures: np.ndarray) -> np.ndarray:
    """Pictures on top of each other."""
    return np.max(pictures, axis=0)


def turned(picture: np.ndarray) -> np.ndarray:
    """A picture turned upside down: a nine becomes a six."""
    return picture[::-1, ::-1]

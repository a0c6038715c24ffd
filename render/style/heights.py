"""Heights: which values a colour map stands for, in every picture alike."""

import numpy as np


def ends(span: tuple[float, float]) -> tuple[float, float]:
    """The values that have the colours of the map's low end and high end.

    span: the lowest and the highest value of a picture. The map reaches as far below
    zero as above, so that zero has the colour of its middle in every picture: values
    from 0 to 1 have its upper half, values from -1 to 1 all of it. A span without zero,
    such as 100 to 101, has all of the map, too.
    """
    low, high = span
    return (min(low, -high), max(high, -low)) if low <= 0 <= high else span


def shares(values: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    """Where values are in the map, from 0, its low end, to 1, its high end.

    span: as for ends. Values beyond the map have the colours of its ends.
    """
    low, high = ends(span)
    return np.clip((values - low) / (high - low), 0, 1)

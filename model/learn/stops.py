"""Stops: which steps of a training are recorded, dense at first and sparse later.

Steps up to 2a are, from there to 4a every second one, to 8a every fourth, and so on,
where a is the largest number that leaves as many stops as there is room for; and the
last one. So a step that a long training records is recorded by a short one, too, and as
a training goes on, stops are only left out.
"""

MOST_STOPS = 256


def is_stop(step: int, a: int) -> bool:
    """Whether a step is recorded: a multiple of a power of two that is at most step/a.

    The last step of a training is, in any case.
    """
    return step < 2 * a or step % (1 << ((step // a).bit_length() - 1)) == 0


def density(last: int, most: int = MOST_STOPS) -> int:
    """The largest a with at most so many stops from step 0 to the last, at least 1.

    most: 2 or more.
    """
    low, high = 1, max(1, most // 2)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if _count(last, middle) <= most else (low, middle - 1)
        )
    return low


def _count(last: int, a: int) -> int:
    """How many steps from 0 to the last are recorded."""
    count, start, spacing = 0, 0, 1
    while start <= last:
        end = min(last + 1, 2 * a * spacing)
        count += -(-(end) // spacing) - -(-start // spacing)
        start, spacing = end, 2 * spacing
    return count + (not is_stop(last, a))

"""Stops: which steps of a training are recorded, dense at first and sparse later.

Steps up to 2a are, from there to 4a every second one, to 8a every fourth, and so on,
where a is the largest number that leaves as many stops as there is room for; and the
last one. So a step that a long training records is recorded by a short one, too, and as
a training goes on, stops are only left out.
"""

MOST_STOPS = 256
MOST_NUMBERS = 2_500_000  # of all stops' weights: 10 MB


def is_stop(step: int, a: int) -> bool:
    """Whether a step is recorded: a multiple of a power of two that is at most step/a.

    The last step of a training is, in any case.
    """
    return step < 2 * a or step % (1 << ((step // a).bit_length() - 1)) == 0


def most_stops(n_weights: int) -> int:
    """How many stops there are room for, of networks with some number of weights."""
    return max(2, min(MOST_STOPS, MOST_NUMBERS // n_weights))


def density(last: int, most: int = MOST_STOPS) -> int:
    """The largest a with at most so many stops from step 0 to the last, at least 1.

    There may be more where a is 1: a million steps have 22 stops then.
    """
    low, high = 1, most // 2
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if n_stops(last, middle) <= most else (low, middle - 1)
        )
    return low


def n_stops(last: int, a: int) -> int:
    """How many steps from 0 to the last are recorded."""
    count, start, spacing = 0, 0, 1
    while start <= last:
        end = min(last + 1, 2 * a * spacing)
        count += -(-(end) // spacing) - -(-start // spacing)
        start, spacing = end, 2 * spacing
    return count + (not is_stop(last, a))

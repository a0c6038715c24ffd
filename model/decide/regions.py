"""Regions: where along one input a classifier says which category."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.creases import creases
from model.crossings import cross
from model.decide.classifier import Classifier, categories, leads, margins

SAMPLES = 2048  # stretches looked at first
SHARES = np.arange(1, 16) / 16  # of stretches in which a lead may be lost
LOOKS = 6  # at stretches in which a lead may be lost, each closer
MOST_REGIONS = 1000  # regions that are told apart
MOST_SAMPLES = 2**17  # where more are, a lead that is lost and regained may be missed
NARROWEST = 1e-9  # of the interval; what is narrower is a touch


@dataclass(frozen=True, eq=False)
class Regions:
    """Stretches of one category each, from the low end of an interval to the high.

    edges: ascending, both ends included, shape (n_regions + 1,).
    categories: shape (n_regions,); neighbours differ.
    """

    edges: np.ndarray
    categories: np.ndarray

    def __post_init__(self) -> None:
        self.edges.setflags(write=False)
        self.categories.setflags(write=False)

    def __len__(self) -> int:
        return len(self.categories)

    @property
    def boundaries(self) -> np.ndarray:
        """Where the category changes, shape (n_regions - 1,)."""
        return self.edges[1:-1]

    @property
    def widths(self) -> np.ndarray:
        """How wide each is, shape (n_regions,)."""
        return np.diff(self.edges)


def regions(
    classifier: Classifier,
    low: float,
    high: float,
    samples: tuple[np.ndarray, np.ndarray] | None = None,
) -> Regions:
    """The regions of a classifier with one input, from low to high.

    Each boundary is accurate to 1e-9 of the interval or better. A place where the
    category changes and at once changes back is a touch, not a region; nor is one that
    only the interval's end belongs to. Regions that lie between two samples are found
    where leads are smooth enough there to show it, or straight.

    low, high: low below high.
    samples: x (n_points,), ascending from low to high, creases included, and outputs
        (n_points, n_outputs) there, if they are known; a thousand or more.
    Raises ValueError for more than MOST_REGIONS regions.
    """
    if samples is None:
        x = np.union1d(
            np.linspace(low, high, SAMPLES + 1),
            creases(classifier.network, low, high),
        )
        samples = x, classifier.network(x[:, None])
    x, scores = samples[0], classifier.scores(samples[1])
    _check_count(scores)
    x, scores = _look_closer(classifier, x, scores)
    _check_count(scores)
    places, beyond = _boundaries(classifier, x, scores)
    edges = np.concatenate([[low], places, [high]])
    found = np.concatenate([categories(scores[:1]), beyond])
    wide = np.diff(edges) > NARROWEST * (high - low)
    starts, found = edges[:-1][wide], found[wide]
    new = np.concatenate([[True], found[1:] != found[:-1]])
    starts[0] = low
    return Regions(np.append(starts[new], high), found[new])


def _check_count(scores: np.ndarray) -> None:
    """Raise ValueError where scores along an input say of too many regions."""
    found = categories(scores)
    n_regions = 1 + np.count_nonzero(found[1:] != found[:-1])
    if n_regions > MOST_REGIONS:
        raise ValueError(f"{n_regions:,} regions: expected at most {MOST_REGIONS:,}")


def _look_closer(classifier, x, scores) -> tuple[np.ndarray, np.ndarray]:
    """More samples wherever a lead is so small that it may be lost between two.

    That is where it is the smallest around, and smaller than by how much it changes
    to a neighbour.
    """
    for _ in range(LOOKS):
        margin, found = margins(scores), categories(scores)
        before, here, after = margin[:-2], margin[1:-1], margin[2:]
        dips = (here <= before) & (here <= after)
        dips &= here < np.maximum(before, after) - here
        dips &= (found[:-2] == found[1:-1]) & (found[1:-1] == found[2:])
        i = np.flatnonzero(dips)
        if not len(i) or len(x) > MOST_SAMPLES:
            break
        i = np.unique(np.concatenate([i, i + 1]))
        more = (x[i, None] + SHARES * (x[i + 1] - x[i])[:, None]).ravel()
        at = np.repeat(i + 1, len(SHARES))
        more_scores = classifier.scores(classifier.network(more[:, None]))
        x, scores = np.insert(x, at, more), np.insert(scores, at, more_scores, axis=0)
    return x, scores


class _Stretches(NamedTuple):
    """From start to end the category changes from one that is left to another.

    All (n,), but the scores at both ends, (n, n_categories).
    """

    start: np.ndarray
    end: np.ndarray
    left: np.ndarray
    towards: np.ndarray
    at_start: np.ndarray
    at_end: np.ndarray


def _boundaries(classifier, x, scores) -> tuple[np.ndarray, np.ndarray]:
    """Where the category changes, ascending, and what it changes to."""
    found = categories(scores)
    i = np.flatnonzero(found[:-1] != found[1:])
    now = _Stretches(x[i], x[i + 1], found[i], found[i + 1], scores[i], scores[i + 1])
    step = NARROWEST * (x[-1] - x[0])
    places, beyond = [np.zeros(0)], [np.zeros(0, int)]
    turn = 0
    while len(now.start):
        place, rest = _leave(classifier, now, step)
        # A third category may have its say before the one that was seen next, and so
        # may each: but if rounding alone decides, there is no end to it.
        last = (rest.start >= rest.end) | (turn == classifier.n_categories)
        then = np.where(last, rest.towards, rest.left)
        lost = then != now.left  # and not only touched
        places.append(place[lost])
        beyond.append(then[lost])
        now = _Stretches(*(each[then != rest.towards] for each in rest))
        turn += 1
    places, beyond = np.concatenate(places), np.concatenate(beyond)
    order = np.argsort(places, kind="stable")
    return places[order], beyond[order]


def _leave(classifier, now: _Stretches, step: float) -> tuple[np.ndarray, _Stretches]:
    """Where each stretch's first category loses its lead, and what is left from there.

    That begins a step further on: at the place itself, rounding says who leads.
    """
    members = np.arange(classifier.n_categories) == now.left[:, None]

    def lead(place: np.ndarray, number: np.ndarray) -> np.ndarray:
        return leads(classifier.scores(classifier.network(place)), members[number])

    before, after = cross(
        lead,
        now.start[:, None],
        now.end[:, None],
        leads(now.at_start, members),
        leads(now.at_end, members),
    )
    start = after[:, 0] + step
    at_start = classifier.scores(classifier.network(start[:, None]))
    left = categories(at_start)
    place = (before[:, 0] + after[:, 0]) / 2
    return place, now._replace(start=start, left=left, at_start=at_start)

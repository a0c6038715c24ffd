"""Regions: where along one input a classifier says which category."""

from dataclasses import dataclass

import numpy as np

from model.classifier import Classifier, categories, leads, margins
from model.creases import creases
from model.crossings import cross

SAMPLES = 2048  # stretches looked at first
SHARES = np.arange(1, 16) / 16  # of stretches in which a lead may be lost
CLOSER = 6  # times
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
    """
    if samples is None:
        x = np.union1d(
            np.linspace(low, high, SAMPLES + 1),
            creases(classifier.network, low, high),
        )
        samples = x, classifier.network(x[:, None])
    x, scores = samples[0], classifier.scores(samples[1])
    x, scores = _look_closer(classifier, x, scores)
    places, beyond = _boundaries(classifier, x, scores)
    edges = np.concatenate([[low], places, [high]])
    found = np.concatenate([categories(scores[:1]), beyond])
    wide = np.diff(edges) > NARROWEST * (high - low)
    starts, found = edges[:-1][wide], found[wide]
    new = np.concatenate([[True], found[1:] != found[:-1]])
    starts[0] = low
    return Regions(np.append(starts[new], high), found[new])


def _look_closer(classifier, x, scores) -> tuple[np.ndarray, np.ndarray]:
    """More samples wherever a lead is so small that it may be lost between two.

    That is where it is the smallest around, and smaller than by how much it changes
    to a neighbour.
    """
    for _ in range(CLOSER):
        margin, found = margins(scores), categories(scores)
        before, here, after = margin[:-2], margin[1:-1], margin[2:]
        dips = (here <= before) & (here <= after)
        dips &= here < np.maximum(before, after) - here
        dips &= (found[:-2] == found[1:-1]) & (found[1:-1] == found[2:])
        i = np.flatnonzero(dips)
        if not len(i):
            break
        i = np.unique(np.concatenate([i, i + 1]))
        more = (x[i, None] + SHARES * (x[i + 1] - x[i])[:, None]).ravel()
        at = np.repeat(i + 1, len(SHARES))
        more_scores = classifier.scores(classifier.network(more[:, None]))
        x, scores = np.insert(x, at, more), np.insert(scores, at, more_scores, axis=0)
    return x, scores


def _boundaries(classifier, x, scores) -> tuple[np.ndarray, np.ndarray]:
    """Where the category changes, ascending, and what it changes to."""
    found = categories(scores)
    i = np.flatnonzero(found[:-1] != found[1:])
    starts, ends, leaving, towards = x[i], x[i + 1], found[i], found[i + 1]
    at_starts, at_ends = scores[i], scores[i + 1]
    step = NARROWEST * (x[-1] - x[0])
    places, beyond = [], []
    for turn in range(classifier.n_categories + 1):
        if not len(starts):
            break
        members = np.arange(classifier.n_categories) == leaving[:, None]

        def lead(place, number, members=members):
            own = classifier.scores(classifier.network(place))
            return leads(own, members[number])

        before, after = cross(
            lead,
            starts[:, None],
            ends[:, None],
            np.maximum(leads(at_starts, members), np.finfo(float).tiny),
            leads(at_ends, members),
        )
        # A little further on: at the crossing itself rounding says who leads.
        starts = after[:, 0] + step
        at_starts = classifier.scores(classifier.network(starts[:, None]))
        then = categories(at_starts)
        last = (starts >= ends) | (turn == classifier.n_categories)
        then = np.where(last, towards, then)
        lost = then != leaving  # and not only touched
        places.append((before[lost, 0] + after[lost, 0]) / 2)
        beyond.append(then[lost])
        # A third category may have its say before the one that was seen next.
        on = then != towards
        starts, ends, leaving, towards = starts[on], ends[on], then[on], towards[on]
        at_starts, at_ends = at_starts[on], at_ends[on]
    places, beyond = np.concatenate([[], *places]), np.concatenate([[], *beyond])
    order = np.argsort(places, kind="stable")
    return places[order], beyond[order].astype(int)

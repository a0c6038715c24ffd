"""Regions: the categories of a classifier along its one input."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.creases import knots
from model.crossings import cross
from model.decide.classifier import Classifier, categories, leads, margins

SAMPLES = 2048  # stretches that an interval is divided into at first
SHARES = np.arange(1, 16) / 16  # where in a stretch samples are added
LOOKS = 6  # rounds in which samples are added, at most
MOST_REGIONS = 1000  # regions of an interval
MOST_SAMPLES = 2**17  # beyond which none are added: narrow regions may be missed
NARROWEST = 1e-9  # share of the interval; what is narrower is a touch, not a region


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
        """How wide each region is, shape (n_regions,)."""
        return np.diff(self.edges)


def regions(
    classifier: Classifier,
    low: float,
    high: float,
    samples: tuple[np.ndarray, np.ndarray] | None = None,
) -> Regions:
    """The regions of a classifier with one input, from low to high.

    Each boundary is accurate to 1e-9 of the interval or better. A place where the
    category changes and at once changes back is a touch, not a region; so is a category
    that holds only at an end of the interval. A region that no sample is in is found if
    leads are straight there, or smooth enough to show that one may be lost.

    low, high: the ends of the interval, low first.
    samples: x (n_points,), ascending from low to high, `knots` included, and the last
        layer's sums there (n_points, n_outputs), if they are known; a thousand points
        or more.
    Raises ValueError for more than MOST_REGIONS regions.
    """
    if samples is None:
        x = np.union1d(
            np.linspace(low, high, SAMPLES + 1),
            knots(classifier.network, low, high),
        )
        samples = x, classifier.network.sums(x[:, None])
    x, scores = samples[0], classifier.scores(samples[1])
    _check_count(scores)
    x, scores = _look_closer(classifier, x, scores)
    _check_count(scores)
    places, beyond = _boundaries(classifier, x, scores)
    edges = np.concatenate([[low], places, [high]])
    winners = np.concatenate([categories(scores[:1]), beyond])
    wide = np.diff(edges) > NARROWEST * (high - low)
    starts, winners = edges[:-1][wide], winners[wide]
    new = np.concatenate([[True], winners[1:] != winners[:-1]])
    starts[0] = low
    return Regions(np.append(starts[new], high), winners[new])


def _check_count(scores: np.ndarray) -> None:
    """Raise ValueError for scores along an input that make too many regions."""
    winners = categories(scores)
    n_regions = 1 + np.count_nonzero(winners[1:] != winners[:-1])
    if n_regions > MOST_REGIONS:
        raise ValueError(f"{n_regions:,} regions: expected at most {MOST_REGIONS:,}")


def _look_closer(
    classifier: Classifier, x: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Add samples wherever the winner may lose its lead between two samples.

    That is beside samples whose margin is smaller than its difference to that of a
    neighbour: straight on, it would be lost before the other neighbour.
    """
    for _ in range(LOOKS):
        margin, winners = margins(scores), categories(scores)
        before, here, after = margin[:-2], margin[1:-1], margin[2:]
        dips = here < np.maximum(before, after) - here
        dips &= (winners[:-2] == winners[1:-1]) & (winners[1:-1] == winners[2:])
        i = np.flatnonzero(dips)
        if not len(i) or len(x) > MOST_SAMPLES:
            break
        i = np.unique(np.concatenate([i, i + 1]))
        more = (x[i, None] + SHARES * (x[i + 1] - x[i])[:, None]).ravel()
        at = np.repeat(i + 1, len(SHARES))
        more_scores = classifier.scores(classifier.network.sums(more[:, None]))
        x, scores = np.insert(x, at, more), np.insert(scores, at, more_scores, axis=0)
    return x, scores


class _Stretches(NamedTuple):
    """Stretches of the input in which the category changes.

    start, end: the ends of each, (n,).
    category, last: the categories at the start and at the end, (n,).
    at_start, at_end: the scores there, (n, n_categories).
    """

    start: np.ndarray
    end: np.ndarray
    category: np.ndarray
    last: np.ndarray
    at_start: np.ndarray
    at_end: np.ndarray


def _boundaries(
    classifier: Classifier, x: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The places where the category changes, ascending, and the category after each."""
    winners = categories(scores)
    i = np.flatnonzero(winners[:-1] != winners[1:])
    j = i + 1
    open_ = _Stretches(x[i], x[j], winners[i], winners[j], scores[i], scores[j])
    step = NARROWEST * (x[-1] - x[0])
    boundaries, beyond = [np.zeros(0)], [np.zeros(0, int)]
    turn = 0
    while len(open_.start):
        place, rest = _leave(classifier, open_, step)
        # Other categories may win before the last one does, each in a turn of its own;
        # but where rounding alone decides, they could take turns for ever.
        is_over = (rest.start >= rest.end) | (turn == classifier.n_categories)
        category = np.where(is_over, rest.last, rest.category)
        lost = category != open_.category  # or else the lead was only touched
        boundaries.append(place[lost])
        beyond.append(category[lost])
        open_ = _Stretches(*(part[category != rest.last] for part in rest))
        turn += 1
    places = np.concatenate(boundaries)
    order = np.argsort(places, kind="stable")
    return places[order], np.concatenate(beyond)[order]


def _leave(
    classifier: Classifier, stretches: _Stretches, step: float
) -> tuple[np.ndarray, _Stretches]:
    """Where the first category of each stretch loses its lead, and what then remains.

    The rest begins a step further on: at the place itself, rounding decides who leads.
    """
    members = np.arange(classifier.n_categories) == stretches.category[:, None]

    def lead(place: np.ndarray, number: np.ndarray) -> np.ndarray:
        return leads(classifier.scores(classifier.network.sums(place)), members[number])

    before, after = cross(
        lead,
        stretches.start[:, None],
        stretches.end[:, None],
        leads(stretches.at_start, members),
        leads(stretches.at_end, members),
    )
    start = after[:, 0] + step
    at_start = classifier.scores(classifier.network.sums(start[:, None]))
    category = categories(at_start)
    place = (before[:, 0] + after[:, 0]) / 2
    return place, stretches._replace(start=start, category=category, at_start=at_start)

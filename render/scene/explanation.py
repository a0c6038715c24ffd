"""Explanation: scenes that explain the decision of one network."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model import Classifier, Family, Network, margins
from render.errors import InputError
from render.plot.decisions import Parts
from render.plot.plots import CurvePlot, Plot
from render.scene.scenes import check
from render.scene.timeline import Timeline
from render.view.curves import Curves
from render.view.surfaces import Surfaces

MOST_SEARCHED = 2000  # networks looked at to find one that explains itself
CLEAR = 0.05  # of what is shown: the least width and margin that are clear to see
FAIR = 0.4  # of an even share of the floor: the least that a category needs
CATEGORIES = 3  # that must have a place, of as many or more


@dataclass(frozen=True)
class Explanation:
    """One network, whose decision is explained one step after the other.

    The first stop shows the network alone. At each of the others a part of its
    decision is there that was not at the one before, and in between fades in.

    family: what the network is drawn from; view: how it is shown.
    parts: names of `Parts`, of those that the view shows, in the order in which they
        come; several regions over one input come one by one.
    caption: what to notice.
    title: above the picture; if empty, the family's own.
    n_regions: what the network has at least.
    seed: whose first network that explains itself is taken: one whose categories
        have a place each (of many, three have), none too narrow and none too close.

    Raises InputError for a family that does not fit the view, or parts that it does not
    show; and, asked for anything else, where no network of the seed explains itself.
    """

    family: Family
    view: Curves | Surfaces
    parts: tuple[str, ...]
    caption: str = ""
    title: str = ""
    n_regions: int = 2
    seed: int = 0

    pace = Timeline(hold=2.0, morph=0.5)

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.family.title)
        if not isinstance(self.view, Curves | Surfaces):
            raise InputError("view", type(self.view).__name__, "Curves or Surfaces")
        check(self.family, self.view, self.seed)
        for part in self.parts:
            if part not in self.view.shows:
                raise InputError("parts", part, f"of {', '.join(self.view.shows)}")

    @property
    def network(self) -> Network:
        """The one it is about."""
        return self.family.network(self.number, self.seed)

    @property
    def number(self) -> int:
        """Which of the seed's networks that is."""
        return self._found[0]

    @property
    def stops(self) -> int:
        """How many steps there are, the network alone being one."""
        return 1 + sum(self._counts)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop all parts go."""
        if not 0 <= position < self.stops:
            raise InputError("stop", f"{position:g}", f"0 to {self.stops - 1}")
        left = 1 - max(position - (self.stops - 1), 0)
        seen, start = {}, 0
        for part, count in zip(self.parts, self._counts, strict=True):
            seen[part] = left * min(max((position - start) / count, 0), 1)
            start += count
        view = replace(self.view, parts=Parts(**seen))
        return view.plot(self.network, self.title)

    @property
    def _found(self) -> tuple[int, int]:
        return _first_clear(self.family, self.view, self.n_regions, self.seed)

    @property
    def _counts(self) -> list[int]:
        """How many steps each part takes."""
        _, n_regions = self._found
        one_by_one = n_regions if isinstance(self.view, Curves) else 1
        return [one_by_one if part == "regions" else 1 for part in self.parts]


@lru_cache(maxsize=64)
def _first_clear(
    family: Family, view: Curves | Surfaces, least: int, seed: int
) -> tuple[int, int]:
    """The number of the first clear network, and how many regions it has."""
    view = replace(view, parts=Parts(regions=1))
    for number in range(MOST_SEARCHED):
        network = family.network(number, seed)
        classifier = Classifier(network, view.threshold)
        plot = view.plot(network, "")
        clear = _clear_curves if isinstance(plot, CurvePlot) else _clear_surfaces
        n_regions = clear(plot, classifier)
        if n_regions >= least:
            return number, n_regions
    words = (
        f"one with a network of {least} clear regions or more among its first "
        f"{MOST_SEARCHED}; another --seed may have one, and --regions shows any tour's"
    )
    raise InputError("seed", seed, words)


def _clear_curves(plot: CurvePlot, classifier: Classifier) -> int:
    """How many regions there are; 0 where the first is not A's, or one is not clear."""
    found, axes = plot.decision.regions, plot.axes
    middles = (found.edges[1:] + found.edges[:-1]) / 2
    lead = margins(classifier.scores(classifier.network(middles[:, None])))
    clear = (
        found.categories[0] == 0
        and len(set(found.categories)) >= min(classifier.n_categories, CATEGORIES)
        and found.widths.min() >= CLEAR * (axes.x.high - axes.x.low)
        and lead.min() >= CLEAR * (axes.y.high - axes.y.low)
    )
    return len(found) if clear else 0


def _clear_surfaces(plot: Plot, classifier: Classifier) -> int:
    """How many regions there are; 0 where a category has less than a fair share."""
    found, n = plot.decision.atlas.categories, classifier.n_categories
    sizes = np.sort(np.bincount(found.ravel(), minlength=n))
    if sizes[-min(n, CATEGORIES)] < FAIR * found.size / n:
        return 0
    return count_regions(found)


def count_regions(categories: np.ndarray) -> int:
    """How many connected regions a grid of categories (n_1, n_2) has.

    Each point takes on the least number of its neighbours of the same category, until
    all of a region have the same.
    """
    numbers = np.arange(categories.size).reshape(categories.shape)
    pairs = [
        (np.s_[1:], np.s_[:-1]),
        (np.s_[:-1], np.s_[1:]),
        (np.s_[:, 1:], np.s_[:, :-1]),
        (np.s_[:, :-1], np.s_[:, 1:]),
    ]
    while True:
        before = numbers.copy()
        for here, there in pairs:
            same = categories[here] == categories[there]
            least = np.minimum(numbers[here], numbers[there])
            numbers[here] = np.where(same, least, numbers[here])
        if (numbers == before).all():
            return len(np.unique(numbers))

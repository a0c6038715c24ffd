"""Explanations: scenes that explain the decision of one network."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model import Classifier, Family, Network, Regions, margins
from render.errors import InputError
from render.plot.axes import CurveAxes
from render.plot.decisions import Parts
from render.plot.plots import CurvePlot, Plot, SurfacePlot
from render.scene.scenes import check
from render.scene.timeline import Timeline
from render.view.curves import Curves
from render.view.surfaces import Surfaces

MOST_SEARCHED = 2000  # networks that are tried to find a clear one
CLEAR = 0.05  # of what is shown: the least width and margin of a clear region
FAIR = 0.4  # of an even share of the floor: the least that a clear category has
CATEGORIES = 3  # how many categories must have a place, if there are as many


@dataclass(frozen=True)
class Explanation:
    """One network, whose decision is explained step by step.

    The first stop shows the network alone. At each other stop one more part of its
    decision is seen, which fades in on the way there.

    family: what the network is drawn from; view: how it is shown.
    parts: names of `Parts` that the view shows, in the order in which they appear;
        regions over one input appear one by one.
    caption: what to notice.
    title: the words above the picture; if empty, the family's own title.
    n_regions: how many regions the network has at least, if it is searched for.
    seed, number: which network of the family; without a number the first clear one of
        the seed. In a clear network three categories, or both of two, have a place
        large enough to be seen; over one input the first is A, and each region is wide
        and won by a margin.

    Raises InputError for a family that does not fit the view, or parts that the view
    does not show; and for a seed without a clear network, when one is needed.
    """

    family: Family
    view: Curves | Surfaces
    parts: tuple[str, ...]
    caption: str = ""
    title: str = ""
    n_regions: int = 2
    seed: int = 0
    number: int | None = None

    pace = Timeline(hold=2.0, morph=0.5)

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.family.title)
        if not isinstance(self.view, Curves | Surfaces):
            raise InputError("view", type(self.view).__name__, "Curves or Surfaces")
        check(self.family, self.view, self.seed, self.number or 0)
        for part in self.parts:
            if part not in self.view.shows:
                raise InputError("parts", part, f"of {', '.join(self.view.shows)}")

    @property
    def network(self) -> Network:
        """The network that is explained."""
        return self.family.network(self.chosen, self.seed)

    @property
    def chosen(self) -> int:
        """The number of the network among those of the seed."""
        if self.number is not None:
            return self.number
        return _first_clear(self.family, self.view, self.n_regions, self.seed)

    @property
    def stops(self) -> int:
        """How many steps there are; the network alone is one."""
        return 1 + sum(self._counts)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop all parts go."""
        if not 0 <= position < self.stops:
            raise InputError("stop", f"{position:g}", f"0 to {self.stops - 1}")
        rest = 1 - max(position - (self.stops - 1), 0)  # how much is left as all go
        shares, start = {}, 0
        for part, count in zip(self.parts, self._counts, strict=True):
            shares[part] = rest * min(max((position - start) / count, 0), 1)
            start += count
        view = replace(self.view, parts=Parts(**shares))
        return view.plot(self.network, self.title)

    @property
    def _counts(self) -> list[int]:
        """How many steps each part takes."""
        one_by_one = 1
        if isinstance(self.view, Curves):
            one_by_one = _count_stretches(self.network, self.view)
        return [one_by_one if part == "regions" else 1 for part in self.parts]


@lru_cache(maxsize=64)
def _count_stretches(network: Network, view: Curves) -> int:
    """How many regions a network has over one input."""
    decision = replace(view, parts=Parts(regions=1)).plot(network, "").decision
    return len(decision.regions) if decision else 0


@lru_cache(maxsize=64)
def _first_clear(family: Family, view: Curves | Surfaces, least: int, seed: int) -> int:
    """The number of the first clear network.

    least: regions that it must have.
    """
    view = replace(view, parts=Parts(regions=1))
    for number in range(MOST_SEARCHED):
        network = family.network(number, seed)
        classifier = Classifier(network, view.threshold)
        if isinstance(view, Curves) and classifier(np.array([[view.x[0]]]))[0] != 0:
            continue  # the first category is not A, whatever the others are
        if _clear_regions(view.plot(network, ""), classifier) >= least:
            return number
    words = (
        f"one with a network of {least} clear regions or more among its first "
        f"{MOST_SEARCHED}; another --seed may have one, and --regions shows any tour's"
    )
    raise InputError("seed", seed, words)


def _clear_regions(plot: CurvePlot | SurfacePlot, classifier: Classifier) -> int:
    """How many regions a plot has; 0 if they are not clear."""
    if isinstance(plot, CurvePlot) and plot.decision:
        return _clear_on_line(plot.decision.regions, plot.axes, classifier)
    if isinstance(plot, SurfacePlot) and plot.decision:
        return _clear_on_floor(plot.decision.atlas.categories, classifier.n_categories)
    return 0


def _clear_on_line(stretches: Regions, axes: CurveAxes, classifier: Classifier) -> int:
    """How many regions there are; 0 if the first is not A's, or one is not clear."""
    middles = (stretches.edges[1:] + stretches.edges[:-1]) / 2
    lead = margins(classifier.scores(classifier.network(middles[:, None])))
    is_clear = (
        stretches.categories[0] == 0
        and len(set(stretches.categories)) >= min(classifier.n_categories, CATEGORIES)
        and stretches.widths.min() >= CLEAR * (axes.x.high - axes.x.low)
        and lead.min() >= CLEAR * (axes.y.high - axes.y.low)
    )
    return len(stretches) if is_clear else 0


def _clear_on_floor(categories: np.ndarray, n_categories: int) -> int:
    """How many regions there are; 0 if a category has less than a fair share.

    categories: those of the grid's points, (n_1, n_2).
    """
    sizes = np.sort(np.bincount(categories.ravel(), minlength=n_categories))
    if sizes[-min(n_categories, CATEGORIES)] < FAIR * categories.size / n_categories:
        return 0
    return count_regions(categories)


def count_regions(categories: np.ndarray) -> int:
    """How many connected regions a grid of categories (n_1, n_2) has.

    Each point takes on the least number among its neighbours of the same category,
    until all points of a region have the same.
    """
    numbers = np.arange(categories.size).reshape(categories.shape)
    pairs = [
        (np.s_[1:, :], np.s_[:-1, :]),
        (np.s_[:-1, :], np.s_[1:, :]),
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

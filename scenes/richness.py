"""Smooth, and near enough.

How smooth random curves are depends on how large weights are, and how near two layers
come to three on how many nodes they have.
"""

import numpy as np

from model import Family, Network
from render import (
    Deferred,
    Demonstration,
    Fit,
    Fits,
    Spread,
    Spreads,
    Timeline,
    rounded_gap,
)
from scenes.recordings import computed, counting_random, fitting_curves

steepness = computed("smoothness", counting_random.curve_counts)
MEDIAN = (
    "Weights and biases: at most {0:g} from 0. White: the output is 0. "
    "Of 600 such curves the median changes by {1:.2f} at most in a tenth of an input."
)
LESSONS = (
    "Weights up to 1: a smooth curve, and smooth boundaries",
    "All weights times 3: steeper slopes, and more of them",
    "All weights times 10: terraces, with cliffs between them",
    "All weights times 30: it all but jumps, with sharp corners",
)


@Deferred
def smoothness() -> Demonstration:
    """The same two networks at each spread of their weights."""
    changes = np.median(steepness.arrays["changes"], axis=1)
    rows = zip(counting_random.SPREADS, LESSONS, changes, strict=True)
    return Demonstration(
        title="Small weights are smooth",
        view=Spreads(
            Family((1, 11, 9, 1), "tanh").network(7),
            Family((2, 11, 9, 1), "tanh").network(1),
            tuple(
                Spread(x, words, MEDIAN.format(x, change)) for x, words, change in rows
            ),
        ),
        caption="A network of tanh is as smooth as its weights are small. Over a tenth "
        f"of an input the curve of a typical one changes by {changes[0]:.2f} at most; "
        f"with all weights times ten by {changes[2]:.0f}, from one end to the other.",
        pace=Timeline(hold=2.5, morph=1.25, fps=16),
        poster=2,
    )


fits = computed("two_layers_or_three", fitting_curves.fits)


def _fit(n_hidden: int, gaps: np.ndarray) -> Fit:
    weights = [fits.arrays[f"{part}_{n_hidden}"] for part in ("hidden", "output")]
    return Fit(Network.from_weights(weights, "tanh"), tuple(gaps.tolist()))


@Deferred
def two_layers_or_three() -> Demonstration:
    """One curve of three layers, and the nearest ones of two."""
    rows = zip(fitting_curves.N_HIDDEN, fits.arrays["gaps"], strict=True)
    found = tuple(_fit(n, gaps) for n, gaps in rows)
    first, last = (rounded_gap(min(fit.gaps)) for fit in (found[0], found[-1]))
    return Demonstration(
        title="Two layers or three",
        view=Fits(fitting_curves.three_layers(), found),
        caption="With one hidden node, two layers miss the curve of three by up to "
        f"{first}; with a hundred by less than {last}: near enough to look the same, "
        "and never the same.",
    )

"""Where categories end.

Boundaries over two inputs: what moves them, what bends them, and how many regions there
are between them.
"""

import numpy as np

from model import Chosen, Family, Layer, Network, Random
from render import (
    Contrast,
    Contrasts,
    Deferred,
    Demonstration,
    Floors,
    Maps,
    Names,
    Side,
    Surfaces,
    Thresholds,
    Timeline,
)
from scenes.recordings import computed, counting_random

floors = computed("boundaries_2input", counting_random.floor_counts)
ties = computed("relu_classifier_2input", counting_random.tie_counts)

logistic_thresholds = Demonstration(
    title="One surface, many thresholds",
    view=Thresholds(
        Chosen(Random(Family((2, 1), "logistic", spread=3), 2000), [1269]),
        (0.1, 0.3, 0.5, 0.7, 0.9),
    ),
    caption="The threshold is a choice. Wherever it is, the boundary is straight and "
    "parallel to all others; the two sides are not equal, and where the surface never "
    "gets as high there is one alone.",
    pace=Timeline(hold=2.5, morph=1.0, fps=12),
    poster=3,
)


@Deferred
def boundaries_2input() -> Demonstration:
    """The floors of forty-nine networks, and regions counted over six hundred."""
    counts = {name: tuple(n.tolist()) for name, n in floors.arrays.items()}
    n_regions, n_islands = counts["regions"], counts["islands"]
    n, two = len(n_regions), n_regions.count(2)
    return Demonstration(
        title="Boundaries over two inputs",
        view=Floors(Random(counting_random.FLOORS, 49), n_regions, n_islands),
        caption=f"Boundaries of tanh networks are smooth lines. Of {n} random networks "
        f"{two} have two regions, and {n - n_islands.count(0)} have an island: a "
        "region that does not reach the border.",
        pace=Timeline(hold=(4.0, *[1.0] * 49, 5.0)),
        poster=0,
    )


# ReLU's boundaries beside tanh's.

REGIONS = Maps(parts=("regions", "boundaries"))
CREASES = Maps(parts=("creases", "regions", "boundaries"))
TIES = Maps(parts=("regions", "boundaries"), names=Names(classes=("A", "B", "tie")))
SAME = "network {}: 2 inputs, layers of 11, 9, 1 (tanh; or ReLU and linear)"
RULE = "A: the last sum is above 0. B: it is not."
THIN = "Thin: a hidden node is at its kink."
TIED = "network 127: 2 inputs, layers of 11, 9, 2 (ReLU)"


def _pair(
    heading: str,
    number: int,
    note: str,
    smooth: Maps | Surfaces,
    folded: Maps | Surfaces,
) -> Contrast:
    """A tanh network beside a ReLU network of the same weights, decided on its sum.

    smooth, folded: how each is shown.
    """
    functions = "tanh", ("relu", "identity")
    networks = (Family((2, 11, 9, 1), names).network(number) for names in functions)
    rows = zip(("tanh", "ReLU"), networks, (smooth, folded), strict=True)
    left, right = (Side(*row) for row in rows)
    return Contrast(heading, (left, right), f"{SAME.format(number)}. {note}")


def _with_ties(network: Network) -> Network:
    """A network's sums, and zero, which is the highest where all outputs are zero."""
    *hidden, last = network.layers
    zero = np.zeros((len(last.weights), 1))
    return Network([*hidden, Layer(np.hstack([last.weights, zero]), "identity")])


def _sums(network: Network) -> Network:
    """A network without the last function."""
    *hidden, last = network.layers
    return Network([*hidden, Layer(last.weights, "identity")])


@Deferred
def relu_classifier_2input() -> Demonstration:
    """Boundaries of ReLU networks, beside those of tanh networks, and ties."""
    shares = ties.arrays["ties"] / counting_random.FLOOR**2
    tied = counting_random.TIES.network(127)
    outputs = Side("the higher output", _with_ties(tied), TIES)
    return Demonstration(
        title="ReLU boundaries",
        view=Contrasts(
            (
                _pair(
                    "The same weights: tanh curves, ReLU bends along creases",
                    174,
                    "Heavy: the last sum is 0.",
                    Surfaces(),
                    Surfaces(z=(-2.0, 6.0)),
                ),
                _pair(
                    "tanh: a curved boundary. ReLU: straight pieces, corners",
                    174,
                    RULE,
                    REGIONS,
                    REGIONS,
                ),
                _pair(
                    "ReLU's boundary turns only where it meets a crease",
                    174,
                    THIN,
                    REGIONS,
                    CREASES,
                ),
                _pair(
                    "Other weights, and the same difference",
                    113,
                    THIN,
                    REGIONS,
                    CREASES,
                ),
                Contrast(
                    "Two ReLU outputs are both zero in places: there they tie",
                    (Side("two outputs", tied, Surfaces(z=(0.0, 5.0))), outputs),
                    f"{TIED}. Tie: both are zero, on {shares[127]:.0%} of this floor.",
                ),
                Contrast(
                    "Decided on the sums, before ReLU, nothing ties",
                    (outputs, Side("the higher sum", _sums(tied), REGIONS)),
                    f"{TIED}. Sums: what the last nodes add up, before ReLU.",
                ),
            )
        ),
        caption="Boundaries of tanh networks are curves, those of ReLU networks "
        "straight from crease to crease. Where two ReLU outputs are both zero, over "
        f"{shares.mean():.0%} of the floor on average, they tie; their sums do not.",
        pace=Timeline(hold=3.5),
        poster=2,
    )

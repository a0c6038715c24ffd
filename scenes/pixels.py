"""Four pixels, understood whole.

A camera of four pixels, and a network so small that every node of it makes sense.
"""

import numpy as np

from model import (
    FOUR_PIXELS,
    Family,
    Given,
    GradientDescent,
    Penalty,
    Random,
    Recording,
    Runs,
    Training,
    four_pixel_network,
)
from render import (
    Activations,
    Diagram,
    Lesson,
    Losses,
    Names,
    OneRun,
    Panels,
    PixelKinds,
    PixelVector,
    ReceptiveFields,
    StudyResults,
    Walk,
    WeightedSum,
)
from scenes.recordings import recorded, studied

NETWORK = Given([four_pixel_network()], ["the network of four pixels"])
NAMES = Names(FOUR_PIXELS.input_names, FOUR_PIXELS.categories)
PICTURES = tuple(map(tuple, FOUR_PIXELS.inputs.tolist()))
DARK_ABOVE_LIGHT, *OTHERS = PICTURES[-2:] + PICTURES[:-2]
GREYS = (0.5, 0.0, 0.75, -0.75)
ONE_DARK = (-1.0, 1.0, 1.0, 1.0)

pixels_task = Walk(
    title="Solid, vertical, diagonal or horizontal?",
    networks=Random(Family((4, 1), "identity", biases=False), 1),
    view=PixelKinds(FOUR_PIXELS),
    caption="A picture and its negative are of the same kind. So no single pixel tells "
    "kinds apart, nor does any weighted sum of the four.",
    poster=3,
)

pixels_inputs = Walk(
    title="A picture becomes a vector",
    networks=NETWORK,
    view=PixelVector(DARK_ABOVE_LIGHT, GREYS, FOUR_PIXELS.input_names),
    caption="To a network a picture is numbers in an order that stays the same. Which "
    "of them are neighbours it does not know.",
    poster=3,
)

pixels_neuron = Walk(
    title="What one neuron does",
    networks=Random(Family((4, 4), "tanh", biases=False), 1, seed=7),
    view=WeightedSum(GREYS),
    caption="A weighted sum, squashed by tanh (the original's label says sigmoid, its "
    "curve and numbers are tanh's). Then all of that is one circle.",
    poster=5,
)

pixels_fields = Walk(
    title="What each node looks for",
    networks=NETWORK,
    view=ReceptiveFields(
        names=NAMES,
        titles=(
            "Layer 1: one column, white, or white above black",
            "Layer 2: left column plus right, or minus: the four kinds",
            "Layer 3: each of the four, and its negative",
            "Outputs: two pictures make each of them highest",
        ),
    ),
    caption="In each node stand the pictures that make it highest. A layer's are those "
    "of the layer before, added or subtracted.",
)

pixels_walk = Walk(
    title="A picture goes through a network",
    networks=NETWORK,
    view=Activations(
        at=DARK_ABOVE_LIGHT,
        others=(*OTHERS, ONE_DARK),
        shape=(2, 2),
        names=NAMES,
        titles=(
            "Layer 1: of each column, the sum and the difference",
            "Layer 2: their sums and differences, one for each kind",
            "Layer 3: ReLU parts each kind into its plus and its minus",
            "Outputs: each kind adds up its two nodes",
        ),
    ),
    caption="All eight pictures get the right name; any other of black and white ties. "
    "Numbers are the network's own, 0.96 where the original rounds to 1; two links of "
    "layer 2 that it drew black, for \N{MINUS SIGN}1, are 1, as its words say.",
    poster=6,
)

# Learned from random weights.

NEAR = 0.05  # weights of a smaller magnitude are near zero
SEEDS = range(50)
PENALTIES = {"without L1": 0.0, "with L1": 0.01}
FIELDS = ReceptiveFields(names=NAMES, strongest=2.0)
LINKS = Diagram(weights=True, strongest=2.0)


def _training(l1: float, seed: int, steps: int = 3000) -> Training:
    return Training.of(
        FOUR_PIXELS,
        (4, 4, 4, 8, 4),
        ("tanh", "tanh", "relu", "identity"),
        initialisation="uniform",
        loss="squared",
        optimiser=GradientDescent(0.05),
        penalty=Penalty(l1=l1),
        steps=steps,
        seed=seed,
    )


def _right(run: Recording) -> float:
    """How many of the eight pictures the last network names right."""
    return round(8 * float(run.training_accuracies[-1]))


def _near_zero(run: Recording) -> float:
    """How many weights of the last network are near zero, biases left out."""
    weights = (layer.weights[1:] for layer in run[len(run) - 1].layers)
    return float(sum(np.count_nonzero(np.abs(w) < NEAR) for w in weights))


learning = recorded("pixels_learning", _training(0.0, 0, 500), stops=80)
plain = recorded("pixels_plain", _training(0.0, 0), stops=80)
sparse = recorded("pixels_l1", _training(0.01, 0), stops=80)
starts = studied(
    "pixels_starts",
    lambda: {
        name: [_training(l1, seed) for seed in SEEDS] for name, l1 in PENALTIES.items()
    },
    {"right": _right, "near_zero": _near_zero},
    stops=8,
)

pixels_learning = Lesson(
    networks=learning,
    view=Panels((FIELDS, Losses()), (2.2, 1.0)),
    headline="From random weights: {training_right} pictures right in the end",
    remark="Squared error, gradient descent with a rate of 0.05, {steps} steps. All "
    "eight are right in the end; yet what makes an output highest need not be of its "
    "kind, for nothing but the eight was ever shown.",
)


def _ends(_runs: Runs) -> dict[str, str]:
    """Of both kinds: how many get all pictures right, and weights near zero."""
    study, found = starts.study, {"starts": str(len(SEEDS))}
    for k in range(len(PENALTIES)):
        here = study.numbers == k
        found[f"all_{k}"] = str(int((study.results["right"][here] == 8).sum()))
        found[f"near_{k}"] = f"{np.median(study.results['near_zero'][here]):.0f}"
    return found


pixels_starts = Lesson(
    networks=Runs.of(dict(zip(PENALTIES, (plain, sparse), strict=True))),
    view=Panels(
        (
            OneRun(0, LINKS),
            OneRun(1, LINKS),
            StudyResults(starts, "near_zero", "weights near zero", 96, ("right", 8)),
        ),
        (1.0, 1.0, 1.0),
    ),
    headline="Of 96 weights {near_0} end near zero; if weights cost (L1), {near_1}",
    remark="Weights do not thin out by themselves: within 0.05 of zero ends a median "
    "of {near_0}, and {near_1} with an L1 penalty of 0.01. Of {starts} starts {all_0} "
    "learn all eight pictures, and {all_1} with L1.",
    measures=_ends,
)

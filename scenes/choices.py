"""What decides how a network learns.

How its inputs are scaled, how its weights begin, how deep it is and what its nodes are:
each choice made both ways, and what came of it.
"""

import numpy as np

from model import (
    Adam,
    Data,
    GradientDescent,
    Recording,
    Runs,
    Training,
    dataset,
    flat_shares,
    layer_slopes,
)
from render import (
    FirstLayer,
    LayerSlopes,
    Lesson,
    Losses,
    OneRun,
    Panels,
    RunCurves,
    StudyEnds,
    StudyLosses,
    short_loss,
)
from scenes.recordings import recorded, studied

SEEDS = range(10)
CIRCLE = dataset("circle", points=200)


def _last(run: Recording) -> str:
    """A run's loss at the end."""
    return short_loss(float(run.training_losses[-1]))


# How weights begin.

BEGINNINGS = {
    "uniform": "uniform",
    "normal": "normal",
    "scaled": "normal / \N{SQUARE ROOT}n",
}


def _beginning(name: str, seed: int) -> Training:
    return Training.of(
        CIRCLE,
        (2, 20, 20, 20, 20, 20, 1),
        initialisation=name,
        optimiser=GradientDescent(0.1),
        steps=1000,
        seed=seed,
        split=0.5,
    )


def _beginnings() -> dict[str, list[Training]]:
    return {
        words: [_beginning(name, seed) for seed in SEEDS]
        for name, words in BEGINNINGS.items()
    }


scaled = recorded("begin_scaled", _beginning("scaled", 0), stops=128)
beginnings = studied(
    "beginnings",
    _beginnings,
    {"right": lambda run: float(run.test_accuracies[-1])},
)


def _right(runs: Runs) -> dict[str, str]:
    """How many test points each kind has right in the end: medians of all seeds."""
    study = beginnings.study
    shares = [study.results["right"][study.numbers == k] for k in range(3)]
    low, middle, high = zip(
        *(np.quantile(share, [0, 0.5, 1]) for share in shares), strict=True
    )
    return {
        f"{name}_{word}": f"{100 * part[k]:.3g}%"
        for k, name in enumerate(BEGINNINGS)
        for word, part in (("low", low), ("middle", middle), ("high", high))
    }


initialisations = Lesson(
    networks=Runs.of({BEGINNINGS["scaled"]: scaled}),
    view=Panels((StudyLosses(beginnings), StudyLosses(beginnings, test=True))),
    headline="Large first weights generalise worse: {normal_middle} right, "
    "not {scaled_middle}",
    note="First weights: uniform from \N{MINUS SIGN}1 to 1, normal, and normal "
    "divided by the root of a node's n inputs \N{MIDDLE DOT} "
    "Loss: logistic cross-entropy",
    remark="All learn the points they train on. Of new points the median of ten seeds "
    "has {normal_middle} right from normal weights ({normal_low} to "
    "{normal_high}), {uniform_middle} from uniform ones, and {scaled_middle} from "
    "normal ones divided by \N{SQUARE ROOT}n.",
    measures=_right,
)

# How deep it is.

DEPTHS = {"1-100-1": (1, 100, 1), "1-20-1": (1, 20, 1), "1-11-9-1": (1, 11, 9, 1)}
WIGGLE = dataset("wiggle", points=60, noise=0.0)


def _of_depth(layers: tuple[int, ...], seed: int) -> Training:
    return Training.of(WIGGLE, layers, optimiser=Adam(0.01), steps=2000, seed=seed)


wide = recorded("depth_1_100_1", _of_depth((1, 100, 1), 0))
narrow = recorded("depth_1_20_1", _of_depth((1, 20, 1), 0))
deep = recorded("depth_1_11_9_1", _of_depth((1, 11, 9, 1), 0))
depths = studied(
    "depths",
    lambda: {
        name: [_of_depth(layers, seed) for seed in SEEDS]
        for name, layers in DEPTHS.items()
    },
)


def _medians(runs: Runs) -> dict[str, str]:
    """The loss at the end, by kind: medians of all seeds."""
    study = depths.study
    medians = [float(np.median(study.of_kind(k)[:, -1])) for k in range(3)]
    found = {f"loss_{k}": short_loss(median) for k, median in enumerate(medians)}
    return {**found, "nearest": study.kinds[int(np.argmin(medians))]}


deep_or_wide = Lesson(
    networks=Runs.of(dict(zip(DEPTHS, (wide, narrow, deep), strict=True))),
    view=Panels(
        (
            RunCurves(WIGGLE),
            Panels(
                (StudyEnds(depths, "nodes"), StudyEnds(depths, "weights")), down=True
            ),
        ),
        (1.25, 1.0),
    ),
    headline="Deep or wide? After {steps} steps {nearest} has the lowest loss",
    note="1-11-9-1: 1 input, layers of 11, 9 and 1 \N{MIDDLE DOT} Curves: the first "
    "seed of ten \N{MIDDLE DOT} Loss: squared error",
    remark="The same target and {steps} steps of Adam, ten seeds each. In the median a "
    "hundred nodes end at a loss of {loss_0}, twenty at {loss_1}, eleven and nine "
    "in two layers at {loss_2}. With other steps and rates the order may be "
    "another.",
    measures=_medians,
)

# How inputs are scaled.

SPREAD = Data(
    50 + 20 * WIGGLE.inputs / WIGGLE.inputs.std(), WIGGLE.targets, categories=()
)


def _scaled(normalise: bool) -> Training:
    return Training.of(
        SPREAD,
        (1, 20, 1),
        initialisation="uniform",
        optimiser=Adam(0.01),
        steps=2000,
        normalise=normalise,
    )


raw = recorded("inputs_raw", _scaled(False))
normalised = recorded("inputs_normalised", _scaled(True))


def _flat(runs: Runs) -> dict[str, str]:
    """Shares of flat slopes at first and in the end, and losses in the end."""
    found: dict[str, str] = {}
    for name, run in zip(("raw", "normalised"), runs.recordings, strict=True):
        first, *_, last = flat_shares(run)
        found |= {f"{name}_first": f"{first:.0%}", f"{name}_last": f"{last:.0%}"}
        found[f"{name}_loss"] = _last(run)
    return found


normalised_inputs = Lesson(
    networks=Runs.of({"raw": raw, "normalised": normalised}),
    view=Panels(
        (
            RunCurves(SPREAD),
            OneRun(0, FirstLayer(SPREAD, 0)),
            OneRun(1, FirstLayer(SPREAD, 1)),
        ),
        (1.7, 1.0, 1.0),
    ),
    headline="Raw inputs push nodes onto their flat ends",
    remark="Raw inputs, of mean 50 and spread 20, leave {raw_first} of first-layer "
    "slopes below 0.01 at first and {raw_last} in the end: only the few nodes "
    "that bend among the points still move. The loss ends at {raw_loss}, with "
    "inputs normalised at {normalised_loss}.",
    measures=_flat,
    at=400,
)

# What nodes are.


def _six(
    activation: str, initialisation: str, optimiser: GradientDescent | Adam
) -> Training:
    return Training.of(
        CIRCLE,
        (2, 8, 8, 8, 8, 8, 1),
        (activation, "logistic"),
        initialisation=initialisation,
        optimiser=optimiser,
        steps=1000,
    )


sigmoid = recorded("six_sigmoid", _six("logistic", "glorot", GradientDescent(0.1)))
relu = recorded("six_relu", _six("relu", "he", GradientDescent(0.1)))
sigmoid_adam = recorded("six_sigmoid_adam", _six("logistic", "glorot", Adam(0.01)))


def _vanishing(runs: Runs) -> dict[str, str]:
    """How much smaller the first layer's slopes begin; losses in the end."""
    start = runs.recordings[0]
    slopes = layer_slopes(start)[0]
    losses = {f"loss_{k}": _last(run) for k, run in enumerate(runs.recordings)}
    return {**losses, "ratio": f"{float(f'{slopes[-1] / slopes[0]:.2g}'):,.0f}"}


sigmoid_or_relu = Lesson(
    networks=Runs.of({"sigmoid": sigmoid, "ReLU": relu, "sigmoid, Adam": sigmoid_adam}),
    view=Panels((LayerSlopes(), Losses())),
    headline="At first sigmoids' gradients vanish towards layer 1",
    note="Gradient descent, but where Adam is named",
    remark="At first layer 6's gradient is {ratio} times layer 1's: gradient descent "
    "leaves the sigmoids at {loss_0}, no better than a guess; ReLU gets to {loss_1}. "
    "Adam, which divides slopes by their size, brings the same sigmoids to {loss_2}.",
    measures=_vanishing,
    at=30,
)

"""Networks that learn categories.

Each film is one training: the boundary takes shape among the points, weights grow and
shrink, and the loss falls, or does not.
"""

from dataclasses import replace

import numpy as np

from model import Adam, Data, Recorded, Runs, Training, dataset
from render import Compared, Diagram, Lesson, Losses, Maps, Panels
from scenes.recordings import recorded, studied


def _panels(networks: Recorded, most: int = 8) -> Panels:
    """The network with a map in every node, the points it learns, and its losses.

    most: rows of nodes in a layer, at most.
    """
    look = Diagram(names=True, weights=True, pictures=True, categories=True)
    diagram = replace(look, strongest=3.0, most=most)
    data = networks.data
    boundary = Maps(parts=("boundaries",), n_levels=0, data=data, misfits=True)
    outcome = Panels((boundary, Losses()), (1.3, 1.0))  # below it in a square picture
    return Panels((diagram, outcome), (1.0, 2.3))


spiral = recorded(
    "learn_spiral",
    Training.of(dataset("spiral", points=400), (2, 8, 8, 1), steps=2000, split=0.25),
)
learn_spiral = Lesson(
    networks=spiral,
    view=_panels(spiral),
    headline="A boundary winds in: {test_right} right in the end",
    remark="Two arms of a spiral, and sixteen hidden nodes. From step 10 to 100 the "
    "loss hardly falls; then the boundary bends, part by part, until it lies between "
    "the arms.",
)

circle = recorded(
    "learn_circle",
    Training.of(dataset("circle", points=400), (2, 4, 1), steps=1000, split=0.25),
)
learn_circle = Lesson(
    networks=circle,
    view=_panels(circle),
    headline="Lines close around a disc: {test_right} right in the end",
    remark="Each of four hidden nodes has one soft line; the output adds them up. Here "
    "they make a fence of three sides, with rounded corners.",
)

xor = recorded(
    "learn_xor",
    Training.of(dataset("xor", points=400), (2, 4, 1), steps=1000, split=0.25),
)
learn_xor = Lesson(
    networks=xor,
    view=_panels(xor),
    headline="Same signs or opposite ones: {test_right} right in the end",
    remark="No straight line parts these points. Four hidden nodes do it, and the "
    "boundary rounds off the corner where all quarters meet.",
)

gaussians = recorded(
    "learn_gaussians",
    Training.of(
        dataset("gaussians", points=400, noise=1.3),
        (2, 1),
        optimiser=Adam(0.03),
        steps=500,
        split=0.25,
    ),
)
learn_gaussians = Lesson(
    networks=gaussians,
    view=_panels(gaussians),
    headline="One node turns a straight line: {test_right} right in the end",
    remark="A single logistic node. Its boundary is a straight line from the first "
    "step to the last; where the clouds overlap, no line gets every point right.",
)

moons = recorded(
    "learn_moons",
    Training.of(dataset("moons", points=400), (2, 6, 1), steps=1500, split=0.25),
)
learn_moons = Lesson(
    networks=moons,
    view=_panels(moons),
    headline="A line learns to wave: {test_right} right in the end",
    remark="Two half moons, each with a tip inside the other. First the line turns, "
    "which gets most of the points; then it bends, which gets the rest.",
)

three = recorded(
    "learn_three",
    Training.of(
        dataset("three_arms", points=450),
        (2, 16, 3),
        optimiser=Adam(0.02),
        steps=1500,
        split=1 / 3,
    ),
)
learn_three = Lesson(
    networks=three,
    view=_panels(three, most=9),
    headline="The highest of three wins: {test_right} right in the end",
    remark="Three arms, three outputs, and a softmax: wherever an output is the "
    "highest, its category wins. Three boundaries meet where all are equal.",
)

KINDS = ("true", "shuffled")


def _with_labels(kind: str, seed: int) -> Training:
    """A training with 60 of 300 points, and with their labels or shuffled ones."""
    points = dataset("circle", points=300, seed=seed + 1)
    labels = np.asarray(points.targets)
    if kind == "shuffled":
        labels = np.random.default_rng(seed).permutation(labels)
    names = points.input_names, points.target_name, ("inside", "outside")
    data = Data(points.inputs, labels, *names, [k >= 60 for k in range(300)])
    layers, optimiser = (2, 16, 16, 1), Adam(0.02)
    return Training.of(data, layers, optimiser=optimiser, steps=3000, seed=seed)


true_labels, shuffled_labels = (
    recorded(f"random_labels_{kind}", _with_labels(kind, 0)) for kind in KINDS
)

many_labels = studied(
    "random_labels",
    lambda: {kind: [_with_labels(kind, seed) for seed in range(10)] for kind in KINDS},
    {"right": lambda run: float(run.test_accuracies[-1])},
)


def _ranges(runs: Runs) -> dict[str, str]:
    """From how many to how many test points are right, of ten seeds of each kind."""
    study = many_labels.study
    shares = [study.results["right"][study.numbers == k] for k in (0, 1)]
    pairs = zip(KINDS, shares, strict=True)
    return {kind: f"{min(part):.0%} to {max(part):.0%}" for kind, part in pairs}


random_labels = Lesson(
    networks=Runs.of({"true": true_labels, "shuffled": shuffled_labels}),
    view=Compared(
        [
            Maps(parts=("regions", "boundaries"), data=networks.data, misfits=True)
            for networks in (true_labels, shuffled_labels)
        ]
    ),
    headline="Labels without a rule: learned by heart, of no use",
    remark="The same points and network, with true labels and with shuffled ones. "
    "Those that it learns are right either way, {1[training_right]}; of others, with "
    "ten seeds, {true} for true labels and {shuffled} for shuffled ones, as by chance.",
    measures=_ranges,
)

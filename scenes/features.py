"""What features are.

What the hidden nodes of a network that reads digits look for, seen in its weights.
"""

import numpy as np

from render import (
    Accuracies,
    ComparedStarts,
    Deferred,
    FewerNodes,
    HiddenImages,
    Lesson,
    Names,
    OutputImages,
    Panels,
    SizeAccuracy,
    Start,
    Walk,
    WeightImages,
)
from scenes.recordings.digits import (
    LEARNING,
    SMALL,
    STARTS,
    THIRTY,
    digit_counts,
    digit_images,
)

DIGITS = Names(classes=tuple("0123456789"))
SHAPE = 28, 28
N_TESTS = 10_000  # test images
SIZES = {30: THIRTY, **SMALL}
# What the published single runs get right, in per cent.
PUBLISHED = {10: 93.43, 5: 86.65, 4: 83.73, 3: 58.75, 2: 22.80}
# The standard deviation of weights at the beginning; a hidden node has n = 784 inputs.
SPREADS = {"normal": 1.0, "normal / √n": 784**-0.5}


def right(name: str) -> np.ndarray:
    """What networks of five starts get right, in per cent: (5,), that shown first.

    name: of their recipe, such as "30" or "normal_l2".
    """
    percent: np.ndarray = 100 * digit_counts()[f"right_{name}"] / N_TESTS
    return percent


@Deferred
def digits_hidden() -> Walk:
    """Thirty hidden nodes, one of them explained, and those most like strokes."""
    return Walk(
        title="What thirty hidden nodes look for",
        networks=THIRTY,
        view=HiddenImages(digit_images()),
        caption="Patches and parts of strokes rather than the loops and edges that one "
        f"would draw; and yet {right('30')[0]:.1f}% of test images are right.",
        poster=0,
    )


@Deferred
def digits_output() -> Walk:
    """Ten outputs, whose pixels are hidden nodes."""
    return Walk(
        title="What ten outputs look for among thirty hidden nodes",
        networks=THIRTY,
        view=OutputImages(SHAPE, 4, DIGITS),
        caption="An output sees no ink, only hidden nodes: to know what it looks for, "
        "one has to look at thirty other images, those it dislikes as much as those it "
        "likes.",
        poster=0,
    )


@Deferred
def digits_small() -> Walk:
    """Networks of thirty hidden nodes to two, and what they get right."""
    found = {n: right(str(n)) for n in SIZES}
    widest = max(float(np.ptp(percent)) for percent in found.values())
    accuracies = (
        SizeAccuracy(n, tuple(percent.tolist()), PUBLISHED.get(n))
        for n, percent in found.items()
    )
    return Walk(
        title="Fewer and fewer hidden nodes",
        networks=THIRTY,
        view=FewerNodes(tuple(SIZES.values()), tuple(accuracies), N_TESTS, SHAPE),
        caption="The fewer the nodes, the coarser what they look for. Starts matter, "
        f"too: those of one size differ by up to {widest:.0f} points. The published "
        "runs are single ones.",
        poster=2,
    )


@Deferred
def digits_initialisation() -> Walk:
    """Four beginnings, and what becomes of weights that are never used."""
    recipes = "normal", "normal_l2", "scaled", "30"
    starts = []
    for (name, file), recipe in zip(STARTS.items(), recipes, strict=True):
        begun, _, l2 = name.partition(", ")
        start = Start(file, SPREADS[begun], bool(l2), float(right(recipe)[0]))
        starts.append(start)
    return Walk(
        title="Where weights begin, and where they stay",
        networks=THIRTY,
        view=ComparedStarts(
            tuple(starts),
            tuple(np.flatnonzero(digit_counts()["never_lit"]).tolist()),
            SHAPE,
            "Only L2 shrinks the weights of pixels that never have ink",
        ),
        caption="Where no training image has ink, a weight learns nothing and stays "
        "what it was at first, unless all weights cost something (L2). Of noise with a "
        "spread of 1 much stays elsewhere, too; that of 0.036 is 1 / √784, for 784 "
        "inputs of a node.",
    )


digits_learning = Lesson(
    networks=LEARNING,
    view=Panels((WeightImages(quantile=0.99), Accuracies()), (2.2, 1.0)),
    headline="Thirty nodes learn: in the end {test_right} of test images right",
    remark="Weights begin as noise and end as patches. Most is learned early: the axis "
    "of steps is logarithmic. Images for testing are not learned.",
)

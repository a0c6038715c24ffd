"""What features are.

What the hidden nodes of a network that reads digits look for, seen in its weights.
"""

import numpy as np

from render import (
    Accuracies,
    ComparedStarts,
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
SHAPE = digit_images().shape
SIZES = {30: THIRTY, **SMALL}
N_TESTS = int(digit_counts()["confusions_30"].sum())
# In per cent: of five starts of each size, and of the original's single runs.
RIGHT = 100 * digit_counts()["small_right"] / N_TESTS
ORIGINAL = {10: 93.43, 5: 86.65, 4: 83.73, 3: 58.75, 2: 22.80}
# The standard deviation of weights at the beginning; a hidden node has n = 784 inputs.
SPREADS = {"normal": 1.0, "normal / √n": 784**-0.5}

digits_hidden = Walk(
    title="What thirty hidden nodes look for",
    networks=THIRTY,
    view=HiddenImages(digit_images()),
    caption="Patches and parts of strokes rather than the loops and edges that one "
    f"would draw; and yet {RIGHT[0, 0]:.1f}% of test images are right.",
    poster=0,
)

digits_output = Walk(
    title="What ten outputs look for among thirty hidden nodes",
    networks=THIRTY,
    view=OutputImages(SHAPE, 4, DIGITS),
    caption="An output sees no ink, only hidden nodes: to know what it looks for, one "
    "has to look at thirty other images, those it dislikes as much as those it likes.",
    poster=0,
)

digits_small = Walk(
    title="Fewer and fewer hidden nodes",
    networks=THIRTY,
    view=FewerNodes(
        tuple(SIZES.values()),
        tuple(
            SizeAccuracy(n, tuple(right.tolist()), ORIGINAL.get(n))
            for n, right in zip(SIZES, RIGHT, strict=True)
        ),
        N_TESTS,
        SHAPE,
    ),
    caption="The fewer the nodes, the coarser what they look for. Starts matter, too: "
    f"those of one size differ by up to {np.ptp(RIGHT, 1).max():.0f} points. The "
    "original's runs are single ones.",
    poster=2,
)

digits_initialisation = Walk(
    title="Where weights begin, and where they stay",
    networks=THIRTY,
    view=ComparedStarts(
        tuple(
            Start(name, network, SPREADS[name.removesuffix(", L2")])
            for name, network in STARTS.items()
        ),
        tuple(digit_counts()["never_lit"].nonzero()[0].tolist()),
        SHAPE,
        "Unused weights: only L2 shrinks them",
    ),
    caption="Where no training image has ink, a weight learns nothing and stays what "
    "it was at first, unless all weights cost something (L2). Of noise with a spread "
    "of 1 much stays elsewhere, too.",
)

digits_learning = Lesson(
    networks=LEARNING,
    view=Panels((WeightImages(quantile=0.99), Accuracies()), (2.2, 1.0)),
    headline="Thirty hidden nodes learn: {test_right} right in the end",
    remark="Weights begin as noise and end as patches. Most is learned early: the axis "
    "of steps is logarithmic, and the curve says how many test images are right.",
)

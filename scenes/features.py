"""What features are.

What the hidden nodes of a network that reads digits look for, seen in its weights.
"""

from render import Lesson, Names, Panels, Walk, WeightImages
from render.view.accuracies import Accuracies
from render.view.accuracy_chart import Accuracy
from render.view.compared_starts import ComparedStarts, Start
from render.view.fewer_nodes import FewerNodes
from render.view.hidden_images import HiddenImages
from render.view.output_images import OutputImages
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
N_TESTS = int(digit_counts()["confusions_30"].sum())
SIZES = {30: THIRTY, **SMALL}
# What the original's single runs get right, in per cent.
ORIGINAL = {10: 93.43, 5: 86.65, 4: 83.73, 3: 58.75, 2: 22.80}
SPREADS = {"normal": 1.0, "normal / √n": 784**-0.5}

digits_hidden = Walk(
    title="What thirty hidden nodes look for",
    networks=THIRTY,
    view=HiddenImages(digit_images()),
    caption="No loops.",
    poster=0,
)

digits_output = Walk(
    title="Ten outputs, a pixel for each hidden node",
    networks=THIRTY,
    view=OutputImages(SHAPE, 4, DIGITS),
    caption="No loops.",
    poster=0,
)

digits_small = Walk(
    title="Fewer and fewer hidden nodes",
    networks=THIRTY,
    view=FewerNodes(
        tuple(SIZES.values()),
        tuple(
            Accuracy(n, tuple((100 * right / N_TESTS).tolist()), ORIGINAL.get(n))
            for n, right in zip(SIZES, digit_counts()["small_right"], strict=True)
        ),
        N_TESTS,
        SHAPE,
    ),
    caption="",
    poster=2,
)

digits_initialisation = Walk(
    title="Where weights begin",
    networks=THIRTY,
    view=ComparedStarts(
        tuple(
            Start(name, network, SPREADS[name.removesuffix(", L2")])
            for name, network in STARTS.items()
        ),
        tuple(digit_counts()["never_lit"].nonzero()[0].tolist()),
        SHAPE,
        "Weights that are never used: only L2 shrinks them",
    ),
)

digits_learning = Lesson(
    networks=LEARNING,
    view=Panels((WeightImages(quantile=0.99), Accuracies()), (2.2, 1.0)),
    headline="Thirty hidden nodes learn what to look for",
    remark="",
)

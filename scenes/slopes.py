"""What a slope is.

By how much an error changes with each weight says which way each has to move.
"""

from itertools import pairwise

from model import Family, Random
from render import (
    Answers,
    BowlDescents,
    Demonstration,
    Descents,
    Downhill,
    SlopeOfError,
    Timeline,
    Walk,
)

error_of_answers = Walk(
    title="What an error is",
    networks=Random(Family((4, 4, 4, 8, 4), "tanh"), 1, seed=107),
    view=Answers(
        at=(-1.0, -1.0, 1.0, 1.0),
        truth=(0.0, 0.0, 0.0, 1.0),
        names=("solid", "vertical", "diagonal", "horizontal"),
        note="Input: a picture of four pixels, dark above light, which is horizontal.",
    ),
    caption="How far the answers of a network are from the truth, all together. An "
    "answer may be right and have an error: the highest output is the right one, and "
    "the numbers are not.",
)

slope_of_error = Demonstration(
    title="What a slope is",
    view=SlopeOfError(),
    caption="By how much an error changes for each 1 of a weight. Where the error "
    "bends, the slope is that of the tangent: smaller and smaller nudges come nearer "
    "to it. Against the slope the error falls.",
)

gradient_descent = Demonstration(
    title="Gradient descent",
    view=Descents(rates=(0.1, 0.4, 0.8, 1.0, 1.1)),
    caption="The same error, start and number of steps at five rates: one creeps, one "
    "arrives, one overshoots and comes back, one swings for ever, one leaves.",
    pace=Timeline(hold=2.5, morph=4.0, fps=15),
    poster=3,
)

BOWL, VALLEY = (1.0, 1.0), (0.05, 1.0)
DIGITS = (784, 30, 10)
N_WEIGHTS = sum((n + 1) * m for n, m in pairwise(DIGITS))
MORE = (
    f"A network of {DIGITS[0]} inputs and layers of {DIGITS[1]} and {DIGITS[2]} has "
    f"{N_WEIGHTS:,} weights and biases, and as many slopes."
)

descent_two_weights = Demonstration(
    title="Downhill over two weights",
    view=BowlDescents(
        (
            Downhill("With two weights the error is a surface over both", BOWL),
            Downhill("Rate 0.2 on a round bowl: straight to the bottom", BOWL, 0.2),
            Downhill("Rate 0.2 in a long valley: down, then creeping", VALLEY, 0.2),
            Downhill("Rate 0.85: it swings, and still creeps along", VALLEY, 0.85),
            Downhill(
                "One dimension for each weight, as many as there are",
                VALLEY,
                0.85,
                MORE,
            ),
        )
    ),
    caption="The height is the error itself, and each step goes where it is steepest. "
    "In a long valley that is across: a small rate creeps along, a large one swings.",
    pace=Timeline(hold=2.5, morph=4.0, fps=15),
    poster=3,
)

"""S-curves.

The logistic function squashes lines and planes to values between 0 and 1.
"""

from model import Family, Random
from render import Curves, Least, Surfaces, Tour

logistic_1layer = Tour(
    title="The logistic function bends a line to between 0 and 1",
    caption="The line is bent into an S: however far out the input, the output stays "
    "between 0 and 1.",
    networks=Random(Family((1, 1), "logistic", spread=3)),
    view=Curves(parts=("sums",)),
    least=Least(varied=0.75),
    poster=9,
)

logistic_1layer_2input = Tour(
    title="The logistic function bends a plane to between 0 and 1",
    caption="A cloth hung from a high table to a low one. The surface curves, yet "
    "every contour is perfectly straight.",
    networks=Random(Family((2, 1), "logistic", spread=2)),
    view=Surfaces(),
    least=Least(varied=0.9, seen=0.8),
    poster=7,
)

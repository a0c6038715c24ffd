"""Several outputs.

A network of several outputs draws a curve, or a landscape, for each; all of them share
its hidden nodes.
"""

from model import Family, Random
from render import Curves, Least, Surfaces, Tour

tanh_3layer_2output = Tour(
    title="Two outputs of one network: two curves that cross",
    caption="Two outputs share their hidden nodes, and still go their own ways. Where "
    "their curves cross, the higher one changes: once in half of such networks, "
    "several times in a third, never in a sixth, passed over here.",
    networks=Random(Family((1, 11, 9, 2), "tanh", spread=(3, 2, 0.7))),
    view=Curves(parts=("crossings",)),
    least=Least(varied=0.4, ahead=0.1),
    poster=6,
)

tanh_3layer_3output = Tour(
    title="Three outputs: the highest one names the category",
    caption="Three outputs, three curves. At every input one of them is on top, and "
    "each of them somewhere.",
    networks=Random(Family((1, 11, 9, 3), "tanh", spread=(3, 2, 0.7))),
    view=Curves(parts=("envelope",)),
    least=Least(varied=0.4, ahead=0.05),
    poster=12,
)

tanh_3layer_2input_2output = Tour(
    title="Two outputs of one network: two surfaces that intersect",
    caption="Two landscapes over the same inputs, in the colours of their curves. "
    "Where they meet, the output on top changes.",
    networks=Random(Family((2, 11, 9, 2), "tanh", spread=(1, 1.5, 0.7))),
    view=Surfaces(),
    least=Least(varied=0.5, seen=0.8, ahead=0.1),
    poster=5,
)

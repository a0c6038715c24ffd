"""Several outputs.

A network of several outputs draws a curve, or a landscape, for each; all of them share
its hidden nodes.
"""

from model import Family, Random
from render import Curves, Surfaces, Tour

tanh_3layer_2output = Tour(
    title="Two outputs: two curves, from the same hidden nodes",
    caption="Two outputs share their hidden nodes, and still go their own ways. Watch "
    "where they cross: sometimes never, sometimes several times.",
    networks=Random(Family((1, 11, 9, 2), "tanh")),
    view=Curves(),
    poster=10,
)

tanh_3layer_3output = Tour(
    title="Three outputs: at every input one is the highest, and wins",
    caption="Three outputs, three curves. At every input one of them is on top.",
    networks=Random(Family((1, 11, 9, 3), "tanh")),
    view=Curves(),
    poster=3,
)

tanh_3layer_2input_2output = Tour(
    title="Two outputs: two surfaces, from the same hidden nodes",
    caption="Two landscapes over the same inputs, in the colours of their curves. "
    "Where they meet, the output on top changes.",
    networks=Random(Family((2, 11, 9, 2), "tanh")),
    view=Surfaces(),
    poster=10,
)

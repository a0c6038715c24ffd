"""Hyperbolic tangents: one layer bends, two or three wiggle."""

from model import Chosen, Family, Random
from render import Curves, Explanation, Surfaces, Tour

tanh_1layer = Tour(
    caption="The S again, now from -1 to 1, so that it is centred on zero.",
    networks=Random(Family((1, 1), "tanh")),
    view=Curves(),
)

tanh_2layer = Tour(
    caption="A sum of a hundred S-curves: wiggles, peaks and valleys that no straight "
    "line has.",
    networks=Random(Family((1, 100, 1), "tanh")),
    view=Curves(),
)

tanh_2layer_2input = Tour(
    caption="The same over two inputs: cliffs, ridges and gullies, most of them long "
    "and straight, for each hidden node bends the surface along one line.",
    networks=Random(Family((2, 100, 1), "tanh")),
    view=Surfaces(),
)

tanh_3layer = Tour(
    caption="Eleven and nine hidden nodes: peaks, valleys and wiggles from a fifth of "
    "the two-layer network's nodes.",
    networks=Random(Family((1, 11, 9, 1), "tanh")),
    view=Curves(),
)

tanh_3layer_2input = Tour(
    caption="Smooth hills and wells. Where the surface is darkest red or green it "
    "touches -1 or 1, and it never crosses them.",
    networks=Random(Family((2, 11, 9, 1), "tanh")),
    view=Surfaces(),
)

tanh_3layer_2output = Tour(
    caption="Two outputs share their hidden nodes, and still go their own ways. Watch "
    "where they cross: sometimes never, sometimes several times.",
    networks=Random(Family((1, 11, 9, 2), "tanh")),
    view=Curves(),
)

tanh_3layer_3output = Tour(
    caption="Three outputs, three curves. At every input one of them is on top.",
    networks=Random(Family((1, 11, 9, 3), "tanh")),
    view=Curves(),
)

tanh_3layer_2input_2output = Tour(
    caption="Two landscapes over the same inputs, in the colours of their curves. "
    "Where they meet, the output on top changes.",
    networks=Random(Family((2, 11, 9, 2), "tanh")),
    view=Surfaces(),
)

perceptron = Explanation(
    title="A perceptron",
    caption="With the hyperbolic tangent or without, zero is crossed at the same "
    "place: the nonlinearity of a last layer changes no decision.",
    networks=Random(Family((1, 1), "tanh"), 2000),
    view=Curves(),
    parts=("sums", "boundaries", "regions"),
)

tanh_classifier = Explanation(
    title="A three-layer network as a classifier",
    caption="Above zero is A, below is B. A curve that wiggles crosses zero again and "
    "again, and the regions interleave.",
    networks=Chosen(Random(Family((1, 11, 9, 1), "tanh"), 1000), [7]),
    view=Curves(),
    parts=("boundaries", "regions"),
    n_regions=4,
)

tanh_classifier_2input = Explanation(
    title="A three-layer network as a classifier of two inputs",
    caption="Over two inputs categories have bays and islands: one category may lie in "
    "several places, and one may surround the other.",
    networks=Chosen(Random(Family((2, 11, 9, 1), "tanh"), 1000, seed=147), [6]),
    view=Surfaces(),
    parts=("boundaries", "regions"),
    n_regions=4,
)

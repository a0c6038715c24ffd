"""Peaks, valleys and wiggles.

One layer of hyperbolic tangents makes an S; the next adds many of them up, into peaks
and valleys.
"""

from model import Family, Random
from render import Curves, Least, Surfaces, Tour

tanh_1layer = Tour(
    title="tanh bends a line to between \N{MINUS SIGN}1 and 1",
    caption="The S again, now from -1 to 1, so that it is centred on zero.",
    networks=Random(Family((1, 1), "tanh", spread=1.5)),
    view=Curves(parts=("sums",)),
    least=Least(varied=0.75),
    poster=9,
)

tanh_2layer = Tour(
    title="A hundred weighted S-curves add up to rises and falls",
    caption="A sum of a hundred S-curves: wiggles, peaks and valleys that no straight "
    "line has, nor any one S. Such curves turn 6.0 times on average.",
    networks=Random(Family((1, 100, 1), "tanh", spread=(5, 0.2))),
    view=Curves(),
    least=Least(varied=0.4, turned=0.1),
    poster=29,
)

tanh_2layer_2input = Tour(
    title="A hundred S-shaped slopes add up to hills and hollows",
    caption="The same over two inputs: cliffs, ridges and gullies, most of them long "
    "and straight, for each hidden node bends the surface along one line.",
    networks=Random(Family((2, 100, 1), "tanh", spread=(1.5, 0.2))),
    view=Surfaces(),
    least=Least(varied=0.5, turned=0.15, seen=0.8),
    poster=8,
)

tanh_3layer = Tour(
    title="Three layers: twenty hidden nodes make a curve rise and fall",
    caption="Peaks, valleys and wiggles from a fifth of the two-layer network's nodes. "
    "If all weights are from -1 to 1, curves of 11 and 9 nodes turn 2.1 times on "
    "average, those of 100 in one layer 1.5 times, those of 20 1.4 times.",
    networks=Random(Family((1, 11, 9, 1), "tanh", spread=(3, 2, 0.7))),
    view=Curves(),
    least=Least(varied=0.4, turned=0.1),
    poster=20,
)

tanh_3layer_2input = Tour(
    title="Three layers of tanh make a smooth, curved surface",
    caption="Smooth hills and wells, which come near 1 and -1 and never reach them: "
    "82 in 100 such networks come to within 0.1, 18 in 100 to within 0.01.",
    networks=Random(Family((2, 11, 9, 1), "tanh", spread=(1, 1.5, 0.7))),
    view=Surfaces(),
    least=Least(varied=0.5, turned=0.15, seen=0.8, lifted=0.6),
    poster=12,
)

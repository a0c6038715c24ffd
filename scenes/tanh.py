"""Peaks, valleys and wiggles.

One layer of hyperbolic tangents makes an S; the next adds many of them up, into peaks
and valleys.
"""

from model import Family, Random
from render import Curves, Surfaces, Tour

tanh_1layer = Tour(
    title="tanh bends a line to between \N{MINUS SIGN}1 and 1",
    caption="The S again, now from -1 to 1, so that it is centred on zero.",
    networks=Random(Family((1, 1), "tanh")),
    view=Curves(),
    poster=9,
)

tanh_2layer = Tour(
    title="A hundred hidden nodes of tanh: a step, or a few turns",
    caption="A sum of a hundred S-curves: wiggles, peaks and valleys that no straight "
    "line has.",
    networks=Random(Family((1, 100, 1), "tanh")),
    view=Curves(),
    poster=2,
)

tanh_2layer_2input = Tour(
    title="A hundred hidden nodes of tanh over two inputs",
    caption="The same over two inputs: cliffs, ridges and gullies, most of them long "
    "and straight, for each hidden node bends the surface along one line.",
    networks=Random(Family((2, 100, 1), "tanh")),
    view=Surfaces(),
    poster=10,
)

tanh_3layer = Tour(
    title="Three layers, twenty hidden nodes: a step, or a few turns",
    caption="Eleven and nine hidden nodes: peaks, valleys and wiggles from a fifth of "
    "the two-layer network's nodes.",
    networks=Random(Family((1, 11, 9, 1), "tanh")),
    view=Curves(),
    poster=33,
)

tanh_3layer_2input = Tour(
    title="Three layers of tanh over two inputs: a smooth surface",
    caption="Smooth hills and wells. Where the surface is darkest red or brightest "
    "green it comes near -1 or 1, and it never reaches them.",
    networks=Random(Family((2, 11, 9, 1), "tanh")),
    view=Surfaces(),
    poster=25,
)

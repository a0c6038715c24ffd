"""Creases.

Rectified linear units fold where others curve: flat pieces and straight edges.
"""

from model import Family, Random
from render import Curves, Least, Surfaces, Tour

relu_3layer = Tour(
    title="Rectified linear units: straight pieces that meet in corners",
    caption="Straight pieces and corners where tanh has curves. Below zero everything "
    "is cut to a flat line; above, nothing holds the curve back.",
    networks=Random(Family((1, 11, 9, 1), "relu", spread=(1, 1, 0.7))),
    view=Curves(x=(-3.0, 3.0)),
    least=Least(covered=0.8, varied=0.3),
    poster=9,
)

relu_3layer_2input = Tour(
    title="Rectified linear units: flat pieces that meet in creases",
    caption="Flat pieces that meet in creases: the floor's contours turn corners. "
    "Below zero everything is cut to a plain; above, nothing holds the surface back.",
    networks=Random(Family((2, 11, 9, 1), "relu")),
    view=Surfaces(z=(0.0, 8.0)),
    least=Least(varied=0.4, seen=0.8, lifted=0.4),
    poster=31,
)

relu_3layer_2input_2output = Tour(
    title="Rectified linear units, two outputs: surfaces of flat pieces",
    caption="Two landscapes with sharp edges. Where both outputs are zero, over a "
    "quarter of the floor on average, both lie on the same plain.",
    networks=Random(Family((2, 11, 9, 2), "relu", spread=(1, 0.8))),
    view=Surfaces(z=(0.0, 8.0)),
    least=Least(varied=0.4, seen=0.7, lifted=0.3, ahead=0.1),
    poster=45,
)

"""Creases.

Rectified linear units fold where others curve: flat pieces and straight edges.
"""

from model import Family, Random
from render import Surfaces, Tour

relu_3layer_2input = Tour(
    title="Rectified linear units: flat pieces and creases",
    caption="Flat pieces that meet in creases: the floor's contours turn corners. "
    "Below zero everything is cut to a plain; above, nothing holds the surface back.",
    networks=Random(Family((2, 11, 9, 1), "relu")),
    view=Surfaces(n_lines=201),
    poster=39,
)

relu_3layer_2input_2output = Tour(
    title="Two landscapes of flat pieces and creases",
    caption="Two landscapes with sharp edges. Where both outputs are zero, both lie on "
    "the same plain.",
    networks=Random(Family((2, 11, 9, 2), "relu")),
    view=Surfaces(n_lines=201),
    poster=45,
)

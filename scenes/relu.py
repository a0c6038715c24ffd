"""Creases.

Rectified linear units fold where others curve: flat pieces and straight edges.
"""

from model import Family, Random
from render import Surfaces, Tour

relu_3layer_2input = Tour(
    title="Rectified linear units: flat pieces that meet in creases",
    caption="Flat pieces that meet in creases: the floor's contours turn corners. "
    "Below zero everything is cut to a plain; above, nothing holds the surface back.",
    networks=Random(Family((2, 11, 9, 1), "relu")),
    view=Surfaces(y=(0.0, 8.0), n_lines=201),
    poster=37,
)

relu_3layer_2input_2output = Tour(
    title="Two outputs of rectified linear units: flat pieces, too",
    caption="Two landscapes with sharp edges. Where both outputs are zero, both lie on "
    "the same plain.",
    networks=Random(Family((2, 11, 9, 2), "relu")),
    view=Surfaces(y=(0.0, 8.0), n_lines=201),
    poster=45,
)

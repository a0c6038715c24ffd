"""Rectified linear units: creases instead of curves."""

from model import Family, Random
from render import Surfaces, Tour

relu_3layer_2input = Tour(
    caption="Flat pieces that meet in creases: the floor's contours turn corners. "
    "Below zero everything is cut to a plain; above, nothing holds the surface back.",
    networks=Random(Family((2, 11, 9, 1), "relu")),
    view=Surfaces(n_lines=201),
)

relu_3layer_2input_2output = Tour(
    caption="Two landscapes with sharp edges. Where both outputs are zero, both lie on "
    "the same plain.",
    networks=Random(Family((2, 11, 9, 2), "relu")),
    view=Surfaces(n_lines=201),
)

"""Linear networks: straight lines and planes, however many layers."""

from model import Family, Random
from render import Curves, Surfaces, Tour

linear_1layer = Tour(
    caption="One weight and one bias are a slope and an intercept: every network is a "
    "straight line.",
    networks=Random(Family((1, 1), "identity")),
    view=Curves(),
)

linear_1layer_2input = Tour(
    caption="A second input tilts the line into a plane. Its contours on the floor are "
    "straight, parallel and evenly spaced.",
    networks=Random(Family((2, 1), "identity")),
    view=Surfaces(),
)

linear_2layer = Tour(
    caption="A hundred hidden nodes, two hundred more weights, and still a straight "
    "line: lines added to lines are lines.",
    networks=Random(Family((1, 100, 1), "identity")),
    view=Curves(),
)

linear_3layer = Tour(
    caption="A third layer changes the slopes, not the shape. Without a nonlinearity "
    "depth adds nothing.",
    networks=Random(Family((1, 11, 9, 1), "identity")),
    view=Curves(),
)

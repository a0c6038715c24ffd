"""Straight lines and planes.

Without a nonlinearity a network is a line, and of two inputs a plane, however many
nodes and layers it has.
"""

from model import Family, Random
from render import Collapse, Curves, Demonstration, Least, Surfaces, Tour

linear_1layer = Tour(
    title="Without a nonlinearity, one layer gives a straight line",
    caption="One weight and one bias are a slope and an intercept: every network is a "
    "straight line.",
    networks=Random(Family((1, 1), "identity", spread=2)),
    view=Curves(y=(-6.0, 6.0)),
    least=Least(varied=0.3),
    poster=38,
)

linear_1layer_2input = Tour(
    title="Without a nonlinearity, two inputs give a tilted plane",
    caption="A second input tilts the line into a plane. Its contours on the floor are "
    "straight, parallel and evenly spaced.",
    networks=Random(Family((2, 1), "identity", spread=0.7)),
    view=Surfaces(z=(-6.0, 6.0)),
    least=Least(varied=0.5, seen=0.8),
    poster=11,
)

linear_2layer = Tour(
    title="Without a nonlinearity, 100 hidden nodes still give a line",
    caption="A hundred hidden nodes, two hundred more weights, and still a straight "
    "line: lines added to lines are lines.",
    networks=Random(Family((1, 100, 1), "identity", spread=(1, 0.5))),
    view=Curves(y=(-6.0, 6.0)),
    least=Least(varied=0.3),
    poster=36,
)

linear_3layer = Tour(
    title="Without a nonlinearity, three layers still give a line",
    caption="A third layer changes the slopes, not the shape. Without a nonlinearity "
    "depth adds nothing.",
    networks=Random(Family((1, 11, 9, 1), "identity")),
    view=Curves(y=(-6.0, 6.0)),
    least=Least(varied=0.3),
    poster=9,
)

linear_collapse = Demonstration(
    title="A hundred hidden nodes, multiplied out",
    view=Collapse(Family((1, 100, 1), "identity", (1, 0.5), decimals=1).network(152)),
    caption="Each hidden node is a line, times a weight it is a line, and lines add up "
    "to a line: all slopes to one, all biases to another. Nothing else is left.",
    poster=3,
)

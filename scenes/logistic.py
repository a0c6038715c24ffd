"""Logistic networks: what squashing does to lines and planes."""

from model import Family
from render import Curves, Surfaces, Tour

logistic_1layer = Tour(
    caption="The line is bent into an S: however far out the input, the output stays "
    "between 0 and 1.",
    family=Family((1, 1), "logistic"),
    view=Curves(),
)

logistic_1layer_2input = Tour(
    caption="A cloth hung from a high table to a low one. The surface curves, yet "
    "every contour is perfectly straight.",
    family=Family((2, 1), "logistic"),
    view=Surfaces(),
)

"""Logistic networks: what squashing does to lines and planes."""

from model import Family, Random
from render import Curves, Explanation, Surfaces, Tour

logistic_1layer = Tour(
    caption="The line is bent into an S: however far out the input, the output stays "
    "between 0 and 1.",
    networks=Random(Family((1, 1), "logistic")),
    view=Curves(),
)

logistic_1layer_2input = Tour(
    caption="A cloth hung from a high table to a low one. The surface curves, yet "
    "every contour is perfectly straight.",
    networks=Random(Family((2, 1), "logistic")),
    view=Surfaces(),
)

logistic_classifier = Explanation(
    title="A logistic curve as a classifier",
    caption="Where the curve crosses the threshold, one category ends and the other "
    "begins: a logistic curve with a cut is a classifier.",
    networks=Random(Family((1, 1), "logistic"), 2000),
    view=Curves(),
    parts=("threshold", "boundaries", "regions"),
)

logistic_classifier_2input = Explanation(
    title="A logistic surface as a classifier",
    caption="The surface is curved, but the line where it crosses the threshold is "
    "straight: it cuts the floor into two halves.",
    networks=Random(Family((2, 1), "logistic"), 2000),
    view=Surfaces(),
    parts=("boundaries", "regions"),
)

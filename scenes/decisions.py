"""What networks decide.

A threshold, or the highest of several outputs, turns numbers into categories.
"""

from model import Chosen, Family, Random
from render import Curves, Explanation, Surfaces

logistic_classifier = Explanation(
    title="A logistic curve as a classifier",
    titles=(
        "A logistic curve says yes or no by degrees",
        "The threshold, 0.5: above it yes, at or below it no",
        "A boundary where the curve crosses the threshold",
        ("Above the threshold: category A", "At or below the threshold: category B"),
    ),
    caption="Where the curve crosses the threshold, one category ends and the other "
    "begins: a logistic curve with a cut is a classifier.",
    networks=Random(Family((1, 1), "logistic"), 2000),
    view=Curves(),
    parts=("threshold", "boundaries", "regions"),
)

logistic_classifier_2input = Explanation(
    title="A logistic surface as a classifier",
    titles=(
        "A logistic surface says yes or no by degrees",
        "The threshold, 0.5: above it yes, at or below it no",
        "A map on the floor: the boundary is a straight line",
        "Above 0.5 is category A, at or below it category B",
    ),
    caption="The surface is curved, but the line where it crosses the threshold is "
    "straight: it cuts the floor in two.",
    networks=Random(Family((2, 1), "logistic"), 2000, seed=17),
    view=Surfaces(),
    parts=("threshold", "boundaries", "regions"),
)

perceptron = Explanation(
    title="A perceptron",
    titles=(
        "A perceptron: a weighted sum, which is a line, bent by tanh",
        "The sum alone, without tanh, is a straight line",
        "With tanh and without, zero is crossed at the same input",
        (
            "Above zero is category A",
            "The rest is category B: tanh has changed no decision",
        ),
    ),
    caption="With the hyperbolic tangent or without, zero is crossed at the same "
    "place: the nonlinearity of a last layer changes no decision.",
    networks=Random(Family((1, 1), "tanh"), 2000),
    view=Curves(),
    parts=("sums", "boundaries", "regions"),
    poster=2,
)

tanh_classifier = Explanation(
    title="A three-layer network as a classifier",
    titles=(
        "The output of three layers crosses zero several times",
        "A boundary wherever the curve crosses zero",
        (
            "Here the curve is above zero: category A",
            "Here it is not: category B",
        ),
    ),
    caption="Above zero is A, below is B. A curve that wiggles crosses zero again and "
    "again, and the regions interleave.",
    networks=Chosen(Random(Family((1, 11, 9, 1), "tanh"), 1000), [7]),
    view=Curves(),
    parts=("boundaries", "regions"),
    n_regions=4,
)

tanh_classifier_2input = Explanation(
    title="A three-layer network as a classifier of two inputs",
    titles=(
        "Over two inputs, the output rises above zero and falls below",
        "The threshold: zero, where the surface changes sign",
        "A map on the floor: boundaries wind, and one is closed",
        "Above zero is category A, below zero B: bays and islands",
    ),
    caption="Over two inputs categories have bays and islands: one category may lie in "
    "several places, and one may surround the other.",
    networks=Chosen(Random(Family((2, 11, 9, 1), "tanh"), 1000, seed=147), [6]),
    view=Surfaces(),
    parts=("threshold", "boundaries", "regions"),
    n_regions=4,
)

argmax_2output = Explanation(
    title="The higher of two outputs wins",
    titles=(
        "Two outputs of one network: which one is higher?",
        "A boundary wherever the two curves cross",
        (
            "Here the first output is higher: category A",
            "Here the second output is higher: category B",
        ),
    ),
    caption="Two outputs, and the higher wins. Wherever the curves cross, the category "
    "changes, however high or low they are.",
    networks=Chosen(Random(Family((1, 11, 9, 2), "tanh"), 1000, seed=12), [850]),
    view=Curves(),
    parts=("boundaries", "regions"),
    n_regions=4,
)

argmax_3output = Explanation(
    title="The highest of three outputs wins",
    titles=(
        "Three outputs of one network: which one is the highest?",
        "A boundary only where another becomes the highest",
        (
            "Here the first output is the highest: category A",
            "Here the second output is the highest: category B",
            "Here the third output is the highest: category C",
        ),
        "The margin: how far the highest is ahead of the next",
    ),
    caption="Of three outputs only the highest counts; crossings further down change "
    "nothing. The shade's height is the margin: how far the winner is ahead.",
    networks=Chosen(Random(Family((1, 11, 9, 3), "tanh"), 1000), [172]),
    view=Curves(),
    parts=("boundaries", "regions", "margin"),
    n_regions=4,
)

argmax_2input = Explanation(
    title="The highest of three landscapes wins",
    titles=(
        "Three outputs, three surfaces: which one is the highest?",
        "Of the three only the highest counts",
        "Heavy lines: where another becomes the highest",
        "The winner's colour on the floor: a map of the decision",
    ),
    caption="Three landscapes over the same inputs, of which only the highest counts. "
    "Its colour on the floor is the map of the decision.",
    networks=Chosen(Random(Family((2, 11, 9, 3), "tanh"), 1000, seed=11), [1]),
    view=Surfaces(),
    parts=("envelope", "boundaries", "regions"),
    n_regions=4,
)

"""What networks decide.

A threshold, or the highest of several outputs, turns numbers into categories.
"""

from model import Chosen, Family, Random
from render import Camera, Curves, Explanation, Surfaces

logistic_classifier = Explanation(
    title="A logistic curve as a classifier",
    titles=(
        "A logistic output: near 1 a clear yes, near 0 a clear no",
        "Above 0.5 means yes, category A; otherwise no, category B",
        "The boundary is the input where the output is 0.5",
        (
            "Above 0.5: category A",
            "Not above 0.5: category B",
            "Above 0.5: category A. Otherwise: category B",
        ),
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
        "A logistic surface: near 1 a clear yes, near 0 a clear no",
        "Above 0.5 means yes, category A; otherwise no, category B",
        "On the floor, the boundary is a straight line",
        "Above 0.5: category A. Otherwise: category B",
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
        "With tanh and without, zero is crossed at the same input",
        (
            "Above zero: category A",
            "Not above zero: category B",
            "Above zero A, otherwise B: tanh moves no boundary",
        ),
    ),
    caption="With tanh or without, zero is crossed at the same place: tanh rises, "
    "0 stays 0, no decision changes. Not all are so harmless: two outputs of ReLU "
    "networks tie at 0 over a quarter of the inputs, on average.",
    networks=Random(Family((1, 1), "tanh"), 2000, seed=27),
    view=Curves(parts=("sums",)),
    parts=("boundaries", "regions"),
    poster=1,
)

tanh_classifier = Explanation(
    title="A three-layer network as a classifier",
    titles=(
        "The output of three layers crosses zero several times",
        "A boundary wherever the output crosses zero",
        (
            "Above zero: category A",
            "Not above zero: category B",
            "Above zero A, otherwise B: the categories alternate",
        ),
    ),
    caption="Above zero is A, else B. A curve that wiggles crosses zero again and "
    "again, and the regions interleave. This one was chosen: 3 in 100 such networks "
    "cross zero three times or more.",
    networks=Chosen(Random(Family((1, 11, 9, 1), "tanh"), 1000), [7]),
    view=Curves(),
    parts=("boundaries", "regions"),
    n_regions=4,
)

tanh_classifier_2input = Explanation(
    title="A three-layer network as a classifier of two inputs",
    titles=(
        "Over two inputs, the output rises above zero and falls below",
        "The threshold zero: where the surface changes sign",
        "On the floor, boundaries wind, and one of them is closed",
        "Above zero A, otherwise B: bays and islands",
    ),
    caption="Over two inputs categories have bays and, rarely, islands: one category "
    "may lie in several places, and one may surround the other. This network was "
    "chosen for its island.",
    networks=Chosen(Random(Family((2, 11, 9, 1), "tanh"), 1000, seed=147), [6]),
    view=Surfaces(camera=Camera(azimuth=-35)),
    parts=("threshold", "boundaries", "regions"),
    n_regions=4,
)

argmax_2output = Explanation(
    title="The higher of two outputs wins",
    titles=(
        "Two outputs: at each input, one of them is higher",
        "The higher of two outputs names the category",
        "A boundary wherever the two curves cross",
        (
            "The first output is higher: category A",
            "The second output is higher: category B",
            "Two categories, of which one returns",
        ),
    ),
    caption="Two outputs, and the higher wins. Wherever the curves cross, the category "
    "changes, however high or low they are.",
    networks=Chosen(Random(Family((1, 11, 9, 2), "tanh"), 1000, seed=12), [850]),
    view=Curves(),
    parts=("envelope", "boundaries", "regions"),
    n_regions=4,
)

argmax_3output = Explanation(
    title="The highest of three outputs wins",
    titles=(
        "Three outputs: at each input, one of them is the highest",
        "The highest of three outputs names the category",
        "A boundary only where another output becomes the highest",
        (
            "The first output is the highest: category A",
            "The second output is the highest: category B",
            "The third output is the highest: category C",
            "Three categories, one for each output",
        ),
        "The margin: how far the highest is ahead of the next",
    ),
    caption="Of three outputs only the highest counts; crossings further down change "
    "nothing. The shade's height is the margin: how far the winner is ahead.",
    networks=Chosen(Random(Family((1, 11, 9, 3), "tanh"), 1000), [172]),
    view=Curves(),
    parts=("envelope", "boundaries", "regions", "margin"),
    n_regions=4,
)

argmax_2input = Explanation(
    title="The highest of three landscapes wins",
    titles=(
        "Three outputs over two inputs: three surfaces that cross",
        "The highest of three surfaces names the category",
        "A boundary wherever another surface becomes the highest",
        "On the floor, a map of which output is the highest",
    ),
    caption="Three landscapes over the same inputs, of which only the highest counts. "
    "Its colour on the floor is the map of the decision.",
    networks=Chosen(Random(Family((2, 11, 9, 3), "tanh"), 1000, seed=11), [1]),
    view=Surfaces(),
    parts=("envelope", "boundaries", "regions"),
    n_regions=4,
)

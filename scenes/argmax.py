"""Several outputs, the highest of which names the category."""

from model import Family
from render import Curves, Explanation, Surfaces

argmax_2output = Explanation(
    title="The higher of two outputs wins",
    caption="Two outputs, and the higher wins. Wherever the curves cross, the category "
    "changes, however high or low they are.",
    family=Family((1, 11, 9, 2), "tanh"),
    view=Curves(),
    parts=("boundaries", "regions"),
    n_regions=4,
    seed=12,
    number=850,
)

argmax_3output = Explanation(
    title="The highest of three outputs wins",
    caption="Of three outputs only the highest counts; crossings further down change "
    "nothing. The shade's height is the margin: how far the winner is ahead.",
    family=Family((1, 11, 9, 3), "tanh"),
    view=Curves(),
    parts=("boundaries", "regions", "margin"),
    n_regions=4,
    number=172,
)

argmax_2input = Explanation(
    title="The highest of three landscapes wins",
    caption="Three landscapes over the same inputs, of which only the highest counts. "
    "Its colour on the floor is the map of the decision.",
    family=Family((2, 11, 9, 3), "tanh"),
    view=Surfaces(),
    parts=("envelope", "boundaries", "regions"),
    n_regions=4,
    seed=11,
    number=1,
)

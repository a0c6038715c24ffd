"""Several outputs, the highest of which names the category."""

from model import Chosen, Family, Random
from render import Curves, Explanation, Surfaces

argmax_2output = Explanation(
    title="The higher of two outputs wins",
    caption="Two outputs, and the higher wins. Wherever the curves cross, the category "
    "changes, however high or low they are.",
    networks=Chosen(Random(Family((1, 11, 9, 2), "tanh"), 1000, seed=12), [850]),
    view=Curves(),
    parts=("boundaries", "regions"),
    n_regions=4,
)

argmax_3output = Explanation(
    title="The highest of three outputs wins",
    caption="Of three outputs only the highest counts; crossings further down change "
    "nothing. The shade's height is the margin: how far the winner is ahead.",
    networks=Chosen(Random(Family((1, 11, 9, 3), "tanh"), 1000), [172]),
    view=Curves(),
    parts=("boundaries", "regions", "margin"),
    n_regions=4,
)

argmax_2input = Explanation(
    title="The highest of three landscapes wins",
    caption="Three landscapes over the same inputs, of which only the highest counts. "
    "Its colour on the floor is the map of the decision.",
    networks=Chosen(Random(Family((2, 11, 9, 3), "tanh"), 1000, seed=11), [1]),
    view=Surfaces(),
    parts=("envelope", "boundaries", "regions"),
    n_regions=4,
)

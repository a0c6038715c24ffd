"""Inside a network.

What a node makes of the inputs, a layer of those before it, and the output of all.
"""

from model import Chosen, Family, Random
from render import Addition, Camera, Curves, Diagram, Inspection, Surfaces

tanh_3layer_inside = Inspection(
    title="Inside a three-layer network",
    titles=(
        "Out of one input the network makes one output, a curve",
        "A node of the first layer is an S-curve",
        "Each node of the first layer has an S-curve of its own",
        "A node of the second layer adds up S-curves: up and down",
        "The nodes of the second layer weigh S-curves differently",
        "The output: a weighted sum of layer 2, bent by tanh",
        "All together: every curve is made of the curves before it",
    ),
    caption="One path first: an S-curve of x, then a node that adds up S-curves and "
    "bends them again, then the output. At last all weights, the weak ones faint.",
    networks=Chosen(Random(Family((1, 6, 5, 1), "tanh", spread=2), 6000), [5823]),
    view=Curves(),
)

tanh_3layer_2input_inside = Inspection(
    title="Inside a three-layer network of two inputs",
    titles=(
        "Out of two inputs the network makes one output, a surface",
        "A node of the first layer changes along one direction only",
        "Each node of the first layer has a direction of its own",
        "A node of the second layer adds up slopes: contours bend",
        "The nodes of the second layer weigh slopes differently",
        "The output: a weighted sum of layer 2, bent by tanh",
        "All together: every map is made of the maps before it",
    ),
    caption="One path first: a slope made of both inputs, then a node that adds slopes "
    "up, then the output. At last all weights, the weak ones faint.",
    networks=Chosen(Random(Family((2, 5, 4, 1), "tanh", spread=1.2), 4000), [696]),
    view=Surfaces(camera=Camera(aspect=(1.0, 1.0, 0.75))),
)

tanh_sum = Addition(
    title="A sum of S-curves",
    caption="Why a sum of S-curves wiggles: they rise and fall in different places, "
    "and each bends the sum where it is steep itself.",
    networks=Chosen(Random(Family((1, 6, 1), "tanh", spread=2.5), 4000), [3938]),
    view=Curves(y=(-3.0, 3.0)),
    diagram=Diagram(
        bias="last", names=True, weights=True, pictures=True, strongest=2.5
    ),
)

"""Four pixels, understood whole.

A camera of four pixels, and a network so small that every node of it makes sense.
"""

from model import FOUR_PIXELS, Family, Given, Random, four_pixel_network
from render import (
    Activations,
    Names,
    PixelKinds,
    PixelVector,
    ReceptiveFields,
    Walk,
    WeightedSum,
)

NETWORK = Given([four_pixel_network()], ["the network of four pixels"])
NAMES = Names(FOUR_PIXELS.input_names, FOUR_PIXELS.categories)
PICTURES = tuple(map(tuple, FOUR_PIXELS.inputs.tolist()))
DARK_ABOVE_LIGHT, *OTHERS = PICTURES[-2:] + PICTURES[:-2]
GREYS = (0.5, 0.0, 0.75, -0.75)
ONE_DARK = (-1.0, 1.0, 1.0, 1.0)

pixels_task = Walk(
    title="Solid, vertical, diagonal or horizontal?",
    networks=Random(Family((4, 1), "identity"), 1),
    view=PixelKinds(FOUR_PIXELS),
    caption="A picture and its negative are of the same kind. So no single pixel tells "
    "kinds apart, nor does any weighted sum of the four.",
    poster=3,
)

pixels_inputs = Walk(
    title="A picture becomes a vector",
    networks=NETWORK,
    view=PixelVector(DARK_ABOVE_LIGHT, GREYS, FOUR_PIXELS.input_names),
    caption="To a network a picture is numbers in a row, each in a place of its own; "
    "of the picture's shape it knows nothing.",
    poster=3,
)

pixels_neuron = Walk(
    title="What one neuron does",
    networks=Random(Family((4, 4), "tanh"), 1, seed=7),
    view=WeightedSum(GREYS),
    caption="A weighted sum, squashed by tanh (the original's label says sigmoid, its "
    "curve and numbers are tanh's). Then all of that is one circle.",
    poster=6,
)

pixels_fields = Walk(
    title="What each node looks for",
    networks=NETWORK,
    view=ReceptiveFields(
        names=NAMES,
        titles=(
            "Layer 1: one column, white, or white above black",
            "Layer 2: left column plus right, or minus: the four kinds",
            "Layer 3: each of the four, and its negative",
            "Outputs: two pictures make each of them highest",
        ),
    ),
    caption="In each node stand the pictures that make it highest. A layer's are those "
    "of the layer before, added or subtracted.",
)

pixels_walk = Walk(
    title="A picture goes through a network",
    networks=NETWORK,
    view=Activations(
        at=DARK_ABOVE_LIGHT,
        others=(*OTHERS, ONE_DARK),
        shape=(2, 2),
        names=NAMES,
        titles=(
            "Layer 1: of each column, the sum and the difference",
            "Layer 2: their sums and differences, one for each kind",
            "Layer 3: each and its negative, where they are above zero",
            "Outputs: each kind adds up its two nodes",
        ),
    ),
    caption="All eight pictures get the right name; any other of black and white is a "
    "tie of all four.",
    poster=6,
)

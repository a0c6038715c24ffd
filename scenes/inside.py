"""Networks beside what they compute: every weight, and what every node does with it."""

from model import Chosen, Family, Random
from render import Addition, Camera, Curves, Diagram, Panels, Surfaces, Timeline, Tour

GLIDE = Timeline(hold=1.0, morph=1.0, loop=True)

tanh_3layer_inside = Tour(
    title="Inside a three-layer network",
    caption="Each square shows what its node makes of x. The first layer can only make "
    "S-curves; the second adds them up and bends them again.",
    networks=Random(Family((1, 11, 9, 1), "tanh"), 6),
    view=Panels((Diagram(names=True, weights=True, pictures=True), Curves())),
    pace=GLIDE,
)

tanh_3layer_2input_inside = Tour(
    title="Inside a three-layer network of two inputs",
    caption="Over two inputs each node of the first layer is a slope along one line. "
    "The second layer's maps already have corners and bays.",
    networks=Random(Family((2, 11, 9, 1), "tanh"), 6),
    view=Panels(
        (
            Diagram(names=True, weights=True, pictures=True),
            Surfaces(camera=Camera(aspect=(1.0, 1.0, 0.75))),
        ),
        shares=(1.0, 1.2),
    ),
    pace=GLIDE,
)

tanh_sum = Addition(
    title="A sum of S-curves",
    caption="Why a sum of S-curves wiggles: they rise and fall in different places, "
    "and each bends the sum where it is steep itself.",
    networks=Chosen(Random(Family((1, 6, 1), "tanh", spread=2.5), 4000), [3938]),
    view=Curves(y=(-3.0, 3.0)),
    diagram=Diagram(bias="last", weights=True, pictures=True, strongest=2.5),
)

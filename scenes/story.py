"""Networks drawn: from a straight line to as many layers and nodes as you like."""

from model import LOGISTIC, TANH
from render import Diagram, ExplicitDiagram, Step, Story
from render.equations import (
    FUNCTION,
    LINE,
    NAMED,
    RENAMED,
    numbered,
    of_function,
    products,
)

THREE = (numbered(1), numbered(2), numbered(3))
NEURON = (*products(), FUNCTION)
WITH_LOGISTIC = (NEURON, of_function(LOGISTIC))
WITH_TANH = (NEURON, of_function(TANH))
IN_A_ROW = (*((equation,) for equation in NEURON), of_function(TANH))


def neuron(heading: str, n_inputs: int, equations: tuple, *f: str, **options) -> Step:
    """A step with one node, every operation of it."""
    diagram = ExplicitDiagram(**options)
    return Step(heading, (n_inputs, 1), diagram, equations, *f, zoom=1.55)


def layers(heading: str, nodes: tuple, equations: tuple, *f: str, **options) -> Step:
    """A step with framed layers, every operation of them."""
    diagram = ExplicitDiagram(frames=True, **options)
    return Step(heading, nodes, diagram, equations, *f, zoom=1.0 if f else 1.15)


def simple(heading: str, *nodes: int, zoom=1.9, emphasis=True, **options) -> Step:
    """A step with circles and lines."""
    diagram = Diagram(**options)
    return Step(heading, nodes, diagram, (), "tanh", zoom, emphasis)


A_LINE = (
    neuron("A straight line", 1, (LINE,), names="plain"),
    neuron("Every number gets a name", 1, (LINE, NAMED, RENAMED)),
    neuron("One more input", 2, (products("0"),)),
)
LAYERS = (
    layers("Two layers in a row", (1, 1, 1), THREE[:2], names="numbered"),
    layers("Three layers in a row", (1, 1, 1, 1), THREE, names="numbered"),
    layers("L is any of them", (1, 1, 1, 1), (products("0", "L"),), names="numbered"),
    layers("L goes without saying", (1, 1, 1, 1), (products("0"),)),
    layers("Two hidden nodes", (1, 2, 1), (products(),)),
)
NONLINEARITY = (
    neuron("After the sum a function", 1, (NEURON,), "tanh"),
    neuron("It may be the logistic function", 1, WITH_LOGISTIC, "logistic"),
    neuron("The logistic function, two inputs", 2, WITH_LOGISTIC, "logistic"),
    neuron("The hyperbolic tangent, two inputs", 2, WITH_TANH, "tanh"),
    neuron("The hyperbolic tangent, one input", 1, WITH_TANH, "tanh"),
)
EVERY_OPERATION = (
    layers("Two layers", (1, 1, 1), (NEURON,), "tanh"),
    layers("Two layers, two hidden nodes", (1, 2, 1), (NEURON,), "tanh"),
    layers("Three layers, every operation", (1, 2, 2, 1), IN_A_ROW, "tanh"),
)
SIMPLIFIED = (
    simple(
        "The same network, simplified",
        *(1, 2, 2, 1),
        bias="last",
        frames=True,
        emphasis=False,
    ),
    simple("Bias nodes go without saying", 1, 2, 2, 1, frames=True, emphasis=False),
    simple("Frames, too", 1, 2, 2, 1),
)
ANY_SIZE = (
    simple("More hidden nodes", 1, 3, 3, 1),
    simple("Two inputs", 2, 3, 3, 1),
    simple("Two outputs", 1, 3, 3, 2),
    simple("Three outputs", 1, 3, 3, 3),
    simple("Two inputs, three outputs", 2, 3, 3, 3),
    simple("As many as you like", 784, 30, 10, most=7, zoom=1.3, emphasis=False),
)

network_story = Story(
    title="Networks, drawn",
    caption="From y = mx + b to deep networks, one step at a time; what is new in each "
    "is in colour. In the end inputs, outputs, layers and nodes say it all.",
    steps=A_LINE + LAYERS + NONLINEARITY + EVERY_OPERATION + SIMPLIFIED + ANY_SIZE,
)

network_equations = Story(
    title="Networks, in equations",
    caption="The story's equations on their own, large enough for the last "
    "row: products, a sum and a function, the same in every layer.",
    steps=(
        Step("A straight line", equations=(LINE,)),
        Step("Every number gets a name", equations=(LINE, NAMED, RENAMED)),
        Step("Any number of inputs", equations=(products("0"),)),
        Step("Two layers", equations=THREE[:2]),
        Step("Three layers", equations=THREE),
        Step("Any layer", equations=(products("0", "L"),)),
        Step("Any number of nodes", equations=(products(),)),
        Step("After the sum a function", equations=(NEURON,)),
        Step("The logistic function", equations=WITH_LOGISTIC),
        Step("The hyperbolic tangent", equations=WITH_TANH),
    ),
)

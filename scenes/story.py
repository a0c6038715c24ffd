"""Networks drawn: from a straight line to as many layers and nodes as you like."""

from collections.abc import Sequence
from typing import TypeAlias

from model import LOGISTIC, TANH
from render import (
    Diagram,
    Equation,
    ExplicitDiagram,
    Step,
    Story,
    function_equations,
    layer_equations,
    product_equations,
)

LINE = (Equation("y", "mx + b"),)
NAMED = (
    Equation("u_{00}", "x_0 w_{00}"),
    Equation("u_{10}", "x_1 w_{10}"),
    Equation("v_0", "u_{00} + u_{10}"),
)
RENAMED = (
    Equation("x_0", "1"),
    Equation("x_1", "x"),
    Equation("w_{00}", "b"),
    Equation("w_{10}", "m"),
    Equation("v_0", "y"),
)
FUNCTION = Equation("y_{j}", "f(v_{j})")
THREE = (layer_equations(1), layer_equations(2), layer_equations(3))
NEURON = (*product_equations(), FUNCTION)
WITH_LOGISTIC = (NEURON, function_equations(LOGISTIC))
WITH_TANH = (NEURON, function_equations(TANH))
IN_A_ROW = (*((equation,) for equation in NEURON), function_equations(TANH))

EXPLICIT, PLAIN = ExplicitDiagram(), ExplicitDiagram(names="plain")
FRAMED = ExplicitDiagram(frames=True)
NUMBERED = ExplicitDiagram(frames=True, names="numbered")
CIRCLES, WITH_FRAMES = Diagram(), Diagram(frames=True)
WITH_BIAS = Diagram(bias="last", frames=True)
MANY = Diagram(most=7)

Blocks: TypeAlias = tuple[Sequence[Equation], ...]  # each a column or a row


def neuron(
    heading: str,
    n_inputs: int,
    equations: Blocks,
    f: str = "identity",
    diagram: ExplicitDiagram = EXPLICIT,
) -> Step:
    """A step with one node and all its operations."""
    return Step(heading, (n_inputs, 1), diagram, equations, f, zoom=1.55)


def layers(
    heading: str,
    nodes: tuple[int, ...],
    equations: Blocks,
    f: str = "identity",
    diagram: ExplicitDiagram = FRAMED,
) -> Step:
    """A step with framed layers and all their operations."""
    zoom = 1.15 if f == "identity" else 1.0
    return Step(heading, nodes, diagram, equations, f, zoom)


def simple(
    heading: str,
    nodes: tuple[int, ...],
    diagram: Diagram = CIRCLES,
    zoom: float = 1.9,
    emphasis: bool = True,
) -> Step:
    """A step with circles and lines."""
    return Step(heading, nodes, diagram, (), "tanh", zoom, emphasis)


A_LINE = (
    neuron("A straight line", 1, (LINE,), diagram=PLAIN),
    neuron("Every number gets a name", 1, (LINE, NAMED, RENAMED)),
    neuron("One more input", 2, (product_equations("0"),)),
)
LAYERS = (
    layers("Two layers in a row", (1, 1, 1), THREE[:2], diagram=NUMBERED),
    layers("Three layers in a row", (1, 1, 1, 1), THREE, diagram=NUMBERED),
    layers(
        "L is any of them",
        (1, 1, 1, 1),
        (product_equations("0", "L"),),
        diagram=NUMBERED,
    ),
    layers("L goes without saying", (1, 1, 1, 1), (product_equations("0"),)),
    layers("Two hidden nodes", (1, 2, 1), (product_equations(),)),
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
    simple("The same network, simplified", (1, 2, 2, 1), WITH_BIAS, emphasis=False),
    simple("Bias nodes go without saying", (1, 2, 2, 1), WITH_FRAMES, emphasis=False),
    simple("Frames, too", (1, 2, 2, 1)),
)
ANY_SIZE = (
    simple("More hidden nodes", (1, 3, 3, 1)),
    simple("Two inputs", (2, 3, 3, 1)),
    simple("Two outputs", (1, 3, 3, 2)),
    simple("Three outputs", (1, 3, 3, 3)),
    simple("Two inputs, three outputs", (2, 3, 3, 3)),
    simple("As many as you like", (784, 30, 10), MANY, zoom=1.3, emphasis=False),
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
        Step("Any number of inputs", equations=(product_equations("0"),)),
        Step("Two layers", equations=THREE[:2]),
        Step("Three layers", equations=THREE),
        Step("Any layer", equations=(product_equations("0", "L"),)),
        Step("Any number of nodes", equations=(product_equations(),)),
        Step("After the sum a function", equations=(NEURON,)),
        Step("The logistic function", equations=WITH_LOGISTIC),
        Step("The hyperbolic tangent", equations=WITH_TANH),
    ),
)

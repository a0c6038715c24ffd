"""How networks are drawn.

From a straight line to as many layers and nodes as you like, one step at a time.
"""

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
NEURON_IN_A_ROW = tuple((equation,) for equation in NEURON)
IN_A_ROW = (*NEURON_IN_A_ROW, function_equations(TANH))

EXPLICIT, PLAIN = ExplicitDiagram(), ExplicitDiagram(names="plain")
FRAMED = ExplicitDiagram(frames=True)
CIRCLES, WITH_FRAMES = Diagram(), Diagram(frames=True)
WITH_BIAS = Diagram(bias="last", frames=True)
MANY = Diagram(most=7)

SYMBOLS = (
    "x: inputs, w: weights, u: products, v: their sum. Small numbers: from which "
    "input, to which sum."
)
NUMBERED = f"{SYMBOLS} In brackets: in which layer."
PASSED_ON = "A divided circle passes on what comes in; a box multiplies by a weight."
ALWAYS_ONE = (
    "The lower input is always 1, so that its weight is added as it is: the bias."
)
STEPS_BETWEEN = (
    "A layer is a step from one column of nodes to the next: its weights, sums and "
    "functions. Four columns make three layers."
)

Blocks: TypeAlias = tuple[Sequence[Equation], ...]  # each a column or a row


def neuron(
    heading: str,
    n_inputs: int,
    equations: Blocks,
    f: str = "identity",
    diagram: ExplicitDiagram = EXPLICIT,
    note: str = "",
) -> Step:
    """A step with one node and all its operations."""
    return Step(heading, (n_inputs, 1), diagram, equations, f, note)


def layers(
    heading: str, nodes: tuple[int, ...], equations: Blocks, f: str = "identity"
) -> Step:
    """A step with framed layers and all their operations."""
    return Step(heading, nodes, FRAMED, equations, f)


def simple(
    heading: str,
    nodes: tuple[int, ...],
    diagram: Diagram = CIRCLES,
    note: str = "",
    emphasis: bool = True,
) -> Step:
    """A step with circles and lines."""
    return Step(heading, nodes, diagram, (), "tanh", note, emphasis)


A_LINE = (
    neuron(
        "A line is two weights and a sum: y = mx + b",
        1,
        (LINE,),
        diagram=PLAIN,
        note=PASSED_ON,
    ),
    neuron(
        "Every number gets a name, so that there can be more of them",
        1,
        (LINE, NAMED, RENAMED),
        note=ALWAYS_ONE,
    ),
    neuron(
        "One more input is one more product in the sum", 2, (product_equations("0"),)
    ),
)
LAYERS = (
    layers("What one layer gives, the next one takes", (1, 1, 1), THREE[:2]),
    layers("A third layer does just the same", (1, 1, 1, 1), THREE),
    layers(
        "L is the number of any layer: two equations are enough",
        (1, 1, 1, 1),
        (product_equations("0", "L"),),
    ),
    layers(
        "L goes without saying, as the same holds in each",
        (1, 1, 1, 1),
        (product_equations("0"),),
    ),
    layers(
        "Two hidden nodes: each adds up all inputs for itself",
        (1, 2, 1),
        (product_equations(),),
    ),
)
NONLINEARITY = (
    neuron("After the sum comes a function f", 1, (NEURON,), "tanh"),
    neuron("f may be the logistic function: from 0 to 1", 1, WITH_LOGISTIC, "logistic"),
    neuron("With two inputs, f still bends one sum", 2, WITH_LOGISTIC, "logistic"),
    neuron(
        "Or f is the hyperbolic tangent: from \N{MINUS SIGN}1 to 1",
        2,
        WITH_TANH,
        "tanh",
    ),
    neuron("With one input, this node draws an S-curve", 1, WITH_TANH, "tanh"),
)
EVERY_OPERATION = (
    layers("Two layers: an S-curve of an S-curve", (1, 1, 1), NEURON_IN_A_ROW, "tanh"),
    layers(
        "Two hidden nodes: an S-curve of a sum of two",
        (1, 2, 1),
        NEURON_IN_A_ROW,
        "tanh",
    ),
    layers(
        "Three layers, and every operation that is in them",
        (1, 2, 2, 1),
        IN_A_ROW,
        "tanh",
    ),
)
SIMPLIFIED = (
    simple(
        "The same network: a circle is a sum and f, a line a weight",
        (1, 2, 2, 1),
        WITH_BIAS,
        STEPS_BETWEEN,
        emphasis=False,
    ),
    simple(
        "Bias nodes are left out: every sum has one",
        (1, 2, 2, 1),
        WITH_FRAMES,
        emphasis=False,
    ),
    simple("Frames, too, go without saying", (1, 2, 2, 1)),
)
ANY_SIZE = (
    simple("A layer may have more nodes", (1, 3, 3, 1)),
    simple("A second input adds lines to the first layer only", (2, 3, 3, 1)),
    simple("A second output is another sum of the same nodes", (1, 3, 3, 2)),
    simple("A third output is a third sum of the same nodes", (1, 3, 3, 3)),
    simple("Inputs, layers, nodes, outputs: these make the network", (2, 3, 3, 3)),
    simple(
        "As many as you like: this one reads digits of 784 pixels",
        (784, 30, 10),
        MANY,
        emphasis=False,
    ),
)

network_story = Story(
    title="Networks, drawn",
    caption="From y = mx + b to deep networks, one step at a time; what is new in each "
    "is in colour. In the end inputs, outputs, layers and nodes say it all.",
    steps=A_LINE + LAYERS + NONLINEARITY + EVERY_OPERATION + SIMPLIFIED + ANY_SIZE,
)

network_equations = Story(
    title="Networks, in equations",
    caption="The story's equations on their own: products, a sum and a function, the "
    "same in every layer.",
    steps=(
        Step("A straight line: two weights and a sum", equations=(LINE,)),
        Step(
            "Every number gets a name", equations=(LINE, NAMED, RENAMED), note=SYMBOLS
        ),
        Step(
            "Any number of inputs: one product for each",
            equations=(product_equations("0"),),
            note=SYMBOLS,
        ),
        Step(
            "Two layers: one takes what the other gives",
            equations=THREE[:2],
            note=NUMBERED,
        ),
        Step(
            "Three layers: always the same",
            equations=THREE,
            note=NUMBERED,
        ),
        Step(
            "L is the number of any layer",
            equations=(product_equations("0", "L"),),
            note=NUMBERED,
        ),
        Step(
            "Any number of nodes: j is the number of one",
            equations=(product_equations(),),
            note=SYMBOLS,
        ),
        Step(
            "After the sum comes a function",
            equations=(NEURON,),
            note=SYMBOLS,
        ),
        Step(
            "The function may be the logistic one",
            equations=WITH_LOGISTIC,
            note=SYMBOLS,
        ),
        Step(
            "The function may be the hyperbolic tangent",
            equations=WITH_TANH,
            note=SYMBOLS,
        ),
    ),
)

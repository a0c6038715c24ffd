"""How networks are drawn.

From a straight line to as many layers and nodes as you like, one step at a time.
"""

from collections.abc import Sequence
from typing import TypeAlias

from model import LOGISTIC, TANH
from render import (
    Diagram,
    DirectedDiagram,
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
CIRCLES, MANY = Diagram(names=True, words=True), Diagram(words=True, most=7)
WITH_FRAMES = Diagram(frames=True, names=True)
WITH_BIAS = Diagram(bias="last", frames=True, names=True)

NEW = "Orange: new."
SYMBOLS = "$x$: inputs, $w$: weights, $u$: products, $v$: their sum."
ONE_SUM = f"{SYMBOLS} $i$: any input, $x_0=1$ for the bias."
ANY_SUM = f"{SYMBOLS} $i$: any input; $j$: any sum."
IN_LAYERS = "In brackets: the layer."
PARTS = f"{SYMBOLS} $x_0=1$: for the bias."
BENT = "$v$: the sum, $y$: the output, $f$: the function between them."
SLOPE = (
    "$x$: the input, $m$: the slope, $b$: the bias, which moves the line up or down."
)
NAMES = (
    f"{SYMBOLS} $x_0=1$: for the bias. $u_{{10}}$ and $w_{{10}}$: from input 1 to "
    f"sum 0. {NEW}"
)
PASSED_ON = (
    "A divided circle passes on what comes in, a box multiplies by a weight, "
    r"$\Sigma$ adds up."
)
ALWAYS_ONE = f"$x_0$ is always 1, so that its weight is added as it is: the bias. {NEW}"
STEPS_BETWEEN = (
    "A layer is a step from one column of nodes to the next: its weights, sums and "
    "functions. Four columns make three layers."
)
ONE_WAY = (
    "Directed: each line is an arrow. Acyclic: no way leads back. Other networks may "
    "have loops."
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
    heading: str,
    nodes: tuple[int, ...],
    equations: Blocks,
    f: str = "identity",
    note: str = "",
) -> Step:
    """A step with framed layers and all their operations."""
    return Step(heading, nodes, FRAMED, equations, f, note)


def simple(
    heading: str,
    nodes: tuple[int, ...],
    diagram: Diagram | DirectedDiagram = CIRCLES,
    note: str = "",
    emphasis: bool = True,
) -> Step:
    """A step with circles and lines."""
    return Step(heading, nodes, diagram, (), "tanh", note, emphasis)


def written(heading: str, equations: Blocks, note: str) -> Step:
    """A step with equations alone."""
    return Step(heading, equations=equations, note=note)


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
        "One more input is one more product in the sum",
        2,
        (product_equations("0"),),
        note=PARTS,
    ),
)
LAYERS = (
    layers(
        "What one layer gives, the next one takes",
        (1, 1, 1),
        THREE[:2],
        note=IN_LAYERS,
    ),
    layers(
        "A third layer: the same sum once more",
        (1, 1, 1, 1),
        THREE,
        note=IN_LAYERS,
    ),
    layers(
        "L is the number of any layer: two equations are enough",
        (1, 1, 1, 1),
        (product_equations("0", "L"),),
        note=IN_LAYERS,
    ),
    layers(
        "All layers are alike: equations need no layer's number",
        (1, 1, 1, 1),
        (product_equations("0"),),
        note=PARTS,
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
        "f may be the hyperbolic tangent: from \N{MINUS SIGN}1 to 1",
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
        "In short: a circle is a sum and f, a line a weight",
        (1, 2, 2, 1),
        WITH_BIAS,
        STEPS_BETWEEN,
        emphasis=False,
    ),
    simple(
        "Bias nodes are left out, as every sum has one",
        (1, 2, 2, 1),
        WITH_FRAMES,
        emphasis=False,
    ),
    simple("Without frames, words say what each column of circles is", (1, 2, 2, 1)),
    simple(
        "Signals run one way: from input to output, never in a loop",
        (1, 2, 2, 1),
        DirectedDiagram(CIRCLES),
        ONE_WAY,
    ),
)
ANY_SIZE = (
    simple("A layer may have more nodes", (1, 3, 3, 1)),
    simple("A second output: the same nodes with weights of its own", (1, 3, 3, 2)),
    simple("A third output: the same nodes with other weights", (1, 3, 3, 3)),
    simple("A second input adds lines to the first layer only", (2, 3, 3, 3)),
    simple(
        "Inputs, layers, nodes in each, outputs: all can be chosen",
        (3, 5, 4, 3, 2),
        emphasis=False,
    ),
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
        written("A straight line: two weights and a sum", (LINE,), SLOPE),
        written("Every number of a line gets a name", (LINE, NAMED, RENAMED), NAMES),
        written(
            "Any number of inputs: one product for each",
            (product_equations("0"),),
            f"{ONE_SUM} {NEW}",
        ),
        written(
            "Two layers: one takes what the other gives",
            THREE[:2],
            f"{ONE_SUM} {IN_LAYERS} {NEW}",
        ),
        written(
            "A third layer: the same equations once more",
            THREE,
            f"{ONE_SUM} {IN_LAYERS} {NEW}",
        ),
        written(
            "L stands for any layer: two equations are enough",
            (product_equations("0", "L"),),
            f"{ONE_SUM} {IN_LAYERS} {NEW}",
        ),
        written(
            "Any number of nodes, each with a sum of its own",
            (product_equations(),),
            f"{ANY_SUM} {NEW}",
        ),
        written("After the sum comes a function f", (NEURON,), f"{BENT} {NEW}"),
        written(
            "f may be the logistic function: from 0 to 1",
            WITH_LOGISTIC,
            f"{BENT} {NEW}",
        ),
        written(
            "f may be the hyperbolic tangent: from \N{MINUS SIGN}1 to 1",
            WITH_TANH,
            f"{BENT} {NEW}",
        ),
    ),
)

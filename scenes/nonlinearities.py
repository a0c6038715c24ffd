"""Nonlinearities.

What is done to a sum before it goes on to the next layer: a function bends it, and only
then are more nodes and layers worth having.
"""

from model import (
    ELU,
    GELU,
    GELU_ERF,
    IDENTITY,
    LEAKY_RELU,
    LOGISTIC,
    MISH,
    RELU,
    SILU,
    SINE,
    SOFTPLUS,
    STEP,
    TANH,
)
from render import ActivationCurves, Demonstration, Squash, Timeline, TwoSCurves

squash = Demonstration(
    title="A line is squashed",
    view=Squash(),
    caption="A weighted sum is a line. The logistic function bends it to between 0 and "
    "1, tanh to between -1 and 1; inputs ten times as far out stay inside, too.",
    poster=3,
)

logistic_and_tanh = Demonstration(
    title="The logistic function and tanh are one curve",
    view=TwoSCurves(),
    caption="Half as wide, twice as high and 1 lower, the logistic function lies on "
    "tanh. Its slope at zero is 1/4 at first, and doubles twice.",
)

activations = Demonstration(
    title="Functions and their slopes",
    view=ActivationCurves(
        (
            (IDENTITY, "Identity: the sum as it is, with a slope of 1 everywhere"),
            (LOGISTIC, "Logistic: from 0 to 1, nowhere steeper than 1/4"),
            (
                TANH,
                "tanh: from \N{MINUS SIGN}1 to 1, with a slope of 1 at zero",
            ),
            (RELU, "ReLU: zero, then the sum itself, and a kink in between"),
            (LEAKY_RELU, "Leaky ReLU: below zero a slope of 0.01 is left"),
            (ELU, "ELU: no kink, and below zero it levels out at \N{MINUS SIGN}1"),
            (GELU, "GELU: dips below zero, and for a while is steeper than 1"),
            (GELU_ERF, "GELU with erf: the same curve to within 0.0005"),
            (
                SILU,
                "SiLU: the sum times its logistic value, with a dip",
            ),
            (SOFTPLUS, "Softplus: no kink, for its slope is the logistic function"),
            (MISH, "Mish: much like SiLU, down to \N{MINUS SIGN}0.31"),
            (SINE, "Sine: up and down for ever, and its slope as well"),
            (STEP, "Step: it jumps, and everywhere else its slope is zero"),
        )
    ),
    caption="Thirteen functions that a node may have, each with its formula and its "
    "slope, which training goes by. Rings are kinks, where the slope jumps.",
    pace=Timeline(hold=3.0, morph=0.6, fps=24),
    poster=3,
)

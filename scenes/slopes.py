"""What a slope is.

By how much an error changes with each weight says which way each has to move.
"""

from render import (
    Demonstration,
    Descents,
    SlopeOfError,
    Timeline,
)

slope_of_error = Demonstration(
    title="What a slope is",
    view=SlopeOfError(),
    caption="By how much an error changes for each 1 of a weight. Where the error "
    "bends, the slope is that of the tangent: smaller and smaller nudges come nearer "
    "to it. Against the slope the error falls.",
)

gradient_descent = Demonstration(
    title="Gradient descent",
    view=Descents(rates=(0.1, 0.4, 0.8, 1.0, 1.1)),
    caption="The same error, start and number of steps at five rates: one creeps, one "
    "arrives, one overshoots and comes back, one swings for ever, one leaves.",
    pace=Timeline(hold=2.5, morph=4.0, fps=15),
    poster=3,
)

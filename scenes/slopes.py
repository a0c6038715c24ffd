"""What a slope is.

By how much an error changes with each weight says which way each has to move.
"""

from render import Demonstration, SlopeOfError

slope_of_error = Demonstration(
    title="What a slope is",
    view=SlopeOfError(),
    caption="By how much an error changes for each 1 of a weight. Where the error "
    "bends, the slope is that of the tangent: smaller and smaller nudges come nearer "
    "to it. Against the slope the error falls.",
)

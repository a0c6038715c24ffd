"""How a slope is found.

By how much an error changes with each weight says which way each has to move.
"""

from model import Family, Random
from render import Backpropagation, Walk

backpropagation = Walk(
    title="Backpropagation",
    networks=Random(Family((2, 2, 2, 1), "tanh"), 1, seed=3),
    view=Backpropagation(at=(0.5, -1.0), truth=(1.0,), rate=0.1),
    caption="Values go forward to an error, slopes come back to every weight: each the "
    "product of what comes in and the slope of the sum it goes to.",
)

"""Slopes come back.

How a network finds the slopes of all its weights at once: values go forward, slopes
come back, and what lies on the way is multiplied.
"""

from model import Family, Random
from render import (
    Backpropagation,
    Chain,
    Demonstration,
    Operations,
    SlopeCosts,
    Walk,
)

chain_rule = Walk(
    title="The chain rule",
    networks=Random(
        Family((1, 1, 1), "identity", 2.0, biases=False, decimals=1), 1, seed=7
    ),
    view=Chain(at=2.0),
    caption="x times a weight is y, y times another is e. How e changes with the first "
    "weight is a product: what comes in, times all that is still to come.",
)

chain_deep = Walk(
    title="A longer chain, and two paths",
    networks=Random(
        Family((1, 1, 1, 2, 1), "identity", 2.0, biases=False, decimals=1), 1, seed=37
    ),
    view=Chain(at=1.0),
    caption="However long the chain is, slopes are multiplied along a line. Where two "
    "paths lead to the end, both are worked out, and added where they part.",
)

backpropagation_steps = Demonstration(
    title="One operation at a time",
    view=Operations(),
    caption="A weight, a sum, three functions and two errors: what each gives, and by "
    "how much that rises with what goes in. Backpropagation needs no more.",
)

backpropagation = Walk(
    title="Backpropagation",
    networks=Random(Family((2, 2, 2, 1), "tanh", decimals=1), 1, seed=21),
    view=Backpropagation(at=(0.5, -1.0), truth=(1.0,), rate=0.1),
    caption="Values go forward to an error, slopes come back to every weight: each the "
    "product of what comes in and the slope of the sum it goes to.",
)

cost_of_slopes = Demonstration(
    title="What slopes cost",
    view=SlopeCosts(
        (
            (1, 1),
            (2, 2, 2, 1),
            (4, 4, 4, 8, 4),
            (1, 100, 1),
            (784, 30, 10),
            (784, 300, 100, 10),
        )
    ),
    caption="All slopes by nudging take a pass forward for each weight and bias, and "
    "one more; by backpropagation one forward, and one back with one to two times as "
    "many multiplications.",
    poster=4,
)

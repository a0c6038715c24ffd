"""Networks that learn.

What a network computes at the steps of its training: the boundary takes shape, and the
loss falls.
"""

from model import Training
from model.learn.datasets import dataset
from render import Diagram, Lesson, Losses, Maps, Panels
from scenes.recordings import recorded

DIAGRAM = Diagram(names=True, weights=True, pictures=True, strongest=3.0, x=(-6.0, 6.0))
SHARES = (1.0, 1.05, 1.0)

spiral = recorded(
    "learn_spiral",
    Training.of(
        dataset("spiral", points=400),
        layers=(2, 8, 8, 1),
        steps=2000,
        split=0.25,
    ),
)

learn_spiral = Lesson(
    networks=spiral,
    view=Panels(
        (
            DIAGRAM,
            Maps(parts=("regions", "boundaries", "margin"), data=spiral.data),
            Losses(),
        ),
        SHARES,
    ),
    headline="The boundary winds in: {test_right} test points right in the end",
    remark="Two arms of a spiral.",
    at=400,
)

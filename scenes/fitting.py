"""Networks that learn numbers.

Each film is one training: a curve takes hold of the points that it learns, and the loss
over these and over other points says how well.
"""

from typing import Any

import numpy as np

from model import Adam, Data, Penalty, Recorded, Training
from model.learn.datasets import dataset
from render import Beside, Curves, Lesson, Losses, Panels
from scenes.recordings import recorded

SIZES, TANH = (1, 11, 9, 1), ("tanh", "identity")
RANGE = (-5.0, 5.0)


def _panels(networks: Recorded, **losses: Any) -> Panels:
    """The curve with the points it learns, and its losses beside it."""
    views = Curves(x=RANGE, data=networks.data), Losses(**losses)
    return Panels(views, (1.3, 1.0))


def _half(
    networks: Recorded, y: tuple[float, float], losses: tuple[float, float]
) -> Panels:
    """The same in half a picture, over ranges that both trainings in it have."""
    views = Curves(x=RANGE, y=y, data=networks.data), Losses(y=losses)
    return Panels(views, down=True)


_clouds = dataset("gaussians", points=120, noise=1.6).along([0])
logistic = recorded(
    "fit_logistic",
    Training.of(_clouds, (1, 1), optimiser=Adam(0.05), steps=600, split=0.25),
)
fit_logistic = Lesson(
    networks=logistic,
    view=Panels(
        (
            Curves(
                parts=("threshold", "boundaries", "regions"),
                data=logistic.data,
                x=(-6.0, 6.0),
            ),
            Losses(),
        ),
        (1.3, 1.0),
    ),
    headline="An S finds its place: {test_right} test points right",
    remark="One node, two weights. The S moves until its middle, the divider, lies "
    "between the two clouds, and gets as steep as their overlap lets it.",
    at=600,
)

wiggle = recorded(
    "fit_curve",
    Training.of(
        dataset("wiggle", points=120, noise=0.15), SIZES, TANH, steps=3000, split=0.25
    ),
)
fit_curve = Lesson(
    networks=wiggle,
    view=_panels(wiggle),
    headline="Coarse things first: the loss falls to {test_loss} on test points",
    remark="A coarse wave with a fine one on it, and noise. The curve takes hold of "
    "the coarse wave first, then of the fine one; noise is what is left.",
    at=400,
)


def _outside(last: str) -> Recorded:
    """A training with targets up to 2; last: the activation of the output."""
    data = dataset("wiggle", points=48, noise=0.05)
    twice = Data(data.inputs, 2 * np.asarray(data.targets), categories=())
    training = Training.of(
        twice, SIZES, ("tanh", last), loss="squared", steps=2000, split=0.25
    )
    return recorded(f"fit_outside_{last}", training)


outside_tanh, outside_linear = _outside("tanh"), _outside("identity")
fit_outside = Beside(
    [
        Lesson(networks, _half(networks, (-2.5, 2.5), (0.001, 5.0)), headline)
        for networks, headline in (
            (outside_tanh, "tanh output: test loss {test_loss} in the end"),
            (outside_linear, "Linear output: test loss {test_loss} in the end"),
        )
    ],
    title="Where targets go beyond, tanh lies flat on its ceiling",
    caption="Targets go up to 2 and down to -2. A tanh output stays between -1 and 1, "
    "however long it trains; without the tanh the same network follows the points.",
)

_teeth = dataset("sawtooth", points=36, noise=0.02)
_step = dataset("jump", points=24, noise=0.02)
_edges = Data(
    np.concatenate([_teeth.inputs / 2 - 2.5, _step.inputs / 2 + 2.5]),
    np.concatenate([_teeth.targets, _step.targets]),
    categories=(),
)


def _jumps(activation: str, initialisation: str) -> Recorded:
    """A training on three ramps and a jump; activation: of the hidden nodes."""
    training = Training.of(
        _edges,
        (1, 16, 16, 1),
        (activation, "identity"),
        initialisation,
        steps=3000,
        seed=2,
    )
    return recorded(f"fit_jumps_{activation}", training)


jumps_tanh, jumps_relu = _jumps("tanh", "glorot"), _jumps("relu", "he")
fit_jumps = Beside(
    [
        Lesson(networks, _half(networks, (-1.2, 1.2), (0.0001, 1.0)), headline)
        for networks, headline in (
            (jumps_tanh, "tanh: loss {loss} after {steps} steps"),
            (jumps_relu, "ReLU: loss {loss} after {steps} steps"),
        )
    ],
    title="Neither jumps: tanh goes round corners, ReLU bends",
    caption="Three teeth and a jump. Both networks are continuous, so both cross each "
    "jump on a slope, however steep. Which error is smaller depends: with two layers "
    "of sixteen nodes, as here, tanh's was with four seeds of four; with one layer of "
    "twenty, on teeth alone, ReLU's was with two of two.",
)


def _few(name: str, l2: float) -> Recorded:
    """A training with 20 points, which is tested with 40 others."""
    few = dataset("wiggle", points=20, noise=0.25, seed=3)
    others = dataset("wiggle", points=40, noise=0.25, seed=103)
    data = Data(
        np.concatenate([few.inputs, others.inputs]),
        np.concatenate([few.targets, others.targets]),
        categories=(),
        test=np.arange(60) >= 20,
    )
    training = Training.of(
        data, SIZES, TANH, penalty=Penalty(l2=l2), steps=4000, seed=3
    )
    return recorded(name, training)


free, decayed = _few("overfitting", 0.0), _few("overfitting_l2", 0.001)
overfitting = Beside(
    [
        Lesson(networks, _half(networks, (-1.5, 1.5), (3e-5, 1.0)), headline)
        for networks, headline in (
            (free, "Test loss {lowest} at step {lowest_step}, then {test_loss}"),
            (decayed, "With L2, test loss {test_loss} in the end"),
        )
    ],
    title="Training loss falls on, and test loss turns",
    caption="Twenty points, a hundred and forty weights. On the left the curve goes on "
    "to the noise of the points it learns, and gets worse on others. On the right "
    "large weights cost (L2), and the curve stays smoother.",
)

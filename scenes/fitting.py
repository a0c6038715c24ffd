"""Networks that learn numbers.

Each film is one training: a curve takes hold of the points that it learns, and the loss
over these and over other points says how well.
"""

import numpy as np

from model import Adam, Data, Penalty, Recorded, Runs, Training, dataset
from render import Compared, Curves, Lesson, Losses, Panels
from scenes.recordings import recorded

SIZES, TANH = (1, 11, 9, 1), ("tanh", "identity")
RANGE = (-5.0, 5.0)


def _panels(networks: Recorded) -> Panels:
    """The curve with the points it learns, and its losses beside it."""
    views = Curves(x=RANGE, data=networks.data), Losses()
    return Panels(views, (1.3, 1.0))


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
    headline="An S finds its place: {test_right} right in the end",
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
    headline="A curve takes hold: coarse waves first, then fine ones",
    remark="A coarse wave with a fine one on it, and noise. The curve takes hold of "
    "the coarse wave first, then of the fine one; noise is what is left.",
    at=400,
)


def _outside(last: str) -> Recorded:
    """A training with targets up to 2; last: the activation of the output."""
    data = dataset("wiggle", points=60, noise=0.05)
    twice = Data(data.inputs, 2 * np.asarray(data.targets), categories=())
    training = Training.of(
        twice, SIZES, ("tanh", last), loss="squared", steps=2000, split=0.2
    )
    return recorded(f"fit_outside_{last}", training)


outside_tanh, outside_linear = _outside("tanh"), _outside("identity")
fit_outside = Lesson(
    networks=Runs.of({"tanh": outside_tanh, "linear": outside_linear}),
    view=Compared([Curves(RANGE, (-2.5, 2.5), data=outside_tanh.data)] * 2),
    headline="Targets beyond \N{PLUS-MINUS SIGN}1: tanh lies flat, "
    "a linear output follows",
    remark="Targets go up to 1.5 and down to -1.5. A tanh output stays between -1 and "
    "1, however long it trains: test loss {0[test_loss]}. Without the tanh the same "
    "network follows them: {1[test_loss]}.",
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
fit_jumps = Lesson(
    networks=Runs.of({"tanh": jumps_tanh, "ReLU": jumps_relu}),
    view=Compared([Curves((-3.9, -0.5), (-1.3, 1.3), data=_edges)] * 2),
    headline="Neither jumps: tanh rounds corners off, ReLU has kinks",
    remark="Both networks are continuous and cross each jump on a slope; some of them "
    "are shown. Whose error is smaller depends: with two layers of sixteen, as here, "
    "tanh's was, with four seeds of four; with one of twenty, ReLU's, with two of two.",
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
overfitting = Lesson(
    networks=Runs.of({"no L2": free, "L2": decayed}),
    view=Compared([Curves(RANGE, (-2.6, 1.4), data=free.data)] * 2),
    headline="Without L2 a curve follows noise: "
    "test loss {0[test_loss]}, not {1[test_loss]}",
    remark="Twenty points, a hundred and forty weights. Without a penalty the curve "
    "goes on to the noise of the points it learns, and its test loss rises from "
    "{0[lowest]} to {0[test_loss]}. Where large weights cost (L2), it ends at "
    "{1[test_loss]}.",
)

"""Downhill.

The loss is a landscape over the weights, and a training is a path down it: how steep
the way is, and how long the steps are, decides how it goes.
"""

from dataclasses import replace

import numpy as np

from model import (
    Adam,
    Data,
    GradientDescent,
    Momentum,
    Network,
    RMSprop,
    Runs,
    Training,
    dataset,
    losses_at,
    path_of,
    principal_plane,
)
from render import (
    Camera,
    Curves,
    Landscapes,
    Lesson,
    Losses,
    Maps,
    Panels,
    short_loss,
)
from scenes.recordings import recorded


def _node(slope: float, intercept: float, activation: str) -> Network:
    """A network of one node, which has one input."""
    return Network.from_weights([np.array([[intercept], [slope]])], activation)


BOWL = Landscapes(
    weights=(1, 0),
    labels=("slope", "intercept", "loss"),
    x=(-0.5, 0.7),
    y=(-1.4, 1.8),
    z=(0.0, 4.0),
)

line = recorded(
    "fit_line",
    Training(
        _node(-0.3, -0.9, "identity"),
        dataset("line", points=40),
        optimiser=GradientDescent(0.02),
        steps=150,
        normalise=False,
    ),
)

fit_line = Lesson(
    networks=line,
    view=Panels((Curves(data=line.data), BOWL), (1.0, 1.25)),
    headline="A line learns: downhill on the bowl of its loss",
    remark="All lines lie on one plane, slope and intercept, and the height over it is "
    "their mean squared error. Each step goes downhill: the line turns first, for "
    "there the bowl is steep, then it rises onto the points.",
    note="Loss: squared error",
    at=20,
)


def _at_rate(rate: float) -> Training:
    return Training(
        _node(-0.3, -0.9, "identity"),
        dataset("line", points=40),
        optimiser=GradientDescent(rate),
        steps=120,
        normalise=False,
    )


creeping = recorded("rate_0.002", _at_rate(0.002))
right = recorded("rate_0.05", _at_rate(0.05))
bursting = recorded("rate_0.13", _at_rate(0.13))


def _losses(runs: Runs) -> dict[str, str]:
    """The losses at the end, by number, and whose is the lowest."""
    losses = [float(run.training_losses[-1]) for run in runs.recordings]
    found = {f"loss_{k}": short_loss(loss) for k, loss in enumerate(losses)}
    return {**found, "lowest": runs.names[int(np.argmin(losses))]}


learning_rates = Lesson(
    networks=Runs.of(
        {"rate 0.13": bursting, "rate 0.05": right, "rate 0.002": creeping}
    ),
    view=Panels(
        (replace(BOWL, x=(-0.9, 1.1), y=(-1.6, 2.0), z=(0.0, 10.0)), Losses()),
        (1.25, 1.0),
    ),
    headline="Three learning rates: one creeps, one arrives, one leaves",
    remark="The same line, points and {steps} steps of gradient descent. At 0.002 the "
    "loss ends at {loss_2}, at 0.05 at {loss_1}; at 0.13 each step overshoots by "
    "more than the one before, and out of the picture.",
    measures=_losses,
    at=5,
)


def _threshold() -> Data:
    """Forty points about an S, from near -1 to near 1."""
    x = np.linspace(0, 5, 40)
    noise = 0.15 * np.random.default_rng(5).standard_normal(40)
    return Data(x[:, None], np.tanh(1.2 * (x - 2.5)) + noise, categories=())


def _with(optimiser: GradientDescent | Momentum | RMSprop | Adam) -> Training:
    start = _node(2.2, 1.0, "tanh")
    return Training(
        start, _threshold(), optimiser=optimiser, steps=150, normalise=False
    )


descent = recorded("optimiser_descent", _with(GradientDescent(0.1)))
momentum = recorded("optimiser_momentum", _with(Momentum(0.1)))
rmsprop = recorded("optimiser_rmsprop", _with(RMSprop(0.1)))
adam = recorded("optimiser_adam", _with(Adam(0.1)))

optimisers = Lesson(
    networks=Runs.of(
        {
            "gradient descent": descent,
            "momentum": momentum,
            "RMSprop": rmsprop,
            "Adam": adam,
        }
    ),
    view=Panels(
        (
            Landscapes(
                weights=(1, 0),
                labels=("slope", "intercept", "loss"),
                camera=Camera(elevation=42),
            ),
            Losses(),
        ),
        (1.25, 1.0),
    ),
    headline="Four optimisers, four paths down one landscape",
    remark="A node tanh(w x + b) has two weights, so this is its whole landscape. All "
    "start at one place, at a rate of 0.1: gradient descent ends at {loss_0}, "
    "momentum at {loss_1}, RMSprop at {loss_2}, Adam at {loss_3}. Other rates may "
    "have another order.",
    measures=_losses,
)


moons = recorded(
    "loss_landscape",
    Training.of(
        dataset("moons", points=200),
        layers=(2, 8, 8, 1),
        optimiser=Adam(0.01),
        steps=1500,
    ),
)


def _plane(runs: Runs) -> dict[str, str]:
    """How much of the path the plane of its principal directions holds."""
    (run,) = runs.recordings
    path, plane = path_of(run), principal_plane(run)
    on_plane = losses_at(run, plane.weights(plane.places(path[:1])))
    return {
        "weights": f"{path.shape[1]}",
        "share": f"{plane.share(path):.1%}",
        "first": short_loss(run.training_losses[0]),
        "first_on_plane": short_loss(float(on_plane[0])),
    }


loss_landscape = Lesson(
    networks=moons,
    view=Panels(
        (
            Maps(parts=("regions", "boundaries"), data=moons.data, misfits=True),
            Landscapes(camera=Camera(elevation=42)),
        ),
        (1.0, 1.6),
    ),
    headline="The path of {weights} weights, over the plane nearest to it",
    remark="The plane through the last network that is nearest to all before it. It "
    "holds {share} of the path's variance, and yet not its losses: the path began "
    "at {first}, where the plane below it has {first_on_plane}.",
    note="Loss: logistic cross-entropy",
    measures=_plane,
)

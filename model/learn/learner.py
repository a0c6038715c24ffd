"""The loop of a training: one step after the other."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from model.learn.batches import batches
from model.learn.log import Log
from model.learn.passes import Passes, parts
from model.learn.penalties import counted
from model.learn.recording import MEASURES, Recording
from model.learn.sides import LARGEST
from model.learn.stops import is_stop

if TYPE_CHECKING:
    from model.learn.training import Training

Progress = Callable[[int], object]  # told how many steps are made
Stops = Callable[[int], bool]
EVERY = 100  # steps between two calls of progress


def run(
    training: "Training",
    before: Recording | None = None,
    progress: Progress | None = None,
    stops: Stops | None = None,
) -> Recording:
    """Train from the start, or from the end of a recording, to the last step.

    stops: whether a step is recorded; None for those of `model.learn.stops`.
    Raises ValueError if the loss of the first network is not finite.
    """
    from threadpoolctl import threadpool_limits

    stops = stops or partial(is_stop, a=training.density)
    # Products are small: a second thread would only wait.
    with threadpool_limits(1, "blas"), np.errstate(all="ignore"):
        return _Learner(training, before, stops).run(progress or (lambda _: None))


def run_epochs(training: "Training", progress: Progress | None = None) -> Recording:
    """Train from the start, and record the network after each epoch.

    Losses are those over the points to train on. The recording cannot go on.
    Raises ValueError as run does.
    """
    epoch = training.epoch
    recording = run(training, progress=progress, stops=lambda step: step % epoch == 0)
    whole = recording.steps % epoch == 0  # a burst is in the midst of one
    measures = {name: getattr(recording, name) for name in MEASURES}
    return replace(
        recording,
        layers=tuple(layer[whole] for layer in recording.layers),
        steps=recording.steps[whole] // epoch,
        **{name: x[whole] for name, x in measures.items() if len(x)},
        losses=recording.training_losses[whole],
        unit="epoch",
        end=None,
    )


class _Learner:
    """A training while it runs.

    All weights lie in one row, which the optimiser changes at once, and so do their
    slopes; passes see each layer's part of them.
    """

    def __init__(
        self, training: "Training", before: Recording | None, stops: Stops
    ) -> None:
        self.training, self.stops = training, stops
        layers = training.start.layers
        self.weights = np.concatenate([layer.weights.ravel() for layer in layers])
        self.state = training.optimiser.first(self.weights.shape)
        if before and before.end:
            self.weights[:], self.state = before.end
        self.slopes = np.empty_like(self.weights)
        self.counted = counted(training.shapes)
        self.earlier = self.weights.copy(), self.state
        self.log = Log(training, before)
        self._passes: dict[int, Passes] = {}

    def run(self, progress: Progress) -> Recording:
        """Make all steps, or those before it bursts, and the recording of them."""
        first, last = self.state.steps, self.training.steps
        steps, burst = range(first, last + 1), False
        batch, seed = self.training.batch, self.training.seed
        points = batches(self.log.sides[0], batch, seed, first)
        for step, (inputs, targets) in zip(steps, points, strict=False):
            loss = self._loss(inputs, targets)
            if not self._is_finite(loss):
                step, burst = self._step_back(step, first), True
                break
            self.log.losses.append(loss)
            if self.stops(step):
                self.log.note(step, self.weights)
            if step < last:
                self._step(targets)
            if step % EVERY == 0:
                progress(step)
        if self.log.steps[-1:] != [step]:
            self.log.note(step, self.weights)
        progress(step)
        return self.log.recording(burst, self.weights, self.state)

    def _loss(self, inputs: np.ndarray, targets: np.ndarray) -> float:
        """The loss over a batch."""
        n_points = inputs.shape[1]
        if n_points not in self._passes:
            self._passes[n_points] = self._new_passes(n_points)
        passes = self._passes[n_points]
        passes.forward(inputs)
        return passes.value(targets)

    def _step(self, targets: np.ndarray) -> None:
        """Change the weights, once the loss over a batch is known."""
        self._passes[targets.shape[1]].backward(targets)
        penalty = self.training.penalty
        if penalty:
            self.slopes += penalty.slopes(self.weights, self.counted)
        earlier, _ = self.earlier
        earlier[:] = self.weights
        self.earlier = earlier, self.state
        changes, self.state = self.training.optimiser.step(self.state, self.slopes)
        self.weights += changes

    def _is_finite(self, loss: float) -> bool:
        # Beyond LARGEST it bursts; comparisons with what is no number are false.
        return loss < LARGEST and self.weights @ self.weights < LARGEST

    def _step_back(self, step: int, first: int) -> int:
        """Undo a step; the number of the one before it."""
        if step == first:
            words = "expected a finite one, below 1e60"
            raise ValueError(f"the loss of the first network: {words}")
        self.weights[:], self.state = self.earlier
        return step - 1

    def _new_passes(self, n_points: int) -> Passes:
        shapes = self.training.shapes
        return Passes(
            parts(self.weights, shapes),
            [layer.activation for layer in self.training.start.layers],
            self.training.loss,
            n_points,
            parts(self.slopes, shapes),
        )

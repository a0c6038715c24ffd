"""How the networks that read digits are trained, and what is counted with them.

Each recipe is trained from five seeds on 50,000 of MNIST's training images. After which
of its epochs a network is shown, the other 10,000 decide; how good it is, is counted on
the 10,000 test images, once. The networks of the first seed are those in the files.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from model import (
    Data,
    GradientDescent,
    Images,
    Network,
    Penalty,
    Recording,
    Training,
    digits,
    read_mnist,
    save_recording,
    thinned,
)
from model.decide.classifier import Classifier
from scenes.recordings.counting_neurons import neuron_counts
from scenes.recordings.counting_noise import noise_counts
from scenes.recordings.counting_votes import parts_of_30

HERE = Path(__file__).parent
SEEDS = range(5)
N_LEARNED = 50_000  # training images that are learned
A_DIGIT = 100  # test images of each digit that are kept, at most
STEPS, STOPS = 15_000, 32  # of the recording that shows the learning: three epochs


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: by gradient descent, in batches of ten, all logistic.

    layers: its sizes. start: of initial weights. loss, rate, l2, epochs: as a Training
        takes them.
    """

    layers: tuple[int, ...]
    start: str = "scaled"
    loss: str = "logistic"
    rate: float = 0.2
    l2: float = 0.0
    epochs: int = 30

    def training(self, data: Data, seed: int) -> Training:
        """The training from a seed."""
        return Training.of(
            data,
            self.layers,
            "logistic",
            initialisation=self.start,
            epochs=self.epochs,
            loss=self.loss,
            optimiser=GradientDescent(self.rate),
            penalty=Penalty(l2=self.l2),
            batch=10,
            seed=seed,
            normalise=False,
        )


L2 = 1e-4  # lambda 5 over 50,000 images
THIRTY = (784, 30, 10)
RECIPES = {
    "digits_30": Recipe(THIRTY, l2=L2),
    "digits_scaled": Recipe(THIRTY),
    "digits_normal": Recipe(THIRTY, "normal"),
    "digits_normal_l2": Recipe(THIRTY, "normal", l2=L2),
    # Squared errors are not halved here: 1.5 is what others call 3.
    "digits_squared": Recipe(THIRTY, "normal", "squared", 1.5),
    "digits_16_16": Recipe((784, 16, 16, 10), l2=2e-5),
    "digits_20": Recipe((784, 20, 10), l2=L2),
    "digits_10": Recipe((784, 10, 10)),
    **{f"digits_{n}": Recipe((784, n, 10), rate=0.05) for n in (5, 4, 3, 2)},
}
COUNTINGS = (parts_of_30, neuron_counts, noise_counts)
UNSEEN = ("digits_squared",)  # networks that are counted, and in no file


def make(folder: Path) -> Iterator[Path]:
    """Train all networks anew, count what they get right, and write the files.

    folder: with MNIST. Gives each path that is written.
    Raises OSError and ValueError as read_mnist does.
    """
    training, test = read_mnist(folder)
    learned, others = (np.arange(N_LEARNED), np.arange(N_LEARNED, len(training)))
    data = digits(training.some(learned), training.some(others))
    counts = {"never_lit": (training.pixels == 0).all(axis=0).ravel().astype(np.int64)}
    shown: dict[str, Network] = {}
    for name, recipe in RECIPES.items():
        runs = [best(recipe.training(data, seed).run_epochs()) for seed in SEEDS]
        rights = [n_right(run[0], test) for run in runs]
        counts[f"right_{name.removeprefix('digits_')}"] = np.array(rights)
        if name not in UNSEEN:
            shown[name] = runs[0][0]
            yield _written(runs[0], name)
    yield _written(learning(training.some(learned), test), "digits_learning")
    yield from count(shown, test, counts)


def learning(training: Images, test: Images) -> Recording:
    """Three epochs of a network of thirty hidden nodes, step by step."""
    start = RECIPES["digits_30"].training(digits(training, test), 0)
    return thinned(replace(start, steps=STEPS).run(), STOPS)


def best(run: Recording) -> Recording:
    """The network of a run that finds most of the images it is chosen by, alone."""
    k = int(np.argmax(run.test_accuracies))
    here = slice(k, k + 1)
    return replace(
        run,
        layers=tuple(layer[here] for layer in run.layers),
        steps=run.steps[here],
        losses=run.losses[here],
        training_losses=run.training_losses[here],
        test_losses=run.test_losses[here],
        training_accuracies=run.training_accuracies[here],
        test_accuracies=run.test_accuracies[here],
    )


def count(
    shown: dict[str, Network], test: Images, counts: dict[str, np.ndarray]
) -> Iterator[Path]:
    """Write what is counted with the networks shown, and the images that are kept."""
    inputs = test.inputs()
    for counting in COUNTINGS:
        counts = counts | counting(shown, inputs, test.labels)
    path = HERE / "digit_counts.npz"
    np.savez_compressed(path, **counts)  # type: ignore[arg-type]
    yield path
    path = HERE / "digit_images.npz"
    kept = kept_images(test, [shown["digits_30"], shown["digits_16_16"]])
    names = ("pixels", "labels", "numbers")
    np.savez_compressed(path, **{name: getattr(kept, name) for name in names})
    yield path


def n_right(network: Network, images: Images) -> int:
    """How many images a network names right."""
    return int(np.count_nonzero(answers(network, images) == images.labels))


def answers(network: Network, images: Images) -> np.ndarray:
    """The highest output of a network for each image, (n_images,)."""
    return Classifier(network)(images.inputs())


def kept_images(test: Images, networks: list[Network]) -> Images:
    """A hundred of each digit, of which networks get up to half wrong."""
    wrong = np.any([answers(n, test) != test.labels for n in networks], axis=0)
    kept = []
    for digit in range(10):
        own = np.flatnonzero(test.labels == digit)
        mistakes = own[wrong[own]][: A_DIGIT // 2]
        others = own[~wrong[own]][: A_DIGIT - len(mistakes)]
        kept += sorted([*mistakes.tolist(), *others.tolist()])
    return test.some(kept)


def _written(recording: Recording, name: str) -> Path:
    path = HERE / f"{name}.npz"
    save_recording(recording, path)
    return path

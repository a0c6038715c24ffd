"""Networks that read digits, images to show them, and what was counted with them.

All are made from MNIST, which the program does not have: `make recordings MNIST=FOLDER`
reads it from a folder. See digits.md for its makers and its licence.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from model import Images, RecordingFile

HERE = Path(__file__).parent


@dataclass(frozen=True)
class DigitNetwork(RecordingFile):
    """A network that was trained on 50,000 digits, as it was after its best epoch.

    layers: its sizes, inputs first.
    """

    layers: tuple[int, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """Nodes in each layer, inputs first, without reading the file."""
        return self.layers


def digit_network(name: str, *layers: int) -> DigitNetwork:
    """The network whose recording has a name here."""
    return DigitNetwork(HERE / f"{name}.npz", layers)


@cache
def digit_images() -> Images:
    """Some of MNIST's 10,000 test images, 1,000 at most."""
    with np.load(HERE / "digit_images.npz") as file:
        return Images(file["pixels"], file["labels"], file["numbers"])


@cache
def digit_counts() -> dict[str, np.ndarray]:
    """What was counted over all 10,000 test images, by name."""
    with np.load(HERE / "digit_counts.npz") as file:
        return dict(file)


THIRTY = digit_network("digits_30", 784, 30, 10)
SIXTEEN = digit_network("digits_16_16", 784, 16, 16, 10)
SMALL = {n: digit_network(f"digits_{n}", 784, n, 10) for n in (20, 10, 5, 4, 3, 2)}
LEARNING = digit_network("digits_learning", 784, 30, 10)
# Standard normal weights, or these divided by the root of a node's number of inputs.
STARTS = {
    "normal": digit_network("digits_normal", 784, 30, 10),
    "normal, L2": digit_network("digits_normal_l2", 784, 30, 10),
    "normal / √n": digit_network("digits_scaled", 784, 30, 10),
    "normal / √n, L2": THIRTY,
}

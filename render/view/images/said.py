"""What a network says of images, and which of them it gets wrong."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import Images, Network


@dataclass(frozen=True, eq=False)
class Said:
    """What a network says of images, which are counted from 0."""

    network: Network
    images: Images

    @cached_property
    def outputs(self) -> np.ndarray:
        """The outputs for each image, (n_images, n_outputs)."""
        return self.network(self.images.inputs())

    @cached_property
    def answers(self) -> np.ndarray:
        """The highest output of each image, (n_images,)."""
        return self.outputs.argmax(axis=1)

    @cached_property
    def wrong(self) -> np.ndarray:
        """The images that are named wrong, the highest output first."""
        wrong = np.flatnonzero(self.answers != self.images.labels)
        highest = self.outputs[wrong].max(axis=1)
        return wrong[np.argsort(-highest, kind="stable")]

    def mistaken(self, truth: int, answer: int) -> list[int]:
        """The images of one digit that are taken for another, the surest first."""
        here = (self.images.labels == truth) & (self.answers == answer)
        return [int(k) for k in self.wrong if here[k]]

    @property
    def surest(self) -> list[int]:
        """The surest mistake on each digit, the surest first."""
        first: dict[int, int] = {}
        for k in self.wrong.tolist():
            first.setdefault(int(self.images.labels[k]), k)
        return list(first.values())

    @property
    def most(self) -> int:
        """The mistake whose outputs add up to most."""
        return int(self.wrong[self.outputs[self.wrong].sum(axis=1).argmax()])

    @property
    def least(self) -> int:
        """The mistake whose outputs add up to least."""
        return int(self.wrong[self.outputs[self.wrong].sum(axis=1).argmin()])

    def sum(self, image: int) -> str:
        """What the outputs of an image add up to, in figures."""
        return f"{self.outputs[image].sum():.2f}"

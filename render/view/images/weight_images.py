"""Weight images: what each node of a layer likes and dislikes, as an image."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from model import Given, Network, Networks
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.plots import Plot
from render.view.images.node_images import (
    NodeImage,
    layer_glyphs,
    node_images,
    squarest,
    strongest_of,
    strongest_of_each,
    with_strongest,
)
from render.view.named import Named, Names, check_classes
from render.view.parts import Part
from render.view.views import Moment

Scale = Literal["shared", "own"]
SCALES = ("shared", "own")
COMMON = "One key for all networks: weak weights hardly show."


@dataclass(frozen=True)
class WeightImages:
    """The weights of each node of a layer, as an image in the shape of its inputs.

    Zero has the colour of the ground; negative and positive weights have a colour each,
    the purer the stronger they are. Nodes have their numbers, from 1, outputs their
    names. Of more nodes than there is room for the first are shown.

    layer: its number, from 1.
    shape: rows and columns of an image, whose first pixel is at the top left; None for
        the squarest that there is.
    scale: "shared" by all images, symmetric about zero; or "own", one for each, whose
        strongest weight then stands beside its node's number.
    quantile: the share of weights that colours tell apart; stronger ones have the
        strongest colour, too.
    names: of the outputs, if the layer is the last.

    The scale is the widest of all networks that a moment is among, so that colours mean
    the same at all stops.
    Raises InputError for values that are none of these.
    """

    layer: int = 1
    shape: tuple[int, int] | None = None
    scale: Scale = "shared"
    quantile: float = 1.0
    names: Names = Names()

    def __post_init__(self) -> None:
        if self.layer < 1:
            raise InputError("layer", self.layer, "1 or more")
        if self.shape is not None and min(self.shape) < 1:
            words = "1 or more rows and columns"
            raise InputError("shape", " by ".join(map(str, self.shape)), words)
        if self.scale not in SCALES:
            raise InputError("scale", self.scale, " or ".join(SCALES))
        if not 0 < self.quantile <= 1:
            raise InputError("quantile", self.quantile, "above 0, at most 1")

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks without the layer, or of other inputs to it."""
        if self.layer >= len(sizes):
            raise InputError("layer", self.layer, f"1 to {len(sizes) - 1}")
        n_inputs = sizes[self.layer - 1]
        if self.shape and np.prod(self.shape) != n_inputs:
            words = f"{n_inputs:,} pixels, as many as the layer has inputs"
            raise InputError("shape", " by ".join(map(str, self.shape)), words)
        if self.layer == len(sizes) - 1:
            check_classes(self.names, sizes[-1])

    def plot(self, moment: Moment) -> Plot:
        """The images at a moment, as a plot."""
        self.fit(moment.network.sizes)
        networks = moment.networks or Given([moment.network])
        images = LayerImages(self, moment.network, networks)
        note = self.note(moment.network.sizes)
        if len(networks) > 1 and self.scale == "shared":
            note += f" {COMMON}"
        return Plot(DrawingAxes(), (images,), note=note)

    def note(self, sizes: tuple[int, ...]) -> str:
        """What images are, and where their colours end, in small words.

        sizes: of a network's layers.
        """
        n_inputs = sizes[self.layer - 1]
        rows, columns = self.shape or squarest(n_inputs)
        is_last = self.layer == len(sizes) - 1
        node = "an output" if is_last else f"a node of layer {self.layer}"
        said = f"Each image: the {n_inputs:,} weights of {node}, {rows} by {columns}."
        if self.scale == "own":
            said += " After \N{PLUS-MINUS SIGN}: the weight with its strongest colour."
        if self.quantile < 1:
            ends = "the key's ends" if self.scale == "shared" else "that"
            share = f"{100 * (1 - self.quantile):.3g}%"
            said += f" At most {share} are stronger than {ends}: the same colour."
        return said


@dataclass(frozen=True, eq=False)
class LayerImages(Arrangement):
    """The images of a layer, and their key.

    networks: those that have the scale in common.
    """

    view: WeightImages
    network: Network
    networks: Networks

    def images(self) -> tuple[NodeImage, ...]:
        """The image of each node, with what stands above it."""
        view, network = self.view, self.network
        names = self._names()
        if view.scale == "shared":
            tops = (self._strongest(),) * len(names)
        else:
            tops = strongest_of_each(self.networks, view.layer, view.quantile)
            names = tuple(map(with_strongest, names, tops))
        return node_images(network, view.layer, view.shape, tops, names)

    def fitted(self, room: Room) -> Drawing:
        """The images in points. Raises InputError for too little room."""
        key = self._strongest() if self.view.scale == "shared" else None
        glyphs = layer_glyphs(self.images(), key, Part.of(room), room)
        return Drawing(tuple(glyphs), (room.width, room.height))

    def _strongest(self) -> float:
        return strongest_of(self.networks, self.view.layer, self.view.quantile)

    def _names(self) -> tuple[str, ...]:
        """What stands above images: numbers, or the names of outputs."""
        sizes, layer = self.network.sizes, self.view.layer
        if layer == len(sizes) - 1 and self.view.names.classes and sizes[-1] > 1:
            return Named(self.view.names, sizes[0], sizes[-1]).classes
        return tuple(str(node) for node in range(1, sizes[layer] + 1))

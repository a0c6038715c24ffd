"""Fewer nodes: images and accuracies of networks of fewer and fewer hidden nodes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from model import Given, Network, RecordingFile
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph
from render.view.composed import counted
from render.view.glyph_steps import GlyphStep
from render.view.images.accuracy_chart import AccuracyChart, SizeAccuracy
from render.view.images.node_images import layer_glyphs, node_images, strongest_of
from render.view.parts import Part

IMAGES, BETWEEN = 0.54, 20.0  # the share of the images, and points to the chart
QUANTILE = 0.99  # of weights that colours tell apart


@dataclass(frozen=True)
class FewerNodes:
    """Networks with a hidden layer of many nodes to few: their images and accuracies.

    networks: one at each step. accuracies: of each, and of others of its size. n_tests:
    of how many images. shape: rows and columns of what the networks are given.
    """

    networks: tuple[RecordingFile, ...]
    accuracies: tuple[SizeAccuracy, ...]
    n_tests: int
    shape: tuple[int, int]

    def __post_init__(self) -> None:
        given = tuple(source.sizes[1] for source in self.networks)
        known = tuple(row.n_hidden for row in self.accuracies)
        if given != known:
            expected = ", ".join(map(str, given))
            raise InputError("accuracies", f"of {known} hidden nodes", f"of {expected}")

    def steps(self, _network: Network) -> tuple[GlyphStep, ...]:
        """A step for each network, whatever that of the walk is."""
        n_starts = len(self.accuracies[0].starts)
        note = (
            f"Right: of {self.n_tests:,} test images. Bars: {n_starts} random starts, "
            "from the worst to the best; strokes: the one shown; rings: a single run "
            "that was published, where there is one."
        )
        return tuple(
            GlyphStep(_heading(row), partial(self._glyphs, k), note)
            for k, row in enumerate(self.accuracies)
        )

    def _glyphs(self, k: int, room: Room) -> Iterator[Glyph]:
        """A network's images, and all accuracies."""
        images, chart = Part.of(room).split(IMAGES, BETWEEN, _is_down(room))
        network = self.networks[k][0]
        top = strongest_of(Given([network]), 1, QUANTILE)
        nodes = node_images(network, 1, self.shape, (top,) * network.sizes[1])
        yield from layer_glyphs(nodes, top, images, room)
        yield from AccuracyChart(self.accuracies, k, chart, room).glyphs()


def _heading(row: SizeAccuracy) -> str:
    """What a size gets right."""
    nodes = counted(row.n_hidden, "hidden node")
    return f"{nodes}: {row.starts[0]:.1f}% of test images right"


def _is_down(room: Room) -> bool:
    """Whether parts are below each other: in a room that is hardly wider than high."""
    return room.width < 1.4 * room.height

"""Turns: one network of a tour, seen from all sides."""

from dataclasses import dataclass, replace
from typing import Any

from model import Chosen, Networks
from render.errors import InputError
from render.plot.camera import Camera
from render.plot.plots import Grid, Plot
from render.scene.scenes import check_position, poster_of
from render.scene.timeline import Timeline
from render.scene.tour import Tour
from render.scene.variants import HAVING
from render.view.views import options_of, varied

SIDES = 4  # that the camera stops at, once round


@dataclass(frozen=True)
class Turn:
    """One network, round which the camera goes once; four sides of it are stops.

    tour: of networks, of which the one that stands for it is seen.
    camera: its place at the first stop.

    Raises InputError for a tour in whose view there is nothing to go round.
    """

    tour: Tour
    camera: Camera = Camera()

    stops = SIDES
    is_tour = True
    pace = Timeline(hold=0.5, morph=1.5, loop=True)

    def __post_init__(self) -> None:
        if "camera" not in options_of(self.tour.view):
            words = f"{HAVING['camera']}, which this is not"
            raise InputError("turn", "on", words)
        networks = _alone(self.tour.shown, poster_of(self.tour))
        alone = replace(self.tour, networks=networks, poster=0, least=None)
        object.__setattr__(self, "tour", alone)

    @property
    def title(self) -> str:
        """The tour's own."""
        return self.tour.title

    @property
    def caption(self) -> str:
        """The tour's own."""
        return self.tour.caption

    def draw(self, position: float) -> Plot | Grid:
        """The plot from where the camera is at a position."""
        check_position(position, self.stops)
        azimuth = self.camera.azimuth + 360 / SIDES * position
        place = replace(self.camera, azimuth=azimuth, turns=True)
        view = varied(self.tour.view, {"camera": place})
        return replace(self.tour, view=view).draw(0)

    def name(self, stop: int) -> str:
        """Which side of the network a stop shows: "network 7, side 2"."""
        return f"{self.tour.name(0)}, side {stop + 1}"

    def facts(self) -> dict[str, Any]:
        """The tour's own, and where the camera is at first."""
        return {**self.tour.facts(), "camera": self.camera}


def _alone(networks: Networks, k: int) -> Chosen:
    """One of networks, which keeps its name."""
    if isinstance(networks, Chosen):
        return Chosen(networks.networks, [networks.numbers[k]])
    return Chosen(networks, [k])

"""The camera: where on the picture the places in a box are seen."""

from dataclasses import dataclass, replace

import numpy as np

NARROWEST = 0.6  # how much wider than a photograph a picture is, at least


@dataclass(frozen=True)
class Camera:
    """A point of view on a box.

    The image plane stands upright, as in a photograph of architecture: what is
    vertical in the box is vertical in the picture, and a column of pixels is one
    vertical slice of the box.

    elevation, azimuth: the direction of the camera, in degrees, as in matplotlib's
        view_init.
    distance: from the box's centre, in half-widths of the box.
    aspect: half the box's sides along x_1, x_2 and y, in the same unit.
    stretch: how much wider the picture is than a photograph, where there is room; so
        the original production's box fills a wide frame.
    turns: whether it goes round the box, which then is as large from every side.

    Raises ValueError for numbers that are not finite, or a camera that is not outside
    the box and above it.
    """

    elevation: float = 30.0
    azimuth: float = -55.0
    distance: float = 12.0
    aspect: tuple[float, float, float] = (1.0, 1.0, 0.48)
    stretch: float = 1.6
    turns: bool = False

    def __post_init__(self) -> None:
        if not np.isfinite([self.elevation, self.azimuth, self.distance]).all():
            raise ValueError(f"{self}: expected numbers")
        level, height = np.linalg.norm(self.eye[:2]), self.eye[2]
        if level <= np.linalg.norm(self.aspect[:2]) or height <= self.aspect[2]:
            raise ValueError(f"{self}: expected a place outside the box and above it")

    @property
    def eye(self) -> np.ndarray:
        """Where the camera is, in half-widths from the box's centre, shape (3,)."""
        e, a = np.radians([self.elevation, self.azimuth])
        return self.distance * np.array(
            [np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)]
        )

    @property
    def forward(self) -> np.ndarray:
        """The level direction the camera faces, shape (2,)."""
        a = np.radians(self.azimuth)
        return -np.array([np.cos(a), np.sin(a)])

    @property
    def right(self) -> np.ndarray:
        """The level direction to the camera's right, shape (2,)."""
        a = np.radians(self.azimuth)
        return np.array([-np.sin(a), np.cos(a)])


# Those that have names: the original production's stands lower.
CAMERAS = {"original": Camera(elevation=20.0, stretch=1.3)}


@dataclass(frozen=True)
class Projection:
    """A camera's picture of one box, in pixels.

    limits: low and high of x_1, x_2 and y, three pairs.
    scale: pixels per unit of slope up or down.
    origin: the pixel straight ahead of the camera, at its height.
    """

    camera: Camera
    limits: tuple[tuple[float, float], ...]
    scale: float = 1.0
    origin: tuple[float, float] = (0.0, 0.0)

    def box(self, points: np.ndarray) -> np.ndarray:
        """Map data (..., 3) to half-widths from the box's centre (..., 3)."""
        low, high = np.array(self.limits).T
        middle, half = (low + high) / 2, (high - low) / 2
        return (np.asarray(points) - middle) / half * self.camera.aspect

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """Map data (..., 3) to pixels (..., 2), from the left and from the top."""
        offsets = self.box(points) - self.camera.eye
        depth = _along(offsets, self.camera.forward)
        sideways = _along(offsets, self.camera.right) / depth * self.across
        down = -offsets[..., 2] / depth * self.scale
        return np.stack([sideways, down], axis=-1) + self.origin

    @property
    def across(self) -> float:
        """Pixels per unit of slope sideways."""
        return self.scale * self.camera.stretch

    @property
    def corners(self) -> np.ndarray:
        """The box's eight corners in data units, shape (8, 3)."""
        return np.stack(np.meshgrid(*self.limits, indexing="ij"), -1).reshape(-1, 3)

    @property
    def outline(self) -> np.ndarray:
        """Points in data units, (n, 3), that are seen where the box is.

        They are its corners; if the camera turns, all places where these come.
        """
        if not self.camera.turns:
            return self.corners
        (low, high), sides = np.array(self.limits).T, self.camera.aspect[:2]
        angle = np.radians(self.camera.azimuth + np.arange(0, 360, 5))
        around = np.hypot(*sides) * np.column_stack([np.cos(angle), np.sin(angle)])
        level = (low + high)[:2] / 2 + around / sides * (high - low)[:2] / 2
        return np.concatenate([np.insert(level, 2, y, axis=1) for y in self.limits[2]])

    def fit(self, left: float, top: float, right: float, bottom: float) -> "Projection":
        """The same view of the box, as large as fits in a rectangle and centred there.

        In a narrow rectangle the box is stretched less than by the camera, in an
        upright one upwards.
        """
        room = np.array([right - left, bottom - top])
        unit = replace(self, scale=1.0, origin=(0.0, 0.0))
        outline = unit.outline
        size = np.ptp(unit(outline), axis=0)
        narrow = min(room[0] / room[1] / (size[0] / size[1]), 1)
        stretch = max(self.camera.stretch * narrow, min(self.camera.stretch, NARROWEST))
        unit = replace(unit, camera=replace(self.camera, stretch=float(stretch)))
        corners = unit(outline)
        low, high = corners.min(axis=0), corners.max(axis=0)
        scale = float(min(room / (high - low)))
        middle = np.array([left + right, top + bottom]) / 2
        across, down = middle - scale * (low + high) / 2
        return replace(unit, scale=scale, origin=(float(across), float(down)))


def _along(vectors: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """How far vectors (..., 3) reach in a level direction (2,), shape (...).

    It is not a product of matrices, whose rounding depends on the processor.
    """
    lengths: np.ndarray = (
        vectors[..., 0] * direction[0] + vectors[..., 1] * direction[1]
    )
    return lengths

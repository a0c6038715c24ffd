"""The original production's recipe, and matplotlib's own animation, as peers.

Written anew from a description of the recipe: clear the figure, plot, save a PNG for
every network; a film of the PNGs at one a second; a palette and a GIF at 30 pictures a
second from the film.
"""

import subprocess
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation

from render.encode.ffmpeg import executable
from render.scene.tour import Tour

plt.switch_backend("agg")
plt.style.use("dark_background")
plt.rcParams["animation.ffmpeg_path"] = executable()


def new_figure():
    """A figure of 1280 by 720 pixels."""
    return plt.figure(figsize=(8, 4.5), dpi=160)


def draw(figure, tour: Tour, k: int) -> None:
    """Clear the figure and plot network k."""
    figure.clf()
    network = tour.networks[k]
    (_curve if tour.view.n_inputs == 1 else _surface)(figure, network)
    figure.gca().set_title(tour.title)


def _curve(figure, network) -> None:
    ax = figure.add_subplot()
    x = np.linspace(-6, 6, 100)
    ax.axhline(0, linewidth=0.5)
    ax.axvline(0, linewidth=0.5)
    ax.plot(x, network(x[:, None]), linewidth=3)
    ax.set(xlim=(-6, 6), ylim=(-1.2, 1.2), xlabel="x (input)", ylabel="y (output)")


def _surface(figure, network) -> None:
    ax = figure.add_subplot(projection="3d")
    line = np.linspace(-6, 6, 100)
    x_1, x_2 = np.meshgrid(line, line)
    y = network(np.stack([x_1, x_2], -1).reshape(-1, 2))[:, 0].reshape(100, 100)
    colors = {"cmap": "RdYlGn", "vmin": -1, "vmax": 1}
    ax.plot_surface(x_1, x_2, y, rstride=1, cstride=1, **colors)
    if np.ptp(y) > 0:
        ax.contour(x_1, x_2, y, zdir="z", offset=-2, **colors)
    ax.set(zlim=(-2, 1), xlabel="x_1 (input 1)", ylabel="x_2 (input 2)")
    ax.view_init(20, -55)


def frame(figure, tour: Tour, k: int, folder: Path) -> None:
    """Network k as a PNG."""
    draw(figure, tour, k)
    figure.savefig(folder / f"{k:03d}.png", dpi=160)


def scene(tour: Tour, folder: Path) -> None:
    """All of a scene: PNGs, film, palette, GIF."""
    figure = new_figure()
    for k in range(tour.stops):
        frame(figure, tour, k, folder)
    plt.close(figure)
    film, palette, gif = (str(folder / n) for n in ("a.mp4", "palette.png", "a.gif"))
    scaled = "fps=30,scale=640:-1:flags=lanczos"
    _ffmpeg("-framerate", "1", "-i", str(folder / "%03d.png"), "-c:v", "libx264", film)
    _ffmpeg("-i", film, "-vf", f"{scaled},palettegen", palette)
    _ffmpeg("-i", film, "-i", palette, "-lavfi", f"{scaled}[x];[x][1:v]paletteuse", gif)


def animation(tour: Tour, folder: Path) -> None:
    """A film of a scene by FuncAnimation and its ffmpeg writer."""
    figure = new_figure()
    moving = FuncAnimation(figure, lambda k: draw(figure, tour, k), tour.stops)
    moving.save(folder / "animation.mp4", fps=1, dpi=160)
    plt.close(figure)


def gif(frames: np.ndarray, fps: float, path: Path) -> None:
    """A GIF of frames (n, H, W, 3), as ffmpeg makes one if nothing else is said."""
    _, height, width, _ = frames.shape
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", f"{width}x{height}"]
    recipe = "split[a][b];[a]palettegen[p];[b][p]paletteuse"
    arguments = [*raw, "-framerate", f"{fps}", "-i", "-", "-filter_complex", recipe]
    _ffmpeg(*arguments, str(path), content=frames.tobytes())


def _ffmpeg(*arguments: str, content: bytes | None = None) -> None:
    command = [executable(), "-v", "error", "-y", *arguments]
    subprocess.run(command, check=True, input=content)

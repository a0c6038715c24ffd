"""Versions of what has a hand in painting, told without what painting needs."""

from functools import cache
from importlib.metadata import version

PACKAGES = ("numpy", "matplotlib", "contourpy", "pillow")


@cache
def versions() -> dict[str, str]:
    """The versions of all that decides a pixel, but for this program's own code."""
    from matplotlib.ft2font import __freetype_version__

    found = {package: version(package) for package in PACKAGES}
    return found | {"freetype": __freetype_version__}

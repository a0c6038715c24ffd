"""Versions of the packages that decide a picture's pixels."""

from functools import cache
from importlib.metadata import version

PACKAGES = ("numpy", "matplotlib", "contourpy", "pillow")


@cache
def versions() -> dict[str, str]:
    """The versions of all that decides a pixel, except this program's own code."""
    from matplotlib.ft2font import __freetype_version__

    numbers = {package: version(package) for package in PACKAGES}
    return numbers | {"freetype": __freetype_version__}

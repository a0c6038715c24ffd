"""matplotlib's own settings, whatever the user's matplotlibrc says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

SETTINGS: "dict[RcKeyType, Any]" = {
    **{k: v for k, v in matplotlib.rcParamsDefault.items() if k != "backend"},
    "mathtext.fontset": "stix",
    "path.simplify": False,
    "pdf.fonttype": 42,  # TrueType, as journals ask for
    "svg.hashsalt": "render",
}
# The settings that matplotlib reads again whenever it draws. To set all SETTINGS takes
# longer than to paint a curve.
READ_BY_DRAWING: "tuple[RcKeyType, ...]" = (
    "agg.path.chunksize",
    "lines.scale_dashes",
    "path.simplify",
    "path.simplify_threshold",
    "path.snap",
)
WHILE_DRAWING = {key: SETTINGS[key] for key in READ_BY_DRAWING}


@contextmanager
def while_drawing() -> Iterator[None]:
    """Put the settings that drawing reads in force, and the user's back afterwards."""
    before = {key: matplotlib.rcParams[key] for key in WHILE_DRAWING}
    matplotlib.rcParams.update(WHILE_DRAWING)
    try:
        yield
    finally:
        matplotlib.rcParams.update(before)


@contextmanager
def settings(text: bool = False) -> Iterator[None]:
    """Put matplotlib's own settings in force, and the user's back afterwards.

    text: whether words in SVG files are text, and not outlines.
    """
    fonts: dict[RcKeyType, Any] = {"svg.fonttype": "none" if text else "path"}
    with matplotlib.rc_context(SETTINGS | fonts):
        yield

"""matplotlib's own settings, whatever the user's matplotlibrc says."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib

SETTINGS = {
    **{k: v for k, v in matplotlib.rcParamsDefault.items() if k != "backend"},
    "path.simplify": False,
    "pdf.fonttype": 42,  # TrueType, as journals ask for
    "svg.hashsalt": "render",
}
# Those of them that matplotlib reads again whenever it draws. Setting all takes longer
# than painting a curve.
WHILE_DRAWING = {
    key: SETTINGS[key]
    for key in (
        "agg.path.chunksize",
        "lines.scale_dashes",
        "path.simplify",
        "path.simplify_threshold",
        "path.snap",
    )
}


@contextmanager
def while_drawing() -> Iterator[None]:
    """Have the settings that drawing reads, and afterwards the user's again."""
    before = {key: matplotlib.rcParams[key] for key in WHILE_DRAWING}
    matplotlib.rcParams.update(WHILE_DRAWING)
    try:
        yield
    finally:
        matplotlib.rcParams.update(before)


@contextmanager
def settings(text: bool = False) -> Iterator[None]:
    """matplotlib's own settings, for making figures; text: as of save."""
    fonts = {"svg.fonttype": "none" if text else "path"}
    with matplotlib.rc_context(SETTINGS | fonts):
        yield

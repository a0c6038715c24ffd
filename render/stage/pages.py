"""Pages: a .pdf file of many plots, written page by page."""

from collections.abc import Iterable
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfFile, PdfPages

from render.plot.plots import Grid, Plot
from render.stage.figures import UNDATED, draw, fine
from render.style.styles import Style
from render.type.settings import settings
from render.type.typeset import set_in


def save_pages(
    plots: Iterable[Plot | Grid], path: Path, size: tuple[int, int], style: Style
) -> None:
    """Write plots as the pages of a .pdf file; the same plots, the same bytes.

    size: of a page in pixels. Memory does not grow with the number of pages.
    Raises OSError where the file cannot be written.
    """
    with path.open("wb") as content, settings(), set_in(style.fonts):
        pages = PdfPages(content)
        file = _File(content, metadata=UNDATED[".pdf"])  # type: ignore[no-untyped-call]  # matplotlib's
        pages._file = file
        try:
            for plot in plots:
                figure = draw(plot, size, style)
                pages.savefig(figure, dpi=fine(figure))
                file.writeImages()
            pages.close()
        except Exception as error:
            raise _first_cause(error) from error


class _File(PdfFile):
    """A .pdf file that forgets each image once it is written.

    matplotlib's own keeps the pixels of all pages until the end: 34 MB each.
    """

    def writeImages(self) -> None:  # noqa: N802 -- matplotlib's name
        """Write the images that are not written yet."""
        entries = self._images  # (pixels, name, place) by the identity of the pixels
        written = {key: e for key, e in entries.items() if e[0] is None}
        self._images = {key: e for key, e in entries.items() if e[0] is not None}
        super().writeImages()  # type: ignore[no-untyped-call]  # matplotlib's
        for _, name, place in self._images.values():
            written[name] = None, name, place
        self._images = written


def _first_cause(error: BaseException) -> BaseException:
    """The error of the system that led to an error, if any; else the error itself."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__context__
    return cause or error

"""PDF: a page of vectors for each stop."""

import mmap
import re
from collections.abc import Iterable
from pathlib import Path

from render.encode.findings import Findings, count, those
from render.encode.format import Format
from render.plot.plots import Grid, Plot
from render.style.styles import Style

PAGE = re.compile(rb"/Type\s*/Page\b")
PACKED = re.compile(rb"/Type\s*/ObjStm\b")  # which may hold pages, too
END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
TABLE = re.compile(rb"xref|\d+\s+\d+\s+obj")  # how a cross-reference table begins


def pages(
    plots: Iterable[Plot | Grid], path: Path, size: tuple[int, int], style: Style
) -> None:
    """Write plots as the pages of a .pdf file; size: of a page in pixels.

    Raises OSError if the file cannot be written.
    """
    from render.stage.pages import save_pages  # which takes matplotlib

    save_pages(plots, path, size, style)


def check(path: Path) -> Findings:
    """Check a .pdf: whether its end, its cross-reference table and pages are there."""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        end = END.search(data, max(0, len(data) - 1024))
        table = end and TABLE.match(data, int(end[1]))
        n_pages = sum(1 for _ in PAGE.finditer(data))
        packed = PACKED.search(data)
        faults = those(
            (not end, "cut short: expected startxref and %%EOF at its end"),
            (end and not table, "its table of contents is not where its end says"),
            (not n_pages and not packed, "no page: expected one or more"),
        )
    pages = count(n_pages, "page") if n_pages else "pages not counted"
    return Findings(("PDF", pages), faults)


PDF = Format(
    name="pdf",
    label="PDF",
    ending=".pdf",
    sign=rb"%PDF-",
    write_pages=pages,
    check=check,
    can_be_clear=True,
)

"""PowerPoint decks: films that start by themselves and repeat, under real titles."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any, BinaryIO, TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from render.embed.page import TEMPLATES
from render.embed.slide import Slide

# Objects of python-pptx, whose own types have gaps and allow None too often.
Deck: TypeAlias = Any
Layout: TypeAlias = Any
Page: TypeAlias = Any
Frame: TypeAlias = Any

# PowerPoint's own wide slide, in English Metric Units, 914,400 to an inch.
WIDTH, HEIGHT = 12_192_000, 6_858_000
BAND = HEIGHT // 10  # at the top, for the title
FONT = "Verdana"  # the nearest to the pictures' own that most systems have
# Points of a title's type: at most, at least, and the product with its length.
POINTS, LEAST, ROOM = 24.0, 9.0, 1400.0
DATE = datetime(2000, 1, 1)
TIMING = TEMPLATES / "timing.xml"
# Parts of python-pptx's template that only say what machine its author had.
NEEDLESS = ("/extended-properties", "/printerSettings", "/thumbnail")


def write(slides: Sequence[Slide], title: str, path: Path) -> None:
    """Write a .pptx file: the same slides, the same bytes."""
    from pptx import Presentation

    deck = Presentation()
    layout = _widen(deck)
    for slide in slides:
        _fill(deck.slides.add_slide(layout), slide)
    _describe(deck, title)
    dated = BytesIO()
    deck.save(dated)
    _undate(dated, path)


def _widen(deck: Deck) -> Layout:
    """Make slides wide; gives the one layout that is kept, which has a title alone."""
    master = deck.slide_master
    for shape in master.shapes:
        shape.left, shape.width = (
            length * WIDTH // deck.slide_width for length in (shape.left, shape.width)
        )
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.element.sldSz.attrib.pop("type", None)  # the template's: 4 to 3
    layout = deck.slide_layouts.get_by_name("Title Only")
    for other in [other for other in deck.slide_layouts if other != layout]:
        deck.slide_layouts.remove(other)
    heading = layout.placeholders[0]
    heading.left, heading.top, heading.width, heading.height = 0, 0, WIDTH, BAND
    return layout


def _fill(page: Page, slide: Slide) -> None:
    """Put a slide's title, film or picture, and notes on a page."""
    fill = page.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(slide.background)
    _set_title(page.shapes.title.text_frame, slide)
    picture, box = str(slide.picture), _box(slide.picture)
    if slide.film:
        film = str(slide.film)
        shape = page.shapes.add_movie(film, *box, picture, mime_type="video/mp4")
        _start_by_itself(page, shape.shape_id, slide.seconds)
    else:
        shape = page.shapes.add_picture(picture, *box)
    shape._element.nvPicPr.cNvPr.set("descr", slide.alt)
    page.notes_slide.notes_text_frame.text = slide.caption


def _set_title(frame: Frame, slide: Slide) -> None:
    """Write the title in its colour, smaller if it is long."""
    from pptx.util import Pt

    frame.text = slide.title
    font = frame.paragraphs[0].runs[0].font
    font.name = slide.font or FONT
    font.size = Pt(max(min(POINTS, ROOM / len(slide.title)), LEAST))
    font.color.rgb = _rgb(slide.text)


def _rgb(color: str) -> object:
    """A colour of python-pptx; color: #rrggbb."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color[1:])  # type: ignore[no-untyped-call]  # untyped


def _box(picture: Path) -> tuple[int, int, int, int]:
    """Left, top, width and height that make a picture fill the room below the title."""
    from PIL import Image

    with Image.open(picture) as image:
        scale = min(WIDTH / image.width, (HEIGHT - BAND) / image.height)
        width, height = round(scale * image.width), round(scale * image.height)
    return (WIDTH - width) // 2, HEIGHT - height, width, height


def _start_by_itself(page: Page, film: int, seconds: float) -> None:
    """Have a film start with its page, repeat, and pause or go on at a click.

    The XML is as PowerPoint itself writes it; python-pptx's starts no film by itself.
    film: the number of the film's shape. seconds: its length.
    """
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    values = {"film": film, "milliseconds": round(1000 * seconds)}
    timing = Template(TIMING.read_text(encoding="utf-8")).substitute(values)
    page._element.replace(page._element.find(qn("p:timing")), parse_xml(timing))


def _describe(deck: Deck, title: str) -> None:
    """Set the deck's title, and leave out who made it, when and where."""
    about = deck.core_properties
    about.title, about.created, about.modified = title, DATE, DATE
    about.author = about.last_modified_by = about.comments = ""
    for holder, rels in (
        (deck.part, deck.part.rels),
        (deck.part.package, deck.part.package._rels),
    ):
        for name in [n for n, rel in rels.items() if rel.reltype.endswith(NEEDLESS)]:
            holder.drop_rel(name)


def _undate(dated: BinaryIO, path: Path) -> None:
    """Copy a zip file, and date all files in the copy 1980."""
    with ZipFile(dated) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            packed = name.endswith((".png", ".mp4"))
            entry = ZipInfo(name)
            entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            new.writestr(entry, old.read(name))

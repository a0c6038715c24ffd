"""PowerPoint decks: films that start by themselves and repeat, under real titles."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from string import Template
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from render.embed.page import TEMPLATES
from render.embed.slide import Slide

# In English Metric Units, 914,400 to an inch: PowerPoint's own wide slide.
WIDTH, HEIGHT = 12_192_000, 6_858_000
BAND = HEIGHT // 10  # at the top, for the title
FONT = "Verdana"  # nearest to the pictures' own, and found on most systems
POINTS, LEAST, ROOM = 24.0, 9.0, 1400.0  # size of a title; ROOM over its length
DATE = datetime(2000, 1, 1)
TIMING = TEMPLATES / "timing.xml"
# Parts of python-pptx's template that tell of its author's machine, and nothing else.
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


def _widen(deck):
    """Make slides wide, and leave but one layout of the template: a title alone."""
    master = deck.slide_master
    for shape in master.shapes:
        shape.left, shape.width = (
            length * WIDTH // deck.slide_width for length in (shape.left, shape.width)
        )
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.element.sldSz.attrib.pop("type", None)  # the template's: 4 to 3
    layout = deck.slide_layouts.get_by_name("Title Only")
    for other in [found for found in deck.slide_layouts if found != layout]:
        deck.slide_layouts.remove(other)
    heading = layout.placeholders[0]
    heading.left, heading.top, heading.width, heading.height = 0, 0, WIDTH, BAND
    return layout


def _fill(page, slide: Slide) -> None:
    """Put a slide's title, film or picture, and notes on a page."""
    from pptx.dml.color import RGBColor

    fill = page.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(slide.background[1:])
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


def _set_title(frame, slide: Slide) -> None:
    """Write the title in the picture's colour, and smaller if it is long."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    frame.text = slide.title
    font = frame.paragraphs[0].runs[0].font
    font.name = FONT
    font.size = Pt(max(min(POINTS, ROOM / len(slide.title)), LEAST))
    font.color.rgb = RGBColor.from_string(slide.text[1:])


def _box(picture: Path) -> tuple[int, int, int, int]:
    """Left, top, width and height of a picture, as large as can be under the title."""
    from PIL import Image

    with Image.open(picture) as image:
        scale = min(WIDTH / image.width, (HEIGHT - BAND) / image.height)
        width, height = round(scale * image.width), round(scale * image.height)
    return (WIDTH - width) // 2, HEIGHT - height, width, height


def _start_by_itself(page, film: int, seconds: float) -> None:
    """Have a film start with its page, repeat, and stand still or go on at a click.

    In the words that PowerPoint itself has for these; python-pptx's are others.
    """
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    values = {"film": film, "milliseconds": round(1000 * seconds)}
    timing = Template(TIMING.read_text(encoding="utf-8")).substitute(values)
    page._element.replace(page._element.find(qn("p:timing")), parse_xml(timing))


def _describe(deck, title: str) -> None:
    """Say what the deck is, and nothing of who made it, when and where."""
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
    """Write what is in a zip file into another, whose files are all of 1980."""
    with ZipFile(dated) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            packed = name.endswith((".png", ".mp4"))
            entry = ZipInfo(name)
            entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            new.writestr(entry, old.read(name))

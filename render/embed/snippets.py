"""Snippets: the lines that put a scene into a page, a paper or slides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from render.encode.formats import FORMATS

# Endings of files that play with controls, and of those that move by themselves.
FILMS = [f.name for f in FORMATS.values() if f.is_film and not f.is_picture]
MOVING = [f.name for f in FORMATS.values() if f.is_picture]
LATEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "#$%&_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)
OBEYED = re.compile(r'[\\{}%#$&~^"]')  # characters that LaTeX obeys in file names
MARKS = re.compile(r"([\\`*_{}\[\]<>&#~$^@])")  # characters that Markdown obeys
# How a list, a table or the like begins in Markdown: 1. or (a) or - or :
STARTS = re.compile(r"^(\(?\w*(?=[.)])|)([-+.):|%=])(?=[\s:|=-])")


@dataclass(frozen=True)
class Piece:
    """A scene that is to be embedded: its words, each in one line, and its files.

    files: their names, by ending, such as mp4, pdf or png; one or more.
    """

    name: str
    title: str
    caption: str
    files: Mapping[str, str]

    @property
    def alt(self) -> str:
        """What there is to notice, for those who do not see it."""
        return self.caption or self.title

    @property
    def film(self) -> str:
        """The file that plays with controls; empty if there is none."""
        return self._first(*FILMS)

    @property
    def moving(self) -> str:
        """The picture that moves by itself; empty if there is none."""
        return self._first(*MOVING)

    @property
    def still(self) -> str:
        """The picture that stands still; empty if there is none."""
        return self._first("png")

    def _first(self, *endings: str) -> str:
        return next((self.files[e] for e in endings if e in self.files), "")


def snippets(piece: Piece) -> dict[str, str]:
    """The lines to write into each kind of document, by the kind's name.

    A piece without a film is embedded as a picture. LaTeX is left out if the piece has
    neither a .pdf nor a .png.
    """
    texts = {
        "HTML": html(piece),
        "Markdown": markdown(piece),
        "LaTeX": latex(piece),
        "reveal.js": reveal(piece),
        "Quarto": quarto(piece),
    }
    return {kind: text for kind, text in texts.items() if text}


def html(piece: Piece) -> str:
    """An element for a web page, with controls that play the film."""
    if not piece.film:
        return _image(piece)
    return (
        f'<video src="{quote(piece.film)}"{_poster(piece)} controls loop muted '
        f'playsinline aria-label="{escape(piece.alt)}" style="max-width: 100%"></video>'
    )


def markdown(piece: Piece) -> str:
    """An image if there is one, for few programs that read Markdown take films."""
    url = quote(piece.moving or piece.still or piece.film)
    return f"![{_marked(piece.alt)}]({url})"


def latex(piece: Piece) -> str:
    """A figure; empty if there is no .pdf or .png, or LaTeX cannot take its name.

    LaTeX takes a file's name as it is, and obeys some characters in it.
    """
    file = piece.files.get("pdf", piece.still)
    if not file or OBEYED.search(file):
        return ""
    return rf"""\begin{{figure}}
  \centering
  \includegraphics[width=\linewidth]{{{file}}}
  \caption{{{piece.alt.translate(LATEX)}}}
  \label{{fig:{piece.name}}}
\end{{figure}}"""


def reveal(piece: Piece) -> str:
    """A slide whose film plays by itself; muted, or browsers would not let it."""
    film = (
        f'<video data-autoplay loop muted playsinline src="{quote(piece.film)}"'
        f'{_poster(piece)} aria-label="{escape(piece.alt)}"></video>'
        if piece.film
        else _image(piece)
    )
    return f"<section>\n  <h2>{escape(piece.title)}</h2>\n  {film}\n</section>"


def quarto(piece: Piece) -> str:
    """A figure with a label to refer to, whose last paragraph is its caption.

    The title of Quarto's video would not do as a caption: Quarto does not escape it.
    The label has no underscores, which Quarto's LaTeX does not take.
    """
    if piece.film:
        content = f"{{{{< video {quote(piece.film)} >}}}}"
    else:
        content = f"![]({quote(piece.moving or piece.still)})"
    label = re.sub(r"\W|_", "-", piece.name)
    caption = STARTS.sub(r"\1\\\2", _marked(piece.alt))
    return f"::: {{#fig-{label}}}\n\n{content}\n\n{caption}\n\n:::"


def _poster(piece: Piece) -> str:
    """The attribute that shows a film's poster until it plays; empty without one."""
    return f' poster="{quote(piece.still)}"' if piece.still else ""


def _image(piece: Piece) -> str:
    return f'<img src="{quote(piece.moving or piece.still)}" alt="{escape(piece.alt)}">'


def _marked(text: str) -> str:
    """The Markdown, Quarto's included, that shows a text as it is."""
    return MARKS.sub(r"\\\1", text)

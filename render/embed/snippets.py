"""Embedding: the lines that put a scene into a page, a paper or slides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

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
UNTOLD = re.compile(r'[\\{}%#$&~^"]')  # what LaTeX would not take as a file's name
MARKED = re.compile(r"([\\`*_{}\[\]<>&#~$^@])")  # what means something in Markdown
# What begins a list, a table or the like: 1. or (a) or - or :
STARTS = re.compile(r"^(\(?\w*(?=[.)])|)([-+.):|%=])(?=[\s:|=-])")


@dataclass(frozen=True)
class Piece:
    """A scene's words, each in one line, and its files.

    files: their names by ending: mp4, webm, gif, webp, pdf, png.
    """

    name: str
    title: str
    caption: str
    files: Mapping[str, str]

    @property
    def alt(self) -> str:
        """What is to be seen, for those who do not see it."""
        return self.caption or self.title

    @property
    def film(self) -> str | None:
        """The file that plays with controls."""
        return self._first("mp4", "webm")

    @property
    def moving(self) -> str | None:
        """The picture that moves by itself."""
        return self._first("gif", "webp")

    @property
    def still(self) -> str | None:
        """The picture that does not."""
        return self._first("png")

    def _first(self, *endings: str) -> str | None:
        return next((self.files[e] for e in endings if e in self.files), None)


def snippets(piece: Piece) -> dict[str, str]:
    """What to write into which kind of document, by the kind's name.

    A piece without a film is embedded as a picture, and one without a picture that
    stands still not in LaTeX.
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
    """An element for a web page, which plays when it is asked to."""
    if not piece.film:
        return _image(piece)
    poster = f' poster="{quote(piece.still)}"' if piece.still else ""
    return (
        f'<video src="{quote(piece.film)}"{poster} controls loop muted playsinline '
        f'aria-label="{escape(piece.alt)}" style="max-width: 100%"></video>'
    )


def markdown(piece: Piece) -> str:
    """An image, for few programs that read Markdown take films."""
    url = quote(piece.moving or piece.still or piece.film)
    return f"![{_marked(piece.alt)}]({url})"


def latex(piece: Piece) -> str:
    """A figure; empty if there is neither a .pdf nor a .png that LaTeX can be told of.

    It takes names of files as they are, but for some characters that would be obeyed.
    """
    file = piece.files.get("pdf", piece.still)
    if not file or UNTOLD.search(file):
        return ""
    return rf"""\begin{{figure}}
  \centering
  \includegraphics[width=\linewidth]{{{file}}}
  \caption{{{piece.alt.translate(LATEX)}}}
  \label{{fig:{piece.name}}}
\end{{figure}}"""


def reveal(piece: Piece) -> str:
    """A slide on which the film plays by itself; without sound, as browsers ask."""
    film = (
        f'<video data-autoplay loop muted playsinline src="{quote(piece.film)}" '
        f'aria-label="{escape(piece.alt)}"></video>'
        if piece.film
        else _image(piece)
    )
    return f"<section>\n  <h2>{escape(piece.title)}</h2>\n  {film}\n</section>"


def quarto(piece: Piece) -> str:
    """A figure that can be referred to: its last paragraph is the caption.

    The video's own title would not do: it is put into the page unescaped, and is no
    caption. Underscores in labels trouble Quarto's LaTeX.
    """
    if piece.film:
        shown = f"{{{{< video {quote(piece.film)} >}}}}"
    else:
        shown = f"![]({quote(piece.moving or piece.still)})"
    label = re.sub(r"\W|_", "-", piece.name)
    caption = STARTS.sub(r"\1\\\2", _marked(piece.alt))
    return f"::: {{#fig-{label}}}\n\n{shown}\n\n{caption}\n\n:::"


def _image(piece: Piece) -> str:
    return f'<img src="{quote(piece.moving or piece.still)}" alt="{escape(piece.alt)}">'


def _marked(text: str) -> str:
    """Text that Markdown, Quarto's included, shows as it is."""
    return MARKED.sub(r"\\\1", text)

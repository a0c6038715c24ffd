"""What docs/security.md promises: what is data runs nothing, anywhere."""

import json
import os
import pickle
from html.parser import HTMLParser
from zipfile import ZipFile

import av
import numpy as np
import pytest
from lxml import etree
from pptx import Presentation

from model import Family, Random, load
from render import Curves, Tour
from render.embed.deck import write_deck
from render.embed.gallery import write_gallery
from render.embed.snippets import Piece, snippets
from tests.command import LIBRARY

SIZE = (160, 90)
EVIL = [
    "<script>alert(1)</script>",
    '"><img/src=x/onerror=alert(1)>',
    "' onload='alert(1)' x='",
    "</title></style></script><svg/onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]></text><script>alert(1)</script><text><![CDATA[",
    "&lt;script&gt; &#60;b&#62; &evil;",
    "{{ 7 * 7 }} {% include 'deck.html' %} ${film}",
    r"$\frac{$ \input{/etc/passwd}",
    "$x_1$",
    "javascript:alert(1)",
]


def harmless(text):
    """As many words, as long, that mean nothing to anyone."""
    return "".join(c if c == " " else "x" for c in text)


def tour(text):
    return Tour(Random(Family((1, 2, 1), "tanh"), 1), Curves(), text, text)


class Bones(HTMLParser):
    """A page's elements, the names of their attributes, and what is in its scripts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.words, self.tag = [], [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag):
        self.tag = ""
        self.found.append((f"/{tag}", []))

    def handle_comment(self, data):
        self.found.append((data, []))

    def handle_data(self, data):
        self.words.append(data)
        if self.tag in ("script", "style"):
            self.found.append((data, []))


def bones(root):
    """An XML document's elements, and the names of their attributes."""
    return [(element.tag, sorted(element.keys())) for element in root.iter("*")]


# Weights


class Payload:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_weights_run_nothing(run, tmp_path):
    made = tmp_path / "made"
    payload = np.array([Payload(str(made))], dtype=object)
    np.savez("a.npz", layer_1=payload, activation="tanh")
    np.savez("b.npz", layer_1=np.ones((2, 1)), activation=payload)
    (tmp_path / "c.npz").write_bytes(pickle.dumps(payload))
    with ZipFile("d.npz", "w") as file:
        file.writestr("layer_1.npy", pickle.dumps(payload))
        file.writestr("activation.npy", pickle.dumps(payload))
    for name in ("a.npz", "b.npz", "c.npz", "d.npz"):
        with pytest.raises(ValueError, match="does not hold a network"):
            load(name)
        assert run("diagram", name, "-o", "a.svg").exit_code == 2
    assert not made.exists()
    np.load("a.npz", allow_pickle=True)["layer_1"]
    assert made.exists()  # so it would have been


# Text in pages


@pytest.mark.parametrize("text", EVIL)
def test_words_in_the_gallery_are_words(tmp_path, text):
    pages = []
    for words in (text, harmless(text)):
        record = {"scene": "a", "files": ["a.png", "a.mp4", "a.gif"], "stops": 3}
        record |= {"title": words, "caption": words, "kind": words}
        record |= {"layers": [words], "activation": words, "timeline": words}
        (tmp_path / "a.json").write_text(json.dumps(record))
        for file in record["files"]:
            (tmp_path / file).write_bytes(b"0")
        pages.append(Bones(write_gallery(tmp_path, LIBRARY.scripts).read_text("utf-8")))
    assert pages[0].found == pages[1].found
    assert " ".join(text.split()) in pages[0].words


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("reveal", [False, True])
def test_words_in_an_html_deck_are_words(tmp_path, text, reveal):
    (tmp_path / "dist").mkdir()
    for name in ("reveal.js", "reveal.css"):
        (tmp_path / "dist" / name).write_text("/* */")
    pages = []
    for words in (text, harmless(text)):
        path = tmp_path / "a.html"
        folder = tmp_path if reveal else None
        write_deck(path, {"a": tour(words)}, size=SIZE, still=True, reveal=folder)
        pages.append(Bones(path.read_text("utf-8")))
    assert pages[0].found == pages[1].found
    assert text in pages[0].words


@pytest.mark.parametrize("text", EVIL)
def test_words_in_a_powerpoint_deck_are_words(tmp_path, text):
    parts = []
    for words in (text, harmless(text)):
        path = tmp_path / "a.pptx"
        write_deck(path, {"a": tour(words)}, size=SIZE, still=True)
        with ZipFile(path) as file:
            names = [n for n in file.namelist() if n.endswith((".xml", ".rels"))]
            parts.append([(n, bones(etree.fromstring(file.read(n)))) for n in names])
        (slide,) = Presentation(path).slides
        assert slide.shapes.title.text == words
        assert slide.notes_slide.notes_text_frame.text == words
    assert parts[0] == parts[1]


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("command", ["sheet", "diagram"])
def test_words_in_an_svg_are_words(run, tmp_path, text, command):
    drawn = []
    for words in (text, harmless(text)):
        (tmp_path / "own.py").write_text(
            "from model import Family, Random\nfrom render import Curves, Tour\n"
            f"a = Tour(Random(Family((1, 1), 'tanh'), 1), Curves(), '', {words!r})\n"
        )
        what = ["1,1", f"--title={words}"] if command == "diagram" else ["own.py:a"]
        for look in ([], ["--text"]):  # outlines, which have comments; and text
            result = run(command, *what, "-o", "a.svg", *look)
            assert result.exit_code == 0, result.output
        root = etree.parse("a.svg").getroot()
        assert words in root.itertext()  # as it is, no mathematics
        drawn.append(bones(root))
        for element in etree.parse("a.svg").getroot().iter("*"):
            assert etree.QName(element).localname not in ("script", "image", "a")
    assert drawn[0] == drawn[1]


# Names

FOLDERS = ["-y", "a:b", "concat:x|y", "%d", "%", "file:..", "pipe:1", "'\"", "a,b;[c]"]
FOLDERS += ["-i", "$(touch evil)", "`touch evil`", "a\nb", "subfile,,start,1,:x"]


@pytest.mark.parametrize("name", FOLDERS, ids=ascii)
def test_names_mean_nothing_to_ffmpeg(run, tmp_path, name):
    kinds = ["gif", "mp4", "webm"]
    formats = [f"--format={kind}" for kind in kinds]
    quick = ["--networks=1", "--size=64x64", "--hold=0.1", f"--output={name}"]
    result = run("scene", "tanh_1layer", *quick, *formats)
    assert result.exit_code == 0, result.output
    assert [path.name for path in tmp_path.iterdir()] == [name]
    made = {path.name for path in (tmp_path / name).iterdir()}
    assert made == {f"tanh_1layer.{kind}" for kind in [*kinds, "png", "json"]}
    for kind in kinds:
        path = tmp_path / name / f"tanh_1layer.{kind}"
        with path.open("rb") as file, av.open(file) as film:
            assert len(list(film.decode(video=0))) == (1 if kind == "gif" else 3)
    assert run("check", "--", name).exit_code == 0


def test_names_of_scenes_do_not_lead_out_of_the_folder(run, tmp_path):
    outside = str(tmp_path / "evil")
    names = ["../evil", outside, "a/../../evil", "..", "evil\n", "%d/../../evil"]
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "own.py").write_text(
        "from model import Family, Random\nfrom render import Curves, Tour\n"
        "good = Tour(Random(Family((1, 1), 'tanh'), 1), Curves())\n"
        f"for name in {names!r}: globals()[name] = good\n"
    )
    os.chdir("work")
    for name in names:
        result = run("scene", f"own.py:{name}", "--size=64x64")
        assert result.exit_code == 2
        assert (
            result.stderr.endswith("expected good\n") or "one of good" in result.stderr
        )
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["own.py"]


# Records


ELSEWHERE = ["../secret.png", "/etc/passwd", "a/../../secret.png", "a.png/../b.png"]
ELSEWHERE += ["file:///etc/passwd", "http://localhost/a.png", "javascript:alert(1).png"]


@pytest.mark.parametrize("file", ELSEWHERE)
def test_records_tell_of_no_files_elsewhere(tmp_path, file):
    folder = tmp_path / "output"
    (folder / "a").mkdir(parents=True)
    for path in (tmp_path / "secret.png", folder / "a.png", folder / "b.png"):
        path.write_bytes(b"secret")
    record = {"scene": "a", "files": ["a.png", file]}
    (folder / "a.json").write_text(json.dumps(record))
    page = write_gallery(folder, LIBRARY.scripts).read_text("utf-8")
    told = {
        value
        for element in etree.HTML(page).iter("*")
        for name, value in element.attrib.items()
        if name in ("href", "src", "poster", "data-other")
    }
    told = {value for value in told if not value.startswith("data:")}
    assert told == {"#the-scenes", "a.png", "a.json"}
    assert file not in page and "secret" not in page


def test_records_called_otherwise_than_their_files_are_passed_over(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"0")
    (folder / "a.json").write_text('{"scene": "a", "files": ["a.png"]}')
    record = {"scene": "../secret", "files": ["../secret.png"]}
    (folder / "b.json").write_text(json.dumps(record))
    os.mkfifo(folder / "c.json")  # which has no end
    assert "secret" not in write_gallery(folder, LIBRARY.scripts).read_text("utf-8")


@pytest.mark.parametrize("name", [r"a}\input{b", "a%b", "$a$", "a~b", 'a"b', "a^^5cb"])
def test_lines_for_latex_are_not_offered_for_names_that_it_would_obey(name):
    piece = Piece(name, "title", "caption", {"png": f"{name}.png"})
    assert "LaTeX" not in snippets(piece)
    assert "LaTeX" in snippets(Piece("a_b", "title", "caption", {"png": "a_b.png"}))

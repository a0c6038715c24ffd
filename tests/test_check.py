"""Files that play, and files with every fault that is looked for."""

import json
import re
import shutil
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from model import Family, Random
from render import Curves, InputError, RenderError, Timeline, Tour
from render.check import KINDS, SIGNS, check, check_all
from render.encode.ffmpeg import executable
from render.make.presets import PRESETS
from render.make.stills import write_still
from tests.command import invoke, output_of
from tests.making import produce
from tests.pages import TEXT

SIZE = (64, 36)
tour = Tour(Random(Family((1, 5, 1), "tanh"), 3, seed=4), Curves())


def ffmpeg(path, *arguments, size="64x36", duration=1):
    source = f"testsrc=size={size}:rate=25:duration={duration}"
    command = [executable(), "-v", "error", "-y", "-f", "lavfi", "-i", source]
    output_of(*command, *arguments, path)
    return path


def colors(n=3):
    """Pictures that differ."""
    return [Image.new("RGB", SIZE, (80 * i, 200 - 80 * i, 30 * i)) for i in range(n)]


def animation(path, n=3, **options):
    first, *others = colors(n)
    first.save(path, save_all=True, append_images=others, **options)
    return path


PAGE = (
    '<!DOCTYPE html><html><head><link rel="stylesheet" href="data:text/css,"></head>'
    '<body><a href="https://example.org/">There</a> <a href="#top">up</a>'
    '<video src="a.mp4#t=1" poster="a.png"></video>{}</body></html>\n'
)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SLIDE = '<Relationship Id="rId1" Type="{}/slide" Target="slides/slide1.xml"/>'


def slides(path, relationships="", names=("ppt/presentation.xml",)):
    """As little of a .pptx as there can be."""
    told = SLIDE.format(RELATIONSHIP) + relationships.format(RELATIONSHIP)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in ("[Content_Types].xml", *names, "ppt/slides/slide1.xml"):
            parts.writestr(name, "<a/>")
        parts.writestr(
            "ppt/_rels/presentation.xml.rels", f"<Relationships>{told}</Relationships>"
        )
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with one file of each kind, a.*, most of them the program's own."""
    folder = tmp_path_factory.mktemp("whole")
    pace = Timeline(hold=1, morph=0.2, fps=20)
    produce(tour, "a", folder, ["gif", "mp4", "png"], pace, SIZE)
    for ending in ("svg", "pdf"):
        write_still(tour.draw(0), folder / f"a.{ending}", SIZE)
    transparent = (
        "-pix_fmt",
        "yuva420p",
        "-auto-alt-ref",
        "0",
        "-deadline",
        "realtime",
    )
    ffmpeg(folder / "a.webm", "-c:v", "libvpx-vp9", *transparent)
    animation(folder / "a.apng", duration=[20, 40, 1000], loop=0)
    animation(folder / "a.webp", duration=[20, 40, 1000], loop=0, lossless=True)
    (folder / "a.html").write_text(PAGE.format(""))
    slides(folder / "a.pptx")
    return folder


every_kind = pytest.mark.parametrize("ending", KINDS)


# What is whole


@every_kind
def test_a_whole_file_has_no_faults(whole, ending):
    assert check(whole / f"a{ending}").faults == ()


@pytest.mark.parametrize(
    ("ending", "facts"),
    [
        (".mp4", r"H\.264 high, yuv420p, 64x36, 3\.4 s, \d\.\d kB"),
        (
            ".webm",
            r"VP9, yuv420p, transparency \(opaque in Safari\), 64x36, 1 s, \d+\.\d kB",
        ),
        (".gif", r"GIF, 64x36, 9 pictures, 3\.4 s, \d\.\d kB"),
        (".webp", r"WebP, 64x36, 3 pictures, 1\.06 s, 0\.\d kB"),
        (".apng", r"APNG, 64x36, 3 pictures, 1\.06 s, 0\.\d kB"),
        (".png", r"PNG, 64x36, \d\.\d kB"),
        (".svg", r"SVG, 576pt by 324pt, .*"),
        (".pdf", r"PDF, 1 page, .*"),
        (".json", r"JSON, a record of 4 files, .*"),
        (".html", r"HTML, 2 files beside it, .*"),
        (".pptx", r"PowerPoint, 1 slide, .*"),
    ],
)
def test_a_report_says_what_a_file_is(whole, ending, facts):
    assert re.fullmatch(facts, check(whole / f"a{ending}").facts)


def test_a_folder_is_all_its_files_but_hidden_ones(whole, tmp_path):
    folder = shutil.copytree(whole, tmp_path / "out")
    (folder / ".hidden").mkdir()
    for name in (".a.mp4", ".hidden/a.mp4"):
        (folder / name).write_bytes(b"?")
    reports = list(check_all([folder, whole / "a.gif"]))
    paths = [report.path for report in reports]
    assert paths == [*sorted(p for p in paths if folder in p.parents), whole / "a.gif"]
    assert len(paths) == len(KINDS) + 68 + 1  # numbered frames, 20 a second
    assert not any(report.faults for report in reports)


@pytest.mark.parametrize("name", ["-i.mp4", "%d.mp4", "a:b.mp4", "it's, é\n[1].MP4"])
def test_names_are_taken_literally(whole, tmp_path, monkeypatch, name):
    shutil.copy(whole / "a.mp4", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    (report,) = check_all([type(whole)(name)])
    assert report.faults == ()


# What is broken, whatever its kind


@every_kind
def test_an_empty_file_is_a_fault(tmp_path, ending):
    (tmp_path / f"a{ending}").touch()
    assert check(tmp_path / f"a{ending}").faults[0].startswith("empty")


@every_kind
def test_content_must_be_what_the_name_says(whole, tmp_path, ending):
    fitting = {ending, ".png"} if ending == ".apng" else {ending}  # a picture alone
    for other in KINDS.keys() - fitting:
        shutil.copy(whole / f"a{other}", tmp_path / f"a{ending}")
        assert check(tmp_path / f"a{ending}").faults, other
    shutil.copy(whole / "a.gif", tmp_path / "film.mp4")
    words = "content of .gif: expected that of .mp4"
    assert check(tmp_path / "film.mp4").faults == (words,)
    shutil.copy(whole / "a.png", tmp_path / "film.mp4")
    words = "content of .apng or .png: expected that of .mp4"
    assert check(tmp_path / "film.mp4").faults == (words,)


@every_kind
@given(keep=st.floats(0, 1))
@example(keep=1.0)  # all but one byte
@settings(max_examples=12)
def test_a_file_cut_short_is_a_fault(whole, ending, keep):
    data = (whole / f"a{ending}").read_bytes().rstrip(b"\n")
    path = whole / f".cut{ending}"
    path.write_bytes(data[: int(keep * (len(data) - 1))])
    assert check(path).faults


@every_kind
@given(data=st.data())
@settings(max_examples=12)
def test_damage_is_never_a_traceback(whole, ending, data):
    content = bytearray((whole / f"a{ending}").read_bytes())
    places = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for place, byte in data.draw(st.lists(places, min_size=1, max_size=20)):
        content[place] = byte
    path = whole / f".damaged{ending}"
    path.write_bytes(content)
    check(path)


@every_kind
@given(noise=st.binary(max_size=300))
@settings(max_examples=12)
def test_noise_is_a_fault(tmp_path_factory, ending, noise):
    signs = {".mp4": b"\0\0\0\x14ftypisom", ".webm": b"\x1aE\xdf\xa3\x87B\x82\x84webm"}
    signs |= {".webp": b"RIFF\0\1\0\0WEBP", ".gif": b"GIF89a", ".pdf": b"%PDF-"}
    signs |= dict.fromkeys([".png", ".apng"], b"\x89PNG\r\n\x1a\n")
    signs[".pptx"] = b"PK\3\4"
    assert signs.keys() == SIGNS.keys()
    path = tmp_path_factory.getbasetemp() / f"noise{ending}"
    for content in (noise, signs.get(ending, b"") + noise):
        path.write_bytes(content)
        assert check(path).faults


def test_other_kinds_are_a_fault_that_names_those_that_are_known(tmp_path):
    (tmp_path / "a.avi").write_text("?")
    (fault,) = check(tmp_path / "a.avi").faults
    assert fault.endswith(", ".join(KINDS))


@pytest.mark.parametrize("name", ["none.mp4", "."])
def test_what_is_no_file_is_an_error(tmp_path, name):
    with pytest.raises(InputError, match="expected a file that exists"):
        check(tmp_path / name)


# Films

TAGS = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
GOOD = ("-pix_fmt", "yuv420p", "-vf", TAGS, "-movflags", "+faststart", "-g", "60")
UNTAGGED = "colours not tagged"
FULL = (
    "profile High 4:4:4 Predictive: expected",
    "pixels in yuv444p: expected yuv420p",
)


def found(report, *words):
    """Whether a report has these faults, in this order, and no others."""
    return len(report.faults) == len(words) and all(
        fault.startswith(word) for fault, word in zip(report.faults, words, strict=True)
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([*GOOD], []),
        ([*GOOD, "-profile:v", "baseline"], []),
        ([*GOOD, "-pix_fmt", "yuv444p"], FULL),
        ([*GOOD, "-level", "5.2"], []),
        ([*GOOD, "-level", "6.0"], ["level 6.0: expected 5.2 at most"]),
        ([*GOOD, "-level", "6.2"], ["level 6.2: expected 5.2 at most"]),
        (
            [*GOOD, "-level", "6.1", "-movflags", "-faststart"],
            ["level 6.1", "its index comes last"],
        ),
        (
            [*GOOD, "-pix_fmt", "yuv444p", "-level", "6.0"],
            [FULL[0], "level 6.0: expected", FULL[1]],
        ),
        ([*GOOD, "-pix_fmt", "yuv420p10le"], ["profile High 10", "pixels in"]),
        ([*GOOD, "-movflags", "-faststart"], ["its index comes last"]),
        ([*GOOD, "-vf", "null"], [UNTAGGED]),
        ([*GOOD, "-vf", f"{TAGS},setparams=range=pc"], ["pixels in yuvj", UNTAGGED]),
        ([*GOOD, "-vf", f"{TAGS},setparams=colorspace=bt470bg"], [UNTAGGED]),
        ([*GOOD, "-c:v", "libx265"], ["codec hevc: expected H.264"]),
        ([*GOOD, "-c:v", "mpeg4"], ["codec mpeg4: expected H.264"]),
    ],
)
def test_films_that_some_players_refuse(tmp_path, arguments, words):
    report = check(ffmpeg(tmp_path / "a.mp4", *arguments))
    assert found(report, *words), report


def test_films_like_the_originals(tmp_path):
    film = ffmpeg(tmp_path / "a.mp4", "-pix_fmt", "yuv444p", size="101x75")
    odd = "101x75 pixels: expected an even width and height"
    assert found(check(film), *FULL, odd, UNTAGGED, "its index comes last")


@pytest.mark.parametrize(("apart", "words"), [(120, []), (121, ["more than 120 pic"])])
def test_keyframes_are_near_enough(tmp_path, apart, words):
    often = [*GOOD, "-g", str(apart), "-sc_threshold", "0"]
    assert found(check(ffmpeg(tmp_path / "a.mp4", *often, duration=6)), *words)


def test_sound_is_a_fact(tmp_path):
    sound = ["-f", "lavfi", "-i", "sine=duration=1"]
    report = check(ffmpeg(tmp_path / "a.mp4", *sound, *GOOD))
    assert "sound in AAC" in report.facts
    assert not report.faults


def test_sound_alone_is_no_film(tmp_path):
    sound = ["-f", "lavfi", "-i", "sine=duration=1", "-map", "1:a"]
    (fault,) = check(ffmpeg(tmp_path / "a.mp4", *sound)).faults
    assert fault.startswith("it cannot be read")


@pytest.mark.parametrize("place", [0.6, 0.9])
def test_damaged_films_do_not_decode(whole, tmp_path, place):
    film = ffmpeg(tmp_path / "a.mp4", *GOOD, "-x264-params", "cabac=0")
    data = bytearray(film.read_bytes())
    at = int(place * len(data))
    data[at : at + 400] = bytes(400)
    film.write_bytes(data)
    assert check(film).faults[0].startswith("it does not decode: ")


def test_webm_is_vp9_or_the_like_in_420(tmp_path):
    vp8 = ffmpeg(tmp_path / "a.webm", "-c:v", "libvpx")
    assert check(vp8).faults == ()
    full = ffmpeg(tmp_path / "a.webm", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv444p")
    assert found(check(full), "pixels in yuv444p: expected yuv420p")
    other = ffmpeg(tmp_path / "a.mkv", *GOOD).rename(tmp_path / "a.webm")
    assert found(check(other), "content of another kind: expected that of .webm")


def fake(tmp_path, monkeypatch, script):
    path = tmp_path / "fake-ffmpeg"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))


def test_an_ffmpeg_that_fails_is_an_error_and_one_that_hangs_a_fault(
    whole, tmp_path, monkeypatch
):
    fake(tmp_path, monkeypatch, "kill -9 $$")
    with pytest.raises(RenderError, match="ffmpeg failed: status -9"):
        check(whole / "a.mp4")


def test_a_film_that_takes_too_long_is_a_fault(whole, tmp_path, monkeypatch):
    fake(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr("render.encode.ffmpeg.MOST_SECONDS", 0.1)
    assert found(check(whole / "a.mp4"), "it cannot be read: ffmpeg does not get thro")


def test_films_too_large_for_the_memory_are_not_decoded(whole, monkeypatch):
    monkeypatch.setattr("render.encode.ffmpeg.MOST_PIXELS", 64 * 36 - 1)
    assert "exceeds" in check(whole / "a.mp4").faults[0]


def test_a_gif_of_zeros_is_soon_refused(tmp_path):
    path = tmp_path / "a.gif"
    with path.open("wb") as file:
        file.write(b"GIF89a\1\0\1\0\0\0\0")
        file.truncate(3 * 10**9)
    assert found(check(path), "it cannot be read: a block of kind 00")


def test_names_that_are_no_text_are_told_of(tmp_path):
    path = tmp_path / "a\nrender: b.json"
    path.write_text('{"files": ["\\ud800"]}')
    result = invoke("check", str(path))
    assert result.exit_code == 1 and result.stdout.count("\n") == 2
    assert "not beside it" in result.stdout


def test_a_missing_ffmpeg_is_an_error(whole, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
    with pytest.raises(RenderError, match="ffmpeg does not start"):
        check(whole / "a.mp4")


# Pictures


@pytest.mark.parametrize("ending", [".gif", ".webp", ".apng"])
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"duration": [20, 20, 20], "loop": 0}, []),
        ({"duration": [20, 10, 20], "loop": 0}, ["a delay of 10 ms: expected 20"]),
        ({"duration": [20, 20, 0], "loop": 0}, ["a delay of 0 ms: expected 20"]),
        ({"duration": 20, "loop": 4}, ["it ends after 4 repeats"]),
    ],
)
def test_animations_keep_their_time_and_repeat(tmp_path, ending, options, words):
    report = check(animation(tmp_path / f"a{ending}", **options))
    assert found(report, *words), report


def test_a_gif_that_does_not_say_so_plays_once(tmp_path):
    path = animation(tmp_path / "a.gif", duration=50)
    assert found(check(path), "it plays once: expected that it repeats for ever")


def test_a_picture_alone_need_not_repeat(tmp_path):
    for ending in ("gif", "webp", "apng"):
        assert not check(animation(tmp_path / f"a.{ending}", n=1)).faults


def test_local_palettes_are_a_fact(tmp_path):
    path = animation(tmp_path / "a.gif", duration=50, loop=0)
    assert "3 pictures, 0.15 s, 2 local palettes" in check(path).facts


def test_an_animated_png_is_a_fault(tmp_path):
    path = animation(tmp_path / "a.png", duration=50)
    assert found(check(path), "3 pictures: expected one")


def test_a_picture_before_an_animation_is_none_of_it(tmp_path):
    path = animation(tmp_path / "a.apng", duration=50, default_image=True)
    report = check(path)
    assert not report.faults
    assert "2 pictures, 0.1 s" in report.facts


@pytest.mark.parametrize("n", [2, 4])
def test_an_animation_has_as_many_pictures_as_it_says(tmp_path, n):
    path = animation(tmp_path / "a.apng", duration=50)
    data = path.read_bytes()
    place = data.index(b"acTL") - 4
    told = chunk(b"acTL", struct.pack(">II", n, 0))
    path.write_bytes(data[:place] + told + data[place + len(told) :])
    words = f"it cannot be read: 3 pictures in it, where its header says {n}"
    assert found(check(path), words)


@pytest.mark.parametrize("place", [b"IDAT", b"fdAT", b"fcTL"])
def test_a_damaged_animation_is_a_fault(tmp_path, place):
    path = animation(tmp_path / "a.apng", duration=50)
    data = bytearray(path.read_bytes())
    data[data.rindex(place) + 9] ^= 1
    path.write_bytes(data)
    assert check(path).faults[0].startswith("it cannot be read: ")


def chunk(name, data):
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def test_pictures_too_large_for_the_memory_are_not_decoded(whole, tmp_path):
    png, gif = tmp_path / "a.png", tmp_path / "a.gif"
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))
    png.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") * 2)
    assert "60000" not in check(png).facts
    assert "exceeds limit" in check(png).faults[0]
    data = bytearray((whole / "a.gif").read_bytes())
    data[6:10] = b"\xff" * 4
    gif.write_bytes(data)
    assert "exceeds limit" in check(gif).faults[0]


def test_more_pictures_than_can_be_looked_at(whole, monkeypatch):
    monkeypatch.setattr("render.encode.pictures.MOST_DECODED", 8 * 64 * 36)
    assert "9 pictures of 2304 pixels" in check(whole / "a.gif").faults[0]


# Pages and documents

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
BOX = 'viewBox="0 0 9 9"'
XLINK = f'{BOX} xmlns:x="http://www.w3.org/1999/xlink"'
BOMB = '<!DOCTYPE svg [<!ENTITY a "{}"><!ENTITY b "&a;&a;">]>'.format("ha" * 99)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SVG.format('width="9" height="9"', ""), []),
        (SVG.format(BOX, '<a href="https://example.org">there</a>'), []),
        (SVG.format(BOX, '<use href="#a" fill="url(#b)"/>'), []),
        (SVG.format('width="9"', ""), ["no size: expected a viewBox"]),
        (SVG.format(BOX, "<script>alert()</script>"), ["scripts: expected none"]),
        (SVG.format(f'{BOX} onload="alert()"', ""), ["scripts: expected none"]),
        (SVG.format(XLINK, '<image x:href="a.png"/>'), ["needs what is not in it: a"]),
        (SVG.format(BOX, '<use href="http://e.org/#a"/>'), ["needs what is not in it"]),
        (SVG.format(BOX, '<g fill="url(file:///a)"/>'), ["needs what is not in it: f"]),
        (
            SVG.format(BOX, "<style>@import url('//e.org/a.css');</style>"),
            ["needs what is not in it: //e.org/a.css"],
        ),
        (BOMB + SVG.format(BOX, "&b;"), ["it cannot be read: a DOCTYPE with entities"]),
        ("<html/>", ["its outermost element is html: expected svg", "no size"]),
        (SVG.format(BOX, "<g>"), ["it cannot be read: mismatched tag"]),
    ],
)
def test_svg_is_well_formed_and_needs_nothing(tmp_path, text, words):
    (tmp_path / "a.svg").write_text(text)
    report = check(tmp_path / "a.svg")
    assert found(report, *words), report


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<img src="data:image/gif;base64,R0lG"><a href="mailto:a@b.org">x</a>', []),
        ('<link rel="canonical" href="https://example.org/">', []),
        ('<a href="a.html#here">x</a><img src="a%20b.gif?1">', []),
        ('<img src="b.gif">', ["not beside it: b.gif"]),
        ('<a href="b.html">x</a>', ["not beside it: b.html"]),
        ('<img src="/a.gif">', ["not beside it: /a.gif"]),
        ('<script src="https://cdn.org/a.js">', ["needs the network: https://cdn"]),
        ('<link rel="stylesheet" href="//cdn.org/a.css">', ["needs the network: //c"]),
        ('<style>a { background: url("http://e.org/a.png") }</style>', ["needs the n"]),
        ('<p style="background: url(b.png)">', ["not beside it: b.png"]),
        (
            "".join(f'<source src="{i}.mp4">' for i in range(5)),
            ["not beside it: 0.mp4, 1.mp4, 2.mp4 and 2 more"],
        ),
    ],
)
def test_pages_need_what_is_beside_them(tmp_path, text, words):
    for name in ("a.mp4", "a.png", "a b.gif"):
        (tmp_path / name).touch()
    (tmp_path / "a.html").write_text(PAGE.format(text))
    report = check(tmp_path / "a.html")
    assert found(report, *words), report


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps({"files": ["a.json", "é"]}), "not beside it: é"),
        (json.dumps({"files": ["x" * 999]}), "not beside it: xxx"),
        (json.dumps({"files": 3}), "no record: expected a list of files"),
        (json.dumps(["a.json"]), "no record: expected a list of files"),
        ("[" * 100_000, "it cannot be read: "),
        ('{"files": ["\xe9"]}'.encode("latin-1"), "it cannot be read: 'utf-8' codec"),
    ],
)
def test_records_name_files_that_are_there(tmp_path, content, words):
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "a.json").write_bytes(data)
    assert found(check(tmp_path / "a.json"), words)


def test_a_pdf_without_pages_or_with_a_hole_is_a_fault(whole, tmp_path):
    data, path = (whole / "a.pdf").read_bytes(), tmp_path / "a.pdf"
    path.write_bytes(re.sub(rb"/Type /Page\b", b"/Type /Pagx", data))
    assert found(check(path), "no page: expected one or more")
    path.write_bytes(data[:1000] + data[2000:])
    assert found(check(path), "its table of contents is not where its end says")


@pytest.mark.parametrize(
    ("relationships", "words"),
    [
        ('<R TargetMode="External" Type="{}/hyperlink" Target="https://e.org"/>', []),
        (
            '<R TargetMode="External" Type="{}/video" Target="a.mp4"/>',
            ["needs what is"],
        ),
        ('<R Type="{}/image" Target="media/a.png"/>', ["not in it: ppt/media/a.png"]),
        ('<R Type="{}/image" Target="/ppt/slides/slide1.xml"/>', []),
    ],
)
def test_slides_have_in_them_what_they_need(tmp_path, relationships, words):
    report = check(slides(tmp_path / "a.pptx", relationships))
    assert found(report, *words), report


def test_a_zip_of_other_things_is_no_slides(tmp_path):
    path = slides(tmp_path / "a.pptx", names=())
    assert found(check(path), "not in it: ppt/presentation.xml")


def test_slides_that_unfold_without_end_are_not_unpacked(tmp_path):
    path = slides(tmp_path / "a.pptx")
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2") + 24  # the size of the first part, unpacked
    data[at : at + 4] = struct.pack("<I", 2_000_000_000)
    path.write_bytes(data)
    assert found(check(path), "it cannot be read: 2000 MB unpacked")


# Where they are going


def test_a_program_takes_some_kinds_and_sizes(whole):
    google = PRESETS["google-slides"]
    assert check(whole / "a.gif", google).faults == ()
    assert check(whole / "a.json", google).faults == ()
    assert found(check(whole / "a.mp4", google), "a .mp4 file: expected .gif, .png")
    small = replace(google, most_bytes=100, most_pixels=2303)
    assert check(whole / "a.gif", small).faults == (
        f"{(whole / 'a.gif').stat().st_size:,} bytes: expected at most 100",
        "2,304 pixels: expected at most 2,303",
    )


@pytest.mark.parametrize("name", PRESETS)
def test_transparency_is_a_fault_where_safari_does_not_show_it(whole, tmp_path, name):
    preset, words = (
        PRESETS[name],
        "transparency, which Safari does not show: expected We",
    )
    report = check(whole / "a.webm", preset)
    browsers = name in ("web", "reveal")
    assert any(fault.startswith(words) for fault in report.faults) == browsers
    opaque = ffmpeg(tmp_path / "a.webm", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p")
    assert not any("Safari" in fault for fault in check(opaque, preset).faults)
    assert "opaque in Safari" not in check(opaque).facts
    assert check(whole / "a.webm").faults == ()
    clear = [Image.new("RGBA", (64, 36), (k, 0, 0, 9)) for k in range(2)]
    options = {"save_all": True, "append_images": clear[1:], "duration": 50, "loop": 0}
    clear[0].save(tmp_path / "a.webp", **options)
    assert not any("Safari" in f for f in check(tmp_path / "a.webp", preset).faults)


def test_where_transparency_shows_is_said_to_users():
    assert "Safari shows such a WebM as opaque: take WebP" in TEXT


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_made_for_a_program_suits_it(whole, name):
    preset = PRESETS[name]
    for kind in preset.formats:
        assert check(whole / f"a.{kind}", preset).faults == ()

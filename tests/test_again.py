"""Doing nothing twice: what stands as it would be made is left alone."""

import json
import os
import re
from pathlib import Path

import pytest

from render.make.versions import versions
from tests.command import invoke
from tests.making import contents

SMALL = ["--networks", "2", "--size", "160x90"]
ALL = {f"tanh_1layer.{kind}" for kind in ("gif", "mp4", "png", "json")}


@pytest.fixture
def render(tmp_path, monkeypatch):
    """Render tanh_1layer, and say which of its files were written."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "output"

    def run(*options):
        before = state(folder)
        command = ["scene", "tanh_1layer", *SMALL, *options]
        result = invoke(*command)
        assert result.exit_code == 0, result.output
        return {name for name, own in state(folder).items() if before.get(name) != own}

    return run


def state(folder):
    """What tells a file that was written again from one that was not."""
    if not folder.exists():
        return {}
    stats = {path.name: path.lstat() for path in folder.iterdir()}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}


def test_what_is_up_to_date_is_not_made_again_but_named(render, tmp_path):
    assert render() == ALL
    before = state(tmp_path / "output")
    result = invoke("scene", "tanh_1layer", *SMALL)
    assert state(tmp_path / "output") == before
    assert {Path(line).name for line in result.stdout.splitlines()} == ALL
    assert result.stderr == "render: 1 of 1 up to date\n"


def test_all_is_made_again_if_forced(render, tmp_path):
    render()
    before = contents(tmp_path / "output")
    assert render("--force") == ALL
    assert contents(tmp_path / "output") == before


@pytest.mark.parametrize(
    "options",
    [
        ["--seed", "1"],
        ["--networks", "3"],
        ["--layers", "1,3,1"],
        ["--activation", "relu"],
        ["--hold", "0.5"],
        ["--loop"],
        ["--fps", "20", "--morph", "0.2"],
        ["--size", "176x90"],
        ["--theme", "light"],
        ["--colors", "safe"],
        ["--regions"],
    ],
)
def test_what_is_asked_for_otherwise_is_made_again(render, options):
    render()
    assert render(*options) == ALL
    assert render(*options) == set()


def test_other_versions_make_it_again(render, monkeypatch):
    render()
    for name in ("numpy", "freetype"):
        other = {**versions(), name: "0.0"}
        monkeypatch.setattr("render.make.key.versions", lambda other=other: other)
        assert render() == ALL


def test_another_ffmpeg_makes_films_again(render, monkeypatch):
    render()
    monkeypatch.setattr("render.encode.ffmpeg.version", lambda: "0.0")
    assert render() == ALL - {"tanh_1layer.png"}


@pytest.mark.parametrize("name", sorted(ALL - {"tanh_1layer.json"}))
@pytest.mark.parametrize("harm", ["cut", "flip", "delete", "empty", "link"])
def test_a_file_that_is_not_as_it_was_made_is_made_again(render, tmp_path, name, harm):
    render()
    before, path = contents(tmp_path / "output"), tmp_path / "output" / name
    content = path.read_bytes()
    if harm == "cut":
        path.write_bytes(content[:-1])
    elif harm == "flip":
        path.write_bytes(content[:50] + bytes([content[50] ^ 1]) + content[51:])
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    if harm == "link":
        path.symlink_to(tmp_path / "elsewhere")
    made = {name} if harm != "link" else set()  # the link stays
    assert render() == made | {"tanh_1layer.json"}
    assert contents(tmp_path / "output") == before


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"3", b"\xff", b"{}", b'{"key": null}', b"[" * 9000),
        *(b'{"made": 3}', b'{"key": "x", "made": {"tanh_1layer.gif": 3}}', None),
    ],
)
def test_a_record_that_is_none_does_no_harm(render, tmp_path, content):
    render()
    path = tmp_path / "output" / "tanh_1layer.json"
    before = path.read_bytes()
    path.unlink() if content is None else path.write_bytes(content)
    assert render() == ALL
    assert path.read_bytes() == before


@pytest.mark.parametrize("field", ["made", "digest", "frames"])
def test_a_record_that_was_changed_by_hand_is_not_believed(render, tmp_path, field):
    render()
    path = tmp_path / "output" / "tanh_1layer.json"
    told = json.loads(path.read_text())
    if field == "digest":
        told["made"]["tanh_1layer.gif"]["digest"] = [1]
    else:
        told[field] = {"tanh_1layer.gif": None}
    path.write_text(json.dumps(told))
    assert render() <= ALL
    assert render() == set()


def test_clocks_make_no_difference(render, tmp_path):
    render()
    for year, file in enumerate((tmp_path / "output").iterdir()):
        os.utime(file, (year * 4e8, year * 4e8))
    assert render() == set()


def test_another_format_joins_those_that_are_there(render, tmp_path):
    render("--format", "gif")
    assert render("--format", "webp", "--format", "png") == {
        *("tanh_1layer", "tanh_1layer.webp", "tanh_1layer.json")
    }
    told = json.loads((tmp_path / "output" / "tanh_1layer.json").read_text())
    files = {f"tanh_1layer{end}" for end in ("", ".gif", ".webp", ".png")}
    assert set(told["files"]) == files
    assert told["frames"]["count"] == 2
    for kind in ("gif", "webp", "png"):
        assert render("--format", kind) == set()
    (tmp_path / "output" / "tanh_1layer" / "00001.png").unlink()
    assert render("--format", "gif") == set()
    assert render("--format", "png") == {"tanh_1layer", "tanh_1layer.json"}


def test_a_picture_of_another_width_and_budgets_are_made_again(render):
    render()
    gif = {"tanh_1layer.gif", "tanh_1layer.json"}
    assert render("--picture-width", "100") == gif
    assert render("--picture-width", "100") == set()
    assert render("--picture-width", "640") == gif  # as wide as the frames: 160
    films = {*gif, "tanh_1layer.mp4"}
    assert render("--max-bytes", "9MB") == films
    assert render("--max-bytes", "9MB") == set()


def test_a_variant_in_the_same_folder_does_not_pass_for_the_scene(render):
    render("--seed", "1")
    assert render() == ALL


def test_an_interrupted_run_goes_on(tmp_path, monkeypatch):
    """What is already whole is left, and the rest is made."""
    monkeypatch.chdir(tmp_path)
    names = ["tanh_1layer", "linear_1layer", "logistic_1layer"]
    assert invoke("scene", names[1], *SMALL).exit_code == 0
    before = state(tmp_path / "output")
    result = invoke("scene", *names, *SMALL)
    assert result.stderr == "render: 1 of 3 up to date\n"
    after = state(tmp_path / "output")
    assert len(after) == 12 and before.items() <= after.items()


def test_one_failure_does_not_keep_others_from_being_made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output" / "linear_1layer.gif").mkdir(parents=True)
    names = ["tanh_1layer", "linear_1layer", "logistic_1layer"]
    result = invoke("scene", *names, *SMALL)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert re.fullmatch(r"render: linear_1layer: .*linear_1layer.gif: .*", lines[0])
    assert lines[1:] == ["render: 1 of 3 scenes failed: linear_1layer"]
    assert {p.name for p in (tmp_path / "output").iterdir()} == {
        "linear_1layer.gif",
        *(f"{n}.{k}" for n in names[::2] for k in ("gif", "mp4", "png", "json")),
    }

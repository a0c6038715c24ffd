"""Surroundings: whatever is around the program, it works, or says why not in a line."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.command import render
from tests.making import contents

SCENE = ["scene", "tanh_1layer", "--networks", "1", "--size", "64x64"]
MANY = ["scene", "tanh_1layer", "tanh_2layer", "tanh_3layer", "--networks", "55"]
MANY += ["--size", "64x64", "--format", "png", "--fps", "1", "--jobs", "2"]
RC = "nonsense: 1:2:3\nbackend: nonsense\nfont.size: 40\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What comes of a scene in quiet surroundings: the names and bytes of its files."""
    folder = tmp_path_factory.mktemp("plain")
    done = render(*SCENE, "--output", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return contents(folder)


ENVIRONMENTS = {
    "a notebook's backend": {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
    "no backend": {"MPLBACKEND": "nonsense"},
    "no home": {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
    "no folder for settings": {"MPLCONFIGDIR": "/dev/null"},
    "no folder for what is temporary": {"TMPDIR": "/nonexistent"},
    "no language": {"LC_ALL": "xx_XX.bad", "LANG": "bad"},
    "ASCII alone": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "threads that are no numbers": {"OMP_NUM_THREADS": "x", "MKL_NUM_THREADS": "-1"},
    "no terminal": {"COLUMNS": "x", "LINES": "-1", "TERM": "nonsense"},
    "no assertions": {"PYTHONOPTIMIZE": "2"},
    "no path": {"PATH": "/nonexistent"},
    "a date that is none": {"SOURCE_DATE_EPOCH": "abc"},
}


ALL_AT_ONCE = {
    name: value for one in ENVIRONMENTS.values() for name, value in one.items()
}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(ALL_AT_ONCE, id="all at once"),
        *(
            pytest.param(v, id=k, marks=pytest.mark.slow)
            for k, v in ENVIRONMENTS.items()
        ),
    ],
)
def test_surroundings_make_no_difference(plain, tmp_path, changes):
    env = {**os.environ, **changes}
    done = render(*SCENE, "--output", tmp_path / "out", env=env)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == plain


def test_nothing_around_makes_no_difference(plain, tmp_path):
    done = render(*SCENE, "--output", tmp_path / "out", env={})
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == plain


@pytest.mark.slow
def test_settings_of_ones_own_make_no_difference(plain, tmp_path):
    (tmp_path / "matplotlibrc").write_text(RC)
    done = render(*SCENE, "--output", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == plain


def test_a_folder_that_is_gone_is_named(tmp_path):
    (tmp_path / "gone").mkdir()
    for command in ([*SCENE], ["still", "tanh_1layer", "-o", "a.png"]):
        words = f"cd {tmp_path}/gone && rmdir {tmp_path}/gone && exec $0 $@"
        done = render(*command, before=["sh", "-c", words])
        assert done.returncode == 2, done.stderr
        assert "expected a f" in done.stderr and done.stderr.count("\n") == 1
        (tmp_path / "gone").mkdir(exist_ok=True)


CLOSED = {
    "stdout": "$0 $@ >&-",
    "stderr": "$0 $@ 2>&-",
    "stdin": "$0 $@ <&-",
    "all": "$0 $@ <&- >&- 2>&-",
    "a pipe that is gone": "$0 $@ | true",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, id=name, marks=[pytest.mark.slow] * name.startswith("std"))
        for name, words in CLOSED.items()
    ],
)
def test_what_is_closed_makes_no_difference(plain, tmp_path, words):
    done = render(*SCENE, "--output", tmp_path / "out", before=["sh", "-c", words])
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == plain


LIMITS = {
    "few files": ("ulimit -n 24", "Too many open files"),
    "files that stay small": ("ulimit -f 1", "File too large"),
    "a full disk to speak to": ("exec >/dev/full", "No space left on device"),
    "no ffmpeg": ("export IMAGEIO_FFMPEG_EXE=/nonexistent", "ffmpeg does not"),
    "another ffmpeg": ("export IMAGEIO_FFMPEG_EXE=/bin/true", "ffmpeg failed"),
}


RARE = ("files that stay small", "another ffmpeg")


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        pytest.param(*pair, id=name, marks=[pytest.mark.slow] * (name in RARE))
        for name, pair in LIMITS.items()
    ],
)
def test_what_lacks_is_said_in_a_line(tmp_path, limit, words):
    before = ["bash", "-c", f"{limit}; exec $0 $@"]
    done = render(
        *SCENE, "--size", "640x360", "--output", tmp_path / "o", before=before
    )
    if done.returncode:
        assert words in done.stderr and done.stderr.count("\n") == 1
    else:  # where it is no limit after all, all is there
        assert len(contents(tmp_path / "o")) == 4


def in_a_room(words):
    """What runs a command where words, of sh, have been carried out for it alone."""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare")
    room = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "-rm"]
    probe = subprocess.run([*room, "true"], check=False, capture_output=True)
    if probe.returncode:
        pytest.skip("no rooms of one's own on this machine")
    return [*room, "sh", "-c", f"{words} && exec $0 $@"]


SANDBOXES = {
    "shared memory that cannot be written": "mount -t tmpfs -o ro none /dev/shm",
    "shared memory without room": "mount -t tmpfs -o size=4k none /dev/shm",
    "no shared memory": "mount -t tmpfs none /dev",
}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, id=name, marks=[pytest.mark.slow] * (number > 0))
        for number, (name, words) in enumerate(SANDBOXES.items())
    ],
)
def test_where_no_process_can_be_started_all_is_done_in_one(tmp_path, words):
    done = render(*MANY, "--output", tmp_path / "out", before=in_a_room(words))
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("render: no other process can be started (")
    assert done.stderr.endswith("): all is done in this one\n")
    assert len(list((tmp_path / "out").glob("*/*.png"))) == 3 * 55
    deck = ["deck", "-o", tmp_path / "a.html", "--scenes", "tanh_1layer,tanh_2layer"]
    looks = ["--still", "--size", "64x64", "--jobs", "2"]
    done = render(*deck, *looks, before=in_a_room(words))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.html").exists()


@pytest.mark.slow
def test_without_processes_to_look_at_work_is_shared_as_well(tmp_path):
    room = in_a_room("mount -t tmpfs none /proc")
    done = render(*MANY, "--output", tmp_path / "out", before=room)
    assert (done.returncode, done.stderr) == (0, "")


# Names that clash with those of files beside a scene

NETS = "class Net:\n    title = 'own'\n"
TOUR = (
    "from model import Family, Random\nfrom render import Curves, Tour\n"
    "a = Tour(Random(Family((1, 2, 1), 'tanh'), 90), Curves())\n"
    "b = Tour(Random(Family((1, 3, 1), 'tanh'), 90), Curves())\n"
)
QUICK = ["--size", "64x64", "--format", "png", "--fps", "1", "--output", "out"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("model", "from model import Net"),
        ("render", "from render import Net"),
        ("scenes", "from scenes import Net"),
        ("queue", "import queue"),
        ("statistics", "from statistics import mean"),
        ("numpy", "import numpy as np"),
        ("click", "import click.types"),
    ],
)
def test_a_name_that_is_taken_is_said_in_a_line(tmp_path, name, line):
    (tmp_path / f"{name}.py").write_text(NETS)
    (tmp_path / "mine.py").write_text(f"{line}\n{TOUR}")
    done = render("scene", "mine.py:a", *QUICK, cwd=tmp_path)
    words = f"another name for {name}.py: there is a module {name} already"
    assert (done.returncode, done.stderr) == (
        2,
        f"render: scene mine.py: expected {words}\n",
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "jobs"),
    [
        ("model", 1),
        ("model", 2),
        pytest.param("render", 2, marks=pytest.mark.slow),
        pytest.param("queue", 2, marks=pytest.mark.slow),
    ],
)
def test_a_file_that_is_not_meant_does_no_harm(tmp_path, name, jobs):
    (tmp_path / f"{name}.py").write_text(NETS)
    (tmp_path / "mine.py").write_text(TOUR)
    command = ["scene", "mine.py:a", "mine.py:b", "--jobs", jobs, *QUICK]
    done = render(*command, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "out").glob("*/*.png"))) == 2 * 90


def test_a_file_here_that_is_called_as_a_module_of_pythons_does_no_harm(tmp_path):
    for name in ("types", "socket", "pickle", "model"):
        (tmp_path / f"{name}.py").write_text("not Python\n")
    done = render(*MANY, "--output", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["model", "json", "numpy"])
def test_a_folder_whose_name_is_taken_is_said_in_a_line(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("X = 1\n")
    (tmp_path / "mine.py").write_text(f"from {name} import X\n{TOUR}")
    done = render("scene", "mine.py:a", *QUICK, cwd=tmp_path)
    words = f"another name for {name}: there is a module {name} already"
    assert done.stderr == f"render: scene mine.py: expected {words}\n"


def test_a_script_that_imports_main_is_no_clash(tmp_path):
    (tmp_path / "__main__.py").write_text(NETS)
    (tmp_path / "mine.py").write_text(f"import __main__\n{TOUR}")
    done = render("scene", "mine.py:a", *QUICK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_what_lies_beside_a_scene_goes_to_other_processes(tmp_path):
    (tmp_path / "mine.py").write_text(
        f"import nets\n{TOUR}".replace("2, 1", "nets.N, 1")
    )
    (tmp_path / "nets.py").write_text("N = 4\n")
    for folder in (tmp_path, tmp_path.parent):
        path = (tmp_path / "mine.py").relative_to(folder)
        command = ["scene", f"{path}:a", f"{path}:b", "--jobs", "2", *QUICK]
        done = render(*command, cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_script_that_python_runs_is_told_of_a_name_that_clashes(tmp_path):
    (tmp_path / "model.py").write_text(NETS)
    (tmp_path / "mine.py").write_text("from render import Tour\n")
    command = [sys.executable, tmp_path / "mine.py"]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONSAFEPATH"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    words = "hides this program's package `model`: give it another name"
    assert done.stderr.splitlines()[-1] == (
        f"ImportError: {tmp_path / 'model.py'} {words}"
    )


def test_the_command_is_a_module_as_well():
    done = render("--version", before=[sys.executable, "-m"], name=["render"])
    assert done.returncode == 0 and "render, version" in done.stdout

"""Faults: whatever happens, files are whole or absent, and the next run repairs all.

Each is caused to a real `render` of its own session, so that its processes are known.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from model import Family, Random
from render import Curves, RenderError, Timeline, Tour
from render.check import check
from render.encode import ffmpeg
from render.make.digests import file_digest
from render.make.workshop import Lock, workshop
from tests.command import output_of
from tests.making import contents, produce

RENDER = [sys.executable, "-m", "render"]
NAME = "tanh_1layer"
FILES = {f"{NAME}.{kind}" for kind in ("gif", "mp4", "png", "json")}
SIZE = ["--size", "160x90"]
SHORT = ["scene", NAME, *SIZE, "--networks", "2"]
LONG = [*SHORT, "--hold", "0", "--morph", "16", "--fps", "50"]  # 800 frames
AGAIN = [*SHORT, "--hold", "0", "--morph", "1", "--fps", "20"]

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"
)


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    folder = tmp_path_factory.mktemp("older")
    output_of(*RENDER, *SHORT, "--output", folder)
    return folder


@pytest.fixture
def folder(older, tmp_path):
    """An output folder with good older files."""
    return shutil.copytree(older, tmp_path / "out")


def start(arguments, folder, **options):
    return subprocess.Popen(
        [*RENDER, *arguments, "--output", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        **options,
    )


def begun(arguments, folder, **options):
    """A render that is in mid-encode."""
    running = start(arguments, folder, **options)
    until(lambda: encoding(folder), running)
    return running


def encoding(folder):
    """Whether something is in a workshop."""
    with suppress(FileNotFoundError):  # gone meanwhile
        return any(p.stat().st_size for p in folder.glob(".render-*/*.*"))


def until(holds, running=None):
    """Wait until something holds; not for long, nor for what has ended."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        assert running is None or running.poll() is None, running.communicate()[1]
        time.sleep(0.01)


def processes(session):
    """The living processes of a session, with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, own = (
                (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            )
            command = (folder / "cmdline").read_text()
        except OSError:  # it has ended meanwhile
            continue
        if int(own) == session and state != "Z":
            found[int(folder.name)] = command
    return found


def those(running, word):
    """Processes of a render that have a word on their command lines."""
    return [p for p, command in processes(running.pid).items() if word in command]


def ended(running, status):
    """The last line of a render that has ended, with all its processes."""
    words = running.communicate(timeout=60)[1]
    assert running.returncode == status, words
    until(lambda: not processes(running.pid))
    return words.splitlines()[-1] if words else ""


def check_repaired(arguments, folder):
    """A command that is run afterwards makes all its files and leaves nothing else."""
    output_of(*RENDER, *arguments, "--output", folder)
    made = json.loads((folder / f"{NAME}.json").read_text())["made"]
    digests = {name: file["digest"] for name, file in made.items()}
    assert {name: file_digest(folder / name) for name in made} == digests
    assert [path for path in folder.glob("*.[gm]*") if check(path).faults] == []
    assert {path.name for path in folder.iterdir()} == FILES


KILLS = [
    (signal.SIGKILL, "2"),
    pytest.param(signal.SIGKILL, "1", marks=pytest.mark.slow),
    pytest.param(signal.SIGHUP, "2", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("number", "jobs"), KILLS)
def test_the_program_killed(folder, number, jobs):
    before = contents(folder)
    running = begun([*LONG, "--jobs", jobs], folder)
    running.send_signal(number)
    ended(running, -number)
    left = {n: c for n, c in ((p.name, p) for p in folder.iterdir()) if n[0] != "."}
    assert {name: path.read_bytes() for name, path in left.items()} == before
    check_repaired([*LONG, "--jobs", jobs], folder)


def test_ffmpeg_killed(folder):
    before = contents(folder)
    running = begun([*LONG, "--jobs", "1"], folder)
    os.kill(those(running, "rawvideo")[0], signal.SIGKILL)
    words = ended(running, 1)
    assert words == "render: ffmpeg failed: it hung up early, killed by signal 9"
    assert contents(folder) == before
    check_repaired(AGAIN, folder)


def test_a_worker_killed(folder):
    before = contents(folder)
    running = begun([*LONG, "--jobs", "2"], folder)
    workers = those(running, "spawn_main")
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    words = ended(running, 1)
    assert words == "render: a process was killed; fewer --jobs may help"
    assert contents(folder) == before
    check_repaired(AGAIN, folder)


def test_ffmpeg_at_a_standstill_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(ffmpeg, "PATIENCE", 1.0)
    tour = Tour(Random(Family((1, 5, 1), "tanh"), 2), Curves())
    stopped = []

    def stop(done, total):
        if done == 20:
            found = processes(os.getsid(0)).items()
            own = [p for p, command in found if str(tmp_path) in command]
            stopped.extend(p for p in own if p != os.getpid())
            os.kill(stopped[0], signal.SIGSTOP)

    with pytest.raises(RenderError, match="standstill"):
        produce(
            *(tour, "a", tmp_path / "out", ["mp4"], Timeline(0, 4, 50), (320, 180)),
            progress=stop,
        )
    assert not (tmp_path / "out").exists()
    assert not set(stopped) & set(processes(os.getsid(0)))


@pytest.mark.parametrize(
    ("number", "jobs"),
    [
        (signal.SIGINT, "2"),
        pytest.param(signal.SIGTERM, "1", marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, "1", marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, "2", marks=pytest.mark.slow),
    ],
)
def test_asked_to_stop(folder, number, jobs):
    before = contents(folder)
    running = begun([*LONG, "--jobs", jobs], folder)
    os.killpg(running.pid, number)  # a terminal tells all its processes
    words = {signal.SIGINT: "interrupted", signal.SIGTERM: "stopped by SIGTERM"}
    assert ended(running, 128 + number) == f"render: {words[number]}"
    assert contents(folder) == before
    check_repaired(AGAIN, folder)


def test_a_full_disk(folder):
    """As files that may be no larger than this: writing beyond fails alike."""
    before = contents(folder)
    limit = 20_000
    running = start(
        [*LONG, "--theme", "light", "--jobs", "1"],
        folder,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert ended(running, 1).startswith("render: ffmpeg failed: ")
    assert contents(folder) == before
    check_repaired(AGAIN, folder)


@pytest.mark.slow
def test_a_disk_with_no_room_left(tmp_path):
    (tmp_path / "disk").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(tmp_path / "disk")]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs to mount a small disk")
    try:
        folder = tmp_path / "disk" / "out"
        running = start([*SHORT, "--format", "gif"], folder)
        ended(running, 0)
        before = contents(folder)
        running = start([*LONG, "--jobs", "1"], folder)
        assert ended(running, 1).startswith("render: ")
        assert contents(folder) == before
    finally:
        subprocess.run(["umount", str(tmp_path / "disk")], check=True)


@pytest.mark.slow
def test_a_folder_that_turns_read_only(folder):
    before = contents(folder)
    mortal = []
    if os.geteuid() == 0:  # who may write everywhere
        mortal = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        if not shutil.which("setpriv") or subprocess.run([*mortal, "true"]).returncode:
            pytest.skip("needs setpriv, or a user who is not root")
    running = subprocess.Popen(
        [*mortal, *RENDER, *LONG, "--jobs", "1", "--output", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    until(lambda: encoding(folder), running)
    folder.chmod(0o555)
    try:
        words = ended(running, 1)
        assert "Permission denied" in words
        visible = [p for p in folder.iterdir() if p.name[0] != "."]
        assert {p.name: p.read_bytes() for p in visible} == before
    finally:
        folder.chmod(0o755)
    check_repaired(AGAIN, folder)


@pytest.mark.slow
def test_a_folder_that_is_gone(folder):
    running = begun([*LONG, "--jobs", "1"], folder)
    shutil.rmtree(folder)
    assert ended(running, 1).startswith("render: ")
    check_repaired(AGAIN, folder)


def test_two_at_once_in_one_folder(tmp_path):
    for _ in range(2):
        seeds = ("1", "2")
        running = [start([*SHORT, "--seed", s, "--force"], tmp_path) for s in seeds]
        for one in running:
            assert ended(one, 0) == ""
        told = json.loads((tmp_path / f"{NAME}.json").read_text())
        assert told["seed"] in (1, 2)
        assert {path.name for path in tmp_path.iterdir()} == FILES
        for name, file in told["made"].items():
            assert file_digest(tmp_path / name) == file["digest"]


def test_what_was_left_behind_is_cleared_away_and_nothing_else(tmp_path):
    for name in (".render-abcdefgh", ".render-held0000", ".render-not", ".other", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("")
    os.utime(tmp_path / ".render-abcdefgh", (4e9, 4e9))  # whatever the clock says
    with Lock(tmp_path / ".render-held0000"), workshop(tmp_path, "a") as work:
        there = {path.name for path in tmp_path.iterdir()}
        assert there == {work.name, ".render-held0000", ".render-not", ".other", "a"}
        with workshop(tmp_path, "b") as other:
            assert work.is_dir() and other.is_dir()
    with workshop(tmp_path, "a"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {".render-not", ".other", "a"}

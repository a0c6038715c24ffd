"""Clusters: the same files by a real scheduler and real workers, one of them killed."""

import json
import signal
import subprocess
import sys

import pytest
from distributed import Client

from tests.making import contents
from tests.test_faults import encoding, ended, start, until

pytestmark = pytest.mark.slow

SMALL = ["--size", "160x90", "--networks", "2"]
LONG = ["scene", "tanh_1layer", *SMALL, "--hold", "0", "--morph", "99"]
SEVERAL = ["scene", "tanh_1layer", "linear_1layer", "tanh_2layer", *SMALL]


class Cluster:
    """A scheduler and workers, processes of their own."""

    def __init__(self, folder):
        self.file = folder / "scheduler.json"
        self.scheduler = self._dask("scheduler", "--port", "0", "--scheduler-file")
        until(self._told)
        self.address = self._told()["address"]
        self.workers = []

    def _told(self):
        """What the scheduler says of itself, once all of it is written."""
        try:
            return json.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError):
            return None

    def add(self, n=1):
        """Start workers, and wait until the scheduler knows of them."""
        options = ["--nthreads", "1", "--no-nanny", "--scheduler-file"]
        living = [worker for worker in self.workers if worker.poll() is None]
        self.workers += [self._dask("worker", *options) for _ in range(n)]
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(len(living) + n, timeout=60)

    def _dask(self, *arguments):
        command = [sys.executable, "-m", "dask", *arguments, str(self.file)]
        return subprocess.Popen(
            [*command, "--no-dashboard"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def close(self):
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


def made_here(arguments, folder):
    assert ended(start([*arguments, "--jobs", "1"], folder), 0) == ""
    return contents(folder)


def test_the_same_files_though_a_worker_is_killed(cluster, tmp_path):
    """Chunks of one scene's frames first, then whole scenes."""
    cluster.add(2)
    there = ["--dask", cluster.address]
    running = start([*LONG, *there], tmp_path / "there")
    until(lambda: encoding(tmp_path / "there"), running)
    cluster.workers[0].send_signal(signal.SIGKILL)
    assert ended(running, 0) == ""
    assert contents(tmp_path / "there") == made_here(LONG, tmp_path / "here")

    cluster.add()
    assert ended(start([*SEVERAL, *there], tmp_path / "all"), 0) == ""
    assert contents(tmp_path / "all") == made_here(SEVERAL, tmp_path / "all here")


def test_a_cluster_that_is_lost_is_told_of_and_leaves_nothing(cluster, tmp_path):
    cluster.add(2)
    command = [*LONG, "--size", "640x360", "--dask", cluster.address]
    running = start(command, tmp_path / "out")
    until(lambda: encoding(tmp_path / "out"), running)
    cluster.close()
    words = ended(running, 1)
    assert words == "render: the cluster is gone" or "no worker at" in words
    assert not (tmp_path / "out").exists()


def test_a_cluster_without_workers_is_told_of(cluster, tmp_path):
    words = ended(start([*LONG, "--dask", cluster.address], tmp_path / "out"), 2)
    address = cluster.address
    assert words == f"render: --dask {address}: expected a scheduler that has workers"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "here", "tcp://:x", ""])
def test_an_address_of_no_scheduler_is_told_of(tmp_path, address):
    words = ended(start([*LONG, "--dask", address], tmp_path / "out"), 2)
    assert words.startswith(f"render: --dask {address or chr(39) * 2}: expected the")
    assert not (tmp_path / "out").exists()

"""Clusters: pools whose processes belong to Dask, on any number of machines."""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from model.extras import installing
from render.errors import InputError, LostError
from render.make.pool import Pool
from render.make.watch import Watch

if TYPE_CHECKING:
    from distributed import Client

ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:[0-9]{1,5}")
SCHEDULER = "the address of a scheduler that answers, such as tcp://host:8786"
PATIENCE = 30.0  # seconds without a scheduler, or without any worker
SELDOM = 2.0  # seconds between two looks at the workers
RETRIES = 3  # of work whose worker was lost


@contextmanager
def cluster(address: str, watch: Watch) -> Iterator[Pool]:
    """A pool of all workers of the Dask scheduler at an address.

    If a worker is lost, another does its work. Workers need this program in the same
    version, and one thread each (`dask worker --nthreads 1`): more would wait for each
    other.
    Raises InputError if no scheduler answers, or it has no workers, and LostError if
    they are gone for PATIENCE.
    """
    if not find_spec("distributed"):
        words = f"Dask to be installed: {installing('cluster')}"
        raise InputError("dask", address, words)
    if not ADDRESS.fullmatch(address):
        raise InputError("dask", address, SCHEDULER)
    logging.disable()  # Dask writes pages where this program writes a line
    try:
        with _client(address) as client:
            executor = client.get_executor(pure=False, retries=RETRIES)
            look = _look(client, address, watch)
            yield Pool(_workers(client), executor, look, is_far=True)
    finally:
        logging.disable(logging.NOTSET)


def _client(address: str) -> "Client":
    """A client of the scheduler at an address, once it has workers.

    Raises InputError if no scheduler answers, or it has none.
    """
    from distributed import Client

    try:
        client = Client(address, timeout=PATIENCE / 3, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError("dask", address, SCHEDULER) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE / 3)
    except TimeoutError as error:
        client.close()
        words = "a scheduler that has workers"
        raise InputError("dask", address, words) from error
    return client


def _workers(client: "Client") -> int:
    """How many tasks the workers do at a time."""
    return sum(client.nthreads().values())


def _look(client: "Client", address: str, watch: Watch) -> Callable[[], None]:
    """A function to call while waiting for results; it raises when that is in vain.

    That is LostError without workers for PATIENCE, and what the watch raises.
    """
    last_present = last_look = time.monotonic()

    def look() -> None:
        nonlocal last_present, last_look
        watch.check()
        now = time.monotonic()
        if now - last_look < SELDOM:
            return
        last_look = now
        if client.status == "running" and _workers(client):
            last_present = now
        elif now - last_present > PATIENCE:
            words = f"no worker at {address} for {PATIENCE:g} s"
            raise LostError(f"{words}: they need this program, in this version")

    return look

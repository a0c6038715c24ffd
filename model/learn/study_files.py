"""Studies in .npz files.

Arrays have the names of a Study's fields, and results those of what was measured, after
result_1, result_2 and so on. The array that is called study has the rest, in JSON.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from model.files.content import content, quoted
from model.files.npz import STUDY, arrays
from model.learn.facts import Facts, list_in
from model.learn.study import Study

FACTS = Facts(STUDY, version=1, longest=100_000)
DTYPES = {"numbers": "<i8", "steps": "<i8", "losses": "<f8"}
TESTS = "test_losses"  # which may be missing
RESULT, RESULTS = "result_", "<f8"


def save_study(study: Study, path: str | Path) -> None:
    """Write a study to a .npz file that numpy can read without pickling.

    Raises OSError for a file that cannot be written, and ValueError for so many kinds
    that their names and settings have more than 100,000 characters.
    """
    facts = {
        "kinds": study.kinds,
        "sizes": study.sizes,
        "results": list(study.results),
        "settings": study.settings,
    }
    own = {name: getattr(study, name) for name in DTYPES}
    if study.test_losses.size:
        own[TESTS] = study.test_losses
    results = enumerate(study.results.values(), start=1)
    own |= {f"{RESULT}{k}": values for k, values in results}
    file = BytesIO()
    np.savez_compressed(file, **{STUDY: FACTS.text(facts)}, **own)  # type: ignore[arg-type]
    Path(path).write_bytes(file.getvalue())


def read_study(path: str | Path) -> Study:
    """The study in a .npz file.

    Nothing in the file is run. Raises OSError for a file that cannot be read, and
    ValueError, in one line, for one that holds anything but a study, or more than
    100 MB.
    """
    path = Path(path)
    with FACTS.in_one_line(path):
        return _study(arrays(content(path)))


def _study(found: dict[str, np.ndarray]) -> Study:
    """The study of a file's arrays. Raises ValueError, of any number of lines."""
    facts = FACTS.read(found)
    names = list_in(facts, "results", str, FACTS)
    results = {f"{RESULT}{k}": name for k, name in enumerate(names, start=1)}
    expected = DTYPES | dict.fromkeys(results, RESULTS)
    if TESTS in found:
        expected[TESTS] = DTYPES["losses"]
    if found.keys() - {STUDY} != expected.keys():
        words = f"expected {STUDY}, {', '.join(expected)}"
        raise ValueError(f"arrays {quoted(', '.join(sorted(found)))}: {words}")
    for name, dtype in expected.items():
        if found[name].dtype.str != dtype:
            raise ValueError(f"{name} holds {found[name].dtype}: expected {dtype}")
    sizes = [_checked_sizes(row) for row in list_in(facts, "sizes", list, FACTS)]
    return Study(
        tuple(list_in(facts, "kinds", str, FACTS)),
        tuple(sizes),
        **{name: found[name] for name in DTYPES},
        test_losses=found.get(TESTS, np.zeros((found["numbers"].size, 0))),
        results={name: found[array] for array, name in results.items()},
        settings=tuple(list_in(facts, "settings", dict, FACTS)),
    )


def _checked_sizes(row: list[Any]) -> tuple[int, ...]:
    """The sizes of a network. Raises ValueError for anything else."""
    if len(row) < 2 or not all(type(n) is int and 0 < n < 2**31 for n in row):
        raise ValueError(f"{STUDY} has sizes that no network has")
    return tuple(row)

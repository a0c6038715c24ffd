"""Studies in .npz files.

Arrays have the names of a Study's fields, and results those of what was measured, after
result_1, result_2 and so on. The array that is called study has the rest, in JSON.
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from model.files.content import check_file, content, quoted
from model.files.npz import STUDY, arrays
from model.learn.study import Study

FORMAT, VERSION = "nn-render study", 1
LONGEST_TEXT = 100_000  # characters of JSON
LONGEST_ERROR = 400
DTYPES = {"numbers": "<i8", "steps": "<i8", "losses": "<f8"}
TESTS = "test_losses"  # which may be missing
RESULT, RESULTS = "result_", "<f8"


def save_study(study: Study, path: str | Path) -> None:
    """Write a study to a .npz file that numpy can read without pickling.

    Raises OSError for a file that cannot be written.
    """
    facts = {
        "format": FORMAT,
        "version": VERSION,
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
    text = np.array(json.dumps(facts, ensure_ascii=False))
    np.savez_compressed(file, **{STUDY: text}, **own)  # type: ignore[arg-type]
    Path(path).write_bytes(file.getvalue())


def read_study(path: str | Path) -> Study:
    """The study in a .npz file.

    Nothing in the file is run. Raises OSError for a file that cannot be read, and
    ValueError, in one line, for one that holds anything but a study, or more than
    100 MB.
    """
    path = Path(path)
    try:
        check_file(path)
        return _study(arrays(content(path)))
    except ValueError as error:
        words = " ".join(str(error)[:LONGEST_ERROR].split())
        raise ValueError(f"{path} does not hold a study: {words}") from error


def _study(found: dict[str, np.ndarray]) -> Study:
    """The study of a file's arrays. Raises ValueError, of any number of lines."""
    facts = _facts_in(found)
    names = _list_of(facts, "results", str)
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
    sizes = [_checked_sizes(row) for row in _list_of(facts, "sizes", list)]
    return Study(
        tuple(_list_of(facts, "kinds", str)),
        tuple(sizes),
        **{name: found[name] for name in DTYPES},
        test_losses=found.get(TESTS, np.zeros((found["numbers"].size, 0))),
        results={name: found[array] for array, name in results.items()},
        settings=tuple(_list_of(facts, "settings", dict)),
    )


def _facts_in(found: dict[str, np.ndarray]) -> dict[str, Any]:
    """What is not an array. Raises ValueError for another format or version."""
    text = found.get(STUDY, np.zeros(0))
    if text.dtype.kind != "U" or text.size != 1 or text.itemsize > 4 * LONGEST_TEXT:
        words = f"of at most {LONGEST_TEXT:,} letters"
        raise ValueError(f"expected an array {STUDY}, a text {words}")
    try:
        facts = json.loads(str(text.ravel()[0]))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{STUDY} is no JSON") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ValueError(f"{STUDY} is not of the format {FORMAT}")
    if facts.get("version") != VERSION:
        version = quoted(str(facts.get("version")), 20)
        raise ValueError(f"version {version} of the format: expected {VERSION}")
    return facts


def _list_of(facts: dict[str, Any], name: str, kind: type) -> list[Any]:
    values = facts.get(name)
    if not isinstance(values, list) or not all(isinstance(x, kind) for x in values):
        raise ValueError(f"{STUDY} has no list called {name}")
    if kind is str:
        "".join(values).encode()  # raises ValueError for half a sign
    return values


def _checked_sizes(row: list[Any]) -> tuple[int, ...]:
    """The sizes of a network. Raises ValueError for anything else."""
    if len(row) < 2 or not all(type(n) is int and 0 < n < 2**31 for n in row):
        raise ValueError(f"{STUDY} has sizes that no network has")
    return tuple(row)

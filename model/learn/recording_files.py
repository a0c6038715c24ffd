"""Recordings in .npz files.

Arrays have the names of a Recording's fields; layer_1, layer_2 and so on are its
layers, and activation names their activations, as in files of networks. The array that
is called recording has the rest, in JSON.
"""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from model.activation import ACTIVATIONS, activations
from model.data import Data
from model.files.content import content, quoted
from model.files.npz import RECORDING, activation_names, arrays, kind
from model.learn.facts import Facts, list_in
from model.learn.optimisers import State
from model.learn.passes import parts
from model.learn.recording import MEASURES, End, Recording, n_kept
from model.learn.training import Training
from model.network import Network

FACTS = Facts(RECORDING, version=1, longest=1_000_000)
TEXTS = (RECORDING, "activation")
DTYPES = {
    "steps": "i8",
    "test": "u1",
    **dict.fromkeys(("losses", *MEASURES, "inputs", "targets", "mean", "sd"), "f8"),
    **dict.fromkeys(("start", "weights", "averages"), "f8"),
}


def save_recording(recording: Recording, path: str | Path) -> None:
    """Write a recording to a .npz file that numpy can read without pickling.

    Raises OSError for a file that cannot be written, and ValueError for activations
    that are not the program's own, and names and categories of a million characters.
    """
    for f in recording.activations:
        if f not in ACTIVATIONS:
            raise ValueError(f"activation {f.name!r} cannot be saved")
    file = BytesIO()
    # numpy's types suppose that an array could be called allow_pickle.
    np.savez_compressed(file, **_arrays(recording))  # type: ignore[arg-type]
    Path(path).write_bytes(file.getvalue())


def read_recording(path: str | Path) -> Recording:
    """The recording in a .npz file, with its data and its training.

    Nothing in the file is run. Raises OSError for a file that cannot be read, and
    ValueError, in one line, for one that holds anything but a recording, or more than
    100 MB.
    """
    path = Path(path)
    with FACTS.in_one_line(path):
        return _recording(arrays(content(path)))


def _arrays(recording: Recording) -> dict[str, np.ndarray]:
    """The arrays of a file."""
    layers = {f"layer_{i}": x for i, x in enumerate(recording.layers, start=1)}
    names = [f.name for f in recording.activations]
    own = {name: getattr(recording, name) for name in ("steps", "losses", *MEASURES)}
    optional = {
        "mean": recording.mean,
        "sd": recording.sd,
        **_data_arrays(_kept(recording)),
        **_training_arrays(recording),
    }
    more = {k: x for k, x in (own | optional).items() if x is not None and x.size}
    text = FACTS.text(_facts(recording))
    return {RECORDING: text, "activation": np.array(names), **layers, **more}


def _facts(recording: Recording) -> dict[str, Any]:
    """What is not an array."""
    data, training = _kept(recording), recording.training
    return {
        "unit": recording.unit,
        "burst": recording.burst,
        "data": data
        and {
            "input_names": data.input_names,
            "target_name": data.target_name,
            "categories": data.categories,
        },
        "training": training and training.settings(),
        "versions": dict(recording.versions),
    }


def _kept(recording: Recording) -> Data | None:
    """The data that the file has."""
    return recording.data if recording.data and n_kept(recording.data) else None


def _data_arrays(data: Data | None) -> dict[str, np.ndarray | None]:
    if data is None:
        return {}
    test = None if data.test is None else data.test.astype(np.uint8)
    targets = None if data.targets is None else data.targets.astype(float)
    return {"inputs": data.inputs, "targets": targets, "test": test}


def _training_arrays(recording: Recording) -> dict[str, np.ndarray | None]:
    """What it takes to go on."""
    training, end = recording.training, recording.end
    if training is None or end is None or _kept(recording) is None:
        return {}
    start = [layer.weights.ravel() for layer in training.start.layers]
    return {
        "start": np.concatenate(start),
        "weights": end.weights,
        "averages": np.array(end.optimiser.averages),
    }


def _recording(found: dict[str, np.ndarray]) -> Recording:
    """The recording of a file's arrays. Raises ValueError, of any number of lines."""
    if kind(found) != "recording":
        words = f"expected {RECORDING}, steps, losses, layer_1 and so on"
        raise ValueError(f"arrays {quoted(', '.join(sorted(found)))}: {words}")
    _check_types(found)
    facts = FACTS.read(found)
    n_layers = sum(name.startswith("layer_") for name in found)
    layers = [_named(found, f"layer_{i}") for i in range(1, n_layers + 1)]
    names = activation_names(found.get("activation"), n_layers)
    measures: dict[str, Any] = {name: found[name] for name in MEASURES if name in found}
    recording = Recording(
        tuple(layers),
        activations([name or "" for name in names], n_layers),
        _named(found, "steps"),
        _named(found, "losses"),
        **measures,
        data=_data(found, facts),
        mean=found.get("mean"),
        sd=found.get("sd"),
        unit=_text(facts, "unit"),
        burst=facts.get("burst") is True,
        versions=_versions(facts),
    )
    return _with_training(recording, found, facts)


def _check_types(found: dict[str, np.ndarray]) -> None:
    """Raise ValueError for other arrays, or types, than save_recording writes."""
    for name, array in found.items():
        if name in TEXTS:
            expected, right = "text", array.dtype.kind == "U"
        else:
            expected = (
                "f4" if name.startswith("layer_") else DTYPES.get(name, "nothing")
            )
            right = (
                array.dtype.str == f"<{expected}" or array.dtype.str == f"|{expected}"
            )
        if not right:
            words = f"expected {expected}"
            raise ValueError(f"{quoted(name)} holds {array.dtype}: {words}")


def _data(found: dict[str, np.ndarray], facts: dict[str, Any]) -> Data | None:
    """What was learned, if the file says it."""
    if "inputs" not in found:
        return None
    words = facts.get("data")
    if not isinstance(words, dict):
        raise ValueError(f"{RECORDING} has no names of data")
    return Data(
        found["inputs"],
        found.get("targets"),
        list_in(words, "input_names", str, FACTS),
        _text(words, "target_name"),
        list_in(words, "categories", str, FACTS),
        found["test"] == 1 if "test" in found else None,
    )


def _with_training(
    recording: Recording, found: dict[str, np.ndarray], facts: dict[str, Any]
) -> Recording:
    """The recording with its training, and where it ended, if the file says it."""
    settings, data = facts.get("training"), recording.data
    if settings is None or data is None or not {"start", "weights"} & set(found):
        return recording
    shapes = [layer.shape[1:] for layer in recording.layers]
    n_weights = sum(n * m for n, m in shapes)
    start, weights = (_row(found, name, (n_weights,)) for name in ("start", "weights"))
    network = Network.from_weights(parts(start, shapes), recording.activations)
    try:
        if settings["split"]:
            words = data.input_names, data.target_name, data.categories
            data = Data(data.inputs, data.targets, *words)
        training = Training.from_settings(network, data, settings)
    except (TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError(f"{RECORDING} has other settings than a training") from error
    n_averages = training.optimiser.n_averages
    averages = _row(found, "averages", (n_averages, n_weights)) if n_averages else ()
    end = End(weights, State(int(recording.steps[-1]), tuple(averages)))
    return replace(recording, training=training, end=end)


def _row(found: dict[str, np.ndarray], name: str, shape: tuple[int, ...]) -> np.ndarray:
    """An array of finite numbers. Raises ValueError for one of another shape."""
    array = _named(found, name)
    if array.shape != shape or not np.isfinite(array).all():
        words = f"expected finite numbers of shape {shape}"
        raise ValueError(f"{name} of shape {array.shape}: {words}")
    return array


def _named(found: dict[str, np.ndarray], name: str) -> np.ndarray:
    if name not in found:
        raise ValueError(f"there is no array {name}: expected one")
    return found[name]


def _text(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{RECORDING} has no text called {name}")
    value.encode()  # raises ValueError for half a sign
    return value


def _versions(facts: dict[str, Any]) -> dict[str, str]:
    versions = facts.get("versions")
    if not isinstance(versions, dict):
        raise ValueError(f"{RECORDING} has no versions")
    return {name: _text(versions, name) for name in versions}

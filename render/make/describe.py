"""Descriptions: what is in a file of a network or of data, or in a folder of such."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from model import Data, Recording, activation
from model.files.data import TEXTS
from model.files.readers import stated
from model.files.stated import Stated, usual_activations
from render.errors import InputError
from render.make.own import Accuracy, Own, accuracy_of
from render.make.sources import data_in, files_in, kind_in, reading, recording_in
from render.scene.variants import as_typed
from render.view.composed import counted
from render.view.own_views import kinds_of

Facts = dict[str, Any]  # for JSON


def describe(path: Path, own: Own | None = None) -> Facts:
    """What is in a file, or in a folder of files of networks, for JSON.

    own: how it is read; of what is shown its data alone counts, for a network's
        accuracy. None for what suits the file.
    Raises InputError for a file that cannot be read.
    """
    own = own or Own()
    facts = _described(path, own.order, None if own.data else own.target)
    if facts["kind"] == "data":
        for name in ("activation", "data"):
            if given := getattr(own, name):
                raise InputError(name, as_typed(given), "a file of a network")
    if own.activation and not own.data:
        given = as_typed(own.activation)
        raise InputError("activation", given, "--data, for which it counts")
    if own.data is None:
        return facts
    accuracy = accuracy_of(path, own)
    if accuracy is None:
        raise InputError("data", own.data, "points with categories")
    return facts | {"accuracy": asdict(accuracy)}


def _described(path: Path, order: Sequence[str], target: str | None) -> Facts:
    """What is in a file or in a folder, without its accuracy."""
    is_folder = path.is_dir()
    is_text = path.suffix.lower() in TEXTS and not is_folder
    kind = "data" if is_text else kind_in(path)
    if order and kind in ("data", "recording"):
        raise InputError("order", ",".join(order), "a file of a network")
    if kind == "data":
        return _data(data_in(path, target), path)
    if target is not None:
        raise InputError("target", target, "a file of data")
    if is_folder:
        return _folder(path, order)
    if kind == "recording":
        return _recording(recording_in(path), path)
    return _network(reading(partial(stated, path, order), path), path)


def lines(facts: Mapping[str, Any]) -> Iterator[str]:
    """What describe says, in words, line by line."""
    yield f"{facts['file']}: {facts['kind']}"
    say = {
        "network": _of_network,
        "data": _of_data,
        "folder": _of_folder,
        "recording": _of_recording,
    }
    yield from (f"  {line}" for line in say[facts["kind"]](facts))
    if "accuracy" in facts:
        accuracy = Accuracy(**facts["accuracy"])
        yield f"  {accuracy.name} is {accuracy.words}"


def _folder(path: Path, order: Sequence[str]) -> Facts:
    """The files of networks in a folder, and which one has other layers, if any."""
    files = files_in(path)
    networks = [reading(partial(stated, file, order), file) for file in files]
    first = [w.shape for w in networks[0].weights]
    others = (
        file.name
        for file, network in zip(files, networks, strict=True)
        if [w.shape for w in network.weights] != first
    )
    return {
        "file": str(path),
        "kind": "folder",
        "files": [file.name for file in files],
        "first_with_other_layers": next(others, None),
        "first": _network(networks[0], files[0]),
    }


def _network(network: Stated, path: Path) -> Facts:
    """What is to be said of a network."""
    n_inputs = network.weights[0].shape[0] - 1
    layers = [
        {
            "inputs": weights.shape[0] - 1,
            "nodes": weights.shape[1],
            "activation": None if f is None else activation(f).name,
            "parameters": weights.size,
            "lowest": float(weights.min()),
            "highest": float(weights.max()),
        }
        for weights, f in zip(network.weights, network.activations, strict=True)
    ]
    return {
        "file": str(path),
        "kind": "network",
        "inputs": n_inputs,
        "outputs": layers[-1]["nodes"],
        "layers": layers,
        "parameters": sum(weights.size for weights in network.weights),
        "names_activations": None not in network.activations,
        "views": list(kinds_of(n_inputs)),
    }


def _data(data: Data, path: Path) -> Facts:
    """What is to be said of data."""
    names = data.input_names or [f"input {k + 1}" for k in range(data.n_inputs)]
    columns = zip(names, data.inputs.T, strict=True)
    facts = {
        "file": str(path),
        "kind": "data",
        "points": len(data),
        "inputs": [
            {"name": name, "lowest": float(x.min()), "highest": float(x.max())}
            for name, x in columns
        ],
        "target": data.target_name or None,
    }
    if data.targets is None:
        return facts
    if data.categories:
        counts = np.bincount(data.targets, minlength=len(data.categories)).tolist()
        return {**facts, "categories": dict(zip(data.categories, counts, strict=True))}
    low, high = float(data.targets.min()), float(data.targets.max())
    return {**facts, "targets": {"lowest": low, "highest": high}}


def _recording(recording: Recording, path: Path) -> Facts:
    """What is to be said of a recording: its last network, and how it came to be."""
    network, data = recording[len(recording) - 1], recording.data
    weights = [layer.weights for layer in network.layers]
    activations = [layer.activation for layer in network.layers]
    return {
        **_network(Stated(weights, activations), path),
        "kind": "recording",
        "stops": len(recording),
        "results": results(recording),
        "data": None if data is None else _data(data, path),
    }


def results(recording: Recording) -> Facts:
    """What came of a training."""
    training = recording.training
    return {
        "unit": recording.unit,
        "first": int(recording.steps[0]),
        "last": int(recording.steps[-1]),
        "burst": recording.burst,
        "loss_name": None if training is None else training.loss.title,
        "loss": _last(recording.training_losses),
        "test_loss": _last(recording.test_losses),
        "accuracy": _last(recording.training_accuracies),
        "test_accuracy": _last(recording.test_accuracies),
        "normalised": recording.normalised,
    }


def _last(values: np.ndarray) -> float | None:
    """The last of some values, if there are any."""
    return float(values[-1]) if len(values) else None


def of_results(facts: Mapping[str, Any]) -> Iterator[str]:
    """Lines on what came of a training."""
    last = counted(facts["last"], facts["unit"])
    if facts["burst"]:
        yield f"it burst: after {last} numbers are no longer finite"
    name = f" ({facts['loss_name']})" if facts["loss_name"] else ""
    for words, values, form in (
        (f"loss after {last}{name}", "loss", "{:.4g}"),
        ("right", "accuracy", "{:.1%}"),
    ):
        if facts[values] is not None:
            line = f"{words}: {form.format(facts[values])}"
            if (test := facts[f"test_{values}"]) is not None:
                line += f", of test points {form.format(test)}"
            yield line
    if facts["normalised"]:
        yield "inputs were normalised, which is part of the first layer"


def _of_recording(facts: Mapping[str, Any]) -> Iterator[str]:
    """Lines on a recording."""
    unit, first, last = (facts["results"][key] for key in ("unit", "first", "last"))
    yield f"{counted(facts['stops'], 'network')}, {unit} {first:,} to {last:,}"
    yield from of_results(facts["results"])
    if data := facts["data"]:
        yield "what it learned:"
        yield from (f"  {line}" for line in [*_of_data(data)][:-1])
    yield "its last network:"
    yield from (f"  {line}" for line in _of_network(facts))


def _of_network(facts: Mapping[str, Any]) -> Iterator[str]:
    """Lines on a network."""
    n_inputs, n_outputs = facts["inputs"], facts["outputs"]
    yield f"{counted(n_inputs, 'input')}, {counted(n_outputs, 'output')}"
    for number, layer in enumerate(facts["layers"], start=1):
        function = layer["activation"] or "no activation named"
        ends = f"{layer['lowest']:.3g} to {layer['highest']:.3g}"
        sizes = f"{layer['inputs']} to {counted(layer['nodes'], 'node')}"
        count = counted(layer["parameters"], "parameter")
        yield f"layer {number}: {sizes}, {function}; {count} from {ends}"
    yield f"{counted(facts['parameters'], 'parameter')} in all"
    if not facts["names_activations"]:
        usual = usual_activations(n_outputs)
        yield f"it names no activations: say --activation, such as {usual}"
    views = ", ".join(facts["views"])
    slices = "; with --axes 1 as curve; with --axes 1,2 as map, surface"
    more = "" if n_inputs <= 2 else slices
    yield f"can be shown as {views}{more}"


def _of_data(facts: Mapping[str, Any]) -> Iterator[str]:
    """Lines on data."""
    yield counted(facts["points"], "point")
    for number, column in enumerate(facts["inputs"], start=1):
        ends = f"{column['lowest']:.4g} to {column['highest']:.4g}"
        words = dict.fromkeys([f"input {number}", column["name"]])  # some have no name
        yield f"{', '.join(words)}: {ends}"
    target = facts["target"] or "target"
    if "categories" in facts:
        counts = [f"{name} ({n:,})" for name, n in facts["categories"].items()]
        yield f"{target}: {', '.join(counts)}"
    elif "targets" in facts:
        ends = facts["targets"]
        yield f"{target}: {ends['lowest']:.4g} to {ends['highest']:.4g}"
    yield "can be shown with a network: --data"


def _of_folder(facts: Mapping[str, Any]) -> Iterator[str]:
    """Lines on a folder."""
    files = facts["files"]
    yield f"{counted(len(files), 'network')}, {files[0]} to {files[-1]}"
    if other := facts["first_with_other_layers"]:
        yield f"{other} has other layers than {files[0]}: they are no tour"
    yield f"{files[0]}:"
    yield from (f"  {line}" for line in _of_network(facts["first"]))

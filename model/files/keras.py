"""Networks in the files of Keras: .keras, and the older .h5.

A .keras file is a zip file of config.json, which says what the layers are, and
model.weights.h5, which has their arrays under names of their classes
(https://keras.io/guides/serialization_and_saving); an .h5 file has both in one, and the
arrays under names of the layers.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from model.files.content import members, quoted
from model.files.hdf5 import Hdf5
from model.files.keras_layers import Arrays, Config, Layer, steps
from model.files.stated import Stated, check_no_order
from model.files.steps import stated as of_steps

MOST_TEXT = 4_000_000  # bytes of JSON; a layer has about a thousand
WRITER = "model.save of Keras"
ONE_BY_ONE = "expected layers one after the other, without skips"
CHAINS = ("Sequential", "Functional", "Model")


def stated(content: bytes, order: Sequence[str] = ()) -> Stated:
    """The network in the bytes of a .keras file.

    Raises ValueError for one that is broken, or holds anything but Dense layers one
    after the other, and what belongs to them; and for an order, which it says itself.
    """
    check_no_order(order)
    parts = members(content, ".keras", WRITER)
    if not {"config.json", "model.weights.h5"} <= parts.keys():
        words = f"expected config.json and model.weights.h5, as {WRITER} writes"
        raise ValueError(f"it has {quoted(', '.join(sorted(parts)))}: {words}")
    layers, path = _model(parts["config.json"])
    return _stated(path, _arrays_by_class(Hdf5(parts["model.weights.h5"]), layers))


def stated_in_h5(content: bytes, order: Sequence[str] = ()) -> Stated:
    """The network in the bytes of an .h5 file. Raises ValueError as stated does."""
    check_no_order(order)
    file = Hdf5(content)
    config = file.text("model_config")
    if config is None:
        words = f"expected what {WRITER} writes, not save_weights"
        raise ValueError(f"it says nothing of layers: {words}")
    _, path = _model(config.encode())
    return _stated(path, _arrays_by_name(file))


def _stated(path: Sequence[Layer], arrays: Arrays) -> Stated:
    try:
        return of_steps([step for layer in path for step in steps(layer, arrays)])
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(_broken()) from error


def _broken() -> str:
    return f"what it says of its layers is broken: expected what {WRITER} writes"


def _model(data: bytes) -> tuple[list[Layer], list[Layer]]:
    """The layers that JSON speaks of: in its order, and as values go through them."""
    if len(data) > MOST_TEXT:
        raise ValueError(f"expected at most {MOST_TEXT:,} bytes about its layers")
    try:
        model = json.loads(data)
        if model["class_name"] not in CHAINS:
            kind = quoted(str(model["class_name"]))
            raise ValueError(f"it is a {kind}: expected Sequential or Functional")
        layers = [_layer(config) for config in model["config"]["layers"]]
        outputs = model["config"].get("output_layers")
        return layers, _path(layers, outputs) if outputs is not None else layers
    except (
        AttributeError,
        IndexError,
        KeyError,
        RecursionError,
        TypeError,
        json.JSONDecodeError,
        UnicodeDecodeError,
    ) as error:
        raise ValueError(_broken()) from error


def _layer(config: Config) -> Layer:
    nodes = config.get("inbound_nodes")
    sources = None if nodes is None else [list(_sources(node)) for node in nodes]
    own = config["config"]
    return Layer(str(config["class_name"]), str(own["name"]), own, sources)


def _sources(node: Any) -> Iterator[str]:
    """The layers that a layer takes values from, each as [name, node, tensor, ...].

    Keras 3 has them within keras_history, Keras 2 in lists of lists.
    """
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from [str(value[0])] if key == "keras_history" else _sources(value)
    elif isinstance(node, list):
        if len(node) > 2 and isinstance(node[0], str) and isinstance(node[1], int):
            yield node[0]
        else:
            for part in node:
                yield from _sources(part)


def _path(layers: Sequence[Layer], outputs: Any) -> list[Layer]:
    """The layers of a Functional model, inputs first.

    Raises ValueError where they are not one after the other, each once.
    """
    ends = set(_sources(outputs))
    if len(ends) != 1:
        raise ValueError(f"{len(ends)} outputs: {ONE_BY_ONE}")
    by_name = {layer.name: layer for layer in layers}
    path = [by_name[ends.pop()]]
    while sources := path[-1].sources:
        if len(sources) > 1 or len(sources[0]) != 1:
            raise ValueError(_join(path[-1]))
        if len(path) > len(layers):
            raise ValueError(f"its layers lead in a circle: {ONE_BY_ONE}")
        path.append(by_name[sources[0][0]])
    if others := by_name.keys() - {layer.name for layer in path}:
        raise ValueError(f"layer {quoted(min(others))} leads elsewhere: {ONE_BY_ONE}")
    return path[::-1]


def _join(layer: Layer) -> str:
    """Why a layer is not read that takes several values, or is used several times."""
    uses = layer.sources or [[]]
    name = f"layer {quoted(layer.name)}, {quoted(layer.kind)},"
    if len(uses) > 1:
        return f"{name} is used {len(uses)} times: {ONE_BY_ONE}"
    return f"{name} takes values of {quoted(', '.join(uses[0]))}: {ONE_BY_ONE}"


def _arrays_by_class(file: Hdf5, layers: Sequence[Layer]) -> Arrays:
    """The arrays of a layer in model.weights.h5: "layers/dense_1/vars/0".

    Layers of a class are counted there, whatever their names are. Keras 2.13 has
    another name for the folder.
    """
    folder = "layers" if file.names("layers") else "_layer_checkpoint_dependencies"
    seen: Counter[str] = Counter()
    groups = {}
    for layer in layers:
        kind, number = layer.kind.lower(), seen[layer.kind]
        groups[layer.name] = (
            f"{folder}/{kind}_{number}" if number else f"{folder}/{kind}"
        )
        seen[layer.kind] += 1

    def arrays(layer: Layer, number: int) -> list[np.ndarray]:
        place = f"{groups[layer.name]}/vars"
        return [file.array(f"{place}/{i}") for i in range(number)]

    return arrays


def _arrays_by_name(file: Hdf5) -> Arrays:
    """The arrays of a layer in an .h5 file: "model_weights/dense_1/dense_1/kernel"."""

    def arrays(layer: Layer, number: int) -> list[np.ndarray]:
        place = f"model_weights/{layer.name}"
        names = file.texts(place, "weight_names")[:number]
        return [file.array(f"{place}/{name}") for name in names]

    return arrays

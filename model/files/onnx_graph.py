"""What is in ONNX files: operations, arrays, and the names of what joins them.

The fields and their numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

import numpy as np

from model.files.content import bfloat16, check_weights, quoted
from model.files.protobuf import (
    BrokenError,
    Message,
    Reader,
    floats,
    parts,
    text,
    texts,
    whole,
    whole_numbers,
)

MOST_NODES = 20_000
NODES, INITIALIZERS, INPUTS, OUTPUTS = 1, 5, 11, 12  # of a graph
INT32, INT64, FLOAT16, BFLOAT16 = 6, 7, 10, 16
# Types of numbers: the dtype of raw bytes, and the field that else has the numbers.
TYPES = {
    1: ("<f4", 4),
    INT32: ("<i4", 5),
    INT64: ("<i8", 7),
    FLOAT16: ("<f2", 5),
    11: ("<f8", 10),
    BFLOAT16: ("<u2", 5),
}
RAW, LOCATION, EXTERNAL = 9, 14, 13


@dataclass(frozen=True, eq=False)
class Node:
    """An operation: what it takes and gives, by name, and its attributes.

    kind: the name of the operation, with its domain where that is not ONNX's own.
    attributes: numbers, lists of numbers, texts and arrays, by name.
    """

    kind: str
    name: str
    inputs: list[str]
    outputs: list[str]
    attributes: Mapping[str, "float | str | np.ndarray"]

    def __str__(self) -> str:
        return f"node {quoted(self.name)}, {quoted(self.kind)},"


@dataclass(frozen=True, eq=False)
class Graph:
    """The operations of a file, in an order in which they can be done.

    arrays: the constants, by name; inputs: the sizes of what the network takes, by
    name, 0 where they are open, None where nothing is said; outputs: names.
    """

    nodes: list[Node]
    arrays: Mapping[str, np.ndarray]
    inputs: Mapping[str, tuple[int, ...] | None]
    outputs: list[str]


def graph(content: bytes) -> Graph:
    """The graph in the bytes of an .onnx file. Raises ValueError if it is broken."""
    try:
        return _Parser().graph(content)
    except BrokenError as error:
        raise ValueError(f"it is no whole .onnx file: {error}") from error


@dataclass
class _Parser:
    """Reads one file, and counts the numbers that it makes arrays of."""

    reader: Reader = field(default_factory=Reader)
    numbers: int = 0

    def graph(self, content: bytes) -> Graph:
        model = self.reader.message(memoryview(content))
        graphs = parts(model, 7)
        if not graphs:
            raise BrokenError("it has no graph of operations")
        message = self.reader.message(graphs[-1])
        if len(message.get(NODES, [])) > MOST_NODES:
            raise ValueError(f"expected at most {MOST_NODES:,} nodes")
        arrays = dict(self._initializers(message))
        inputs = dict(self._input(part) for part in parts(message, INPUTS))
        outputs = [self._name(part) for part in parts(message, OUTPUTS)]
        return Graph(
            [self._node(part) for part in parts(message, NODES)],
            arrays,
            {name: inputs[name] for name in inputs if name not in arrays},
            outputs,
        )

    def _initializers(self, graph: Message) -> Iterator[tuple[str, np.ndarray]]:
        for part in parts(graph, INITIALIZERS):
            tensor = self.reader.message(part)
            array = self._array(tensor)
            if array is not None:
                yield text(tensor, 8), array

    def _name(self, part: memoryview) -> str:
        return text(self.reader.message(part), 1)

    def _input(self, part: memoryview) -> tuple[str, tuple[int, ...] | None]:
        """The name of an input, and its sizes."""
        message = self.reader.message(part)
        for number in (2, 1, 2):  # its type, that of a tensor, the shape
            found = parts(message, number)
            if not found:
                return self._name(part), None
            message = self.reader.message(found[-1])
        sizes = [whole(self.reader.message(size), 1) for size in parts(message, 1)]
        return self._name(part), tuple(sizes)

    def _node(self, part: memoryview) -> Node:
        message = self.reader.message(part)
        domain = text(message, 7).removeprefix("ai.onnx").lstrip(".")
        kind = f"{domain}.{text(message, 4)}".lstrip(".")
        outputs = texts(message, 2)
        attributes = {}
        for attribute in parts(message, 5):
            fields = self.reader.message(attribute)
            value = self._attribute(fields)
            if value is not None:
                attributes[text(fields, 1)] = value
        name = text(message, 3) or (outputs[0] if outputs else "")
        return Node(kind, name, texts(message, 1), outputs, attributes)

    def _attribute(self, fields: Message) -> "float | str | np.ndarray | None":
        """A number, a text, an array or a list of numbers; None for anything else.

        Which it is, a field of its own says; that is missing in the oldest files.
        """
        if 2 in fields and whole(fields, 20, 1) == 1:
            return float(floats(fields, 2, "<f4")[-1])
        if 3 in fields and whole(fields, 20, 2) == 2:
            return whole(fields, 3)
        if 4 in fields:
            return text(fields, 4)
        if 5 in fields:
            return self._array(self.reader.message(parts(fields, 5)[-1]))
        if 7 in fields:
            return floats(fields, 7, "<f4")
        return whole_numbers(fields, 8) if 8 in fields else None

    def _array(self, tensor: Message) -> np.ndarray | None:
        """The numbers of a tensor; None where it holds anything else.

        Raises ValueError for numbers that are in another file, or not as many as it
        says, and for too many of them.
        """
        name = quoted(text(tensor, 8))
        if whole(tensor, LOCATION) or EXTERNAL in tensor:
            words = "expected all in one, such as torch.onnx.export(..., "
            words += "external_data=False) writes"
            raise ValueError(f"array {name} is in another file: {words}")
        kind = whole(tensor, 2)
        if kind not in TYPES:
            return None
        shape = tuple(whole_numbers(tensor, 1).tolist())
        values = self._numbers(tensor, kind)
        if min(shape, default=1) < 0 or prod(shape) != len(values):
            words = f"expected those of its shape {str(shape)[:80]}"
            raise ValueError(f"array {name} has {len(values)} numbers: {words}")
        return values.reshape(shape)

    def _numbers(self, tensor: Message, kind: int) -> np.ndarray:
        """All numbers of a tensor, one after the other."""
        dtype, number = TYPES[kind]
        if RAW in tensor:
            values = floats(tensor, RAW, dtype)
        elif number in (4, 10):
            values = floats(tensor, number, dtype)
        else:
            values = whole_numbers(tensor, number)
            if kind in (FLOAT16, BFLOAT16):
                values = values.astype(np.uint16).view(dtype)
        self.numbers += len(values)
        check_weights(self.numbers)
        return bfloat16(values) if kind == BFLOAT16 else values

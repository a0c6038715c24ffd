"""Pickles of plain data, read without Python's pickle.

That calls whatever a pickle names, and takes memory for whatever size it states. Here
the opcodes that plain data needs are followed, one by one; nothing is called but the
few functions that the caller gives, and anything else is refused.
What opcodes mean: https://docs.python.org/3/library/pickletools.html. PyTorch reads its
own files in the same way, in torch/_weights_only_unpickler.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pickletools import genops
from typing import Any, TypeAlias

from model.files.content import quoted

MOST_BYTES = 1_000_000  # in a pickle: each may become a hundred in memory
PROTOCOL = 2
MARK = object()  # where on the stack a row of values begins
CONSTANTS = {"NONE": None, "NEWFALSE": False, "NEWTRUE": True}
TUPLES = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}

Function: TypeAlias = Callable[..., object]


class RefusedError(ValueError):
    """A pickle of other than plain data."""


def unpickled(
    pickle: bytes, names: Mapping[str, Function | str], stored: Function
) -> Any:
    """The data in a pickle: dicts, lists, tuples, numbers and texts.

    names: what stands for the functions and classes that it may name, "module name".
    stored: what is called with each of its "persistent ids", which name things that are
        kept elsewhere.
    Raises RefusedError, which says what it has, for a pickle of anything else, and
    ValueError for one that is broken or has more than 1 MB.
    """
    if len(pickle) > MOST_BYTES:
        raise ValueError(f"expected at most {MOST_BYTES:,} bytes of names and shapes")
    machine = _Machine(names, stored)
    try:
        for opcode, value, _ in genops(pickle):
            machine.follow(opcode.name, value)
        [data] = machine.stack
        return data
    except RefusedError:
        raise
    except Exception as error:  # forged pickles fail in all kinds of ways
        raise ValueError("what it says of names and shapes is broken") from error


@dataclass
class _Machine:
    """The stack and the memo that a pickle's opcodes work on."""

    names: Mapping[str, Function | str]
    stored: Function
    stack: list[Any] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)

    def follow(self, opcode: str, value: Any) -> None:
        """Do what one opcode says."""
        push, pop = self.stack.append, self.stack.pop
        match opcode:
            case "PROTO":
                _check_protocol(value)
            case "BININT" | "BININT1" | "BININT2" | "LONG1" | "BINFLOAT" | "BINUNICODE":
                push(value)
            case "NONE" | "NEWFALSE" | "NEWTRUE":
                push(CONSTANTS[opcode])
            case "EMPTY_TUPLE" | "TUPLE1" | "TUPLE2" | "TUPLE3":
                push(tuple(self.last(TUPLES[opcode])))
            case "MARK":
                push(MARK)
            case "TUPLE":
                push(tuple(self.marked()))
            case "EMPTY_LIST":
                push([])
            case "APPEND":
                self.extend([pop()])
            case "APPENDS":
                self.extend(self.marked())
            case "EMPTY_DICT":
                push({})
            case "SETITEM":
                self.put(self.last(2))
            case "SETITEMS":
                self.put(self.marked())
            case "BINPUT" | "LONG_BINPUT":
                self.memo[value] = self.stack[-1]
            case "BINGET" | "LONG_BINGET":
                push(self.memo[value])
            case "GLOBAL":
                push(self.named(value))
            case "REDUCE":
                function, arguments = self.last(2)
                push(function(*arguments))
            case "BINPERSID":
                push(self.stored(*pop()))
            case "BUILD":
                pop()  # attributes, which data have none of
            case "STOP":
                pass
            case _:
                raise RefusedError(f"a pickle with {opcode.lower()} in it")

    def last(self, n: int) -> list[Any]:
        """The last n values, taken from the stack."""
        return [self.stack.pop() for _ in range(n)][::-1]

    def marked(self) -> list[Any]:
        """The values since the last mark, taken from the stack."""
        values = []
        while (value := self.stack.pop()) is not MARK:
            values.append(value)
        return values[::-1]

    def extend(self, values: list[Any]) -> None:
        """Append values to the list that is last on the stack."""
        self.stack[-1].extend(values)

    def put(self, items: list[Any]) -> None:
        """Put items, keys and values by turns, into the dict that is last."""
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, str | int):  # what is nested is never hashed
                raise RefusedError("a pickled key that is neither text nor number")
            self.stack[-1][key] = value

    def named(self, name: str) -> Function | str:
        """What stands for a function or a class."""
        if name not in self.names:
            raise RefusedError(f"a pickled {quoted(name.replace(' ', '.'))}")
        return self.names[name]


def _check_protocol(number: int) -> None:
    if number != PROTOCOL:
        raise RefusedError(f"a pickle of protocol {number}, not {PROTOCOL}")

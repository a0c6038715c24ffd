"""Named: what pictures call inputs, outputs and categories."""

from dataclasses import dataclass, field, replace

from model import Data
from render.errors import InputError
from render.plot.axes import Axis
from render.plot.marks.letters import LETTERS
from render.type.typeset import Face, check_signs
from render.type.words import clean

LONGEST = 200  # signs of a name
SHORT = 24  # signs of a name in a sentence

Range = tuple[float, float]


@dataclass(frozen=True)
class Names:
    """What a user calls inputs, categories and the output, in plain words.

    inputs: of each input in turn, "" for one without a name; fewer will do.
    classes: of the categories. Of several outputs each has one; of a single output the
        second is above the threshold, as in scikit-learn's classifiers, and the first
        is not.
    output: of what the height of curves and surfaces, or the colour of maps, is.

    Raises InputError for a name that is too long, or has signs that no font has.
    """

    inputs: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    output: str = ""

    def __post_init__(self) -> None:
        for name in ("inputs", "classes"):
            given = getattr(self, name)
            if isinstance(given, str):
                raise InputError(name, given, "a tuple of names")
            object.__setattr__(self, name, tuple(clean(str(word)) for word in given))
        object.__setattr__(self, "output", clean(str(self.output)))
        _check("name of an input", *self.inputs)
        _check("name of a category", *self.classes)
        _check("name of the output", self.output)


def _check(what: str, *names: str) -> None:
    """Raise InputError for a name that no picture can have; what: of what it is one."""
    for name in names:
        if len(name) > LONGEST:
            raise InputError(what, name[:SHORT], f"at most {LONGEST} signs")
        check_signs(name, what)


@dataclass(frozen=True)
class Named:
    """The names of a plot's inputs, outputs and categories, given or the program's.

    names: those that are given. n_inputs, n_outputs: of the networks.
    """

    names: Names
    n_inputs: int
    n_outputs: int
    classes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        n = max(2, self.n_outputs)
        given = self.names.classes if len(self.names.classes) == n else ()
        if self.n_outputs == 1:
            given = given[::-1]
        object.__setattr__(self, "classes", given)

    @property
    def categories(self) -> tuple[str, ...]:
        """What each category is called, in the order of colours: letters or classes."""
        return self.classes or tuple(LETTERS[: max(2, self.n_outputs)])

    @property
    def curves(self) -> tuple[str, ...]:
        """What each of several outputs is called; none for a single one."""
        if self.n_outputs == 1:
            return ()
        return self.classes or tuple(f"$y_{{{k}}}$" for k in range(self.n_outputs))

    @property
    def face(self) -> Face:
        """How the names of outputs are set: mathematics are the program's own."""
        return "plain" if self.classes else "mixed"

    def input(self, k: int, ends: Range) -> Axis:
        """The axis of input number k, counted from 0."""
        name = self.names.inputs[k] if k < len(self.names.inputs) else ""
        if name:
            return Axis(name, *ends, face="plain")
        letter = "$x$" if self.n_inputs == 1 else f"$x_{k + 1}$"
        number = "" if self.n_inputs == 1 else f" {k + 1}"
        return Axis(f"{letter} (input{number})", *ends)

    def output(
        self, ends: Range, ticks: tuple[float, ...] = (), number: int | None = None
    ) -> Axis:
        """The axis of all outputs, or of one of several: its number, from 0."""
        if number is not None and self.classes:
            return Axis(self.classes[number], *ends, ticks, "plain")
        if self.names.output and number is None:
            return Axis(self.names.output, *ends, ticks, "plain")
        letter = "$y$" if number is None else f"$y_{{{number}}}$"
        return Axis(f"{letter} (output)", *ends, ticks)


def check_classes(names: Names, n_outputs: int) -> None:
    """Raise InputError for another number of categories than networks tell apart."""
    n = max(2, n_outputs)
    if len(names.classes) not in (0, n):
        words = f"{n}, as the networks tell apart"
        raise InputError("class_names", f"of {len(names.classes)} categories", words)


def names_of(names: Names, data: Data | None) -> Names:
    """The names of a picture: those that are given, or else those of its data."""
    if data is None:
        return names
    inputs = [*names.inputs, *data.input_names[len(names.inputs) :]]
    for k, (own, name) in enumerate(zip(inputs, data.input_names, strict=False)):
        inputs[k] = own or name
    target = "" if data.categories else data.target_name
    return Names(
        tuple(inputs), names.classes or data.categories, names.output or target
    )


def with_axes(names: Names, words: tuple[str, ...], n_inputs: int) -> Names:
    """Names with those of axes, inputs first; "" for one that stays as it is.

    Raises InputError for more words than axes.
    """
    if len(words) > n_inputs + 1:
        raise InputError("axis_names", ", ".join(words), f"at most {n_inputs + 1}")
    if not any(words):
        return names
    inputs = list(names.inputs) + [""] * (n_inputs - len(names.inputs))
    for k, word in enumerate(words[:n_inputs]):
        inputs[k] = word or inputs[k]
    output = words[n_inputs] if len(words) > n_inputs else ""
    return replace(names, inputs=tuple(inputs), output=output or names.output)


def short(name: str) -> str:
    """A name as sentences have it: the beginning of a long one."""
    return (
        name
        if len(name) <= SHORT
        else f"{name[: SHORT - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    )

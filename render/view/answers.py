"""Answers: the outputs of a network beside the truth, and their error."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.drawings import Drawing, Room
from render.view.answer_bars import AnswerBars
from render.view.rules import number
from render.view.views import check_ends


@dataclass(frozen=True)
class Answers:
    """What a network answers to one input, and how large its error is, step by step.

    at: the inputs. truth: what the outputs should be; the error is the sum over outputs
        of |output - truth|.
    names: of the outputs; if empty, y with a number.

    Raises InputError for numbers that are not finite, and other names than outputs.
    """

    at: tuple[float, ...]
    truth: tuple[float, ...]
    names: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("at", "truth"):
            numbers = getattr(self, name)
            if not np.isfinite(numbers).all():
                raise InputError(name, _listed(numbers), "finite numbers")
        if len(self.names) not in (0, len(self.truth)):
            words = f"{len(self.truth)}, one for each output"
            raise InputError("names", ",".join(self.names), words)

    def steps(self, network: Network) -> tuple["AnswerStep", ...]:
        """The answers, the truth, the differences, and the error.

        Raises InputError for a network with another number of inputs or outputs.
        """
        check_ends(network, self.at, self.truth)
        answers = tuple(map(float, network(np.array([self.at]))[0]))
        names = self.names or tuple(f"$y_{{{k + 1}}}$" for k in range(len(answers)))
        given = answers, self.truth, names, self.note
        return tuple(AnswerStep(k, *given) for k in range(5))


@dataclass(frozen=True)
class AnswerStep:
    """A step: the answers, and what else is seen.

    seen: 0 for nothing; 1 for the truth, too; 2 for what answers are off by; 3 for the
        sum of that, the error; 4 for which answer is highest.
    """

    seen: int
    answers: tuple[float, ...]
    truth: tuple[float, ...]
    names: tuple[str, ...]
    note: str = ""

    emphasis = True

    @property
    def heading(self) -> str:
        """The words above it: what is new."""
        return (
            f"For one input the network answers with {len(self.answers)} numbers",
            f"The truth: the answers should be {_listed(self.truth, ' and ')}",
            "By how much each answer is off, whichever way",
            "The error: all that the answers are off, added up",
            self._verdict,
        )[self.seen]

    @property
    def _verdict(self) -> str:
        """Whether the highest answer is right, in words."""
        highest = int(np.argmax(self.answers))
        name = self.names[highest]
        name = name if name.startswith("$") else name.capitalize()
        if self.truth[highest] == max(self.truth):
            return f"{name} is highest: right, and yet there is an error"
        return f"{name} is highest: wrong, and the error says how far"

    def drawing(self, room: Room) -> Drawing:
        """Bars, and a table of the same numbers below them.

        Raises InputError if there is too little room.
        """
        bars = AnswerBars(self.answers, self.truth, self.names, room)
        return Drawing(tuple(bars.glyphs(self.seen)), (room.width, room.height))


def _listed(numbers: Iterable[float], last: str = ", ") -> str:
    """Numbers in words; last: what stands before the last one."""
    *others, end = map(number, numbers)
    return last.join([", ".join(others), end]) if others else end

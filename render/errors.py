"""Errors whose message is one line for the person at the keyboard."""

from signal import SIGINT, Signals


class InputError(ValueError):
    """A request that cannot be met.

    name: of the option or argument, as the library and the command line call it.
    value: what was given; expected: what would do.
    """

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(name, value, expected)
        self.name, self.value, self.expected = name, value, expected

    def __str__(self) -> str:
        value = str(self.value) or "''"
        return f"{self.name} {value}: expected {self.expected}"


class RenderError(RuntimeError):
    """Something could not be made; the message says why."""


class AloneError(RenderError):
    """No other process can be started."""


class LostError(RenderError):
    """The process or cluster that makes things is gone, so nothing else is made."""


class StoppedError(BaseException):
    """A person, or the system, asked the program to stop.

    signal: the number of the signal. Like KeyboardInterrupt it is no Exception, so that
    a scene's own code does not catch it.
    """

    def __init__(self, signal: int = SIGINT) -> None:
        super().__init__(signal)
        self.signal = signal

    def __str__(self) -> str:
        name = Signals(self.signal).name
        return "interrupted" if self.signal == SIGINT else f"stopped by {name}"

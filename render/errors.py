"""Errors whose message is one line for the person at the keyboard."""

from signal import SIGINT, Signals


class InputError(ValueError):
    """Something asked for that cannot be.

    name: of what was given, as the library and the command line call it.
    value: what was given; expected: what would do.
    """

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(name, value, expected)
        self.name, self.value, self.expected = name, value, expected

    def __str__(self) -> str:
        value = str(self.value) or "''"
        return f"{self.name} {value}: expected {self.expected}"


class RenderError(RuntimeError):
    """Something that could not be made; the message says why."""


class AloneError(RenderError):
    """No other process can be started."""


class LostError(RenderError):
    """What was to make something is gone, and nothing else will be made either."""


class StoppedError(BaseException):
    """A person, or the system, asked to stop; signal: how.

    No Exception, as KeyboardInterrupt is none: a scene's own code does not catch it.
    """

    def __init__(self, signal: int = SIGINT) -> None:
        super().__init__(signal)
        self.signal = signal

    def __str__(self) -> str:
        name = Signals(self.signal).name
        return "interrupted" if self.signal == SIGINT else f"stopped by {name}"

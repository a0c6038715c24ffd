"""Errors whose message is one line for the person at the keyboard."""


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

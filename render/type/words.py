"""Words that users write, made fit for every kind of file."""

import unicodedata

# Categories of characters that neither XML nor a line of a picture can hold.
NO_TEXT = ("Cc", "Cs", "Cn", "Zl", "Zp")


def clean(text: str) -> str:
    """The text on one line, with spaces in place of characters that are not text."""
    signs = [" " if unicodedata.category(c) in NO_TEXT else c for c in text]
    words = "".join(signs)
    return words.strip(" ") if words.strip() else ""  # figure spaces keep their room

"""Words that users write: of them what every kind of file can hold."""

import unicodedata

# Categories of characters that neither XML nor a line of a picture can hold.
NO_TEXT = ("Cc", "Cs", "Cn", "Zl", "Zp")


def clean(text: str) -> str:
    """The text in one line, with spaces for characters that are none."""
    kept = (" " if unicodedata.category(c) in NO_TEXT else c for c in text)
    return "".join(kept).strip()

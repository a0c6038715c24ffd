"""Rules: in words, how outputs become categories."""

from model import Classifier
from render.view.decisions import LETTERS

SUBSCRIPTS = "\N{SUBSCRIPT ZERO}\N{SUBSCRIPT ONE}\N{SUBSCRIPT TWO}"


def rule_of(classifier: Classifier) -> str:
    """What the letters of categories stand for."""
    if classifier.threshold is not None:
        return f"A: the output is above {number(classifier.threshold)}. B: it is not."
    pairs = zip(LETTERS, SUBSCRIPTS, range(classifier.n_categories), strict=False)
    letters = ", ".join(f"{letter} for y{digit}" for letter, digit, _ in pairs)
    more = ", and so on" if classifier.n_categories > len(SUBSCRIPTS) else ""
    return f"The highest output decides: {letters}{more}."


def number(value: float) -> str:
    """A number as sentences have it."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")

"""Rules: in words, how outputs become categories."""

from model import Classifier
from render.plot.marks.letters import LETTERS
from render.view.named import short

SUBSCRIPTS = "\N{SUBSCRIPT ZERO}\N{SUBSCRIPT ONE}\N{SUBSCRIPT TWO}"


def rule_of(classifier: Classifier, names: tuple[str, ...] = tuple(LETTERS)) -> str:
    """What the names of categories, mostly letters, stand for."""
    if classifier.threshold is not None:
        above, other = map(short, names[:2])
        level = number(classifier.threshold)
        return f"{above}: the output is above {level}. {other}: it is not."
    if names[0] != LETTERS[0]:
        return "Each region is named after the highest output."
    pairs = zip(LETTERS, SUBSCRIPTS, range(classifier.n_categories), strict=False)
    letters = ", ".join(f"{letter} for y{digit}" for letter, digit, _ in pairs)
    more = ", and so on" if classifier.n_categories > len(SUBSCRIPTS) else ""
    return f"The highest output decides: {letters}{more}."


def number(value: float) -> str:
    """A number as sentences have it."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")

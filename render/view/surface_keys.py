"""Keys: small words that say what lines, letters and shades of a picture mean."""

from itertools import pairwise

from model import Activation, Classifier
from render.view.decisions import LETTERS, margins

NUMBERS = ("first", "second", "third")  # of outputs whose letters are explained


def surface_key(
    classifier: Classifier,
    parts: tuple[str, ...],
    levels: tuple[float, ...],
    span: tuple[float, float],
) -> str:
    """What a picture of surfaces needs said.

    parts: of the decision that are seen. levels: of the contours; none where none are
    seen. span: the lowest and highest output shown; beyond, surfaces are cut off.
    """
    threshold, sentences = classifier.threshold, []
    if "regions" in parts:
        sentences.append(_letters(classifier))
    elif "boundaries" in parts:
        place = "the highest output changes"
        if threshold is not None:
            place = f"the output is {_number(threshold)}"
        sentences.append(f"Heavy lines: {place}.")
    elif levels:
        sentences.append(_contours(levels, threshold))
    sentences += _cut(classifier.network.layers[-1].activation, span)
    if "margin" in parts:
        leads = ", ".join(map(_number, margins(span)))
        sentences.append(f"Shades: the lead is below {leads}.")
    return " ".join(sentences)


def _contours(levels: tuple[float, ...], heavy: float | None) -> str:
    """How far contours are apart, and which of them is heavy."""
    words = f"Contours at {_number(levels[0])}"
    if len(levels) > 1:
        steps = [high - low for low, high in pairwise(levels)]
        words = f"Contours every {_number(max(steps))}"
    if heavy is None or heavy not in levels:
        return f"{words}."
    return f"{words}, heavy at {_number(heavy)}."


def _cut(activation: Activation, span: tuple[float, float]) -> list[str]:
    """Where surfaces are cut off, if they may reach beyond the span."""
    low, high = map(_number, span)
    is_low, is_high = activation.lower < span[0], span[1] < activation.upper
    if is_low and is_high:
        return [f"Cut off below {low} and above {high}."]
    if is_low or is_high:
        return [f"Cut off below {low}." if is_low else f"Cut off above {high}."]
    return []


def _letters(classifier: Classifier) -> str:
    """What the letters of regions stand for."""
    if classifier.threshold is not None:
        level = _number(classifier.threshold)
        return f"A: the output is above {level}. B: it is not."
    pairs = zip(LETTERS, NUMBERS, range(classifier.n_categories), strict=False)
    letters = ", ".join(f"{letter} for the {number}" for letter, number, _ in pairs)
    more = ", and so on" if classifier.n_categories > len(NUMBERS) else ""
    return f"The highest output decides: {letters}{more}."


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")

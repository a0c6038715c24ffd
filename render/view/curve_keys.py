"""Keys: small words that say what lines, rings and shades beside curves mean."""

from model import Classifier
from render.view.named import Named, short
from render.view.rules import number, rule_of
from render.view.views import name_of

MARGIN = "Shade: how far the highest output is ahead of the next."
FROM_THRESHOLD = "Shade: how far the output is from the threshold."


def curve_key(
    classifier: Classifier,
    parts: tuple[str, ...],
    bounds: tuple[float, ...],
    named: Named,
) -> str:
    """What a picture of curves needs said: what its parts are, the newest of them.

    parts: of the decision that are seen. bounds: those with dotted lines.
    """
    several = classifier.threshold is None
    words = (_of_several if several else _of_one)(classifier, parts, named.categories)
    if not words and bounds:
        ends = " and ".join(map(number, bounds))
        words = f"Dotted: the bounds of {_last(classifier)}, {ends}."
    return words


def _of_one(
    classifier: Classifier, parts: tuple[str, ...], names: tuple[str, ...]
) -> str:
    """What is to be said of a single output's newest part."""
    level = number(classifier.threshold or 0.0)
    if "margin" in parts:
        return FROM_THRESHOLD
    if "regions" in parts:
        return rule_of(classifier, names)
    if "boundaries" in parts:
        above, other = map(short, names)
        words = f"{above}: above it. {other}: not."
        if "sums" in parts:
            words += f" Dashed: without {_last(classifier)}."
        return f"Upright: the output is {level}. {words}"
    if "threshold" in parts:
        return rule_of(classifier, names)
    if "crossings" in parts:
        return f"Ringed: the output is {level}."
    return f"Dashed: without {_last(classifier)}." if "sums" in parts else ""


def _of_several(
    classifier: Classifier, parts: tuple[str, ...], names: tuple[str, ...]
) -> str:
    """What is to be said of the newest part of several outputs."""
    if "margin" in parts:
        return MARGIN
    if "regions" in parts:
        return rule_of(classifier, names)
    if "boundaries" in parts:
        return "Upright: the highest output changes."
    if "envelope" in parts:
        return "Heavy: the highest output, which decides."
    if "crossings" in parts:
        several = classifier.n_categories > 2
        place = "another output becomes the highest"
        if not several:
            place = "the outputs are equal, and the higher one changes"
        return f"Ringed: {place}."
    return f"Dashed: without {_last(classifier)}." if "sums" in parts else ""


def _last(classifier: Classifier) -> str:
    """What sentences call the last activation."""
    return name_of(classifier.network.layers[-1].activation)

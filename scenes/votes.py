"""How features are used.

An output likes some hidden nodes and dislikes others: its answer is the sum of votes.
"""

import numpy as np

from model import Images
from render import (
    Deferred,
    Hope,
    Likes,
    Mistakes,
    PartCounts,
    Timeline,
    Votes,
    Walk,
)
from scenes.recordings.digits import THIRTY, digit_counts, digit_images


def _first_right(digit: int) -> Images:
    """The first image of a digit that the network names right."""
    images = digit_images().of(digit)
    answers = THIRTY[0](images.inputs()).argmax(axis=1)
    return images.some([int(np.argmax(answers == digit))])


def _confusions() -> np.ndarray:
    """How many test images of each digit get which answer, (10, 10)."""
    return digit_counts()["confusions_30"]


def _right() -> int:
    """How many test images are named right."""
    return int(np.trace(_confusions()))


def _percent(count: int) -> str:
    """A number of test images, as percent of all."""
    return f"{100 * count / _confusions().sum():.1f}%"


def _counted(name: str) -> tuple[int, ...]:
    """Numbers of test images, one for each digit or hidden node."""
    return tuple(digit_counts()[name].tolist())


@Deferred
def digits_hope() -> Walk:
    """Edges, loops and lines by hand, and what was learned in their place."""
    return Walk(
        title="The hope: edges, loops, digits",
        networks=THIRTY,
        view=Hope(),
        caption="One might hope that edges make loops, and loops make digits. But a "
        "loop may be above or below, and a network that names "
        f"{_percent(_right())} of its test images right has hardly one.",
        poster=4,
    )


@Deferred
def digits_recognised() -> Walk:
    """Each digit's weights, and its favourite hidden nodes."""
    negative = 100 * (THIRTY[0].layers[-1].weights[1:] < 0).mean(axis=0)
    return Walk(
        title="What each digit likes and dislikes",
        networks=THIRTY,
        view=Likes(),
        caption="Each output adds up thirty hidden nodes. On average "
        f"{negative.mean():.0f}% of its weights are negative, of the 8's "
        f"{negative[8]:.0f}%: what a digit must not have counts, too.",
        pace=Timeline(
            hold=3.0, morph=0.4, fps=24
        ),  # ten stops of images that all change
        poster=8,
    )


@Deferred
def digits_parts() -> Walk:
    """The votes on one image, and hidden nodes alone and gone."""
    counts = PartCounts(
        totals=tuple(_confusions().sum(axis=1).tolist()),
        right=_right(),
        own=_counted("own_yes_30"),
        own_alone=_counted("own_yes_six"),
        other=_counted("other_yes_30"),
        other_alone=_counted("other_yes_six"),
        right_alone=_counted("six_right"),
        right_without=_counted("without_right"),
    )
    least, fewest, most = map(
        _percent,
        (min(counts.right_without), min(counts.right_alone), max(counts.right_alone)),
    )
    return Walk(
        title="Hidden nodes vote, and none of them decides",
        networks=THIRTY,
        view=Votes(_first_right(9), counts),
        caption=f"Without any one hidden node {least} of test images or more are still "
        f"named right, with all of them {_percent(_right())}. A digit's six strongest "
        f"alone name {fewest} to {most}.",
        poster=0,
    )


@Deferred
def digits_mistakes() -> Walk:
    """Images that are named wrong, ten outputs, and the table of confusions."""
    n = int(_confusions().sum())
    return Walk(
        title="What it gets wrong, and how surely",
        networks=THIRTY,
        view=Mistakes(digit_images(), tuple(map(tuple, _confusions().tolist()))),
        caption=f"{n - _right()} of {n:,} test images get the wrong name. Each output "
        "answers for its own digit alone, so the ten are no probabilities: they need "
        "not add up to one.",
        poster=2,
    )

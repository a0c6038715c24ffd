"""Titles: words above plots, or below them, that may change from stop to stop."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Title:
    """One of several texts that a scene's pictures have in the same place.

    texts: all of them; there is room for the longest, so that nothing else moves.
    position: which is seen, counted from 0. Between two whole positions the one before
        fades out, then the next in; after the last comes the first.
    """

    texts: tuple[str, ...]
    position: float = 0.0

    @property
    def seen(self) -> tuple[tuple[str, float], ...]:
        """The texts that are seen, each with its opacity: one, or none half-way."""
        if not self.texts:
            return ()
        stop = int(self.position)
        share = self.position - stop
        before, after = self.texts[stop], self.texts[(stop + 1) % len(self.texts)]
        if share == 0 or before == after:
            return ((before, 1.0),)
        if share < 0.5:
            return ((before, 1 - 2 * share),)
        return ((after, 2 * share - 1),)

    @property
    def text(self) -> str:
        """The text that is seen, or seen next; "" if there are none."""
        return self.seen[0][0] if self.texts else ""


def as_title(words: "str | Title") -> Title:
    """Words as a title: of those that never change, the only text."""
    if isinstance(words, Title):
        return words
    return Title((words,) if words else ())

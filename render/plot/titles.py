"""Titles: words above plots, or below them, that may change from stop to stop."""

from dataclasses import dataclass

TURN = 0.35  # of the way from one to the next: where the one before is gone


@dataclass(frozen=True)
class Title:
    """One of several texts that a scene's pictures have in the same place.

    texts: all of them.
    position: which is seen, counted from 0. Between two whole positions the one before
        fades out, then the next in, of which much is there half-way; after the last
        comes the first.
    longest: what there is room for, so that nothing else moves: the longest texts that
        pictures of one layout may have; if empty, texts.
    """

    texts: tuple[str, ...]
    position: float = 0.0
    longest: tuple[str, ...] = ()

    @property
    def room(self) -> tuple[str, ...]:
        """The texts that there is room for."""
        return self.longest or self.texts

    @property
    def seen(self) -> tuple[tuple[str, float], ...]:
        """The text that is seen, with its opacity; none if there are none."""
        if not self.texts:
            return ()
        stop = int(self.position)
        share = self.position - stop
        before, after = self.texts[stop], self.texts[(stop + 1) % len(self.texts)]
        if share == 0 or before == after:
            return ((before, 1.0),)
        if share < TURN:
            return ((before, 1 - share / TURN),)
        return ((after, min((share - TURN) / TURN, 1.0)),)

    @property
    def text(self) -> str:
        """The text that is seen, or seen next; "" if there are none."""
        return self.seen[0][0] if self.texts else ""


def as_title(words: "str | Title") -> Title:
    """Words as a title: of those that never change, the only text."""
    if isinstance(words, Title):
        return words
    return Title((words,) if words else ())

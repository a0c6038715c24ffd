"""Keys: digests of everything that decides what a film's pictures look like.

Films with the same key have the same pictures, to the byte. A scene is known by its
facts, or, if it says none, by what pickle makes of it; with that come the scripts that
its code is in, and those beside them. The one thing that no key can know of is data
that a scene reads while it draws.
"""

from collections.abc import Iterable
from pathlib import Path

from render.make.digests import NOT_PAINTING, code_digest, digest_of, program_digest
from render.make.film import Film
from render.make.pickles import pickled
from render.make.signs import content_of
from render.make.versions import versions


def key(film: Film) -> str | None:
    """A film's key, 32 hexadecimal digits; None for a scene that nothing describes."""
    look = film.timeline, film.size, film.style.facts
    try:
        value = pickled((content_of(film.scene), *look))
    except Exception:  # what cannot be pickled raises anything
        return None
    digests = [digest_of(value.content), program_digest(NOT_PAINTING)]
    digests += map(code_digest, _with_neighbours(value.files))
    return digest_of(repr((digests, sorted(versions().items()))).encode())


def _with_neighbours(files: Iterable[Path]) -> list[Path]:
    """Scripts, and all scripts beside them, which they may use."""
    files = set(files)
    return sorted(files.union(*(path.parent.glob("*.py") for path in files)))

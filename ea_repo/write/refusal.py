"""Why something is not written, in a sentence."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from ea_repo.finding import Text, Wrong
from ea_repo.system import reason

_FORBIDDEN = Text("il est interdit d'y écrire", "writing there is not allowed")
_TO_WRITE = {
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: Text("ce dossier n'existe pas", "there is no such folder"),
}
"""The reasons that writing gives in words of its own."""


class NotWritten(Wrong):
    """What was to be written is not, and what was there is as before; `message` says why."""


@contextlib.contextmanager
def explaining(place: Path) -> Iterator[None]:
    """Says in a sentence, as NotWritten, why the system refuses to write at a place."""
    try:
        yield
    except OSError as error:
        why = _TO_WRITE.get(error.errno or 0) or reason(error)
        sentence = Text(f"{place} : rien n'est écrit, {why.fr}", f"{place}: nothing is written, {why.en}")
        raise NotWritten(sentence) from None

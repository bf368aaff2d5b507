"""Why something is not written, in a sentence."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from ea_repo.finding import Text, Wrong

_FORBIDDEN = Text("il est interdit d'y écrire", "writing there is not allowed")
_REASONS = {
    errno.ENOSPC: Text("le disque est plein", "the disk is full"),
    errno.EDQUOT: Text("le quota du disque est atteint", "the quota of the disk is reached"),
    errno.EFBIG: Text("le fichier dépasse la taille permise", "the file is larger than is allowed"),
    errno.EROFS: Text("le disque est en lecture seule", "the disk is read-only"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOTDIR: Text("un fichier tient la place d'un dossier", "a file stands in the place of a folder"),
    errno.EISDIR: Text("c'est un dossier", "it is a folder"),
    errno.ENOENT: Text("ce dossier n'existe pas", "there is no such folder"),
    errno.ENAMETOOLONG: Text("ce nom est trop long", "this name is too long"),
    errno.ELOOP: Text("ce lien tourne en rond", "this link goes round in circles"),
}


class NotWritten(Wrong):
    """What was to be written is not, and what was there is as before; `message` says why."""


@contextlib.contextmanager
def explaining(place: Path) -> Iterator[None]:
    """Says in a sentence, as NotWritten, why the system refuses to write at a place."""
    try:
        yield
    except OSError as error:
        usual = error.strerror or type(error).__name__
        why = _REASONS.get(error.errno or 0, Text(usual, usual))
        sentence = Text(f"{place} : rien n'est écrit, {why.fr}", f"{place}: nothing is written, {why.en}")
        raise NotWritten(sentence) from None

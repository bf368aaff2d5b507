"""Why the system refuses a file or a folder, in both languages."""

from __future__ import annotations

import errno

from ea_repo.finding import Text

_FORBIDDEN = Text("l'accès en est interdit", "permission denied")
_REASONS = {
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: Text("il n'existe pas", "there is no such file or folder"),
    errno.ENOTDIR: Text("un fichier tient la place d'un dossier", "a file stands in the place of a folder"),
    errno.EISDIR: Text("c'est un dossier", "it is a folder"),
    errno.ENOSPC: Text("le disque est plein", "the disk is full"),
    errno.EDQUOT: Text("le quota du disque est atteint", "the quota of the disk is reached"),
    errno.EFBIG: Text("le fichier dépasse la taille permise", "the file is larger than is allowed"),
    errno.EROFS: Text("le disque est en lecture seule", "the disk is read-only"),
    errno.ENAMETOOLONG: Text("ce nom est trop long", "this name is too long"),
    errno.ELOOP: Text("ce lien tourne en rond", "this link goes round in circles"),
    errno.EIO: Text("le disque ne répond pas", "the disk does not answer"),
    errno.EMFILE: Text("trop de fichiers sont ouverts", "too many files are open"),
    errno.EBUSY: Text("il est occupé", "it is busy"),
}


def reason(error: OSError) -> Text:
    """The reason in a few words; one that is not known here, as the system says it."""
    usual = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Text(usual, usual))

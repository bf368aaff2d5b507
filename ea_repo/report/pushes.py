"""The pushes of a shared repository, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.document import Document, Rows
from ea_repo.finding import Lang, Text
from ea_repo.store import Push

_COLUMNS = Text(
    "envoi|quand|qui|commit|ajoutés|changés|retirés|éléments", "push|when|who|commit|added|changed|removed|elements"
)


def document(pushes: Sequence[Push], lang: Lang) -> Document:
    """One push a line."""
    rows = tuple(
        (
            str(push.version),
            f"{push.at[:16].replace('T', ' ')} UTC",
            push.by,
            _commit(push.commit),
            *map(str, (push.added, push.changed, push.removed, push.elements)),
        )
        for push in pushes
    )
    return Document(lang, blocks=(Rows(tuple(_COLUMNS[lang].split("|")), rows, one_line=True, headed=True),))


def _commit(commit: str) -> str:
    """The first digits of a commit; a plus where the text was not as committed."""
    return commit[:10] + ("+" if commit.endswith("+") else "")

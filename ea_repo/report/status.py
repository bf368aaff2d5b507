"""What a push to the shared repository would change, or did."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.document import Document, Item, Items
from ea_repo.finding import Lang, Text
from ea_repo.report.words import COLON, count_of
from ea_repo.store import Status

_SHOWN = 12
_WORDS = {
    "added": Text("ajouté|ajoutés", "added|added"),
    "changed": Text("changé|changés", "changed|changed"),
    "removed": Text("retiré|retirés", "removed|removed"),
    "moved": Text("déplacé dans le texte|déplacés dans le texte", "moved in the text|moved in the text"),
}
_FILES = Text("fichiers dont le texte diffère", "files whose text differs")
_SETTINGS = Text("workspace.yaml, ou une alerte sur le texte", "workspace.yaml, or a warning about the text")


def document(status: Status, lang: Lang, *, done: bool = False) -> Document:
    """Counts, then ids."""
    lines = []
    for name, words in _WORDS.items():
        if ids := getattr(status, name):
            lines.append(f"{count_of(len(ids), words, lang)}{COLON[lang]}{_some(ids, lang)}")
    if status.files and status.version:
        lines.append(f"{_FILES[lang]}{COLON[lang]}{_some(status.files, lang)}")
    if status.settings and status.version:
        lines.append(_SETTINGS[lang])
    items = Items(tuple(map(Item, lines)))
    return Document(lang, title=_title(status, done=done)[lang], notes=(items,) if lines else ())


def _title(status: Status, *, done: bool) -> Text:
    name, same = status.repository, status.unchanged
    if status.nothing:
        return Text(f"{name} : rien à envoyer, {same} éléments identiques",
                    f"{name}: nothing to push, {same} elements alike")  # fmt: skip
    if done:
        number = status.version + 1
        return Text(f"{name} : envoyé, envoi n° {number}", f"{name}: pushed, push no. {number}")
    if not status.version:
        return Text(f"{name} : rien n'y est encore ; un envoi ferait", f"{name}: nothing there yet; a push would make")
    return Text(f"{name} : un envoi ferait ({same} sans changement)", f"{name}: a push would make ({same} unchanged)")


def _some(ids: Sequence[str], lang: Lang) -> str:
    more = len(ids) - _SHOWN
    rest = Text(f" et {more} de plus (--format json)", f" and {more} more (--format json)")[lang]
    return ", ".join(ids[:_SHOWN]) + (rest if more > 0 else "")

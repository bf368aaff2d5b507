"""The text of the model in its canonical form."""

from __future__ import annotations

from ea_repo.answer.formatted import Formatted
from ea_repo.exchange.writing.swap import MODEL, listing, replace_files
from ea_repo.load.canonical import canonical
from ea_repo.load.files import sources
from ea_repo.repository.open_workspace import OpenWorkspace


def formatted(opened: OpenWorkspace, *, write: bool) -> Formatted:
    """The files that are not in canonical form; written so, all or none, where that is asked."""
    seen = listing(opened.root / MODEL)
    changed: dict[str, bytes | None] = {}
    left: list[str] = []
    for source in sources(opened.root, MODEL, opened.workspace.settings.limits):
        new = canonical(source.text) if source.text is not None else None
        if new is None:
            left.append(source.file)
        elif new != source.text:
            changed[source.file] = new.encode("utf-8")
    if write and changed:
        replace_files(opened.root, changed, seen)
    return Formatted(tuple(changed), tuple(left), written=write)

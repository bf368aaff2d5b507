"""Whom to tell of a loss or of a withdrawal, and as what."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ea_repo.document import Rows, Section
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.report.shortened import WITH_ALL, first, left_out
from ea_repo.report.words import few, heads
from ea_repo.semantics.contacts import Contact
from ea_repo.typography import of

TITLE = Text("À prévenir", "To be told")
_COLUMNS = Text("Qui|En tant que", "Who|As")


def recipients(
    graph: Graph, told: Iterable[Contact], lang: Lang, *, leaving_out: Collection[Text] = (), most: int | None = None
) -> list[Section]:
    """A table of those who must be told, some roles left out; nothing where nobody is recorded."""
    rows = []
    for recipient in told:
        for role, ids in recipient.roles:
            if role in leaving_out:
                continue
            names = few(map(graph.name, ids), lang, 5)
            rows.append((graph.name(recipient.actor), Text(f"{role.fr} {of(names)}", f"{role.en} of {names}")[lang]))
    shown = first(rows, most)
    more = left_out(rows, shown, lang, WITH_ALL)
    return [Section(TITLE[lang], (Rows(heads(_COLUMNS, lang), tuple(shown), more=more, headed=True),))] if rows else []

"""What nobody has looked at for long, for a spreadsheet."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.stale import Stale
from ea_repo.document import Records
from ea_repo.finding import Lang

COLUMNS = ("id", "kind", "name", "owner", "since", "basis", "days", "allowed")


def records(answer: Answer[Stale], lang: Lang) -> Records:
    """One line an element, the oldest first."""
    return Records(
        COLUMNS,
        (
            (one.id, one.kind, one.name, one.owner or "", one.since or "", one.basis, one.days, one.allowed)
            for one in answer.content.stale
        ),
    )

"""What others see beside what is declared, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Cell, Records
from ea_repo.exchange.reconcile.reconciliation import Reconciliation
from ea_repo.finding import Lang
from ea_repo.report.cells import cell

_COLUMNS = ("what", "kind", "id", "name", "field", "declared", "seen", "written", "at", "near", "score", "reasons")


def records(answer: Answer[Reconciliation], lang: Lang) -> Records:
    """One line a difference; something seen that may be several elements has a line for each of them."""
    return Records(_COLUMNS, _rows(answer.content, lang))


def _rows(reconciliation: Reconciliation, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for declared in reconciliation.declared:
        at = str(declared.written)
        yield ("declared", declared.kind, declared.id, declared.name, None, None, None, at, None, None, None, None)
    for seen in reconciliation.seen:
        known = ("seen", seen.kind, seen.key, seen.name, None, None, None, None, str(seen.at))
        for near in seen.near:
            yield (*known, near.id, near.score, ", ".join(reason[lang] for reason in near.reasons))
        if not seen.near:
            yield (*known, None, None, None)
    for one in reconciliation.differing:
        both = cell(one.declared), cell(one.seen)
        yield ("differing", None, one.id, None, one.field, *both, str(one.written), str(one.at), None, None, None)

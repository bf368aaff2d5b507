"""The budgets for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.budget import BudgetRow, Budgets
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: Answer[Budgets]) -> str:
    """The tables by account class and basis; amounts are in euros, by year."""
    content = answer.content
    return dumped(
        {
            "version": VERSION,
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "years": list(content.years),
            "tables": [
                {
                    "class": table.account_class,
                    "basis": table.basis,
                    "axes": [
                        {"axis": axis.id, "total": _amounts(axis.total), "elements": list(map(_row, axis.rows))}
                        for axis in table.axes
                    ],
                    "total": _amounts(table.total),
                    "envelopes": list(map(_row, table.envelopes)),
                }
                for table in content.tables
            ],
            "projects": content.projects,
            "silent": content.silent,
        }
    )


def _row(row: BudgetRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "kind": row.kind, "amounts": _amounts(row.amounts)}


def _amounts(amounts: Any) -> dict[str, float]:
    return {str(year): amount for year, amount in amounts.items()}

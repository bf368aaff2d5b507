"""What others see beside what is declared, for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.exchange.reconcile.matching import Near
from ea_repo.exchange.reconcile.reconciliation import Reconciliation
from ea_repo.report.json.values import both, dumped, place

VERSION = 1


def write(answer: Answer[Reconciliation]) -> str:
    """Each list, never cut; places in the source are texts, as a person finds them there."""
    reconciliation = answer.content
    return dumped(
        {
            "version": VERSION,
            "date": answer.situation.date.isoformat(),
            "source": reconciliation.source,
            "format": reconciliation.format,
            "kinds": list(reconciliation.kinds),
            "matched": reconciliation.matched,
            "declared": [
                {"id": one.id, "kind": one.kind, "name": one.name, "written": place(one.written)}
                for one in reconciliation.declared
            ],
            "seen": [
                {
                    "key": one.key,
                    "kind": one.kind,
                    "name": one.name,
                    "at": str(one.at),
                    "near": list(map(_near, one.near)),
                }
                for one in reconciliation.seen
            ],
            "differing": [
                {
                    "id": one.id,
                    "key": one.key,
                    "field": one.field,
                    "declared": one.declared,
                    "seen": one.seen,
                    "at": str(one.at),
                    "written": place(one.written),
                }
                for one in reconciliation.differing
            ],
            "rejected": [{"at": str(one.at), "why": both(one.why)} for one in reconciliation.rejected],
        }
    )


def _near(near: Near) -> dict[str, Any]:
    return {"id": near.id, "score": near.score, "reasons": list(map(both, near.reasons))}

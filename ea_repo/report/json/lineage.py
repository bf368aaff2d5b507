"""Who holds a datum, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.impact.lineage import Lineage
from ea_repo.report.json.values import dumped, hops

VERSION = 1


def write(answer: Answer[Lineage]) -> str:
    """Every holder with its distance from a master, and from whom it has the datum."""
    lineage = answer.content
    return dumped(
        {
            "version": VERSION,
            "roots": [lineage.datum],
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "mastered": lineage.mastered,
            "not_in_service": list(lineage.absent),
            "elements": [
                {
                    "id": holder.id,
                    "kind": lineage.graph.kind(holder.id),
                    "name": lineage.graph.name_alone(holder.id),
                    "distance": holder.distance,
                    "chain": hops(holder.chain),
                    "master": holder.master,
                    "by": list(holder.by),
                    "origin": holder.origin,
                    "received": [
                        {"from": receipt.giver, "by": receipt.flow, "origin": receipt.origin, "mode": receipt.mode}
                        for receipt in holder.receipts
                    ],
                }
                for holder in lineage.holders
            ],
        }
    )

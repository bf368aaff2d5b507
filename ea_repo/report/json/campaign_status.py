"""Where a campaign stands, for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.campaign import CampaignStatus, Contradiction, Opinion, OwnerStatus
from ea_repo.exchange.campaign.record import Receipt
from ea_repo.report.json.values import both, dumped

VERSION = 1


def write(answer: Answer[CampaignStatus]) -> str:
    """Every owner with what came back, and the answers that contradict each other."""
    status = answer.content
    campaign = status.campaign
    return dumped(
        {
            "version": VERSION,
            "campaign": campaign.id,
            "day": status.day.isoformat(),
            "asked_on": campaign.asked_on,
            "due": campaign.due,
            "late": status.late,
            "asked": len(status.with_owner),
            "answered": len(status.with_owner) - len(status.silent),
            "silent": [owner.sent.form.owner for owner in status.silent],
            "owners": [_owner(owner) for owner in status.owners],
            "contradictions": [_contradiction(one) for one in status.contradictions],
        }
    )


def _owner(owner: OwnerStatus) -> dict[str, Any]:
    return {
        "owner": owner.sent.form.owner,
        "name": owner.sent.form.name,
        "state": owner.state,
        "questions": owner.asked,
        "answered": owner.answered,
        "changed": owner.changed,
        "confirmed": owner.confirmed,
        "words": owner.words,
        "refused": len(owner.refused),
        "received": [_receipt(receipt) for receipt in owner.receipts],
    }


def _receipt(receipt: Receipt) -> dict[str, Any]:
    """`received` is null for a workbook that is not imported yet."""
    return {
        "file": receipt.file,
        "by": receipt.by,
        "on": receipt.on,
        "received": receipt.received,
        "answers": [
            {
                "id": one.id, "fact": one.fact, "said": one.said, "before": one.before, "after": one.after,
                "at": one.at, "outcome": one.outcome,
            }
            for one in receipt.answers
        ],
        "refused": [{"at": one.at, "why": both(one.why)} for one in receipt.refused],
        "remarks": list(receipt.remarks),
    }  # fmt: skip


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {"id": one.id, "fact": one.fact, "answers": [_opinion(opinion) for opinion in one.opinions]}


def _opinion(opinion: Opinion) -> dict[str, Any]:
    receipt, answer = opinion.receipt, opinion.answer
    return {
        "owner": receipt.owner or None, "by": receipt.by, "on": receipt.on, "said": answer.said,
        "value": answer.after, "at": answer.at, "outcome": answer.outcome,
    }  # fmt: skip

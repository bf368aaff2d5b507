"""Where a campaign stands, for a spreadsheet."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.campaign import CampaignStatus
from ea_repo.document import Records
from ea_repo.finding import Lang

COLUMNS = (
    "owner", "name", "state", "questions", "answered", "changed", "confirmed", "words", "refused", "contradictory",
    "by", "on", "workbook",
)  # fmt: skip


def records(answer: Answer[CampaignStatus], lang: Lang) -> Records:
    """One line an owner; `contradictory` counts the facts on which one of their answers is contradicted."""
    status = answer.content
    taking_part = [{opinion.receipt.owner for opinion in one.opinions} for one in status.contradictions]
    return Records(
        COLUMNS,
        (
            (
                owner.sent.form.owner or "",
                owner.sent.form.name,
                owner.state,
                owner.asked,
                owner.answered,
                owner.changed,
                owner.confirmed,
                owner.words,
                len(owner.refused),
                sum((owner.sent.form.owner or "") in owners for owners in taking_part),
                "; ".join(dict.fromkeys(receipt.by for receipt in owner.receipts)),
                max((receipt.on or "" for receipt in owner.receipts), default=""),
                owner.sent.workbook,
            )
            for owner in status.owners
        ),
    )

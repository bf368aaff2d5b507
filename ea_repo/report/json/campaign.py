"""A campaign that was written, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.campaign import NewCampaign
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: Answer[NewCampaign]) -> str:
    """Who is asked how much, in which file; `owner` is null for what nobody is recorded to answer for."""
    written = answer.content
    campaign = written.campaign
    return dumped(
        {
            "version": VERSION,
            "folder": written.folder,
            "campaign": campaign.id,
            "by": campaign.by,
            "asked_on": campaign.asked_on,
            "due": campaign.due,
            "forms": [
                {
                    "owner": sent.form.owner,
                    "name": sent.form.name,
                    "workbook": sent.workbook,
                    "letter": sent.letter,
                    "elements": len(sent.form.elements),
                    "questions": len(sent.form.questions),
                }
                for sent in campaign.sent
            ],
        }
    )

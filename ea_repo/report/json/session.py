"""A session of the committee, for programs."""

from __future__ import annotations

import dataclasses

from ea_repo.answer.answer import Answer
from ea_repo.answer.session import Session
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Session]) -> str:
    """The requests in their order, each with the option and the opinion proposed, and the earlier decisions."""
    session = answer.content
    requests = [
        {
            "request": dossier.content.written.id,
            "title": dossier.content.written.request.title,
            "proposed": dossier.content.proposed.key if dossier.content.proposed else None,
            "opinion": dossier.content.proposed.opinion if dossier.content.proposed else None,
        }
        for dossier in session.dossiers
    ]
    decided = [dataclasses.asdict(decision) for decision in session.decisions.decisions]
    return dumped({"version": VERSION, "requests": requests, "decisions": decided} | changed(answer.situation))

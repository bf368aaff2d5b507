"""A session of the committee, for programs."""

from __future__ import annotations

import dataclasses

from ea_repo.answer.answer import Answer
from ea_repo.answer.session import Session
from ea_repo.finding import SEVERITIES
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Session]) -> str:
    """The requests in their order, with the option and opinion proposed, the earlier decisions, the derogations."""
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
    derogations = [
        {"id": one.id, "name": one.name, "rule": one.rule, "by": list(one.by), "until": one.until, "left": one.left}
        for one in sorted(session.derogations, key=lambda one: (one.left or 0, one.id))
    ]
    decided = [dataclasses.asdict(decision) for decision in session.decisions.decisions]
    data = {
        "version": VERSION,
        "day": session.day.isoformat(),
        "requests": requests,
        "decisions": decided,
        "derogations": derogations,
        "findings": {severity: session.audit.count(severity) for severity in SEVERITIES},
    }
    return dumped(data | changed(answer.situation))

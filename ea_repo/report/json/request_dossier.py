"""The dossier of a request, for programs: what was computed of each option."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.awaited_facts import awaited_facts
from ea_repo.answer.request_dossier import OptionStudy, RequestDossier
from ea_repo.report.json.values import changed, dumped, trust

VERSION = 1


def write(answer: Answer[RequestDossier]) -> str:
    """The tools that serve the need, those that resemble it, and each option with its findings and its opinion."""
    found = answer.content
    data = {
        "version": VERSION,
        "request": found.written.id,
        "title": found.written.request.title,
        "asked": found.asked.key if found.asked else None,
        "proposed": found.proposed.key if found.proposed else None,
        "because": found.because,
        "committee_on": found.committee_on.isoformat() if found.committee_on else None,
        "solutions": found.solutions,
        "existing": [tool.id for tool in found.existing],
        "near": [{"id": near.id, "score": near.score} for near in found.near.candidates],
        "options": [_option(study) for study in found.options],
        "awaited": [
            {
                "option": awaited.option,
                "subject": awaited.fact.subject,
                "fact": awaited.fact.fact,
                "people": {role: list(names) for role, names in awaited.fact.people.items()},
                "due": awaited.due.isoformat() if awaited.due else None,
                "cause": awaited.cause,
            }
            for awaited in awaited_facts(found)
        ],
    }
    return dumped(data | trust(answer.trust) | changed(answer.situation))


def _option(study: OptionStudy) -> dict[str, Any]:
    return {
        "key": study.key,
        "name": study.option.name,
        "type": study.option.type,
        "opinion": study.opinion,
        "opinions": {opinion.principle: opinion.case.opinion for opinion in study.opinions},
        "findings": {"before": study.before, "after": study.after, "as_dated": study.as_dated},
        "worse": [finding.fingerprint for finding in study.worse],
        "introduced": [finding.fingerprint for finding in study.introduced],
        "lifted": [finding.fingerprint for finding in study.lifted],
        "flows": [
            {"source": flow.source, "target": flow.target, "data": list(flow.data), "mode": flow.mode}
            for flow in study.flows
        ],
        "unserved": [
            {
                "process": process.id,
                "sites": list(process.sites),
                "from": process.since.isoformat() if process.since else None,
                "until": process.until.isoformat() if process.until else None,
            }
            for process in study.unserved
        ],
        "retired": list(study.retired),
        "five_years": study.cost,
        "facts": [{"subject": fact.subject, "fact": fact.fact, "rules": list(fact.rules)} for fact in study.facts],
    }

"""The dossier of a decommissioning, for programs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.decommissioning_calendar import Milestone
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, RetiredElement
from ea_repo.impact.departing_data import DepartingDatum
from ea_repo.impact.earliest_day import Obstacle
from ea_repo.impact.prerequisites import Prerequisite
from ea_repo.impact.reroute import Reroute
from ea_repo.impact.retirement_plan import Step
from ea_repo.impact.savings import Savings
from ea_repo.impact.takeovers import Takeover
from ea_repo.report.days import ends
from ea_repo.report.json.impact import facts, recipients, sites
from ea_repo.report.json.values import dumped, trust

VERSION = 2


def write(answer: Answer[DecommissioningDossier]) -> str:
    """The plan step by step, then what it rests on and what is not written."""
    found = answer.content
    return dumped(
        {
            "version": VERSION,
            "roots": list(found.ids),
            "on": found.on.isoformat(),
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "sites": list(found.sites),
            "functions": list(found.functions),
            "replacements": {
                old: several[0] if len(several) == 1 else list(several) for old, several in found.replacements.items()
            },
            "verdict": found.verdict,
            "steps": list(map(_step, found.plan.steps)),
            "takeovers": list(map(_takeover, found.takeovers)),
            "later": list(map(_gap, found.others_gaps)),
            "processes": [
                {
                    "id": touched.process.id,
                    "state": touched.process.state,
                    "possible": touched.process.possible,
                    "sites": sites(touched.impact, touched.process),
                }
                for touched in found.processes
            ],
            "reroute": list(map(_reroute, found.reroutes)),
            "incoming": list(found.incoming),
            "elements": list(map(_element, found.elements)),
            "contracts": list(map(_ending, found.contract_endings)),
            "savings": _savings(found.savings),
            "missing": [
                {"id": fact.id, "field": fact.field, "ask": list(fact.ask), "for_go": fact.for_go}
                for fact in found.missing
            ],
            "told": recipients(found.contacts),
            "to_confirm": facts(found.to_confirm),
            **trust(answer.trust),
        }
    )


def _step(step: Step) -> dict[str, Any]:
    return {
        "ids": list(step.group.ids),
        "because": list(step.group.because),
        "date": _day(step.date),
        "verdict": step.verdict,
        "lost": list(step.lost),
        "perhaps_lost": list(step.perhaps),
        "obstacles": list(map(_obstacle, step.obstacles)),
        "doubts": list(map(_obstacle, step.later)),
    }


def _obstacle(obstacle: Obstacle) -> dict[str, Any]:
    lost = obstacle.lost
    return {
        "id": lost.id,
        "site": lost.place or None,
        "need": lost.need or None,
        "certain": obstacle.certain,
        **ends(obstacle.span),
    }


def _takeover(takeover: Takeover) -> dict[str, Any]:
    return {
        "old": takeover.old,
        "new": takeover.new,
        "asked": takeover.asked,
        "since": _day(takeover.since),
        "lacks": {
            "processes": list(takeover.processes),
            "sites": list(takeover.sites),
            "data": list(takeover.data),
            "deployed_at": takeover.unplaced,
        },
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "process": gap.process,
        "need": gap.need.words if gap.need else None,
        "sites": list(gap.sites),
        **ends(gap.span),
        "stops": list(gap.stops),
        "starts": list(gap.starts),
    }


def _reroute(reroute: Reroute) -> dict[str, Any]:
    return {
        "flow": reroute.flow,
        "target": reroute.target,
        "data": list(reroute.data),
        "provider": reroute.provider,
        "because": reroute.because,
        "mode": reroute.mode,
        "since": _day(reroute.since),
        "lacking": list(reroute.lacking),
        "first": list(reroute.first),
    }


def _element(element: RetiredElement) -> dict[str, Any]:
    return {
        "id": element.id,
        "projects": list(element.projects),
        "converging": list(element.converging),
        "written_end": _day(element.written),
        "required": list(map(_required, element.required)),
        "kept": list(map(_kept, element.kept)),
        "calendar": list(map(_milestone, element.calendar)),
    }


def _required(required: Prerequisite) -> dict[str, Any]:
    return {
        "name": required.name,
        "met": required.met,
        "project": required.project,
        "values": list(required.values),
    }


def _kept(kept: DepartingDatum) -> dict[str, Any]:
    return {
        "datum": kept.datum,
        "master": kept.master,
        "elsewhere": list(kept.elsewhere),
        "archive": kept.archive,
        "kept_for": kept.kept_for,
        "disposal": kept.disposal,
    }


def _milestone(milestone: Milestone) -> dict[str, Any]:
    return {
        "name": milestone.name,
        "date": _day(milestone.date),
        "said": milestone.written,
        "too_early_for": milestone.too_early_for,
    }


def _ending(ending: ContractEnding) -> dict[str, Any]:
    return {
        "contract": ending.contract,
        "ends_on": _day(ending.ends_on),
        "notice": ending.notice,
        "notice_by": _day(ending.notice_by),
        "state": ending.state,
        "renewals": ending.renewals,
        "until": _day(ending.until),
        "binds_until": _day(ending.binds_until),
        "shared_with": list(ending.shared_with),
    }


def _savings(savings: Savings) -> dict[str, Any]:
    return {
        "yearly": savings.yearly,
        "yearly_missing": savings.yearly_missing,
        "once": savings.once,
        "once_missing": savings.once_missing,
        "of": savings.of,
        "within": [{"id": id, "whole": whole} for id, whole in savings.within],
        "replacements": list(savings.replacements),
        "replacing": savings.replacing,
        "replacing_missing": savings.replacing_missing,
        "net": savings.net if savings.replacements else None,
        "payback_years": savings.payback,
        "running": list(savings.running),
        "full_from": _day(savings.full_from),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None

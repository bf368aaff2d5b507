"""A timeline for programs: days, and no words."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.timeline import Life, Overlap, Timeline
from ea_repo.report.days import ends, written
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: Answer[Timeline]) -> str:
    """The timeline as one JSON object, never cut; the same bytes for the same text and days."""
    timeline, situation = answer.content, answer.situation
    return dumped(
        {
            "version": VERSION,
            "date": timeline.date.isoformat(),
            "workspace": situation.workspace,
            "changes": list(situation.changes),
            "from": timeline.range.since.isoformat(),
            "to": timeline.range.until.isoformat(),
            "elements": [_life(timeline, life) for life in timeline.lives],
            "undated": list(timeline.undated),
            "marks": [
                {"id": id, "name": timeline.graph.name_alone(id), "date": day.isoformat()} for day, id in timeline.marks
            ],
            "overlaps": list(map(_overlap, timeline.overlaps)),
            "gaps": list(map(_gap, timeline.gaps)),
            "checked": {"successors": timeline.pairs, "processes": timeline.processes},
        }
    )


def _life(timeline: Timeline, life: Life) -> dict[str, Any]:
    return {
        "id": life.id,
        "kind": timeline.graph.kind(life.id),
        "name": timeline.graph.name_alone(life.id),
        "part_of": life.within,
        "dated": life.dated,
        "runs": ends(life.run) if life.run else None,
        "renewals": life.renewals,
        "phases": [{"phase": phase, **ends(span)} for phase, span in life.phases],
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {
        "application": overlap.application,
        "successor": overlap.successor,
        **ends(overlap.span),
        "allowed_until": written(overlap.allowed_until),
        "beyond": None if overlap.allowed_until is None else overlap.beyond is not None,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "process": gap.process,
        "sites": list(gap.sites),
        "everywhere": gap.everywhere,
        **ends(gap.span),
        "certain": gap.certain,
        "stops": list(gap.stops),
        "starts": list(gap.starts),
        "to_confirm": list(gap.to_confirm),
        "passing": list(gap.passing),
        "need": gap.need
        and {
            "for": gap.need.words,
            "unsaid": list(gap.need.unsaid),
            "perhaps": list(gap.need.perhaps),
        },
    }

"""A timeline for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Records
from ea_repo.finding import Lang
from ea_repo.impact.timeline import Timeline
from ea_repo.report.days import ends

COLUMNS = ("what", "id", "kind", "name", "value", "from", "until", "sites", "to_confirm")


def records(answer: Answer[Timeline], lang: Lang) -> Records:
    """One line a phase, a run, an overlap or a gap."""
    return Records(COLUMNS, _rows(answer.content))


def _rows(timeline: Timeline) -> Iterator[tuple[str | None, ...]]:
    graph = timeline.graph
    for life in timeline.lives:
        who = life.id, graph.kind(life.id), graph.name(life.id)
        for phase, span in life.phases:
            yield ("phase", *who, phase, *ends(span).values(), "", "")
        if life.run:
            yield ("run", *who, "", *ends(life.run).values(), "", "")
    for overlap in timeline.overlaps:
        who = overlap.application, graph.kind(overlap.application), graph.name(overlap.application)
        yield ("overlap", *who, overlap.successor, *ends(overlap.span).values(), "", "")
    for gap in timeline.gaps:
        stops_starts = f"{', '.join(gap.stops)} → {', '.join(gap.starts)}"
        who = gap.process, graph.kind(gap.process), graph.name(gap.process)
        yield ("gap", *who, stops_starts, *ends(gap.span).values(), ", ".join(gap.sites), ", ".join(gap.to_confirm))

"""A timeline for programs, for a spreadsheet and for a page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import click

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang, Text
from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.days import ALWAYS, NEVER, Span
from ea_repo.impact.timeline import Life, Overlap, Timeline
from ea_repo.report import timeline_words as words
from ea_repo.report.spreadsheet import as_csv as rows_as_csv
from ea_repo.report.timeline_text import title
from ea_repo.report.words import escaped, kind_words

VERSION = 1
COLUMNS = ("what", "id", "kind", "name", "value", "from", "until", "sites", "to_confirm")


def as_json(found: Timeline, situation: Situation) -> str:
    """The timeline as one JSON object, never cut; the same bytes for the same text and days."""
    data: dict[str, Any] = {
        "version": VERSION,
        "date": found.date.isoformat(),
        "workspace": situation.workspace,
        "changes": list(situation.changes),
        "from": found.range.since.isoformat(),
        "to": found.range.until.isoformat(),
        "elements": [_life(found, each) for each in found.lives],
        "undated": list(found.undated),
        "marks": [{"id": id, "name": found.graph.name(id), "date": day.isoformat()} for day, id in found.marks],
        "overlaps": [_overlap(each) for each in found.overlaps],
        "gaps": [_gap(each) for each in found.gaps],
        "checked": {"successors": found.pairs, "processes": found.processes},
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _life(found: Timeline, each: Life) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": found.graph.kind(each.id),
        "name": found.graph.name(each.id),
        "part_of": each.within,
        "dated": each.dated,
        "runs": _days(each.run) if each.run else None,
        "phases": [{"phase": phase, **_days(span)} for phase, span in each.phases],
    }


def _overlap(each: Overlap) -> dict[str, Any]:
    return {
        "application": each.application,
        "successor": each.successor,
        **_days(each.span),
        "allowed_until": _day(each.allowed_until),
        "beyond": None if each.allowed_until is None else each.beyond is not None,
    }


def _gap(each: Gap) -> dict[str, Any]:
    return {
        "process": each.process,
        "sites": list(each.sites),
        "everywhere": each.everywhere,
        **_days(each.span),
        "certain": each.certain,
        "stops": list(each.stops),
        "starts": list(each.starts),
        "to_confirm": list(each.to_confirm),
        "passing": list(each.passing),
    }


def _days(span: Span) -> dict[str, str | None]:
    return {"from": _day(span.since), "until": _day(span.until)}


def _day(day: dt.date | None) -> str | None:
    """A day, None where no date says it."""
    return None if day in (None, ALWAYS, NEVER) else str(day)


def as_csv(found: Timeline) -> str:
    """One line a phase, a run, an overlap or a gap, for a spreadsheet."""
    return rows_as_csv(COLUMNS, _rows(found))


def _rows(found: Timeline) -> Iterator[tuple[str | None, ...]]:
    graph = found.graph
    for life in found.lives:
        who = life.id, graph.kind(life.id), graph.name(life.id)
        for phase, span in life.phases:
            yield ("phase", *who, phase, *_days(span).values(), "", "")
        if life.run:
            yield ("run", *who, "", *_days(life.run).values(), "", "")
    for each in found.overlaps:
        who = each.application, graph.kind(each.application), graph.name(each.application)
        yield ("overlap", *who, each.successor, *_days(each.span).values(), "", "")
    for gap in found.gaps:
        stops_starts = f"{', '.join(gap.stops)} → {', '.join(gap.starts)}"
        who = gap.process, graph.kind(gap.process), graph.name(gap.process)
        yield ("gap", *who, stops_starts, *_days(gap.span).values(), ", ".join(gap.sites), ", ".join(gap.to_confirm))


def as_markdown(found: Timeline, situation: Situation, lang: Lang, *, whole: bool = False) -> str:
    """The timeline as a page: a table of phases in words, then lists."""
    lives = found.lives if whole else found.moving
    lines = [f"# {escaped(click.unstyle(title(found, situation, lang)))}", ""]
    head = Text("| Élément | Genre | Dates |", "| Element | Kind | Dates |")[lang]
    if lives:
        lines += [head, "| --- | --- | --- |", *(_line(found, each, lang) for each in lives), ""]
    if still := len(found.lives) - len(lives):
        lines += [words.left(still, lang, changes=False), ""]
    if told := words.undated(found, lang):
        lines += [escaped(told), ""]
    graph = found.graph
    certain = [words.gap(graph, each, lang) for each in found.gaps if each.certain]
    possible = [words.gap(graph, each, lang) for each in found.gaps if not each.certain]
    overlaps = [words.overlap(graph, each, lang) for each in found.overlaps]
    lines += _section(words.OVERLAPS[lang], overlaps, words.no_overlap(found, lang))
    lines += _section(words.GAPS[lang], certain, words.no_gap(found, lang))
    lines += _section(words.TO_CONFIRM[lang], possible, "") if possible else []
    return "\n".join(lines).rstrip()


def _line(found: Timeline, each: Life, lang: Lang) -> str:
    kind = kind_words(found.graph.kind(each.id), lang, number=1)
    return f"| {escaped(found.graph.name(each.id))} (`{each.id}`) | {kind} | {words.phases(each, lang)} |"


def _section(title: str, said: list[str], none: str) -> list[str]:
    return [f"## {title}", "", *([f"- {escaped(each)}" for each in said] or [escaped(none)]), ""]

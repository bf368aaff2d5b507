"""What an analysis says of each element of a map: findings, impact, lineage, changes, support, time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ea_repo.draw.context import NOT_RECORDED, Mark
from ea_repo.draw.timeline import Bar, Calendar, Row
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.graph import Changes, Graph, difference
from ea_repo.impact.days import Span
from ea_repo.impact.impact import Impact
from ea_repo.impact.lineage import lineage
from ea_repo.impact.timeline import Life, Timeline
from ea_repo.metamodel import family
from ea_repo.metamodel.dates import last_day
from ea_repo.report import timeline_words
from ea_repo.report.words import PHASE, counted, date

Marks = dict[str, Mark]
SOON = dt.timedelta(days=730)
"""How long before its end a support is said to end soon."""


def of_findings(findings: Iterable[Finding], lang: Lang) -> Marks:
    """The worst finding of each element, its own or one that it makes; accepted and illustrative ones left out."""
    by_element: dict[str, list[Finding]] = {}
    for each in findings:
        if each.counts:
            for id in dict.fromkeys((each.subject, *each.offenders)):
                by_element.setdefault(id, []).append(each)
    found = {}
    for id, those in by_element.items():
        worst = min(those, key=lambda each: SEVERITIES.index(each.severity))
        number = counted(len(those), *(("écart", "écarts") if lang == "fr" else ("finding", "findings")), lang)
        found[id] = Mark(worst.severity, f"{number} : {worst.message[lang]}")
    return found


def of_impact(found: Impact, lang: Lang) -> Marks:
    """The state of each element that a loss touches, certain or only possible; of flows too."""
    marks = {id: Mark("lost") for id in found.flows_lost["state"]}
    marks |= {id: Mark("possible") for id in found.flows_lost["possible"] if id not in marks}
    for each in found.elements:
        certain = each.state or "possible"
        said = "" if each.state else Text("possible seulement", "only possible")[lang]
        marks[each.id] = Mark(certain, said)
    return marks | {id: Mark("root") for id in found.roots}


_FROM = {"master": "from-master", "relay": "relay", "copy": "copy"}
_RANK = ("from-master", "relay", NOT_RECORDED, "copy", "from-rival", "rival", "peer", "master")


def of_lineage(graph: Graph, roots: Iterable[str]) -> Marks:
    """From whom each holder, and each flow, has the data that some elements master; the worst of several data."""
    roots = tuple(roots)
    marks = {id: Mark("master") for id in roots}

    def put(id: str, value: str) -> None:
        known = marks.get(id)
        if known is None or _RANK.index(value) > _RANK.index(known.value):
            marks[id] = Mark(value)

    parts = {part for id in roots for part in graph.parts(id)}
    homes = {graph.solution(id) for id in roots}
    for datum in sorted({datum for part in parts for datum in graph.targets(part, "masters")}):
        holders = lineage(graph, datum).holders
        others = {each.id for each in holders if each.master} - homes
        protected = any(graph.value(each, "sanctuarised") is True for each in (*roots, *homes))
        rivals = {each for each in others if protected and not any(_allowed(graph, one) for one in (each, *homes))}
        given: dict[str, str] = {}
        for holder in holders:
            received = [
                ("from-rival" if each.giver in rivals else _FROM[each.origin], each) for each in holder.receipts
            ]
            for value, each in received:
                put(each.flow, value)
                for end in graph.targets(each.flow, "target"):
                    put(end, value)
                given |= dict.fromkeys(graph.targets(each.flow, "source"), each.giver)
            if holder.id in others:
                put(holder.id, "rival" if holder.id in rivals else "peer")
            elif not holder.receipts and holder.id not in homes:
                put(holder.id, NOT_RECORDED)
        for source, solution in given.items():
            # A module that gives what another module of its solution receives or masters.
            put(source, marks[solution].value if solution in marks else NOT_RECORDED)
    return marks


def _allowed(graph: Graph, id: str) -> bool:
    """Whether something may master what another one masters: it is from outside, national or regional, or a replica."""
    outside = graph.value(id, "type") == "external" or graph.value(id, "scope") in ("national", "regional")
    return outside or bool(graph.kind(id) in _APPLICATIONS and graph.targets(id, "replica_of"))


_APPLICATIONS = frozenset(family("application"))


def of_changes(before: Graph, after: Graph) -> tuple[Graph, Marks]:
    """What is in service on one side only, or written otherwise; with the graph that has both sides."""
    found = difference(before, after)
    both = after.with_(Changes(put=[before.record(id) for id in found.removed])).at(None)
    marks: Marks = {}
    for id in both:
        old, new = (id in each and each.in_service(id) for each in (before, after))
        if old != new:
            marks[id] = Mark("added" if new else "removed")
        elif id in found.changed and new:
            marks[id] = Mark("changed")
    for id in list(marks):
        if both.kind(id) == "flow":
            ends = (*both.targets(id, "source"), *both.targets(id, "target"))
            for end in ends:
                marks.setdefault(end, Mark("same"))
    return both, marks


def of_support(graph: Graph, day: dt.date, lang: Lang) -> Marks:
    """Whether each technology still has its vendor's support, or ours, on a day."""
    marks = {}
    for id in graph.of("technology"):
        ends = {
            name: last_day(written)
            for name in ("end_of_support_on", "end_of_extended_support_on", "own_support_until")
            if (written := graph.value(id, name))
        }
        first, last = ends.get("end_of_support_on"), max(ends.values(), default=None)
        if last is None:
            marks[id] = Mark(NOT_RECORDED)
            continue
        value = "ended" if last < day else "extended" if first is None or first < day else "supported"
        if value == "supported" and (first or last) - day < SOON:
            value = "soon"
        until = Text(f"soutenue jusqu'au {date(last, 'fr')}", f"supported until {date(last, 'en')}")
        marks[id] = Mark(value, until[lang])
    return marks


def calendar(found: Timeline, lang: Lang) -> Calendar:
    """A row for each life, those of modules under their whole; overlaps and gaps in rows of their own."""
    graph, range_ = found.graph, found.range
    rows: list[Row] = []
    for life in found.moving:
        bars = tuple(_bars(graph, life, range_, lang))
        rows.append(Row(life.id, graph.name(life.id), bars, life.id, inner=life.within is not None))
        for each in found.overlaps:
            if each.application == life.id and (span := each.span.within(range_)):
                said = timeline_words.overlap(graph, each, lang)
                label = Text("avec ", "with ")[lang] + graph.name(each.successor)
                bar = Bar("overlap", span.since, span.until, said)
                rows.append(Row(f"{life.id}+{each.successor}", label, (bar,), each.successor, inner=True))
    by_process: dict[str, list[Bar]] = {}
    for gap in found.gaps:
        if span := gap.span.within(range_):
            said = timeline_words.gap(graph, gap, lang)
            by_process.setdefault(gap.process, []).append(Bar("gap", span.since, span.until, said))
    uncovered = Text("non couvert : ", "not covered: ")[lang]
    rows += [Row(f"gap:{id}", uncovered + graph.name(id), tuple(bars), id) for id, bars in sorted(by_process.items())]
    today = Text("jour de référence", "day looked at")[lang]
    named = (*((day, graph.name(id)) for day, id in found.marks), (found.date, today))
    marks = ((day, f"{name} ({date(day, lang)})") for day, name in named)
    return Calendar(range_.since, range_.until, tuple(rows), tuple(marks), tuple(_not_drawn(found, lang)))


def _not_drawn(found: Timeline, lang: Lang) -> Iterator[str]:
    """What no bar can show."""
    if found.moving:
        fr = "Une barre qui touche le bord y commence ou s'y arrête faute de date, ou continue au-delà"
        yield Text(fr, "A bar at the edge goes on beyond it, or has no date there")[lang]
    if found.undated:
        number = len(found.undated)
        yield Text(f"{number} éléments sans date, non montrés", f"{number} elements without a date, not shown")[lang]


def _bars(graph: Graph, life: Life, range_: Span, lang: Lang) -> Iterator[Bar]:
    name = graph.name(life.id)
    for phase, span in life.phases:
        inside = span.within(range_)
        if inside and phase != "end_of_life" and not (phase == "unknown" and life.run):
            said = f"{name} : {PHASE[phase][lang]}, {timeline_words.period(span, lang)}"
            yield Bar(phase, inside.since, inside.until, said)
    if life.run and (inside := life.run.within(range_)):
        yield Bar("run", inside.since, inside.until, f"{name} : {timeline_words.period(life.run, lang)}")

"""A timeline as a map draws it: a row for each life, overlaps and gaps in rows of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.draw.timeline import Bar, Calendar, Row
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.days import Span
from ea_repo.impact.timeline import Life, Timeline
from ea_repo.report import timeline_words
from ea_repo.report.words import PHASE, date

_WITH, _UNCOVERED = Text("avec ", "with "), Text("non couvert : ", "not covered: ")
_HERE = Text("jour de référence", "day looked at")
_AT_THE_EDGE = Text(
    "Une barre qui touche le bord y commence ou s'y arrête faute de date, ou continue au-delà",
    "A bar at the edge goes on beyond it, or has no date there",
)


def calendar(timeline: Timeline, lang: Lang) -> Calendar:
    """The rows, those of modules under their whole; the days to mark; what no bar can show."""
    days = timeline.range
    rows: list[Row] = []
    for life in timeline.moving:
        bars = tuple(_bars(timeline.graph, life, days, lang))
        rows.append(Row(life.id, timeline.graph.name(life.id), bars, life.id, inner=life.within is not None))
        rows += _overlaps(timeline, life, lang)
    named = (*((day, timeline.graph.name(id)) for day, id in timeline.marks), (timeline.date, _HERE[lang]))
    marks = tuple((day, f"{name} ({date(day, lang)})") for day, name in named)
    rows += _gaps(timeline, lang)
    return Calendar(days.since, days.until, tuple(rows), marks, tuple(_not_drawn(timeline, lang)))


def _overlaps(timeline: Timeline, life: Life, lang: Lang) -> Iterator[Row]:
    """When an element and its successor are both in service."""
    graph = timeline.graph
    for overlap in timeline.overlaps:
        if overlap.application == life.id and (span := overlap.span.within(timeline.range)):
            sentence = timeline_words.overlap(graph, overlap, lang)
            bar = Bar("overlap", span.since, span.until, sentence)
            id, name = f"{life.id}+{overlap.successor}", _WITH[lang] + graph.name(overlap.successor)
            yield Row(id, name, (bar,), overlap.successor, inner=True)


def _gaps(timeline: Timeline, lang: Lang) -> Iterator[Row]:
    """When a process is covered by nobody, a row a process."""
    graph = timeline.graph
    by_process: dict[str, list[Bar]] = {}
    for gap in timeline.gaps:
        if span := gap.span.within(timeline.range):
            sentence = timeline_words.gap(graph, gap, lang)
            by_process.setdefault(gap.process, []).append(Bar("gap", span.since, span.until, sentence))
    for id, bars in sorted(by_process.items()):
        yield Row(f"gap:{id}", _UNCOVERED[lang] + graph.name(id), tuple(bars), id)


def _not_drawn(timeline: Timeline, lang: Lang) -> Iterator[str]:
    """What no bar can show."""
    if timeline.moving:
        yield _AT_THE_EDGE[lang]
    if timeline.undated:
        number = len(timeline.undated)
        yield Text(f"{number} éléments sans date, non montrés", f"{number} elements without a date, not shown")[lang]


def _bars(graph: Graph, life: Life, days: Span, lang: Lang) -> Iterator[Bar]:
    """The phases of an element in service or to come, and what runs."""
    name = graph.name(life.id)
    for phase, span in life.phases:
        inside = span.within(days)
        if inside and phase != "end_of_life" and not (phase == "unknown" and life.run):
            sentence = f"{name} : {PHASE[phase][lang]}, {timeline_words.period(span, lang)}"
            yield Bar(phase, inside.since, inside.until, sentence)
    if life.run and (inside := life.run.within(days)):
        yield Bar("run", inside.since, inside.until, f"{name} : {timeline_words.period(life.run, lang)}")

"""A timeline as a map draws it: a row for each life, overlaps and gaps in rows of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ea_repo.draw.timeline import Bar, Calendar, Row
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.days import Span
from ea_repo.impact.timeline import Life, Overlap, Timeline
from ea_repo.report import timeline_words
from ea_repo.report.words import PHASE, date

_WITH, _UNCOVERED = Text("avec ", "with "), Text("non couvert : ", "not covered: ")
_PERHAPS_UNCOVERED = Text("à confirmer : ", "to be confirmed: ")
HERE = Text("jour de référence", "day looked at")
AT_THE_EDGE = Text(
    "Une barre qui touche le bord y commence ou s'y arrête faute de date, ou continue au-delà",
    "A bar at the edge goes on beyond it, or has no date there",
)


def calendar(timeline: Timeline, lang: Lang) -> Calendar:
    """The rows: gaps, double runs, then the others, modules under their whole; days to mark; what no bar shows."""
    days = timeline.range
    rows = list(gap_rows(timeline, lang))
    doubled = {id for overlap in timeline.overlaps for id in (overlap.application, overlap.successor)}
    moving = {life.id for life in timeline.moving}
    shown = [life for life in timeline.lives if life.id in moving | doubled]
    lasting = (overlap for overlap in timeline.overlaps if overlap.application not in {life.id for life in shown})
    rows += overlap_rows(timeline, lasting, lang, named=True)
    for lives in sorted(_families(shown), key=lambda family: doubled.isdisjoint(life.id for life in family)):
        for life in lives:
            rows += _life(timeline, life, lang, asked=life.id in doubled)
    return Calendar(days.since, days.until, tuple(rows), marked_days(timeline, lang), tuple(_not_drawn(timeline, lang)))


def marked_days(timeline: Timeline, lang: Lang) -> tuple[tuple[dt.date, str], ...]:
    """The named situations, and the day looked at; those of one day have one name."""
    named: dict[dt.date, list[str]] = {}
    for day, name in (*((day, timeline.graph.name(id)) for day, id in timeline.marks), (timeline.date, HERE[lang])):
        named.setdefault(day, []).append(name)
    return tuple((day, f"{', '.join(names)} ({date(day, lang)})") for day, names in named.items())


def _families(lives: Iterable[Life]) -> list[list[Life]]:
    """Lives with those of their modules, which come right after their whole."""
    families: list[list[Life]] = []
    for life in lives:
        if life.within is None or not families:
            families.append([])
        families[-1].append(life)
    return families


def _life(timeline: Timeline, life: Life, lang: Lang, *, asked: bool) -> Iterator[Row]:
    """The row of an element, then those of its double runs."""
    bars, name = tuple(life_bars(timeline.graph, life, timeline.range, lang)), timeline.graph.name(life.id)
    yield Row(life.id, name, bars, life.id, inner=life.within is not None, asked=asked)
    own = (overlap for overlap in timeline.overlaps if overlap.application == life.id)
    yield from overlap_rows(timeline, own, lang)


def overlap_rows(timeline: Timeline, overlaps: Iterable[Overlap], lang: Lang, *, named: bool = False) -> Iterator[Row]:
    """When an element and its successor are both in service; `named`: where the element has no row above."""
    graph = timeline.graph
    for overlap in overlaps:
        if span := overlap.span.within(timeline.range):
            sentence = timeline_words.overlap(graph, overlap, lang)
            bar = Bar("overlap", span.since, span.until, sentence)
            name = _WITH[lang] + graph.name(overlap.successor)
            if named:
                name = f"{graph.name(overlap.application)} {name}"
            id = f"{overlap.application}+{overlap.successor}"
            yield Row(id, name, (bar,), overlap.successor, inner=not named, asked=True)


def gap_rows(timeline: Timeline, lang: Lang) -> Iterator[Row]:
    """When a process is covered by nobody, a row a process; what is only to be confirmed, in rows of its own below."""
    by_process: dict[tuple[bool, str], list[Bar]] = {}
    for gap in timeline.gaps:
        if span := gap.span.within(timeline.range):
            sentence = timeline_words.gap(timeline.graph, gap, lang)
            bar = Bar("gap" if gap.certain else "gap_to_confirm", span.since, span.until, sentence)
            by_process.setdefault((not gap.certain, gap.process), []).append(bar)
    for (to_confirm, id), bars in sorted(by_process.items()):
        label = (_PERHAPS_UNCOVERED if to_confirm else _UNCOVERED)[lang] + timeline.graph.name(id)
        yield Row(f"{bars[0].value}:{id}", label, tuple(bars), id, asked=True)


def _not_drawn(timeline: Timeline, lang: Lang) -> Iterator[str]:
    """What no bar can show."""
    if timeline.moving:
        yield AT_THE_EDGE[lang]
    if timeline.undated:
        number = len(timeline.undated)
        several = "s" if number > 1 else ""
        fr = f"{number} élément{several} sans date, non montré{several}"
        yield Text(fr, f"{number} element{several} without a date, not shown")[lang]


def _seen(span: Span, days: Span, lang: Lang) -> str:
    """From when to when a phase lasts; where the days shown begin or end, nothing is said of a date."""
    match span.since <= days.since, span.until >= days.until:
        case True, True:
            return Text("toute la période montrée", "all the days shown")[lang]
        case True, False:
            until = date(span.until, lang)
            return Text(f"dès avant la période montrée, jusqu'au {until}", f"before the days shown, until {until}")[
                lang
            ]
        case False, True:
            since = date(span.since, lang)
            return Text(f"à partir du {since}, jusqu'à la fin de la période montrée",
                        f"from {since} to the end of the days shown")[lang]  # fmt: skip
        case _:
            return timeline_words.period(span, lang)


def life_bars(graph: Graph, life: Life, days: Span, lang: Lang) -> Iterator[Bar]:
    """The phases of an element in service or to come, and what runs."""
    name = graph.name(life.id)
    for phase, span in life.phases:
        inside = span.within(days)
        if inside and phase != "end_of_life" and not (phase == "unknown" and life.run):
            sentence = f"{name} : {PHASE[phase][lang]}, {_seen(span, days, lang)}"
            yield Bar(phase, inside.since, inside.until, sentence)
    if life.run and life.shown_run and (inside := life.shown_run.within(days)):
        yield Bar("run", inside.since, inside.until, f"{name} : {timeline_words.period(life.run, lang)}")

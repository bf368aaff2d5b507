"""A roadmap as a map draws it: gaps and double runs first, what changes zone by zone, and below what has no date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ea_repo.draw.frames import frames_of
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.timeline import Calendar, Milestone, Row
from ea_repo.finding import Lang, Text
from ea_repo.impact.timeline import Life, Timeline
from ea_repo.metamodel import accepts
from ea_repo.report import timeline_words
from ea_repo.report.map_calendar import AT_THE_EDGE, gap_rows, life_bars, marked_days, overlap_rows
from ea_repo.report.words import COLON

_FIRST = Text("Ruptures et doubles fonctionnements", "Gaps and double runs")
_GAPS, _OVERLAPS = Text("Ruptures de couverture", "Gaps in cover"), Text("Doubles fonctionnements", "Double runs")
_ALONE = Text("Sorties sans successeur écrit", "Leave without a written successor")
_NO_ZONE = Text("Groupe non renseigné", "Group not recorded")
_UNDATED = Text("À dater, hors du calendrier", "Without a date, not in the calendar")
_MORE = Text("Changent aussi", "Also change")
_PLACED_BY = ("delivers", "retires", "applications_under", "technologies_under")
"""The links by which a project or a contract is about something that stands in a zone."""
_FEWEST = 3
"""How many rows each zone has at the least, where it has so many."""


def roadmap(timeline: Timeline, link: str, most: int, lang: Lang) -> Calendar:
    """The rows: gaps and double runs, then those of each outermost group by `link`, the first to change first.

    Below the calendar stands what is to come or under way without a date, by the same groups.
    """
    first = [*gap_rows(timeline, lang), *overlap_rows(timeline, timeline.overlaps, lang, named=True)]
    rows = [_heading("first", f"{_FIRST[lang]} ({len(first)})" if first else _FIRST[lang]), *first]
    if not any(gap.certain for gap in timeline.gaps):
        rows.append(_text("no-gap", _GAPS[lang], timeline_words.no_gap(timeline, lang)))
    if not timeline.overlaps:
        rows.append(_text("no-overlap", _OVERLAPS[lang], timeline_words.no_overlap(timeline, lang)))
    changing = [life for life in timeline.lives if life.changes(timeline.range)]
    if leaving := [life.id for life in changing if _leaves_alone(timeline, life)]:
        names = ", ".join(timeline.graph.name(id) for id in leaving)
        rows.append(_text("alone", f"{_ALONE[lang]} ({len(leaving)})", names))
    by_zone = _by_zone(timeline, link, [life.id for life in changing])
    to_date = _to_date(timeline)
    undated = _by_zone(timeline, link, to_date)
    room = max(_FEWEST, (most - len(first)) // max(len(by_zone), 1))
    lives = {life.id: life for life in changing}
    for zone in sorted(by_zone, key=lambda zone: _order(timeline, zone)):
        rows += _zone(timeline, zone, [lives[id] for id in by_zone[zone]], room, lang)
    if to_date:
        rows.append(_heading("undated", f"{_UNDATED[lang]} ({len(to_date)})", below=True))
    for zone in sorted(undated, key=lambda zone: _order(timeline, zone)):
        names = ", ".join(timeline.graph.name(id) for id in undated[zone])
        label = f"{_name(timeline, zone, lang)} ({len(undated[zone])})"
        rows.append(_text(f"undated:{zone}", label, names, below=True))
    notes = [AT_THE_EDGE[lang]] if changing else []
    if timeline.undated:
        notes.append(timeline_words.undated(timeline, lang))
    days = timeline.range
    return Calendar(days.since, days.until, tuple(rows), marked_days(timeline, lang), tuple(notes))


def _leaves_alone(timeline: Timeline, life: Life) -> bool:
    """Whether an application leaves service on the days to come, and no successor of it is written."""
    graph = timeline.graph
    return (
        accepts("application", graph.kind(life.id))
        and any(phase == "end_of_life" and span.since > timeline.date for phase, span in life.phases[1:])
        and not graph.targets(life.id, "successor")
    )


def _name(timeline: Timeline, zone: str, lang: Lang) -> str:
    return timeline.graph.name(zone) if zone else _NO_ZONE[lang]


def _zone(timeline: Timeline, zone: str, lives: Sequence[Life], room: int, lang: Lang) -> Iterator[Row]:
    """A zone: its rows as far as there is room, and the names of the others."""
    yield _heading(zone or "?", f"{_name(timeline, zone, lang)} ({len(lives)})")
    ordered = sorted(lives, key=lambda life: _rank(timeline, life, lang))
    shown = ordered if len(ordered) <= room + 1 else ordered[:room]
    for life in shown:
        bars, milestones = life_bars(timeline.graph, life, timeline.range, lang), _milestones(timeline, life, lang)
        name = timeline.graph.name(life.id)
        yield Row(life.id, name, tuple(bars), life.id, asked=True, milestones=milestones)
    if rest := ordered[len(shown) :]:
        names = ", ".join(timeline.graph.name(life.id) for life in rest)
        yield _text(f"more:{zone}", f"{_MORE[lang]} ({len(rest)})", names)


def _rank(timeline: Timeline, life: Life, lang: Lang) -> tuple[bool, bool, dt.date, str]:
    """What is built or retired before the contracts that end; of these, what is to change soonest, then what has."""
    days = [milestone.day for milestone in _milestones(timeline, life, lang)]
    to_come = [day for day in days if day > timeline.date]
    contract = accepts("contract", timeline.graph.kind(life.id))
    return contract, not to_come, min(to_come or days, default=timeline.range.until), life.id


def _milestones(timeline: Timeline, life: Life, lang: Lang) -> tuple[Milestone, ...]:
    """The days on which something of an element changes."""
    name, range_ = timeline.graph.name(life.id), timeline.range
    changes = timeline_words.changes(timeline.graph, life, range_, lang)
    return tuple(
        Milestone(day, f"{name}{COLON[lang]}{what}") for day, what in changes if range_.since <= day <= range_.until
    )


def _to_date(timeline: Timeline) -> list[str]:
    """What is to come or under way and has no date of its own: planned applications, projects."""
    graph = timeline.graph.at(timeline.date)
    kinds = {id: graph.kind(id) for id in timeline.undated}
    return [
        id
        for id, kind in kinds.items()
        if accepts("project", kind) or (accepts("application", kind) and graph.phase(id) == "plan")
    ]


def _by_zone(timeline: Timeline, link: str, ids: Sequence[str]) -> Mapping[str, list[str]]:
    """These elements by the outermost group that they, or what they are about, stand in; "" for none."""
    graph = timeline.graph
    by_zone: dict[str, list[str]] = {}
    for id in ids:
        about = [id, *(target for name in _PLACED_BY for target in graph.targets(id, name))]
        frames = [frame for element in about for frame in frames_of(graph, element, link)]
        zone = graph.wholes(frames[0], "part_of")[-1] if frames else ""
        by_zone.setdefault(zone, []).append(id)
    return by_zone


def _order(timeline: Timeline, zone: str) -> tuple[bool, tuple[str, str]]:
    """By name, what stands in no zone last."""
    return not zone, dictionary_order(timeline.graph.name(zone)) if zone else ("", "")


def _heading(id: str, words: str, *, below: bool = False) -> Row:
    return Row(f"heading:{id}", words, (), asked=True, heading=True, below=below)


def _text(id: str, label: str, words: str, *, below: bool = False) -> Row:
    return Row(id, label, (), asked=True, text=words, below=below)

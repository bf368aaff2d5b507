"""What lives when: bars over time, then what changes day by day, the overlaps and the gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from ea_repo.answer.answer import Answer
from ea_repo.document import (
    Bar,
    BarGroup,
    BarRow,
    Bars,
    Block,
    DayMark,
    Document,
    Item,
    Items,
    Period,
    Section,
    Term,
    Terms,
)
from ea_repo.finding import Lang, Text
from ea_repo.impact.days import Span
from ea_repo.impact.timeline import Life, Timeline, shown_as
from ea_repo.report import timeline_words as words
from ea_repo.report.words import COLON, PHASE, capital, date, heading, kind_words

_MOST_ROWS, _MOST_DATES, _MOST_SENTENCES = 60, 20, 10
"""How many a screen shows, one more being shown rather than counted."""
_RUNNING = Text("projet ou contrat en cours", "project or contract that runs")
_COLUMNS = Text("Élément|Identifiant|Genre|Dates", "Element|Id|Kind|Dates")
_NOTHING = Text("Rien ne change sur ces dates.", "Nothing changes on these days.")
T = TypeVar("T")


def document(answer: Answer[Timeline], lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """What changes on these days, or the `whole`; on a `screen`, long lists are cut and say so."""
    timeline = answer.content
    moving = timeline.lives if whole else timeline.moving
    cut = screen and not whole
    lives = moving[:_MOST_ROWS] if cut and len(moving) > _MOST_ROWS + 1 else moving
    blocks: list[Block | Section] = list(_chart(timeline, lives, lang))
    hidden = _hidden(timeline, len(moving) - len(lives), len(timeline.lives) - len(moving), lang)
    blocks += [Items(tuple(map(Item, hidden)))] if hidden else []
    if dates := _dates(timeline, lives, lang, _MOST_DATES if cut else None):
        blocks.append(Section(words.DATES[lang], (dates,)))
    most = _MOST_SENTENCES if cut else None
    overlaps = [words.overlap(timeline.graph, overlap, lang) for overlap in timeline.overlaps]
    certain = [words.gap(timeline.graph, gap, lang) for gap in timeline.gaps if gap.certain]
    possible = [words.gap(timeline.graph, gap, lang) for gap in timeline.gaps if not gap.certain]
    blocks.append(_sentences(words.OVERLAPS, overlaps, words.no_overlap(timeline, lang), lang, most))
    blocks.append(_sentences(words.GAPS, certain, words.no_gap(timeline, lang), lang, most))
    if possible:
        blocks.append(_sentences(words.TO_CONFIRM, possible, "", lang, most))
    days = words.range_(timeline.range, lang)
    subject = Text(f"chronologie {days}, vue le", f"timeline {days}, as of")
    return Document(lang, heading(answer.situation, lang, subject), blocks=tuple(blocks))


def _chart(timeline: Timeline, lives: Sequence[Life], lang: Lang) -> Iterator[Block]:
    """The bars, or that there is none."""
    states = tuple(DayMark(day, f"{timeline.graph.name(id)} ({date(day, lang)})") for day, id in timeline.marks)
    if not lives:
        marks = Items(tuple(Item(state.name, "◆") for state in states))
        yield Items((Item(_NOTHING[lang], inside=(marks,)),))
        return
    groups = [
        BarGroup(
            capital(kind_words(kind, lang, among=timeline.graph.vocabulary)),
            tuple(_row(timeline, life, lives, lang) for life in group),
        )
        for kind, group in groupby(lives, key=lambda life: shown_as(timeline.graph, life.id))
    ]
    yield Bars(
        _period(timeline.range),
        tuple(groups),
        (*states, DayMark(timeline.date, date(timeline.date, lang), here=True)),
        {**{phase: name[lang] for phase, name in PHASE.items()}, "run": _RUNNING[lang]},
        tuple(_COLUMNS[lang].split("|")),
        words.NO_DATE[lang],
    )


def _row(timeline: Timeline, life: Life, lives: Sequence[Life], lang: Lang) -> BarRow:
    """The phases of an element and what runs; of one without any date of its own, nothing."""
    graph = timeline.graph
    known = any(phase != "unknown" for phase, _ in life.phases)
    bars = [Bar(phase, _period(span)) for phase, span in life.phases] if known else []
    if life.shown_run is not None:
        bars.append(Bar("run", _period(life.shown_run), runs=True))
    about = (life.id, kind_words(graph.kind(life.id), lang, number=1, among=graph.vocabulary))
    none = words.LINKS_ALONE[lang] if life.turns else ""
    return BarRow(graph.name(life.id), tuple(bars), words.phases(life, lang), _depth(life, lives), about, none)


def _period(span: Span) -> Period:
    return Period(span.since, span.until)


def _depth(life: Life, lives: Sequence[Life]) -> int:
    above = {other.id: other.within for other in lives}
    depth, whole = 0, life.within
    while whole in above:
        depth, whole = depth + 1, above[whole]
    return depth


def _hidden(timeline: Timeline, moving: int, still: int, lang: Lang) -> list[str]:
    """How many elements are not shown, and why."""
    sentences = [
        words.left(moving, lang, changes=True) if moving else "",
        words.left(still, lang, changes=False) if still else "",
        words.undated(timeline, lang),
    ]
    return [sentence for sentence in sentences if sentence]


def _dates(timeline: Timeline, lives: Sequence[Life], lang: Lang, most: int | None) -> Terms | None:
    """What changes, day by day."""
    changes = sorted(
        (day, life.id, what)
        for life in lives
        for day, what in words.changes(timeline.graph, life, timeline.range, lang)
    )
    shown = _first(changes, most)
    terms = (
        Term(date(day, lang), (f"{timeline.graph.name_alone(id)} ({id}){COLON[lang]}{what}",))
        for day, id, what in shown
    )
    return Terms(tuple(terms), more=_more(len(changes) - len(shown), lang)) if changes else None


def _sentences(title: Text, sentences: Sequence[str], none: str, lang: Lang, most: int | None) -> Section:
    shown = _first(sentences, most)
    items = Items(tuple(map(Item, shown)), more=_more(len(sentences) - len(shown), lang))
    tally = str(len(sentences)) if sentences else none
    return Section(title[lang], (items,) if sentences else (), tally, tally_at="colon")


def _first(lines: Sequence[T], most: int | None) -> Sequence[T]:
    return lines if most is None or len(lines) <= most + 1 else lines[:most]


def _more(number: int, lang: Lang) -> str:
    return Text(f"et {number} autres (--all)", f"and {number} more (--all)")[lang] if number else ""

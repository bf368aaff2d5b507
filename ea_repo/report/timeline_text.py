"""A timeline for a terminal or a pipe: bars in characters, the dates, the overlaps, the gaps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from ea_repo.answer.situation import Situation
from ea_repo.finding import Lang, Text
from ea_repo.impact.timeline import Life, Timeline, shown_as
from ea_repo.report import timeline_words as words
from ea_repo.report.gantt import HERE, MARKS, RUN, STATE, UNITS, Scale, painted
from ea_repo.report.words import PHASE, date, heading, kind_words

_MOST_ROWS, _MOST_DATES, _MOST_GAPS = 60, 20, 10
_RUNNING = Text("projet ou contrat en cours", "project or contract that runs")
_BLANK = Text("blanc", "blank")
_NARROW = 50
_NBSP = "\u00a0"


def as_text(found: Timeline, situation: Situation, lang: Lang, width: int, *, whole: bool = False) -> str:
    """The timeline in a terminal's width: what changes, unless the `whole` is asked for."""
    width = max(width, _NARROW)
    moving = found.lives if whole else found.moving
    lives = moving if whole or len(moving) <= _MOST_ROWS + 1 else moving[:_MOST_ROWS]
    sections = [
        chart(found, lives, lang, width),
        _hidden(found, len(moving) - len(lives), len(found.lives) - len(moving), lang, width),
        _dates(found, lives, lang, width, whole),
        _overlaps(found, lang, width, whole),
        *_gaps(found, lang, width, whole),
    ]
    lines = [title(found, situation, lang)]
    for section in sections:
        if told := list(section):
            lines += ["", *told]
    return "\n".join(lines)


def title(found: Timeline, situation: Situation, lang: Lang) -> str:
    """The first line: whose system, over which days, on which day and why that day."""
    days = words.range_(found.range, lang)
    return heading(situation, lang, Text(f"chronologie {days}, vue le", f"timeline {days}, as of"))


def chart(found: Timeline, lives: Sequence[Life], lang: Lang, width: int) -> Iterator[str]:
    """The bars under their axis, a row an element, and their legend."""
    if not lives:
        yield Text("Rien ne change sur ces dates.", "Nothing changes on these days.")[lang]
        yield from (f"  {STATE} {found.graph.name(id)} ({date(day, lang)})" for day, id in found.marks)
        return
    rows = {each.id: f"{'  ' * _depth(each, lives)}{found.graph.name(each.id)}" for each in lives}
    size = min(max(map(len, rows.values())), max(18, width * 2 // 5))
    scale = Scale.of(found.range, width - size - 4)
    labels, rule = scale.axis(found.date, [day for day, _ in found.marks])
    yield f"{'':<{size + 4}}{labels}"
    yield f"{'':<{size + 4}}{painted(rule)}"
    drawn = set(rule)
    for kind, group in groupby(lives, key=lambda each: shown_as(found.graph, each.id)):
        yield click.style(kind_words(kind, lang)[:1].upper() + kind_words(kind, lang)[1:], bold=True)
        for life in group:
            bar = scale.bar(life) if _known(life) else ""
            drawn |= set(bar.replace(" ", "") if life.run else bar)
            said = painted(bar.rstrip()) or click.style(f"({words.NO_DATE[lang]})" if not bar else "", dim=True)
            yield f"  {_cut(rows[life.id], size):<{size}}  {said}".rstrip()
    yield ""
    # An entry of the legend stays on one line.
    legend = "   ".join(each.replace(" ", _NBSP) for each in _legend(found, drawn, scale, lang))
    yield from (line.replace(_NBSP, " ") for line in _wrapped(legend, width, 2))


def _known(life: Life) -> bool:
    return life.run is not None or any(phase != "unknown" for phase, _ in life.phases)


def _depth(life: Life, lives: Sequence[Life]) -> int:
    above = {each.id: each.within for each in lives}
    depth, whole = 0, life.within
    while whole in above:
        depth, whole = depth + 1, above[whole]
    return depth


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"


def _legend(found: Timeline, drawn: set[str], scale: Scale, lang: Lang) -> Iterator[str]:
    """What the characters that are there mean."""
    for phase, mark in MARKS.items():
        if mark in drawn:
            yield f"{mark if mark.strip() else _BLANK[lang]} {PHASE[phase][lang]}"
    if RUN in drawn:
        yield f"{RUN} {_RUNNING[lang]}"
    if HERE in drawn:
        yield f"{HERE} {date(found.date, lang)}"
    for day, id in found.marks:
        yield f"{STATE} {found.graph.name(id)} ({date(day, lang)})"
    yield f"{Text('une colonne', 'a column')[lang]} = {UNITS[scale.months][lang]}"


def _hidden(found: Timeline, moving: int, still: int, lang: Lang, width: int) -> Iterator[str]:
    """How many elements are not shown, and why."""
    if moving:
        yield from _wrapped(words.left(moving, lang, changes=True), width, 0)
    if still:
        yield from _wrapped(words.left(still, lang, changes=False), width, 0)
    if told := words.undated(found, lang):
        yield from _wrapped(told, width, 0)


def _dates(found: Timeline, lives: Sequence[Life], lang: Lang, width: int, whole: bool) -> Iterator[str]:
    """What changes, day by day."""
    changes = sorted((day, each.id, said) for each in lives for day, said in words.changes(each, found.range, lang))
    if not changes:
        return
    yield click.style(words.DATES[lang], bold=True)
    colon = Text(" : ", ": ")[lang]
    said = [f"{date(day, lang)}  {found.graph.name(id)} ({id}){colon}{what}" for day, id, what in changes]
    yield from _listed(said, lang, width, None if whole else _MOST_DATES, 12)


def _overlaps(found: Timeline, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    said = [words.overlap(found.graph, each, lang) for each in found.overlaps]
    yield from _section(words.OVERLAPS, said, words.no_overlap(found, lang), lang, width, whole)


def _gaps(found: Timeline, lang: Lang, width: int, whole: bool) -> Iterator[Iterator[str]]:
    certain = [words.gap(found.graph, each, lang) for each in found.gaps if each.certain]
    possible = [words.gap(found.graph, each, lang) for each in found.gaps if not each.certain]
    yield _section(words.GAPS, certain, words.no_gap(found, lang), lang, width, whole)
    if possible:
        yield _section(words.TO_CONFIRM, possible, "", lang, width, whole)


def _section(title: Text, said: Sequence[str], none: str, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    first, *rest = _wrapped(f"{title[lang]}{Text(' : ', ': ')[lang]}{len(said) or none}", width, 0, 2)
    yield first.replace(title[lang], click.style(title[lang], bold=True), 1)
    yield from rest
    yield from _listed(said, lang, width, None if whole else _MOST_GAPS, 2)


def _listed(said: Sequence[str], lang: Lang, width: int, most: int | None, more: int) -> Iterator[str]:
    """The first lines, and how many are left; one more is shown rather than counted."""
    shown = said if most is None or len(said) <= most + 1 else said[:most]
    for each in shown:
        yield from _wrapped(each, width, 2, more)
    if left := len(said) - len(shown):
        yield click.style(f"  {Text(f'et {left} autres (--all)', f'and {left} more (--all)')[lang]}", dim=True)


def _wrapped(text: str, width: int, indent: int, more: int = 0) -> list[str]:
    head, rest = " " * indent, " " * (indent + more)
    return textwrap.wrap(text, width, initial_indent=head, subsequent_indent=rest, break_on_hyphens=False)

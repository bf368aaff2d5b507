"""What becomes of each process at each site: who covers it there instead, and what is planned without its tool."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ea_repo.document import Block, Rows, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.cover import PlaceCover
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.loss import SEVERITY
from ea_repo.report import bearable_stop
from ea_repo.report.impact_words import both, toned
from ea_repo.report.shortened import IN_THE_ANNEX, first, left_out
from ea_repo.report.whom_to_call import stakes_in_short
from ea_repo.report.words import NOT_RECORDED, date, few, heads
from ea_repo.semantics.deployment import EVERYWHERE, Deployment

MOST = 10
"""How many lines stand on the first pages."""
_COLUMNS = Text(
    "Processus|Où|Ce qu'il y devient|Le|Assuré à la place par|Si l'outil manque",
    "Process|Where|What becomes of it there|On|Covered instead by|If the tool is missing",
)
NOBODY_ELSE = Text("personne d'enregistré", "nobody recorded")
_IF_USED = Text("{}, si utilisé là", "{}, if used there")
_NO_STAKES = Text(
    "Ni criticité, ni arrêt supportable, ni mode dégradé n'est renseigné pour ces processus.",
    "Neither criticality, nor longest bearable stop, nor degraded mode is recorded for these processes.",
)
_DOUBTFUL = Text(
    "Avec « ? » : ce qui est possible, tant que des faits ne sont pas renseignés.",
    "With “?”: what is possible, as long as facts are not recorded.",
)


@dataclass(frozen=True)
class TouchedPlaces:
    """A process at the places where the same becomes of it, and the impact in which it does."""

    process: Affected
    impact: Impact
    cover: PlaceCover
    places: tuple[str, ...]


def touched_places(
    touched: Iterable[tuple[Affected, Impact]],
    on: dt.date,
    lang: Lang,
    most: int | None = MOST,
    others: Text = IN_THE_ANNEX,
) -> Iterator[Block]:
    """A table of the processes, a line for the places where the same becomes of one; critical ones and the worst first.

    A line tells its day where that is not the one asked for, `on`. Shows so many; the others are where it says.
    """
    lines = sorted((line for process, impact in touched for line in _lines(process, impact)), key=_worst_first)
    if not lines:
        return
    shown = first(lines, most)
    known = any(stakes_in_short(line.impact.graph, line.process.id, lang) for line in lines)
    rows = tuple(_row(line, on, lang, known=known) for line in shown)
    tones = tuple(toned(line.cover) for line in shown)
    yield Rows(
        heads(_COLUMNS, lang), rows, tones, left_out(lines, shown, lang, others), state=2, name=0, headed=True
    ).full()
    if any(line.cover.state != line.cover.possible for line in shown):
        yield Sentence(_DOUBTFUL[lang], "quiet")
    if not known:
        yield Sentence(_NO_STAKES[lang], "doubtful")


def is_cut(touched: Iterable[tuple[Affected, Impact]]) -> bool:
    """Whether the table of the first pages does not hold all."""
    return sum(1 for process, impact in touched for _ in _lines(process, impact)) > MOST + 1


def _lines(process: Affected, impact: Impact) -> Iterator[TouchedPlaces]:
    alike: dict[tuple[object, ...], list[str]] = {}
    shown = impact.shown(process)
    for place, cover in shown.items():
        alike.setdefault((cover.state, cover.possible, cover.covered_by), []).append(place)
    for places in alike.values():
        yield TouchedPlaces(process, impact, shown[places[0]], tuple(places))


def _worst_first(line: TouchedPlaces) -> tuple[int, int, bool, float, int, str]:
    """The worst first; of these, critical processes, then those that bear it the shortest, then by number of sites."""
    graph, cover, id = line.impact.graph, line.cover, line.process.id
    urgency = not graph.value(id, "critical"), bearable_stop.minutes(graph.value(id, "rto"))
    return -SEVERITY[cover.state], -SEVERITY[cover.possible], *urgency, -len(line.places), id


def _row(line: TouchedPlaces, on: dt.date, lang: Lang, *, known: bool) -> tuple[str, ...]:
    graph = line.impact.graph
    at_stake = (stakes_in_short(graph, line.process.id, lang) or NOT_RECORDED[lang]) if known else ""
    day = "" if line.impact.date == on else date(line.impact.date, lang)
    where = _where(line, lang)
    return graph.name(line.process.id), where, both(line.cover, lang), day, _instead(graph, line.cover, lang), at_stake


def _where(line: TouchedPlaces, lang: Lang) -> str:
    """The places, a whole instead of all its parts; nothing where no site is recorded."""
    graph, known = line.impact.graph, frozenset(line.places) - {EVERYWHERE}
    return few(map(graph.name, Deployment.of(graph).folded(known, line.impact.sites)), lang, 3) if known else ""


def _instead(graph: Graph, cover: PlaceCover, lang: Lang) -> str:
    """Those untouched who cover a process at a place; on a condition, where nobody knows that they are used there."""
    if not cover.covered_by:
        return NOBODY_ELSE[lang]
    names = few(map(graph.name, cover.covered_by), lang, 3)
    return names if cover.state == cover.possible else _IF_USED[lang].format(names)

"""What a retirement loses, and what becomes of each process at each site, as sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.document import Sheet, SheetCell, Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.days import ALWAYS, NEVER
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.report.dossier_losses import (
    CERTAIN,
    POSSIBLE,
    StepLoss,
    blocking,
    lift,
    need_lost,
    places_lost,
    reason,
    taken_up,
    waiting,
    why_lost,
)
from ea_repo.report.impact_words import both, toned
from ea_repo.report.sheets.cells import columns, kind_of, one, several
from ea_repo.report.touched_places import NOBODY_ELSE
from ea_repo.report.whom_to_call import stakes_in_short
from ea_repo.semantics.deployment import EVERYWHERE

_LOSSES = Text("Pertes", "Losses")
_LOSS_COLUMNS = Text(
    "Effet|Perte|Quoi+|Genre|Besoin|Où+|À partir du|Jusqu'au|Pourquoi|Pour lever",
    "Effect|Loss|What+|Kind|Need|Where+|From|Until|Why|To lift it",
)
_BLOCKS, _WAITS = Text("bloque", "blocks"), Text("retarde", "delays")
_LATER = Text("Plus tard", "Later")
_LATER_COLUMNS = Text(
    "Processus+|Besoin|Où+|À partir du|Jusqu'au|Arrêt+|Reprise+",
    "Process+|Need|Where+|From|Until|Stops+|Takes over+",
)
_FUNCTIONS = Text("Fonctions", "Functions")
_FUNCTION_COLUMNS = Text(
    "Processus+|Où+|Ce qu'il y devient|Le|Assuré à la place par+|Pourquoi|Si l'outil manque",
    "Process+|Where+|What becomes of it there|On|Covered instead by+|Why|If the tool is missing",
)


def losses(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """What blocks, then what keeps steps from going earlier: a line a loss, the gravest first."""
    steps = retirement.plan.steps
    every = [*((_BLOCKS, loss) for loss in blocking(steps)), *((_WAITS, loss) for loss in waiting(steps))]
    rows = tuple(_loss(retirement, effect, loss, lang) for effect, loss in every)
    tones: tuple[Tone, ...] = tuple("bad" if loss.certain else "doubtful" for _, loss in every)
    return Sheet(_LOSSES[lang], columns(_LOSS_COLUMNS, lang), rows, tones, state=1)


def _loss(retirement: DecommissioningDossier, effect: Text, loss: StepLoss, lang: Lang) -> tuple[SheetCell, ...]:
    graph, lost = loss.step.seen[loss.obstacle.seen].graph, loss.obstacle.lost
    return (
        effect[lang],
        (CERTAIN if loss.certain else POSSIBLE)[lang],
        *one(graph, lost.id),
        kind_of(graph, lost.id, lang),
        need_lost(graph, loss) or None,
        *several(graph, places_lost(graph, loss), lang),
        _day(loss.obstacle.span.since),
        _day(loss.obstacle.span.until),
        why_lost(retirement, loss, lang) + taken_up(loss, lang),
        lift(graph, loss)[lang],
    )


def later(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """What the dates of others leave uncovered later, whatever is retired here."""
    rows = tuple(_gap(retirement.graph, gap, lang) for gap in retirement.others_gaps)
    return Sheet(_LATER[lang], columns(_LATER_COLUMNS, lang), rows)


def _gap(graph: Graph, gap: Gap, lang: Lang) -> tuple[SheetCell, ...]:
    return (
        *one(graph, gap.process),
        gap.need.words if gap.need is not None else None,
        *several(graph, (site for site in gap.sites if site != EVERYWHERE), lang),
        _day(gap.span.since),
        _day(gap.span.until),
        *several(graph, gap.stops, lang),
        *several(graph, gap.starts, lang, NOBODY_ELSE),
    )


def _day(day: dt.date) -> SheetCell:
    return None if day in (ALWAYS, NEVER) else day


def functions(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """A line a process and a place: what becomes of it there, and who covers it instead."""
    rows, tones = list[tuple[SheetCell, ...]](), list[Tone]()
    for row, tone in _functions(retirement, lang):
        rows.append(row)
        tones.append(tone)
    return Sheet(_FUNCTIONS[lang], columns(_FUNCTION_COLUMNS, lang), tuple(rows), tuple(tones), state=4)


def _functions(retirement: DecommissioningDossier, lang: Lang) -> Iterator[tuple[tuple[SheetCell, ...], Tone]]:
    gravest_first = sorted(retirement.processes, key=lambda touched: (-touched.gravity[0], touched.process.id))
    for touched in gravest_first:
        process, impact = touched.process, touched.impact
        graph = impact.graph
        why = reason(graph, process, lang, certain=process.possible in (process.state, "covered"))
        stakes = stakes_in_short(graph, process.id, lang) or None
        for place, cover in impact.shown(process).items():
            where = one(graph, None if place == EVERYWHERE else place)
            instead = several(graph, cover.covered_by, lang, NOBODY_ELSE)
            yield (*one(graph, process.id), *where, both(cover, lang), impact.date, *instead, why, stakes), toned(cover)

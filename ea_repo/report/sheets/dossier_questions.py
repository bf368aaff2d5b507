"""The flows to re-route, the data that leave and who takes over, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.document import Sheet, SheetCell
from ea_repo.finding import Lang, Text
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.departing_data import DepartingDatum
from ea_repo.impact.reroute import Reroute
from ea_repo.report.dossier import ASKED, RECORDED, TAKES_OVER
from ea_repo.report.dossier_questions import INSIDE, NOBODY_ELSE, NOWHERE, SEEK, data_leaving, why_this_one
from ea_repo.report.dossier_verdict import lacks, since
from ea_repo.report.dossier_words import DISPOSAL
from ea_repo.report.sheets.cells import columns, one, several
from ea_repo.report.words import NOT_RECORDED

_FLOWS = Text("Flux", "Flows")
_FLOW_COLUMNS = Text(
    "À faire|Flux+|De+|Vers+|Données+|Proposé+|Par|À partir du|Pourquoi",
    "To do|Flow+|From+|To+|Data+|Proposed+|By|From day|Why",
)
_RE_ROUTE = Text("à reprendre", "to re-route")
_END = Text("à arrêter ou à reporter", "to end or to move")
_DATA = Text("Données", "Data")
_DATA_COLUMNS = Text(
    "Donnée+|Maître+|Encore détenue par+|Archive (format)|Durée|Devenir",
    "Datum+|Master+|Still held by+|Archive (format)|For|Then",
)
_TAKEOVER_COLUMNS = Text("Quoi+|Reprise par+|Comment|Depuis|Il lui manque", "What+|Taken over by+|How|Since|It lacks")


def flows(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """The flows to re-route, each with who could bring its data instead; then those received, to end or to move."""
    rows = [_reroute(retirement, reroute, lang) for reroute in retirement.reroutes]
    rows += [(_END[lang], *_flow(retirement, id, lang), *[None] * 5) for id in retirement.incoming]
    return Sheet(_FLOWS[lang], columns(_FLOW_COLUMNS, lang), tuple(rows))


def _flow(retirement: DecommissioningDossier, id: str, lang: Lang) -> Iterator[SheetCell]:
    """A flow, where it goes from and to, and what it carries."""
    graph = retirement.graph
    yield from one(graph, id)
    for end in ("source", "target"):
        yield from several(graph, graph.targets(id, end), lang, NOT_RECORDED)
    yield from several(graph, graph.targets(id, "data"), lang, NOT_RECORDED)


def _reroute(retirement: DecommissioningDossier, reroute: Reroute, lang: Lang) -> tuple[SheetCell, ...]:
    graph = retirement.graph
    flow = (_RE_ROUTE[lang], *_flow(retirement, reroute.flow, lang))
    if reroute.provider is None or reroute.because is None:
        return *flow, NOBODY_ELSE[lang], None, None, None, (INSIDE if reroute.inside else SEEK)[lang]
    day = reroute.since if reroute.since and reroute.since > retirement.on else None
    return *flow, *one(graph, reroute.provider), reroute.mode, day, why_this_one(graph, reroute, reroute.because, lang)


def data(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """The data that leave with their master, and where they stay readable."""
    leaving = data_leaving(retirement) if retirement.withdrawal.whole else []
    return Sheet(_DATA[lang], columns(_DATA_COLUMNS, lang), tuple(_datum(retirement, datum, lang) for datum in leaving))


def _datum(retirement: DecommissioningDossier, datum: DepartingDatum, lang: Lang) -> tuple[SheetCell, ...]:
    graph = retirement.graph
    return (
        *one(graph, datum.datum),
        *one(graph, datum.master),
        *several(graph, datum.elsewhere, lang, NOWHERE),
        datum.archive or NOT_RECORDED[lang],
        datum.kept_for or NOT_RECORDED[lang],
        DISPOSAL[datum.disposal][lang] if datum.disposal else NOT_RECORDED[lang],
    )


def takeovers(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """Who takes the place of what, and what each lacks."""
    graph = retirement.graph
    rows = tuple(
        (
            *one(graph, takeover.old),
            *one(graph, takeover.new),
            (ASKED if takeover.asked else RECORDED)[lang],
            takeover.since if takeover.since and takeover.since > retirement.on else since(retirement, takeover, lang),
            Text(" ; ", "; ")[lang].join(lacks(retirement, takeover, lang)) or None,
        )
        for takeover in retirement.takeovers
    )
    return Sheet(TAKES_OVER[lang], columns(_TAKEOVER_COLUMNS, lang), rows)

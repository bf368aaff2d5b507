"""The three questions of a decommissioning (SDSI 4.2): functions, bricks, data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from ea_repo.document import Block, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, TouchedProcess
from ea_repo.impact.departing_data import DepartingDatum
from ea_repo.impact.reroute import Because, Reroute
from ea_repo.impact.takeovers import served
from ea_repo.report.dossier_losses import blocking, reason
from ea_repo.report.dossier_words import BECAUSE, DISPOSAL
from ea_repo.report.flow_words import EMPTY
from ea_repo.report.impact_questions import HELD, PERHAPS_HELD
from ea_repo.report.impact_words import both, toned
from ea_repo.report.shortened import IN_THE_ANNEX, WITH_ALL, annexed, first, left_out
from ea_repo.report.touched_places import is_cut, touched_places
from ea_repo.report.whom_to_call import stakes
from ea_repo.report.words import NOT_RECORDED, date, few, heads
from ea_repo.semantics.deployment import Deployment
from ea_repo.typography import of

_FUNCTIONS = Text("1. Fonctions (MOA) : tout reste-t-il couvert, partout ?",
                  "1. Functions (business owner): is all still covered, everywhere?")  # fmt: skip
_EVERY_PLACE = Text("Processus, site par site", "Processes, site by site")
_EVERY_FLOW = Text("Tous les flux à reprendre", "All the flows to re-route")
_EVERY_DATUM = Text("Toutes les données qui partent", "All the data that leave")
_MOST, _DATA_NAMED = 5, 8
"""How many lines of a table stand on the first pages; one more is shown rather than counted."""
_WHY = Text("Processus : pourquoi", "Processes: why")
_NO_FUNCTION = Text("Aucun processus enregistré n'est servi par ce qui est retiré.",
                    "No recorded process is served by what is retired.")  # fmt: skip
_BRICKS = Text(
    "2. Briques (MOE) : quels flux reprendre d'abord ?", "2. Bricks (builder): which flows to re-route first?"
)
_NO_FLOW = Text("Aucun flux enregistré n'en part vers le reste.", "No recorded flow goes from it to the rest.")
_DATA = Text("3. Données (MOA et MOE) : où restent-elles lisibles ?", "3. Data (both): where do they stay readable?")
_NO_DATUM = Text("Aucune donnée enregistrée n'a pour maître ce qui est retiré.",
                 "What is retired masters no recorded datum.")  # fmt: skip
_FLOWS_STAY = Text("Retrait d'une partie : ses flux restent.", "Withdrawn in part: its flows stay.")
_DATA_STAY = Text("Retrait d'une partie : ses données restent où elles sont.",
                  "Withdrawn in part: its data stay where they are.")  # fmt: skip
NOWHERE = Text("nulle part", "nowhere")
NOBODY_ELSE = Text("personne d'autre de connu", "nobody else known")
INSIDE = Text(
    "flux interne à la solution : à régler avec la MOE", "inside the solution: to be settled with the builder"
)
SEEK = Text("à rechercher avec la MOE", "to be sought with the builder")


def questions(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """Question 1 to the business owner, 2 to the builder, 3 to both: all three, whatever they find."""
    yield _functions(retirement, lang)
    yield _bricks(retirement, lang)
    if retirement.withdrawal.whole:
        yield _data(retirement, lang)
    else:
        yield Section(_DATA[lang], (Sentence(_DATA_STAY[lang]),))


def _functions(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """Is every function covered elsewhere, at every site?"""
    touched = [(touched.process, touched.impact) for touched in retirement.processes]
    table = tuple(touched_places(touched, retirement.on, lang))
    blocks = table or (_untouched(retirement, lang),)
    return Section(_FUNCTIONS[lang], (*blocks, *_kept_elsewhere(retirement, lang)))


def all_functions(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Every process at every site, where the first pages do not hold them all; then the reason for each."""
    touched = sorted(retirement.processes, key=lambda process: (-process.gravity[0], process.process.id))
    places = [(process.process, process.impact) for process in touched]
    if is_cut(places):
        yield Section(
            _EVERY_PLACE[lang], tuple(touched_places(places, retirement.on, lang, annexed(whole=whole), WITH_ALL))
        )
    if touched:
        columns = heads(Text("État|Processus|Le|Pourquoi|Perdu à|Enjeu", "State|Process|On|Why|Lost at|At stake"), lang)
        shown = first(touched, annexed(whole=whole))
        rows = tuple(_function(retirement.graph, process, lang) for process in shown)
        tones = tuple(toned(process.process) for process in shown)
        more = left_out(touched, shown, lang, WITH_ALL)
        yield Section(_WHY[lang], (Rows(columns, rows, tones, more, headed=True).full(),))


def _untouched(retirement: DecommissioningDossier, lang: Lang) -> Sentence:
    """Where no process is touched: what is retired serves none, or others meet all that it does."""
    graph = retirement.graph
    by_element = {id: served(graph, id) for id in retirement.ids}
    processes = sorted(set().union(*by_element.values()) & set(retirement.functions or graph.of("process")))
    if not processes:
        return Sentence(_NO_FUNCTION[lang])
    who = few((graph.name(id) for id, serves in by_element.items() if serves), lang, 4)
    what = few(map(graph.name, processes), lang, 4)
    return Sentence(Text(f"Sans {who}, toujours servi par d'autres : {what}.",
                         f"Without {who} still served by others: {what}.")[lang])  # fmt: skip


def _function(graph: Graph, touched: TouchedProcess, lang: Lang) -> tuple[str, ...]:
    """A process, what becomes of it, why, and where it is lost."""
    process, impact = touched.process, touched.impact
    lost = [graph.name(site) for site, place in impact.shown(process).items() if place.state == "lost"]
    at = few(lost, lang, 5) if lost != ["*"] else ""
    why = reason(impact.graph, process, lang, certain=process.possible in (process.state, "covered"))
    return (
        both(process, lang),
        graph.name(process.id),
        date(impact.date, lang),
        why,
        at,
        stakes(graph, process.id, lang),
    )


def _kept_elsewhere(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """Withdrawn from some sites, or from some of what it does: what is kept."""
    graph, left = retirement.graph, set(retirement.sites)
    for id in retirement.ids if retirement.functions else ():
        name, kept = graph.name(id), sorted(served(graph, id) - set(retirement.functions))
        if kept:
            does = few(map(graph.name, kept), lang, 8)
            yield Sentence(Text(f"{name} garde : {does}.", f"{name} keeps: {does}.")[lang])
    for id in retirement.ids if left else ():
        name = graph.name(id)
        record = Deployment.of(graph).recorded_by(id)
        others = [graph.name(site) for site in graph.targets(record, "deployed_at") if not graph.parts(site) & left]
        if others:
            where = few(others, lang, 8)
            yield Sentence(Text(f"{name} reste en service à : {where}.", f"{name} stays in service at: {where}.")[lang])
        elif not graph.recorded(record, "deployed_at"):
            unknown = Text(f"Les sites {of(name)} ne sont pas renseignés : les autres le gardent.",
                           f"The sites of {name} are not recorded: the others keep it.")  # fmt: skip
            yield Sentence(unknown[lang], "doubtful")


def _bricks(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """Which flows to re-route, to whom; which to end."""
    blocks: list[Block] = []
    if not retirement.withdrawal.whole:
        blocks.append(Sentence(_FLOWS_STAY[lang]))
    elif retirement.reroutes:
        blocks.append(_reroutes(retirement, _MOST, IN_THE_ANNEX, lang))
    else:
        blocks.append(Sentence(_NO_FLOW[lang]))
    if retirement.incoming:
        names = few(map(retirement.graph.name, retirement.incoming), lang, 8)
        to_end = Text(f"Flux reçus, à arrêter ou à reporter : {names}.", f"Flows received, to end or move: {names}.")
        blocks.append(Sentence(to_end[lang]))
    return Section(_BRICKS[lang], tuple(blocks))


def all_flows_and_data(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Every flow to re-route and every datum that leaves, where the first pages do not hold them all."""
    if not retirement.withdrawal.whole:
        return
    most = annexed(whole=whole)
    if len(first(retirement.reroutes, _MOST)) < len(retirement.reroutes):
        yield Section(_EVERY_FLOW[lang], (_reroutes(retirement, most, WITH_ALL, lang),))
    kept = data_leaving(retirement)
    if len(first(kept, _MOST)) < len(kept):
        yield Section(_EVERY_DATUM[lang], (_data_kept(retirement, most, WITH_ALL, lang),))


def _reroutes(retirement: DecommissioningDossier, most: int | None, others: Text, lang: Lang) -> Rows:
    columns = heads(Text("Flux|Données|Proposé|Pourquoi", "Flow|Data|Proposed|Why"), lang)
    shown = first(retirement.reroutes, most)
    rows = tuple(_reroute(retirement, reroute, lang) for reroute in shown)
    return Rows(columns, rows, more=left_out(retirement.reroutes, shown, lang, others), headed=True)


def _reroute(retirement: DecommissioningDossier, reroute: Reroute, lang: Lang) -> tuple[str, ...]:
    """A flow with who could bring its data instead: since when, and what of it that one does not hold."""
    graph = retirement.graph
    flow = graph.name(reroute.flow)
    none = EMPTY if graph.recorded(reroute.flow, "data") else NOT_RECORDED
    data = few(map(graph.name, reroute.data), lang, 3) or none[lang]
    if reroute.provider is None or reroute.because is None:
        return flow, data, NOBODY_ELSE[lang], (INSIDE if reroute.inside else SEEK)[lang]
    provider = graph.name(reroute.provider) + (f" ({reroute.mode})" if reroute.mode else "")
    day = reroute.since if reroute.since and reroute.since > retirement.on else None
    return flow, data, provider, why_this_one(graph, reroute, reroute.because, lang, day)


def why_this_one(graph: Graph, reroute: Reroute, because: Because, lang: Lang, day: dt.date | None = None) -> str:
    """Why somebody is proposed for a flow, from which day on, and what one must know of it."""
    why = BECAUSE[because][lang]
    if day is not None:
        why += Text(f", à partir du {date(day, 'fr')}", f", from {date(day, 'en')} on")[lang]
    if reroute.first:
        names = few(map(graph.name, reroute.first), lang, 3)
        why += Text(f" ; rebrancher d'abord {names}", f"; re-route first {names}")[lang]
    if reroute.lacking:
        names = few(map(graph.name, reroute.lacking), lang, 3)
        why += Text(f" ; rien ne dit qu'il détient : {names}", f"; nothing says that it holds: {names}")[lang]
    return why


def _data(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """Where the data that leave with their master stay readable, for how long, and what becomes of them."""
    departing = data_leaving(retirement)
    first_block = _data_kept(retirement, _MOST, IN_THE_ANNEX, lang) if departing else Sentence(_NO_DATUM[lang])
    others_lost = _data_lost(retirement, {kept.datum for kept in departing}, lang)
    return Section(_DATA[lang], (first_block, *others_lost))


def _data_lost(retirement: DecommissioningDossier, shown: Collection[str], lang: Lang) -> Iterator[Sentence]:
    """The data that nobody would hold any more, certainly then perhaps, but for those that are shown."""
    graph = retirement.graph
    losses = [loss for loss in blocking(retirement.plan.steps) if graph.kind(loss.obstacle.lost.id) == "data_object"]
    certain = {loss.obstacle.lost.id for loss in losses if loss.certain}
    perhaps = {loss.obstacle.lost.id for loss in losses} - certain
    for label, data in ((HELD, certain), (PERHAPS_HELD, perhaps)):
        if names := [graph.name(datum) for datum in sorted(data.difference(shown))]:
            yield Sentence(f"{label[lang]}{few(names, lang, _DATA_NAMED)}.", "bad" if label is HELD else "doubtful")


def data_leaving(retirement: DecommissioningDossier) -> list[DepartingDatum]:
    """The data that leave with their master."""
    return [kept for element in retirement.elements for kept in element.kept]


def _data_kept(retirement: DecommissioningDossier, most: int | None, others: Text, lang: Lang) -> Rows:
    columns = Text("Donnée|Encore détenue par|Archive (format)|Durée|Devenir", "Datum|Still held by|Archive|For|Then")
    data = data_leaving(retirement)
    shown = first(data, most)
    rows = tuple(_kept(retirement.graph, kept, lang) for kept in shown)
    return Rows(heads(columns, lang), rows, more=left_out(data, shown, lang, others), headed=True)


def _kept(graph: Graph, kept: DepartingDatum, lang: Lang) -> tuple[str, ...]:
    return (
        graph.name(kept.datum),
        few(map(graph.name, kept.elsewhere), lang, 3) or NOWHERE[lang],
        kept.archive or NOT_RECORDED[lang],
        kept.kept_for or NOT_RECORDED[lang],
        DISPOSAL[kept.disposal][lang] if kept.disposal else NOT_RECORDED[lang],
    )

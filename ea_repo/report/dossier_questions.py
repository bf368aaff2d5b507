"""The three questions of a decommissioning, what blocks it, its prerequisites, what is not written."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.document import Block, Rows, Section, Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, TouchedProcess
from ea_repo.impact.departing_data import DepartingDatum
from ea_repo.impact.prerequisites import PrerequisiteName
from ea_repo.impact.reroute import Reroute
from ea_repo.impact.retirement_plan import Step
from ea_repo.metamodel import accepts
from ea_repo.report.dossier_words import BECAUSE, DISPOSAL, FACT, LIFT, PREREQUISITE
from ea_repo.report.impact import both, toned
from ea_repo.report.impact_words import message
from ea_repo.report.words import NOT_RECORDED, few, heads, kind_words, of

_MANY = 20
_NOBODY = Text("personne de désigné", "nobody named")
_CERTAIN, _POSSIBLE = Text("certain", "certain"), Text("possible", "possible")
_CUT = Text("perd sa source, son API ou sa plateforme", "loses its source, API or platform")
_PERHAPS_LOST = Text(" ; peut-être perdu", "; perhaps lost")
_SETTLE = Text("Ce qui n'est que possible se lève d'abord en écrivant ce qui manque : voir « À renseigner ».",
               "What is only possible is lifted first by writing what is missing: see “To record”.")  # fmt: skip
_FUNCTIONS = Text("1. Fonctions (MOA) : tout reste-t-il couvert, partout ?",
                  "1. Functions (business owner): is all still covered, everywhere?")  # fmt: skip
_NO_FUNCTION = Text("Aucun processus enregistré n'est couvert par ce qui est retiré.",
                    "No recorded process is covered by what is retired.")  # fmt: skip
_BRICKS = Text(
    "2. Briques (MOE) : quels flux reprendre d'abord ?", "2. Bricks (builder): which flows to re-route first?"
)
_NO_FLOW = Text("Aucun flux enregistré n'en part vers le reste.", "No recorded flow goes from it to the rest.")
_DATA = Text("3. Données (MOA et MOE) : où restent-elles lisibles ?", "3. Data (both): where do they stay readable?")
_NO_DATUM = Text("Aucune donnée enregistrée n'a pour maître ce qui est retiré.",
                 "What is retired masters no recorded datum.")  # fmt: skip
_NOWHERE = Text("nulle part", "nowhere")
_NOBODY_ELSE = Text("personne d'autre de connu", "nobody else known")
_SEEK = Text("à rechercher avec la MOE", "to be sought with the builder")
_MET = {True: Text("oui", "yes"), False: Text("non", "no"), None: NOT_RECORDED}
_TONE_OF_MET: dict[bool | None, Tone] = {True: "good", False: "bad", None: "doubtful"}


def blockers(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """What is lost outside, certain then possible, each with what lifts it."""
    steps = retirement.plan.steps
    certain = {id: step for step in steps for id in step.lost}
    possible = {id: step for step in steps for id in step.perhaps if id not in certain}
    rows = [_loss(step, id, lang, certain=True) for id, step in certain.items()]
    rows += [_loss(step, id, lang, certain=False) for id, step in possible.items()]
    bad: list[Tone] = ["bad"] * len(certain)
    doubtful: list[Tone] = ["doubtful"] * len(possible)
    if rows:
        columns = heads(Text("Perte|Quoi|Pourquoi|Pour lever", "Loss|What|Why|To lift it"), lang)
        table = Rows(columns, tuple(rows[:_MANY]), (*bad, *doubtful)[:_MANY], _more(len(rows), lang))
        settle = (Sentence(_SETTLE[lang]),) if possible else ()
        yield Section(Text("Ce qui bloque", "What blocks")[lang], (table, *settle))


def _loss(step: Step, id: str, lang: Lang, *, certain: bool) -> tuple[str, ...]:
    """A loss with its reason and what lifts it."""
    graph = step.impact.graph
    affected = next((element for element in step.impact.elements if element.id == id), None)
    why = message(graph, affected, lang) if affected else _CUT[lang]
    if not certain and affected is not None and affected.state:
        # The sentence is certain, and does not say that the element may be lost.
        why += _PERHAPS_LOST[lang]
    name = f"{graph.name(id)} ({kind_words(graph.kind(id), lang, number=1)})"
    return (_CERTAIN if certain else _POSSIBLE)[lang], name, why, _lift(graph, id)[lang]


def _lift(graph: Graph, id: str) -> Text:
    kind = graph.kind(id)
    return next((text for name, text in LIFT.items() if accepts(name, kind)), LIFT["application"])


def _more(number: int, lang: Lang) -> str:
    rest = number - _MANY
    return Text(f"… et {rest} de plus (--format json)", f"… and {rest} more (--format json)")[lang] if rest > 0 else ""


def questions(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """Question 1 to the MOA, 2 to the MOE, 3 to both."""
    yield _functions(retirement, lang)
    yield from _bricks(retirement, lang)
    yield _data(retirement, lang)


def _functions(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """Is every function covered elsewhere, at every site?"""
    touched = sorted(retirement.processes, key=lambda process: (-process.gravity[0], process.process.id))
    if not touched:
        return Section(_FUNCTIONS[lang], (Sentence(_NO_FUNCTION[lang]),))
    columns = heads(Text("État|Processus|Pourquoi|Perdu à", "State|Process|Why|Lost at"), lang)
    rows = tuple(_function(retirement.graph, process, lang) for process in touched)
    table = Rows(columns, rows, tuple(toned(process.process) for process in touched))
    return Section(_FUNCTIONS[lang], (table, *_kept_elsewhere(retirement, lang)))


def _function(graph: Graph, touched: TouchedProcess, lang: Lang) -> tuple[str, ...]:
    """A process, what becomes of it, why, and where it is lost."""
    process, impact = touched.process, touched.impact
    lost = [graph.name(site) for site, place in impact.shown(process).items() if place.state == "lost"]
    at = few(lost, lang, 5) if lost != ["*"] else ""
    return both(process, lang), graph.name(process.id), message(impact.graph, process, lang), at


def _kept_elsewhere(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """Withdrawn from one site: what the others keep."""
    graph, left = retirement.graph, set(retirement.sites)
    for id in retirement.ids if left else ():
        name = graph.name(id)
        others = [graph.name(site) for site in graph.targets(id, "deployed_at") if not graph.parts(site) & left]
        if others:
            where = few(others, lang, 8)
            yield Sentence(Text(f"{name} reste en service à : {where}.", f"{name} stays in service at: {where}.")[lang])
        elif not graph.recorded(id, "deployed_at"):
            unknown = Text(f"Les sites {of(name)} ne sont pas renseignés : les autres le gardent.",
                           f"The sites of {name} are not recorded: the others keep it.")  # fmt: skip
            yield Sentence(unknown[lang], "doubtful")


def _bricks(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """Which flows to re-route, to whom; which to end."""
    graph = retirement.graph
    blocks: list[Block] = []
    if retirement.reroutes:
        columns = heads(Text("Flux|Données|Proposé|Pourquoi", "Flow|Data|Proposed|Why"), lang)
        blocks.append(Rows(columns, tuple(_reroute(graph, reroute, lang) for reroute in retirement.reroutes)))
    elif not retirement.sites:
        blocks.append(Sentence(_NO_FLOW[lang]))
    if retirement.incoming and not retirement.sites:
        names = few(map(graph.name, retirement.incoming), lang, 8)
        to_end = Text(f"Flux reçus, à arrêter ou à reporter : {names}.", f"Flows received, to end or move: {names}.")
        blocks.append(Sentence(to_end[lang]))
    if blocks:
        yield Section(_BRICKS[lang], tuple(blocks))


def _reroute(graph: Graph, reroute: Reroute, lang: Lang) -> tuple[str, ...]:
    flow = graph.name(reroute.flow)
    data = few(map(graph.name, reroute.data), lang, 3) or NOT_RECORDED[lang]
    if reroute.provider is None or reroute.because is None:
        return flow, data, _NOBODY_ELSE[lang], _SEEK[lang]
    mode = f" ({reroute.mode})" if reroute.mode else ""
    return flow, data, graph.name(reroute.provider) + mode, BECAUSE[reroute.because][lang]


def _data(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """Where the data that leave with their master stay readable, for how long, and what becomes of them."""
    rows = tuple(_kept(retirement.graph, kept, lang) for element in retirement.elements for kept in element.kept)
    columns = Text("Donnée|Encore détenue par|Archive (format)|Durée|Devenir", "Datum|Still held by|Archive|For|Then")
    return Section(_DATA[lang], (Rows(heads(columns, lang), rows) if rows else Sentence(_NO_DATUM[lang]),))


def _kept(graph: Graph, kept: DepartingDatum, lang: Lang) -> tuple[str, ...]:
    return (
        graph.name(kept.datum),
        few(map(graph.name, kept.elsewhere), lang, 3) or _NOWHERE[lang],
        kept.archive or NOT_RECORDED[lang],
        kept.kept_for or NOT_RECORDED[lang],
        DISPOSAL[kept.disposal][lang] if kept.disposal else NOT_RECORDED[lang],
    )


def prerequisites(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """The prerequisites: what is met, not met, not written; elements of which it is the same are together."""
    alike: dict[tuple[PrerequisiteName, bool | None], list[str]] = {}
    for element in retirement.elements:
        for required in element.required:
            alike.setdefault((required.name, required.met), []).append(retirement.graph.name(element.id))
    rows = tuple((PREREQUISITE[name][lang], _MET[met][lang], ", ".join(names)) for (name, met), names in alike.items())
    tones = tuple(_TONE_OF_MET[met] for _, met in alike)
    columns = heads(Text("Il faut|Acquis|Pour", "It takes|Met|For"), lang)
    return Section(Text("Prérequis", "Prerequisites")[lang], (Rows(columns, rows, tones, state=1),))


def missing(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """The facts that nobody wrote, and whom to ask."""
    graph = retirement.graph
    alike: dict[tuple[str, str], list[str]] = {}
    for id in dict.fromkeys(fact.id for fact in retirement.missing):
        facts = [fact for fact in retirement.missing if fact.id == id]
        names = ", ".join(FACT[fact.field][lang] for fact in facts)
        ask = ", ".join(sorted({graph.name(actor) for fact in facts for actor in fact.ask})) or _NOBODY[lang]
        alike.setdefault((names, ask), []).append(graph.name(id))
    rows = [(", ".join(names), facts, ask) for (facts, ask), names in alike.items()]
    for field in ("need", "deployed_at"):
        of_others = (fact.id for fact in retirement.to_confirm if fact.id not in retirement.ids and fact.field == field)
        if ids := list(of_others):
            rows.append((few(map(graph.name, ids), lang, 3), FACT[field][lang], _who_knows(graph, ids, lang)))
    if rows:
        columns = heads(Text("De quoi|Quoi|À qui le demander", "Of what|What|Whom to ask"), lang)
        yield Section(Text("À renseigner", "To record")[lang], (Rows(columns, tuple(rows)),))


def _who_knows(graph: Graph, ids: list[str], lang: Lang) -> str:
    """The owners and builders of elements, and of the targets of flows."""
    ends = [end for id in ids for end in (graph.targets(id, "target") if graph.kind(id) == "flow" else [id])]
    actors = {actor for end in ends for actor in (*graph.targets(end, "moa"), *graph.targets(end, "moe"))}
    return few(sorted(map(graph.name, actors)), lang, 4) or _NOBODY[lang]

"""What an impact rests on, and all that it touches: what stands in its annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.impact import READINGS, Affected, Impact
from ea_repo.impact.loss import Reading, State
from ea_repo.report import unread_relations
from ea_repo.report.facts_to_confirm import facts_to_confirm
from ea_repo.report.impact_questions import flows_cut
from ea_repo.report.impact_words import STATE, both, crossing, message, path, summary, toned, worst_first
from ea_repo.report.recipients import TITLE, recipients
from ea_repo.report.shortened import WITH_ALL, annexed, first, left_out
from ea_repo.report.touched_places import is_cut, touched_places
from ea_repo.report.whom_to_call import ROLES_OF_USERS, all_to_call, data_and_treatments, stakes
from ea_repo.report.words import COLON, capital, few, heads, kind_words

_FEW, _FEW_SITES, _FLOWS, _CONCERNED = 25, 2, 60, 12
_NONE = Text("rien", "nothing")
_ALSO, _PERHAPS_ALSO = Text("Et aussi : ", "And also: "), Text("Peut-être aussi : ", "Perhaps also: ")
_NOBODY = Text(
    "Aucune MOA, aucune MOE, aucun fournisseur n'est renseigné sur ce qui est touché.",
    "No owner, builder or supplier is recorded on what is touched.",
)
_RECORDED = {
    "covers": Text("couvertures", "covers"),
    "deployed_at": Text("déploiements", "deployments"),
    "flow": Text("flux", "flows"),
}
_IN_FULL = Text("Enregistré en totalité : ", "Recorded in full: ")
_IN_PART = Text("Enregistré en partie : ", "Recorded in part: ")


def annex(study: ImpactStudy, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Whom to call and to tell, by site, by kind, what to record, and what all of it rests on."""
    impact = study.impact
    yield from all_to_call(study, lang, whole=whole)
    yield from _whom_to_tell(study, lang, whole=whole)
    yield from _processes(impact, lang, whole=whole)
    yield from _by_site(impact, lang, whole=whole)
    yield from _by_kind(impact, lang, whole=whole)
    yield from _by_moa(impact, lang)
    yield from _flows(impact, lang, whole=whole)
    yield from data_and_treatments(study, lang, whole=whole)
    yield from facts_to_confirm(impact.graph, impact.to_confirm, lang, whole=whole)
    yield from unread_relations.table(impact.graph, study.unread, lang, whole=whole)
    yield _what_it_rests_on(study, lang)


def _tally(elements: list[Affected], lang: Lang) -> str:
    """How many are in which state: what is certain and, where it differs, what is possible."""
    certain, possible = (_counts(elements, reading, lang) for reading in READINGS)
    if certain == possible:
        return certain
    return Text(f"certain – {certain} ; possible – {possible}", f"certain: {certain}; possible: {possible}")[lang]


def _counts(elements: Iterable[Affected], reading: Reading, lang: Lang) -> str:
    """What a title says of one reading: French words there agree with nothing."""
    if lang == "en":
        return summary(elements, reading, lang)
    states = Counter(getattr(affected, reading) for affected in elements)
    shown = ", ".join(f"{STATE[state].fr} : {states[state]}" for state in STATE if state and states[state])
    return shown or _NONE.fr


def _processes(impact: Impact, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Every process at every site, where the first pages do not hold them all."""
    processes = [(affected, impact) for affected in impact.elements if affected.places]
    if is_cut(processes):
        title = Text("Processus, site par site", "Processes, site by site")[lang]
        yield Section(title, tuple(touched_places(processes, impact.date, lang, annexed(whole=whole), WITH_ALL)))


def _flows(impact: Impact, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Every flow that is cut, where there are any."""
    if blocks := tuple(flows_cut(impact, lang, most=len(impact.flows) if whole else _FLOWS)):
        yield Section(Text("Flux coupés", "Flows cut")[lang], blocks)


def _by_kind(impact: Impact, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """The elements touched, a table a kind, the worst first."""
    columns = heads(Text("État|Élément|Par|Pourquoi|Enjeu", "State|Element|By|Why|At stake"), lang)
    for kind in impact.graph.vocabulary.kinds:
        touched = [affected for affected in impact.elements if impact.graph.kind(affected.id) == kind]
        if not touched:
            continue
        touched.sort(key=worst_first)
        shown = touched if whole else [affected for affected in touched if affected.state][:_FEW]
        rows = tuple(_row(impact.graph, affected, lang) for affected in shown)
        blocks = [Rows(columns, rows, tuple(map(toned, shown)), headed=True).full()] if rows else []
        others = _others(impact.graph, touched[len(shown) :], lang)
        yield Section(
            capital(kind_words(kind, lang, among=impact.graph.vocabulary)), (*blocks, *others), _tally(touched, lang)
        )


def _others(graph: Graph, others: list[Affected], lang: Lang) -> Iterator[Sentence]:
    """What is not in the table, named in a sentence."""
    for certain, label in ((True, _ALSO), (False, _PERHAPS_ALSO)):
        names = [graph.name(affected.id) for affected in others if bool(affected.state) is certain]
        if names:
            yield Sentence(f"{label[lang]}{few(names, lang, 9)} (--all)", "doubtful")


def _row(graph: Graph, affected: Affected, lang: Lang) -> tuple[str, ...]:
    why = message(graph, affected, lang)
    if affected.places and (where := _where(graph, affected, lang)):
        why += f", {where}"
    if crossed := crossing(graph, affected):
        why += f" · zone{COLON[lang]}{crossed[0]} → {crossed[1]}"
    at_stake = stakes(graph, affected.id, lang) if graph.kind(affected.id) == "process" else ""
    return both(affected, lang), graph.name(affected.id), path(graph, affected.chain[:-1]), why, at_stake


def _where(graph: Graph, process: Affected, lang: Lang) -> str:
    """At which of its places a process is in its worst state, where that is not everywhere."""
    reading, worst = ("state", process.state) if process.state else ("possible", process.possible)
    hit = sorted(site for site, place in process.places.items() if getattr(place, reading) == worst)
    many = len(process.places)
    if len(hit) == many:
        return ""
    if len(hit) <= _FEW_SITES:
        return Text("à ", "at ")[lang] + ", ".join(map(graph.name, hit))
    return Text(f"sur {len(hit)} sites de {many}", f"at {len(hit)} of {many} sites")[lang]


def _by_site(impact: Impact, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Which processes are touched at each site, a column a state; sites where it is the same are together."""
    touched: dict[str, dict[str, list[str]]] = {}
    for affected in sorted(impact.elements, key=worst_first):
        for site, place in affected.places.items():
            column = _SITE_COLUMN.get(place.state) or ("possible" if place.possible in _SITE_COLUMN else None)
            if column is not None:
                names = touched.setdefault(site, {}).setdefault(column, [])
                names.append(impact.graph.name(affected.id))
    alike: dict[tuple[str, ...], list[str]] = {}
    for site in sorted(touched):
        cells = tuple(few(touched[site].get(column, ()), lang, 6) for column in ("lost", "weaker", "possible"))
        alike.setdefault(cells, []).append(impact.graph.name(site))
    if alike and set(touched) != {"*"}:
        columns = heads(Text("Sites|Perdu|À risque ou dégradé|Peut-être touché",
                             "Sites|Lost|At risk or degraded|Perhaps touched"), lang)  # fmt: skip
        rows = [(few(sites, lang, 4), *cells) for cells, sites in alike.items()]
        shown = first(rows, annexed(whole=whole))
        title = Text("Par site : processus touchés", "By site: processes touched")[lang]
        yield Section(
            title, (Rows(columns, tuple(shown), more=left_out(rows, shown, lang, WITH_ALL), headed=True).full(),)
        )


_SITE_COLUMN: dict[State | None, str] = {"lost": "lost", "at_risk": "weaker", "degraded": "weaker"}


def _by_moa(impact: Impact, lang: Lang) -> Iterator[Section]:
    """How many of the elements of each business owner are touched."""
    graph = impact.graph
    owned: dict[str, list[Affected]] = {}
    for affected in impact.elements:
        if "moa" in graph.definition(affected.id).links:
            for moa in graph.targets(affected.id, "moa") or [""]:
                owned.setdefault(moa, []).append(affected)
    if set(owned) - {""}:
        none = Text("MOA non renseignée", "no business owner recorded")[lang]
        rows = tuple(
            (graph.name(moa) if moa else none, summary(touched, "state", lang), summary(touched, "possible", lang))
            for moa, touched in sorted(owned.items(), reverse=True)
        )
        columns = heads(Text("MOA|Certain|Possible", "Business owner|Certain|Possible"), lang)
        yield Section(Text("Par MOA", "By business owner")[lang], (Rows(columns, rows, headed=True),))


def _whom_to_tell(study: ImpactStudy, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Who is recorded on what is touched, or that nobody is; then those who lose nothing and are concerned."""
    graph = study.impact.graph
    sections = recipients(graph, study.told, lang, leaving_out=ROLES_OF_USERS, most=annexed(whole=whole))
    if not study.told and study.impact.elements:
        sections = [Section(TITLE[lang], (Sentence(_NOBODY[lang], "doubtful"),))]
    yield from sections
    if study.concerned:
        title = Text("Concernés, sans perte", "Concerned, nothing lost")[lang]
        yield Section(title, tuple(_concerned(study, lang, whole=whole)))


def _concerned(study: ImpactStudy, lang: Lang, *, whole: bool) -> Iterator[Sentence]:
    """Those who lose nothing and are concerned, a sentence a kind."""
    graph = study.impact.graph
    for kind in graph.vocabulary.kinds:
        names = [graph.name(id) for id in study.concerned if graph.kind(id) == kind]
        if names:
            most = len(names) if whole else _CONCERNED
            cut = " (--all)" if len(names) > most + 1 else ""
            label = capital(kind_words(kind, lang, number=len(names), among=graph.vocabulary))
            yield Sentence(f"{label}{COLON[lang]}{few(names, lang, most)}{cut}.")


def _what_it_rests_on(study: ImpactStudy, lang: Lang) -> Section:
    """Which facts the workspace holds in full, and which in part."""
    blocks = []
    for label, complete in ((_IN_FULL, True), (_IN_PART, False)):
        names = [_RECORDED[what][lang] for what, held in study.complete.items() if held is complete]
        blocks += [Sentence(f"{label[lang]}{', '.join(names)}.")] if names else []
    return Section(Text("Ce sur quoi cela repose", "What it rests on")[lang], tuple(blocks))

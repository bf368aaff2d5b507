"""What a loss does, as people read it: the answer, then what it rests on, then whom to tell and what to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ea_repo.answer.answer import Answer
from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Document, Rows, Section, Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.impact import READINGS, Affected, Impact
from ea_repo.impact.loss import SEVERITY, Reading, State
from ea_repo.report import first_sentence, first_steps
from ea_repo.report.facts_to_confirm import facts_to_confirm
from ea_repo.report.impact_words import STATE, both, crossing, message, path
from ea_repo.report.recipients import TITLE, recipients
from ea_repo.report.whom_to_call import ROLES_OF_USERS, data_and_treatments, stakes, whom_to_call
from ea_repo.report.words import COLON, capital, count_of, date, few, heading, heads, kind_words
from ea_repo.typography import of

TONES: dict[str | None, Tone] = {"lost": "bad", "at_risk": "doubtful", "degraded": "doubtful", "covered": "good"}
_FEW, _FEW_SITES = 25, 2
_SUBJECT = Text("Étude d'impact", "Impact study")
_FACTS = Text("fait|faits", "fact|facts")
_CERTAIN, _POSSIBLE = Text("Certain : ", "Certain: "), Text("Possible : ", "Possible: ")
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


def document(answer: Answer[ImpactStudy], lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """The study of a loss; on a `screen` long tables are cut and say so, unless the `whole` is asked for."""
    study, impact = answer.content, answer.content.impact
    whole = whole or not screen
    sections = [
        *first_steps.of_impact(study, lang),
        *_by_site(impact, lang),
        *_by_kind(impact, lang, whole=whole),
        *_flows_cut(impact, lang, whole=whole),
        *_by_moa(impact, lang),
        *whom_to_call(study, lang, whole=whole),
        *_whom_to_tell(study, lang),
        *data_and_treatments(study, lang, whole=whole),
        *facts_to_confirm(impact.graph, impact.to_confirm, lang, whole=whole),
        _what_it_rests_on(study, lang),
    ]
    return Document(
        lang,
        heading(answer.situation, lang),
        _title(impact, lang),
        answer=tuple(_answer(answer, lang)),
        blocks=tuple(sections),
        subject=_SUBJECT[lang],
    )


def toned(affected: Affected) -> Tone:
    """How what becomes of an element is shown: by what is certain, and good only where nothing worse is possible."""
    certain = TONES.get(affected.state, "plain")
    return "doubtful" if certain == "good" and affected.possible != affected.state else certain


def _title(impact: Impact, lang: Lang) -> str:
    names = few(map(impact.graph.name, impact.roots), lang, 6)
    many = len(impact.roots) > 1
    if impact.sites:
        where = ", ".join(map(impact.graph.name, impact.sites))
        withdrawn = f"If {names} {'are' if many else 'is'} withdrawn from {where}"
        return Text(f"Si l'on retire {names} {of(where)}", withdrawn)[lang]
    fr = f"Si {names} {'disparaissent' if many else 'disparaît'}"
    return Text(fr, f"If {names} {'go' if many else 'goes'} away")[lang]


def _answer(answer: Answer[ImpactStudy], lang: Lang) -> Iterator[Sentence]:
    """What is certain, what is possible; before, how the roots are looked at where that is not as they are."""
    impact = answer.content.impact
    yield first_sentence.of_impact(answer.content, lang)
    yield from _how_looked_at(answer, lang)
    yield from certain_and_possible(impact, lang)
    if not impact.elements:
        return
    if number := answer.content.left_out:
        left_out = Text(f"Hors du périmètre demandé, non montrés : {number}.",
                        f"Outside the scope asked for, not shown: {number}.")  # fmt: skip
        yield Sentence(left_out[lang])


def certain_and_possible(impact: Impact, lang: Lang) -> Iterator[Sentence]:
    """How many elements are in which state, certainly and possibly, and how many facts would settle it."""
    if not impact.elements:
        return
    certain, possible = (_summary(impact.elements, reading, lang) for reading in READINGS)
    yield Sentence(_CERTAIN[lang] + certain, "bad" if impact.lost("state") else "good")
    if possible != certain or impact.to_confirm:
        yield Sentence(_POSSIBLE[lang] + possible, "doubtful" if impact.lost("possible") else "good")
    if impact.to_confirm:
        facts = count_of(len(impact.to_confirm), _FACTS, lang)
        yield Sentence(Text(f"À confirmer : {facts}", f"To confirm: {facts}")[lang], "doubtful")


def _how_looked_at(answer: Answer[ImpactStudy], lang: Lang) -> Iterator[Sentence]:
    """That a root is out of service on that day, or is not there yet."""
    impact = answer.content.impact
    if impact.date != answer.situation.date:
        fr = f"Hors service à cette date : regardé à son dernier jour en service, le {date(impact.date, 'fr')}."
        en = f"Out of service on that day: looked at on its last day in service, {date(impact.date, 'en')}."
        yield Sentence(Text(fr, en)[lang], "doubtful")
        return
    as_dated = impact.graph.at(impact.date).with_standing(())
    if planned := [id for id in impact.roots if as_dated.in_service(id) is False]:
        names = few(map(impact.graph.name, planned), lang, 6)
        as_if = Text(f"Pas en service à cette date, regardé comme s'il l'était : {names}.",
                     f"Not in service on that day, looked at as if it were: {names}.")  # fmt: skip
        yield Sentence(as_if[lang], "doubtful")


def _summary(elements: Iterable[Affected], reading: Reading, lang: Lang) -> str:
    """`2 perdus, 1 à risque`; nothing where none is touched."""
    states = Counter(getattr(affected, reading) for affected in elements)
    return _states(states, lang) or _NONE[lang]


def _states(states: Mapping[str | None, int], lang: Lang) -> str:
    shown = ((state, states.get(state, 0)) for state in STATE if state)
    return ", ".join(f"{number} {_plural(state, number, lang)}" for state, number in shown if number)


def _plural(state: str, number: int, lang: Lang) -> str:
    word = STATE[state][lang]  # type: ignore[index]
    return f"{word}s" if lang == "fr" and number > 1 and word != "à risque" else word


def _tally(elements: list[Affected], lang: Lang) -> str:
    """How many are in which state: what is certain and, where it differs, what is possible."""
    certain, possible = (_counts(elements, reading, lang) for reading in READINGS)
    if certain == possible:
        return certain
    return Text(f"certain – {certain} ; possible – {possible}", f"certain: {certain}; possible: {possible}")[lang]


def _counts(elements: Iterable[Affected], reading: Reading, lang: Lang) -> str:
    """What a title says of one reading: French words there agree with nothing."""
    if lang == "en":
        return _summary(elements, reading, lang)
    states = Counter(getattr(affected, reading) for affected in elements)
    shown = ", ".join(f"{STATE[state].fr} : {states[state]}" for state in STATE if state and states[state])
    return shown or _NONE.fr


def _by_kind(impact: Impact, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """The elements touched, a table a kind, the worst first."""
    columns = heads(Text("État|Élément|Par|Pourquoi|Enjeu", "State|Element|By|Why|At stake"), lang)
    for kind in impact.graph.vocabulary.kinds:
        touched = [affected for affected in impact.elements if impact.graph.kind(affected.id) == kind]
        if not touched:
            continue
        touched.sort(key=_worst_first)
        shown = touched if whole else [affected for affected in touched if affected.state][:_FEW]
        rows = tuple(_row(impact.graph, affected, lang) for affected in shown)
        blocks = [Rows(columns, rows, tuple(map(toned, shown)), headed=True).full()] if rows else []
        others = _others(impact.graph, touched[len(shown) :], lang)
        yield Section(
            capital(kind_words(kind, lang, among=impact.graph.vocabulary)), (*blocks, *others), _tally(touched, lang)
        )


def _worst_first(affected: Affected) -> tuple[int, int, int, str]:
    return -SEVERITY[affected.state], -SEVERITY[affected.possible], len(affected.chain), affected.id


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


def _flows_cut(impact: Impact, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """The flows that lose their source, their API or their platform."""
    certain = impact.flows_lost["state"]
    possible = [flow for flow in impact.flows if flow not in certain]
    blocks = []
    for label, flows in ((Text("", ""), certain), (_PERHAPS_ALSO, possible)):
        names = [impact.graph.name(flow) for flow in flows]
        if names:
            blocks.append(Sentence(label[lang] + (", ".join(names) if whole else few(names, lang, 8))))
    if blocks:
        yield Section(Text("Flux coupés", "Flows cut")[lang], tuple(blocks))


def _by_site(impact: Impact, lang: Lang) -> Iterator[Section]:
    """Which processes are touched at each site, a column a state; sites where it is the same are together."""
    touched: dict[str, dict[str, list[str]]] = {}
    for affected in sorted(impact.elements, key=_worst_first):
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
        rows = tuple((few(sites, lang, 4), *cells) for cells, sites in alike.items())
        title = Text("Par site : processus touchés", "By site: processes touched")[lang]
        yield Section(title, (Rows(columns, rows, headed=True).full(),))


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
            (graph.name(moa) if moa else none, _summary(touched, "state", lang), _summary(touched, "possible", lang))
            for moa, touched in sorted(owned.items(), reverse=True)
        )
        columns = heads(Text("MOA|Certain|Possible", "Business owner|Certain|Possible"), lang)
        yield Section(Text("Par MOA", "By business owner")[lang], (Rows(columns, rows, headed=True),))


def _whom_to_tell(study: ImpactStudy, lang: Lang) -> Iterator[Section]:
    """Who is recorded on what is touched, or that nobody is; then those who lose nothing and are concerned."""
    graph = study.impact.graph
    sections = recipients(graph, study.told, lang, leaving_out=ROLES_OF_USERS)
    if not study.told and study.impact.elements:
        sections = [Section(TITLE[lang], (Sentence(_NOBODY[lang], "doubtful"),))]
    yield from sections
    if study.concerned:
        title = Text("Concernés, sans perte", "Concerned, nothing lost")[lang]
        yield Section(title, (Sentence(few(map(graph.name, study.concerned), lang, 12)),))


def _what_it_rests_on(study: ImpactStudy, lang: Lang) -> Section:
    """Which facts the workspace holds in full, and which in part."""
    blocks = []
    for label, complete in ((_IN_FULL, True), (_IN_PART, False)):
        names = [_RECORDED[what][lang] for what, held in study.complete.items() if held is complete]
        blocks += [Sentence(f"{label[lang]}{', '.join(names)}.")] if names else []
    return Section(Text("Ce sur quoi cela repose", "What it rests on")[lang], tuple(blocks))

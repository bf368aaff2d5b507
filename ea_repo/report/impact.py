"""What a loss does, as people read it: the answer, then what it rests on, then whom to tell and what to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.loss import SEVERITY, Reading
from ea_repo.metamodel import kinds
from ea_repo.report.document import Document, Rows, Section, Sentence, Tone
from ea_repo.report.impact_words import STATE, listed, message, path
from ea_repo.report.words import counted, date, heading, kind_words, of
from ea_repo.semantics.contacts import Contact
from ea_repo.semantics.inherited_values import nearest_recorded

TONES: dict[str | None, Tone] = {"lost": "bad", "at_risk": "doubtful", "degraded": "doubtful", "covered": "good"}
_FEW = 25


def toned(each: Affected) -> Tone:
    """How what becomes of an element is shown: by what is certain, and good only where nothing worse is possible."""
    known = TONES.get(each.state, "plain")
    return "doubtful" if known == "good" and each.possible != each.state else known


@dataclass(frozen=True)
class Answer:
    """What a loss does, whom to tell of it, and which facts the workspace holds in full."""

    situation: Situation
    impact: Impact
    told: tuple[Contact, ...]
    concerned: tuple[str, ...]
    complete: Mapping[str, bool]
    left_out: int = 0
    """Elements outside the scope asked for."""


def document(answer: Answer, lang: Lang, *, whole: bool = False) -> Document:
    """The dossier of a loss; unless `whole`, long tables are cut, and say so."""
    found, graph = answer.impact, answer.impact.graph
    sections = [
        *_by_kind(answer, lang, whole),
        *_cut(answer, lang, whole),
        *_by_site(answer, lang),
        *_by_moa(answer, lang),
    ]
    sections += [*_told(answer, lang), *_to_confirm(answer, lang, whole), *_known(answer, lang)]
    names = listed([graph.name(id) for id in found.roots], lang, 6)
    return Document(_title(answer, names)[lang], heading(answer.situation, lang), tuple(_answer(answer, lang)),
                    tuple(sections), Text("Étude d'impact", "Impact study")[lang])  # fmt: skip


def _title(answer: Answer, names: str) -> Text:
    found = answer.impact
    many = len(found.roots) > 1
    if found.sites:
        where = ", ".join(found.graph.name(each) for each in found.sites)
        return Text(
            f"Si l'on retire {names} {of(where)}", f"If {names} {'are' if many else 'is'} withdrawn from {where}"
        )
    return Text(f"Si {names} {'disparaissent' if many else 'disparaît'}", f"If {names} {'go' if many else 'goes'} away")


def _answer(answer: Answer, lang: Lang) -> Iterator[Sentence]:
    found = answer.impact
    if found.date != answer.situation.date:
        yield Sentence(
            Text(
                f"Hors service à cette date : regardé à son dernier jour en service, le {date(found.date, 'fr')}.",
                f"Out of service on that day: looked at on its last day in service, {date(found.date, 'en')}.",
            )[lang],
            "doubtful",
        )
    elif planned := [id for id in found.roots if found.graph.at(found.date).with_standing(()).in_service(id) is False]:
        names = listed([found.graph.name(id) for id in planned], lang, 6)
        yield Sentence(
            Text(f"Pas en service à cette date, regardé comme s'il l'était : {names}.",
                 f"Not in service on that day, looked at as if it were: {names}.")[lang],
            "doubtful",
        )  # fmt: skip
    if not found.elements:
        yield Sentence(Text("Rien d'enregistré n'en dépend.", "Nothing recorded depends on it.")[lang], "good")
        return
    certain = _summary(found.elements, "state", lang)
    possible = _summary(found.elements, "possible", lang)
    facts = counted(len(found.to_confirm), *(("fait", "faits") if lang == "fr" else ("fact", "facts")), lang)
    labels = Text("Certain : ", "Certain: ")[lang], Text("Possible : ", "Possible: ")[lang]
    yield Sentence(labels[0] + certain, "bad" if found.lost("state") else "good")
    if found.to_confirm:
        said = Text(f" · à confirmer : {facts}", f" · to confirm: {facts}")[lang]
        yield Sentence(labels[1] + possible + said, "doubtful" if found.lost("possible") else "good")
    if answer.left_out:
        yield Sentence(Text(f"Hors du périmètre demandé, non montrés : {answer.left_out}.",
                            f"Outside the scope asked for, not shown: {answer.left_out}.")[lang])  # fmt: skip


def _summary(elements: Iterable[Affected], reading: Reading, lang: Lang) -> str:
    found = Counter(getattr(each, reading) for each in elements)
    shown = [f"{found[state]} {_plural(state, found[state], lang)}" for state in STATE if state and found[state]]
    return ", ".join(shown) or Text("rien", "nothing")[lang]


def _counts(elements: Iterable[Affected], lang: Lang) -> str:
    """What is possible, as a title says it: French words there agree with nothing."""
    if lang == "en":
        return _summary(elements, "possible", lang)
    found = Counter(each.possible for each in elements)
    return ", ".join(f"{STATE[state].fr} : {found[state]}" for state in STATE if state and found[state])


def _counts_in_full(elements: list[Affected], lang: Lang) -> str:
    """What is certain and, where it differs, what is possible."""
    certain, possible = (_summary(elements, each, lang) for each in ("state", "possible"))
    if certain == possible:
        return certain
    return Text(f"Certain : {certain} · possible : {possible}", f"Certain: {certain} · possible: {possible}")[lang]


def _plural(state: str, number: int, lang: Lang) -> str:
    word = STATE[state][lang]  # type: ignore[index]
    return f"{word}s" if lang == "fr" and number > 1 and word != "à risque" else word


def _by_kind(answer: Answer, lang: Lang, whole: bool) -> Iterator[Section]:
    found = answer.impact
    columns = Text("État|Élément|Par|Pourquoi", "State|Element|By|Why")[lang].split("|")
    for kind in kinds():
        there = [each for each in found.elements if found.graph.kind(each.id) == kind]
        there.sort(key=lambda each: (-SEVERITY[each.state], -SEVERITY[each.possible], len(each.chain), each.id))
        shown = there if whole else [each for each in there if each.state][:_FEW]
        if there:
            rows = tuple(_row(found.graph, each, lang) for each in shown)
            blocks = [Rows(tuple(columns), rows, tuple(map(toned, shown)))] if rows else []
            others = _others(found.graph, there[len(shown) :], lang)
            yield Section(_capital(kind_words(kind, lang)), (*blocks, *others), _counts(there, lang),
                          _counts_in_full(there, lang))  # fmt: skip


def _others(graph: Graph, others: list[Affected], lang: Lang) -> Iterator[Sentence]:
    """What is not in the table, named in a sentence."""
    for certain, label in (
        (True, Text("Et aussi : ", "And also: ")),
        (False, Text("Peut-être aussi : ", "Perhaps also: ")),
    ):
        names = [graph.name(each.id) for each in others if bool(each.state) is certain]
        if names:
            yield Sentence(f"{label[lang]}{listed(names, lang, 9)} (--all)", "doubtful")


def _row(graph: Graph, each: Affected, lang: Lang) -> tuple[str, ...]:
    why = message(graph, each, lang)
    if each.places and (hit := _where(each, lang)):
        why += f", {hit}"
    if crossed := crossing(graph, each):
        why += f" · zone : {crossed[0]} → {crossed[1]}" if lang == "fr" else f" · zone: {crossed[0]} → {crossed[1]}"
    return both(each, lang), graph.name(each.id), path(graph, each.chain[:-1]), why


def both(each: Affected, lang: Lang) -> str:
    """The state and, where it differs, what is possible: `dégradé, perdu ?`."""
    if each.state == each.possible:
        return STATE[each.state][lang]
    possible = STATE[each.possible][lang] + Text(" ?", "?")[lang]
    return f"{STATE[each.state][lang]}, {possible}" if each.state else possible


def _where(each: Affected, lang: Lang) -> str:
    """At how many of its places a process is in its worst state, where that is not everywhere."""
    worst = max((place.state or place.possible for place in each.places.values()), key=SEVERITY.__getitem__)
    hit = sum((place.state or place.possible) == worst for place in each.places.values())
    if hit == len(each.places):
        return ""
    many = len(each.places)
    return Text(f"sur {hit} site{'s' if hit > 1 else ''} de {many}", f"at {hit} of {many} sites")[lang]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def crossing(graph: Graph, each: Affected) -> tuple[str, str] | None:
    """The zones, by name, that the last step of a chain goes from and to, where they differ."""
    before, after = (_zones(graph, id) for id in (each.chain[-1].from_, each.id)) if each.chain else ([], [])
    if before and after and not set(before) & set(after):
        return graph.name(before[0]), graph.name(after[0])
    return None


def _zones(graph: Graph, id: str) -> list[str]:
    """The zones at the top in which an element stands."""
    recorded_by = nearest_recorded(graph, id, "zone")
    zones = graph.targets(recorded_by, "zone") if recorded_by is not None else ()
    return sorted({graph.wholes(zone, "part_of")[-1] for zone in zones})


def _cut(answer: Answer, lang: Lang, whole: bool) -> Iterator[Section]:
    """The flows that lose their source, their API or their platform."""
    found = answer.impact
    names = [found.graph.name(each) for each in found.flows_lost["state"]]
    others = [found.graph.name(each) for each in found.flows if each not in found.flows_lost["state"]]
    labels = Text("", ""), Text("Peut-être aussi : ", "Perhaps also: ")
    blocks = tuple(
        Sentence(label[lang] + (", ".join(flows) if whole else listed(flows, lang, 8)))
        for label, flows in zip(labels, (names, others), strict=True)
        if flows
    )
    if blocks:
        yield Section(Text("Flux coupés", "Flows cut")[lang], blocks)


def _by_site(answer: Answer, lang: Lang) -> Iterator[Section]:
    graph = answer.impact.graph
    at: dict[str, Counter[str]] = {}
    possible: dict[str, Counter[str]] = {}
    for each in answer.impact.elements:
        for site, place in each.places.items():
            at.setdefault(site, Counter())[place.state or ""] += 1
            possible.setdefault(site, Counter())[place.possible or ""] += 1
    same: dict[tuple[str, str], list[str]] = {}
    for site in sorted(at):
        same.setdefault((_tally(at[site], lang), _tally(possible[site], lang)), []).append(site)
    if same and set(at) != {"*"}:
        columns = Text("Sites|Certain|Possible", "Sites|Certain|Possible")[lang].split("|")
        rows = tuple((listed([graph.name(site) for site in sites], lang, 4), *counts) for counts, sites in same.items())
        title = Text("Par site : processus touchés", "By site: processes touched")[lang]
        yield Section(title, (Rows(tuple(columns), rows),))


def _tally(found: Counter[str], lang: Lang) -> str:
    return ", ".join(f"{found[s]} {_plural(s, found[s], lang)}" for s in STATE if s and found[s]) or "–"


def _by_moa(answer: Answer, lang: Lang) -> Iterator[Section]:
    graph = answer.impact.graph
    owned: dict[str, list[Affected]] = {}
    for each in answer.impact.elements:
        if "moa" in kinds()[graph.kind(each.id)].links:
            for moa in graph.targets(each.id, "moa") or [""]:
                owned.setdefault(moa, []).append(each)
    if set(owned) - {""}:
        none = Text("MOA non renseignée", "no business owner recorded")[lang]
        rows = tuple(
            (graph.name(moa) if moa else none, _summary(found, "state", lang), _summary(found, "possible", lang))
            for moa, found in sorted(owned.items(), reverse=True)
        )
        columns = Text("MOA|Certain|Possible", "Business owner|Certain|Possible")[lang].split("|")
        yield Section(Text("Par MOA", "By business owner")[lang], (Rows(tuple(columns), rows),))


def _told(answer: Answer, lang: Lang) -> Iterator[Section]:
    graph = answer.impact.graph
    title = Text("À prévenir", "To be told")[lang]
    rows = []
    for each in answer.told:
        for role, ids in each.roles:
            names = listed([graph.name(id) for id in ids], lang, 5)
            rows.append((graph.name(each.actor), Text(f"{role.fr} {of(names)}", f"{role.en} of {names}")[lang]))
    if rows:
        columns = Text("Qui|En tant que", "Who|As")[lang].split("|")
        yield Section(title, (Rows(tuple(columns), tuple(rows)),))
    elif answer.impact.elements:
        nobody = Text("Aucune MOA, aucune MOE, aucun fournisseur n'est renseigné sur ce qui est touché.",
                      "No owner, builder or supplier is recorded on what is touched.")  # fmt: skip
        yield Section(title, (Sentence(nobody[lang], "doubtful"),))
    if answer.concerned:
        names = listed([graph.name(id) for id in answer.concerned], lang, 12)
        title = Text("Concernés, sans perte", "Concerned, nothing lost")[lang]
        yield Section(title, (Sentence(names),))


_SETTLE = {
    "need": (Text("le besoin (vital ou utile) de 1 flux", "the need (vital or useful) of 1 flow"),
             Text("le besoin (vital ou utile) de {n} flux", "the need (vital or useful) of {n} flows")),
    "deployed_at": (Text("les sites de 1 application", "the sites of 1 application"),
                    Text("les sites de {n} applications", "the sites of {n} applications")),
}  # fmt: skip


def _to_confirm(answer: Answer, lang: Lang, whole: bool) -> Iterator[Section]:
    blocks = []
    for field, (one, many) in _SETTLE.items():
        ids = [each.id for each in answer.impact.to_confirm if each.field == field]
        if ids:
            said = (one if len(ids) == 1 else many)[lang].format(n=len(ids))
            names = ", ".join(ids) if whole else listed(ids, lang, 6)
            blocks.append(Sentence(f"{said}{Text(' : ', ': ')[lang]}{names}"))
    if blocks:
        yield Section(Text("Pour trancher, renseigner", "To settle it, record")[lang], tuple(blocks))


def _known(answer: Answer, lang: Lang) -> Iterator[Section]:
    names = {"covers": Text("couvertures", "covers"), "deployed_at": Text("déploiements", "deployments"),
             "flow": Text("flux", "flows")}  # fmt: skip
    whole = [names[each][lang] for each, complete in answer.complete.items() if complete]
    part = [names[each][lang] for each, complete in answer.complete.items() if not complete]
    parts = (
        (whole, Text("Enregistré en totalité : ", "Recorded in full: ")),
        (part, Text("Enregistré en partie : ", "Recorded in part: ")),
    )
    blocks = tuple(Sentence(f"{label[lang]}{', '.join(names)}.") for names, label in parts if names)
    yield Section(Text("Ce sur quoi cela repose", "What it rests on")[lang], blocks)

"""The three questions of a decommissioning (SDSI 4.2), what blocks it, its prerequisites (D.5), what is not written."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.prerequisites import PrerequisiteName
from ea_repo.impact.reroute import Reroute
from ea_repo.impact.retirement_plan import Step
from ea_repo.metamodel import accepts
from ea_repo.report.document import Rows, Section, Sentence, Tone
from ea_repo.report.impact import both, toned
from ea_repo.report.impact_words import listed, message
from ea_repo.report.retire_words import BECAUSE, DISPOSAL, FACT, LIFT, PREREQUISITE
from ea_repo.report.words import NOT_RECORDED, kind_words, of

_MANY = 20
NOBODY = Text("personne de désigné", "nobody named")


def blockers(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """What is lost outside, certain then possible, each with what lifts it."""
    certain = {id: step for step in found.plan.steps for id in step.lost}
    possible = {id: step for step in found.plan.steps for id in step.perhaps if id not in certain}
    messages = {
        step.group: {
            each.id: message(step.impact.graph, each, lang)
            for each in step.impact.elements
            if each.id in certain or each.id in possible
        }
        for step in found.plan.steps
    }
    rows, tones = [], list[Tone]()
    for losses, tone, word in (
        (certain, "bad", Text("certain", "certain")),
        (possible, "doubtful", Text("possible", "possible")),
    ):
        for id, step in losses.items():
            graph, said = step.impact.graph, messages[step.group]
            kind = kind_words(graph.kind(id), lang, number=1)
            why = said.get(id) or _CUT[lang]
            if losses is possible and graph.kind(id) != "flow":
                why += _doubt(step, id)[lang]
            rows.append((word[lang], f"{graph.name(id)} ({kind})", why, _lift(graph, id)[lang]))
            tones.append("bad" if tone == "bad" else "doubtful")
    if rows:
        columns = Text("Perte|Quoi|Pourquoi|Pour lever", "Loss|What|Why|To lift it")[lang].split("|")
        more = _more(len(rows), lang)
        blocks: list[Sentence | Rows] = [Rows(tuple(columns), tuple(rows[:_MANY]), tuple(tones[:_MANY]), more)]
        if possible:
            blocks.append(Sentence(_SETTLE[lang]))
        yield Section(Text("Ce qui bloque", "What blocks")[lang], tuple(blocks))


_CUT = Text("perd sa source, son API ou sa plateforme", "loses its source, API or platform")
_SETTLE = Text("Ce qui n'est que possible se lève d'abord en écrivant ce qui manque : voir « À renseigner ».",
               "What is only possible is lifted first by writing what is missing: see “To record”.")  # fmt: skip


def _doubt(step: Step, id: str) -> Text:
    """What is added to a sentence that is certain, and does not say that the element may be lost."""
    state = next(each.state for each in step.impact.elements if each.id == id)
    return Text(" ; peut-être perdu", "; perhaps lost") if state else Text("", "")


def _lift(graph: Graph, id: str) -> Text:
    kind = graph.kind(id)
    return next((text for name, text in LIFT.items() if accepts(name, kind)), LIFT["application"])


def _more(many: int, lang: Lang) -> str:
    rest = many - _MANY
    return Text(f"… et {rest} de plus (--format json)", f"… and {rest} more (--format json)")[lang] if rest > 0 else ""


def functions(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """Question 1, to the MOA: is every function covered elsewhere, at every site?"""
    graph = found.graph
    touched = sorted(found.processes, key=lambda each: (-each.gravity[0], each.process.id))
    title = Text("1. Fonctions (MOA) : tout reste-t-il couvert, partout ?",
                 "1. Functions (business owner): is all still covered, everywhere?")[lang]  # fmt: skip
    if not touched:
        nothing = Text("Aucun processus enregistré n'est couvert par ce qui est retiré.",
                       "No recorded process is covered by what is retired.")  # fmt: skip
        yield Section(title, (Sentence(nothing[lang]),))
        return
    rows = []
    for one in touched:
        each, shown = one.process, one.impact.shown(one.process)
        bad = [graph.name(site) for site, place in shown.items() if place.state == "lost"]
        at = listed(bad, lang, 5) if bad and bad != ["*"] else ""
        rows.append((both(each, lang), graph.name(each.id), message(one.impact.graph, each, lang), at))
    columns = Text("État|Processus|Pourquoi|Perdu à", "State|Process|Why|Lost at")[lang].split("|")
    tones = tuple(toned(one.process) for one in touched)
    blocks: list[Sentence | Rows] = [Rows(tuple(columns), tuple(rows), tones)]
    yield Section(title, (*blocks, *_kept_elsewhere(found, lang)))


def _kept_elsewhere(found: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """Withdrawn from one site: what the others keep."""
    for id in found.ids if found.sites else ():
        at = found.graph.targets(id, "deployed_at")
        others = [found.graph.name(each) for each in at if not found.graph.parts(each) & set(found.sites)]
        name = found.graph.name(id)
        if others:
            where = listed(others, lang, 8)
            yield Sentence(Text(f"{name} reste en service à : {where}.", f"{name} stays in service at: {where}.")[lang])
        elif not found.graph.recorded(id, "deployed_at"):
            yield Sentence(
                Text(f"Les sites {of(name)} ne sont pas renseignés : les autres le gardent.",
                     f"The sites of {name} are not recorded: the others keep it.")[lang],
                "doubtful",
            )  # fmt: skip


def questions(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """Questions 2, to the MOE (bricks), and 3, to both (data)."""
    graph = found.graph
    title = Text(
        "2. Briques (MOE) : quels flux reprendre d'abord ?", "2. Bricks (builder): which flows to re-route first?"
    )
    blocks: list[Sentence | Rows] = []
    if found.reroutes:
        columns = Text("Flux|Données|Proposé|Pourquoi", "Flow|Data|Proposed|Why")[lang].split("|")
        blocks.append(Rows(tuple(columns), tuple(_reroute(graph, each, lang) for each in found.reroutes)))
    elif not found.sites:
        blocks.append(Sentence(Text("Aucun flux enregistré n'en part vers le reste.",
                                    "No recorded flow goes from it to the rest.")[lang]))  # fmt: skip
    if found.incoming and not found.sites:
        names = listed([graph.name(each) for each in found.incoming], lang, 8)
        blocks.append(
            Sentence(
                Text(f"Flux reçus, à arrêter ou à reporter : {names}.", f"Flows received, to end or move: {names}.")[
                    lang
                ]
            )
        )
    if blocks:
        yield Section(title[lang], tuple(blocks))
    yield from _data(found, lang)


def _reroute(graph: Graph, each: Reroute, lang: Lang) -> tuple[str, ...]:
    data = listed([graph.name(datum) for datum in each.data], lang, 3) or NOT_RECORDED[lang]
    if each.provider is None or each.because is None:
        nobody = Text("personne d'autre de connu", "nobody else known")[lang]
        return (
            graph.name(each.flow),
            data,
            nobody,
            Text("à rechercher avec la MOE", "to be sought with the builder")[lang],
        )
    by = f" ({each.mode})" if each.mode else ""
    return graph.name(each.flow), data, graph.name(each.provider) + by, BECAUSE[each.because][lang]


def _data(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    graph = found.graph
    title = Text("3. Données (MOA et MOE) : où restent-elles lisibles ?",
                 "3. Data (both): where do they stay readable?")[lang]  # fmt: skip
    rows = []
    for each in (kept for one in found.elements for kept in one.kept):
        rows.append(
            (
                graph.name(each.datum),
                listed([graph.name(id) for id in each.elsewhere], lang, 3) or Text("nulle part", "nowhere")[lang],
                each.archive or NOT_RECORDED[lang],
                each.kept_for or NOT_RECORDED[lang],
                DISPOSAL[each.disposal][lang] if each.disposal else NOT_RECORDED[lang],
            )
        )
    columns = Text("Donnée|Encore détenue par|Archive (format)|Durée|Devenir", "Datum|Still held by|Archive|For|Then")
    none = Text(
        "Aucune donnée enregistrée n'a pour maître ce qui est retiré.", "What is retired masters no recorded datum."
    )
    yield Section(title, (Rows(tuple(columns[lang].split("|")), tuple(rows)) if rows else Sentence(none[lang]),))


def needed(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """The prerequisites of D.5: what is met, not met, not written."""
    words = {True: Text("oui", "yes"), False: Text("non", "no"), None: NOT_RECORDED}
    tone: dict[bool | None, Tone] = {True: "good", False: "bad", None: "doubtful"}
    alike: dict[tuple[PrerequisiteName, bool | None], list[str]] = {}
    for one in found.elements:
        for each in one.required:
            alike.setdefault((each.name, each.met), []).append(found.graph.name(one.id))
    rows = [(PREREQUISITE[name][lang], words[met][lang], ", ".join(names)) for (name, met), names in alike.items()]
    tones = [tone[met] for _, met in alike]
    columns = Text("Il faut|Acquis|Pour", "It takes|Met|For")[lang].split("|")
    title = Text("Prérequis (D.5)", "Prerequisites (D.5)")[lang]
    yield Section(title, (Rows(tuple(columns), tuple(rows), tuple(tones), state=1),))


def missing(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """The facts that nobody wrote, and whom to ask."""
    graph = found.graph
    alike: dict[tuple[str, str], list[str]] = {}
    for id in dict.fromkeys(each.id for each in found.missing):
        facts = ", ".join(FACT[each.field][lang] for each in found.missing if each.id == id)
        ask = {graph.name(actor) for each in found.missing if each.id == id for actor in each.ask}
        alike.setdefault((facts, ", ".join(sorted(ask)) or NOBODY[lang]), []).append(graph.name(id))
    rows = [(", ".join(names), facts, ask) for (facts, ask), names in alike.items()]
    for field in ("need", "deployed_at"):
        ids = [each.id for each in found.to_confirm if each.field == field and each.id not in found.ids]
        if ids:
            rows.append((listed([graph.name(id) for id in ids], lang, 3), FACT[field][lang], _asked(graph, ids, lang)))
    if rows:
        columns = Text("De quoi|Quoi|À qui le demander", "Of what|What|Whom to ask")[lang].split("|")
        yield Section(Text("À renseigner", "To record")[lang], (Rows(tuple(columns), tuple(rows)),))


def _asked(graph: Graph, ids: list[str], lang: Lang) -> str:
    ends = [end for id in ids for end in (graph.targets(id, "target") if graph.kind(id) == "flow" else [id])]
    actors = {actor for end in ends for actor in (*graph.targets(end, "moa"), *graph.targets(end, "moe"))}
    return listed(sorted(graph.name(each) for each in actors), lang, 4) or NOBODY[lang]

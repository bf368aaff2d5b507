"""The three questions of a loss: what one does with it, the bricks that depend on it, the data that it holds.

They are those of a decommissioning (SDSI 4.2), and each is answered, be it that nothing recorded is touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Block, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.received_flows import received_flows
from ea_repo.metamodel import accepts
from ea_repo.report.impact_words import both, message, toned, worst_first
from ea_repo.report.shortened import first, left_out
from ea_repo.report.touched_places import touched_places
from ea_repo.report.words import count_of, few, heads
from ea_repo.semantics.belongings import belongings

_FUNCTIONS = Text(
    "1. Fonctions : que deviennent les processus, et où ?", "1. Functions: what becomes of processes, where?"
)
_BRICKS = Text("2. Briques : quelles applications en souffrent, quels flux sont coupés ?",
               "2. Bricks: which applications suffer from it, which flows are cut?")  # fmt: skip
_DATA = Text("3. Données : lesquelles n'auraient plus de détenteur ?", "3. Data: which would nobody hold any more?")
_NO_PROCESS = Text("Aucun processus enregistré n'est touché.", "No recorded process is touched.")
_SERVED_THERE = Text("Ailleurs, aucun processus enregistré n'est touché ; servis sur place, où rien n'est jugé : ",
                     "No recorded process is touched elsewhere; served there, where nothing is judged: ")  # fmt: skip
_NO_BRICK = Text("Aucune application ni aucun flux enregistré n'est touché.",
                 "No recorded application or flow is touched.")  # fmt: skip
_NO_OTHER = Text("Aucune application enregistrée n'en souffre.", "No recorded application suffers from it.")
_NO_BRICK_LOST = Text("Aucune application ni aucun flux enregistré n'est perdu ; applications concernées : ",
                      "No recorded application or flow is lost; applications concerned: ")  # fmt: skip
_NO_DATUM = Text("Aucune donnée ne perd son dernier détenteur connu.", "No datum loses its last known holder.")
_NO_KNOWN_HOLDER_LOST = Text("Aucune donnée ne perd son dernier détenteur connu ; ",
                             "No datum loses its last known holder; ")  # fmt: skip
_UNKNOWN = Text("donnée n'en a aucun de connu|données n'en ont aucun de connu",
                "datum has none known|data have none known")  # fmt: skip
_CUT, _PERHAPS_CUT = Text("Flux coupés : ", "Flows cut: "), Text("Flux peut-être coupés : ", "Flows perhaps cut: ")
_GOING = Text("Disparaissent avec : ", "Going with it: ")
HELD = Text("Plus personne ne les détiendrait : ", "Nobody would hold these any more: ")
PERHAPS_HELD = Text("Peut-être plus personne ne les détiendrait : ", "Perhaps nobody would hold these any more: ")
_COLUMNS = Text("État|Application|Pourquoi", "State|Application|Why")
_MOST, _FLOWS, _DATA_NAMED = 8, 6, 8


def questions(study: ImpactStudy, lang: Lang) -> Iterator[Section]:
    """All three, in their order."""
    impact = study.impact
    processes = [(affected, impact) for affected in impact.elements if affected.places]
    functions = tuple(touched_places(processes, impact.date, lang))
    yield Section(_FUNCTIONS[lang], functions or (_no_process(study, lang),))
    received = tuple(_received(impact, lang))
    bricks = (*_applications(impact, lang), *flows_cut(impact, lang, most=_FLOWS))
    nothing = Sentence(_NO_OTHER[lang]) if received and not study.concerned else _no_brick(study, lang)
    yield Section(_BRICKS[lang], (*(bricks or (nothing,)), *received))
    yield Section(_DATA[lang], tuple(_data(impact, lang)) or (_no_datum(study, lang),))


def _no_process(study: ImpactStudy, lang: Lang) -> Sentence:
    """That none is touched; where a site goes away, which are served there, of which nothing is judged there."""
    graph = study.impact.graph
    served = [graph.name(id) for id in study.concerned if accepts("process", graph.kind(id))]
    if not served:
        return Sentence(_NO_PROCESS[lang])
    return Sentence(f"{_SERVED_THERE[lang]}{few(served, lang, _MOST)}.", "doubtful")


def _no_brick(study: ImpactStudy, lang: Lang) -> Sentence:
    """That nothing is touched; where a technology, a contract or a supplier goes away, whom it concerns."""
    graph = study.impact.graph
    applications = [graph.name(id) for id in study.concerned if accepts("application", graph.kind(id))]
    if not applications:
        return Sentence(_NO_BRICK[lang])
    return Sentence(f"{_NO_BRICK_LOST[lang]}{few(applications, lang, _MOST)}.")


def _applications(impact: Impact, lang: Lang) -> Iterator[Block]:
    """The applications and whatever else of the system is touched, the worst first; then what goes with the lost."""
    graph, inside = impact.graph, belongings(impact.graph, impact.roots)
    bricks = [item for item in impact.elements if not item.places and graph.kind(item.id) != "data_object"]
    touched = sorted((affected for affected in bricks if affected.id not in inside), key=worst_first)
    if touched:
        shown = first(touched, _MOST)
        rows = tuple(
            (both(affected, lang), graph.name(affected.id), message(graph, affected, lang)) for affected in shown
        )
        yield Rows(heads(_COLUMNS, lang), rows, tuple(map(toned, shown)), left_out(touched, shown, lang), headed=True)
    if going := [graph.name(affected.id) for affected in bricks if affected.id in inside]:
        yield Sentence(f"{_GOING[lang]}{few(going, lang, _FLOWS)}.")


def flows_cut(impact: Impact, lang: Lang, *, most: int) -> Iterator[Sentence]:
    """The flows that lose their source, their API or their platform."""
    certain = impact.flows_lost["state"]
    cut = frozenset(certain)
    perhaps = [flow for flow in impact.flows if flow not in cut]
    for label, flows in ((_CUT, certain), (_PERHAPS_CUT, perhaps)):
        if flows:
            yield Sentence(f"{label[lang]}{few(map(impact.graph.name, flows), lang, most)}.")


def _received(impact: Impact, lang: Lang) -> Iterator[Sentence]:
    """The flows that nobody is there to take any more, where the loss is everywhere."""
    flows = received_flows(impact.graph, belongings(impact.graph, impact.roots)) if not impact.sites else ()
    if flows:
        names = few(map(impact.graph.name, flows), lang, _FLOWS)
        fr, en = f"Flux reçus, sans destinataire : {names}.", f"Flows received, with nobody to take them: {names}."
        yield Sentence(Text(fr, en)[lang])


def _no_datum(study: ImpactStudy, lang: Lang) -> Sentence:
    """That no datum loses its last holder; a datum of which no holder was known before has none to lose."""
    if not study.without_holder:
        return Sentence(_NO_DATUM[lang])
    unknown = count_of(len(study.without_holder), _UNKNOWN, lang)
    return Sentence(f"{_NO_KNOWN_HOLDER_LOST[lang]}{unknown}.", "doubtful")


def _data(impact: Impact, lang: Lang) -> Iterator[Sentence]:
    data = [affected for affected in impact.elements if impact.graph.kind(affected.id) == "data_object"]
    certain = [affected for affected in data if affected.state == "lost"]
    perhaps = [affected for affected in data if affected.state != "lost"]
    for label, touched in ((HELD, certain), (PERHAPS_HELD, perhaps)):
        if touched:
            yield Sentence(f"{label[lang]}{_names(impact, touched, lang)}.", "bad" if label is HELD else "doubtful")


def _names(impact: Impact, touched: list[Affected], lang: Lang) -> str:
    return few((impact.graph.name(affected.id) for affected in touched), lang, _DATA_NAMED)

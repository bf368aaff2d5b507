"""Who holds a datum and from whom, by distance from a master."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ea_repo.answer.answer import Answer
from ea_repo.document import Document, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.lineage import From, Holder, Lineage, Receipt
from ea_repo.report.flow_words import MOST, mode, named, out_of_service, subject
from ea_repo.report.words import COLON, count_of, counted, few, heading
from ea_repo.semantics.remarks import remarked

_SUBJECT = Text("lignage au", "lineage on")
_MASTERS = Text("Maîtres", "Masters")
_APART = Text("Sans maître connu derrière eux", "Without a known master behind them")
_SENDS = Text("l'émet{by}, et aucun flux connu ne la lui apporte", "sends it{by}, and no known flow brings it there")
_SENDS_IN_LOOP = Text("l'émet{by}, dans une boucle sans maître connu", "sends it{by}, in a loop without a known master")
_BY = Text(" par {}", " by {}")
_FROM: dict[From, Text] = {
    "master": Text("directement du maître {}", "directly from the master {}"),
    "relay": Text("d'un relais du maître, {}", "from a relay of the master, {}"),
    "copy": Text("d'une copie, {}", "from a copy, {}"),
}
_FROM_APART = Text("d'un détenteur sans maître connu, {}", "from a holder without a known master, {}")
_ALSO = Text("reçoit aussi ", "also gets it ")
_HOLDERS = Text("détenteur|détenteurs", "holder|holders")
_MASTERS_OF_ALL = Text("maître|maîtres", "master|masters")
_DIRECTLY, _RELAYED, _COPIED, _UNKNOWN = (
    Text("directement d'un maître", "directly from a master"),
    Text("par un relais", "by a relay"),
    Text("par une copie", "by a copy"),
    Text("sans maître connu", "without a known master"),
)


def document(answer: Answer[Lineage], lang: Lang) -> Document:
    """The masters, the holders at each distance from one, then those without one behind them."""
    lineage = answer.content
    sections = []
    for (distance, master), group in groupby(lineage.holders, key=lambda holder: (holder.distance, holder.master)):
        terms = tuple(
            Term(_named(lineage.graph, holder.id, lang), tuple(_how(lineage, holder, lang))) for holder in group
        )
        sections.append(Section(_title(distance, master, lang), (Terms(terms, jointed=True),)))
    return Document(
        lang,
        heading(answer.situation, lang, _SUBJECT),
        subject(lineage.graph, lineage.datum, lang),
        notes=tuple(Sentence(note) for note in _notes(lineage, lang)),
        blocks=tuple(sections),
    )


def _notes(lineage: Lineage, lang: Lang) -> Iterator[str]:
    """The answer in a line, then what one must know to read it."""
    yield _answer(lineage, lang)
    graph = lineage.graph
    if lineage.mastered not in (None, lineage.datum):
        whole = named(graph, str(lineage.mastered))
        yield Text(
            f"nul ne la maîtrise par son nom : les maîtres sont ceux de l'ensemble {whole}",
            f"nobody masters it by name: the masters are those of the whole {whole}",
        )[lang]
    if lineage.absent:
        out = (f"{named(graph, id)} [{out_of_service(graph, id, lang)}]" for id in lineage.absent)
        absent = few(out, lang, MOST)
        yield Text(f"ne compte pas comme maître à cette date : {absent}", f"no master on that day: {absent}")[lang]
    parts = sorted(graph.parts(lineage.datum) - {lineage.datum})
    if parts:
        names = few((named(graph, part) for part in parts), lang, MOST)
        yield Text(
            f"ses parties ont chacune leur lignage : {names}", f"its parts each have their own lineage: {names}"
        )[lang]


def _answer(lineage: Lineage, lang: Lang) -> str:
    if not lineage.holders:
        return _nobody(lineage, lang)
    masters = sum(holder.master for holder in lineage.holders)
    tally = [count_of(masters, _MASTERS_OF_ALL, lang)] if masters else []
    for number, words in (
        (_number(lineage, "master"), _DIRECTLY),
        (_number(lineage, "relay"), _RELAYED),
        (_number(lineage, "copy"), _COPIED),
        (sum(holder.distance is None for holder in lineage.holders), _UNKNOWN),
    ):
        tally += [f"{number} {words[lang]}"] if number else []
    return f"{count_of(len(lineage.holders), _HOLDERS, lang)}{COLON[lang]}{', '.join(tally)}"


def _nobody(lineage: Lineage, lang: Lang) -> str:
    """That no holder is known; which flows carry the datum, though not between two that are in service."""
    flows = lineage.graph.targets(lineage.datum, "carried_by")
    if not flows:
        return Text(
            "Aucun détenteur connu : nul ne la maîtrise, et aucun flux connu ne la porte",
            "No known holder: nobody masters it, and no known flow carries it",
        )[lang]
    names = few(map(lineage.graph.name, flows), lang, MOST)
    return Text(
        "Aucun détenteur connu ce jour-là : nul ne la maîtrise, et aucun flux en service de bout en bout ne la porte ; "
        f"la portent un autre jour : {names}",
        f"No known holder on that day: nobody masters it, and no flow in service from end to end carries it; these "
        f"carry it on another day: {names}",
    )[lang]


def _number(lineage: Lineage, origin: From) -> int:
    return sum(holder.distance is not None and holder.origin == origin for holder in lineage.holders)


def _title(distance: int | None, master: bool, lang: Lang) -> str:
    if distance is None:
        return _APART[lang]
    if master:
        return _MASTERS[lang]
    return f"À {distance} flux d'un maître" if lang == "fr" else f"{counted(distance, 'flow', 'flows')} from a master"


def _named(graph: Graph, id: str, lang: Lang) -> str:
    """A holder by its name and its id; one that is an example says so."""
    return remarked(graph, id, named(graph, id), lang)


def _how(lineage: Lineage, holder: Holder, lang: Lang) -> Iterator[str]:
    """How a holder has the datum, a line for each way."""
    modules = ", ".join(lineage.graph.name(module) for module in holder.by if module != holder.id)
    by = _BY[lang].format(modules) if modules else ""
    if holder.by and not holder.master:
        yield (_SENDS_IN_LOOP if holder.receipts else _SENDS)[lang].format(by=by)
    elif by:
        yield by.strip()
    also = _ALSO[lang] if holder.master else ""
    for receipt in holder.receipts:
        yield also + _receipt(lineage, receipt, lang)


def _receipt(lineage: Lineage, receipt: Receipt, lang: Lang) -> str:
    graph = lineage.graph
    apart = receipt.origin == "copy" and graph.solution(receipt.giver) in lineage.apart
    origin = (_FROM_APART if apart else _FROM[receipt.origin])[lang].format(graph.name(receipt.giver))
    return f"{origin} · {mode(receipt.mode, lang)} ({receipt.flow})"

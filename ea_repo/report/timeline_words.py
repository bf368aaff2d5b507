"""The sentences of a timeline: days, overlaps, gaps, what changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.days import ALWAYS, NEVER, Span, Turn
from ea_repo.impact.timeline import Life, Overlap, Timeline
from ea_repo.metamodel.names import field_name
from ea_repo.report.words import COLON, PHASE, count_of, counted, date, kind_words
from ea_repo.semantics.deployment import EVERYWHERE

OVERLAPS = Text("Recouvrements", "Overlaps")
GAPS = Text("Ruptures de couverture", "Gaps in cover")
TO_CONFIRM = Text("Ruptures à confirmer", "Gaps to confirm")
DATES = Text("Dates", "Dates")
NO_DATE = Text("aucune date écrite", "no date written")
LINKS_ALONE = Text("aucune date propre, seulement celles de ses liens", "no date of its own, only those of its links")
_SERVED = Text(
    "processus couvert ou soutenu|processus couverts ou soutenus",
    "covered or supported process|covered or supported processes",
)
_STARTS, _ENDS = Text("commence", "starts"), Text("dernier jour", "last day")
_FIRST_END = Text("première échéance", "first end")


def range_(span: Span, lang: Lang) -> str:
    """The days looked at: years where they are whole ones."""
    since, until = span.since, span.until
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return str(since.year) if since.year == until.year else f"{since.year}–{until.year}"
    return period(span, lang)


def days_of(span: Span, lang: Lang) -> str:
    """From when to when; from when on, where nothing is said to end it."""
    if span.until == NEVER:
        return Text(f"à partir du {date(span.since, 'fr')}", f"from {date(span.since, 'en')} on")[lang]
    return period(span, lang)


def period(span: Span, lang: Lang) -> str:
    """From when to when, and what is not written of it."""
    since, until = date(span.since, lang), date(span.until, lang)
    match span.since == ALWAYS, span.until == NEVER:
        case False, False if since == until:
            return Text(f"le {since}", f"on {since}")[lang]
        case False, False:
            return Text(f"du {since} au {until}", f"from {since} to {until}")[lang]
        case False, True:
            return Text(f"à partir du {since}, sans fin écrite", f"from {since} on, no end written")[lang]
        case True, False:
            return Text(f"jusqu'au {until}, début non écrit", f"until {until}, no beginning written")[lang]
        case _:
            return Text("sans début ni fin écrits", "no beginning nor end written")[lang]


def overlap(graph: Graph, overlapping: Overlap, lang: Lang) -> str:
    """`A et son successeur B, du … au … ; …`."""
    old, new = graph.name(overlapping.application), graph.name(overlapping.successor)
    who = Text(f"{old} et son successeur {new}", f"{old} and its successor {new}")[lang]
    return f"{who}, {period(overlapping.span, lang)}{Text(' ; ', '; ')[lang]}{_agreed(overlapping, lang)}"


def _agreed(overlapping: Overlap, lang: Lang) -> str:
    if overlapping.allowed_until is None:
        return Text("fin convenue inconnue (overlap_until)", "agreed end unknown (overlap_until)")[lang]
    agreed = date(overlapping.allowed_until, lang)
    if overlapping.beyond is None:
        return Text(f"convenu jusqu'au {agreed}", f"agreed until {agreed}")[lang]
    since = date(overlapping.beyond.since, lang)
    return Text(f"convenu jusqu'au {agreed}, au-delà dès le {since}", f"agreed until {agreed}, beyond it from {since}")[
        lang
    ]


def gap(graph: Graph, uncovered: Gap, lang: Lang) -> str:
    """`Processus, besoin, sites, du … au …. Arrêt : A. Reprise : B.`"""
    colon = COLON[lang]
    where = where_(graph, uncovered, lang)
    stops, starts = _names(graph, uncovered.stops), _names(graph, uncovered.starts)
    nobody = Text("personne, d'après les dates écrites", "nobody, by the dates written")[lang]
    sure = ("Reprise", "Takes over") if uncovered.certain else ("Reprise certaine", "Surely takes over")
    sentences = [
        ", ".join(
            filter(None, (graph.name(uncovered.process), _need(uncovered, lang), where, period(uncovered.span, lang)))
        ),
        f"{Text('Arrêt', 'Stops')[lang]}{colon}{stops}",
        f"{Text(*sure)[lang]}{colon}{starts or nobody}",
    ]
    if uncovered.passing:
        label = Text("Entre-temps, en essai seulement", "Meanwhile, on trial only")[lang]
        sentences.append(f"{label}{colon}{_names(graph, uncovered.passing)}")
    if uncovered.need and uncovered.need.perhaps:
        perhaps, many = _names(graph, uncovered.need.perhaps), len(uncovered.need.perhaps) > 1
        supports = "soutiennent" if many else "soutient"
        sentences.append(Text(f"Peut-être aussi par {perhaps}, qui {supports} le processus : "
                              "écrire pour quel besoin (for)",
                              f"Perhaps met by {perhaps} too, which {'support' if many else 'supports'} the process: "
                              "write for which need (for)")[lang])  # fmt: skip
    if uncovered.to_confirm:
        sentences.append(_open(_names(graph, uncovered.to_confirm), len(uncovered.to_confirm) > 1, lang))
    if uncovered.need and uncovered.need.unsaid:
        unsaid = _names(graph, uncovered.need.unsaid)
        sentences.append(Text(f"À confirmer : ce besoin est-il vital, d'après {unsaid} (supports) ?",
                              f"To confirm: is this need vital, according to {unsaid} (supports)?")[lang])  # fmt: skip
    return ". ".join(sentences)


def _need(uncovered: Gap, lang: Lang) -> str:
    """Of the gap of a need, its words where it has some."""
    if uncovered.need is None:
        return ""
    words = (
        f" « {uncovered.need.words} »" if uncovered.need.words else "",
        f" “{uncovered.need.words}”" if uncovered.need.words else "",
    )
    return Text(f"besoin{words[0]}", f"need{words[1]}")[lang]


def _open(names: str, many: bool, lang: Lang) -> str:
    """The fact that would settle a gap."""
    return Text(
        f"À confirmer : où {'sont utilisés' if many else 'est utilisé'} {names} (deployed_at)",
        f"To confirm: where {names} {'are' if many else 'is'} used (deployed_at)",
    )[lang]


def where_(graph: Graph, uncovered: Gap, lang: Lang) -> str:
    """At which sites; nothing where none is recorded."""
    if EVERYWHERE in uncovered.sites:
        return ""
    if uncovered.everywhere:
        return Text("partout", "everywhere")[lang]
    others = len(uncovered.sites) - _FEW_SITES
    if others <= 1:
        return _names(graph, uncovered.sites)
    more = Text(f"et {others} autres sites", f"and {others} other sites")[lang]
    return f"{_names(graph, uncovered.sites[:_FEW_SITES])} {more}"


def _names(graph: Graph, ids: Sequence[str]) -> str:
    return ", ".join(map(graph.name, ids))


def changes(graph: Graph, life: Life, within: Span, lang: Lang) -> Iterator[tuple[dt.date, str]]:
    """What changes in an element on the days looked at."""
    for (old, _), (new, span) in zip(life.phases, life.phases[1:], strict=False):
        yield span.since, f"{PHASE[old][lang]} → {PHASE[new][lang]}"
    for day, what in ((life.run.since, _STARTS[lang]), (life.run.until, _end(life, lang))) if life.run else ():
        if within.since <= day <= within.until:
            yield day, what
    for turn in life.turns:
        if within.since <= turn.day <= within.until:
            yield turn.day, _turn(graph, life, turn, lang)


def _turn(graph: Graph, life: Life, turn: Turn, lang: Lang) -> str:
    """A link that begins to hold, or no longer does: `déployée à : Nord s'ajoute`."""
    field = field_name(graph.definition(life.id), turn.field)[lang]
    what = Text("s'ajoute", "is added") if turn.begins else Text("n'en est plus", "is no longer among them")
    name = graph.name(turn.to) if turn.to in graph else turn.to
    return f"{field}{COLON[lang]}{name} {what[lang]}"


def _end(life: Life, lang: Lang) -> str:
    """The last day of a run; of a contract that may be renewed, of its first term."""
    return (_FIRST_END if life.renewals else _ENDS)[lang] + _renewals(life, lang)


def _renewals(life: Life, lang: Lang) -> str:
    """What is written of the renewals of a contract, by which it may go on."""
    if not life.renewals:
        return ""
    fr, en = f" ; reconduction à confirmer : {life.renewals}", f"; renewals, to be confirmed: {life.renewals}"
    return Text(fr, en)[lang]


def phases(life: Life, lang: Lang) -> str:
    """The phases of an element in words, one after the other."""
    if life.run is not None:
        return period(life.run, lang) + _renewals(life, lang)
    since = Text("depuis le", "since")[lang]
    (first, _), *others = life.phases
    if life.turns and not others and first == "unknown":
        return LINKS_ALONE[lang]
    later = (f"{PHASE[phase][lang]} {since} {date(span.since, lang)}" for phase, span in others)
    return ", ".join([PHASE[first][lang], *later])


def no_overlap(timeline: Timeline, lang: Lang) -> str:
    """That there is none, and how many could have been."""
    if not timeline.pairs:
        return Text("aucun (aucun successeur n'est écrit)", "none (no successor is written)")[lang]
    pairs = counted(timeline.pairs, *(("successeur", "successeurs") if lang == "fr" else ("successor", "successors")))
    return Text(f"aucun, pour {pairs}", f"none, of {pairs}")[lang]


def no_gap(timeline: Timeline, lang: Lang) -> str:
    """That none is to be seen, in how many processes, and on how many dates that rests."""
    if not timeline.processes:
        return Text("aucun processus couvert ou soutenu à regarder", "no covered or supported process to look at")[lang]
    judged = count_of(timeline.processes, _SERVED, lang)
    serving = [id for id in {*timeline.undated, *(life.id for life in timeline.lives)} if _serves(timeline.graph, id)]
    dated = len(set(serving) - set(timeline.undated))
    if dated == len(serving):
        return Text(f"aucune sur {judged}", f"none in {judged}")[lang]
    fr, en = f"aucune visible sur {judged}", f"none to be seen in {judged}"
    number = len(serving)
    fr += f" (applications datées qui les servent : {dated} sur {number})"
    return Text(fr, f"{en} (of the applications that serve them, {dated} of {number} are dated)")[lang]


def _serves(graph: Graph, id: str) -> bool:
    """Whether something covers or supports a process."""
    return any(graph.targets(id, link) for link in ("covers", "supports"))


def left(number: int, lang: Lang, *, changes: bool) -> str:
    """How many elements are not shown, of those that change or of those that do not."""
    many = number > 1
    fr = f"chang{'ent' if many else 'e'}" if changes else f"ne chang{'ent' if many else 'e'} pas"
    en = f"chang{'e' if many else 'es'}" if changes else f"do{'' if many else 'es'} not change"
    more = ("autres " if many else "autre ", "more ") if changes else ("", "")
    return Text(
        f"Et {number} {more[0]}qui {fr} sur ces dates (--all)", f"And {number} {more[1]}that {en} on these days (--all)"
    )[lang]


def undated(timeline: Timeline, lang: Lang) -> str:
    """How many elements no date speaks of, or who they are where there are few; nothing where there is none."""
    shown = {life.id for life in timeline.lives}
    others = [id for id in timeline.undated if id not in shown]
    if not others:
        return ""
    label = Text("Sans date écrite", "No date written")[lang] + COLON[lang]
    if timeline.subjects and len(others) <= _FEW:
        graph = timeline.graph
        return label + ", ".join(
            f"{graph.name(id)} ({kind_words(graph.kind(id), lang, number=1, among=graph.vocabulary)})" for id in others
        )
    numbers = timeline.undated_by_kind()
    among = timeline.graph.vocabulary
    return label + ", ".join(
        counted(number, kind_words(kind, lang, number=1, among=among), kind_words(kind, lang, among=among))
        for kind, number in numbers.items()
    )


_FEW, _FEW_SITES = 12, 6

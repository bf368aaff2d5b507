"""The facts that would settle what is only possible, each with those who know it."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.document import Rows, Section
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.facts_to_confirm import Fact
from ea_repo.report.dossier_words import FACT
from ea_repo.report.shortened import WITH_ALL, annexed, first, left_out
from ea_repo.report.words import NOBODY, few, heads

_TITLE = Text("Pour trancher, renseigner", "To settle it, record")
_COLUMNS = Text("Ce qui manque|De|Qui le sait|Champ", "What is missing|Of|Who knows it|Field")
_HOW_NEEDED = Text("le besoin, vital ou utile, qu'en a {to}", "how much {to} needs it, vital or useful")


def facts_to_confirm(graph: Graph, facts: Iterable[Fact], lang: Lang, *, whole: bool) -> list[Section]:
    """A table of what is missing: a row for what the same people know of several elements."""
    facts = list(facts)
    field_of = {_words(graph, fact, lang): f"{graph.kind(fact.id)}.{fact.field}" for fact in facts}
    rows = tuple(
        (what, ", ".join(ids) if whole else few(ids, lang, 6), who, field_of[what])
        for what, who, ids in facts_by_people(graph, facts, lang)
    )
    shown = first(rows, annexed(whole=whole))
    more = left_out(rows, shown, lang, WITH_ALL)
    table = Rows(heads(_COLUMNS, lang), tuple(shown), more=more, name=0, headed=True, code=frozenset({1, 3}))
    return [Section(_TITLE[lang], (table,))] if rows else []


def facts_by_people(graph: Graph, facts: Iterable[Fact], lang: Lang) -> list[tuple[str, str, list[str]]]:
    """What is missing, who knows it, and the elements of which it is so."""
    ids_by_row: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        what = _words(graph, fact, lang)
        who = few(map(graph.name, fact.ask), lang, 3) or NOBODY[lang]
        ids_by_row.setdefault((what, who), []).append(fact.id)
    return [(what, who, ids) for (what, who), ids in ids_by_row.items()]


def _words(graph: Graph, fact: Fact, lang: Lang) -> str:
    return _HOW_NEEDED[lang].format(to=graph.name(fact.to)) if fact.to else FACT[fact.field][lang]

"""The facts that an audit misses, in words: the few that would settle the most, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.answer.missing_facts import FIRST, MissingFact
from ea_repo.document import Rows, Section
from ea_repo.finding import Lang, Text
from ea_repo.report.field_words import path_name
from ea_repo.report.words import NOBODY

_TITLE = Text("Les faits à demander d'abord", "The facts to ask for first")
_COLUMNS = Text("Élément|Fait|Règles en attente|À qui demander", "Element|Fact|Rules that wait|Whom to ask")
_ROLES = {
    "moa": Text("MOA", "business owner"),
    "moe": Text("MOE", "builder"),
    "owner": Text("propriétaire", "owner"),
}
APPROVERS = {
    "approvals.dsi": Text("DSI", "CIO"),
    "approvals.rssi": Text("RSSI", "head of security"),
    "approvals.dpo": Text("DPO", "data protection officer"),
}
"""By fact, the office that gives an approval, and so knows whether it did."""


def first_facts(facts: Sequence[MissingFact], lang: Lang) -> Section:
    """The few facts that would settle the most questions, with whom to ask."""
    rows = tuple(
        (
            _named(fact),
            path_name(fact.fact, lang),
            str(len(fact.rules)),
            whom_to_ask(fact, lang),
        )
        for fact in facts[:FIRST]
    )
    more = len(facts) - len(rows)
    rest = Text(
        f"et {more} autres (ea check --unknown --format csv)", f"and {more} more (ea check --unknown --format csv)"
    )[lang]
    return Section(_TITLE[lang], (Rows(tuple(_COLUMNS[lang].split("|")), rows, more=rest if more else ""),))


def _named(fact: MissingFact) -> str:
    """The element with its id, once: homonyms are named with theirs already."""
    known = fact.name == fact.subject or fact.name.endswith(f"({fact.subject})")
    return fact.name if known else f"{fact.name} ({fact.subject})"


def whom_to_ask(fact: MissingFact, lang: Lang) -> str:
    """Who gives an approval; else who answers for the element, by role, or that nobody is recorded."""
    if fact.fact in APPROVERS:
        return APPROVERS[fact.fact][lang]
    people = [f"{', '.join(names)} ({_ROLES[role][lang]})" for role, names in fact.people.items() if names]
    return " ; ".join(people) if people else NOBODY[lang]

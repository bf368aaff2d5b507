"""The sentences of rules: templates that facts complete in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ea_repo.check.violation import Chain, Names, Places, WrittenDate
from ea_repo.finding import Cost, Lang, Text
from ea_repo.graph import Graph
from ea_repo.typography import day, euros, number

_PLACE = re.compile(r"\{(\w+)\}")


def places(text: Text) -> set[str]:
    """The names of the facts that a sentence waits for."""
    return set(_PLACE.findall(text.fr)) | set(_PLACE.findall(text.en))


def completed(text: Text, facts: Mapping[str, Any], graph: Graph) -> Text:
    """The sentence with its facts; raises KeyError for a fact that is missing."""

    def filled(lang: Lang) -> str:
        return _PLACE.sub(lambda place: shown(facts[place[1]], graph, lang), text[lang])

    return Text(filled("fr"), filled("en"))


def shown(value: Any, graph: Graph, lang: Lang) -> str:
    """A fact as one reads it."""
    match value:
        case Names(ids):
            return ", ".join(map(graph.name, ids)) or ("aucun" if lang == "fr" else "none")
        case Chain(ids):
            return " → ".join(map(graph.name, ids))
        case Places():
            return _places(value, graph, lang)
        case Cost():
            return amount_of(value, lang)
        case WrittenDate(text):
            return day(text, lang)
        case Text():
            return value[lang]
        case bool():
            return {True: ("oui", "yes"), False: ("non", "no")}[value][lang == "en"]
        case int() | float():
            return number(value, lang)
        case tuple():
            return ", ".join(shown(item, graph, lang) for item in value)
        case _:
            return str(value) if value is not None else Text("non renseigné", "not recorded")[lang]


def _places(places: Places, graph: Graph, lang: Lang) -> str:
    colon, semicolon = (" : ", " ; ") if lang == "fr" else (": ", "; ")
    sites = ((id, shown(Names(sites), graph, lang)) for id, sites in places.by_id.items())
    return semicolon.join(f"{graph.name(id)}{colon}{named}" for id, named in sites)


def amount_of(cost: Cost, lang: Lang) -> str:
    """A cost as one reads it, with how many do not say theirs."""
    missing = f"{cost.missing} sur {cost.of}" if lang == "fr" else f"{cost.missing} of {cost.of}"
    if cost.missing == cost.of:
        return f"non renseigné ({missing})" if lang == "fr" else f"not recorded ({missing})"
    total = euros(cost.total, lang)
    yearly = f"{total} par an" if lang == "fr" else f"{total} a year"
    if not cost.missing:
        return yearly
    return f"{yearly} ({missing} non renseignés)" if lang == "fr" else f"{yearly} ({missing} not recorded)"

"""Every page of the portal by its address: those of the whole system, and those about one element, rule, map …"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from ea_repo.answer.map import MapQuestion
from ea_repo.finding import Lang
from ea_repo.site import catalogue, charter, documents, home, maps, questions
from ea_repo.site.addresses import Folder
from ea_repo.site.element import element
from ea_repo.site.portal import Portal

WHOLE: Mapping[str, Callable[[Portal, Lang], str]] = {
    "index": home.home,
    "catalogue": catalogue.catalogue,
    "questions": questions.questions,
    "maps": maps.maps,
    "charter": charter.charter,
    "asked": home.asked,
    "decisions": documents.decisions,
    "indicators": home.indicators,
    "history": home.history,
}
"""The pages of the whole system, by the name of their file."""


@dataclass(frozen=True)
class About:
    """Pages about one thing each: what makes one of them, and the ids of all that have one."""

    make: Callable[[Portal, str, Lang], str]
    ids: Callable[[Portal], Collection[str]]


def _questions(portal: Portal) -> Mapping[str, MapQuestion]:
    """The maps by the name of their file."""
    return {question.name: question for question in portal.maps}


def _map(portal: Portal, name: str, lang: Lang) -> str:
    return maps.map_page(portal, portal.once(_questions)[name], lang)


ABOUT: Mapping[Folder, About] = {
    "element": About(element, lambda portal: portal.entries),
    "impact": About(documents.impact, lambda portal: portal.stopping),
    "lineage": About(documents.lineage, lambda portal: portal.data),
    "rule": About(charter.rule, charter.rule_ids),
    "request": About(documents.request, documents.request_ids),
    "map": About(_map, lambda portal: portal.once(_questions)),
}
"""The pages about one thing, by their folder."""

DATA: Mapping[str, Callable[[Portal, Lang], str]] = {
    "catalogue": catalogue.catalogue_data,
    "exchanges": questions.exchanges_data,
}
"""The scripts that hold what pages search, by name: each is in `data/`, once a language."""

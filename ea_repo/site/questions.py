"""Questions without a terminal: what depends on what, by which way, who holds what, what if it stops."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.finding import Lang
from ea_repo.report import flow_words
from ea_repo.site.addresses import Address, Folder, page_name, page_of
from ea_repo.site.catalogue import script
from ea_repo.site.element import kind_label
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page, words
from ea_repo.site.words import SECTIONS
from ea_repo.typography import typeset

QUESTIONS = ("feeds", "fed", "path", "holders", "impact")
_SAID = (
    "a-direct", "a-away", "a-none", "a-path", "a-no-path", "a-ways", "a-unknown", "a-feeds", "a-fed", "a-same",
    "no-datum", "a-cut",
)  # fmt: skip


def questions(portal: Portal, lang: Lang) -> str:
    """The page: a question, one or two elements; without a script, the list of what may stop and of who holds what."""
    said = words(lang)
    return page(
        portal, lang, Address("", "questions"), "questions.html", SECTIONS["questions"][lang],
        current="questions",
        scripts=("assets/cytoscape.js", f"data/exchanges-{lang}.js", "assets/walks.js", "assets/questions.js"),
        questions=[(name, said[f"q-{name}"]) for name in QUESTIONS],
        stopping=[(kind_label(portal, kind, lang), _pages(portal, "impact", ids))
                  for kind, ids in portal.by_kind_stopping.items()],
        not_worked_out=said["not-worked-out-large" if portal.is_large else "not-worked-out-kinds"],
        data=_pages(portal, "lineage", portal.data),
    )  # fmt: skip


def _pages(portal: Portal, folder: Folder, ids: Iterable[str]) -> list[tuple[str, Address]]:
    """The names of elements with the pages of one folder that are about them."""
    return [(portal.name(id), page_of(folder, id)) for id in ids]


def exchanges_data(portal: Portal, lang: Lang) -> str:
    """A script with every exchange: the flow, its ends, its data and mode; and the names of what it tells of."""
    answer = portal.repository.exchanges().content
    hops = [
        [line.exchange.source, line.exchange.flow, line.exchange.target,
         [datum for datum in line.exchange.data if datum in portal.entries],
         typeset(flow_words.mode(line.mode, lang), lang)]
        for line in answer.exchanges
    ]  # fmt: skip
    named = {*portal.applications, *portal.stopping, *portal.data, *(line.exchange.flow for line in answer.exchanges)}
    elements = {id: [portal.name(id), page_name(id)] for id in sorted(named)}
    said = {name: words(lang)[name] for name in _SAID}
    return script(
        "exchanges",
        {
            "hops": hops, "part_of": dict(answer.part_of), "elements": elements,
            "applications": portal.applications, "stopping": list(portal.stopping), "data": list(portal.data),
            "said": said,
        },
    )  # fmt: skip

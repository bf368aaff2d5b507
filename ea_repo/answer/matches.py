"""Finding an element by any of its words."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.select.full_text import FullText, fold


@dataclass(frozen=True)
class Match:
    """An element that says the text, in which field, and what it says there."""

    id: str
    kind: str
    name: str
    field: str
    text: str
    is_mere_link: bool = False
    """Whether it is an exchange or a relation between two others, and not called exactly so."""


def search(graph: Graph, wanted: str, kind: str | None = None) -> list[Match]:
    """The elements, or only those of a kind, that say these words; what merely links two others after the rest.

    The nearest come first: by their id, name or aliases, then anywhere else.
    """
    saying = FullText(wanted)
    kinds = graph.vocabulary.kinds if kind is None else graph.vocabulary.family(kind)
    links = {name for name in kinds if any(link.end for link in graph.vocabulary.kinds[name].links.values())}
    ranked = []
    for id, field, text in saying.select(graph):
        if (of := graph.kind(id)) in kinds:
            rank = _rank(field, text, saying)
            ranked.append((rank, Match(id, of, graph.name_alone(id), field, text, of in links and rank > 0)))
    return [match for _, match in sorted(ranked, key=lambda pair: (pair[1].is_mere_link, pair[0], pair[1].id))]


def _rank(field: str, text: str, wanted: FullText) -> int:
    """What is called so, then what begins so, says it in a row, says the words; last what says it elsewhere."""
    folded = fold(text)
    says_all = len(wanted.said_in(text)) == len(wanted.words)
    if field in ("id", "name", "aliases") and says_all:
        if folded == wanted.folded:
            return 0
        return 1 if folded.startswith(wanted.folded) else 2 if wanted.folded in folded else 3
    return 4 if says_all else 5

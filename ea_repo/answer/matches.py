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


def search(graph: Graph, wanted: str) -> list[Match]:
    """The elements that say these words, the nearest first: by their id, name or aliases, then anywhere else."""
    saying = FullText(wanted)
    ranked = [
        (_rank(field, text, saying), Match(id, graph.kind(id), graph.name_alone(id), field, text))
        for id, field, text in saying.select(graph)
    ]
    return [match for _, match in sorted(ranked, key=lambda pair: (pair[0], pair[1].id))]


def _rank(field: str, text: str, wanted: FullText) -> int:
    """What is called so, then what begins so, says it in a row, says the words; last what says it elsewhere."""
    folded = fold(text)
    says_all = len(wanted.said_in(text)) == len(wanted.words)
    if field in ("id", "name", "aliases") and says_all:
        if folded == wanted.folded:
            return 0
        return 1 if folded.startswith(wanted.folded) else 2 if wanted.folded in folded else 3
    return 4 if says_all else 5

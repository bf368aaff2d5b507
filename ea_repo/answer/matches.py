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
    """The elements that say a text, best first: by their id, name or aliases, then anywhere else."""
    saying = FullText(wanted)
    ranked = [
        (_rank(field, fold(text), saying.folded), Match(id, graph.kind(id), graph.name(id), field, text))
        for id, field, text in saying.select(graph)
    ]
    return [match for _, match in sorted(ranked, key=lambda pair: (pair[0], pair[1].id))]


def _rank(field: str, text: str, wanted: str) -> int:
    if field not in ("id", "name", "aliases"):
        return 3
    return 0 if text == wanted else 1 if text.startswith(wanted) else 2

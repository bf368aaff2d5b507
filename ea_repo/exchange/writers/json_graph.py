"""JSON Graph Format 2: a node for each element, an edge for each value of its links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from ea_repo.exchange.export import MAKER, Export
from ea_repo.finding import Text
from ea_repo.write import Pairs, encoded, json_pieces

NAME = "json-graph"
LABEL = Text("graphe JSON", "JSON graph")
ENDING = ".json"


def write(export: Export) -> Iterator[bytes]:
    """One graph, from which `ea import` takes the same elements again."""
    graph = {
        "directed": True,
        "label": export.workspace,
        "metadata": {"generator": MAKER, "day": export.day, **export.properties},
        "nodes": Pairs(
            (vertex.id, {"label": vertex.name, "metadata": {"kind": vertex.kind, "fields": vertex.fields}})
            for vertex in export.vertices()
        ),
        "edges": _edges(export),
    }
    return encoded(chain(json_pieces({"graph": graph}, 1), "\n"))


def _edges(export: Export) -> Iterator[dict[str, Any]]:
    for edge in export.edges():
        more = {"metadata": edge.details} if edge.details else {}
        yield {"source": edge.source, "target": edge.target, "relation": edge.field} | more

"""JSON Graph Format 2: a node for each element, an edge for each value of its links."""

from __future__ import annotations

import json

from ea_repo.exchange.export import MAKER, Export
from ea_repo.finding import Text

NAME = "json-graph"
LABEL = Text("graphe JSON", "JSON graph")
ENDING = ".json"


def write(export: Export) -> bytes:
    """One graph, from which `ea import` takes the same elements again."""
    graph = {
        "directed": True,
        "label": export.workspace,
        "metadata": {"generator": MAKER, "day": export.day, **export.properties},
        "nodes": {
            vertex.id: {"label": vertex.name, "metadata": {"kind": vertex.kind, "fields": vertex.fields}}
            for vertex in export.vertices()
        },
        "edges": [
            {"source": edge.source, "target": edge.target, "relation": edge.field}
            | ({"metadata": edge.details} if edge.details else {})
            for edge in export.edges()
        ],
    }
    return (json.dumps({"graph": graph}, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")

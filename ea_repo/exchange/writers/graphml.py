"""GraphML, as networkx writes it: what yEd, Gephi and Cytoscape open."""

from __future__ import annotations

import io
import json
from typing import Any

from ea_repo.exchange.export import MAKER, Export
from ea_repo.exchange.xml_text import xml_safe
from ea_repo.finding import Text

NAME = "graphml"
LABEL = Text("graphe GraphML", "GraphML graph")
ENDING = ".graphml"


def write(export: Export) -> bytes:
    """One graph; values that are no single text, number or date are JSON, under names that say so (`data:json`)."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.graph.update({"generator": MAKER, "day": export.day, **export.properties})
    for vertex in export.vertices():
        graph.add_node(vertex.id, label=xml_safe(vertex.name), kind=vertex.kind, **_data(vertex.fields))
    for number, edge in enumerate(export.edges()):
        graph.add_edge(edge.source, edge.target, key=number, relation=edge.field, **_data(edge.details))
    out = io.BytesIO()
    networkx.write_graphml_xml(graph, out, named_key_ids=False)
    return out.getvalue() + b"\n"


def _data(fields: Any) -> dict[str, str]:
    """Values as texts: data of one name have one type in GraphML, whatever kind of element has them."""
    data: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, str) and xml_safe(value) == value and value.strip() == value:
            data[f"ea:{name}"] = value
        else:
            data[f"ea:{name}:json"] = json.dumps(value)
    return data

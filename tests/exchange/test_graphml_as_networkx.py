"""GraphML that is written as it is made is what networkx would write of the whole graph."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

from ea_repo.exchange.export import MAKER, Export
from ea_repo.exchange.writers import graphml
from ea_repo.exchange.xml_text import xml_safe
from ea_repo.repository import Repository

ROOT = Path(__file__).parents[2]


def by_networkx(export: Export) -> bytes:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update({"generator": MAKER, "day": export.day, **export.properties})
    for vertex in export.vertices():
        data = graphml._data(vertex.fields)
        graph.add_node(vertex.id, label=xml_safe(vertex.name), kind=vertex.kind, **data)
    for number, edge in enumerate(export.edges()):
        graph.add_edge(edge.source, edge.target, key=number, relation=edge.field, **graphml._data(edge.details))
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, named_key_ids=False)
    return out.getvalue() + b"\n"


@pytest.mark.parametrize("every", [1, 2, 7, 10_000])
def test_the_same_bytes_whatever_goes_out(every: int) -> None:
    """Where only some go out, others are pointed at; where one does, most of its links lead outside."""
    graph = Repository(ROOT).graph
    export = Export(graph, tuple(graph)[::every], "AP-HP", "2021-12-31", properties={"more": "a <b> & c"})
    assert b"".join(graphml.write(export)) == by_networkx(export)


def test_nothing_that_goes_out_is_an_empty_graph() -> None:
    export = Export(Repository(ROOT).graph, (), "AP-HP", "2021-12-31")
    assert b"".join(graphml.write(export)) == by_networkx(export)

"""Graphs in the formats of graph tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.reading import named, read_file, refusal, triples

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="d0" for="node" attr.name="kind" attr.type="string"/>
  <key id="d1" for="node" attr.name="users" attr.type="int"><default>10</default></key>
  <key id="d2" for="edge" attr.name="need" attr.type="string"/>
  <key id="d3" for="node" yfiles.type="nodegraphics"/>
  <key id="d4" for="all" attr.name="sso" attr.type="boolean"/>
  <graph id="G" edgedefault="directed">
    <node id="n1"><data key="d0">application</data><data key="d1">250</data><data key="d4">true</data>
      <data key="d3"><y:ShapeNode><y:NodeLabel>Dossier
      patient</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n2"><graph edgedefault="directed"><node id="n2::1"/></graph></node>
    <edge id="e1" source="n1" target="n2"><data key="d2">vital</data></edge>
    <edge source="n2" target="n2::1" directed="false"/>
    <edge source="n1"/>
    <hyperedge/>
  </graph>
</graphml>
"""


def test_graphml_data_have_the_names_and_types_that_keys_declare(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, GRAPHML, "g.xml")
    assert named(inventory) == [
        ("application", "n1", "Dossier patient"),
        ("node", "n2", "n2"),
        ("node", "n2::1", "n2::1"),
    ]
    first, _, inner = inventory.records
    assert {name: first.fields[name] for name in ("users", "sso")} == {"users": 250, "sso": True}
    assert (inner.folder, inner.fields["users"]) == (("n2",), 10)
    assert triples(inventory) == [("edge", "n1", "n2"), ("edge", "n2", "n2::1")]
    assert [relation.fields for relation in inventory.relations] == [{"need": "vital"}, {"directed": False}]
    assert [(str(rejected.at), rejected.type) for rejected in inventory.rejected] == [
        ("g.xml:15:5", "edge"),
        ("g.xml:16:5", "hyperedge"),
    ]


NODES = [{"id": "a", "label": "Dossier", "metadata": {"site": "nord"}}, {"id": "b"}, {"label": ""}]
EDGES = [{"source": "a", "target": "b", "relation": "feeds", "metadata": {"need": "vital"}}, {"source": "a"}]
FORMS: dict[str, Any] = {
    "json graph": {"graph": {"directed": True, "nodes": {"a": NODES[0], "b": {}}, "edges": EDGES[:1]}},
    "json graph, lists": {"graph": {"nodes": NODES[:2], "edges": EDGES[:1]}},
    "node-link": {"directed": True, "multigraph": False, "graph": {}, "nodes": NODES[:2], "links": EDGES[:1]},
    "d3": {"nodes": NODES[:2], "edges": EDGES[:1]},
    "cytoscape": {"elements": {"nodes": [{"data": NODES[0]}, {"data": NODES[1]}], "edges": [{"data": EDGES[0]}]}},
}


@pytest.mark.parametrize("form", FORMS)
def test_json_graphs_say_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    inventory = read_file(tmp_path, json.dumps(FORMS[form]), "g")
    assert inventory.format == "json-graph"
    assert named(inventory) == [("node", "a", "Dossier"), ("node", "b", "b")]
    assert inventory.records[0].fields["site"] == "nord"
    assert triples(inventory) == [("feeds", "a", "b")]
    assert inventory.relations[0].fields["need"] == "vital"


def test_json_graph_parts_that_cannot_be_taken_are_told_by_their_pointers(tmp_path: Path) -> None:
    graph = {"nodes": NODES, "links": [*EDGES[:1], {"source": [], "target": "b"}]}
    inventory = read_file(tmp_path, json.dumps(graph), "g.json")
    assert [str(rejected.at) for rejected in inventory.rejected] == ["g.json:/nodes/2", "g.json:/links/1"]


def test_several_json_graphs_in_one_file_are_kept_apart(tmp_path: Path) -> None:
    graph = {"nodes": {"a": {}}, "edges": []}
    inventory = read_file(tmp_path, json.dumps({"graphs": [graph, graph]}))
    assert [record.id for record in inventory.records] == ["1/a", "2/a"]


DOT = """// flows
strict digraph "SI" {
  node [shape=box];
  subgraph cluster_0 { label="Cœur"; a [label="Dossier\\npatient", kind=app]; b; }
  a -> b [label=<<b>résultats</b>>];
  c -> a;
}
"""


def test_dot_is_read_by_graphviz_with_clusters_as_folders(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, DOT, "g.txt")
    assert (inventory.format, str(inventory.name)) == ("dot", "SI")
    assert [(record.id, str(record.name), record.folder) for record in inventory.records] == [
        ("a", "Dossier patient", ("Cœur",)),
        ("b", "b", ("Cœur",)),
        ("c", "c", ()),
    ]
    assert inventory.records[0].fields["kind"] == "app"
    assert [(edge.source, edge.target, str(edge.name)) for edge in inventory.relations] == [
        ("a", "b", "résultats"),
        ("c", "a", ""),
    ]


def test_two_edges_between_the_same_nodes_are_two(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, 'digraph { a -> b [label="x"]; a -> b [label="y"]; }')
    assert [str(relation.name) for relation in inventory.relations] == ["x", "y"]


def test_malformed_dot_is_told_by_its_line_and_graphviz_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    problem = refusal(tmp_path, "digraph {\n a -> b;\n c -> -> d\n}", "g.gv")
    assert str(problem.at) == "g.gv:3:1"
    assert capfd.readouterr() == ("", "")

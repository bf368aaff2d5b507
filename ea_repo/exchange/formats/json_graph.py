"""Graphs as JSON: JSON Graph Format, node-link lists (networkx, D3), and Cytoscape's elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.export import MAKER
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Record, Rejected, Relation, Wording
from ea_repo.exchange.json_tree import frozen, mappings, pointer
from ea_repo.exchange.one_file import object_of, only
from ea_repo.exchange.own_graph import OwnEdge, OwnNode, own_inventory
from ea_repo.exchange.place import Place
from ea_repo.exchange.source import File
from ea_repo.finding import Text

NAME = "json-graph"
LABEL = Text("graphe JSON", "JSON graph")
_NAMED = ("label", "name", "title", "nom")
_ENDS = ("source", "target")


def recognise(file: File) -> Likeness:
    """By nodes, and edges with a source and a target."""
    graphs = _graphs(file.json_or_none)
    return Likeness.LOOKS if any(_is_graph(graph) for _, graph in graphs) else Likeness.NO


def _is_graph(graph: Mapping[str, Any]) -> bool:
    edges = [_data(edge) for _, edge in _edges(graph, "")]
    return isinstance(graph.get("nodes"), dict | list) and all(edge.keys() >= set(_ENDS) for edge in edges)


def _graphs(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """The graphs of a file, with their pointers, whichever of the forms it has."""
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("graph"), dict) and "nodes" in value["graph"]:
        return [(pointer("graph"), value["graph"])]
    if isinstance(value.get("graphs"), list):
        return [(pointer("graphs", place), graph) for place, graph in mappings(value["graphs"])]
    if isinstance(value.get("elements"), dict):
        return [(pointer("elements"), value["elements"])]
    has_edges = isinstance(value.get("links"), list) or isinstance(value.get("edges"), list)
    return [("", value)] if "nodes" in value and has_edges else []


def _nodes(graph: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The nodes with their pointers and ids: a list of objects, or a mapping from the ids."""
    nodes = graph.get("nodes")
    if isinstance(nodes, dict):
        for id, node in nodes.items():
            yield where + pointer("nodes", id), id, node if isinstance(node, dict) else {}
    for place, node in mappings(nodes):
        own = _data(node)
        id = own.get("id", own.get("key", own.get("name", "")))
        yield where + pointer("nodes", place), str(id), own


def _edges(graph: Mapping[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in ("edges", "links"):
        yield from ((where + pointer(part, place), edge) for place, edge in mappings(graph.get(part)))


def _data(thing: dict[str, Any]) -> dict[str, Any]:
    """What a node or an edge says; Cytoscape has it one level below."""
    data = thing.get("data")
    return data if isinstance(data, dict) and ("id" in data or "source" in data) else thing


def read(files: Sequence[File]) -> Inventory:
    """The graphs of one file, together; where there are several, ids begin with the place of their graph."""
    file = only(files)
    graphs = _graphs(object_of(file))
    if len(graphs) == 1 and _is_own(graphs[0][1]):
        return _own(file, *graphs[0])
    reader = _Reader(file.name)
    for place, (where, graph) in enumerate(graphs, start=1):
        reader.graph(where, graph, f"{place}/" if len(graphs) > 1 else "")
    return Inventory(
        format=NAME,
        files=(file.source,),
        name=Wording.of(str(graphs[0][1].get("label") or "") if len(graphs) == 1 else ""),
        records=tuple(reader.records.values()),
        relations=tuple(reader.relations.values()),
        rejected=tuple(reader.rejected),
    )


def _is_own(graph: Mapping[str, Any]) -> bool:
    metadata = graph.get("metadata")
    return isinstance(metadata, dict) and metadata.get("generator") == MAKER


def _own(file: File, where: str, graph: Mapping[str, Any]) -> Inventory:
    """A graph that `ea export` wrote: the elements that it was made of."""
    nodes = [
        OwnNode(id, str(said.get("kind") or ""), _mapping(said.get("fields")), Place(file.name, inside=inside))
        for inside, id, node in _nodes(graph, where)
        for said in [_mapping(node.get("metadata"))]
    ]
    edges = [
        OwnEdge(
            str(edge.get("source")), str(edge.get("relation")), str(edge.get("target")),
            _mapping(edge.get("metadata")), Place(file.name, inside=inside),
        )
        for inside, edge in _edges(graph, where)
    ]  # fmt: skip
    return own_inventory(NAME, file, str(graph.get("label") or ""), nodes, edges)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class _Said:
    """The name, the type and the rest of what a node or an edge says."""

    name: str
    type: str
    fields: dict[str, Any]


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.rejected: list[Rejected] = []

    def graph(self, where: str, graph: Mapping[str, Any], prefix: str) -> None:
        for inside, own, node in _nodes(graph, where):
            at = Place(self.file, inside=inside)
            id = prefix + own
            if not own or id in self.records:
                why = Text("nœud sans identifiant, ou déjà pris", "a node without an id, or with a taken one")
                self.rejected.append(Rejected(at, why, "node"))
                continue
            said = _said(node, "node")
            fields = frozen(said.fields)
            name = Wording.of(said.name or own)
            self.records[id] = Record(
                id=id, type=said.type, at=at, name=name, fields=fields if isinstance(fields, dict) else {}
            )
        for inside, edge in _edges(graph, where):
            self.edge(Place(self.file, inside=inside), _data(edge), prefix, graph.get("directed") is not False)

    def edge(self, at: Place, edge: dict[str, Any], prefix: str, directed: bool) -> None:
        source, target = (edge.get(end) for end in _ENDS)
        if not isinstance(source, str | int) or not isinstance(target, str | int):
            why = Text("arc sans deux bouts", "an edge without two ends")
            self.rejected.append(Rejected(at, why, "edge"))
            return
        said = _said(edge, "edge")
        own = str(edge.get("id") or edge.get("key") or at.inside)
        id = prefix + own if prefix + own not in self.relations else at.inside
        fields = frozen({**said.fields, **({} if directed else {"directed": False})})
        self.relations[id] = Relation(
            id=id,
            type=said.type,
            at=at,
            source=f"{prefix}{source}",
            target=f"{prefix}{target}",
            name=Wording.of(said.name),
            fields=fields if isinstance(fields, dict) else {},
        )


def _said(thing: Mapping[str, Any], type: str) -> _Said:
    metadata = thing.get("metadata")
    rest = {**{name: value for name, value in thing.items() if name != "metadata"}}
    if isinstance(metadata, dict):
        rest |= {name: value for name, value in metadata.items() if name not in rest}
    name = next((str(rest[name]) for name in _NAMED if rest.get(name)), "")
    own = rest.get("type") or rest.get("kind") or rest.get("relation") or type
    known = ("id", *_ENDS, "label", "name")
    return _Said(name, str(own), {name: value for name, value in rest.items() if name not in known})

"""GraphML: nodes and edges with the data that keys declare; yEd's labels are names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.export import MAKER
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Record, Rejected, Relation, Value, Wording
from ea_repo.exchange.json_tree import json_or_text
from ea_repo.exchange.one_file import only
from ea_repo.exchange.own_graph import OwnEdge, OwnNode, own_inventory
from ea_repo.exchange.source import File
from ea_repo.exchange.xml_tree import Element
from ea_repo.finding import Text

NAME = "graphml"
LABEL = Text("graphe GraphML", "GraphML graph")
_NAMED = ("label", "name", "title", "nom", "libellé")
_YED = ("NodeLabel", "EdgeLabel")


def recognise(file: File) -> Likeness:
    """By its root element."""
    return Likeness.SURE if file.root_name is not None and file.root_name.tag == "graphml" else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One graph, from one file, with the graphs inside its nodes."""
    file = only(files)
    if any(data.text.strip() == MAKER for graph in file.xml.all("graph") for data in graph.all("data")):
        return _own(file)
    reader = _Reader(file.name, file.xml)
    for graph in file.xml.all("graph"):
        reader.graph(graph, ())
    return Inventory(
        format=NAME,
        files=(file.source,),
        records=tuple(reader.records.values()),
        relations=tuple(reader.relations.values()),
        rejected=tuple(reader.rejected),
    )


def _own(file: File) -> Inventory:
    """A graph that `ea export` wrote: the elements that it was made of."""
    reader = _Reader(file.name, file.xml)
    nodes: list[OwnNode] = []
    edges: list[OwnEdge] = []
    for graph in file.xml.all("graph"):
        for child in graph.children:
            at = child.at(file.name)
            if child.tag == "node":
                data = reader.data(child, "node")
                nodes.append(OwnNode(child.get("id"), str(data.get("kind") or ""), _own_fields(data), at))
            elif child.tag == "edge":
                data = reader.data(child, "edge")
                link = str(data.get("relation") or "")
                edges.append(OwnEdge(child.get("source"), link, child.get("target"), _own_fields(data), at))
    return own_inventory(NAME, file, "", nodes, edges)


def _own_fields(data: Mapping[str, Value]) -> dict[str, Any]:
    """The fields among the data of a node or an edge: `ea:name`, or `ea:name:json` for what is no single text."""
    fields: dict[str, Any] = {}
    for key, value in data.items():
        own, _, rest = key.partition(":")
        name, _, form = rest.partition(":")
        if own == "ea" and name:
            fields[name] = json_or_text(str(value)) if form == "json" else str(value)
    return fields


@dataclass(frozen=True, slots=True)
class _Key:
    """What a piece of data means: its name, its type, and its value where none is written."""

    name: str
    type: str
    default: Value


class _Reader:
    def __init__(self, file: str, root: Element) -> None:
        self.file = file
        self.keys: dict[str, dict[str, _Key]] = {"node": {}, "edge": {}}
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.rejected: list[Rejected] = []
        for key in root.all("key"):
            default = key.first("default")
            type = key.get("attr.type") or "string"
            value = _typed(default.text, type) if default is not None else None
            name = key.get("attr.name") or key.get("yfiles.type") or key.get("id")
            for what in self.keys:
                if key.get("for") in (what, "all", ""):
                    self.keys[what][key.get("id")] = _Key(name, type, value)

    def graph(self, graph: Element, folder: tuple[str, ...]) -> None:
        directed = graph.get("edgedefault") != "undirected"
        for child in graph.children:
            if child.tag == "node":
                self.node(child, folder)
            elif child.tag == "edge":
                self.edge(child, directed)
            elif child.tag != "data":
                why = f"« {child.tag} » n'est ni un nœud ni un arc : non lu"
                self.reject(child, Text(why, f"“{child.tag}” is neither a node nor an edge: not read"))

    def node(self, element: Element, folder: tuple[str, ...]) -> None:
        id = element.get("id")
        if not id or id in self.records:
            self.reject(
                element, Text("nœud sans identifiant, ou déjà pris", "a node without an id, or with a taken one")
            )
            return
        fields = self.data(element, "node")
        name = _name(element, fields)
        self.records[id] = Record(
            id=id,
            type=str(fields.get("type") or fields.get("kind") or "node"),
            at=element.at(self.file),
            name=Wording.of(name or id),
            documentation=Wording.of(str(fields.get("description") or "")),
            fields=fields,
            folder=folder,
        )
        for inner in element.all("graph"):
            self.graph(inner, (*folder, name or id))

    def edge(self, element: Element, directed: bool) -> None:
        source, target = element.get("source"), element.get("target")
        id = element.get("id") or f"edge {len(self.relations) + 1}"
        if not source or not target or id in self.relations:
            self.reject(element, Text("arc sans deux bouts, ou déjà pris", "an edge without two ends, or a taken one"))
            return
        fields = self.data(element, "edge")
        own = element.get("directed")
        if not (directed if not own else own == "true"):
            fields["directed"] = False
        self.relations[id] = Relation(
            id=id,
            type=str(fields.get("type") or fields.get("kind") or "edge"),
            at=element.at(self.file),
            source=source,
            target=target,
            name=Wording.of(_name(element, fields)),
            fields=fields,
        )

    def data(self, element: Element, what: str) -> dict[str, Value]:
        """The values under the names that their keys declare, defaults included."""
        keys = self.keys[what]
        values: dict[str, Value] = {key.name: key.default for key in keys.values() if key.default is not None}
        for given in element.all("data"):
            key = keys.get(given.get("key"), _Key(given.get("key"), "string", None))
            values[key.name] = given.value() if given.children else _typed(given.text, key.type)
        return values

    def reject(self, element: Element, why: Text) -> None:
        self.rejected.append(Rejected(element.at(self.file), why, element.tag))


def _name(element: Element, fields: Mapping[str, Value]) -> str:
    """What a node or an edge is called: its label in yEd, else the data that is named so."""
    for given in element.all("data"):
        for part in given.walk():
            if part.tag in _YED and part.text.strip():
                return " ".join(part.text.split())
    by_name = {name.casefold(): value for name, value in fields.items()}
    return next((str(by_name[name]) for name in _NAMED if by_name.get(name)), "")


def _typed(text: str, type: str) -> Value:
    """A value of the type that its key declares; what is not of it stays a text."""
    written = text.strip()
    try:
        if type in ("int", "long"):
            return int(written)
        if type in ("float", "double"):
            return float(written)
    except ValueError:
        return text
    return written.casefold() in ("true", "1") if type == "boolean" else text

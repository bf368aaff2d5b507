"""GraphML, as networkx writes it: what yEd, Gephi and Cytoscape open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from typing import Any
from xml.etree import ElementTree as ET

from ea_repo.exchange.export import MAKER, Edge, Export
from ea_repo.exchange.xml_pieces import Places
from ea_repo.exchange.xml_text import xml_safe
from ea_repo.finding import Text
from ea_repo.write import encoded

NAME = "graphml"
LABEL = Text("graphe GraphML", "GraphML graph")
ENDING = ".graphml"
_SPACE = "http://graphml.graphdrawing.org/xmlns"
_ROOT = {
    "xmlns": _SPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_SPACE} {_SPACE}/1.0/graphml.xsd",
}
_HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"


def write(export: Export) -> Iterator[bytes]:
    """One graph; values that are no single text, number or date are JSON, under names that say so (`data:json`).

    networkx would have the whole graph, then the whole tree of its text, in memory: a test holds this against it.
    """
    return encoded(_texts(export), "xmlcharrefreplace")


def _texts(export: Export) -> Iterator[str]:
    keys = _Keys()
    root, graph = ET.Element("graphml", _ROOT), ET.Element("graph", {"edgedefault": "directed"})
    own = keys.data("graph", {"generator": MAKER, "day": export.day, **export.properties})
    with Places() as places:
        items = places.inside(graph, 1)
        for id, data in _nodes(export):
            node = ET.Element("node", {"id": id})
            node.extend(keys.data("node", data))
            items.append(node)
        for number, edge in _edges(export):
            element = ET.Element("edge", {"source": edge.source, "target": edge.target, "id": str(number)})
            element.extend(keys.data("edge", {"relation": edge.field, **_data(edge.details)}))
            items.append(element)
        graph.extend(own)
        root.extend([*keys.elements(), graph])
        yield from chain((_HEAD,), places.texts(root), ("\n\n",))


def _nodes(export: Export) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The elements, then what they point at that does not go out: nothing is said of it."""
    for vertex in export.vertices():
        yield vertex.id, {"label": xml_safe(vertex.name), "kind": vertex.kind, **_data(vertex.fields)}
    going = frozenset(export.ids)
    yield from ((id, {}) for id in dict.fromkeys(edge.target for edge in export.edges() if edge.target not in going))


def _edges(export: Export) -> Iterator[tuple[int, Edge]]:
    """The links with their numbers; those of an element to the same other one follow one another."""
    for _, edges in groupby(enumerate(export.edges()), lambda numbered: numbered[1].source):
        by_target: dict[str, list[tuple[int, Edge]]] = {}
        for numbered in edges:
            by_target.setdefault(numbered[1].target, []).append(numbered)
        yield from chain.from_iterable(by_target.values())


class _Keys:
    """The names of all data, each told once, with what bears it: a node, an edge, the graph."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}

    def data(self, bearer: str, values: Mapping[str, str]) -> list[ET.Element]:
        """Values as the elements that one holds."""
        elements = []
        for name, value in values.items():
            id = self._ids.setdefault((bearer, name), f"d{len(self._ids)}")
            elements.append(ET.Element("data", {"key": id}))
            elements[-1].text = value
        return elements

    def elements(self) -> Iterator[ET.Element]:
        """What defines them, the last one first."""
        for (bearer, name), id in reversed(self._ids.items()):
            yield ET.Element("key", {"id": id, "for": bearer, "attr.name": name, "attr.type": "string"})


def _data(fields: Mapping[str, Any]) -> dict[str, str]:
    """Values as texts: data of one name have one type in GraphML, whatever kind of element has them."""
    data: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, str) and xml_safe(value) == value and value.strip() == value:
            data[f"ea:{name}"] = value
        else:
            data[f"ea:{name}:json"] = json.dumps(value)
    return data

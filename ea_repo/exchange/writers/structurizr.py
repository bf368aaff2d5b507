"""A workspace of Structurizr, in its JSON: software systems, their containers, the people who use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from ea_repo.exchange.export import Export, exchanges
from ea_repo.finding import Text
from ea_repo.metamodel import accepts
from ea_repo.write import encoded, json_pieces

NAME = "structurizr"
LABEL = Text("espace de travail Structurizr", "Structurizr workspace")
ENDING = ".json"


def write(export: Export) -> Iterator[bytes]:
    """Applications are systems, their modules containers; flows go from who gives the data to who gets them."""
    graph = export.graph
    systems = [id for id in export.ids if accepts("application", graph.kind(id)) and graph.solution(id) == id]
    modules: dict[str, list[str]] = {id: [] for id in systems}
    for id in export.ids:
        if accepts("application", graph.kind(id)) and graph.solution(id) != id and graph.solution(id) in modules:
            modules[graph.solution(id)].append(id)
    users = [id for id in export.ids if graph.kind(id) == "actor" and graph.targets(id, "applications_used")]
    arrows: dict[str, list[dict[str, Any]]] = {}
    shown = {*systems, *users, *(part for parts in modules.values() for part in parts)}
    for id, ends in exchanges(export).items():
        if {ends.source, ends.target} <= shown and ends.source != ends.target:
            name = str(export.written(id).get("name") or "")
            arrows.setdefault(ends.source, []).append(_arrow(id, ends.source, ends.target, name))
    for user in users:
        for used in graph.targets(user, "applications_used"):
            if used in shown:
                arrows.setdefault(user, []).append(_arrow(f"{user}.uses.{used}", user, used, ""))

    def element(id: str, **more: Any) -> Mapping[str, Any]:
        said = {"id": id, "name": graph.name(id), "description": str(export.written(id).get("description") or "")}
        return {**said, **more, "relationships": arrows.get(id, [])}

    model = {
        "people": (element(id) for id in users),
        "softwareSystems": (element(id, containers=[element(part) for part in modules[id]]) for id in systems),
    }
    document = {"name": export.workspace, "description": export.day, "model": model, "views": {}}
    return encoded(chain(json_pieces(document, 2), "\n"))


def _arrow(id: str, source: str, target: str, name: str) -> dict[str, Any]:
    return {"id": id, "sourceId": source, "destinationId": target, "description": name}

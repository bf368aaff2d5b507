"""A catalogue of Backstage: applications are systems and components, their interfaces APIs, actors groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ea_repo.exchange.export import Export
from ea_repo.finding import Text
from ea_repo.load.element_text import field_lines
from ea_repo.metamodel import accepts
from ea_repo.write import encoded

NAME = "backstage"
LABEL = Text("catalogue Backstage", "Backstage catalogue")
ENDING = ".yaml"
_VERSION = "backstage.io/v1alpha1"
_LONGEST = 63
"""How long a name may be there."""
_LIFE_CYCLE = {"plan": "experimental", "phase_in": "experimental", "active": "production", "phase_out": "deprecated",
               "end_of_life": "deprecated", "unknown": "production"}  # fmt: skip
_NOBODY, _UNKNOWN = "owner-unknown", Text("Responsable inconnu", "Owner unknown")
"""Whose it is where nothing says it: every entity must have an owner there."""


def write(export: Export) -> Iterator[bytes]:
    """One document an entity; what an application gets from another is a dependency on it."""
    return encoded(_texts(_Writer(export).documents()))


def _texts(documents: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    for number, one in enumerate(documents):
        if number:
            yield "---\n"
        for name, value in one.items():
            yield from (f"{line}\n" for line in field_lines(name, value, 0))


class _Writer:
    def __init__(self, export: Export) -> None:
        self.export, self.graph = export, export.graph
        self.going = frozenset(export.ids)
        self.orphans = False
        """Whether something has no owner: it is then given to a group that says so."""

    def documents(self) -> Iterator[Mapping[str, Any]]:
        for id in self.export.ids:
            kind = self.graph.kind(id)
            if accepts("application", kind):
                yield self.component(id)
            elif kind == "api":
                yield self.api(id)
            elif kind == "actor":
                yield self.entity("Group", id, {"type": self.one(id, "type") or "team", "children": []})
            elif kind in ("node", "technology"):
                yield self.entity("Resource", id, {"type": self.one(id, "type") or kind, "owner": self.nobody()})
        if self.orphans:
            metadata = {"name": _NOBODY, "title": _UNKNOWN[self.export.lang]}
            spec: dict[str, Any] = {"type": "team", "children": []}
            yield {"apiVersion": _VERSION, "kind": "Group", "metadata": metadata, "spec": spec}

    def component(self, id: str) -> Mapping[str, Any]:
        """An application without modules of its own is a component, of its whole where it is a module."""
        spec: dict[str, Any] = {
            "type": "service",
            "lifecycle": _LIFE_CYCLE[self.graph.phase(id)],
            "owner": self.owner(id),
        }
        if whole := self.targets(id, "part_of"):
            spec["subcomponentOf"] = f"component:{_name(whole[0])}"
        if offered := self.targets(id, "provides"):
            spec["providesApis"] = [_name(one) for one in offered]
        needed = [f"resource:{_name(one)}" for link in ("runs_on", "technologies") for one in self.targets(id, link)]
        for flow in self.graph.targets(id, "receives"):
            needed += [f"component:{_name(one)}" for one in self.targets(flow, "source")]
        if needed:
            spec["dependsOn"] = list(dict.fromkeys(needed))
        return self.entity("Component", id, spec)

    def api(self, id: str) -> Mapping[str, Any]:
        provider = self.targets(id, "provided_by")
        owner = self.owner(provider[0]) if provider else self.nobody()
        spec = {"type": "openapi", "lifecycle": _LIFE_CYCLE[self.graph.phase(id)], "owner": owner, "definition": "-"}
        return self.entity("API", id, spec)

    def entity(self, kind: str, id: str, spec: Mapping[str, Any]) -> Mapping[str, Any]:
        metadata: dict[str, Any] = {"name": _name(id), "title": self.graph.name(id)}
        if description := self.one(id, "description"):
            metadata["description"] = description
        return {"apiVersion": _VERSION, "kind": kind, "metadata": metadata, "spec": dict(spec)}

    def owner(self, id: str) -> str:
        owners = [*self.targets(id, "moe"), *self.targets(id, "moa")]
        return f"group:{_name(owners[0])}" if owners else self.nobody()

    def nobody(self) -> str:
        self.orphans = True
        return f"group:{_NOBODY}"

    def targets(self, id: str, link: str) -> list[str]:
        """What a link leads to, of what goes out."""
        return [target for target in self.graph.targets(id, link) if target in self.going]

    def one(self, id: str, field: str) -> str:
        value = self.export.written(id).get(field)
        return value if isinstance(value, str) else ""


def _name(id: str) -> str:
    return id[:_LONGEST].strip("-")

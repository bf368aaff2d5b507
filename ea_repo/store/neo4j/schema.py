"""What one may ask of the database: its labels, properties and relationships, from the kinds of element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args, get_origin

from ea_repo.finding import Text
from ea_repo.metamodel import Kind, kinds
from ea_repo.store.neo4j.names import FEEDS, label, labels, relationship

COMMON = ("repository", "id", "kind", "name", "file", "line")


@dataclass(frozen=True)
class Node:
    """A kind of node: its labels, what it is, its properties."""

    labels: str
    says: Text
    properties: tuple[str, ...]


@dataclass(frozen=True)
class Relationship:
    """A kind of relationship between two labels."""

    source: str
    type: str
    target: str


@dataclass(frozen=True)
class Schema:
    """Every kind of node and of relationship, and what to know of them."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    notes: tuple[Text, ...]


NOTES = (
    Text(
        "Toujours partir de (:Element {repository: $repository}) : la base peut contenir autre chose. $repository est "
        "donné par ea. Dates : de vraies dates (2023 : le premier ou le dernier jour). Relations : from, until, note.",
        "Always start from (:Element {repository: $repository}): the database may hold other things. ea gives "
        "$repository. Dates are real dates (2023: its first or last day). Relationships: from, until, note.",
    ),
)


def schema() -> Schema:
    """The schema that every push writes."""
    nodes = tuple(Node(labels(each.name), each.label, (*COMMON, *_properties(each))) for each in kinds().values())
    ties = [
        Relationship(label(each.name), relationship(field), label(target) if target != "*" else label("element"))
        for each in kinds().values()
        for field, link in each.own_links.items()
        for target in link.to
    ]
    return Schema(nodes, (*ties, Relationship(label("application"), FEEDS, label("application"))), NOTES)


def _properties(kind: Kind) -> tuple[str, ...]:
    plain = (name for name in kind.fields if name not in kind.links and name not in COMMON)
    return tuple(each for name in plain for each in _named(kind, name))


def _named(kind: Kind, name: str) -> list[str]:
    part = kind.parts.get(name)
    if part is None and any(get_origin(each) is dict for each in get_args(kind.fields[name].annotation)):
        return [f"{name}_…"]
    return [f"{name}_{each}" for each in part.model_fields] if part else [name]

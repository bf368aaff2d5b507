"""The schema that `ea query --schema` prints: labels, properties and relationships, from the kinds of element."""

from __future__ import annotations

from typing import get_args, get_origin

from ea_repo.finding import Text
from ea_repo.metamodel import Kind, Vocabulary
from ea_repo.store.answers import Node, Relationship, Schema
from ea_repo.store.neo4j.cypher_names import FEEDS, label, labels, relationship

_COMMON = ("repository", "id", "kind", "name", "file", "line")

_NOTES = (
    Text(
        "Toujours partir de (:Element {repository: $repository}) : la base peut contenir autre chose. $repository est "
        "donné par ea. Dates : de vraies dates (2023 : le premier ou le dernier jour). Relations : `from`, `until`, "
        "`note`, `for`, `need`.",
        "Always start from (:Element {repository: $repository}): the database may hold other things. ea gives "
        "$repository. Dates are real dates (2023: its first or last day). Relationships: from, until, note, for, need.",
    ),
)


def cypher_schema(vocabulary: Vocabulary) -> Schema:
    """The schema that every push of a workspace of a vocabulary writes."""
    kinds = vocabulary.kinds.values()
    nodes = tuple(Node(labels(kind.name), kind.label, (*_COMMON, *_properties(kind))) for kind in kinds)
    relationships = [
        Relationship(label(kind.name), relationship(field), label(target) if target != "*" else label("element"))
        for kind in kinds
        for field, link in vocabulary.own_links(kind.name).items()
        for target in link.to
    ]
    feeds = Relationship(label("application"), FEEDS, label("application"))
    return Schema(nodes, (*relationships, feeds), _NOTES)


def _properties(kind: Kind) -> tuple[str, ...]:
    fields = (field for field in kind.fields if field not in kind.links and field not in _COMMON)
    return tuple(name for field in fields for name in _property_names(kind, field))


def _property_names(kind: Kind, field: str) -> list[str]:
    """The properties of a field: one, one for each of a group of fields, or any that begin so for a mapping."""
    group = kind.parts.get(field)
    if group is None and any(get_origin(option) is dict for option in get_args(kind.infos[field].annotation)):
        return [f"{field}_…"]
    return [f"{field}_{name}" for name in group.model_fields] if group else [field]

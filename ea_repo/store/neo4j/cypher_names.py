"""The database's names: labels from kinds, relationship types from link fields, never from a text."""

from __future__ import annotations

from functools import cache

from ea_repo.metamodel import Vocabulary, accepts, kinds

FEEDS = "FEEDS"
"""The relationship derived from a flow: its source feeds its target."""

OWN_PROPERTIES = frozenset(("repository", "id", "kind", "name", "text", "digest", "file", "line", "column", "push"))
"""The properties of an element's node that are no fields of its kind; `name` is its id where none is written."""

CONSTRAINTS = (
    "CREATE CONSTRAINT ea_element IF NOT EXISTS FOR (e:Element) REQUIRE (e.repository, e.id) IS UNIQUE",
    "CREATE CONSTRAINT ea_repository IF NOT EXISTS FOR (r:EaRepository) REQUIRE r.name IS UNIQUE",
    "CREATE INDEX ea_kind IF NOT EXISTS FOR (e:Element) ON (e.repository, e.kind)",
    "CREATE INDEX ea_illustrative IF NOT EXISTS FOR (e:Element) ON (e.repository, e.illustrative)",
    "CREATE INDEX ea_name IF NOT EXISTS FOR (e:Element) ON (e.repository, e.name)",
    "CREATE INDEX ea_file IF NOT EXISTS FOR (f:EaFile) ON (f.repository)",
    "CREATE INDEX ea_feeds IF NOT EXISTS FOR ()-[f:FEEDS]-() ON (f.repository, f.flow)",
)
"""The constraints and indexes that a push makes where they are missing."""


@cache
def label(kind: str) -> str:
    """The label of a kind: data_object is DataObject."""
    return "".join(word.capitalize() for word in kind.split("_"))


@cache
def labels(kind: str) -> str:
    """The labels of an element of that kind, as Cypher writes them: Element and those of the kind."""
    return f":{label('element')}{kind_labels(kind)}"


@cache
def kind_labels(kind: str) -> str:
    """The labels of a kind: its own, and those of the kinds that it is a special case of."""
    # A kind that a workspace declares is a special case of no other.
    return "".join(f":{label(other)}" for other in kinds() if accepts(other, kind)) or f":{label(kind)}"


@cache
def relationship(field: str) -> str:
    """The relationship type of a link field: deployed_at is DEPLOYED_AT."""
    return field.upper()


def any_relationship(*vocabularies: Vocabulary) -> str:
    """Every relationship type that a link field of some vocabularies makes, as a pattern."""
    kinds = (kind for vocabulary in vocabularies for kind in vocabulary.kinds.values())
    return "|".join(sorted({relationship(field) for kind in kinds for field in kind.links}))

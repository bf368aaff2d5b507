"""The second phase of a push: the one transaction after which readers see the new state, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from ea_repo.metamodel import Vocabulary
from ea_repo.store.answers import Status
from ea_repo.store.error import StoreError
from ea_repo.store.git_origin import Origin
from ea_repo.store.neo4j import cypher_names
from ea_repo.store.neo4j.compare import LocalState, StoredElement
from ea_repo.store.neo4j.node_rows import RelationshipRow, node_properties
from ea_repo.store.neo4j.repository_node import FORMAT

T = TypeVar("T")
Run = Callable[..., None]
BATCH = 5_000

# Nodes are found by what the database calls them: looking for ids in an index that the same transaction changes takes
# ever longer. What is found must still be of the repository, as such names are given again once a node is gone.
RELATE = """
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.source AND a.repository = $repository
MATCH (b) WHERE elementId(b) = row.target AND b.repository = $repository
CREATE (a)-[r:{type}]->(b) SET r = row.properties
RETURN count(r) AS count
"""
_LOCK = "MATCH (r:EaRepository {name: $repository}) SET r.lock = $push RETURN r.claim AS claim, r.claimed_by AS by"
_NODE = "MATCH (e:Element) WHERE elementId(e) = node AND e.repository = $repository"
_SHOW = """
UNWIND $nodes AS node MATCH (n:EaStaged) WHERE elementId(n) = node AND n.push = $push
REMOVE n:EaStaged, n.push SET n{labels} RETURN count(n) AS count
"""
_REMOVE_RELATIONSHIPS = f"""
UNWIND $nodes AS node {_NODE}
MATCH (e)-[r:{{types}}]->(other) WHERE other.repository = $repository AND r.position IS NOT NULL
DELETE r
"""
_REMOVE_FEEDS = "UNWIND $ids AS id MATCH ()-[f:FEEDS {repository: $repository, flow: id}]->() DELETE f"
_REMOVE = f"UNWIND $nodes AS node {_NODE} DETACH DELETE e RETURN count(*) AS count"
_REPLACE = f"UNWIND $rows AS row WITH row, row.node AS node {_NODE} SET e = row.properties RETURN count(e) AS count"
_MOVE = f"UNWIND $rows AS row WITH row, row.node AS node {_NODE} SET e += row.properties RETURN count(e) AS count"
_RELABEL = f"UNWIND $nodes AS node {_NODE} REMOVE e{{before}} SET e{{after}} RETURN count(e) AS count"
_REMOVE_FILES = "MATCH (f:EaFile {repository: $repository}) WHERE f.file IN $files DELETE f"
_SHOW_FILES = """
MATCH (n:EaStaged {repository: $repository}) WHERE n.push = $push AND n.data IS NOT NULL
REMOVE n:EaStaged, n.push SET n:EaFile RETURN count(n) AS count
"""
_FINISH = """
MATCH (r:EaRepository {name: $repository})
REMOVE r.claim, r.claimed_by, r.lock
SET r += $properties, r.pushed_at = toString(datetime())
CREATE (:EaPush {repository: $repository, version: $properties.version, at: datetime(), by: $properties.pushed_by,
  commit: $properties.commit, added: $added, changed: $changed, removed: $removed, moved: $moved,
  elements: $properties.elements})
"""


@dataclass(frozen=True)
class PushPlan:
    """What one push has to write."""

    push: str
    """The name of the push: what it stages, and the claim that it has on the repository, bear it."""
    local: LocalState
    status: Status
    stored: Mapping[str, StoredElement]
    """What the database holds."""
    new_relationships: Sequence[RelationshipRow]
    """The relationships between elements that are both new: they are staged too."""
    other_relationships: Sequence[RelationshipRow]
    """The other relationships of what is new or changed."""
    before: Vocabulary
    """The kinds of what the database holds."""
    nodes: dict[str, str]
    """What the database calls the node of each element, by id; that of new ones is known once they are staged."""

    @property
    def common(self) -> dict[str, Any]:
        """The parameters of every statement."""
        return {"repository": self.status.repository, "push": self.push}

    @property
    def is_first(self) -> bool:
        """Whether there is no repository of that name yet: until its log says a push, nobody reads what is there."""
        return self.status.version == 0

    @property
    def files(self) -> list[str]:
        """The files that are sent."""
        return [file for file in self.status.files if file in self.local.files]

    def properties(self, id: str) -> dict[str, Any]:
        """The properties of the node of an element."""
        record = self.local.workspace.graph.record(id)
        kind = self.local.workspace.graph.definition(id)
        return node_properties(self.local.rows[id], record, kind, self.status.repository)

    def rows(self, relationships: Iterable[RelationshipRow]) -> list[dict[str, Any]]:
        """Relationships as the database takes them."""
        # The derived one belongs to no node: it says itself which repository it is of.
        own = {"repository": self.status.repository}
        return [
            {
                "source": self.nodes[row.source],
                "target": self.nodes[row.target],
                "properties": row.properties | (own if row.type == cypher_names.FEEDS else {}),
            }
            for row in relationships
        ]


def switch(tx: ManagedTransaction, plan: PushPlan, origin: Origin) -> None:
    """Shows what is staged, changes and removes the rest, writes the log; raises StoreError for a push overtaken."""
    status, common = plan.status, plan.common
    _lock(tx, plan)
    run = partial(_run_in_batches, tx, common)
    _remove_relationships(tx, plan, common)
    for kind, ids in () if plan.is_first else added_by_kind(plan):
        _show(tx, plan, kind, ids)
    tx.run(_REMOVE_FILES, files=list(status.files), **common).consume()
    require_count(tx.run(_SHOW_FILES, **common).single(strict=True)["count"], len(plan.files))
    run(_REMOVE, nodes=[plan.nodes[id] for id in status.removed])
    _change(run, plan)
    for type, relationships in by_type(plan.other_relationships):
        run(RELATE.format(type=type), rows=plan.rows(relationships))
    counts: dict[str, Any] = {name: len(getattr(status, name)) for name in ("added", "changed", "removed", "moved")}
    tx.run(_FINISH, properties=_repository_properties(plan, origin), **counts, **common).consume()


def show(tx: ManagedTransaction, plan: PushPlan, kind: str, ids: Sequence[str]) -> None:
    """Shows some of what is staged; raises StoreError for a push overtaken."""
    _lock(tx, plan)
    _show(tx, plan, kind, ids)


def _show(tx: ManagedTransaction, plan: PushPlan, kind: str, ids: Sequence[str]) -> None:
    statement = _SHOW.format(labels=cypher_names.labels(kind))
    _run_in_batches(tx, plan.common, statement, nodes=(plan.nodes[id] for id in ids))


def added_by_kind(plan: PushPlan) -> Iterator[tuple[str, list[str]]]:
    """The new elements by their kind, which gives them their labels."""
    graph = plan.local.workspace.graph
    yield from _grouped((graph.kind(id), id) for id in plan.status.added)


def _lock(tx: ManagedTransaction, plan: PushPlan) -> None:
    """Keeps other pushes from beginning until the transaction ends; raises StoreError where one has."""
    lock = tx.run(_LOCK, **plan.common).single(strict=True)
    if lock["claim"] != plan.push:
        raise overtaken(lock["by"])


def _remove_relationships(tx: ManagedTransaction, plan: PushPlan, common: dict[str, Any]) -> None:
    """Removes the relationships that removed and changed elements wrote, before anything else is changed."""
    ids = [*plan.status.removed, *plan.status.changed]
    tx.run(_REMOVE_FEEDS, ids=ids, **common).consume()
    types = cypher_names.any_relationship(plan.before, plan.local.workspace.graph.vocabulary)
    for batch in batches([plan.nodes[id] for id in ids]):
        tx.run(_REMOVE_RELATIONSHIPS.format(types=types), nodes=batch, **common).consume()


def _change(run: Run, plan: PushPlan) -> None:
    """Writes what elements say now in place of what they said, and where."""
    graph, status, nodes = plan.local.workspace.graph, plan.status, plan.nodes
    run(_REPLACE, rows=({"node": nodes[id], "properties": plan.properties(id)} for id in status.changed))
    kinds = (((plan.stored[id].kind, graph.kind(id)), nodes[id]) for id in status.changed)
    for (before, after), changed_nodes in _grouped(kinds):
        if before != after:
            relabel = _RELABEL.format(before=cypher_names.kind_labels(before), after=cypher_names.labels(after))
            run(relabel, nodes=changed_nodes)
    run(_MOVE, rows=({"node": nodes[id], "properties": plan.local.rows[id].place_properties} for id in status.moved))


def _run_in_batches(tx: ManagedTransaction, common: dict[str, Any], statement: str, **values: Iterable[Any]) -> None:
    """Runs a statement on many values, a batch at a time; each value must find the node that it is about."""
    for name, items in values.items():
        for batch in batches(items):
            answer = tx.run(statement, {name: batch, **common}).single(strict=True)
            require_count(answer["count"], len(batch))


def _repository_properties(plan: PushPlan, origin: Origin) -> dict[str, Any]:
    """What the node of the repository says once the push is done."""
    local = plan.local
    return {
        "version": plan.status.version + 1, "format": FORMAT, "elements": len(local.rows), "digest": local.digest,
        "places": local.places, "reader": local.reader, "settings": local.settings, "warnings": local.warnings,
        "pushed_by": origin.by, "commit": origin.commit,
    }  # fmt: skip


def require_count(count: int, wanted: int) -> None:
    """Raises StoreError where less was written than wanted: another push has cleared what was staged."""
    if count != wanted:
        raise overtaken(None)


def overtaken(by: str | None) -> StoreError:
    """The error of a push that stops because another one, by that person, began after it."""
    who = f" ({by})" if by else ""
    return StoreError(
        f"un autre envoi a commencé entre-temps{who} : le vôtre s'arrête, rien n'en est visible ; voyez `ea status` "
        "puis recommencez",
        f"another push began meanwhile{who}: yours stops, and nothing of it shows; see `ea status`, then push again",
    )


def by_type(relationships: Iterable[RelationshipRow]) -> Iterator[tuple[str, list[RelationshipRow]]]:
    """Relationships by their type, which a statement cannot take as a parameter."""
    return _grouped((row.type, row) for row in relationships)


def _grouped(pairs: Iterable[tuple[Any, T]]) -> Iterator[tuple[Any, list[T]]]:
    groups: dict[Any, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    yield from groups.items()


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The same values, so many at a time."""
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch

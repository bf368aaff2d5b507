"""A workspace sent to the shared repository, whole or not at all.

What is new is first written where no reader looks (`:EaStaged`), in as many transactions as it takes; then one
transaction switches: it makes what is staged visible, changes and removes the rest, and writes the log. A push that
stops before leaves the repository as it was, and the next one clears what it left.

The memory that the server needs for that transaction grows with what it shows, changes and removes. A first push, which
shows everything, asks for no more than another: as there is no repository before its log is written, it shows its
elements in as many transactions as it takes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TypeVar

from neo4j import exceptions

from ea_repo.load.progress import OnProgress
from ea_repo.metamodel import Vocabulary
from ea_repo.store.answers import Status
from ea_repo.store.git_origin import Origin
from ea_repo.store.neo4j import cypher_names, repository_node
from ea_repo.store.neo4j.compare import LocalState, StoredElement, compare, is_redeclared, stored_state, vocabulary_of
from ea_repo.store.neo4j.connection import LONG, Connection
from ea_repo.store.neo4j.node_rows import RelationshipRow, relationship_rows
from ea_repo.store.neo4j.two_phase_switch import (
    RELATE,
    PushPlan,
    added_by_kind,
    batches,
    by_type,
    overtaken,
    require_count,
    show,
    switch,
)

T = TypeVar("T")

_CLAIM = """
MERGE (r:EaRepository {name: $repository})
SET r.claim = $push, r.claimed_by = $by
RETURN properties(r) AS properties
"""
_RELEASE = """
MATCH (r:EaRepository {name: $repository, claim: $push}) REMOVE r.claim, r.claimed_by, r.switching
"""
_CLEAR = """
MATCH (n:EaStaged {repository: $repository}) WHERE n.push <> $push
WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS count
"""
# What an earlier first push left: it goes as long as no other push takes over, which the lock on the node tells.
_CLEAR_UNFINISHED = """
MATCH (r:EaRepository {name: $repository, claim: $push}) WHERE r.version IS NULL
SET r.claim = $push WITH r
MATCH (e:Element {repository: $repository}) WITH e LIMIT 10000 DETACH DELETE e RETURN count(*) AS count
"""
_STAGE = """
MATCH (r:EaRepository {name: $repository, claim: $push})
UNWIND $rows AS row CREATE (n:EaStaged) SET n = row RETURN n.id AS id, elementId(n) AS node
"""
_SWITCHING = "MATCH (r:EaRepository {name: $repository, claim: $push}) SET r.switching = $push RETURN r.name AS name"
_SWITCHED = "MATCH (r:EaRepository {name: $repository, switching: $push}) REMOVE r.switching"
_OF_THE_SCHEMA = "Neo.ClientError.Schema."
_FILES_TOGETHER = 50
"""How many files one transaction sends."""


def make_constraints(connection: Connection) -> None:
    """Makes the constraints and indexes that are not there yet."""
    for statement in cypher_names.CONSTRAINTS:
        try:
            connection.run(statement)
        except exceptions.ClientError as error:
            if not (error.code or "").startswith(_OF_THE_SCHEMA):
                raise
            # Two first pushes at the same moment: the other one may have made it since this one looked. Then it is
            # there now, and asked for again it is no error; anything else that is in the way still is one.
            connection.run(statement)


def push(
    connection: Connection,
    repository: str,
    local: LocalState,
    origin: Origin,
    on_progress: OnProgress,
    *,
    whole: bool = False,
) -> Status:
    """Sends a workspace under a name; returns what it changed. Raises StoreError, and then nothing is changed.

    With `whole`, what is not changed is written again as well.
    """
    make_constraints(connection)
    known = repository_node.named(connection, repository)
    whole = whole or is_redeclared(known, local)
    if known is not None and not whole and not known.switching and local.same_as(known):
        status = compare(repository, local, known, None)
        if status.nothing:
            # Another push that is on its way is left alone.
            return status
    claim = str(uuid.uuid4())
    properties = connection.run(_CLAIM, repository=repository, push=claim, by=origin.by)[0]["properties"]
    known = None if properties.get("version") is None else repository_node.from_properties(properties, connection)
    for clear in (_CLEAR,) if known else (_CLEAR, _CLEAR_UNFINISHED):
        while connection.run(clear, repository=repository, push=claim)[0]["count"]:
            pass
    stored = stored_state(connection, repository, known, local, whole=whole)
    status = compare(repository, local, known, stored, whole=whole)
    if status.nothing:
        connection.run(_RELEASE, repository=repository, push=claim)
        return status
    plan = _plan(claim, local, status, stored.elements if stored else {}, vocabulary_of(known))
    _write(connection, plan, origin, on_progress)
    return status


def _plan(
    push: str, local: LocalState, status: Status, stored: Mapping[str, StoredElement], before: Vocabulary
) -> PushPlan:
    added, graph = set(status.added), local.workspace.graph
    new: list[RelationshipRow] = []
    other: list[RelationshipRow] = []
    for id in (*status.added, *status.changed):
        for row in relationship_rows(graph.record(id), graph.definition(id)):
            both_new = id in added and row.source in added and row.target in added
            (new if both_new else other).append(row)
    nodes = {id: element.node for id, element in stored.items()}
    return PushPlan(push, local, status, stored, new, other, before, nodes)


def _write(connection: Connection, plan: PushPlan, origin: Origin, on_progress: OnProgress) -> None:
    """Stages what is new, then switches."""
    status = plan.status
    total = len(status.added) + len(status.changed) + len(plan.new_relationships) + len(plan.other_relationships)
    steps = _stage(connection, plan)
    if plan.is_first:
        steps = chain(steps, _show(connection, plan))
        total += len(status.added)
    done = 0
    for count in steps:
        done += count
        on_progress(done, total)
    # A database shows what a transaction changed little by little: who reads a part must know.
    if not connection.run(_SWITCHING, **plan.common):
        raise overtaken(None)
    connection.write(lambda tx: switch(tx, plan, origin), seconds=LONG)
    connection.run(_SWITCHED, **plan.common)
    on_progress(total, total)


def _stage(connection: Connection, plan: PushPlan) -> Iterator[int]:
    """Writes what is new where no reader looks; yields how much at each step."""
    for elements in _made_ahead(
        [{**plan.properties(id), "push": plan.push} for id in ids] for ids in batches(plan.status.added)
    ):
        nodes = connection.run(_STAGE, rows=elements, **plan.common)
        require_count(len(nodes), len(elements))
        plan.nodes.update((row["id"], row["node"]) for row in nodes)
        yield len(elements)
    for names in batches(plan.files, _FILES_TOGETHER):
        files = [
            {"file": file.name, "data": file.data, "digest": file.digest, **plan.common}
            for file in map(plan.local.files.__getitem__, names)
        ]
        require_count(len(connection.run(_STAGE, rows=files, **plan.common)), len(files))
    for type, relationships in by_type(plan.new_relationships):
        for rows in _made_ahead(plan.rows(batch) for batch in batches(relationships)):
            answer = connection.run(RELATE.format(type=type), repository=plan.status.repository, rows=rows)
            require_count(answer[0]["count"], len(rows))
            yield len(rows)


def _show(connection: Connection, plan: PushPlan) -> Iterator[int]:
    """Shows what is new, a batch at a time; yields how much at each step."""
    for kind, added in added_by_kind(plan):
        for ids in batches(added):
            connection.write(partial(show, plan=plan, kind=kind, ids=ids))
            yield len(ids)


def _made_ahead(making: Iterator[list[T]]) -> Iterator[list[T]]:
    """The same batches, each made while the server takes the one before it."""
    with ThreadPoolExecutor(1) as maker:
        coming: Future[list[T]] = maker.submit(next, making, [])
        while batch := coming.result():
            coming = maker.submit(next, making, [])
            yield batch

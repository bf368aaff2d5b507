"""A workspace sent to the shared repository, whole or not at all.

What is new is first written where no reader looks (`:EaStaged`), in as many transactions as it takes; then one
transaction switches: it makes what is staged visible, changes and removes the rest, and writes the log. A push that
stops before leaves the repository as it was, and the next one clears what it left.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from ea_repo.store.neo4j import head, names, rows
from ea_repo.store.neo4j.connection import LONG, Connection
from ea_repo.store.neo4j.origin import Origin
from ea_repo.store.neo4j.rows import Tie
from ea_repo.store.neo4j.status import Held, Sent, Status, compare, held
from ea_repo.store.neo4j.switch import TIES, Work, batches, by_type, overtaken, properties, switch, tied, written

T = TypeVar("T")
Tell = Callable[[int, int], None]
"""Told how many elements and relationships are written, of how many."""

_CLAIM = """
MERGE (r:EaRepository {name: $repository})
SET r.claim = $push, r.claimed_by = $by
RETURN properties(r) AS head
"""
_CLEAR = """
MATCH (n:EaStaged {repository: $repository}) WHERE n.push <> $push
WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS cleared
"""
_STAGE = """
MATCH (r:EaRepository {name: $repository, claim: $push})
UNWIND $rows AS row CREATE (n:EaStaged) SET n = row RETURN n.id AS id, elementId(n) AS node
"""
_SWITCHING = "MATCH (r:EaRepository {name: $repository, claim: $push}) SET r.switching = $push RETURN r.name AS name"
_SWITCHED = "MATCH (r:EaRepository {name: $repository, switching: $push}) REMOVE r.switching"
_FILES = 50
"""How many files go together."""


def prepare(connection: Connection) -> None:
    """Makes the constraints and indexes that are not there yet."""
    for each in names.SCHEMA:
        connection.run(each)


def push(
    connection: Connection,
    repository: str,
    sent: Sent,
    origin: Origin,
    tell: Tell = lambda *_: None,
    *,
    whole: bool = False,
) -> Status:
    """Sends a workspace under a name; returns what it changed. Raises Trouble, and then nothing is changed.

    With `whole`, what is not changed is written again as well.
    """
    prepare(connection)
    before = head.named(connection, repository)
    if before is not None and not whole and not before.switching and sent.alike(before):
        found = compare(repository, sent, before, None)
        if found.nothing:
            # Another push that is on its way is left alone.
            return found
    claim = str(uuid.uuid4())
    said = connection.run(_CLAIM, repository=repository, push=claim, by=origin.by)[0]["head"]
    known = head.head(said, connection) if said.get("version") is not None else None
    while connection.run(_CLEAR, repository=repository, push=claim)[0]["cleared"]:
        pass
    there = held(connection, repository, None if whole else known, sent)
    found = compare(repository, sent, known, there, whole=whole)
    if found.nothing:
        connection.run(
            "MATCH (r:EaRepository {name: $repository, claim: $push}) REMOVE r.claim, r.claimed_by, r.switching",
            repository=repository, push=claim,
        )  # fmt: skip
        return found
    work = _work(claim, sent, found, there.rows if there else {})
    total = len(found.added) + len(found.changed) + len(work.staged) + len(work.ties)
    done = 0
    for count in _stage(connection, work):
        done += count
        tell(done, total)
    # A database shows what a transaction changed little by little: who reads a part must know.
    if connection.run(_SWITCHING, repository=repository, push=claim):
        connection.write(lambda tx: switch(tx, work, origin), seconds=LONG)
        connection.run(_SWITCHED, repository=repository, push=claim)
    else:
        raise overtaken(None)
    tell(total, total)
    return found


def _work(push: str, sent: Sent, found: Status, there: Mapping[str, Held]) -> Work:
    added = set(found.added)
    graph = sent.workspace.graph
    staged: list[Tie] = []
    others: list[Tie] = []
    for id in (*found.added, *found.changed):
        for tie in rows.ties(graph.record(id)):
            new = id in added and tie.source in added and tie.target in added
            (staged if new else others).append(tie)
    return Work(push, sent, found, there, staged, others, {id: each.node for id, each in there.items()})


def _stage(connection: Connection, work: Work) -> Iterator[int]:
    """Writes what is new where no reader looks; yields how much at each step."""
    repository = work.status.repository
    for made in _ahead(
        [{**properties(work, id), "push": work.push} for id in ids] for ids in batches(work.status.added)
    ):
        answer = connection.run(_STAGE, repository=repository, push=work.push, rows=made)
        written(len(answer), len(made))
        work.nodes.update((row["id"], row["node"]) for row in answer)
        yield len(made)
    for some in batches(work.files, _FILES):
        kept = [
            {"repository": repository, "push": work.push, "file": each.name, "data": each.data, "digest": each.digest}
            for each in map(work.sent.files.__getitem__, some)
        ]
        written(len(connection.run(_STAGE, repository=repository, push=work.push, rows=kept)), len(kept))
    for type, ties in by_type(work.staged):
        for made in _ahead(tied(work, several) for several in batches(ties)):
            answer = connection.run(TIES.format(type=type), repository=repository, rows=made)
            written(answer[0]["made"], len(made))
            yield len(made)


def _ahead(making: Iterator[list[T]]) -> Iterator[list[T]]:
    """The same batches, each made while the server takes the one before it."""
    with ThreadPoolExecutor(1) as maker:
        coming: Future[list[T]] = maker.submit(next, making, [])
        while batch := coming.result():
            coming = maker.submit(next, making, [])
            yield batch

"""The one transaction after which readers of the shared repository see its new state, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from ea_repo.store.neo4j import head, names, rows
from ea_repo.store.neo4j.origin import Origin
from ea_repo.store.neo4j.rows import Tie
from ea_repo.store.neo4j.status import Held, Sent, Status
from ea_repo.store.neo4j.trouble import Trouble

T = TypeVar("T")
Run = Callable[..., None]
BATCH = 5_000

# Nodes are found by what the database calls them: looking for ids in an index that the same transaction changes takes
# ever longer. What is found must still be of the repository, as such names are given again once a node is gone.
TIES = """
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.source AND a.repository = $repository
MATCH (b) WHERE elementId(b) = row.target AND b.repository = $repository
CREATE (a)-[r:{type}]->(b) SET r = row.properties
RETURN count(r) AS made
"""
_LOCK = "MATCH (r:EaRepository {name: $repository}) SET r.lock = $push RETURN r.claim AS claim, r.claimed_by AS by"
_NODE = "MATCH (e:Element) WHERE elementId(e) = node AND e.repository = $repository"
_SHOW = """
UNWIND $nodes AS node MATCH (n:EaStaged) WHERE elementId(n) = node AND n.push = $push
REMOVE n:EaStaged, n.push SET n{labels} RETURN count(n) AS made
"""
_UNTIE = f"""
UNWIND $nodes AS node {_NODE}
MATCH (e)-[r:{names.relationships()}]->(other) WHERE other.repository = $repository AND r.position IS NOT NULL
DELETE r
"""
_UNFEED = "UNWIND $ids AS id MATCH ()-[f:FEEDS {repository: $repository, flow: id}]->() DELETE f"
_REMOVE = f"UNWIND $nodes AS node {_NODE} DETACH DELETE e RETURN count(*) AS made"
_PUT = f"UNWIND $rows AS row WITH row, row.node AS node {_NODE} SET e = row.says RETURN count(e) AS made"
_MOVE = f"UNWIND $rows AS row WITH row, row.node AS node {_NODE} SET e += row.says RETURN count(e) AS made"
_RELABEL = f"UNWIND $nodes AS node {_NODE} REMOVE e{{before}} SET e{{after}} RETURN count(e) AS made"
_FILES_GONE = "MATCH (f:EaFile {repository: $repository}) WHERE f.file IN $files DELETE f"
_FILES_SHOWN = """
MATCH (n:EaStaged {repository: $repository}) WHERE n.push = $push AND n.data IS NOT NULL
REMOVE n:EaStaged, n.push SET n:EaFile RETURN count(n) AS made
"""
_DONE = """
MATCH (r:EaRepository {name: $repository})
REMOVE r.claim, r.claimed_by, r.lock
SET r += $head, r.pushed_at = toString(datetime())
CREATE (:EaPush {repository: $repository, version: $head.version, at: datetime(), by: $head.pushed_by,
  commit: $head.commit, added: $added, changed: $changed, removed: $removed, moved: $moved,
  elements: $head.elements})
"""


@dataclass(frozen=True)
class Work:
    """What one push has to write."""

    push: str
    sent: Sent
    status: Status
    there: Mapping[str, Held]
    """What the database holds."""
    staged: Sequence[Tie]
    """The relationships between elements that are both new."""
    ties: Sequence[Tie]
    """The others, of what is new or changed."""
    nodes: dict[str, str]
    """What the database calls the node of each element, staged ones included."""

    @property
    def files(self) -> list[str]:
        """The files that are sent."""
        return [each for each in self.status.files if each in self.sent.files]


def switch(tx: ManagedTransaction, work: Work, origin: Origin) -> None:
    """Shows what is staged, changes and removes the rest, writes the log; raises Trouble for a push overtaken."""
    status = work.status
    known: dict[str, Any] = {"repository": status.repository, "push": work.push}
    lock = tx.run(_LOCK, **known).single(strict=True)
    if lock["claim"] != work.push:
        raise overtaken(lock["by"])
    run = partial(_each, tx, known)
    _untie(tx, work, known)
    graph = work.sent.workspace.graph
    for kind, ids in _grouped((graph.kind(id), id) for id in status.added):
        run(_SHOW.format(labels=names.labels(kind)), nodes=[work.nodes[id] for id in ids])
    tx.run(_FILES_GONE, files=list(status.files), **known).consume()
    written(tx.run(_FILES_SHOWN, **known).single(strict=True)["made"], len(work.files))
    run(_REMOVE, nodes=[work.nodes[id] for id in status.removed])
    _change(run, work)
    for type, ties in by_type(work.ties):
        run(TIES.format(type=type), rows=tied(work, ties))
    counts: dict[str, Any] = {name: len(getattr(status, name)) for name in ("added", "changed", "removed", "moved")}
    tx.run(_DONE, head=_head(work, origin), **counts, **known).consume()


def _untie(tx: ManagedTransaction, work: Work, known: dict[str, Any]) -> None:
    """Removes the relationships that elements wrote, before anything else is changed."""
    gone = [*work.status.removed, *work.status.changed]
    tx.run(_UNFEED, ids=gone, **known).consume()
    for batch in batches([work.nodes[id] for id in gone]):
        tx.run(_UNTIE, nodes=batch, **known).consume()


def _change(run: Run, work: Work) -> None:
    """Writes what elements say now in place of what they said, and where."""
    graph, status, nodes = work.sent.workspace.graph, work.status, work.nodes
    run(_PUT, rows=({"node": nodes[id], "says": properties(work, id)} for id in status.changed))
    kinds = (((work.there[id].kind, graph.kind(id)), nodes[id]) for id in status.changed)
    for (before, after), several in _grouped(kinds):
        if before != after:
            run(_RELABEL.format(before=names.own_labels(before), after=names.labels(after)), nodes=several)
    run(_MOVE, rows=({"node": nodes[id], "says": rows.place(work.sent.rows[id])} for id in status.moved))


def _each(tx: ManagedTransaction, known: dict[str, Any], statement: str, **values: Iterable[Any]) -> None:
    """Runs a statement on many values, a batch at a time; each must find what it is about."""
    for name, several in values.items():
        for batch in batches(several):
            answer = tx.run(statement, {name: batch, **known}).single(strict=True)
            written(answer["made"], len(batch))


def _head(work: Work, origin: Origin) -> dict[str, Any]:
    sent = work.sent
    return {
        "version": work.status.version + 1, "format": head.FORMAT, "elements": len(sent.rows), "digest": sent.digest,
        "places": sent.places, "reader": sent.reader, "settings": sent.settings, "warnings": sent.warnings,
        "pushed_by": origin.by, "commit": origin.commit,
    }  # fmt: skip


def properties(work: Work, id: str) -> dict[str, Any]:
    return rows.properties(work.sent.rows[id], work.sent.workspace.graph.record(id), work.status.repository)


def tied(work: Work, ties: Iterable[Tie]) -> list[dict[str, Any]]:
    """Relationships as the database takes them."""
    # The derived one belongs to no node: it says itself which repository it is of.
    return [
        {
            "source": work.nodes[each.source],
            "target": work.nodes[each.target],
            "properties": each.properties
            | ({"repository": work.status.repository} if each.type == names.FEEDS else {}),
        }
        for each in ties
    ]


def written(made: int, wanted: int) -> None:
    """Makes sure that what was to be written was: what another push cleared is not there any more."""
    if made != wanted:
        raise overtaken(None)


def overtaken(by: str | None) -> Trouble:
    fr, en = (f" ({by})", f" ({by})") if by else ("", "")
    return Trouble(
        f"un autre envoi a commencé entre-temps{fr} : le vôtre s'arrête, rien n'en est visible ; voyez `ea status` "
        "puis recommencez",
        f"another push began meanwhile{en}: yours stops, and nothing of it shows; see `ea status`, then push again",
    )


def by_type(ties: Iterable[Tie]) -> Iterator[tuple[str, list[Tie]]]:
    return _grouped((each.type, each) for each in ties)


def _grouped(pairs: Iterable[tuple[Any, T]]) -> Iterator[tuple[Any, list[T]]]:
    found: dict[Any, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    yield from found.items()


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    several = iter(values)
    while batch := list(islice(several, size)):
        yield batch

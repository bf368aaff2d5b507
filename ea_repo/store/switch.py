"""The one transaction after which readers of the shared repository see its new state, whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from ea_repo.store import head, names, rows
from ea_repo.store.origin import Origin
from ea_repo.store.rows import Tie
from ea_repo.store.status import Sent, Status
from ea_repo.store.trouble import Trouble

T = TypeVar("T")
BATCH = 5_000

_LOCK = "MATCH (r:EaRepository {name: $repository}) SET r.lock = $push RETURN r.claim AS claim, r.claimed_by AS by"
_SHOW = """
UNWIND $ids AS id MATCH (n:EaStaged {{push: $push, id: id}})
REMOVE n:EaStaged, n.push SET n{labels}
RETURN count(n) AS made
"""
_REMOVE = "UNWIND $ids AS id MATCH (e:Element {repository: $repository, id: id}) DETACH DELETE e"
_UNTIE = """
UNWIND $ids AS id
MATCH (e:Element {{repository: $repository, id: id}})-[r:{types}]->(:Element {{repository: $repository}})
WHERE r.position IS NOT NULL DELETE r
"""
_UNFEED = "UNWIND $ids AS id MATCH ()-[f:FEEDS {repository: $repository, flow: id}]->() DELETE f"
_CHANGE = """
UNWIND $rows AS row MATCH (e:Element {repository: $repository, id: row.id}) SET e = row
"""
_RELABEL = "UNWIND $ids AS id MATCH (e:Element {{repository: $repository, id: id}}) REMOVE e{before} SET e{after}"
_MOVE = "UNWIND $rows AS row MATCH (e:Element {repository: $repository, id: row.id}) SET e += row"
_TIES = """
UNWIND $rows AS row
MATCH (a:Element {{repository: $repository, id: row.source}})
MATCH (b:Element {{repository: $repository, id: row.target}})
CREATE (a)-[r:{type}]->(b) SET r = row.properties
RETURN count(r) AS made
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
    before: dict[str, str]
    """The kinds that changed elements had."""
    staged: Sequence[Tie]
    """The relationships between elements that are both new."""
    ties: Sequence[Tie]
    """The others, of what is new or changed."""


def switch(tx: ManagedTransaction, work: Work, origin: Origin) -> None:
    """Shows what is staged, changes and removes the rest, writes the log; raises Trouble for a push overtaken."""
    status = work.status
    known: dict[str, Any] = {"repository": status.repository, "push": work.push}
    lock = tx.run(_LOCK, **known).single(strict=True)
    if lock["claim"] != work.push:
        raise overtaken(lock["by"])
    _show(tx, work, known)
    _untie(tx, [*status.removed, *status.changed], known)
    for batch in batches(status.removed):
        tx.run(_REMOVE, ids=batch, **known).consume()
    _change(tx, work, known)
    for type, ties in by_type(work.ties):
        for several in batches(ties):
            made = [tied(each, status.repository) for each in several]
            written(tx.run(_TIES.format(type=type), rows=made, **known).data(), len(several))
    counts: dict[str, Any] = {name: len(getattr(status, name)) for name in ("added", "changed", "removed", "moved")}
    tx.run(_DONE, head=_head(work, origin), **counts, **known).consume()


def _show(tx: ManagedTransaction, work: Work, known: dict[str, Any]) -> None:
    """Makes what is staged visible."""
    graph = work.sent.workspace.graph
    for kind, ids in _grouped((graph.kind(id), id) for id in work.status.added):
        for batch in batches(ids):
            written(tx.run(_SHOW.format(labels=names.labels(kind)), ids=batch, **known).data(), len(batch))


def _untie(tx: ManagedTransaction, ids: Sequence[str], known: dict[str, Any]) -> None:
    """Removes the relationships that elements wrote."""
    for batch in batches(ids):
        tx.run(_UNTIE.format(types=names.relationships()), ids=batch, **known).consume()
        tx.run(_UNFEED, ids=batch, **known).consume()


def _change(tx: ManagedTransaction, work: Work, known: dict[str, Any]) -> None:
    """Writes what elements say now in place of what they said, and where."""
    graph, status = work.sent.workspace.graph, work.status
    for batch in batches(status.changed):
        tx.run(_CHANGE, rows=[properties(work, id) for id in batch], **known).consume()
    for (before, after), ids in _grouped(((work.before[id], graph.kind(id)), id) for id in status.changed):
        if before != after:
            relabel = _RELABEL.format(before=names.own_labels(before), after=names.labels(after))
            tx.run(relabel, ids=ids, **known).consume()
    for batch in batches(status.moved):
        tx.run(_MOVE, rows=[{"id": id, **rows.place(work.sent.rows[id])} for id in batch], **known).consume()


def _head(work: Work, origin: Origin) -> dict[str, Any]:
    sent = work.sent
    return {
        "version": work.status.version + 1, "format": head.FORMAT, "elements": len(sent.rows), "digest": sent.digest,
        "places": sent.places, "settings": sent.settings, "warnings": sent.warnings, "pushed_by": origin.by,
        "commit": origin.commit,
    }  # fmt: skip


def properties(work: Work, id: str) -> dict[str, Any]:
    return rows.properties(work.sent.rows[id], work.sent.workspace.graph.record(id), work.status.repository)


def tied(tie: Tie, repository: str) -> dict[str, Any]:
    # The derived relationship belongs to no node: it says itself which repository it is of.
    own = {"repository": repository} if tie.type == names.FEEDS else {}
    return {"source": tie.source, "target": tie.target, "properties": tie.properties | own}


def written(answer: Sequence[Any], wanted: int) -> None:
    """Makes sure that what was to be written was: what another push cleared is not there any more."""
    made = answer[0]["made"] if answer else 0
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


def batches(values: Sequence[T]) -> Iterator[list[T]]:
    several = iter(values)
    while batch := list(islice(several, BATCH)):
        yield batch

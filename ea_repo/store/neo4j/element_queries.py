"""Queries about a few elements of a repository; each answer is of the push that was first asked about."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from neo4j import ManagedTransaction

from ea_repo.finding import Text
from ea_repo.graph import Record
from ea_repo.graph.life_cycle import STARTS, Phase
from ea_repo.load.locate import Locator
from ea_repo.load.validation import Raw, records
from ea_repo.metamodel import Vocabulary
from ea_repo.store.error import StoreError
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.cypher_condition import CypherCondition
from ea_repo.store.neo4j.cypher_names import relationship
from ea_repo.store.neo4j.node_rows import NAME_LENGTH, element_digest, storable
from ea_repo.store.neo4j.repository_node import RepositoryNode

_BY_ID = "UNWIND $ids AS id MATCH (e:Element {repository: $repository, id: id})"
_COLUMNS = ("e.id", "e.kind", "e.text", "e.file", "e.digest")
"""What an element is made of again."""
_SOURCES = """
UNWIND $ids AS id MATCH (:Element {{repository: $repository, id: id}})<-[:{type}]-(e:Element {{kind: $kind}})
WITH DISTINCT id, e.id AS source
"""
_OF_KIND = "MATCH (e:Element {repository: $repository, kind: $kind})"
_ALL = "MATCH (e:Element {repository: $repository})"
_FILE = "MATCH (f:EaFile {repository: $repository, file: $file})"
_SERVED = """
MATCH (e:Element {{repository: $repository, kind: $kind}})<-[link:{type}]-(source:Element)
WHERE link.from IS NULL AND link.until IS NULL AND source.kind IN $sources
  AND NOT EXISTS {{ (source)-[:{lenders}*0..]->(whole) WHERE NOT ({in_service}) }}
WITH DISTINCT e
"""
_IN_SERVICE: dict[Phase, str] = {
    "plan": "whole.{field} IS NULL",
    "active": "(whole.{field} IS NULL OR whole.{field} <= $day)",
    "end_of_life": "(whole.{field} IS NULL OR whole.{field} > $day)",
}
"""By the phase that begins with a date: what leaves no doubt that an element which writes it or not is in service."""
_PUSH = "OPTIONAL MATCH (r:EaRepository {name: $repository}) RETURN rows, [r.version, r.digest, r.switching] AS push"
_TOGETHER = 5_000
"""How many elements one query asks for."""
_FIRST = 100
"""How many elements without a property are looked at first: they tell, most often."""


class ElementQueries:
    """A repository on a server, asked about some of its elements.

    Raises StoreError where another push went through since, or where what is there is not what was pushed.
    """

    def __init__(self, connection: Connection, known: RepositoryNode, vocabulary: Vocabulary) -> None:
        self._connection, self._known = connection, known
        self.vocabulary = vocabulary
        self.count = 0
        """How many queries were sent."""

    @property
    def size(self) -> int:
        """How many elements the repository has."""
        return self._known.elements

    def elements(self, ids: Iterable[str]) -> Iterator[Record]:
        """Those of these elements that exist."""
        for batch in _batches(filter(storable, ids)):
            yield from self._records(self._query(_BY_ID, *_COLUMNS, ids=batch))

    def matching(self, condition: CypherCondition, most: int) -> list[Record] | None:
        """The elements that fulfil a condition; None where they are more than `most`."""
        matching = f"{_ALL} WHERE {condition.text} WITH e LIMIT $limit"
        rows = self._query(matching, *_COLUMNS, limit=most + 1, **condition.parameters)
        return None if len(rows) > most else [*self._records(rows)]

    def sources(self, kind: str, field: str, ids: Iterable[str]) -> dict[str, list[str]]:
        """By element, those of exactly a kind of which a link field points at it, in order."""
        sources: dict[str, list[str]] = {}
        for batch in _batches(ids):
            matching = _SOURCES.format(type=relationship(field))
            for id, source in sorted(self._query(matching, "id", "source", kind=kind, ids=batch)):
                sources.setdefault(id, []).append(source)
        return sources

    def of(self, kind: str) -> list[str]:
        """The elements of exactly a kind, in order."""
        return sorted(id for (id,) in self._query(_OF_KIND, "e.id", kind=kind))

    def surely_served(self, kind_name: str, field: str, day: dt.date) -> frozenset[str]:
        """The elements of exactly a kind at which a link points from what is in service, by what the dates tell.

        The link has no date, and those of the element that it is of, and of all that lends it dates, leave no doubt.
        """
        kinds = {name: kind for name, kind in self.vocabulary.kinds.items() if field in kind.links and not kind.needed}
        lenders = sorted({relationship(lender) for kind in kinds.values() for lender in kind.lenders})
        if not lenders:
            return frozenset()
        in_service = (_IN_SERVICE[phase].format(field=name) for name, phase in STARTS if phase in _IN_SERVICE)
        matching = _SERVED.format(
            type=relationship(field), lenders="|".join(lenders), in_service=" AND ".join(in_service)
        )
        return frozenset(id for (id,) in self._query(matching, "e.id", kind=kind_name, sources=[*kinds], day=day))

    def ids(self) -> list[str]:
        """Every element, in order."""
        return sorted(id for (id,) in self._query(_ALL, "e.id"))

    def flagged(self, field: str) -> list[str]:
        """The elements that say `true` in a field."""
        return [id for (id,) in self._query(f"{_ALL} WHERE e.{field} = true", "e.id")]

    def all_write(self, kind_name: str, field: str) -> bool:
        """Whether every element of exactly a kind writes a field."""
        if field in self.vocabulary.kinds[kind_name].links:
            # `[]` is written too, and no relationship: only the text tells.
            unwritten = f"NOT EXISTS {{ (e)-[:{relationship(field)}]->() }}"
        elif field == "name":
            unwritten = f"e.name = left(e.id, {NAME_LENGTH})"  # A name that is not written is the id there.
        else:
            unwritten = "true" if field == "id" else f"e.{field} IS NULL"
        for limit in (_FIRST, self.size):
            matching = f"{_OF_KIND} WHERE {unwritten} WITH e LIMIT $limit"
            texts = self._query(matching, "e.text", kind=kind_name, limit=limit)
            if any(json.loads(text).get(field) is None for (text,) in texts):
                return False
            if len(texts) < limit:
                break
        return True

    def file(self, name: str) -> bytes | None:
        """The text of a file that was pushed, compressed."""
        return next((data for (data,) in self._query(_FILE, "f.data", file=name)), None)

    def _query(self, matching: str, *columns: str, **parameters: Any) -> list[list[Any]]:
        """These columns of each match, in no order."""
        # Which push it is of is read last: another one that changed something meanwhile says so by then.
        statement = f"{matching} WITH collect([{', '.join(columns)}]) AS rows {_PUSH}"

        def work(tx: ManagedTransaction) -> list[Any]:
            return tx.run(statement, parameters, repository=self._known.name).values()[0]

        self.count += 1
        rows: list[list[Any]]
        rows, push = self._connection.read(work)
        if push != [self._known.version, self._known.digest, None]:
            raise self._overtaken()
        return rows

    def require_same_push(self, other: RepositoryNode) -> None:
        """Raises StoreError for another push than the one first asked about."""
        if (other.version, other.digest) != (self._known.version, self._known.digest):
            raise self._overtaken()

    def changed_by_hand(self) -> StoreError:
        """The error of elements that are not what was pushed."""
        return changed_by_hand(self._connection)

    def _overtaken(self) -> StoreError:
        at = self._connection.address
        return StoreError(
            f"{at} : un envoi y passe pendant la question ; reposez-la",
            f"{at}: a push is going through during the question; ask again",
        )

    def _records(self, rows: Iterable[Sequence[Any]]) -> Iterator[Record]:
        by_kind: dict[str, list[Raw]] = {}
        for id, kind_name, text, file, digest in rows:
            if element_digest(kind_name, text) != digest:
                raise self.changed_by_hand()
            by_kind.setdefault(kind_name, []).append(as_raw(self.vocabulary, id, kind_name, text, file))
        for elements in by_kind.values():
            yield from as_records(elements)


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    wanted = [*ids]
    return (wanted[start : start + _TOGETHER] for start in range(0, len(wanted), _TOGETHER))


def as_raw(vocabulary: Vocabulary, id: str, kind_name: str, text: str, file: str) -> Raw:
    """An element before validation; raises StoreError for a kind that this version does not know."""
    if kind_name not in vocabulary.kinds:
        raise _of_newer_version(Text(f"genre inconnu : « {kind_name} »", f"unknown kind: “{kind_name}”"))
    return Raw.of(id, vocabulary.kinds[kind_name], json.loads(text), file)


def as_records(elements: list[Raw]) -> list[Record]:
    """The elements, all of one kind, validated; raises StoreError for what this version does not know."""
    validated, findings = records(elements, Locator(lambda _: {}))
    if findings:
        raise _of_newer_version(findings[0].message)
    return validated


def _of_newer_version(what: Text) -> StoreError:
    return StoreError(
        f"ce référentiel vient d'une version d'ea qui écrit ce que celle-ci ne connaît pas : {what.fr}",
        f"this repository comes from a version of ea that writes what this one does not know: {what.en}",
    )


def changed_by_hand(connection: Connection) -> StoreError:
    """The error of a repository that is not what was pushed."""
    at = connection.address
    return StoreError(
        f"{at} : des éléments y ont été changés autrement que par un envoi, ou sont en train de l'être ; "
        "recommencez, et si cela dure, `ea push --whole` les remet d'aplomb",
        f"{at}: elements there were changed by something else than a push, or are changing now; try again "
        "and, if it lasts, `ea push --whole` puts them right",
    )

"""Questions to a server about a few elements of a repository; each answer is of the push that was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from neo4j import ManagedTransaction

from ea_repo.finding import Text
from ea_repo.graph import Record
from ea_repo.load.locate import Locator
from ea_repo.load.validation import Raw, records
from ea_repo.metamodel import kind, kinds
from ea_repo.select import Selector
from ea_repo.select.saying import Saying
from ea_repo.store.neo4j import rows
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.head import Head
from ea_repo.store.neo4j.likely import Likely
from ea_repo.store.neo4j.names import relationship
from ea_repo.store.neo4j.trouble import Trouble

_ELEMENTS = "UNWIND $ids AS id MATCH (e:Element {repository: $repository, id: id})"
_SAID = ("e.id", "e.kind", "e.text", "e.file", "e.digest")
_POINTING = """
UNWIND $ids AS id MATCH (:Element {{repository: $repository, id: id}})<-[:{type}]-(e:Element {{kind: $kind}})
WITH DISTINCT id, e.id AS source
"""
_OF = "MATCH (e:Element {repository: $repository, kind: $kind})"
_ALL = "MATCH (e:Element {repository: $repository})"
_FILE = "MATCH (f:EaFile {repository: $repository, file: $file})"
_PUSH = "OPTIONAL MATCH (r:EaRepository {name: $repository}) RETURN found, [r.version, r.digest, r.switching] AS push"
_TOGETHER = 5_000
"""How many elements are asked for in one question."""


class Few:
    """A repository on a server, asked about some of its elements.

    Raises Trouble where another push went through since, or where what is there is not what was pushed.
    """

    def __init__(self, connection: Connection, known: Head) -> None:
        self._connection, self._known = connection, known
        self.questions = 0

    @property
    def size(self) -> int:
        return self._known.elements

    def elements(self, ids: Iterable[str]) -> Iterator[Record]:
        """Those of these elements that exist."""
        for some in _together(filter(rows.storable, ids)):
            yield from self._records(self._asked(_ELEMENTS, *_SAID, ids=some))

    def likely(self, wanted: Selector | Saying, most: int) -> list[Record] | None:
        """The elements that a selector chooses, or that say a text, and maybe others; None where they may be many."""
        likely = Likely(wanted)
        if likely.text is None:
            return None
        asked = f"{_ALL} WHERE {likely.text} WITH e LIMIT $limit"
        found = self._asked(asked, *_SAID, limit=most + 1, **likely.values)
        return None if len(found) > most else [*self._records(found)]

    def pointing(self, of: str, field: str, ids: Iterable[str]) -> dict[str, list[str]]:
        """By element, those of exactly a kind of which a link field points at it, in order."""
        found: dict[str, list[str]] = {}
        for some in _together(ids):
            asked = _POINTING.format(type=relationship(field))
            for id, source in sorted(self._asked(asked, "id", "source", kind=of, ids=some)):
                found.setdefault(id, []).append(source)
        return found

    def of(self, of: str) -> list[str]:
        """The elements of exactly a kind, in order."""
        return sorted(id for (id,) in self._asked(_OF, "e.id", kind=of))

    def ids(self) -> list[str]:
        """Every element, in order."""
        return sorted(id for (id,) in self._asked(_ALL, "e.id"))

    def flagged(self, field: str) -> list[str]:
        """The elements that say `true` in a field."""
        return [id for (id,) in self._asked(f"{_ALL} WHERE e.{field} = true", "e.id")]

    def all_write(self, of: str, field: str) -> bool:
        """Whether every element of exactly a kind writes a field."""
        # `[]` is written too, and no relationship; a name that is not written is the id there.
        linked = f"NOT EXISTS {{ (e)-[:{relationship(field)}]->() }}" if field in kind(of).links else None
        silent = linked or {"name": f"e.name = left(e.id, {rows.LONGEST})", "id": "true"}.get(
            field, f"e.{field} IS NULL"
        )
        # The first ones tell, most often.
        for limit in (100, self.size):
            some = self._asked(f"{_OF} WHERE {silent} WITH e LIMIT $limit", "e.text", kind=of, limit=limit)
            if any(json.loads(text).get(field) is None for (text,) in some):
                return False
            if len(some) < limit:
                break
        return True

    def file(self, name: str) -> bytes | None:
        """The text of a file that was pushed, pressed."""
        return next((data for (data,) in self._asked(_FILE, "f.data", file=name)), None)

    def _asked(self, matching: str, *columns: str, **parameters: Any) -> list[list[Any]]:
        """What is asked of each match, in no order."""
        # Which push it is of is read last: another one that changed something meanwhile says so by then.
        statement = f"{matching} WITH collect([{', '.join(columns)}]) AS found {_PUSH}"

        def work(tx: ManagedTransaction) -> list[Any]:
            return tx.run(statement, parameters, repository=self._known.name).values()[0]

        self.questions += 1
        found: list[list[Any]]
        found, push = self._connection.read(work)
        if push != [self._known.version, self._known.digest, None]:
            raise self._moved()
        return found

    def same(self, other: Head) -> None:
        """Raises Trouble for another push than the one asked about."""
        if (other.version, other.digest) != (self._known.version, self._known.digest):
            raise self._moved()

    def torn(self) -> Trouble:
        """What to say where elements are not what was pushed."""
        return torn(self._connection)

    def _moved(self) -> Trouble:
        at = self._connection.at
        return Trouble(
            f"{at} : un envoi y passe pendant la question ; reposez-la",
            f"{at}: a push is going through during the question; ask again",
        )

    def _records(self, found: Iterable[Sequence[Any]]) -> Iterator[Record]:
        by_kind: dict[str, list[Raw]] = {}
        for id, name, text, file, digest in found:
            if rows.digest(name, text) != digest:
                raise self.torn()
            by_kind.setdefault(name, []).append(raw(id, name, text, file))
        for several in by_kind.values():
            yield from made(several)


def _together(ids: Iterable[str]) -> Iterator[list[str]]:
    wanted = [*ids]
    return (wanted[place : place + _TOGETHER] for place in range(0, len(wanted), _TOGETHER))


def raw(id: str, name: str, text: str, file: str) -> Raw:
    """An element as a server tells it; raises Trouble for a kind that this version does not know."""
    if name not in kinds():
        raise _newer(Text(f"genre inconnu : « {name} »", f"unknown kind: “{name}”"))
    return Raw(id, kind(name), json.loads(text), file)


def made(raws: list[Raw]) -> list[Record]:
    """The elements that a server tells of, all of one kind; raises Trouble for what this version does not know."""
    found, wrong = records(raws, Locator(lambda _: {}))
    if wrong:
        raise _newer(wrong[0].message)
    return found


def _newer(what: Text) -> Trouble:
    return Trouble(
        f"ce référentiel vient d'une version d'ea qui écrit ce que celle-ci ne connaît pas : {what.fr}",
        f"this repository comes from a version of ea that writes what this one does not know: {what.en}",
    )


def torn(connection: Connection) -> Trouble:
    """What to say of a repository that is not what was pushed."""
    return Trouble(
        f"{connection.at} : des éléments y ont été changés autrement que par un envoi, ou sont en train de l'être ; "
        "recommencez, et si cela dure, `ea push --whole` les remet d'aplomb",
        f"{connection.at}: elements there were changed by something else than a push, or are changing now; try again "
        "and, if it lasts, `ea push --whole` puts them right",
    )

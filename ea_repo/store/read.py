"""The shared repository read whole: the same graph, settings and places as from the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from neo4j import ManagedTransaction

from ea_repo.graph import Graph, Record
from ea_repo.load import FILE, Workspace
from ea_repo.load.locate import Locator, Marks
from ea_repo.load.settings import settings as read_settings
from ea_repo.load.values import Raw, records
from ea_repo.load.yaml import parse
from ea_repo.metamodel import kind, kinds
from ea_repo.store import head, rows
from ea_repo.store.connection import Connection
from ea_repo.store.trouble import Trouble

_ELEMENTS = """
MATCH (e:Element {repository: $repository}) WHERE e.id IS NOT NULL
RETURN e.id AS id, e.kind AS kind, e.text AS text, e.file AS file, e.line AS line, e.column AS column, e.marks AS marks
"""
_TRIES = 3
_BULK = 5_000


@dataclass(frozen=True)
class Shared:
    """What a server holds: the workspace as its text would give it, and the push that it comes from."""

    workspace: Workspace
    head: head.Head


def read(connection: Connection, root: Path) -> Shared:
    """The repository that a server holds; its rules and maps are those of `root`.

    What is read is what one push wrote: the digests of all elements come to that of the push. Where another push goes
    through meanwhile, it is read again.
    """
    for _ in range(_TRIES):
        known = head.one(connection)
        found = connection.read(partial(_elements, known.name, known.settings))
        if found.digest == known.digest:
            warnings, locator = head.as_findings(known.warnings), Locator(found.places.marks)
            return Shared(
                Workspace(root, read_settings(known.settings), Graph(found.records), warnings, locator), known
            )
        if head.one(connection).version == known.version:
            break
    raise _torn(connection)


@dataclass(frozen=True)
class _Elements:
    """The elements of a repository, with the digest that they come to and where they are written."""

    records: list[Record]
    digest: str
    places: _Places


def _elements(repository: str, settings: str, tx: ManagedTransaction) -> _Elements:
    found: list[Record] = []
    places = _Places(settings)
    digests: list[tuple[str, str]] = []
    waiting: dict[str, list[Raw]] = {}
    for row in tx.run(_ELEMENTS, repository=repository):
        id, name = row["id"], row["kind"]
        digests.append((id, rows.digest(name, row["text"])))
        places.put(row["file"], name, id, (row["line"], row["column"], row["marks"]))
        if name in kinds():
            same = waiting.setdefault(name, [])
            same.append(Raw(id, kind(name), json.loads(row["text"]), row["file"]))
            if len(same) >= _BULK:
                found += _made(waiting.pop(name))
    for same in waiting.values():
        found += _made(same)
    return _Elements(found, rows.of_all(digests), places)


def _made(raws: list[Raw]) -> Iterator[Record]:
    made, wrong = records(raws, Locator(lambda _: {}))
    if wrong:
        first = wrong[0].message
        raise Trouble(
            f"ce référentiel vient d'une version d'ea qui écrit ce que celle-ci ne connaît pas : {first.fr}",
            f"this repository comes from a version of ea that writes what this one does not know: {first.en}",
        )
    yield from made


class _Places:
    """Where each element is written, kept as the database says it until it is asked."""

    def __init__(self, settings: str) -> None:
        self._settings = settings
        self._by_file: dict[str, list[tuple[str, str, Any]]] = {}

    def put(self, file: str, kind: str, id: str, place: tuple[int, int, str]) -> None:
        self._by_file.setdefault(file, []).append((kind, id, place))

    def marks(self, file: str) -> Marks:
        """The places in a file, for a Locator."""
        if file == FILE:
            return parse(self._settings, marks=True).marks
        found: Marks = {}
        for name, id, place in self._by_file.get(file, ()):
            found.update(rows.marks_of(name, id, *place))
        return found


def _torn(connection: Connection) -> Trouble:
    return Trouble(
        f"{connection.at} : des éléments y ont été changés autrement que par un envoi, ou sont en train de l'être ; "
        "recommencez, et si cela dure, `ea push --whole` les remet d'aplomb",
        f"{connection.at}: elements there were changed by something else than a push, or are changing now; try again "
        "and, if it lasts, `ea push --whole` puts them right",
    )

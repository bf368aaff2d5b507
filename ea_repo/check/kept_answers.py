"""Answers about a graph, kept from one audit to the next: each holds as long as all that it rests on is the same.

An answer rests on the columns that were read for it (`graph/watch.py`), and on what every answer does: the code, the
charter, the settings, the day, which elements there are, which links are not followed. They are kept where snapshots
are, as safely: sealed, the user's own, written whole or not at all. Whatever is wrong with them, one asks again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ea_repo.check.charter import Charter
from ea_repo.check.kept_charter import code_that_judges
from ea_repo.graph import Graph, Table
from ea_repo.graph.noting import FIELDS, WHOLE, Column
from ea_repo.graph.watch import Watch
from ea_repo.load import Workspace, snapshot
from ea_repo.load.files import read_as
from ea_repo.load.graph_bytes import column_bytes
from ea_repo.load.kept_definitions import digest_of

_SIZE = 20
"""Of a digest, in bytes."""


class KeptAnswers:
    """The answers that were kept of a workspace on a day, those that still hold, and those that are given now."""

    def __init__(self, workspace: Workspace, charter: Charter, graph: Graph, name: str) -> None:
        """`graph` is that of the workspace on the day looked at, `name` what tells it from other workspaces."""
        self._graph, self._root = graph, workspace.root
        self._watch = Watch(graph)
        self._watch_real: Watch | None = None
        self._tables: Mapping[str, Table] = {table.kind: table for table in graph.tables}
        self._address = digest_of(b"answers", name.encode("utf-8", "surrogateescape"), _day(graph))
        self._basis = self._digest_of_all(workspace, charter)
        self._before = self._read()
        self._now: dict[str, Any] = {}
        self._is_new = False
        self._digests: dict[Column, bytes] = {}

    @classmethod
    def of(cls, workspace: Workspace, charter: Charter, graph: Graph, name: str) -> KeptAnswers | None:
        """Those of a workspace of that name; None where it cannot be told what they rest on, or memory is spared."""
        is_whole = not workspace.scenarios and workspace.room is None and Watch.possible(graph)
        return cls(workspace, charter, graph, name) if is_whole else None

    def answer(self, name: str, ask: Callable[[Graph], Any], asked: str = "") -> Any:
        """The answer that is kept or else, asked of a graph of which it is noted what is read, a new one."""
        answer = self.find(name, asked)
        if answer is None:
            answer = ask(self._watch.graph(name))
            self.keep(name, self._watch.columns(name), answer, asked)
        return answer

    def graphs(self, name: str, real: Graph) -> tuple[Graph, Graph]:
        """The graph, and the same without examples (`real`), for a question of that name."""
        graph, watch_real = self._watch.graph(name), self._watch_of(real)
        return graph, graph if watch_real is self._watch else watch_real.graph(name)

    def share(self, elements: Callable[[Graph, str], frozenset[str]], kind: str, real: Graph) -> None:
        """Has elements of a kind that most questions ask of both graphs (`graph.once(elements, kind)`) found once.

        They are worked out, or what was kept of them holds still.
        """
        for watch in dict.fromkeys((self._watch, self._watch_of(real))):
            name = f"{elements.__name__} {kind}{'' if watch is self._watch else ', examples left out'}"
            graph, others = watch.graph(name), self.find(name)
            every = frozenset(graph.exactly(kind))
            if others is not None:
                watch.know((elements, kind), every.difference(others), map(tuple, self._now[name][0]))
            else:
                others = sorted(every - graph.once(elements, kind))
                self.keep(name, watch.columns(name), others)

    def _watch_of(self, real: Graph) -> Watch:
        if real is self._graph:
            return self._watch
        if self._watch_real is None:
            self._watch_real = Watch(real)
        return self._watch_real

    def columns(self, name: str) -> frozenset[Column]:
        """What a question read of these graphs."""
        of_real = self._watch_real.columns(name) if self._watch_real is not None else frozenset()
        return self._watch.columns(name) | of_real

    def text(self, file: str) -> str | None:
        """The text of a file of the workspace; None where it cannot be read."""
        return read_as(file, self._root / file).text

    def find(self, name: str, asked: str = "") -> Any:
        """The answer to a question, as JSON can say it, if the same was asked and it holds still; None where not."""
        if name not in self._before:
            return None
        columns, digest, asked_before, answer = self._before[name]
        if asked_before != asked or self._digest([(kind, field) for kind, field in columns]) != digest:
            del self._before[name]
            return None
        self._now[name] = self._before[name]
        return answer

    def keep(self, name: str, columns: Iterable[Column], answer: Any, asked: str = "") -> None:
        """Has an answer, as JSON can say it, kept for the next time, with the columns that were read for it."""
        self._is_new = True
        ordered = sorted(columns)
        self._now[name] = [ordered, self._digest(ordered), asked, answer]

    def save(self) -> None:
        """Keeps what was answered, unless all of it was kept already."""
        # What was not asked now, and is not known to have changed, may be asked the next time.
        if self._is_new:
            data = json.dumps([self._basis, self._before | self._now], separators=(",", ":"))
            snapshot.keep_bytes(self._address, data.encode())

    def _read(self) -> dict[str, Any]:
        try:
            basis, answers = json.loads(bytes(snapshot.find_bytes(self._address)))
            return dict(answers) if basis == self._basis else {}
        except Exception:  # Whatever is wrong with it: one asks again.
            return {}

    def _digest_of_all(self, workspace: Workspace, charter: Charter) -> str:
        """What tells apart all that every answer rests on."""
        graph = self._graph
        elements = [[table.kind, *table.ids] for table in self._tables.values()]
        told = [
            _day(graph).decode(),
            sorted(charter.rules),
            sorted((id, section.granted_by) for id, section in charter.principles.items()),
            sorted(graph.standing),
            sorted(graph.illustrative),
            sorted(map(repr, graph.astray)),
            sorted(graph.closing),
            sorted(elements),
        ]
        settings = [workspace.settings.as_json(), workspace.settings.own_words_as_json]
        return digest_of(code_that_judges(), charter.digest, json.dumps([settings, told]).encode())

    def _digest(self, columns: Iterable[Column]) -> str:
        return digest_of(*map(self._digest_of_column, columns))

    def _digest_of_column(self, column: Column) -> bytes:
        if column not in self._digests:
            kind, field = column
            table = self._tables.get(kind)
            if table is None:
                data = b""
            elif field == FIELDS:
                data = json.dumps(sorted(table.columns)).encode()
            else:
                data = self._whole(table) if field == WHOLE else self._bytes(table, field)
            self._digests[column] = hashlib.blake2b(data, digest_size=_SIZE).digest()
        return self._digests[column]

    def _whole(self, table: Table) -> bytes:
        columns = b"".join(self._digest_of_column((table.kind, field)) for field in sorted(table.columns))
        return columns + json.dumps([table.files, table.shapes]).encode()

    def _bytes(self, table: Table, field: str) -> bytes:
        return column_bytes(table, field, self._graph.vocabulary)


def _day(graph: Graph) -> bytes:
    return str(graph.date).encode()

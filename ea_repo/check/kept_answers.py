"""Answers about a graph, kept from one audit to the next: each holds as long as all that it rests on is the same.

An answer rests on the columns that were read for it (`graph/watch.py`), and on what every answer does: the code, the
charter, the settings, the day. It names the text on which it was given, which is kept too (`load/kept_readings.py`): it
is known what was edited since (`edited.py`). What no longer holds may be mended: one asks only about what is near to
what was edited. Answers are kept where snapshots are, as safely: sealed, the user's own, written whole or not at all.
Whatever is wrong with them, one asks again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ea_repo.check.charter import Charter
from ea_repo.check.edited import Edited, Unfollowed, unfollowed_in
from ea_repo.check.kept_charter import code_that_judges
from ea_repo.graph import Graph
from ea_repo.graph.noting import Column
from ea_repo.graph.otherwise import otherwise
from ea_repo.graph.reach import Followed
from ea_repo.graph.watch import Watch
from ea_repo.load import Workspace, snapshot
from ea_repo.load.files import read_as
from ea_repo.load.kept_definitions import digest_of


@dataclass(frozen=True)
class KeptAnswer:
    """An answer, as JSON can say it, and what it rests on."""

    answer: Any
    asked: str
    """What tells the question from others of its name."""
    columns: frozenset[Column] | None
    """What was read for it; None for an answer that rests on nothing in the graph."""
    followed: frozenset[Followed]
    """The links that were followed for it."""
    text: str
    """The address of the text on which it was given."""

    def as_json(self) -> list[Any]:
        """The same as JSON can say it."""
        columns = None if self.columns is None else sorted(self.columns)
        return [self.answer, self.asked, columns, sorted(self.followed), self.text]

    @classmethod
    def from_json(cls, written: list[Any]) -> KeptAnswer:
        """The answer of which `as_json` wrote this."""
        answer, asked, columns, followed, text = written
        read = None if columns is None else frozenset((kind, field) for kind, field in columns)
        return cls(answer, asked, read, frozenset(Followed(*step) for step in followed), text)


class KeptAnswers:
    """The answers that were kept of a workspace on a day, those that still hold, and those that are given now."""

    def __init__(self, workspace: Workspace, charter: Charter, graph: Graph, name: str, *like: str) -> None:
        """`graph` is that of the workspace on the day looked at, `name` what tells it from other workspaces.

        `like`: the names of those of which the answers are taken where none are kept of this one, as if their text had
        been edited into this one.
        """
        self._graph, self._workspace = graph, workspace
        self._text = workspace.address or ""
        self._watch = Watch(graph)
        self._watch_real: Watch | None = None
        self._address, *like_here = (_address(one, graph) for one in (name, *like))
        self._basis = self._digest_of_all(workspace, charter)
        self._unfollowed: dict[str, Unfollowed] = {}
        """By the address of a text, its links that are not followed."""
        self._before = self._read(self._address)
        self._now: dict[str, KeptAnswer] = {}
        self._is_new = False
        while like_here and not self._before:
            self._before = self._read(like_here.pop(0))
            self._is_new = True
        self._edited: dict[str, Edited | None] = {}

    @classmethod
    def of(cls, workspace: Workspace, charter: Charter, graph: Graph, name: str, *like: str) -> KeptAnswers | None:
        """Those of a workspace of that name; None where it cannot be told what they rest on, or memory is spared."""
        is_whole = not workspace.scenarios and workspace.room is None and workspace.address is not None
        return cls(workspace, charter, graph, name, *like) if is_whole and Watch.possible(graph) else None

    def graphs(self, name: str, real: Graph) -> tuple[Graph, Graph]:
        """The graph, and the same without examples (`real`), for a question of that name."""
        graph, watch_real = self._watch.graph(name), self._watch_of(real)
        return graph, graph if watch_real is self._watch else watch_real.graph(name)

    def watches(self, real: Graph) -> Sequence[Watch]:
        """What tells what is read of the graph and, where there are examples, of that without them (`real`)."""
        return [*dict.fromkeys((self._watch, self._watch_of(real)))]

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

    def followed(self, name: str) -> frozenset[Followed]:
        """The links that a question followed in these graphs."""
        of_real = self._watch_real.followed(name) if self._watch_real is not None else frozenset()
        return self._watch.followed(name) | of_real

    def text(self, file: str) -> str | None:
        """The text of a file of the workspace; None where it cannot be read."""
        return read_as(file, self._workspace.root / file).text

    def find(self, name: str, asked: str = "") -> Any:
        """The answer to a question, as JSON can say it, if the same was asked and it holds still; None where not."""
        kept = self._before.get(name)
        if kept is None or kept.asked != asked or not self._holds(kept):
            return None
        self._now[name] = replace(kept, text=self._text)
        self._is_new = self._is_new or kept.text != self._text
        return kept.answer

    def _holds(self, kept: KeptAnswer) -> bool:
        if kept.columns is None or kept.text == self._text:
            return True
        edited = self.edited_since(kept.text)
        return edited is not None and edited.leaves(kept.columns)

    def before(self, name: str, asked: str = "") -> KeptAnswer | None:
        """The answer that was given before to a question, whether it holds still or not; None where none is known."""
        kept = self._before.get(name)
        return kept if kept is not None and kept.asked == asked else None

    def edited_since(self, text: str) -> Edited | None:
        """What was edited since an answer was given on the text of that address; None where that is not known."""
        if text not in self._edited:
            tables = self._workspace.tables_at(text) if text in self._unfollowed else None
            now = {table.kind: table for table in self._graph.tables}
            apart = None if tables is None else otherwise(tables, now)
            self._edited[text] = None if apart is None else Edited(self._graph, apart, self._unfollowed[text])
        return self._edited[text]

    def keep(
        self,
        name: str,
        answer: Any,
        columns: Iterable[Column] | None = None,
        followed: Iterable[Followed] = (),
        asked: str = "",
    ) -> None:
        """Has an answer, as JSON can say it, kept for the next time, with what was read and followed for it.

        Without `columns`, it rests on nothing in the graph.
        """
        self._is_new = True
        read = None if columns is None else frozenset(columns)
        self._now[name] = KeptAnswer(answer, asked, read, frozenset(followed), self._text)

    def save(self) -> None:
        """Keeps what was answered, unless all of it was kept already."""
        if not self._is_new:
            return
        # What was not asked now may be asked the next time: it names the text on which it was given.
        answers = self._before | self._now
        texts = {kept.text for kept in answers.values()}
        self._unfollowed[self._text] = unfollowed_in(self._graph)
        unfollowed = {text: sorted(links) for text, links in self._unfollowed.items() if text in texts}
        written = {name: kept.as_json() for name, kept in answers.items()}
        data = json.dumps([self._basis, unfollowed, written], separators=(",", ":"))
        snapshot.keep_bytes(self._address, data.encode())

    def _read(self, address: str) -> dict[str, KeptAnswer]:
        """The answers that are kept at an address, if they rest on the same as those that are given here."""
        try:
            basis, unfollowed, answers = json.loads(bytes(snapshot.find_bytes(address)))
            if basis != self._basis:
                return {}
            self._unfollowed = {text: frozenset(map(tuple, links)) for text, links in unfollowed.items()}
            return {name: KeptAnswer.from_json(kept) for name, kept in answers.items()}
        except Exception:  # Whatever is wrong with it: one asks again.
            return {}

    def _digest_of_all(self, workspace: Workspace, charter: Charter) -> str:
        """What tells apart all that every answer rests on."""
        told = [
            _day(self._graph).decode(),
            sorted(charter.rules),
            sorted((id, section.granted_by) for id, section in charter.principles.items()),
            sorted(self._graph.standing),
        ]
        settings = [workspace.settings.as_json(), workspace.settings.own_words_as_json]
        return digest_of(code_that_judges(), charter.digest, json.dumps([settings, told]).encode())


def _address(name: str, graph: Graph) -> str:
    """Where the answers about a workspace of that name on the day of a graph are kept."""
    return digest_of(b"answers", name.encode("utf-8", "surrogateescape"), _day(graph))


def _day(graph: Graph) -> bytes:
    return str(graph.date).encode()

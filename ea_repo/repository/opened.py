"""A workspace that is open: its text read, looked at on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from pathlib import Path
from typing import Self

from ea_repo.check.audit import Situation
from ea_repo.check.charter import Charter, read_charter
from ea_repo.draw.cartography import Cartography, read_cartography
from ea_repo.finding import Position, Text
from ea_repo.graph import Graph
from ea_repo.impact.refusal import require_kind
from ea_repo.load import FILE, Workspace, find_root, load_cached, with_changes
from ea_repo.metamodel.dates import as_written, first_day, last_day
from ea_repo.report.words import changed_by
from ea_repo.suggest import did_you_mean


class UnknownName(ValueError):
    """A name that the workspace does not know, with the nearest one it knows."""

    def __init__(self, what: Text, name: str, known: Iterable[str]) -> None:
        hint = did_you_mean(name, known)
        self.message = Text(f"{what.fr} inconnu : « {name} »{hint.fr}", f"unknown {what.en}: “{name}”{hint.en}")
        super().__init__(self.message.en)


@dataclass(frozen=True)
class When:
    """The day that answers are about, and where it comes from."""

    date: dt.date
    origin: Text


Read = Callable[[Path], Workspace]
"""Gives the model of the workspace at a root."""


class _Content:
    """What the workspace at a root says beside its model, read when it is first asked for: its rules and its maps."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def charter(self) -> Charter:
        return read_charter(self._root)

    @cached_property
    def cartography(self) -> Cartography:
        return read_cartography(self._root)


class Opened:
    """The workspace that holds a folder, looked at on one day.

    `at` is a date, the id of a `state`, or `today`; without it the workspace's own date, else today. `changes` are
    change files, applied in their order to everything that is asked, and written nowhere. `read` gives the model of
    the workspace at a root: from its text, for which a snapshot may stand, or from a server (the shared repository).
    Raises WorkspaceUnreadable where there is no workspace, ChangesUnreadable for a change file with an error,
    UnknownName for a date that is none.
    """

    def __init__(
        self, start: Path, at: str | None = None, changes: Sequence[Path] = (), read: Read = load_cached
    ) -> None:
        self.root = find_root(start)
        self._at = at
        self._changes = tuple(changes)
        self._read = read
        self._content = _Content(self.root)

    @cached_property
    def _base(self) -> Workspace:
        """The model, read, without the changes."""
        return self._read(self.root)

    @cached_property
    def workspace(self) -> Workspace:
        """The model, read, with the changes."""
        return reduce(with_changes, self._changes, self._base)

    @property
    def charter(self) -> Charter:
        """The rules of the workspace, and what is wrong in their text."""
        return self._content.charter

    @property
    def cartography(self) -> Cartography:
        """The views of the workspace; raises DefinitionUnreadable for a style that cannot be read."""
        return self._content.cartography

    @cached_property
    def when(self) -> When:
        """The day looked at."""
        settings = self.workspace.settings
        if self._at is not None:
            return self._asked(self._at)
        if settings.at is not None:
            return When(last_day(settings.at), Text("date de l'espace de travail", "the workspace's date"))
        return When(dt.date.today(), Text("aujourd'hui", "today"))

    def _asked(self, at: str) -> When:
        if at == "today":
            return When(dt.date.today(), Text("aujourd'hui", "today"))
        graph = self.workspace.graph
        if at in graph and graph.kind(at) == "state" and (date := graph.value(at, "date")):
            return When(last_day(date), Text(f"état {at}", f"state {at}"))
        try:
            return When(last_day(as_written(at)), Text("demandée", "as asked"))
        except ValueError:
            dated = [each for each in graph.of("state") if graph.value(each, "date")]
            raise UnknownName(Text("date ou état", "date or state"), at, dated) from None

    @cached_property
    def graph(self) -> Graph:
        """The model on the day looked at."""
        return self.workspace.graph.at(self.when.date)

    def on(self, at: str) -> Self:
        """The same text, read once, looked at on another day, written as `at`."""
        other = type(self)(self.root, at, self._changes, self._read)
        other.__dict__.update(workspace=self.workspace, _content=self._content)
        return other

    def unchanged(self) -> Self:
        """The same text, read once, without the changes."""
        other = type(self)(self.root, self._at, (), self._read)
        other.__dict__.update(_base=self._base, _content=self._content)
        return other

    @property
    def situation(self) -> Situation:
        graph = self.graph
        origin, changes = self.when.origin, self.workspace.changes
        if changes:
            said = changed_by(changes)
            origin = Text(f"{origin.fr}, {said.fr}", f"{origin.en}, {said.en}")
        examples = len(graph.illustrative)
        return Situation(self.workspace.settings.name, self.when.date, origin, len(graph), examples, changes)

    def locate(self, name: str, *path: str | int) -> Position | None:
        """Where an element or a threshold is written, or something in it."""
        if name in self.workspace.graph:
            return self.workspace.locate(name, *path)
        if name in self.workspace.settings.thresholds:
            return self.workspace.locator.find(FILE, "thresholds", name)
        return None

    def _known(self, id: str, wanted: str | None = None) -> None:
        graph = self.workspace.graph
        if id not in graph:
            raise UnknownName(Text("élément", "element"), id, graph.of(wanted) if wanted else graph)
        if wanted:
            require_kind(graph, id, wanted, Text("voir ea list", "see ea list"))

    def _on(self, on: str | None) -> When:
        """The day of an act: the first one of the date written, by default the day looked at."""
        asked = self.when if on is None else self._asked(on)
        written = on is not None and on[:4].isdigit() and on not in self.workspace.graph
        return When(first_day(as_written(on)), asked.origin) if written else asked

    def _situation(self, day: When) -> Situation:
        """What is looked at on the day of an act."""
        then = self.on(day.date.isoformat())
        then.__dict__["when"] = day
        return then.situation

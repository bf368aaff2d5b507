"""A workspace that is open: its text read, looked at on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from ea_repo.answer.answer import Answer
from ea_repo.answer.situation import Situation
from ea_repo.finding import Position, Text, Wrong
from ea_repo.graph import Graph
from ea_repo.impact.refusal import require_kind
from ea_repo.load import FILE, Workspace, find_root, load_cached, with_changes
from ea_repo.load.files import Source
from ea_repo.load.history import at_revision, folder_in_git
from ea_repo.load.read_settings import vocabulary_at
from ea_repo.metamodel import Vocabulary, accepts
from ea_repo.metamodel.dates import as_written, first_day, last_day
from ea_repo.select.called import SeveralCalledSo, called, names
from ea_repo.semantics.application_types import is_undecided_poc
from ea_repo.suggest import closest, did_you_mean

if TYPE_CHECKING:
    from ea_repo.check.charter import Charter
    from ea_repo.draw.cartography import Cartography
    from ea_repo.select.typed import Meant, TypedSelector

T = TypeVar("T")


_FEMININE = frozenset(("couleur", "date", "règle", "réponse", "vue"))


class UnknownName(ValueError):
    """A name that the workspace does not know, with the nearest one it knows."""

    def __init__(self, what: Text, name: str, known: Iterable[str]) -> None:
        hint = did_you_mean(name, known)
        unknown = "inconnue" if what.fr in _FEMININE else "inconnu"
        self.message = Text(f"{what.fr} {unknown} : « {name} »{hint.fr}", f"unknown {what.en}: “{name}”{hint.en}")
        super().__init__(self.message.en)


@dataclass(frozen=True)
class When:
    """The day that answers are about, and where it comes from."""

    date: dt.date
    origin: Text


Read = Callable[[Path], Workspace]
"""Gives the model of the workspace at a root."""


class OpenWorkspace:
    """The workspace that holds a folder, looked at on one day.

    `at` is a date, the id of a `state`, or `today`; without it the workspace's own date, else today. `changes` are
    change files, applied in their order to everything that is asked, and written nowhere. `read` gives the model of
    the workspace at a root: from its text, for which a snapshot may stand, or from a server (the shared repository).
    Everything is read when it is first asked for, which raises WorkspaceUnreadable where there is no workspace,
    ChangesUnreadable for a change file with an error, UnknownName for a date that is none.
    """

    def __init__(
        self, start: Path, at: str | None = None, changes: Sequence[Path | Source] = (), read: Read = load_cached
    ) -> None:
        self.start = start
        self.at = at
        self.changes = tuple(changes)
        self._read = read
        self.keeps_answers = False
        """Whether what an audit answers is kept for the next one, as its text is by a snapshot."""
        self.revision_of: tuple[Path, str] | None = None
        """The workspace and the revision of which this is a copy, in a folder that does not last."""

    @cached_property
    def root(self) -> Path:
        """The folder of the workspace, the first with its settings from `start` upwards."""
        return find_root(self.start)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds of element that may be written here, of which nothing else needs to be read."""
        return vocabulary_at(self.start)

    @cached_property
    def _unchanged(self) -> Workspace:
        """The model, read, without the changes."""
        return self._read(self.root)

    @cached_property
    def workspace(self) -> Workspace:
        """The model, read, with the changes."""
        return reduce(with_changes, self.changes, self._unchanged)

    @cached_property
    def charter(self) -> Charter:
        """The rules of the workspace, with its principles, and what is wrong in their files."""
        from ea_repo.check.charter import read_charter
        from ea_repo.check.kept_charter import kept_charter

        settings = self.workspace.settings
        if self.keeps_answers:
            return kept_charter(self.root, settings)
        return read_charter(self.root, settings.limits, settings.vocabulary)

    @cached_property
    def cartography(self) -> Cartography:
        """The views of the workspace; raises DefinitionUnreadable for a style that cannot be read."""
        from ea_repo.draw.cartography import read_cartography

        return read_cartography(self.root, self.workspace.settings.limits, self.workspace.settings.vocabulary)

    @cached_property
    def when(self) -> When:
        """The day looked at."""
        settings = self.workspace.settings
        if self.at is not None:
            return self.day(self.at)
        if settings.at is not None:
            return When(last_day(settings.at), Text("date de l'espace de travail", "the workspace's date"))
        return When(dt.date.today(), Text("aujourd'hui", "today"))

    def day(self, written: str) -> When:
        """The day that is written so: a date (its last day), the id of a state, or `today`."""
        if written == "today":
            return When(dt.date.today(), Text("aujourd'hui", "today"))
        graph = self.workspace.graph
        if written in graph and graph.kind(written) == "state" and (date := graph.value(written, "date")):
            return When(last_day(date), Text(f"état {written}", f"state {written}"))
        try:
            return When(last_day(_date(written)), Text("demandée", "as asked"))
        except ValueError:
            dated = [state for state in graph.of("state") if graph.value(state, "date")]
            raise UnknownName(Text("date ou état", "date or state"), written, dated) from None

    def first_day(self, written: str | None) -> When:
        """The day of an act: the first one of the date written, by default the day looked at."""
        day = self.when if written is None else self.day(written)
        is_date = written is not None and written != "today" and written not in self.workspace.graph
        return When(first_day(_date(written)), day.origin) if is_date and written else day

    @cached_property
    def graph(self) -> Graph:
        """The model on the day looked at."""
        return self.workspace.graph.at(self.when.date)

    @cached_property
    def demanded(self) -> Graph:
        """The same, where what the change files add counts as in service, unless it is written as ended by then.

        A demand is judged as what it asks for: a day to come, or a trial, hides nothing of it.
        """
        added = (id for id in self.graph if self.changes and id not in self._unchanged.graph)
        asked = [id for id in added if self._is_to_come(id) or self._is_tried(id)]
        return self.graph.with_standing((*self.graph.standing, *asked)) if asked else self.graph

    def _is_to_come(self, id: str) -> bool:
        return self.graph.phase(id) == "plan"

    def _is_tried(self, id: str) -> bool:
        is_application = accepts("application", self.graph.kind(id))
        return is_application and self.graph.in_service(id) and is_undecided_poc(self.graph, id)

    def close(self) -> None:
        """Lets go of what was made on the disk to read it, if anything: nothing more is asked of it."""

    def on(self, at: str) -> Self:
        """The same text, read once, looked at on another day, written as `at`."""
        other = type(self)(self.root, at, self.changes, self._read)
        return self._sharing(other, workspace=self.workspace)

    def unchanged(self) -> Self:
        """The same text, read once, without the changes."""
        other = type(self)(self.root, self.at, (), self._read)
        return self._sharing(other, _unchanged=self._unchanged)

    def changed(self, *more: Path | Source) -> Self:
        """The same text, read once, with more change files."""
        other = type(self)(self.root, self.at, (*self.changes, *more), self._read)
        return self._sharing(other, _unchanged=self._unchanged)

    @contextmanager
    def at_revision(self, word: str, changes: Sequence[Path | Source] = ()) -> Iterator[OpenWorkspace]:
        """The workspace as a git revision holds it, on the same day, with change files, for the time of the block.

        Raises WorkspaceUnreadable where git, the revision, or the workspace in it is missing.
        """
        with at_revision(self.root, word) as folder:
            there = OpenWorkspace(folder, self.when.date.isoformat(), changes)
            there.keeps_answers, there.revision_of = self.keeps_answers, (self.root, word)
            yield there

    def _sharing(self, other: Self, **read: object) -> Self:
        """Another look at the same text, which need not read again what is read."""
        known = {name: self.__dict__[name] for name in ("charter", "cartography") if name in self.__dict__}
        other.__dict__.update(read | known)
        other.keeps_answers = self.keeps_answers
        return other

    @cached_property
    def situation(self) -> Situation:
        """What is looked at, on the day looked at."""
        return self.situation_on(self.when)

    def situation_on(self, day: When) -> Situation:
        """What is looked at, on the day of an act."""
        workspace = self.workspace
        graph = self.graph if day == self.when else workspace.graph.at(day.date)
        name, illustrative = workspace.settings.name, len(graph.illustrative)
        folder, marking = folder_in_git(self.root), workspace.settings.marking
        return Situation(name, day.date, day.origin, len(graph), illustrative, workspace.changes, folder, marking)

    def answer(self, content: T, day: When | None = None, meant: tuple[Meant, ...] = ()) -> Answer[T]:
        """What was found, with what it speaks of, and what was `meant` by names that were typed."""
        situation = self.situation if day is None else self.situation_on(day)
        return Answer(replace(situation, meant=meant) if meant else situation, content)

    def typed(self, words: Sequence[str]) -> TypedSelector:
        """The selector that somebody typed, on the day looked at; raises SelectorError, SeveralCalledSo."""
        from ea_repo.select.typed import typed

        return typed(words, self.graph)

    def locate(self, name: str, *path: str | int) -> Position | None:
        """Where an element or a threshold is written, or something in it."""
        if name in self.workspace.graph:
            return self.workspace.locate(name, *path)
        if name in self.workspace.settings.thresholds:
            return self.workspace.locator.find(FILE, "thresholds", name)
        return None

    def named(self, word: str, *wanted: str) -> str:
        """The id of the element that is meant: by its id, else by its name or an alias, where one alone has it.

        `wanted` are the kinds that make sense: a name that one of them has, and others of other kinds, means that one.
        Raises UnknownName where nothing is called so, SeveralCalledSo where several are.
        """
        graph = self.workspace.graph
        if word in graph:
            return word
        ids = called(graph, word)
        sensible = [id for id in ids if any(accepts(kind_name, graph.kind(id)) for kind_name in wanted)] or ids
        if len(sensible) > 1:
            raise SeveralCalledSo(word, sensible, graph)
        if not sensible:
            known = list(chain.from_iterable(map(graph.of, wanted))) if wanted else list(graph)
            if graph.at_hand and closest(word, known) is None:
                known = [name for id in known for name in names(graph, id)]
            raise UnknownName(Text("élément", "element"), word, known)
        return sensible[0]

    def all_named(self, words: Iterable[str], *wanted: str) -> tuple[str, ...]:
        """The ids of the elements that are meant, in order."""
        return tuple(self.named(word, *wanted) for word in words)

    def must_know(self, id: str, kind: str | None = None) -> None:
        """Raises UnknownName for an id that does not exist, Refusal for one of another kind than asked."""
        graph = self.workspace.graph
        if id not in graph:
            raise UnknownName(Text("élément", "element"), id, graph.of(kind) if kind else graph)
        if kind:
            require_kind(graph, id, kind, Text("voir ea list", "see ea list"))


def day_written(written: str) -> str:
    """A date as the model writes it, typed so or as people do (31/12/2025); raises UnknownName for what is none."""
    try:
        return _date(written)
    except ValueError:
        raise UnknownName(Text("date", "date"), written, ()) from None


def _date(written: str) -> str:
    """As `day_written`; raises Wrong for what is none."""
    try:
        return as_written(written)
    except Wrong:
        from ea_repo.exchange.values import as_date

        return as_written(as_date(written))

"""The two sides of a comparison: workspaces, change files, dates, git revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ea_repo.answer.comparison import Comparison, Look, compare
from ea_repo.finding import Text
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.load.files import SUFFIXES
from ea_repo.load.history import at_revision
from ea_repo.repository import Repository, UnknownName
from ea_repo.suggest import did_you_mean


class NoSide(UnknownName):
    """A word that is nothing one may compare."""

    def __init__(self, word: str, states: Sequence[str]) -> None:
        hint = did_you_mean(word, states)
        self.message = Text(
            f"« {word} » n'est ni un dossier avec {FILE}, ni un fichier de changements (.yaml), ni une date ou un état "
            f"de cet espace de travail, ni une révision git{hint.fr}",
            f"“{word}” is no folder with {FILE}, no change file (.yaml), no date or state of this workspace, "
            f"and no git revision{hint.en}",
        )
        ValueError.__init__(self, self.message.en)


class Sides:
    """What one may compare, from where one stands: `start`, looked at `at` a date and with change files."""

    def __init__(self, start: Path, at: str | None = None, changes: Sequence[Path] = ()) -> None:
        self._start, self._at, self._changes = start, at, tuple(changes)

    @cached_property
    def here(self) -> Repository:
        """The workspace where one stands, as it is."""
        return Repository(self._start, self._at, self._changes)

    def diff(self, before: str | None, after: str) -> Comparison:
        """What differs from one side to the other; the first is the workspace as it is where it is not said.

        Raises NoSide for a word that is nothing of the kind, and what opening a workspace raises.
        """
        with ExitStack() as opened:
            first = opened.enter_context(self._opened(before))
            return compare(first, opened.enter_context(self._opened(after)))

    @contextmanager
    def _opened(self, word: str | None) -> Iterator[Look]:
        """A side: what `word` is, in this order: a workspace, a change file, a date or a state, a revision."""
        if word is None:
            yield _look("", self.here)
        elif (Path(word) / FILE).is_file():
            yield _look(word, Repository(Path(word), self._at, self._changes))
        elif word.lower().endswith(SUFFIXES):
            yield _look("", Repository(self._start, self._at, (*self._changes, Path(word))))
        elif (dated := self._dated(word)) is not None:
            yield _look("", dated)
        else:
            with self._revised(word) as folder:
                day = self.here.when
                look = _look(word, Repository(folder, day.date.isoformat(), self._changes))
                yield replace(look, situation=replace(look.situation, origin=self.here.situation.origin))

    def _dated(self, word: str) -> Repository | None:
        found = self.here.on(word)
        try:
            return found if found.when else None
        except UnknownName:
            return None

    @contextmanager
    def _revised(self, word: str) -> Iterator[Path]:
        with ExitStack() as opened:
            try:
                folder = opened.enter_context(at_revision(self.here.root, word))
            except WorkspaceUnreadable:
                raise NoSide(word, self.here.graph.of("state")) from None
            yield folder


def _look(name: str, repository: Repository) -> Look:
    lang = repository.workspace.settings.lang
    return Look(name, repository.situation, repository.graph, repository.check(), repository.indicators(), lang)

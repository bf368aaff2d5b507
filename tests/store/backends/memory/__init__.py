"""A store in the memory of this process: the least that a folder must offer to be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ea_repo.graph import Graph, difference
from ea_repo.load import Workspace
from ea_repo.load.progress import OnProgress
from ea_repo.metamodel import Vocabulary
from ea_repo.store import (
    Address,
    Answer,
    Ask,
    Origin,
    ProgressBar,
    Push,
    Question,
    Schema,
    Status,
    StoreError,
)

NAME = "Memory"
SCHEMES: tuple[str, ...] = ("memory",)
_PUSHED: dict[str, list[tuple[Push, Workspace]]] = {}
"""By server, each push with what it sent."""


@contextmanager
def open_store(address: Address, ask: Ask, *, writing: bool = False) -> Iterator[MemoryStore]:
    """Nobody needs a password here."""
    yield MemoryStore(_PUSHED.setdefault(address.server, []))


def schema(vocabulary: Vocabulary) -> Schema:
    return Schema((), (), ())


class MemoryStore:
    """A server with one repository."""

    def __init__(self, pushed: list[tuple[Push, Workspace]]) -> None:
        self._pushed = pushed

    def push(
        self, repository: str, workspace: Workspace, origin: Origin, on_progress: OnProgress, *, whole: bool
    ) -> Status:
        status, size = self.status(repository, workspace), len(workspace.graph)
        counts = (len(status.added), len(status.changed), len(status.removed), 0, size)
        self._pushed.append((Push(status.version + 1, "now", origin.by, origin.commit, *counts), workspace))
        on_progress(size, size)
        return status

    def status(self, repository: str, workspace: Workspace) -> Status:
        change = difference(self._pushed[-1][1].graph if self._pushed else Graph(), workspace.graph)
        return Status(repository, change.added, change.changed, change.removed, version=len(self._pushed))

    def read(self, root: Path, on_progress: OnProgress, *, cached: bool) -> Workspace:
        if not self._pushed:
            raise StoreError("rien n'y est encore", "nothing is there yet")
        return replace(self._pushed[-1][1], root=root)

    def read_on_demand(self, root: Path, progress_bar: ProgressBar, *, cached: bool) -> Workspace:
        with progress_bar() as on_progress:
            return self.read(root, on_progress, cached=cached)

    def log(self, limit: int) -> Sequence[Push]:
        return [push for push, _ in reversed(self._pushed)][:limit]

    def query(self, question: Question) -> Answer:
        raise StoreError("cette mémoire ne répond à aucune question", "this memory answers no question")

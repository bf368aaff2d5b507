"""What one may do with the shared repository: send the text there, see what differs, read it back, ask it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ea_repo.load import FILE, Workspace
from ea_repo.load.progress import OnProgress
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.repository.starting import start
from ea_repo.store import Address, Answer, Ask, ProgressBar, Push, Question, Status, open_store
from ea_repo.store.git_origin import git_origin
from ea_repo.store.pull_as_text import write_as_text
from ea_repo.store.pushable import require_pushable
from ea_repo.write import require_new


def push(opened: OpenWorkspace, at: Address, ask: Ask, on_progress: OnProgress, *, whole: bool = False) -> Status:
    """Sends a workspace to a server, under the name that the address says, else its own; returns what it changed."""
    require_pushable(opened.workspace)
    with open_store(at, ask, writing=True) as store:
        return store.push(_name(opened, at), opened.workspace, git_origin(opened.root), on_progress, whole=whole)


def to_push(opened: OpenWorkspace, at: Address, ask: Ask) -> Status:
    """What a push would change."""
    require_pushable(opened.workspace)
    with open_store(at, ask) as store:
        return store.status(_name(opened, at), opened.workspace)


def _name(opened: OpenWorkspace, at: Address) -> str:
    return at.repository or opened.workspace.settings.name


def shared(at: Address, ask: Ask, root: Path, on_progress: OnProgress, *, cached: bool = True) -> Workspace:
    """The model that a server holds, which a Repository may read instead of the text."""
    with open_store(at, ask) as store:
        return store.read(root, on_progress, cached=cached)


@contextmanager
def asked(at: Address, ask: Ask, root: Path, progress_bar: ProgressBar, *, cached: bool = True) -> Iterator[Workspace]:
    """The same, of which only what is asked for is read while the context lasts."""
    with open_store(at, ask) as store:
        yield store.read_on_demand(root, progress_bar, cached=cached)


def pull(at: Address, ask: Ask, folder: Path, on_progress: OnProgress) -> int:
    """Writes what a server holds as a new workspace, whole or not at all; returns how many elements."""
    require_new(folder)
    workspace = shared(at, ask, folder, on_progress, cached=False)
    settings = workspace.locator.text(FILE) or ""
    start(folder, lambda new: write_as_text(new, workspace.graph, settings))
    return len(workspace.graph)


def log(at: Address, ask: Ask, limit: int) -> Sequence[Push]:
    """The last pushes of a repository, the newest first."""
    with open_store(at, ask) as store:
        return store.log(limit)


def query(at: Address, ask: Ask, question: Question) -> Answer:
    """The answer to a question that only reads, in the store's own language (Cypher)."""
    with open_store(at, ask) as store:
        return store.query(question)

"""What a store is: a Protocol that a folder of this package satisfies, and nothing to inherit from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ea_repo.load.progress import OnProgress
from ea_repo.metamodel import Vocabulary
from ea_repo.store.answers import Answer, Push, Question, Schema, Status

if TYPE_CHECKING:
    from ea_repo.load import Workspace
    from ea_repo.store.address import Address
    from ea_repo.store.credentials import Ask
    from ea_repo.store.git_origin import Origin

ProgressBar = Callable[[], AbstractContextManager[OnProgress]]
"""Opens an OnProgress, for as long as a long task lasts."""


class Store(Protocol):
    """A shared repository, open: the elements, links and settings of a workspace, for those who have not its text.

    Every method raises StoreError for what the server, or the way to it, refuses.
    """

    def push(
        self, repository: str, workspace: Workspace, origin: Origin, on_progress: OnProgress, *, whole: bool
    ) -> Status:
        """Sends a workspace under the name `repository`, all of it or nothing; returns what that changed.

        Only what differs is written; with `whole`, everything is.
        """
        ...

    def status(self, repository: str, workspace: Workspace) -> Status:
        """What a push would change; nothing is written."""
        ...

    def read(self, root: Path, on_progress: OnProgress, *, cached: bool) -> Workspace:
        """The repository that the address names, read whole; the rules and maps are those of the folder `root`.

        Its locator gives the text of every file that was pushed, `workspace.yaml` included. Without `cached`, no
        snapshot is used or kept.
        """
        ...

    def read_on_demand(self, root: Path, progress_bar: ProgressBar, *, cached: bool) -> Workspace:
        """The same workspace, which reads what is asked of its graph while the store is open, and little more."""
        ...

    def log(self, limit: int) -> Sequence[Push]:
        """The last pushes of the repository that the address names, the newest first."""
        ...

    def query(self, question: Question) -> Answer:
        """The answer to a question that only reads."""
        ...


class Backend(Protocol):
    """What the `__init__.py` of a folder of this package offers: one kind of server."""

    NAME: str
    """How sentences call the server: "Neo4j".

    In capitals it begins the environment variables (NEO4J_URI), in small letters it names the credentials file and
    the page of documentation (docs/neo4j.md).
    """
    SCHEMES: tuple[str, ...]
    """The schemes of the addresses that it opens, the usual one first."""

    def open_store(self, address: Address, ask: Ask, *, writing: bool = False) -> AbstractContextManager[Store]:
        """The store at an address; `ask` gives a password, where one is needed and written nowhere."""
        ...

    def schema(self, vocabulary: Vocabulary) -> Schema:
        """What a question may ask of every repository on such a server."""
        ...

"""What a shell is offered to complete a word; nothing where the workspace cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ea_repo.repository import Repository

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _begun(words: Callable[[Repository], Iterable[str]]) -> Complete:
    """Those of these words that begin as what is typed."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        from ea_repo.load import WorkspaceUnreadable
        from ea_repo.repository import Repository

        try:
            repository = Repository(Path(ctx.find_root().params.get("directory") or "."))
            return [word for word in words(repository) if word.startswith(incomplete)]
        except WorkspaceUnreadable:
            return []

    return complete


ids = _begun(lambda repository: repository.graph)
kind_names = _begun(lambda repository: repository.vocabulary.kinds)
views = _begun(lambda repository: repository.cartography.views)
rules = _begun(lambda repository: repository.charter.rules)
principles = _begun(lambda repository: repository.charter.principles)

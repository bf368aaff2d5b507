"""A check that fails whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Outcome


@check()
def never_works(scope: Scope) -> Iterator[Outcome]:
    """Fails."""
    raise ValueError("it never works")

"""What an audience is not shown, for who writes its profile."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.publication.profile import Audience
from ea_repo.publication.redaction import Why


@dataclass(frozen=True)
class LeftOut:
    """An element that is not shown, and why."""

    id: str
    kind: str
    name: str
    why: Why


@dataclass(frozen=True)
class StillShown:
    """Elements that are shown although a field that points at them is not; `ids` are in order."""

    kind: str
    field: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class NotShown:
    """What is not shown, of how many elements: elements, rules, views and requests."""

    audience: Audience
    of: int
    elements: tuple[LeftOut, ...]
    rules: tuple[str, ...]
    maps: tuple[str, ...]
    requests: tuple[str, ...]
    still_shown: tuple[StillShown, ...] = ()
    """What fields that are not shown point at, and that has its own pages still."""

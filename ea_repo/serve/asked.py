"""What the web server asks of the processes that answer, and what they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ea_repo.finding import Lang


@dataclass(frozen=True)
class Page:
    """A file of the portal, by its path in the site."""

    path: str
    lang: Lang
    """In which language a refusal is told."""


@dataclass(frozen=True)
class Part:
    """Which part of a list is wanted."""

    offset: int
    limit: int


@dataclass(frozen=True)
class Asked:
    """A question by its name, with its parameters as a URL has them: by name, each value."""

    name: str
    given: tuple[tuple[str, tuple[str, ...]], ...]
    lang: Lang
    part: Part


@dataclass(frozen=True)
class Made:
    """An answer to be sent: its bytes, and what stands before them."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    total: int | None = None
    """Of a list that is given in parts, how long it is."""

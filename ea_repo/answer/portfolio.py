"""The requests of a workspace together: state, rank, money by year, and what two of them touch."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.load.requests import WrittenRequest


@dataclass(frozen=True)
class Listed:
    """A request of the portfolio."""

    written: WrittenRequest
    state: str
    """`open` before a decision, else the verdict of the last one."""
    option: str | None
    """The option that was chosen, else the one that is asked for."""
    once: float | None
    """What that option costs once, in euros; None where it is not written."""
    yearly: float | None


@dataclass(frozen=True)
class Shared:
    """What two requests touch both."""

    first: str
    second: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Portfolio:
    """The requests in the order of their ranks, and the files that cannot be read."""

    requests: tuple[Listed, ...]
    shared: tuple[Shared, ...]
    unreadable: tuple[Text, ...]

"""What a generated system draws from: its chance, its ids, and how many there are of what others point at.

Of the foundations (sites, actors, servers …) only the numbers are kept: their ids follow from these. Solutions exchange
with their neighbours, the last ones, and now and then with any other, so that nothing is many exchanges away.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")

AT = "2025-12-31"
"""The date of a generated workspace: every date is written around it."""

MOST_DIRECT_FLOWS = 6
"""The threshold of direct exchanges of one application."""
MOST_STANDARDS = 10
"""The threshold of exchange standards in use."""
CLEAN_DIRECT_FLOWS = 3
"""How many direct exchanges a clean solution has at most: the plants add to it."""
_WINDOW = 40


@dataclass
class Peer:
    """A solution with which others may exchange: one of its data, how it is exchanged, its API.

    `process`: the one that it covers, where it does; others support so many needs of it.
    """

    id: str
    datum: str
    standard: str
    api: str
    direct_flows: int = 0
    process: str = ""
    needs: int = 0


class World:
    """The state of one generation."""

    def __init__(self, applications: int, seed: int) -> None:
        self.applications = applications
        self.random = Random(seed)  # noqa: S311
        self.groups = 4 + applications // 1_000
        self.sites = 12 + applications // 100
        self.directorates = 8 + applications // 500
        self.suppliers = 6 + applications // 100
        self.servers = 20 + applications // 5
        self.products = 12 + applications // 200
        self.domains = 6 + applications // 200
        self.platforms = 1 + applications // 2_000
        self.latest_peers: deque[Peer] = deque(maxlen=_WINDOW)
        self.peers: list[Peer] = []
        self._numbers: Counter[str] = Counter()

    def add_peer(self, peer: Peer) -> None:
        """A solution with which those that come after may exchange."""
        self.latest_peers.append(peer)
        self.peers.append(peer)

    def some_peer(self) -> Peer:
        """One of the last solutions most of the time, else any of those before."""
        return self.pick(self.latest_peers if self.happens(70) else self.peers)

    def new_id(self, stem: str) -> str:
        """An id that nothing has yet."""
        self._numbers[stem] += 1
        return f"{stem}-{self._numbers[stem]:06d}"

    def existing(self, stem: str, count: int) -> str:
        """One of the foundations' elements that are named so."""
        return f"{stem}-{self.random.randrange(count) + 1:04d}"

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.random.randrange(len(choices))]

    def happens(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def day(self, first: int, last: int) -> str:
        """A day between two years, both included."""
        year = self.random.randrange(first, last + 1)
        return f"{year}-{self.random.randrange(1, 13):02d}-{self.random.randrange(1, 29):02d}"

    def site(self) -> str:
        return self.existing("site", self.sites)

    def directorate(self) -> str:
        return self.existing("direction", self.directorates)

    def supplier(self) -> str:
        return self.existing("fournisseur", self.suppliers)

    def server(self) -> str:
        return self.existing("serveur", self.servers)

    def technology(self) -> str:
        return f"{self.existing('produit', self.products)}-v{self.random.randrange(2, 4)}"

    def old_technology(self) -> str:
        """One out of support, and out of the technical framework."""
        return f"{self.existing('produit', self.products)}-v1"

    def domain(self) -> str:
        return self.existing("domaine", self.domains)

    def zone(self) -> str:
        return self.existing("quartier", self.domains)

    def platform(self) -> str:
        return self.existing("plateforme", self.platforms)

"""How a process fares at a place: those who cover it, those who support it, and where each of them may be."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tests.impact.simulator_losses import Losses, Rank, StandIns
from tests.impact.simulator_world import APPLICATIONS, HERE, World

Present = Callable[[str], bool]
"""Whether an application is deployed at the place that is looked at."""


@dataclass(frozen=True)
class Server:
    """An application that serves a process: by a cover or a support of its own, or of what it stands in for."""

    application: str
    rank: Rank
    need: str | None = None
    """The word of a support."""
    written: bool = True
    """Whether the link is its own."""


@dataclass(frozen=True)
class Standing:
    """How a process fares at a place."""

    cover: Rank | None
    """What becomes of those who cover it there; None where nobody does."""
    covered_by: frozenset[str]
    """Those who cover it there and are untouched."""
    needs: dict[str, Rank]
    """What becomes of each need that somebody meets there by supporting it."""
    vital: frozenset[str] = field(default=frozenset())
    """The needs of which the loss is a loss."""

    @property
    def rank(self) -> Rank:
        """The worst of its covers and of its needs; these degrade it at the worst where a cover is untouched."""
        of_needs = [min(rank, Rank.LOST if key in self.vital else Rank.DEGRADED) for key, rank in self.needs.items()]
        worst = max(of_needs, default=Rank.UNTOUCHED)
        if self.covered_by:
            worst = min(worst, Rank.DEGRADED)
        return max(Rank.UNTOUCHED if self.cover is None else self.cover, worst)

    def lost_needs(self) -> set[str]:
        """The vital needs that nobody meets any more, none who covers the process being untouched."""
        return set() if self.covered_by else {key for key in self.vital if self.needs[key] == Rank.LOST}


class Processes:
    """The processes in service in a world after some losses."""

    def __init__(self, losses: Losses, stand_ins: StandIns | None = None) -> None:
        self.losses, self.world = losses, losses.world
        self.stand_ins = stand_ins or {}

    @cached_property
    def ids(self) -> list[str]:
        return self.world.of_kind("process")

    @cached_property
    def _covering(self) -> dict[str, list[Server]]:
        covering: dict[str, list[Server]] = {process: [] for process in self.ids}
        for application in self.world.of_kind(*APPLICATIONS):
            for process in self.world.to(application, "covers"):
                if process in covering:
                    covering[process] += self._servers(application, None)
        return covering

    @cached_property
    def _supporting(self) -> dict[str, dict[str, list[Server]]]:
        """Process → need → those who meet it. A solution that covers the process supports it no more than that."""
        supporting: dict[str, dict[str, list[Server]]] = {process: {} for process in self.ids}
        for application in self.world.of_kind(*APPLICATIONS):
            for ref in self.world.refs(application, "supports"):
                if ref.to in supporting and not self._covers(self.world.solution(application), ref.to):
                    for key in need_keys(application, ref.for_):
                        supporting[ref.to].setdefault(key, []).extend(self._servers(application, ref.need))
        return supporting

    def _covers(self, solution: str, process: str) -> bool:
        return any(
            self.world.solution(server.application) == solution for server in self._covering[process] if server.written
        )

    def _servers(self, application: str, need: str | None) -> Iterator[Server]:
        """The application, and what stands in for it."""
        yield Server(application, self.losses.rank(application), need)
        for other in self.stand_ins.get(application, ()):
            if self.world.in_service(other):
                yield Server(other, self.losses.rank(other), need, written=False)

    def undecided(self, process: str) -> list[str]:
        """Who would have to say where it is deployed, among those who serve the process or one of their wholes."""
        servers = [*self._covering[process], *itertools.chain(*self._supporting[process].values())]
        deployments = [self.world.deployment(server.application) for server in servers]
        return sorted({owner for owner, places in deployments if places is None})

    def presences(self, process: str, place: str) -> Iterator[Present]:
        """Each way in which those of unknown deployment may be there or not; the first has all of them there."""
        undecided = [] if place == HERE else self.undecided(process)
        for there in itertools.product([True, False], repeat=len(undecided)):
            yield self.presence(place, {owner for owner, is_there in zip(undecided, there, strict=True) if is_there})

    def presence(self, place: str, undecided_there: Collection[str]) -> Present:
        def present(application: str) -> bool:
            owner, places = self.world.deployment(application)
            return (place == HERE or owner in undecided_there) if places is None else place in places

        return present

    def standing(self, process: str, present: Present) -> Standing:
        covers = [server for server in self._covering[process] if present(server.application)]
        supports = {
            key: [server for server in servers if present(server.application)]
            for key, servers in self._supporting[process].items()
        }
        supports = {key: servers for key, servers in supports.items() if servers}
        touched = any(server.rank > Rank.UNTOUCHED for server in covers)
        cover = self._mildest(covers, covering=True) if covers else None
        if cover == Rank.UNTOUCHED and touched:
            cover = Rank.COVERED
        untouched = [
            server for server in covers if server.rank == Rank.UNTOUCHED and self._helps(server, covering=True)
        ]
        return Standing(
            cover,
            frozenset(server.application for server in untouched),
            {key: self._mildest(servers, covering=False) for key, servers in supports.items()},
            frozenset(key for key, servers in supports.items() if self._vital(servers)),
        )

    def _mildest(self, servers: list[Server], *, covering: bool) -> Rank:
        """The mildest of those who count; where none counts, the worst of the others."""
        helpful = [server.rank for server in servers if self._helps(server, covering=covering)]
        return min(helpful) if helpful else max(server.rank for server in servers)

    def _helps(self, server: Server, *, covering: bool) -> bool:
        """Whether it makes the loss of another milder: no POC does, nor an outside tool but where it covers by name."""
        if is_poc(self.world, server.application):
            return False
        if self.world.nearest(server.application, "type") != "external":
            return True
        return covering and server.written and self.world.deployment(server.application)[1] is not None

    def _vital(self, servers: list[Server]) -> bool:
        """Whether the loss of a need that these meet is a loss of the process, in this reading."""
        words = [server.need for server in servers]
        return "vital" in words or (None in words and self.losses.harsh)


def need_keys(application: str, texts: Collection[str]) -> list[str]:
    """The needs that a support names, without case, accents and hyphens; a need of its own where it names none."""
    return [normalised(text) for text in texts] or [f"({application})"]


def normalised(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[-‐-―]", " ", plain).split())


def is_poc(world: World, application: str) -> bool:
    """Whether it, a whole of it or their product is a proof of concept that nobody decided to keep."""
    return bool(
        world.nearest(application, "type") == "poc" and world.nearest(application, "poc_decision") != "industrialise"
    )

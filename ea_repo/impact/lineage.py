"""Who holds a datum, from its master on: in how many hops, from whom, by which flows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.exchanges import Exchange
from ea_repo.impact.holding import Holding, Origin
from ea_repo.impact.hop import Chain, Hop, in_order
from ea_repo.impact.refusal import require
from ea_repo.impact.walk import Steps, Walk

From = Literal["master", "relay", "copy"]
FROM: tuple[From, ...] = ("master", "relay", "copy")
"""From the best to the worst."""


@dataclass(frozen=True)
class Receipt:
    """A flow that brings the datum: who gives it, and whether that is a master, a relay of one, or another holder."""

    flow: str
    giver: str
    origin: From
    mode: str | None


@dataclass(frozen=True)
class Holder:
    """A solution that holds the datum: its hops from a master, None where there is none behind it.

    `by`: the elements by which it is an origin of the datum. The chain comes from a master or, without one, from a
    sender that nobody feeds.
    """

    id: str
    distance: int | None
    chain: Chain
    master: bool
    by: tuple[str, ...]
    receipts: tuple[Receipt, ...]

    @property
    def origin(self) -> From | None:
        """The best of those it has the datum from; None for a master, and for a sender that nobody feeds."""
        found = {each.origin for each in self.receipts}
        return None if self.master else next((each for each in FROM if each in found), None)


@dataclass(frozen=True)
class Lineage:
    """The holders of a datum on a day, by distance then id, those without a master behind them last.

    `mastered`: the datum whose masters these are, itself or a whole of it. `absent`: those who master it, and are not
    in service on that day.
    """

    datum: str
    graph: Graph
    holders: tuple[Holder, ...]
    mastered: str | None
    absent: tuple[str, ...]

    @cached_property
    def apart(self) -> frozenset[str]:
        """The holders without a master behind them."""
        return frozenset(each.id for each in self.holders if each.distance is None)


def lineage(graph: Graph, datum: str) -> Lineage:
    """From its master through every holder."""
    hint = Text("`ea deps` suit les flux d'une application", "`ea deps` follows the flows of an application")
    require(graph, datum, "data_object", hint)
    holding = Holding.of(graph)
    origins = holding.origins(datum)
    masters = [each for each in origins if each.masters]
    first = _walk(graph, holding, datum, {each.solution for each in masters})
    others = {each.solution for each in origins} - first.places.keys()
    second = _walk(graph, holding, datum, others, first.places)
    receipts = _receipts(graph, holding, datum, masters)
    found = []
    for id in holding.holders(datum):
        walk = first if id in first.places else second
        by = tuple(each.element for each in origins if each.solution == id)
        master = any(each.solution == id for each in masters)
        distance = first.places.get(id)
        found.append(Holder(id, distance, walk.chain_to_place(id), master, by, tuple(receipts.get(id, ()))))
    found.sort(key=lambda each: (each.distance is None, each.distance or 0, each.id))
    return Lineage(datum, graph, tuple(found), *_mastered(graph, datum))


def _walk(graph: Graph, holding: Holding, datum: str, start: Iterable[str], met: Iterable[str] = ()) -> Walk:
    """Along the flows that carry a datum, from some solutions."""
    flows, first = holding.onwards(datum), sorted(start)

    def onwards(solution: str) -> list[Hop]:
        return in_order(each.hop for each in flows.get(solution, ()))

    return Steps(in_order(hop for each in first for hop in onwards(each)), onwards, graph.solution, [*first, *met])


def _receipts(graph: Graph, holding: Holding, datum: str, masters: Iterable[Origin]) -> dict[str, list[Receipt]]:
    """The flows by which each solution has the datum from a holder of it, in order."""
    mastering = {each.solution for each in masters}
    wholes = {whole for each in masters for whole in graph.wholes(each.element, "part_of")}
    relays = {
        graph.solution(relay)
        for each in wholes
        if graph.kind(each) == "referential"
        for relay in graph.targets(each, "relays")
    }
    found: dict[str, list[Receipt]] = {}
    for giver, flows in holding.onwards(datum).items():
        if giver in holding.holders(datum):
            for each in flows:
                origin = _origin(graph, each, mastering, relays)
                receipt = Receipt(each.id, each.source, origin, graph.value(each.id, "mode"))
                found.setdefault(each.taker, []).append(receipt)
    return {id: sorted(each, key=lambda one: (FROM.index(one.origin), one.flow)) for id, each in found.items()}


def _origin(graph: Graph, exchange: Exchange, masters: set[str], relays: set[str]) -> From:
    """Whom an exchange has the datum from; what passes through a master or a relay of it comes from a relay."""
    if exchange.giver in masters:
        return "master"
    through = {exchange.giver, *(graph.solution(each) for each in graph.targets(exchange.id, "via"))}
    return "copy" if through.isdisjoint(relays | masters) else "relay"


def _mastered(graph: Graph, datum: str) -> tuple[str | None, tuple[str, ...]]:
    """The nearest of a datum and its wholes that has a master in service; and the masters of it that are not."""
    names = graph.wholes(datum, "part_of")
    mastered = next((each for each in names if any(map(graph.in_service, graph.targets(each, "mastered_by")))), None)
    absent = sorted(id for id in graph.targets(datum, "mastered_by") if not graph.in_service(id))
    return mastered, tuple(absent)

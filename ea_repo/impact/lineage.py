"""Who holds a datum, from its master on: in how many hops, from whom, by which flows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.chain import Chain, Hop, hop_of, in_order
from ea_repo.impact.refusal import require_kind
from ea_repo.impact.walk import PlainWalk, Walk
from ea_repo.semantics.exchanges import Exchange
from ea_repo.semantics.holders import Holders, Origin
from ea_repo.semantics.masters import mastered_name

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
        origins = {receipt.origin for receipt in self.receipts}
        return None if self.master else next((origin for origin in FROM if origin in origins), None)


@dataclass(frozen=True)
class Lineage:
    """The holders of a datum on a day, by distance then id, examples behind facts; last those without a master.

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
        return frozenset(holder.id for holder in self.holders if holder.distance is None)


def lineage(graph: Graph, datum: str) -> Lineage:
    """From its master through every holder."""
    hint = Text("`ea deps` suit les flux d'une application", "`ea deps` follows the flows of an application")
    require_kind(graph, datum, "data_object", hint)
    holders = Holders.in_service(graph)
    origins = holders.origins(datum)
    masters = [origin for origin in origins if origin.masters]
    from_masters = _walk(graph, holders, datum, {master.solution for master in masters})
    other_origins = {origin.solution for origin in origins} - from_masters.places.keys()
    from_others = _walk(graph, holders, datum, other_origins, from_masters.places)
    receipts = _receipts(graph, holders, datum, masters)
    answer = []
    for solution in holders.of(datum):
        walk = from_masters if solution in from_masters.places else from_others
        answer.append(
            Holder(
                solution,
                distance=from_masters.places.get(solution),
                chain=walk.chain_to_place(solution),
                master=any(master.solution == solution for master in masters),
                by=tuple(origin.element for origin in origins if origin.solution == solution),
                receipts=tuple(receipts.get(solution, ())),
            )
        )
    examples = graph.illustrative
    answer.sort(key=lambda holder: (holder.distance is None, holder.distance or 0, holder.id in examples, holder.id))
    absent = sorted(id for id in graph.targets(datum, "mastered_by") if not graph.in_service(id))
    return Lineage(datum, graph, tuple(answer), mastered_name(graph, datum), tuple(absent))


def _walk(graph: Graph, holders: Holders, datum: str, start: Iterable[str], done: Iterable[str] = ()) -> Walk:
    """Along the flows that carry a datum, from some solutions; those that are done are not gone on from."""
    by_giver, starts = holders.onwards(datum), sorted(start)

    def onwards(solution: str) -> list[Hop]:
        return in_order(map(hop_of, by_giver.get(solution, ())))

    first_hops = in_order(hop for solution in starts for hop in onwards(solution))
    return PlainWalk(first_hops, onwards, graph.solution, [*starts, *done])


def _receipts(graph: Graph, holders: Holders, datum: str, masters: Iterable[Origin]) -> dict[str, list[Receipt]]:
    """The flows by which each solution has the datum from a holder of it, in order."""
    mastering = {master.solution for master in masters}
    wholes = {whole for master in masters for whole in graph.wholes(master.element, "part_of")}
    relays = {
        graph.solution(relay)
        for whole in wholes
        if graph.kind(whole) == "referential"
        for relay in graph.targets(whole, "relays")
    }
    receipts: dict[str, list[Receipt]] = {}
    for giver, exchanges in holders.onwards(datum).items():
        if giver in holders.of(datum):
            for exchange in exchanges:
                origin = _origin(graph, exchange, mastering, relays)
                receipt = Receipt(exchange.flow, exchange.source, origin, graph.value(exchange.flow, "mode"))
                receipts.setdefault(exchange.taker, []).append(receipt)
    return {
        taker: sorted(received, key=lambda receipt: (FROM.index(receipt.origin), receipt.flow))
        for taker, received in receipts.items()
    }


def _origin(graph: Graph, exchange: Exchange, masters: set[str], relays: set[str]) -> From:
    """Whom an exchange has the datum from; what passes through a master or a relay of it comes from a relay."""
    if exchange.giver in masters:
        return "master"
    through = {exchange.giver, *(graph.solution(platform) for platform in graph.targets(exchange.flow, "via"))}
    return "copy" if through.isdisjoint(relays | masters) else "relay"

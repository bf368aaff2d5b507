"""Every exchange of a system, and which application is a module of which: what walks along flows are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.metamodel import accepts
from ea_repo.semantics.exchanges import Exchange, Exchanges


@dataclass(frozen=True)
class ExchangeLine:
    """A flow that is connected, between two solutions, and how it goes."""

    exchange: Exchange
    mode: str | None


@dataclass(frozen=True)
class ExchangeList:
    """The exchanges in the order of the flows; by module, the application of which it is one."""

    exchanges: tuple[ExchangeLine, ...]
    part_of: Mapping[str, str]


def exchange_list(graph: Graph) -> ExchangeList:
    """The exchanges that `ea deps` and `ea path` follow."""
    lines = (
        ExchangeLine(exchange, graph.value(exchange.flow, "mode")) for exchange in Exchanges.connected(graph).all()
    )
    modules = {
        id: wholes[1]
        for id in graph
        if accepts("application", graph.kind(id)) and len(wholes := graph.wholes(id, "part_of")) > 1
    }
    return ExchangeList(tuple(lines), modules)

"""The flows that what goes away receives: nobody is there to take them any more."""

from __future__ import annotations

from collections.abc import Collection

from ea_repo.graph import Graph
from ea_repo.semantics.exchanges import Exchanges


def received_flows(view: Graph, leaving: Collection[str]) -> tuple[str, ...]:
    """The flows in service that what leaves receives from what stays."""
    received = Exchanges.in_service(view).at(leaving, "receives")
    return tuple(
        exchange.flow for exchange in received if exchange.target in leaving and exchange.source not in leaving
    )

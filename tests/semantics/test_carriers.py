"""Who still holds a datum after a loss, found from what was hit alone, is what a walk over all that is left finds."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph, Record
from ea_repo.metamodel import Ref
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders

APPLICATIONS = [f"a{number}" for number in range(8)]
DATUM = "patient"


@st.composite
def systems(draw: st.DrawFn) -> Graph:
    """Applications that exchange a datum, some of which master it."""
    masters = draw(st.sets(st.sampled_from(APPLICATIONS), max_size=3))
    ends = st.tuples(st.sampled_from(APPLICATIONS), st.sampled_from(APPLICATIONS))
    flows = draw(st.lists(ends, max_size=24))
    records = [Record(DATUM, "data_object", {})]
    for application in APPLICATIONS:
        fields = {"masters": (Ref(DATUM),)} if application in masters else {}
        records.append(Record(application, "application", fields))
    for number, (source, target) in enumerate(flows):
        fields = {"source": (Ref(source),), "target": (Ref(target),), "data": (Ref(DATUM),)}
        records.append(Record(f"f{number}", "flow", fields))
    return Graph(records)


def walked(exchanges: Exchanges, holders: Holders, lost: Collection[str]) -> set[str]:
    """Breadth first from the origins that are left, by the exchanges that are."""
    reached = {origin.solution for origin in holders.origins(DATUM) if origin.element not in lost}
    while True:
        left = [
            exchange
            for exchange in exchanges.carrying(DATUM)
            if exchange.flow not in lost and exchange.target not in lost
        ]
        new = {exchange.taker for exchange in left if exchange.giver in reached} - reached
        if not new:
            return reached
        reached |= new


@given(systems(), st.data())
def test_what_is_left_is_what_a_walk_finds(graph: Graph, data: st.DataObject) -> None:
    exchanges = Exchanges.in_service(graph)
    holders = Holders(exchanges)
    assert holders.of(DATUM) == walked(exchanges, holders, ())
    lost = data.draw(st.sets(st.sampled_from([id for id in graph if id != DATUM]), max_size=10))
    assert holders.left(DATUM, lost) == walked(exchanges, holders, lost)
    assert holders.dried(DATUM, lost, holders.hit(lost)) == holders.of(DATUM) - walked(exchanges, holders, lost)

"""Who still holds a datum after a loss, found from what was hit alone, is what a walk over all that is left finds."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph, Record
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders
from ea_repo.metamodel import Ref

APPLICATIONS = [f"a{number}" for number in range(8)]
DATUM = "patient"


@st.composite
def systems(draw: st.DrawFn) -> Graph:
    """Applications that exchange a datum, some of which master it."""
    masters = draw(st.sets(st.sampled_from(APPLICATIONS), max_size=3))
    ends = st.tuples(st.sampled_from(APPLICATIONS), st.sampled_from(APPLICATIONS))
    flows = draw(st.lists(ends, max_size=24))
    records = [Record(DATUM, "data_object", {})]
    for each in APPLICATIONS:
        records.append(Record(each, "application", {"masters": (Ref(DATUM),)} if each in masters else {}))
    for number, (source, target) in enumerate(flows):
        fields = {"source": (Ref(source),), "target": (Ref(target),), "data": (Ref(DATUM),)}
        records.append(Record(f"f{number}", "flow", fields))
    return Graph(records)


def walked(exchanges: Exchanges, holding: Holders, lost: Collection[str]) -> set[str]:
    """Breadth first from the origins that are left, by the exchanges that are."""
    found = {each.solution for each in holding.origins(DATUM) if each.element not in lost}
    while True:
        alive = (each for each in exchanges.carrying(DATUM) if each.flow not in lost and each.target not in lost)
        new = {each.taker for each in alive if each.giver in found} - found
        if not new:
            return found
        found |= new


@given(systems(), st.data())
def test_what_is_left_is_what_a_walk_finds(graph: Graph, data: st.DataObject) -> None:
    exchanges = Exchanges.in_service(graph)
    holding = Holders(exchanges)
    assert holding.of(DATUM) == walked(exchanges, holding, ())
    lost = data.draw(st.sets(st.sampled_from([each for each in graph if each != DATUM]), max_size=10))
    assert holding.left(DATUM, lost) == walked(exchanges, holding, lost)
    assert holding.left(DATUM, lost, holding.hit(lost)) == holding.left(DATUM, lost)

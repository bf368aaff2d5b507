"""What is asked around a few solutions about who holds a datum is what all flows that carry it tell."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.impact.impact import impact
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders, used_without_holder
from tests.graph.far_away import far_away
from tests.impact.systems import System, losses, systems, text
from tests.texts import graph_of

DAY = dt.date(2021, 6, 1)


@pytest.fixture(params=["all flows of a solution", "those that carry the datum"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether the flows of a solution are read whatever they carry, or those that carry the datum."""
    monkeypatch.setattr("ea_repo.semantics.holders_nearby._FEW", 10**9 if request.param.startswith("all") else 0)
    return str(request.param)


@given(systems(8, 14), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_holds_a_datum_is_the_same_near_and_far(way: str, system: System, data: st.DataObject) -> None:
    near = graph_of(text(system)).at(DAY)
    own, there = Holders.in_service(near), Holders.in_service(far_away(near))
    carried = {datum for exchange in Exchanges.in_service(near).all() for datum in exchange.data}
    solutions = sorted({near.solution(id) for id in near.of("application")})
    lost = data.draw(st.sets(st.sampled_from([*near]), max_size=6))
    for datum in sorted({*near.of("data_object"), *carried}):
        assert {solution for solution in solutions if there.holds(datum, solution)} == own.of(datum)
        assert {id for id in near if there.is_origin(datum, id)} == {origin.element for origin in own.origins(datum)}
        dried = own.dried(datum, lost)
        assert there.dried(datum, lost) == dried == own.of(datum) - own.left(datum, lost)
        assert there.all_dried(datum, lost, dried) == own.all_dried(datum, lost, dried)
        assert own.all_dried(datum, lost, dried) == bool(own.of(datum) and not own.left(datum, lost))
        for solution in solutions:
            assert there.given(datum, solution) == own.given(datum, solution)
            assert there.taken(datum, solution) == own.taken(datum, solution)


@given(losses())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_loss_does_the_same_near_and_far(way: str, drawn: tuple[System, list[str], dt.date]) -> None:
    system, roots, day = drawn
    near = graph_of(text(system))
    own, there = (impact(graph, roots, day) for graph in (near, far_away(near)))
    assert (there.elements, there.flows_lost, there.to_confirm) == (own.elements, own.flows_lost, own.to_confirm)
    assert used_without_holder(there.graph) == used_without_holder(own.graph)


def test_where_too_much_is_around_all_flows_that_carry_it_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ea_repo.semantics.holders_nearby._MOST", 3)
    names = [f"a{number}" for number in range(9)]
    flows = [f"f{a}: {{source: {a}, target: {b}, data: d}}" for a, b in pairwise(names)]
    model = f"data_object: {{d: {{}}}}\napplication: {{{', '.join(f'{name}: {{}}' for name in names)}}}\n"
    near: Graph = graph_of(model + f"flow: {{{', '.join(flows)}}}\n")
    assert Holders.in_service(far_away(near)).dried("d", {"a0"}) == frozenset(names)

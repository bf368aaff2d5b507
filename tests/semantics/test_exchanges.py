"""Who exchanges what with whom."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.semantics.exchanges import Exchange, Exchanges, connected_ends, unnamed_datum
from tests.impact.systems import DATES, System, systems, text
from tests.texts import day, graph_of

AT = day("2021-12-31")


def flows(exchanges: Exchanges) -> list[str]:
    return [exchange.flow for exchange in exchanges.all()]


def test_the_source_gives_the_datum_and_the_target_receives_it_whoever_calls() -> None:
    graph = graph_of("""
application: {a: {}, b: {}}
data_object: {d: {}}
flow: {f: {source: a, target: b, data: d, initiator: b, need: vital}}
""")
    exchange = Exchange("f", source="a", target="b", giver="a", taker="b", data=("d",), need="vital")
    exchanges = Exchanges.in_service(graph)
    assert (exchanges.given("a"), exchanges.taken("a")) == ([exchange], [])
    assert (exchanges.given("b"), exchanges.taken("b")) == ([], [exchange])
    assert exchanges.find("f") == exchange
    assert exchanges.find("a") is None
    assert exchanges.find("nothing") is None


def test_what_a_module_sends_or_receives_its_solution_does() -> None:
    graph = graph_of("""
application: {a: {}, a1: {part_of: a}, a11: {part_of: a1}, b: {}, b1: {part_of: b}}
flow: {f: {source: a11, target: b1}}
""")
    (exchange,) = Exchanges.in_service(graph).given("a")
    assert (exchange.source, exchange.giver, exchange.target, exchange.taker) == ("a11", "a", "b1", "b")
    assert Exchanges.in_service(graph).taken("b") == [exchange]


def test_flows_inside_a_solution_are_not_followed() -> None:
    graph = graph_of("""
application: {a: {}, a1: {part_of: a}, a2: {part_of: a}}
flow: {f: {source: a1, target: a2}, g: {source: a, target: a1}}
""")
    assert flows(Exchanges.in_service(graph)) == flows(Exchanges.connected(graph)) == []


def test_an_instance_is_a_solution_of_its_own() -> None:
    graph = graph_of(
        "application: {p: {}, a: {instance_of: p}, b: {instance_of: p}}\nflow: {f: {source: a, target: b}}"
    )
    assert flows(Exchanges.in_service(graph)) == ["f"]


@pytest.mark.parametrize(
    ("flow", "in_service", "connected", "between_used"),
    [
        ("source: a, target: b", True, True, True),
        ("source: a, target: b, retired_on: 2021", False, False, False),
        ("source: a, target: b, live_on: 2022", False, False, False),
        ("source: a, target: {to: b, until: 2020}", False, False, False),
        ("source: a, target: b, environment: production", True, True, True),
        ("source: a, target: b, environment: training", False, False, False),
        # What left service and is still connected shows, but is asked nothing.
        ("source: a, target: old", False, True, False),
        ("source: old, target: b", False, True, False),
        ("source: a, target: test", True, True, False),
        # An API and a platform are needed: rules ask only about the flow.
        ("source: a, target: b, via: old", False, True, True),
        ("source: a, target: b, api: gone", False, True, True),
        ("target: b", False, False, False),
    ],
)
def test_which_flows_count(flow: str, in_service: bool, connected: bool, between_used: bool) -> None:
    graph = graph_of(f"""
application: {{a: {{}}, b: {{}}, old: {{retired_on: 2020}}, test: {{environment: training}}}}
api: {{gone: {{provided_by: a, retired_on: 2020}}}}
flow: {{f: {{{flow}}}}}
""").at(AT)
    assert bool(flows(Exchanges.in_service(graph))) is in_service
    assert bool(flows(Exchanges.connected(graph))) is connected
    assert bool(flows(Exchanges.connected(graph, many=True))) is connected
    assert bool(list(connected_ends(graph))) is connected
    assert bool(flows(Exchanges.between_used(graph))) is between_used


@pytest.mark.parametrize(
    ("data", "carried"),
    [("data: d", ("d",)), ("data: [e, d]", ("e", "d")), ("data: []", ()), ("", (unnamed_datum("f"),)),
     ("data: {to: d, until: 2020}", ())],
)  # fmt: skip
def test_a_flow_with_no_data_at_all_carries_a_datum_of_its_own(data: str, carried: tuple[str, ...]) -> None:
    graph = graph_of(f"""
application: {{a: {{}}, b: {{}}}}
data_object: {{d: {{}}, e: {{}}}}
flow: {{f: {{source: a, target: b, {data}}}}}
""").at(AT)
    (exchange,) = Exchanges.in_service(graph).all()
    assert exchange.data == carried


DATA = """
application: {a: {}, b: {}, c: {}}
data_object: {whole: {}, d: {part_of: whole}, bit: {part_of: d}, other: {part_of: whole}}
flow:
  f: {source: a, target: b, data: whole}
  g: {source: b, target: c, data: d}
  h: {source: c, target: a, data: [other, bit]}
  i: {source: a, target: c}
"""


def test_a_flow_brings_each_datum_written_on_it_and_its_parts() -> None:
    exchanges = Exchanges.in_service(graph_of(DATA))
    brought = {exchange.flow: exchanges.brought(exchange) for exchange in exchanges.all()}
    assert brought == {
        "f": ("bit", "d", "other", "whole"), "g": ("bit", "d"), "h": ("bit", "other"), "i": (unnamed_datum("i"),),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("datum", "expected"),
    [
        ("whole", ["f"]),
        ("d", ["f", "g"]),
        ("bit", ["f", "g", "h"]),
        ("other", ["f", "h"]),
        (unnamed_datum("i"), ["i"]),
    ],
)
def test_a_datum_is_carried_where_it_or_a_whole_of_it_is_written(datum: str, expected: list[str]) -> None:
    assert [exchange.flow for exchange in Exchanges.in_service(graph_of(DATA)).carrying(datum)] == expected


@pytest.mark.parametrize(
    ("solution", "datum", "expected"),
    [
        ("b", "bit", True),
        ("c", "whole", True),
        ("c", "other", False),
        ("a", "whole", True),
        ("a", "d", True),
    ],
)
def test_a_solution_is_brought_a_datum_by_its_name_by_a_part_or_by_a_whole(
    solution: str, datum: str, expected: bool
) -> None:
    assert Exchanges.in_service(graph_of(DATA)).brings(solution, datum) is expected


PLATFORM = """
application: {a: {}, hub: {}, copy: {instance_of: product}, product: {type: platform}, b: {}, c: {}}
flow:
  f: {source: a, target: copy}
  g: {source: copy, target: b}
  h: {source: c, target: a}
"""


def test_a_platform_written_as_an_end_is_only_a_way_to_the_next() -> None:
    exchanges = Exchanges.between_used(graph_of(PLATFORM))
    assert exchanges.partners("a") == {"copy", "b", "c"}
    assert exchanges.partners("a", ["sends"]) == {"copy", "b"}
    assert exchanges.partners("c") == {"a"}


# Whatever the system


def answers(exchanges: Exchanges, graph: Graph) -> dict[str, tuple[list[str], list[str], set[str]]]:
    return {
        solution: (
            [exchange.flow for exchange in exchanges.given(solution)],
            [exchange.flow for exchange in exchanges.taken(solution)],
            exchanges.partners(solution),
        )
        for solution in graph.of("application")
    }


@given(systems(most_flows=14), st.sampled_from(DATES))
def test_however_it_is_asked_the_answer_is_the_same(system: System, date: dt.date) -> None:
    graph = graph_of(text(system)).at(date)
    one_by_one, at_once = Exchanges.connected(graph), Exchanges.connected(graph, many=True)
    assert list(one_by_one.all()) == list(at_once.all())
    assert answers(one_by_one, graph) == answers(at_once, graph)
    ends = [(exchange.source, exchange.flow, exchange.target) for exchange in one_by_one.all()]
    assert sorted(connected_ends(graph)) == sorted(ends)


@given(systems(most_flows=14), st.sampled_from(DATES))
def test_what_is_in_service_is_connected(system: System, date: dt.date) -> None:
    graph = graph_of(text(system)).at(date)
    connected = set(flows(Exchanges.connected(graph)))
    assert connected.issuperset(flows(Exchanges.in_service(graph)))
    assert connected.issuperset(flows(Exchanges.between_used(graph)))
    for exchange in Exchanges.in_service(graph).all():
        assert exchange in Exchanges.in_service(graph).of(exchange.giver)
        assert exchange in Exchanges.in_service(graph).of(exchange.taker)

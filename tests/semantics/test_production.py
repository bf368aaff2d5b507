"""Production, and what is in use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.semantics.production import among_in_use, in_use, is_in_use, of_production, outside_production
from tests.impact.systems import DATES, System, systems, text
from tests.texts import day, graph_of

AT = day("2021-12-31")


@pytest.mark.parametrize(
    ("environment", "counts"),
    [("", True), ("environment: production", True), ("environment: training", False)],
)
def test_what_says_nothing_of_its_environment_is_of_production(environment: str, counts: bool) -> None:
    graph = graph_of(f"application: {{a: {{}}, b: {{}}}}\nflow: {{f: {{source: a, target: b, {environment}}}}}")
    assert of_production(graph, "f") is counts
    assert outside_production(graph, "flow") == (frozenset() if counts else {"f"})
    assert outside_production(graph, "application") == frozenset()


def test_what_left_service_is_not_in_use() -> None:
    graph = graph_of("application: {a: {}, old: {retired_on: 2020}, soon: {live_on: 2023}}").at(AT)
    assert in_use(graph, "application") == {"a"}


@pytest.mark.parametrize(
    ("flow", "used"),
    [
        ("source: a, target: old", True),
        ("source: a, target: b, via: old", True),
        ("source: a, target: b, retired_on: 2021", False),
        ("source: a, target: {to: b, until: 2020}", False),
        ("source: a, target: b, environment: qualification", False),
    ],
)
def test_a_flow_is_asked_only_about_its_own_dates(flow: str, used: bool) -> None:
    graph = graph_of(f"application: {{a: {{}}, b: {{}}, old: {{retired_on: 2020}}}}\nflow: {{f: {{{flow}}}}}").at(AT)
    assert is_in_use(graph, "f") is used


@given(systems(), st.sampled_from(DATES))
def test_one_element_is_judged_as_all_are(system: System, date: object) -> None:
    graph: Graph = graph_of(text(system)).at(date)  # type: ignore[arg-type]
    used = {id for kind in graph.vocabulary.kinds for id in in_use(graph, kind)}
    assert used == {id for id in graph if is_in_use(graph, id)}
    assert among_in_use(graph, graph) == sorted(used)

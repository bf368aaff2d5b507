"""Loops where none may be: found, reported once each, and not followed."""

from __future__ import annotations

import pytest

from ea_repo.graph import Graph
from tests.texts import flawed, graph_of


def loops(graph: Graph) -> list[tuple[str, tuple[str, ...]]]:
    return [(loop.field, loop.ids) for loop in graph.loops()]


def test_a_loop_is_reported_from_its_first_element_and_its_last_link_closes_it() -> None:
    graph = flawed("application: {c: {part_of: a}, a: {part_of: b}, b: {part_of: c}}")
    assert loops(graph) == [("part_of", ("a", "b", "c"))]
    assert graph.closing == {("c", "part_of", "a")}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("application", "part_of"),
        ("application", "instance_of"),
        ("application", "successor"),
        ("referential", "relays"),
        ("referential", "replica_of"),
        ("standard", "replaced_by"),
        ("zone", "part_of"),
        ("site", "part_of"),
        ("node", "part_of"),
        ("objective", "part_of"),
    ],
)
def test_a_link_that_closes_a_loop_is_not_followed(kind: str, field: str) -> None:
    graph = flawed(f"{kind}: {{a: {{{field}: b}}, b: {{{field}: a}}}}")
    assert loops(graph) == [(field, ("a", "b"))]
    assert graph.targets("a", field) == ["b"]
    assert graph.targets("b", field) == []
    assert [(relation.source, relation.target) for relation in graph.relations()] == [("a", "b")]
    assert graph.arriving("a") == []
    assert list(graph.to_networkx().edges()) == [("a", "b")]


def test_an_element_that_points_at_itself_is_a_loop_of_one() -> None:
    graph = flawed("application: {a: {successor: [a, b]}, b: {}}")
    assert loops(graph) == [("successor", ("a",))]
    assert graph.targets("a", "successor") == ["b"]


def test_each_link_that_closes_a_loop_is_reported() -> None:
    graph = flawed("application: {a: {successor: b}, b: {successor: [a, c]}, c: {successor: [a, b]}}")
    assert loops(graph) == [("successor", ("a", "b")), ("successor", ("a", "b", "c")), ("successor", ("b", "c"))]


def test_two_ways_to_one_place_are_no_loop() -> None:
    graph = graph_of("node: {a: {part_of: [b, c]}, b: {part_of: d}, c: {part_of: d}, d: {}}")
    assert graph.loops() == []


def test_a_way_back_by_another_field_is_no_loop() -> None:
    assert graph_of("application: {a: {part_of: b}, b: {instance_of: a, successor: a}}").loops() == []


def test_links_that_may_come_back_are_followed() -> None:
    graph = graph_of("application: {a: {sso: b}, b: {sso: [a, b]}}")
    assert graph.loops() == []
    assert graph.targets("b", "sso") == ["a", "b"]


def test_a_link_that_is_not_followed_for_another_reason_closes_nothing() -> None:
    graph = flawed("application: {a: {part_of: z}}\nzone: {z: {part_of: a}}")
    assert graph.loops() == []
    graph = flawed("application: {x: {replica_of: y}, y: {}}\nreferential: {r: {replica_of: [x, nowhere]}}")
    assert graph.loops() == []


def test_a_long_loop_needs_no_recursion() -> None:
    links = "".join(f"  m{number:04}: {{part_of: m{number + 1:04}}}\n" for number in range(3000))
    graph = flawed(f"application:\n{links}  m3000: {{part_of: m0000}}\n")
    assert [len(loop.ids) for loop in graph.loops()] == [3001]
    assert graph.solution("m0000") == "m3000"

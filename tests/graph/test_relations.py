"""Links both ways: those that leave an element, those that arrive, by field and by inverse name."""

from __future__ import annotations

import pytest

from ea_repo.graph import Graph, Relation
from ea_repo.metamodel import Ref
from tests.texts import day, flawed, graph_of

MODEL = """
application:
  orbis: {covers: [lits, bloc], moa: dsi, successor: {to: neo, from: 2025}}
  glims: {covers: [lits], supplier: dsi}
  neo: {}
referential:
  siu: {relays: orbis, covers: [bloc]}
process: {lits: {}, bloc: {}}
actor: {dsi: {}}
flow:
  siu-orbis: {source: siu, target: orbis}
"""


def ends(relations: list[Relation]) -> list[tuple[str, str, str]]:
    return [(relation.source, relation.field, relation.target) for relation in relations]


def test_leaving_links_come_as_they_are_written() -> None:
    graph = graph_of(MODEL)
    assert ends(graph.leaving("orbis")) == [
        ("orbis", "covers", "lits"),
        ("orbis", "covers", "bloc"),
        ("orbis", "moa", "dsi"),
        ("orbis", "successor", "neo"),
    ]
    assert graph.leaving("lits") == []


def test_a_relation_carries_its_dates() -> None:
    graph = graph_of(MODEL)
    assert graph.leaving("orbis")[-1] == Relation("orbis", "successor", "neo", Ref("neo", from_="2025"))
    assert graph.arriving("neo") == [Relation("orbis", "successor", "neo", Ref("neo", from_="2025"))]


def test_arriving_links_come_in_the_order_of_their_sources() -> None:
    graph = graph_of(MODEL)
    assert ends(graph.arriving("lits")) == [("glims", "covers", "lits"), ("orbis", "covers", "lits")]
    assert ends(graph.arriving("orbis")) == [("siu", "relays", "orbis"), ("siu-orbis", "target", "orbis")]


def test_arriving_links_may_be_asked_by_their_inverse_name() -> None:
    graph = graph_of(MODEL)
    assert ends(graph.arriving("orbis", "receives")) == [("siu-orbis", "target", "orbis")]
    assert ends(graph.arriving("dsi", "applications_owned")) == [("orbis", "moa", "dsi")]
    assert graph.arriving("orbis", "sends") == []
    assert graph.arriving("orbis", "no_such_name") == []


@pytest.mark.parametrize(
    ("id", "name", "expected"),
    [
        ("orbis", "covers", ["lits", "bloc"]),
        ("bloc", "covered_by", ["orbis", "siu"]),
        ("neo", "predecessors", ["orbis"]),
        ("siu", "sends", ["siu-orbis"]),
        ("orbis", "relay_of", ["siu"]),
        ("lits", "parts", []),
        ("dsi", "applications_supplied", ["glims"]),
    ],
)
def test_targets_are_asked_by_field_or_by_inverse_name(id: str, name: str, expected: list[str]) -> None:
    assert graph_of(MODEL).targets(id, name) == expected


def test_a_target_written_twice_is_one_target_and_two_relations() -> None:
    graph = graph_of("""
application: {a: {deployed_at: [{to: s, until: 2020}, {to: s, from: 2022}]}}
site: {s: {}}
""")
    assert graph.targets("a", "deployed_at") == ["s"]
    assert graph.targets("s", "hosts") == ["a"]
    assert len(graph.leaving("a")) == len(graph.arriving("s")) == 2


def test_links_to_nothing_or_to_a_wrong_kind_are_not_followed() -> None:
    graph = flawed("""
application: {a: {covers: [nowhere, s, p], zone: p}}
process: {p: {}}
site: {s: {}}
""")
    assert ends(graph.leaving("a")) == [("a", "covers", "p")]
    assert graph.targets("a", "zone") == []
    assert graph.arriving("s") == []
    assert ends(graph.arriving("p")) == [("a", "covers", "p")]


def test_a_link_that_is_not_written_has_no_value() -> None:
    assert graph_of(MODEL).links("orbis", "zone") == []


def test_every_link_is_listed_once() -> None:
    assert len(list(graph_of(MODEL).relations())) == 10


def line_of(count: int) -> Graph:
    links = "".join(f"  a{number}: {{successor: a{number + 1}}}\n" for number in range(1, count))
    return graph_of(f"application:\n{links}  a{count}: {{}}\n")


def test_around_goes_both_ways_and_says_how_far() -> None:
    graph = line_of(6)
    assert graph.around(["a3"]) == {"a3": 0, "a2": 1, "a4": 1}
    assert graph.around(["a3"], depth=2) == {"a3": 0, "a2": 1, "a4": 1, "a1": 2, "a5": 2}
    assert graph.around(["a3"], depth=0) == {"a3": 0}
    assert graph.around(["a6", "a1"], depth=1) == {"a1": 0, "a6": 0, "a2": 1, "a5": 1}
    assert list(graph.around(["a3"], depth=9)) == ["a3", "a2", "a4", "a1", "a5", "a6"]


def test_around_sees_only_the_links_of_the_day() -> None:
    graph = graph_of(MODEL)
    assert "neo" not in graph.at(day("2024-12-31")).around(["orbis"])
    assert "neo" in graph.at(day("2025-01-01")).around(["orbis"])


def test_networkx_gets_the_same_elements_and_links() -> None:
    graph = graph_of(MODEL).at(day("2021-12-31"))
    other = graph.to_networkx()
    assert [(id, other.nodes[id]["kind"]) for id in other] == [(id, graph.kind(id)) for id in graph]
    assert set(other.edges(keys=True)) == {
        (relation.source, relation.target, relation.field) for relation in graph.relations()
    }
    assert not other.has_edge("orbis", "neo")

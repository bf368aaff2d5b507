"""`with_`: what the graph would be, without touching it."""

from __future__ import annotations

from ea_repo.graph import Changes, Graph, Record
from ea_repo.metamodel import Ref
from tests.texts import day, graph_of

MODEL = """
application:
  a: {covers: [p], live_on: 2020}
  b: {covers: [p, q], successor: a}
process: {p: {}, q: {}}
"""


def record(id: str, kind: str = "application", **fields: object) -> Record:
    return Record(id, kind, fields)


def triples(graph: Graph) -> list[tuple[str, str, str]]:
    return [(relation.source, relation.field, relation.target) for relation in graph.relations()]


def test_an_element_put_is_there_in_its_order_with_its_links() -> None:
    graph = graph_of(MODEL).with_(Changes(put=[record("ab", covers=(Ref("q"),))]))
    assert list(graph) == ["a", "ab", "b", "p", "q"]
    assert graph.of("application") == ["a", "ab", "b"]
    assert graph.targets("q", "covered_by") == ["ab", "b"]
    assert len(graph) == 5


def test_an_element_removed_takes_its_links_and_those_to_it() -> None:
    graph = graph_of(MODEL).with_(Changes(remove=["a"]))
    assert list(graph) == ["b", "p", "q"]
    assert "a" not in graph
    assert graph.of("application") == ["b"]
    assert triples(graph) == [("b", "covers", "p"), ("b", "covers", "q")]
    assert graph.targets("p", "covered_by") == ["b"]


def test_an_element_put_in_place_of_another_replaces_it_whole() -> None:
    graph = graph_of(MODEL).with_(Changes(put=[record("b", name="B", covers=(Ref("q"),))]))
    assert graph.value("b", "successor") is None
    assert graph.name("b") == "B"
    assert triples(graph) == [("a", "covers", "p"), ("b", "covers", "q")]
    assert graph.targets("p", "covered_by") == ["a"]
    assert graph.arriving("a") == []


def test_an_element_may_change_its_kind() -> None:
    graph = graph_of(MODEL).with_(Changes(put=[record("a", "referential"), record("q", "site")]))
    assert graph.of("referential") == ["a"]
    assert graph.of("process") == ["p"]
    assert graph.targets("b", "covers") == ["p"]
    assert graph.targets("b", "successor") == ["a"]


def test_what_is_both_put_and_removed_is_there() -> None:
    graph = graph_of(MODEL).with_(Changes(put=[record("a", name="A")], remove=["a"]))
    assert graph.name("a") == "A"


def test_removing_what_is_not_there_changes_nothing() -> None:
    graph = graph_of(MODEL)
    assert triples(graph.with_(Changes(remove=["nowhere"]))) == triples(graph)
    assert triples(graph.with_(Changes())) == triples(graph)


def test_a_change_leaves_the_base_as_it_was() -> None:
    graph = graph_of(MODEL)
    before = list(graph), triples(graph), graph.targets("p", "covered_by"), graph.record("b")
    changed = graph.with_(Changes(put=[record("c", covers=(Ref("p"),)), record("b")], remove=["a"]))
    assert triples(changed) == [("c", "covers", "p")]
    assert (list(graph), triples(graph), graph.targets("p", "covered_by"), graph.record("b")) == before


def test_changes_may_be_iterators() -> None:
    graph = graph_of(MODEL).with_(Changes(put=iter([record("c")]), remove=iter(["a"])))
    assert list(graph) == ["b", "c", "p", "q"]
    assert list(graph) == ["b", "c", "p", "q"], "asked twice, the same"


def test_changes_add_up() -> None:
    graph = graph_of(MODEL).with_(Changes(remove=["a"])).with_(Changes(put=[record("a")])).with_(Changes(remove=["q"]))
    assert triples(graph) == [("b", "covers", "p"), ("b", "successor", "a")]


def test_a_change_keeps_the_date_and_a_date_keeps_the_change() -> None:
    base = graph_of(MODEL)
    dated = base.at(day("2019-06-01")).with_(Changes(put=[record("c", live_on="2021")]))
    assert dated.date == day("2019-06-01")
    assert (dated.phase("a"), dated.phase("c")) == ("plan", "plan")
    later = dated.at(day("2021-06-01"))
    assert later.phase("c") == "active"
    assert "c" not in base


def test_a_phase_already_asked_is_asked_again_after_a_change() -> None:
    graph = graph_of("application: {w: {live_on: 2020}, m: {part_of: w}}").at(day("2021-01-01"))
    assert graph.phase("m") == "active"
    assert graph.parts("w") == {"w", "m"}
    changed = graph.with_(Changes(put=[record("w", retired_on="2020"), record("n", part_of=(Ref("w"),))]))
    assert changed.phase("m") == "end_of_life"
    assert changed.parts("w") == {"w", "m", "n"}
    assert graph.phase("m") == "active"


def test_a_change_may_close_a_loop_or_open_one() -> None:
    graph = graph_of(MODEL)
    closed = graph.with_(Changes(put=[record("a", successor=(Ref("b"),))]))
    assert [loop.ids for loop in closed.loops()] == [("a", "b")]
    assert closed.targets("b", "successor") == []
    assert graph.targets("b", "successor") == ["a"]
    opened = closed.with_(Changes(remove=["a"])).with_(Changes(put=[record("a")]))
    assert opened.loops() == []
    assert opened.targets("b", "successor") == ["a"]

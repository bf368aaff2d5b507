"""Elements by id and by kind, in an order that does not depend on how they were written."""

from __future__ import annotations

import itertools

import pytest

from ea_repo.graph import Graph, Record
from ea_repo.metamodel import Ref, kind
from tests.texts import day, graph_of, read

MODEL = """
application:
  orbis: {name: ORBIS, type: core, covers: [lits], live_on: 2012}
  agathe: {}
referential:
  siu: {name: SIU, sanctuarised: true}
process:
  lits: {name: Lits}
"""


def test_elements_come_in_the_order_of_their_ids() -> None:
    graph = graph_of(MODEL)
    assert list(graph) == ["agathe", "lits", "orbis", "siu"]
    assert len(graph) == 4


def test_the_order_of_files_and_of_elements_changes_nothing() -> None:
    texts = ["application: {b: {covers: [p]}, a: {}}", "process: {p: {}}", "referential: {c: {successor: [a, b]}}"]
    graphs = [read(*order)[0] for order in itertools.permutations(texts)]
    assert {tuple(graph) for graph in graphs} == {("a", "b", "c", "p")}
    assert len({tuple(graph.of("application")) for graph in graphs}) == 1
    assert len({tuple(map(str, graph.relations())) for graph in graphs}) == 1
    assert len({tuple(map(str, graph.arriving("b"))) for graph in graphs}) == 1


def test_a_kind_holds_its_special_cases_and_they_do_not_hold_it() -> None:
    graph = graph_of(MODEL)
    assert graph.of("application") == ["agathe", "orbis", "siu"]
    assert graph.of("referential") == ["siu"]
    assert graph.of("flow") == []
    assert graph.of("*") == list(graph)
    with pytest.raises(KeyError):
        graph.of("applicaton")


def test_an_element_is_of_its_kind_as_written() -> None:
    graph = graph_of(MODEL)
    assert graph.kind("siu") == "referential"
    assert graph.kind("orbis") == "application"


def test_an_element_has_what_is_written_and_the_defaults_of_its_kind() -> None:
    element = graph_of(MODEL)["orbis"]
    assert element == kind("application").model.model_validate(
        {"id": "orbis", "name": "ORBIS", "type": "core", "covers": ["lits"], "live_on": 2012}
    )
    assert element.model_fields_set == {"name", "type", "covers", "live_on"}
    assert str(element) == "ORBIS"


def test_only_what_is_written_has_a_value() -> None:
    graph = graph_of(MODEL)
    assert graph.value("orbis", "covers") == (Ref("lits"),)
    assert graph.value("orbis", "live_on") == "2012"
    assert graph.value("orbis", "zone") is None
    assert graph.value("agathe", "covers") is None


def test_an_element_without_a_name_is_called_by_its_id() -> None:
    graph = graph_of(MODEL)
    assert [graph.name(id) for id in ("orbis", "agathe", "nowhere")] == ["ORBIS", "agathe", "nowhere"]


def test_what_is_not_there_is_a_key_error() -> None:
    graph = graph_of(MODEL)
    assert "orbis" in graph
    assert "ORBIS" not in graph
    assert 12 not in graph
    for ask in (graph.__getitem__, graph.record, graph.kind, graph.phase, graph.leaving, graph.in_service):
        with pytest.raises(KeyError):
            ask("nowhere")


def test_what_is_recorded_is_what_is_written_visible_or_not() -> None:
    graph = graph_of("""
application:
  a: {covers: [{to: p, until: 2020}], uses: []}
process: {p: {}, q: {}}
""").at(day("2023-01-01"))
    assert graph.targets("a", "covers") == []
    assert graph.recorded("a", "covers")
    assert graph.recorded("a", "uses")
    assert not graph.recorded("a", "masters")
    assert graph.recorded("p", "covered_by")
    assert not graph.recorded("q", "covered_by")


def test_an_empty_graph_answers() -> None:
    graph = Graph()
    assert list(graph) == []
    assert len(graph) == 0
    assert graph.of("application") == []
    assert list(graph.relations()) == []
    assert graph.loops() == []
    assert graph.around([]) == {}
    assert len(graph.to_networkx()) == 0


def test_a_graph_keeps_the_file_of_each_element() -> None:
    graph, _ = read("application: {a: {}}", "application: {b: {}}")
    assert [graph.record(id).file for id in graph] == ["1", "2"]
    assert Record("a", "application", {}).file == ""

"""Selectors say of many elements together what they say of each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ea_repo.check.checks.general import NOTHING
from ea_repo.demo import demo
from ea_repo.graph import Graph
from ea_repo.metamodel import kinds
from ea_repo.repository import Repository
from ea_repo.select import Known, Selector
from ea_repo.select.evaluation import EVERYTHING, Knowledge


def selectors_of(repository: Repository) -> Iterator[Selector]:
    """Every selector of a charter."""
    for rule in repository.charter.rules.values():
        for argument in (rule.selector, *rule.call.values.values()):
            for item in argument if isinstance(argument, tuple) else (argument,):
                if isinstance(item, Selector):
                    yield item


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("many") / "si"
    demo(folder, 150, 5)
    return Repository(folder)


@pytest.mark.parametrize(
    "known", [EVERYTHING, Known(), Known([{"kind": "flow"}, {"kind": "flow", "fields": ["mode"]}])]
)
def test_the_answers_of_a_column_are_those_of_its_elements(repository: Repository, known: Knowledge) -> None:
    graph: Graph = repository.graph
    selectors = {NOTHING, *selectors_of(repository)}
    assert len(selectors) > 60
    for selector in selectors:
        answers = selector.on(graph, known)
        for of in kinds():
            assert answers.column(of) == [answers(id) for id in graph.exactly(of)], (selector, of)
        ids = [*graph]
        assert len(ids) > 500
        assert answers.of(ids) == [answers(id) for id in ids]
        assert selector.select(graph) == [id for id in ids if selector.matches(graph, id)]


def test_only_those_of_a_collection_are_selected(repository: Repository) -> None:
    graph = repository.graph
    ids = Selector.parse({"kind": "application"}).select(graph)
    assert set(graph.of("referential")) < set(ids)
    kinds = ("application", "referential")
    assert Selector.parse({"kind": "application"}).select(graph, {kind: set(ids[::3]) for kind in kinds}) == ids[::3]

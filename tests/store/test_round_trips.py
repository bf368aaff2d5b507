"""What the database holds of an element, and what a pull writes, say the same as the text; no server needed."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.finding import Position
from ea_repo.graph import Graph
from ea_repo.load import Workspace, load
from ea_repo.load.files import Source
from ea_repo.load.locate import Locator
from ea_repo.load.model import read_model
from ea_repo.load.settings import Settings
from ea_repo.load.values import Raw, records
from ea_repo.load.yaml import parse
from ea_repo.metamodel import kind
from ea_repo.store import rows, text
from tests.load.random_texts import models

NOWHERE = Locator.reading(lambda _: None)


def dumped(model: dict[str, Any]) -> str:
    return yaml.dump(model, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def workspace(model: str) -> Workspace:
    locator = Locator.reading(lambda _: model)
    graph, findings = read_model([Source("model/a.yaml", model)], locator)
    return Workspace(Path(), Settings(name="x"), graph, tuple(findings), locator)


def said(graph: Graph) -> list[tuple[str, str, str]]:
    return [(id, graph.kind(id), repr(list(graph.record(id).fields.items()))) for id in graph]


@given(models())
def test_a_row_gives_back_the_element_and_its_places(model: dict[str, Any]) -> None:
    opened = workspace(dumped(model))
    for row in rows.rows(opened):
        made, wrong = records([Raw(row.id, kind(row.kind), json.loads(row.text), row.file)], NOWHERE)
        assert not wrong
        record = opened.graph.record(row.id)
        assert repr(made[0].fields) == repr(dict(record.fields))
        assert row.digest == rows.digest(row.kind, row.text)
        there = Locator(lambda _, row=row: rows.marks_of(row.kind, row.id, row.line, row.column, row.marks))  # type: ignore[misc]
        for field in record.fields:
            assert there.find(row.file, row.kind, row.id, field) == opened.locate(row.id, field)
        assert all(isinstance(each.properties.get("position", 0), int) for each in rows.ties(record))
        assert rows.properties(row, record, "x")["name"]


@given(models())
def test_a_pull_writes_what_loads_to_the_same_graph(model: dict[str, Any]) -> None:
    opened = workspace(dumped(model))
    with TemporaryDirectory() as made:
        text.fill(Path(made), opened.graph, "name: x\n")
        assert said(load(Path(made)).graph) == said(opened.graph)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_written_so_that_it_is_read_again(value: str) -> None:
    document = parse(f"a: {text.written(value)}\nb: [{text.written(value)}, {{c: {text.written(value)}}}]\n")
    assert not document.flaws
    assert document.value == {"a": value, "b": [value, {"c": value}]}


def test_places_are_counted_from_the_element() -> None:
    model = "application:\n  orbis:\n    name: ORBIS\n    covers: [a, {to: b, from: 2020}]\n"
    row = next(rows.rows(workspace(model)))
    assert row.marks == "name:1:5 covers:2:5 covers/0:2:14 covers/1:2:17 covers/1/to:2:18 covers/1/from:2:25"
    moved = next(rows.rows(workspace("# said before\n" + model)))
    assert (moved.marks, moved.digest, moved.line) == (row.marks, row.digest, row.line + 1)
    assert moved.place != row.place
    assert workspace(model).locate("orbis", "covers", 1) == Position("model/a.yaml", 4, 17)

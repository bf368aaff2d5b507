"""What the database holds of an element, and what a pull writes, say the same as the text; no server needed."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.load import Workspace, load
from ea_repo.load.files import Source
from ea_repo.load.graph_bytes import GraphBuilder
from ea_repo.load.locate import Locator
from ea_repo.load.model import read_model
from ea_repo.load.settings import Settings
from ea_repo.load.validation import Raw, records
from ea_repo.load.yaml import parse
from ea_repo.metamodel import kind, kinds
from ea_repo.store.neo4j import rows, text
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
def test_a_row_gives_back_the_element_and_where_it_is(model: dict[str, Any]) -> None:
    opened = workspace(dumped(model))
    places = parse(dumped(model), marks=True).marks
    for row in rows.rows(opened):
        made, wrong = records([Raw(row.id, kind(row.kind), json.loads(row.text), row.file)], NOWHERE)
        assert not wrong
        record = opened.graph.record(row.id)
        assert repr(made[0].fields) == repr(dict(record.fields))
        assert row.digest == rows.digest(row.kind, row.text)
        assert (row.line, row.column) == places[row.kind, row.id]
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


def test_a_comment_changes_the_file_and_the_places_only() -> None:
    model = "application:\n  orbis:\n    name: ORBIS\n    covers: [a, {to: b, from: 2020}]\n"
    before, after = workspace(model), workspace("# said before\n" + model)
    (row,), (moved,) = rows.rows(before), rows.rows(after)
    assert (moved.digest, moved.line) == (row.digest, row.line + 1)
    (file,), (changed,) = rows.files(before), rows.files(after)
    assert rows.text_of(file.data) == model
    assert (file.name, file.digest != changed.digest) == (changed.name, True)


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=3)), st.randoms())
def test_the_digest_of_a_whole_does_not_depend_on_the_order(digests: dict[str, str], random: Random) -> None:
    shuffled = list(digests.items())
    random.shuffle(shuffled)
    assert str(rows.Whole(shuffled)) == str(rows.Whole(digests.items()))
    assert str(rows.Whole([*shuffled, ("more", "x")])) != str(rows.Whole(shuffled))


@given(models(), st.integers(1, 4), st.randoms())
def test_a_graph_given_in_pieces_is_the_same(model: dict[str, Any], size: int, random: Random) -> None:
    graph = workspace(dumped(model)).graph
    ids = list(graph)
    random.shuffle(ids)
    with GraphBuilder() as pieces:
        for of in {graph.kind(id) for id in ids}:
            same = [graph.record(id) for id in ids if graph.kind(id) == of]
            for start in range(0, len(same), size):
                pieces.add(of, same[start : start + size])
        made = pieces.graph()
    assert said(made) == said(graph)
    assert {of: list(made.of(of)) for of in kinds()} == {of: list(graph.of(of)) for of in kinds()}

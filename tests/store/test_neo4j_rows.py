"""The rows that a push writes say the same as the text; no server needed."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.load.graph_builder import GraphBuilder
from ea_repo.load.locate import Locator
from ea_repo.load.validation import Raw, records
from ea_repo.load.yaml import parse
from ea_repo.metamodel import kind, kinds
from ea_repo.store.neo4j.cypher_names import OWN_PROPERTIES
from ea_repo.store.neo4j.node_rows import (
    SumDigest,
    decompress,
    element_digest,
    element_rows,
    file_rows,
    node_properties,
    relationship_rows,
)
from tests.load.random_texts import models
from tests.store.reading import as_text, content, read

NO_PLACES = Locator.reading(lambda _: None)


@given(models())
def test_a_row_gives_back_the_element_and_where_it_is(model: dict[str, Any]) -> None:
    workspace = read(as_text(model))
    places = parse(as_text(model), marks=True).marks
    for row in element_rows(workspace):
        restored, findings = records([Raw.of(row.id, kind(row.kind), json.loads(row.text), row.file)], NO_PLACES)
        assert not findings
        record = workspace.graph.record(row.id)
        assert repr(restored[0].fields) == repr(dict(record.fields))
        assert row.digest == element_digest(row.kind, row.text)
        assert (row.line, row.column) == places[row.kind, row.id]
        assert all(
            isinstance(link.properties.get("position", 0), int) for link in relationship_rows(record, kind(row.kind))
        )
        assert node_properties(row, record, kind(row.kind), "x")["name"]


def test_a_comment_changes_the_file_and_the_places_only() -> None:
    model = "application:\n  orbis:\n    name: ORBIS\n    covers: [a, {to: b, from: 2020}]\n"
    before, after = read(model), read("# one line more\n" + model)
    (row,), (moved,) = element_rows(before), element_rows(after)
    assert (moved.digest, moved.line) == (row.digest, row.line + 1)
    (file,), (changed,) = file_rows(before), file_rows(after)
    assert decompress(file.data) == model
    assert (file.name, file.digest != changed.digest) == (changed.name, True)


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=3)), st.randoms())
def test_the_digest_of_many_things_does_not_depend_on_their_order(digests: dict[str, str], random: Random) -> None:
    shuffled = list(digests.items())
    random.shuffle(shuffled)
    assert str(SumDigest(shuffled)) == str(SumDigest(digests.items()))
    assert str(SumDigest([*shuffled, ("more", "x")])) != str(SumDigest(shuffled))


@given(models(), st.integers(1, 4), st.randoms())
def test_a_graph_given_in_pieces_is_the_same(model: dict[str, Any], size: int, random: Random) -> None:
    graph = read(as_text(model)).graph
    ids = list(graph)
    random.shuffle(ids)
    with GraphBuilder() as builder:
        for name in {graph.kind(id) for id in ids}:
            of_kind = [graph.record(id) for id in ids if graph.kind(id) == name]
            for start in range(0, len(of_kind), size):
                builder.add(name, of_kind[start : start + size])
        rebuilt = builder.graph()
    assert content(rebuilt) == content(graph)
    assert {name: list(rebuilt.of(name)) for name in kinds()} == {name: list(graph.of(name)) for name in kinds()}


def test_no_field_has_the_name_of_a_property_that_every_node_has() -> None:
    fields = {field for kind in kinds().values() for field in kind.fields}
    assert fields & OWN_PROPERTIES == {"id", "name"}

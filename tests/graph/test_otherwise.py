"""What is written otherwise in one of two texts, the graph before an edit, and from where one comes to what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Changes, Graph, Record
from ea_repo.graph.otherwise import Otherwise, Tables, otherwise
from ea_repo.graph.reach import Followed, Reach, with_their_wholes
from ea_repo.graph.spliced import spliced
from tests.graph.random_graphs import models
from tests.texts import graph_of

FILES = ("a.yaml", "b.yaml")


def tables(records: list[Record]) -> Tables:
    return {table.kind: table for table in Graph(records).tables}


def plainly(before: list[Record], after: list[Record]) -> tuple[object, ...]:
    """What differs, record by record."""
    old, new = ({(record.id, record.kind): record.fields for record in records} for records in (before, after))
    both = old.keys() & new.keys()
    fields = {
        id: {
            field
            for field in {**old[id, kind], **new[id, kind]}
            if old[id, kind].get(field) != new[id, kind].get(field)
        }
        for id, kind in both
    }
    return (
        {id for id, _ in new.keys() - old.keys()},
        {id for id, _ in old.keys() - new.keys()},
        {id: names for id, names in fields.items() if names},
    )


def found(before: Tables, after: Tables) -> Otherwise:
    difference = otherwise(before, after)
    assert difference is not None
    return difference


@given(models(), models())
def test_what_differs_is_found(before: list[Record], after: list[Record]) -> None:
    difference = found(tables(before), tables(after))
    assert (difference.added, difference.removed, difference.fields) == plainly(before, after)


@given(models(), models(), st.data())
def test_it_is_found_among_the_rows_that_two_texts_do_not_share(
    whole: list[Record], put: list[Record], data: st.DataObject
) -> None:
    files = {record.id: data.draw(st.sampled_from(FILES)) for record in whole}
    whole = [Record(record.id, record.kind, record.fields, files[record.id]) for record in whole]
    kept = [record for record in whole if record.file != FILES[0]]
    put = [record for record in put if record.id not in {other.id for other in kept}]
    under, over = tables(whole), tables(put)
    after = {
        kind: table
        for kind in under.keys() | over.keys()
        if (table := spliced(under.get(kind), FILES[:1], over.get(kind))) is not None
    }
    difference = found(under, after)
    assert (difference.added, difference.removed, difference.fields) == plainly(whole, [*kept, *put])
    back = found(after, under)
    assert (back.added, back.removed, back.fields) == plainly([*kept, *put], whole)


@given(models(), models())
def test_the_graph_before_an_edit_says_what_it_said(before: list[Record], after: list[Record]) -> None:
    plain, edited = Graph(before), Graph(after)
    difference = found(tables(before), tables(after))
    unfollowed = {(link.source, link.field, link.target) for link in plain.astray} | plain.closing
    earlier = edited.earlier(Changes(difference.before, difference.added - difference.removed), unfollowed)
    assert [*map(earlier.record, earlier)] == [*map(plain.record, plain)]
    for kind in plain.vocabulary.kinds.values():
        assert [*earlier.exactly(kind.name)] == [*plain.exactly(kind.name)]
        for field in kind.links:
            assert earlier.engine.backward(kind.name, field) == plain.engine.backward(kind.name, field)
        for inverse in plain.vocabulary.inverses(kind.name):
            for id in plain.exactly(kind.name):
                assert [*earlier.targets(id, inverse)] == [*plain.targets(id, inverse)]


MODEL = """
process: {p: {}, q: {part_of: p}}
application: {a: {covers: [q]}, m: {part_of: a}, b: {}}
flow: {f: {source: a, target: b}}
"""
COVERED_BY = Followed("application", "covers", forward=False)
PART_OF = Followed("application", "part_of", forward=True)
SOURCE, SENDS = (Followed("flow", "source", forward) for forward in (True, False))
WAYS = {
    "nothing was followed": ([], ["process"], 9, "q", {"q"}),
    "a process asks who covers it": ([COVERED_BY], ["process"], 1, "a", {"a", "q"}),
    "it is not asked by those that it asks": ([COVERED_BY], ["application"], 1, "q", {"q"}),
    "not so far": ([COVERED_BY], ["process"], 0, "a", {"a"}),
    "a module asks its whole, which counts for no step": ([PART_OF], ["application"], 0, "a", {"a", "m"}),
    "a flow is asked by the other end of its way": ([SOURCE, SENDS], ["application"], 1, "f", {"f", "a"}),
    "only on the way to what is wanted": ([SOURCE, SENDS], ["application"], 1, "a", {"a"}),
    "there and back": ([SOURCE, SENDS], ["application"], 2, "a", {"a", "f"}),
}


@pytest.mark.parametrize(("followed", "wanted", "steps", "start", "reached"), WAYS.values(), ids=WAYS)
def test_one_comes_back_by_the_links_that_were_followed(
    followed: list[Followed], wanted: list[str], steps: int, start: str, reached: set[str]
) -> None:
    assert Reach(graph_of(MODEL), followed, wanted).from_where([start], steps, 10) == reached


def test_nothing_is_told_where_it_would_be_too_much() -> None:
    assert Reach(graph_of(MODEL), [COVERED_BY], ["process"]).from_where(["a"], 1, 1) is None


def test_modules_are_with_their_wholes() -> None:
    graph = graph_of(MODEL)
    assert with_their_wholes(graph, ["m"], 10) == {"m", "a"}
    assert with_their_wholes(graph, ["p", "b"], 10) == {"p", "q", "b"}
    assert with_their_wholes(graph, ["m"], 1) is None

"""What holds for every graph: checked on random ones, against networkx or a brute force."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import IN_SERVICE, Changes, Graph, Record, Relation, adjacency, difference, may_turn
from ea_repo.graph.adjacency import Adjacency
from ea_repo.metamodel import built_in, kind, kinds
from tests.graph.random_graphs import DAYS, followable, in_dates, models


def answers(graph: Graph) -> object:
    """Everything that a graph answers, to compare two of them."""
    return (
        [
            (graph.record(id), graph.leaving(id), graph.arriving(id), graph.phase(id), graph.in_service(id))
            for id in graph
        ],
        [(graph.parts(id), graph.wholes(id, "part_of", "instance_of")) for id in graph],
        graph.loops(),
        [graph.of(name) for name in kinds()],
        len(graph),
    )


@given(models(), st.none() | DAYS, st.data())
def test_around_is_the_undirected_distance(records: list[Record], date: dt.date | None, data: st.DataObject) -> None:
    graph = Graph(records, date)
    starts = data.draw(st.lists(st.sampled_from(list(graph)), unique=True, min_size=1, max_size=2))
    depth = data.draw(st.integers(0, 4))
    undirected = graph.to_networkx().to_undirected()
    expected: dict[str, int] = {}
    for start in starts:
        for id, distance in nx.single_source_shortest_path_length(undirected, start, cutoff=depth).items():
            expected[id] = min(distance, expected.get(id, distance))
    distances = graph.around(starts, depth)
    assert distances == expected
    assert list(distances.items()) == sorted(expected.items(), key=lambda item: (item[1], item[0]))


@given(models(), st.none() | DAYS)
def test_a_link_is_there_iff_its_dates_say_so(records: list[Record], date: dt.date | None) -> None:
    graph = Graph(records).at(date)
    expected = [
        Relation(source, field, ref.to, ref)
        for source, field, ref in followable(records)
        if in_dates(ref, date) and (source, field, ref.to) not in graph.closing
    ]
    assert Counter(graph.relations()) == Counter(expected)
    assert set(graph.to_networkx().edges(keys=True)) == {
        (relation.source, relation.target, relation.field) for relation in expected
    }


@given(models(), st.none() | DAYS, st.booleans())
def test_ends_asked_of_many_are_those_asked_of_each(records: list[Record], date: dt.date | None, changed: bool) -> None:
    graph = Graph(records, date)
    if changed:
        graph = graph.with_(Changes(put=records[:2], remove=[record.id for record in records[2:3]]))
    names = {name for of in kinds() for name in (*kind(of).links, *built_in().inverses(of))}
    for name in sorted(names):
        one_by_one = {id: [*graph.targets(id, name)] for id in graph if _has(graph.kind(id), name)}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(adjacency, "_MANY", 1)
            together = Adjacency(graph._engine, date, graph._broken.unfollowed, name)
            assert {id: [*together[id]] for id in one_by_one} == one_by_one


def _has(of: str, name: str) -> bool:
    return name in kind(of).links or name in built_in().inverses(of)


@given(models(), st.none() | DAYS)
def test_what_arrives_is_exactly_what_leaves(records: list[Record], date: dt.date | None) -> None:
    graph = Graph(records, date)
    leaving = Counter(relation for id in graph for relation in graph.leaving(id))
    assert Counter(relation for id in graph for relation in graph.arriving(id)) == leaving
    by_name = Counter[Relation]()
    for id in graph:
        names = {link.inverse for any_kind in kinds().values() for link in any_kind.links.values()}
        by_name.update(relation for name in names for relation in graph.arriving(id, name))
    assert by_name == leaving
    for relation in leaving:
        inverse = kind(graph.kind(relation.source)).links[relation.field].inverse
        assert relation.target in graph.targets(relation.source, relation.field)
        assert relation.source in graph.targets(relation.target, inverse)


@given(models(), models(), st.none() | DAYS, st.data())
def test_a_change_is_the_graph_of_the_changed_model_and_its_reverse_gives_the_first(
    records: list[Record], put: list[Record], date: dt.date | None, data: st.DataObject
) -> None:
    before = {record.id: record for record in records}
    removed = data.draw(st.lists(st.sampled_from([*before, "nowhere"]), unique=True))
    changes = Changes(put, removed)
    base = Graph(records, date)
    first = answers(base)
    changed = base.with_(changes)
    kept = {id: record for id, record in before.items() if id not in removed}
    assert answers(changed) == answers(Graph((kept | {record.id: record for record in put}).values(), date))
    reverse = Changes(
        put=[
            record for record in records if record.id in removed or record in put or changed.record(record.id) != record
        ],
        remove=[record.id for record in put if record.id not in before],
    )
    assert answers(changed.with_(reverse)) == first
    assert answers(base) == first


@given(models())
def test_without_the_links_that_close_loops_there_is_no_loop(records: list[Record]) -> None:
    graph = Graph(records)
    loops = graph.loops()
    assert len({(loop.field, loop.closing) for loop in loops}) == len(loops), (
        "each link that closes a loop is reported once"
    )
    for field in {field for any_kind in kinds().values() for field, link in any_kind.links.items() if link.acyclic}:
        written: nx.DiGraph[str] = nx.DiGraph(
            (source, ref.to) for source, of, ref in followable(records) if of == field
        )
        loops_of_field = [loop for loop in loops if loop.field == field]
        for loop in loops_of_field:
            assert all(written.has_edge(*edge) for edge in zip(loop.ids, (*loop.ids[1:], loop.ids[0]), strict=True))
            assert len(set(loop.ids)) == len(loop.ids)
        assert bool(loops_of_field) != nx.is_directed_acyclic_graph(written)
        written.remove_edges_from((source, target) for source, of, target in graph.closing if of == field)
        assert nx.is_directed_acyclic_graph(written)


def own_phase(record: Record, graph: Graph, date: dt.date) -> str | None:
    """The phase that an element's own dates tell, from their texts alone."""
    names = {"planned_on": "plan", "live_on": "active", "phase_out_on": "phase_out", "retired_on": "end_of_life"}
    starts = [
        (f"{record.fields[field]}-01-01"[:10], place) for place, field in enumerate(names) if field in record.fields
    ]
    begun = [start for start in starts if start[0] <= str(date)]
    if not begun:
        return ("plan" if any(place < 2 for _, place in starts) else "unknown") if starts else None
    name = list(names.values())[max(begun)[1]]
    rollouts = (graph.record(relation.source) for relation in graph.arriving(record.id) if relation.field == "delivers")
    runs = any(
        project.fields["type"] == "deployment"
        and str(date) >= f"{project.fields['starts_on']}-01-01"[:10]
        and (
            "ends_on" not in project.fields or str(date)[: len(project.fields["ends_on"])] <= project.fields["ends_on"]
        )
        for project in rollouts
    )
    return "phase_in" if name == "active" and runs else name


@given(models(), DAYS)
def test_phases_are_those_that_the_dates_say(records: list[Record], date: dt.date) -> None:
    graph = Graph(records, date)
    for record in records:
        own = own_phase(record, graph, date)
        if own is not None:
            assert graph.phase(record.id) == own
        else:
            lent = {graph.phase(lender) for lender in lenders(graph, record.id)} - {"unknown"}
            assert graph.phase(record.id) in (lent or {"unknown"})


def lenders(graph: Graph, id: str) -> set[str]:
    links = kind(graph.kind(id)).links
    return {to for field, link in links.items() if link.lends_dates for to in graph.targets(id, field)}


@given(models(), DAYS)
def test_in_service_is_the_largest_set_that_bears_itself(records: list[Record], date: dt.date) -> None:
    graph = Graph(records, date)
    serving = {id for id in graph if graph.phase(id) in IN_SERVICE}
    while True:
        kept = {id for id in serving if is_borne(graph, id, serving)}
        if kept == serving:
            break
        serving = kept
    assert {id for id in graph if graph.in_service(id)} == serving


def is_borne(graph: Graph, id: str, serving: set[str]) -> bool:
    """Whether an element stands, if these are in service: meaning.md, "In service", word by word."""
    for field in ("part_of", "instance_of", "provided_by"):
        if graph.kind(id) in ("application", "referential", "api", "node"):
            targets = graph.targets(id, field)
            if targets and not serving & set(targets):
                return False
    if graph.kind(id) != "flow":
        return True
    for end in ("source", "target"):
        if graph.value(id, end) and not graph.targets(id, end):
            return False
    return all(target in serving for field in ("source", "target", "api", "via") for target in graph.targets(id, field))


@given(models(), models(), st.none() | DAYS, st.none() | DAYS, st.booleans())
def test_a_difference_is_that_of_all_elements_and_links(
    records: list[Record], others: list[Record], day: dt.date | None, other_day: dt.date | None, laid_over: bool
) -> None:
    before = Graph(records).at(day)
    changes = Changes(put=others[:3], remove=[record.id for record in records[2:4]])
    after = (before.with_(changes) if laid_over else Graph(others)).at(other_day)
    told = difference(before, after)
    assert (*told.added, *told.removed) == (*sorted({*after} - {*before}), *sorted({*before} - {*after}))
    both = sorted({*before} & {*after})
    assert [*told.changed] == [
        id for id in both
        if (before.kind(id), dict(before.record(id).fields)) != (after.kind(id), dict(after.record(id).fields))
    ]  # fmt: skip
    links = [{*graph.relations()} for graph in (before, after)]
    assert {*told.new_relations} == links[1] - links[0]
    assert {*told.lost_relations} == links[0] - links[1]
    turned = {
        id for id in both
        if (before.phase(id), before.in_service(id)) != (after.phase(id), after.in_service(id))
    }  # fmt: skip
    asked = may_turn(before, after, told.changed)
    assert turned <= asked <= {*both}

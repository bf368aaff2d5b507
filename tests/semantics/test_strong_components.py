"""Strong components, and those that nothing else leads to."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.semantics.strong_components import source_components, strong_components

NODES = list("abcdefgh")
edges = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def test_nodes_that_lead_to_each_other_are_one_component() -> None:
    assert strong_components("abc", [("a", "b"), ("b", "a"), ("b", "c")]) == [{"a", "b"}, {"c"}]


def test_only_what_nothing_outside_leads_to_is_a_source() -> None:
    loop = [("a", "b"), ("b", "a"), ("b", "c"), ("d", "c")]
    assert source_components(frozenset("abcd"), loop) == {"a", "b", "d"}
    # An edge from a node that is not asked about counts for nothing.
    assert source_components(frozenset("bc"), [("a", "b"), ("b", "c")]) == {"b"}


@given(st.sets(st.sampled_from(NODES)), edges)
def test_a_source_reaches_whatever_reaches_it(nodes: set[str], pairs: list[tuple[str, str]]) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((start, end) for start, end in pairs if start in nodes and end in nodes)
    expected = {node for node in nodes if networkx.ancestors(graph, node) <= networkx.descendants(graph, node)}
    assert source_components(frozenset(nodes), pairs) == expected

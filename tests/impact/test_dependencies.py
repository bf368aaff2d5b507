"""What feeds what, how far, by which flows: by hand, as networkx has it, and as the words alone have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ea_repo.impact.flow_walk as module
from ea_repo.answer.dependency_tree import rows
from ea_repo.graph import Graph, Record
from ea_repo.impact.chain import Chain
from ea_repo.impact.dependencies import WAYS, Along, Dependencies, dependencies
from ea_repo.impact.path import paths
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.walk import Way
from ea_repo.load.yaml import parse
from ea_repo.metamodel.link import Ref
from ea_repo.semantics.exchanges import Exchanges
from tests.depth import examples
from tests.impact.oracle import feeds, passing
from tests.impact.systems import DATES, System, systems, text
from tests.texts import day, graph_of

AT = day("2021-12-31")


@pytest.fixture(scope="module", autouse=True, params=[0, module._MANY], ids=["whole levels", "hop by hop"])
def way_of_walking(request: pytest.FixtureRequest) -> Iterator[None]:
    """Large systems are walked over in arrays, small ones hop by hop: both must tell the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MANY", request.param)
        yield


MODULES = """
application:
  a: {}
  a1: {part_of: a}
  a2: {part_of: a}
  a11: {part_of: a1}
  b: {}
  b1: {part_of: b}
  c: {}
  d: {}
flow:
  f1: {source: a1, target: b1}
  f2: {source: b, target: c}
  f3: {source: a2, target: d}
  f4: {source: c, target: a}
  inside: {source: a1, target: a2}
"""
DATA = """
application: {a: {}, b: {}, c: {}, d: {}, e: {}}
data_object: {all: {}, some: {part_of: all}, bit: {part_of: some}, other: {part_of: all}}
flow:
  f: {source: a, target: b, data: all}
  g: {source: b, target: c, data: bit}
  h: {source: b, target: d, data: other}
  i: {source: b, target: e}
  j: {source: c, target: e, data: []}
"""


def reached(graph: Graph, root: str, way: Way, **along: object) -> dict[str, int]:
    answer = dependencies(graph, root, Along((way,), **along))  # type: ignore[arg-type]
    return {element.id: element.distance for element in answer.elements}


def as_words(chain: Chain) -> str:
    return " ".join(f"{hop.from_}-{hop.by}-{hop.to}" for hop in chain)


# By hand


@pytest.mark.parametrize(
    ("root", "way", "expected"),
    [
        ("a", "out", {"b1": 1, "d": 1, "c": 2}),
        ("a1", "out", {"b1": 1, "c": 2, "d": 4}),
        ("a11", "out", {}),
        ("a2", "out", {"d": 1}),
        ("b1", "out", {}),
        ("b1", "in", {"a1": 1, "c": 2}),
        ("c", "in", {"b": 1, "a1": 2}),
        ("d", "in", {"a2": 1, "c": 2, "b": 3, "a1": 4}),
        ("a1", "in", {}),
        ("a", "in", {"c": 1, "b": 2}),
    ],
)
def test_a_module_stands_for_its_own_flows_then_chains_go_on_from_whole_solutions(
    root: str, way: Way, expected: dict[str, int]
) -> None:
    assert reached(graph_of(MODULES), root, way) == expected


def test_a_chain_reads_as_the_data_go_both_ways() -> None:
    graph = graph_of(MODULES)
    out = {element.id: as_words(element.chain) for element in dependencies(graph, "a1", Along(("out",))).elements}
    back = {element.id: as_words(element.chain) for element in dependencies(graph, "d", Along(("in",))).elements}
    assert out["d"] == "a1-f1-b1 b-f2-c c-f4-a a2-f3-d"
    assert back["b"] == "b-f2-c c-f4-a a2-f3-d"


def test_of_equal_chains_the_first_by_from_by_to_is_told() -> None:
    graph = graph_of("""
application: {r: {}, z: {}, m: {}, x: {}, y: {}}
flow:
  f9: {source: r, target: m}
  f1: {source: r, target: z}
  g0: {source: m, target: x}
  g1: {source: z, target: x}
  g2: {source: z, target: x}
  h1: {source: x, target: y}
""")
    chains = {(element.way, element.id): as_words(element.chain) for element in dependencies(graph, "r").elements}
    assert chains["out", "y"] == "r-f1-z z-g1-x x-h1-y"
    back = {element.id: as_words(element.chain) for element in dependencies(graph, "y", Along(("in",))).elements}
    assert back["r"] == "r-f1-z z-g1-x x-h1-y"


def test_flows_are_asked_of_their_own_dates_alone() -> None:
    graph = graph_of("""
application: {a: {}, gone: {retired_on: 2020}, c: {}}
flow:
  f: {source: a, target: gone}
  g: {source: gone, target: c}
  h: {source: a, target: c, retired_on: 2021}
  test: {source: c, target: a, environment: training}
""").at(AT)
    assert reached(graph, "a", "out") == {"gone": 1, "c": 2}
    assert reached(graph, "gone", "in") == {"a": 1}


@pytest.mark.parametrize(
    ("datum", "expected"),
    [
        ("all", {"b": 1, "c": 2, "d": 2}),
        ("some", {"b": 1, "c": 2}),
        ("bit", {"b": 1, "c": 2}),
        ("other", {"b": 1, "d": 2}),
    ],
)
def test_only_flows_of_a_datum_its_wholes_and_its_parts(datum: str, expected: dict[str, int]) -> None:
    answer = dependencies(graph_of(DATA), "a", Along(("out",), datum=datum))
    assert answer.reached("out") == expected
    assert answer.silent == ("i",)


def test_further_than_the_depth_is_counted_and_not_told() -> None:
    answer = dependencies(graph_of(MODULES), "a1", Along(("out",), depth=2))
    assert [(element.id, element.distance) for element in answer.elements] == [("b1", 1), ("c", 2)]
    assert answer.hidden("out") == 1
    assert [row.end for row in rows(answer, "out")] == ["b1", "c"]


def test_of_a_platform_the_flows_through_it() -> None:
    graph = graph_of("""
application: {p: {type: platform}, p1: {part_of: p}, a: {}, b: {}}
flow:
  f: {source: a, target: b, via: p1}
  g: {source: a, target: b, via: [p], retired_on: 2020}
  h: {source: a, target: b}
""").at(AT)
    answer = dependencies(graph, "p")
    assert (answer.flows, answer.elements) == (("f",), [])


LINKS = """
application: {a: {runs_on: n1, moe: dsi}, a1: {part_of: a}, b: {runs_on: n}}
node: {n: {}, n1: {part_of: n}}
actor: {dsi: {}}
"""


@pytest.mark.parametrize(
    ("root", "way", "links", "expected"),
    [
        ("a1", "out", ("part_of", "runs_on"), {"a": "a1-part_of-a", "n1": "a1-part_of-a a-runs_on-n1",
                                              "n": "a1-part_of-a a-runs_on-n1 n1-part_of-n"}),
        ("n", "in", ("part_of", "runs_on"), {"n1": "n1-part_of-n", "b": "b-runs_on-n", "a": "a-runs_on-n1 n1-part_of-n",
                                            "a1": "a1-part_of-a a-runs_on-n1 n1-part_of-n"}),
        ("n", "out", ("runs", "parts"), {"n1": "n-part_of-n1", "b": "n-runs_on-b", "a": "n-part_of-n1 n1-runs_on-a"}),
        ("a", "in", ("runs", "parts"), {"n1": "n1-runs_on-a", "n": "n-part_of-n1 n1-runs_on-a"}),
        ("dsi", "in", ("moe",), {"a": "a-moe-dsi"}),
        ("dsi", "out", ("moe",), {}),
    ],
)  # fmt: skip
def test_other_links_by_their_field_or_from_the_other_end(
    root: str, way: Way, links: tuple[str, ...], expected: dict[str, str]
) -> None:
    answer = dependencies(graph_of(LINKS), root, Along((way,), links=links))
    assert {element.id: as_words(element.chain) for element in answer.elements} == expected


@pytest.mark.parametrize(
    ("root", "along", "expected"),
    [
        ("dsi", Along(),
         "“dsi” is of kind actor, not application: only applications have flows, and --via follows other links"),
        ("a", Along(links=("runs_onn",)), "unknown link: “runs_onn”; did you mean “runs_on”?"),
        ("a", Along(links=("runs_on",), datum="x"),
         "--data keeps flows, and --via follows other links: one or the other"),
        ("a", Along(datum="n"), "“n” is of kind node, not data object: see `ea list data_object`"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(root: str, along: Along, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        dependencies(graph_of(LINKS), root, along)
    assert refused.value.message.en == expected


# Against others


@st.composite
def flow_graphs(draw: st.DrawFn) -> networkx.DiGraph[str]:
    ids = [f"a{place}" for place in range(draw(st.integers(2, 9)))]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(draw(st.lists(pairs, max_size=25)))
    return graph


def as_model(theirs: networkx.DiGraph[str]) -> Graph:
    flows = (
        Record(f"{start}-{end}", "flow", {"source": (Ref(start),), "target": (Ref(end),)})
        for start, end in theirs.edges
    )
    return Graph([*(Record(id, "application", {}) for id in theirs), *flows])


def holds(answer: Dependencies, way: Way) -> None:
    """Every chain is made of flows, goes from the root to its element, and every line of the tree is a hop once."""
    walk = answer.walks[way]
    exchanges = {exchange.flow: exchange for exchange in Exchanges.connected(answer.graph).all()}
    for element in answer.elements:
        if element.way != way:
            continue
        ends = [(hop.from_, hop.to) for hop in element.chain]
        assert ends == [(exchanges[hop.by].source, exchanges[hop.by].target) for hop in element.chain]
        assert len(ends) == element.distance
        assert (ends[-1][1] if way == "out" else ends[0][0]) == element.id
        for (_, to), (from_, _) in pairwise(ends):
            assert walk.place(to) == walk.place(from_)
    lines = rows(answer, way)
    hops = [hop for row in lines for hop in row.hops]
    assert sorted(hops) == sorted(hop for leaving in walk.hops.values() for hop in leaving)
    assert sorted(row.end for row in lines if row.see is None) == sorted(answer.reached(way))
    for number, line in enumerate(lines):
        if line.see in ("above", "below"):
            there = next(place for place, row in enumerate(lines) if row.end == line.end and row.see in (None, "root"))
            assert (there < number) is (line.see == "above")


@given(flow_graphs())
def test_what_is_reached_is_what_networkx_reaches(theirs: networkx.DiGraph[str]) -> None:
    ours = as_model(theirs)
    for root in theirs:
        answer = dependencies(ours, root)
        for way, graph in (("out", theirs), ("in", theirs.reverse())):
            distances = dict(networkx.single_source_shortest_path_length(graph, root))
            assert answer.reached(way) == {id: hops for id, hops in distances.items() if id != root}  # type: ignore[arg-type]
            assert answer.reached(way).keys() == networkx.descendants(graph, root)  # type: ignore[arg-type]
        for way in WAYS:
            holds(answer, way)


@given(flow_graphs(), st.integers(1, 4))
def test_the_shortest_chains_are_those_of_networkx(theirs: networkx.DiGraph[str], most: int) -> None:
    ours = as_model(theirs)
    for start in theirs:
        for end in set(theirs) - {start}:
            answer = paths(ours, start, end, most)
            try:
                expected = sorted(networkx.all_shortest_paths(theirs, start, end))
            except networkx.NetworkXNoPath:
                assert (answer.length, answer.chains, answer.more) == (None, (), 0)
                assert (answer.back is None) is (not networkx.has_path(theirs, end, start))
                continue
            ours_ = [[chain[0].from_, *(hop.to for hop in chain)] for chain in answer.chains]
            assert ours_ == expected[:most]
            assert answer.more == len(expected) - len(ours_)
            assert answer.length == len(expected[0]) - 1
            if most == 1:
                chain = next(
                    element.chain
                    for element in dependencies(ours, start, Along(("out",))).elements
                    if element.id == end
                )
                assert chain == answer.chains[0]


@settings(max_examples=examples(150))
@given(systems(most_flows=14), st.sampled_from(DATES))
def test_what_is_reached_is_what_the_words_say(system: System, date: dt.date) -> None:
    graph, model = graph_of(text(system)).at(date), parse(text(system)).value
    for root in graph.of("application"):
        answer = dependencies(graph, root)
        for way in WAYS:
            assert answer.reached(way) == feeds(model, root, date, way), (root, way)
            holds(answer, way)
        assert set(answer.flows) == passing(model, root, date)

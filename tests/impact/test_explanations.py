"""Why something is touched: the shortest chain that gives the state shown, by hand and whatever the system."""

from __future__ import annotations

import datetime as dt

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.impact.chain import Hop
from ea_repo.impact.impact import Affected, Impact, impact
from ea_repo.metamodel import kind
from ea_repo.semantics.deployment import Deployment
from tests.depth import examples
from tests.impact.systems import DATES, System, inventories, losses, roots, text
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
VITAL = "need: vital"


def as_words(chain: tuple[Hop, ...]) -> str:
    """`a -f-> b -covers-> p`."""
    return "".join(f"{hop.from_} -{hop.by}-> " for hop in chain) + (chain[-1].to if chain else "")


def chains(written: str, *roots: str, sites: tuple[str, ...] = ()) -> dict[str, str]:
    return {element.id: as_words(element.chain) for element in impact(graph_of(written), roots, DAY, sites).elements}


@pytest.mark.parametrize(
    ("written", "root", "expected"),
    [
        pytest.param("application: {a: {}, b: {}}\nflow: {f: {source: a, target: b, need: vital}}", "a",
                     {"b": "a -f-> b"}, id="flow"),
        pytest.param("application: {a: {}, b: {}}\nflow: {f: {source: a, target: b, need: vital}}", "f",
                     {"b": "f -f-> b"}, id="a flow itself"),
        pytest.param("application: {a: {}, m: {part_of: a}, n: {part_of: m}}", "a",
                     {"m": "a -part_of-> m", "n": "a -part_of-> m -part_of-> n"}, id="modules"),
        pytest.param("application: {a: {}, m: {part_of: a}, n: {part_of: m}}", "n",
                     {"m": "n -part_of-> m", "a": "n -part_of-> m -part_of-> a"}, id="wholes"),
        pytest.param("application: {a: {}, i: {instance_of: a}}", "a", {"i": "a -instance_of-> i"}, id="instance"),
        pytest.param("application: {a: {}, b: {}, c: {}}\napi: {x: {provided_by: a}}\n"
                     "flow: {f: {source: b, target: c, api: x, need: vital}}", "a",
                     {"x": "a -provided_by-> x", "c": "a -provided_by-> x -f-> c"}, id="API"),
        pytest.param("application: {a: {}, b: {}, c: {type: platform}}\n"
                     "flow: {f: {source: a, target: b, via: c, need: vital}}", "c", {"b": "c -f-> b"}, id="platform"),
        pytest.param("node: {n: {redundancy: {k: 1, n: 2}}, n1: {part_of: n}, n2: {part_of: n}}\n"
                     "application: {a: {runs_on: n}}", "n1",
                     {"n": "n1 -part_of-> n", "a": "n1 -part_of-> n -runs_on-> a"}, id="a node that holds"),
        pytest.param("node: {n: {redundancy: {k: 2, n: 2}}, n1: {part_of: n}, n2: {part_of: n}}\n"
                     "application: {a: {runs_on: n}}", "n1",
                     {"n": "n1 -part_of-> n", "a": "n1 -part_of-> n -runs_on-> a"}, id="a node that falls"),
        pytest.param("site: {s: {}}\nnode: {n: {site: s}}\napplication: {a: {runs_on: n}}", "s",
                     {"n": "s -site-> n", "a": "s -site-> n -runs_on-> a"}, id="site"),
        pytest.param("actor: {x: {}}\nnode: {n: {operator: x}}\napplication: {a: {runs_on: n}}", "x",
                     {"n": "x -operator-> n", "a": "x -operator-> n -runs_on-> a"}, id="actor"),
        pytest.param("application: {a: {masters: d}}\ndata_object: {d: {}}", "a", {"d": "a -masters-> d"}, id="datum"),
        pytest.param("application: {a: {}, b: {}}\ndata_object: {d: {}}\nflow: {f: {source: a, target: b, data: d}}",
                     "a", {"d": "a -f-> d", "b": "a -f-> b"}, id="a datum that is only sent"),
        pytest.param("application: {a: {covers: p}}\nprocess: {p: {}}", "a", {"p": "a -covers-> p"}, id="process"),
        pytest.param("application: {a: {supports: {to: p, need: vital}}}\nprocess: {p: {}}", "a",
                     {"p": "a -supports-> p"}, id="a need of a process"),
        pytest.param("node: {n: {}, n1: {part_of: n}, n2: {part_of: n}}", "n1", {"n": "n1 -part_of-> n"},
                     id="a node that loses a part"),
        pytest.param("node: {n: {}, m: {runs_on: n}, o: {runs_on: m}}\napplication: {a: {runs_on: o}}", "n",
                     {"m": "n -runs_on-> m", "o": "n -runs_on-> m -runs_on-> o",
                      "a": "n -runs_on-> m -runs_on-> o -runs_on-> a"}, id="nodes on nodes"),
        pytest.param("node: {n: {redundancy: {k: 1, n: 2}}, n1: {part_of: n}, n2: {part_of: n}, m: {runs_on: n}}\n"
                     "application: {a: {runs_on: m}}", "n1",
                     {"n": "n1 -part_of-> n", "m": "n1 -part_of-> n -runs_on-> m",
                      "a": "n1 -part_of-> n -runs_on-> m -runs_on-> a"}, id="nodes on a node that holds"),
        pytest.param("application: {a: {}, b: {covers: p}}\nprocess: {p: {}}\n"
                     "flow: {f: {source: a, target: b, need: vital}}", "a",
                     {"b": "a -f-> b", "p": "a -f-> b -covers-> p"}, id="a process further"),
    ],
)  # fmt: skip
def test_each_link_of_the_table(written: str, root: str, expected: dict[str, str]) -> None:
    assert chains(written, root) == expected


COPIES = """
application: {a: {masters: d}, b: {}, c: {}}
data_object: {d: {}}
flow:
  f: {source: a, target: b, data: d, need: useful}
  g: {source: b, target: c, data: d, need: vital}
"""


def test_a_chain_goes_through_one_that_is_only_degraded_but_no_longer_has_the_datum() -> None:
    elements = {element.id: element for element in impact(graph_of(COPIES), ["a"], DAY).elements}
    assert (elements["b"].state, elements["c"].state) == ("degraded", "lost")
    assert as_words(elements["c"].chain) == "a -f-> b -g-> c"


def test_a_chain_goes_on_from_the_flow_that_leaves_another_module() -> None:
    written = COPIES.replace("b: {}", "b: {}, m: {part_of: b}").replace("source: b", "source: m")
    elements = impact(graph_of(written), ["a"], DAY).elements
    (last,) = (element for element in elements if element.id == "c")
    assert [(hop.from_, hop.by, hop.to) for hop in last.chain] == [("a", "f", "b"), ("m", "g", "c")]


def test_the_shortest_wins_whatever_the_names() -> None:
    written = """
application: {a: {masters: d}, b: {}, c: {}}
data_object: {d: {}}
flow:
  f: {source: a, target: b, data: d, need: vital}
  g: {source: b, target: c, data: d, need: vital}
  z: {source: a, target: c, data: d, need: vital}
"""
    assert chains(written, "a")["c"] == "a -z-> c"


@pytest.mark.parametrize(
    ("flows", "roots", "expected"),
    [
        ("g: {source: a, target: c, need: vital}, f: {source: a, target: c, need: vital}", "a", "a -f-> c"),
        ("g: {source: a, target: c, need: vital}, f: {source: b, target: c, need: vital}", "a b", "a -g-> c"),
        ("f: {source: b, target: c, need: vital}, g: {source: a, target: c, need: vital}", "b a", "a -g-> c"),
    ],
)
def test_among_equals_the_first_by_from_by_to(flows: str, roots: str, expected: str) -> None:
    written = f"application: {{a: {{}}, b: {{}}, c: {{}}}}\nflow: {{{flows}}}"
    assert chains(written, *roots.split())["c"] == expected


def test_among_equals_every_hop_counts_from_the_first() -> None:
    written = """
application: {a: {}, zz: {part_of: a}, b: {}, c: {}}
flow:
  zf: {source: a, target: b, need: vital}
  g: {source: zz, target: c, need: vital}
  h: {source: b, target: c, need: vital}
"""
    assert chains(written, "a")["c"] == "a -part_of-> zz -g-> c"


def test_the_chain_is_one_that_gives_the_state_shown() -> None:
    """Degraded by a short way, lost by a long one: the long one is told."""
    written = """
application: {a: {}, b: {}, c: {}}
data_object: {d: {}}
flow:
  f: {source: a, target: c, need: useful}
  g: {source: a, target: b, need: vital}
  h: {source: b, target: c, need: vital}
"""
    (lost,) = (element for element in impact(graph_of(written), ["a"], DAY).elements if element.id == "c")
    assert (lost.state, as_words(lost.chain)) == ("lost", "a -g-> b -h-> c")


def test_what_is_only_possible_is_explained_by_the_harsh_reading() -> None:
    written = "application: {a: {}, b: {}, c: {}}\nflow: {f: {source: a, target: b}, g: {source: b, target: c}}"
    elements = {element.id: element for element in impact(graph_of(written), ["a"], DAY).elements}
    assert (elements["b"].state, elements["b"].possible, as_words(elements["b"].chain)) == (
        "degraded",
        "lost",
        "a -f-> b",
    )
    assert (elements["c"].state, elements["c"].possible, as_words(elements["c"].chain)) == (
        None,
        "lost",
        "a -f-> b -g-> c",
    )


def test_a_process_is_explained_by_one_in_its_state() -> None:
    """Covered by one that is degraded and near, one that is lost and further: degraded, by the first."""
    written = """
application: {a: {}, b: {covers: p}, c: {}, e: {covers: p}}
process: {p: {}}
flow:
  f: {source: a, target: c, need: vital}
  g: {source: c, target: e, need: useful}
  h: {source: a, target: b, need: vital}
"""
    (process,) = (element for element in impact(graph_of(written), ["a"], DAY).elements if element.id == "p")
    assert (process.state, as_words(process.chain)) == ("degraded", "a -f-> c -g-> e -covers-> p")


def test_the_application_that_serves_a_process_there_is_the_one_that_is_told() -> None:
    """At x, where the root is, another still covers the process; at y it is lost by one that the root feeds."""
    written = """
site: {x: {}, y: {}}
process: {p: {}}
data_object: {d: {}}
application:
  a: {covers: p, deployed_at: x, masters: d}
  b: {covers: p, deployed_at: y}
  c: {covers: p, deployed_at: x}
flow: {f: {source: a, target: b, data: d, need: vital}}
"""
    assert chains(written, "a")["p"] == "a -f-> b -covers-> p"


@pytest.mark.parametrize(
    ("served", "chain"),
    [
        # Its cover is lost further away, and the need that is lost near by is only useful.
        ("b: {supports: {to: p, need: useful}}, c: {covers: p}", "a -f-> b -g-> c -covers-> p"),
        ("b: {supports: {to: p, need: vital}}, c: {covers: p}", "a -f-> b -supports-> p"),
        # Somebody untouched covers it: the need degrades it.
        ("b: {covers: p}, c: {supports: {to: p, need: vital}}, e: {covers: p}", "a -f-> b -g-> c -supports-> p"),
        # Of two who meet one need, the mildest says what becomes of it.
        (
            "b: {supports: {to: p, for: x, need: vital}}, c: {supports: {to: p, for: X}}, e: {}",
            "a -f-> b -supports-> p",
        ),
    ],
)
def test_a_process_is_told_by_the_cover_or_the_need_that_gives_its_state(served: str, chain: str) -> None:
    written = f"""
process: {{p: {{}}}}
application: {{a: {{}}, {served}}}
flow: {{f: {{source: a, target: b, need: vital}}, g: {{source: b, target: c, need: vital}}}}
"""
    assert chains(written, "a")["p"] == chain


def test_a_flow_that_never_brought_a_datum_explains_nothing() -> None:
    """What comes into the suite is the file, whose sender does not hold the identity; its module masters that."""
    written = """
data_object: {dossier: {}, identite: {part_of: dossier}}
application: {suite: {}, m: {part_of: suite, masters: identite}, labo: {}, source: {}}
flow:
  f: {source: source, target: suite, data: dossier, need: vital}
  g: {source: m, target: labo, data: identite, need: vital}
"""
    assert chains(written, "suite")["labo"] == "suite -part_of-> m -g-> labo"


def test_one_part_of_several_is_not_told_for_a_node_that_falls_by_something_else() -> None:
    written = """
actor: {x: {}}
node: {n: {operator: x, redundancy: {k: 1, n: 2}}, n1: {part_of: n}, n2: {part_of: n}}
"""
    assert chains(written, "n1", "x")["n"] == "x -operator-> n"


def test_a_withdrawal_from_a_site_is_told_through_what_is_used_elsewhere() -> None:
    written = """
site: {s: {}, t: {}}
application: {a: {}, m: {part_of: a, deployed_at: t}, n: {part_of: m, deployed_at: s}, o: {part_of: m}}
"""
    assert chains(written, "a", sites=("s",)) == {"n": "a -part_of-> m -part_of-> n"}


def test_a_withdrawal_from_a_site_is_told_by_modules_and_covers() -> None:
    written = """
site: {s: {}}
application: {a: {deployed_at: s}, m: {part_of: a, covers: p}, b: {}}
process: {p: {}}
flow: {f: {source: a, target: b, need: vital}}
"""
    assert chains(written, "a", sites=("s",)) == {"m": "a -part_of-> m", "p": "a -part_of-> m -covers-> p"}


def test_a_whole_out_of_service_is_passed_over() -> None:
    written = "application: {a: {}, m: {part_of: a, live_on: 2023}, n: {part_of: m}}"
    assert chains(written, "n") == {"a": "n -part_of-> a"}


# Whatever the system


def together(graph: Graph, first: str, second: str) -> bool:
    """Whether first may stand for the second in a chain: the same, or modules of first solution."""
    return first == second or graph.solution(first) == graph.solution(second)


def explains(graph: Graph, hop: Hop) -> bool:
    """Whether a hop is a flow with its target and (source, API, platform or itself) cause, or a link written there."""
    if hop.by in graph and graph.kind(hop.by) == "flow":
        to = graph.targets(hop.by, "target")
        if graph.kind(hop.to) == "data_object":
            ends = {*to, *graph.targets(hop.by, "source")}
            written = graph.targets(hop.by, "data")
            return hop.from_ in ends and any(hop.to in graph.parts(datum) for datum in written)
        causes = {hop.by, *(cause for name in ("source", "api", "via") for cause in graph.targets(hop.by, name))}
        return hop.from_ in causes and hop.to in to
    if hop.by == "masters":
        return any(hop.to in graph.parts(datum) for datum in graph.targets(hop.from_, "masters"))
    if hop.by == "part_of" and hop.to in graph.wholes(hop.from_, "part_of")[1:]:
        return True  # a whole between them may be out of service
    return any(
        hop.by in kind(graph.kind(end)).links and pointed_at in graph.targets(end, hop.by)
        for end, pointed_at in ((hop.from_, hop.to), (hop.to, hop.from_))
    )


def check_chain(answer: Impact, element: Affected) -> None:
    graph = answer.graph
    assert element.chain, element.id
    start = element.chain[0].from_
    assert any(together(graph, start, root) for root in answer.roots), as_words(element.chain)
    assert element.chain[-1].to == element.id
    for hop in element.chain:
        assert explains(graph, hop), hop
    for hop, following in zip(element.chain, element.chain[1:], strict=False):
        assert together(graph, hop.to, following.from_), as_words(element.chain)
    assert len(set(element.chain)) == len(element.chain)
    if element.places:
        reading = "state" if element.state else "possible"
        served_there = [
            Deployment.of(graph).used_at(element.chain[-1].from_, place) is not False
            for place, cover in element.places.items()
            if getattr(cover, reading) == getattr(element, reading)
        ]
        assert any(served_there), as_words(element.chain)


@given(inventories(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(200))
def test_so_it_is_with_needs_and_nodes_on_nodes(system: System, date: dt.date, data: st.DataObject) -> None:
    answer = impact(graph_of(text(system)), data.draw(roots(system)), date)
    for element in answer.elements:
        check_chain(answer, element)


@given(losses())
@settings(max_examples=examples(200))
def test_every_element_has_a_chain_from_a_root_of_written_links(case: tuple[System, list[str], dt.date]) -> None:
    system, roots, date = case
    answer = impact(graph_of(text(system)), roots, date)
    for element in answer.elements:
        check_chain(answer, element)
    assert list(answer.elements) == sorted(answer.elements, key=lambda element: (len(element.chain), element.id))
    assert not {element.id for element in answer.elements} & set(answer.roots)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=9))
def test_one_feeder_each_and_all_vital_the_length_is_that_of_the_graph(feeders: list[int]) -> None:
    """Application `a<n>` gets the datum from an earlier one alone, by a flow of its own."""
    fed = {place: feeder % place for place, feeder in enumerate(feeders, start=1)}
    flows = [f"f{to}: {{source: a{from_}, target: a{to}, data: d, need: vital}}" for to, from_ in fed.items()]
    apps = ["a0: {masters: d}", *(f"a{to}: {{}}" for to in fed)]
    written = f"application: {{{', '.join(apps)}}}\ndata_object: {{d: {{}}}}\nflow: {{{', '.join(flows)}}}"
    expected: networkx.DiGraph[str] = networkx.DiGraph([(f"a{from_}", f"a{to}") for to, from_ in fed.items()])
    lengths = networkx.single_source_shortest_path_length(expected, "a0")
    distances = {element.id: len(element.chain) for element in impact(graph_of(written), ["a0"], DAY).elements}
    assert distances == {**{id: length for id, length in lengths.items() if id != "a0"}, "d": 1}

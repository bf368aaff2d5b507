"""The oracle itself: small systems whose answer is worked out by hand, and random ones that the loader accepts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.impact.oracle import Place, feeds, holders, impact, in_service, origins, passing
from tests.impact.systems import DATES, System, losses, systems, text
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
TWO = """
application: {a: {masters: d}, b: {masters: d}, c: {}}
data_object: {d: {}}
flow: {f: {source: a, target: c, data: d, need: NEED}, g: {source: b, target: c, data: d}}
"""
ONE = """
application: {a: {masters: d}, c: {covers: p}}
data_object: {d: {}}
process: {p: {}}
flow: {f: {source: a, target: c, data: d, need: NEED}}
"""
NODES = """
application: {a: {runs_on: n}, b: {runs_on: [n, m1]}, c: {part_of: a}}
api: {i: {provided_by: b}}
node: {n: {redundancy: {k: 2, n: 3}}, n1: {part_of: n}, n2: {part_of: n}, n3: {part_of: n}, m: {}, m1: {part_of: m}}
"""
SITES = """
application: {a: {covers: p, deployed_at: [s, t]}, b: {covers: p, deployed_at: t}, u: {UNKNOWN}}
process: {p: {}}
site: {s: {}, t: {}}
"""
GHU = """
application: {a: {covers: p, deployed_at: ghu}, b: {covers: p, deployed_at: u}}
process: {p: {}}
site: {ghu: {}, s: {part_of: ghu}, t: {part_of: ghu}, u: {}}
"""
COPIES = """
application: {a: {masters: d}, b: {}, c: {}}
data_object: {d: {}}
flow:
  f: {source: a, target: b, data: d, need: useful}
  g: {source: b, target: c, data: d, need: vital}
"""
LOOP = """
application: {a: {}, b: {}, c: {}}
data_object: {d: {}}
flow:
  f: {source: a, target: b, data: d, need: vital}
  g: {source: b, target: a, data: d, need: vital}
  h: {source: b, target: c, data: d, need: vital}
"""
HUB = """
application: {a: {masters: d}, hub: {type: platform}, c: {}, e: {}}
data_object: {d: {}}
flow: {f: {source: a, target: hub, data: d, need: vital}, g: {source: hub, target: c, data: d, need: vital},
       h: {source: c, target: e, via: hub, need: vital}}
"""
MODULES = """
application: {a: {}, a1: {part_of: a, masters: d}, a2: {part_of: a}, c: {}, i: {instance_of: a}}
api: {x: {provided_by: a1}}
data_object: {d: {}}
flow:
  inside: {source: a1, target: a2, data: d, need: vital}
  f: {source: a2, target: c, data: d, need: vital}
"""
HOSTS = """
application: {a: {covers: p, runs_on: n, deployed_at: [s, t]}, b: {covers: p, deployed_at: s}}
process: {p: {}}
actor: {host: {}}
site: {s: {}, t: {}}
node: {n: {site: s, operator: host}}
"""
POCS = """
application: {a: {covers: p}, b: {covers: p, type: poc}, b1: {part_of: b, covers: p}, c: {covers: q, type: poc},
              d: {covers: q, type: poc, poc_decision: industrialise}}
process: {p: {}, q: {}}
"""

CASES: list[tuple[str, str, str, dict[str, str]]] = [
    # One of two feeders is lost: the target still holds the datum.
    ("a", TWO, "vital", {"c": "at_risk at_risk"}),
    ("a", TWO, "useful", {}),
    ("a", TWO, "", {"c": "- at_risk"}),
    ("a b", TWO, "vital", {"c": "lost lost", "d": "lost lost"}),
    # The only feeder: the datum goes with it, and what it feeds according to need.
    ("a", ONE, "vital", {"c": "lost lost", "d": "lost lost", "p": "lost lost"}),
    ("a", ONE, "useful", {"c": "degraded degraded", "d": "lost lost", "p": "degraded degraded"}),
    ("a", ONE, "", {"c": "degraded lost", "d": "lost lost", "p": "degraded lost"}),
    # The flow alone: its source still holds the datum.
    ("f", ONE, "vital", {"c": "lost lost", "p": "lost lost"}),
    ("c", ONE, "vital", {"p": "lost lost"}),
    # Two of three are enough: one lost is borne, two are not, and the third is not lost for that.
    ("n1", NODES, "", {"n": "at_risk at_risk", "a": "at_risk at_risk", "b": "at_risk at_risk"}),
    ("n1 n2", NODES, "", dict.fromkeys(("n", "a", "b", "c", "i"), "lost lost")),
    ("n", NODES, "", dict.fromkeys(("n1", "n2", "n3", "a", "b", "c", "i"), "lost lost")),
    # Every node is needed, and the part goes with its whole; a whole without redundancy goes with its last part.
    ("m", NODES, "", dict.fromkeys(("m1", "b", "i"), "lost lost")),
    ("m1", NODES, "", dict.fromkeys(("m", "b", "i"), "lost lost")),
    # Copies hold nothing by themselves: c has d through b, which no longer gets it.
    ("a", COPIES, "", {"b": "degraded degraded", "c": "lost lost", "d": "lost lost"}),
    ("b", COPIES, "", {"c": "lost lost"}),
    # Nobody masters d: both senders of the closed loop are origins, and each has it without the other.
    ("a", LOOP, "", {"b": "at_risk at_risk"}),
    ("b", LOOP, "", {"a": "at_risk at_risk", "c": "lost lost"}),
    # A platform that gets nothing any more is at risk, and passes nothing on; what goes through it is not held up.
    ("a", HUB, "", {"hub": "at_risk at_risk", "c": "lost lost", "d": "lost lost", "e": "lost lost"}),
    ("hub", HUB, "", {"c": "lost lost", "e": "lost lost"}),
    # The solution no longer masters d by the lost module, so what another module sends is no longer held.
    ("a1", MODULES, "", {"a": "degraded degraded", "x": "lost lost", "c": "lost lost", "d": "lost lost"}),
    ("a2", MODULES, "", {"a": "degraded degraded", "c": "lost lost"}),
    ("a", MODULES, "", dict.fromkeys(("a1", "a2", "i", "x", "c", "d"), "lost lost")),
    ("i", MODULES, "", {}),
    # An operator's nodes, and what runs on them.
    ("host", HOSTS, "", {"n": "lost lost", "a": "lost lost", "p": "lost lost"}),
    # A lost site leaves out its own covers, and takes the node that runs the other's.
    ("s", HOSTS, "", {"n": "lost lost", "a": "lost lost", "p": "lost lost"}),
    ("t", HOSTS, "", {}),
    # A proof of concept saves nothing, unless it is industrialised.
    ("a", POCS, "", {"p": "lost lost"}),
    ("b", POCS, "", {"b1": "lost lost", "p": "covered covered"}),
    ("c", POCS, "", {"q": "covered covered"}),
    ("d", POCS, "", {"q": "lost lost"}),
]


def model(written: str, **words: str) -> Any:
    for name, word in words.items():
        written = written.replace(name, word)
    return yaml.safe_load(written)


@pytest.mark.parametrize(("roots", "written", "need", "expected"), CASES)
def test_what_is_lost_with_it(roots: str, written: str, need: str, expected: dict[str, str]) -> None:
    answer = impact(model(written, NEED=need), roots.split(), DAY)
    assert {
        id: f"{touched.state or '-'} {touched.possible or '-'}" for id, touched in answer.elements.items()
    } == expected


def test_flows_lost() -> None:
    assert impact(model(HUB), ["hub"], DAY).flows == {"g", "h"}
    # c is lost only where silence is read harshly: then its flow is.
    answer = impact(model(HUB.replace("g: {source: hub, target: c, data: d, need: vital}",
                                     "g: {source: hub, target: c, data: d}")), ["a"], DAY)  # fmt: skip
    assert (sorted(answer.flows), sorted(answer.certain_flows)) == (["f", "h"], ["f"])


def test_a_process_is_judged_at_each_site() -> None:
    both = impact(model(SITES, UNKNOWN=""), ["a"], DAY).elements["p"].sites
    assert both == {"s": Place("lost", "lost"), "t": Place("covered", "covered", ("b",))}


def test_an_unknown_deployment_is_everywhere_or_where_it_hurts() -> None:
    doubtful = model(SITES, UNKNOWN="covers: p")
    assert impact(doubtful, ["a"], DAY).elements["p"].sites == {
        "s": Place("covered", "lost", ("u",)),
        "t": Place("covered", "covered", ("b", "u")),
    }
    # u may be at s, where a stays, or not: nothing worse than covered either way.
    assert impact(doubtful, ["u"], DAY).elements["p"].sites["s"] == Place("covered", "covered", ("a",))


def test_a_module_is_there_with_its_whole_or_not_at_all() -> None:
    written = model("""
application: {w: {covers: p}, m: {part_of: w, covers: p}, n: {part_of: w, deployed_at: s, covers: p}}
process: {p: {}}
site: {s: {}, t: {}}
""")
    # m lost: w, untouched by it but degraded, is there whenever m is; n is at s for sure.
    assert impact(written, ["m"], DAY).elements["p"].sites == {
        "s": Place("covered", "covered", ("n",)),
        "t": Place("degraded", "degraded"),
    }


def test_the_one_place_where_no_site_is_recorded() -> None:
    written = model("application: {a: {covers: p}, b: {covers: p}}\nprocess: {p: {}}")
    assert impact(written, ["a"], DAY).elements["p"].sites == {"*": Place("covered", "covered", ("b",))}


def test_a_withdrawal_at_a_site_touches_only_what_is_there() -> None:
    answer = impact(model(SITES, UNKNOWN=""), ["a"], DAY, sites=["s"])
    assert {id: dict(touched.sites) for id, touched in answer.elements.items()} == {"p": {"s": Place("lost", "lost")}}
    assert impact(model(SITES, UNKNOWN=""), ["b"], DAY, sites=["s"]).elements == {}


def test_a_whole_is_shown_instead_of_its_parts_where_they_agree() -> None:
    assert impact(model(GHU), ["a"], DAY).elements["p"].shown == {"ghu": Place("lost", "lost")}
    apart = model(GHU.replace("deployed_at: u", "deployed_at: t"))
    assert impact(apart, ["a"], DAY).elements["p"].shown == {
        "s": Place("lost", "lost"),
        "t": Place("covered", "covered", ("b",)),
    }


def test_a_root_that_left_is_looked_at_on_its_last_day() -> None:
    written = model(ONE.replace("a: {masters: d}", "a: {masters: d, retired_on: 2021-03}"), NEED="vital")
    answer = impact(written, ["a"], DAY)
    assert answer.date == dt.date(2021, 2, 28)
    assert answer.elements["c"].state == "lost"


def test_what_is_out_of_service_is_not_touched() -> None:
    written = model(ONE.replace("c: {covers: p}", "c: {covers: p, live_on: 2022}"), NEED="vital")
    assert impact(written, ["a"], DAY).elements.keys() == {"d"}


def test_origins_and_holders() -> None:
    assert origins(model(LOOP), DAY)["d"] == {"a", "b"}
    assert holders(model(LOOP), DAY)["d"] == {"a": None, "b": None, "c": None}
    assert origins(model(COPIES), DAY)["d"] == {"a"}
    assert holders(model(COPIES), DAY)["d"] == {"a": 0, "b": 1, "c": 2}
    assert holders(model(MODULES), DAY)["d"] == {"a": 0, "c": 1}


def test_parts_of_a_datum() -> None:
    """The master of a whole is none of a part that has one; a flow of the whole brings the parts that are held."""
    written = model("""
application: {a: {masters: d}, b: {masters: part}, c: {}, e: {}}
data_object: {d: {}, part: {part_of: d}, other: {part_of: d}}
flow: {f: {source: a, target: c, data: d}, g: {source: b, target: a, data: part}, h: {source: e, target: c, data: d}}
""")
    assert holders(written, DAY) == {
        "d": {"a": 0, "c": 1, "e": None},
        "part": {"b": 0, "a": 1, "c": 2},
        "other": {"a": 0, "c": 1},
        "datum of f": {}, "datum of g": {}, "datum of h": {},
    }  # fmt: skip


def test_deps_by_module_and_back() -> None:
    assert feeds(model(MODULES), "a1", DAY, "out") == {}
    assert feeds(model(MODULES), "a", DAY, "out") == {"c": 1}
    assert feeds(model(MODULES), "c", DAY, "in") == {"a2": 1}
    assert feeds(model(COPIES), "a", DAY, "out") == {"b": 1, "c": 2}
    assert feeds(model(LOOP), "a", DAY, "out") == {"b": 1, "c": 2}
    assert passing(model(HUB), "hub", DAY) == {"h"}


@given(systems(), st.sampled_from(DATES))
def test_random_systems_load_and_are_in_service_as_the_graph_says(system: System, date: dt.date) -> None:
    graph = graph_of(text(system)).at(date)
    assert yaml.safe_load(text(system)).keys() == system.keys()
    for id in graph:
        assert in_service(system, id, date) is graph.in_service(id), id


@given(losses())
@settings(max_examples=30)
def test_the_harsh_reading_is_never_milder(loss: tuple[System, list[str], dt.date]) -> None:
    order = [None, "covered", "degraded", "at_risk", "lost"]
    answer = impact(*loss)
    assert answer.certain_flows <= answer.flows
    both = [(touched.state, touched.possible) for touched in answer.elements.values()]
    both += [(place.state, place.possible) for touched in answer.elements.values() for place in touched.sites.values()]
    for state, possible in both:
        assert possible and order.index(possible) >= order.index(state)

"""The simulator of impacts is right by itself: sentences of the words' meaning, each with a small model."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from tests.impact.simulated import CHAIN, END_OF_2021, SITES, by_word, parsed, states_of, touched
from tests.impact.simulator import RefusedError, impact

SENTENCES: dict[str, tuple[str, str, str]] = {
    # applications
    "a whole takes its modules along, and the APIs of these": (
        "application: {w: {}, m: {part_of: w}}\napi: {i: {provided_by: m}}",
        "w",
        "m lost, i lost",
    ),
    "a module leaves its wholes degraded, and its siblings alone": (
        "application: {w: {}, m: {part_of: w}, m1: {part_of: m}, n: {part_of: w}}",
        "m1",
        "m degraded, w degraded",
    ),
    "a product takes its instances along": ("application: {a: {}, i: {instance_of: a}}", "a", "i lost"),
    "an instance does nothing to its product": ("application: {a: {}, i: {instance_of: a}}", "i", ""),
    "what left service is not touched": ("application: {w: {}, m: {part_of: w, retired_on: 2021}}", "w", ""),
    "what is planned is not touched": ("application: {w: {}, m: {part_of: w, live_on: 2022}}", "w", ""),
    "a link that ended passes nothing on": ("application: {w: {}, m: {part_of: {to: w, until: 2020}}}", "w", ""),
    "its last day is included": ("application: {w: {}, m: {part_of: {to: w, until: 2021}}}", "w", "m lost"),
    "a root counts whatever its dates": ("application: {w: {live_on: 2023}, m: {part_of: w}}", "w", "m lost"),
    # nodes
    "what runs on a node, and on its parts, is lost": (
        "node: {n: {}, n1: {part_of: n}, v: {runs_on: n1}}\napplication: {a: {runs_on: v}, b: {runs_on: n}}",
        "n",
        "n1 lost, v lost, a lost, b lost",
    ),
    "every node is needed": ("node: {n: {}, m: {}}\napplication: {a: {runs_on: [n, m]}}", "m", "a lost"),
    "a cluster stands while enough parts are left": (
        "node: {c: {redundancy: {k: 1, n: 2}}, h: {part_of: c}, i: {part_of: c}, v: {runs_on: c}}\n"
        "application: {a: {runs_on: v}, m: {part_of: a}}",
        "h",
        "c at_risk, v at_risk, a at_risk",
    ),
    "below that it is lost, its other parts are not": (
        "node: {c: {redundancy: {k: 2, n: 3}}, h: {part_of: c}, i: {part_of: c}, j: {part_of: c}, v: {runs_on: c}}",
        "h i",
        "c lost, v lost",
    ),
    "a cluster lost as a whole takes its parts along": (
        "node: {c: {redundancy: {k: 1, n: 2}}, h: {part_of: c}, i: {part_of: c}}",
        "c",
        "h lost, i lost",
    ),
    "a part that left service is not one that is left": (
        "node: {c: {redundancy: {k: 1, n: 2}}, h: {part_of: c, retired_on: 2020}, i: {part_of: c}}",
        "i",
        "c lost",
    ),
    "nor one whose link ended": (
        "node: {c: {redundancy: {k: 1, n: 2}}, h: {part_of: {to: c, until: 2020}}, i: {part_of: c}}",
        "i",
        "c lost",
    ),
    "without redundancy a node is degraded by the loss of a part": (
        "node: {c: {}, h: {part_of: c}, i: {part_of: c}}\napplication: {a: {runs_on: c}}",
        "h",
        "c degraded",
    ),
    "and lost with the last of them": (
        "node: {c: {}, h: {part_of: c}, i: {part_of: c}}\napplication: {a: {runs_on: c}}",
        "h i",
        "c lost, a lost",
    ),
    "a node may be part of several": (
        "node: {c: {}, d: {redundancy: {k: 1, n: 2}}, h: {part_of: [c, d]}, i: {part_of: d}}",
        "h",
        "c lost, d at_risk",
    ),
    "an operator takes its nodes along, a supplier nothing": (
        "actor: {o: {}}\nnode: {n: {operator: o}}\napplication: {a: {runs_on: n}, b: {supplier: o, moa: o}}",
        "o",
        "n lost, a lost",
    ),
    "a site takes its parts along, and the nodes there": (
        "site: {s: {}, t: {part_of: s}}\nnode: {n: {site: t}}\napplication: {a: {runs_on: n}}",
        "s",
        "t lost, n lost, a lost",
    ),
    "its own covers are left out": (
        SITES + "node: {n: {site: x}}\napplication: {a: {covers: p, runs_on: n, deployed_at: [x, y]}}",
        "x",
        "n lost, a lost, p lost, p@y lost",
    ),
    # flows and data
    "a vital flow of the only source": (
        CHAIN + "application: {a: {masters: d}, b: {}}\nflow: {f: {source: a, target: b, data: d, need: vital}}",
        "f",
        "b lost",
    ),
    "a vital flow where another brings the datum": (
        CHAIN + "application: {a: {masters: d}, b: {}, c: {masters: d}}\n"
        "flow: {f: {source: a, target: b, data: d, need: vital}, g: {source: c, target: b, data: d}}",
        "a",
        "f lost, b at_risk",
    ),
    "a useful flow": (
        CHAIN + "application: {a: {masters: d}, b: {}}\nflow: {f: {source: a, target: b, data: d, need: useful}}",
        "a",
        "f lost, b degraded, d lost",
    ),
    "a useful flow where another brings the datum": (
        CHAIN + "application: {a: {masters: d}, b: {}, c: {masters: d}}\n"
        "flow: {f: {source: a, target: b, data: d, need: useful}, g: {source: c, target: b, data: d}}",
        "f",
        "",
    ),
    "a need that is not written": (
        CHAIN + "application: {a: {masters: d}, b: {}}\nflow: {f: {source: a, target: b, data: d}}",
        "f",
        "b degraded/lost",
    ),
    "a flow needs its api and its via": (
        CHAIN + "application: {a: {masters: d}, b: {}, c: {}, h: {}}\napi: {i: {provided_by: c}}\n"
        "flow: {f: {source: a, target: b, data: d, need: vital, api: i, via: h}}",
        "c",
        "i lost, f lost, b lost",
    ),
    "and all its via": (
        CHAIN + "application: {a: {masters: d}, b: {}, c: {}, h: {}}\n"
        "flow: {f: {source: a, target: b, data: d, need: vital, via: [c, h]}}",
        "h",
        "f lost, b lost",
    ),
    "who no longer gets a datum no longer passes it on": (
        CHAIN + "application: {a: {masters: d}, b: {}, c: {}}\n"
        "flow: {f: {source: a, target: b, data: d, need: useful}, g: {source: b, target: c, data: d, need: vital}}",
        "f",
        "b degraded, c lost",
    ),
    "a platform is at risk at the worst for want of data": (
        CHAIN + "application: {a: {masters: d}, b: {type: platform}, c: {}}\n"
        "flow: {f: {source: a, target: b, data: d, need: vital}, g: {source: b, target: c, data: d, need: vital}}",
        "f",
        "b at_risk, c lost",
    ),
    "a loop keeps no datum alive": (
        CHAIN
        + "application: {a: {masters: d}, b: {}, c: {}}\nflow: {f: {source: a, target: b, data: d, need: useful}, "
        "g: {source: b, target: c, data: d, need: useful}, h: {source: c, target: b, data: d, need: useful}}",
        "a",
        "f lost, b degraded, c degraded, d lost",
    ),
    "in a closed loop of senders all are origins": (
        CHAIN + "application: {b: {}, c: {}}\n"
        "flow: {g: {source: b, target: c, data: d, need: vital}, h: {source: c, target: b, data: d, need: vital}}",
        "b",
        "g lost, c at_risk",
    ),
    "a sender that nobody feeds is an origin": (
        CHAIN + "application: {a: {}, b: {}, c: {}}\n"
        "flow: {f: {source: a, target: b, data: d, need: useful}, g: {source: b, target: c, data: d, need: vital}}",
        "f",
        "b degraded, c lost",
    ),
    "a flow brings the parts of a datum that its source holds": (
        "data_object: {d: {}, e: {part_of: d}}\napplication: {a: {masters: d}, b: {}, c: {}}\n"
        "flow: {f: {source: a, target: b, data: d, need: useful}, g: {source: b, target: c, data: e, need: vital}}",
        "f",
        "b degraded, c lost",
    ),
    "the master of a whole is no origin of a part that has a master": (
        "data_object: {d: {}, e: {part_of: d}}\napplication: {a: {masters: d}, b: {masters: e}}",
        "b",
        "e lost",
    ),
    "who masters the nearest whole masters a part of which nobody else is": (
        "data_object: {d: {}, e: {part_of: d}}\napplication: {a: {masters: d}}",
        "a",
        "d lost, e lost",
    ),
    "a flow without data carries a datum of its own": (
        "application: {a: {}, b: {}}\nflow: {f: {source: a, target: b, need: vital}}",
        "a",
        "f lost, b lost",
    ),
    "to use is not to hold": (
        CHAIN + "application: {a: {masters: d}, b: {uses: d}}",
        "a",
        "d lost",
    ),
    "what a module masters its solution does": (
        CHAIN + "application: {w: {}, m: {part_of: w, masters: d}, n: {part_of: w}, c: {}}\n"
        "flow: {f: {source: n, target: c, data: d, need: vital}}",
        "m",
        "w degraded, c lost, d lost",
    ),
    "flows inside a solution pass nothing on": (
        CHAIN + "application: {w: {}, m: {part_of: w, masters: d}, n: {part_of: w}}\n"
        "flow: {f: {source: m, target: n, data: d, need: vital}}",
        "m",
        "w degraded, d lost",
    ),
    "flows of other environments do not count": (
        CHAIN + "application: {a: {masters: d}, b: {}}\n"
        "flow: {f: {source: a, target: b, data: d, need: vital, environment: training}}",
        "a",
        "d lost",
    ),
    "a root that is to come is no origin of what others send": (
        CHAIN + "application: {a: {masters: d, live_on: 2023}, b: {}, c: {}}\n"
        "flow: {f: {source: a, target: b, data: d}, g: {source: b, target: c, data: d, need: vital}}",
        "a",
        "f lost, b -/at_risk",
    ),
    # answers that were wrong once
    "the application that is not at a site is not blamed there": (
        SITES + "data_object: {d: {}}\napplication: {a: {covers: p, deployed_at: x, masters: d}, "
        "c: {covers: p, deployed_at: x}, b: {covers: p, deployed_at: y}}\n"
        "flow: {f: {source: a, target: b, data: d, need: vital}}",
        "a",
        "d lost, f lost, b lost, p lost, p@x covered, p@y lost",
    ),
    "a virtual machine on a cluster of which all hosts are lost": (
        "node: {ferme: {redundancy: {k: 1, n: 2}}, hote-1: {part_of: ferme}, hote-2: {part_of: ferme}, "
        "vm: {runs_on: ferme}}\napplication: {dpi: {runs_on: vm}}",
        "hote-1 hote-2",
        "ferme lost, vm lost, dpi lost",
    ),
}
IDENTITY = """
data_object: {dossier: {}, identite: {part_of: dossier}}
application: {siu: {masters: identite}, suite: {}, m: {part_of: suite}, source: {}, labo: {}}
flow:
  f: {source: siu, target: suite, data: identite, need: useful}
  g: {source: m, target: labo, data: identite, need: vital}
  h: {source: source, target: suite, data: dossier, need: useful}
"""
TWO_INSTANCES = """
site: {a: {}, b: {}}
process: {p: {}}
application:
  dpi: {}
  dpi-a: {instance_of: dpi, deployed_at: a, covers: p}
  dpi-b: {instance_of: dpi, deployed_at: b, covers: p}
  client: {}
flow: {f: {source: dpi-a, target: client, need: vital}}
"""


@pytest.mark.parametrize(("model", "roots", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence(model: str, roots: str, expected: str) -> None:
    assert touched(model, *roots.split()) == by_word(expected)


def test_a_flow_that_never_brought_the_datum_explains_nothing() -> None:
    """`source` holds the rest of the file, not the identity that the laboratory takes from SIU through the suite."""
    assert touched(IDENTITY, "siu") == by_word("identite lost, f lost, suite degraded, labo lost")
    assert touched(IDENTITY, "source") == by_word("dossier lost, h lost, suite degraded")


def test_a_withdrawal_from_a_site_loses_only_what_is_used_there() -> None:
    assert touched(TWO_INSTANCES, "dpi", site="a") == by_word("dpi-a lost, p lost, p@a lost")
    assert touched(TWO_INSTANCES, "dpi") == by_word(
        "dpi-a lost, dpi-b lost, f lost, client lost, p lost, p@a lost, p@b lost"
    )


def test_the_same_with_modules() -> None:
    modules = (
        "site: {a: {}, b: {}}\napplication: {w: {}, m: {part_of: w, deployed_at: a}, n: {part_of: w, deployed_at: b}}"
    )
    assert touched(modules, "w", site="a") == by_word("m lost")
    assert touched(modules, "m", site="a") == by_word("w degraded")


def test_a_root_that_left_service_is_looked_at_on_its_last_day() -> None:
    model = parsed("application: {a: {retired_on: 2021-05}, b: {retired_on: 2021-03}, m: {part_of: a}}")
    answer = impact(model, ["a"], END_OF_2021)
    assert (answer["date"], [*answer["elements"]]) == (dt.date(2021, 4, 30), ["m"])
    assert impact(model, ["a", "b"], END_OF_2021)["date"] == dt.date(2021, 2, 28)


@pytest.mark.parametrize("root", ["p", "d", "nobody"])
def test_other_roots_are_refused(root: str) -> None:
    with pytest.raises(RefusedError, match=root):
        impact(parsed(CHAIN), [root], END_OF_2021)


def test_both_readings_are_the_extremes_of_all_ways_of_writing_the_needs() -> None:
    """Every flow without a need written vital or useful, in all combinations: none is milder or worse than the two."""
    model = parsed(
        CHAIN
        + "application: {a: {masters: d}, b: {}, c: {covers: p}, e: {}}\nflow: {f: {source: a, target: b, data: d}, "
        "g: {source: b, target: c, data: d}, h: {source: a, target: e, data: d}, i: {source: e, target: c, data: d}}"
    )
    answer = impact(model, ["f"], END_OF_2021)["elements"]
    states: dict[str, set[str]] = {id: set() for id in answer}
    for needs in itertools.product(["vital", "useful"], repeat=4):
        flows = {id: {**flow, "need": need} for (id, flow), need in zip(model["flow"].items(), needs, strict=True)}
        written = impact({**model, "flow": flows}, ["f"], END_OF_2021)["elements"]
        for id in answer:
            states[id].add(written[id]["state"] if id in written else "-")
    assert {id: sorted(seen) for id, seen in states.items()} == {
        "b": ["degraded", "lost"],
        "c": ["-", "at_risk"],
        "p": ["-", "at_risk"],
    }
    assert {id: states_of(element) for id, element in answer.items()} == by_word(
        "b degraded/lost, c -/at_risk, p -/at_risk"
    )

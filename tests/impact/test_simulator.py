"""The simulator of impacts is right by itself: sentences of the words' meaning, each with a small model."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.impact.simulated import CHAIN, END_OF_2021, SITES, by_word, parsed, touched
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
    "what was planned, then live, then out of new use, is": (
        "application: {w: {}, m: {part_of: w, planned_on: 2019, live_on: 2020, phase_out_on: 2021}}",
        "w",
        "m lost",
    ),
    "an instance of a product that left service is not touched": (
        "node: {n: {}}\napplication: {a: {retired_on: 2021}, i: {instance_of: a, runs_on: n}}",
        "n",
        "",
    ),
    "a link that ended passes nothing on": ("application: {w: {}, m: {part_of: {to: w, until: 2020}}}", "w", ""),
    "its last day is included": ("application: {w: {}, m: {part_of: {to: w, until: 2021}}}", "w", "m lost"),
    "a root counts whatever its dates": ("application: {w: {live_on: 2023}, m: {part_of: w}}", "w", "m lost"),
    # nodes
    "what runs on a node, and on its parts, is lost": (
        "node: {n: {}, n1: {part_of: n}, v: {runs_on: n1}}\napplication: {a: {runs_on: v}, b: {runs_on: n}}",
        "n",
        "n1 lost, v lost, a lost, b lost",
    ),
    "the parts of its parts too": (
        "node: {n: {}, n1: {part_of: n}, n2: {part_of: n1}}",
        "n",
        "n1 lost, n2 lost",
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
    assert touched(modules, "m", site="a") == {}


def test_a_root_that_left_service_is_looked_at_on_its_last_day() -> None:
    model = parsed("application: {a: {retired_on: 2021-05}, b: {retired_on: 2021-03}, m: {part_of: a}}")
    answer = impact(model, ["a"], END_OF_2021)
    assert (answer["date"], [*answer["elements"]]) == (dt.date(2021, 4, 30), ["m"])
    assert impact(model, ["a", "b"], END_OF_2021)["date"] == dt.date(2021, 2, 28)


@pytest.mark.parametrize("root", ["p", "d", "nobody"])
def test_other_roots_are_refused(root: str) -> None:
    with pytest.raises(RefusedError, match=root):
        impact(parsed(CHAIN), [root], END_OF_2021)

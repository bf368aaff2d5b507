"""The simulator's flows and data: who holds what, and what the loss of a flow does."""

from __future__ import annotations

import itertools

import pytest

from tests.impact.simulated import CHAIN, END_OF_2021, by_word, parsed, states_of, touched
from tests.impact.simulator import impact

SENTENCES: dict[str, tuple[str, str, str]] = {
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
        "w degraded, d lost, f lost",
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
}
IDENTITY = """
data_object: {dossier: {}, identite: {part_of: dossier}}
application: {siu: {masters: identite}, suite: {}, m: {part_of: suite}, source: {}, labo: {}}
flow:
  f: {source: siu, target: suite, data: identite, need: useful}
  g: {source: m, target: labo, data: identite, need: vital}
  h: {source: source, target: suite, data: dossier, need: useful}
"""


@pytest.mark.parametrize(("model", "roots", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence(model: str, roots: str, expected: str) -> None:
    assert touched(model, *roots.split()) == by_word(expected)


def test_a_flow_that_never_brought_the_datum_explains_nothing() -> None:
    """`source` holds the rest of the file, not the identity that the laboratory takes from SIU through the suite."""
    assert touched(IDENTITY, "siu") == by_word("identite lost, f lost, suite degraded, labo lost")
    assert touched(IDENTITY, "source") == by_word("dossier lost, h lost, suite degraded")


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

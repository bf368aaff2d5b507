"""The simulator's processes: who covers and supports them, and where."""

from __future__ import annotations

import pytest

from tests.impact.simulated import END_OF_2021, SITES, by_word, parsed, touched
from tests.impact.simulator import impact

SENTENCES: dict[str, tuple[str, str, str]] = {
    "a process takes the mildest of those who cover it": (
        SITES + "application: {a: {covers: p, deployed_at: [x, y]}, b: {covers: p, deployed_at: x}}",
        "a",
        "p lost, p@x covered, p@y lost",
    ),
    "deployed at a whole is deployed at its parts": (
        "site: {g: {}, x: {part_of: g}, y: {part_of: g}}\nprocess: {p: {}}\n"
        "application: {a: {covers: p, deployed_at: g}, b: {covers: p, deployed_at: x}}",
        "a",
        "p lost, p@x covered, p@y lost",
    ),
    "an unknown place is everywhere, or not": (
        SITES + "application: {a: {covers: p, deployed_at: x}, b: {covers: p}}",
        "a",
        "p covered/lost, p@x covered/lost",
    ),
    "the unknown place of what is lost": (
        SITES + "application: {a: {covers: p}, b: {covers: p, deployed_at: x}}",
        "a",
        "p lost, p@x covered, p@y lost",
    ),
    "a module is where its whole is, or neither is there": (
        "site: {x: {}}\nprocess: {p: {}}\napplication: {w: {}, m: {part_of: w, covers: p}, n: {part_of: w, covers: p}}",
        "m",
        "w degraded, p covered, p@x covered",
    ),
    "a deployment that is written and over is nowhere": (
        SITES + "application: {a: {covers: p, deployed_at: x}, b: {covers: p, deployed_at: {to: x, until: 2020}}}",
        "a",
        "p lost, p@x lost",
    ),
    "a POC makes nothing milder": (
        "process: {p: {}}\napplication: {a: {covers: p}, b: {covers: p, type: poc}}",
        "a",
        "p lost, p@* lost",
    ),
    "nor does a module of one": (
        "process: {p: {}}\napplication: {a: {covers: p}, b: {type: poc}, m: {part_of: b, covers: p}}",
        "a",
        "p lost, p@* lost",
    ),
    "an industrialised one does": (
        "process: {p: {}}\napplication: {a: {covers: p}, b: {covers: p, type: poc, poc_decision: industrialise}}",
        "a",
        "p covered, p@* covered",
    ),
    "an outside tool makes nothing milder where it is not recorded": (
        SITES + "application: {a: {covers: p, deployed_at: x}, b: {covers: p, type: external}}",
        "a",
        "p lost, p@x lost",
    ),
    "but where it is": (
        SITES + "application: {a: {covers: p, deployed_at: x}, b: {covers: p, type: external, deployed_at: x}}",
        "a",
        "p covered, p@x covered",
    ),
    # supports
    "the loss of a vital need loses the process": (
        "process: {p: {}}\napplication: {a: {supports: {to: p, for: imagerie, need: vital}}, b: {supports: p}}",
        "a",
        "p lost, p@* lost",
    ),
    "the loss of a useful need degrades it": (
        "process: {p: {}}\napplication: {a: {supports: {to: p, need: useful}}}",
        "a",
        "p degraded, p@* degraded",
    ),
    "a need that is not written is useful, or vital": (
        "process: {p: {}}\napplication: {a: {supports: p}}",
        "a",
        "p degraded/lost, p@* degraded/lost",
    ),
    "one vital word is enough": (
        SITES + "application: {a: {supports: {to: p, for: Imagerie, need: useful}, deployed_at: x}, "
        "b: {supports: {to: p, for: imagerie, need: vital}, deployed_at: x}}",
        "a b",
        "p lost, p@x lost",
    ),
    "another who meets the same need": (
        SITES + "application: {a: {supports: {to: p, for: Télé-imagerie, need: vital}, deployed_at: [x, y]}, "
        "b: {supports: {to: p, for: TELE imagerie}, deployed_at: x}}",
        "a",
        "p lost, p@y lost",
    ),
    "a cover that is untouched leaves it degraded": (
        SITES + "application: {a: {supports: {to: p, need: vital}, deployed_at: x}, c: {covers: p, deployed_at: x}}",
        "a",
        "p degraded, p@x degraded",
    ),
    "one who only supports covers nothing": (
        SITES + "application: {a: {covers: p, deployed_at: x}, b: {supports: {to: p, need: vital}, deployed_at: x}}",
        "a",
        "p lost, p@x lost",
    ),
    "where a solution covers and supports, covers counts": (
        SITES + "application: {a: {covers: p, deployed_at: x}, m: {part_of: a, supports: {to: p, need: vital}}}",
        "m",
        "a degraded, p degraded, p@x degraded",
    ),
    "an outside tool makes no need milder": (
        SITES + "application: {a: {supports: {to: p, for: avis, need: vital}, deployed_at: x}, "
        "b: {type: external, supports: {to: p, for: avis}, deployed_at: x}}",
        "a",
        "p lost, p@x lost",
    ),
}


@pytest.mark.parametrize(("model", "roots", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence(model: str, roots: str, expected: str) -> None:
    assert touched(model, *roots.split()) == by_word(expected)


def test_who_covers_is_named_where_it_does() -> None:
    text = SITES + "application: {a: {covers: p}, c: {covers: p, deployed_at: x}}"
    sites = impact(parsed(text), ["a"], END_OF_2021)["elements"]["p"]["sites"]
    assert {site: there["covered_by"] for site, there in sites.items()} == {"x": ["c"], "y": []}

"""The facts that would settle what is only possible: needs of flows and of supports, deployments; and no other."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.facts_to_confirm import Fact
from ea_repo.impact.impact import impact
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
P = "process: {p: {}}\n"
SITES = "site: {x: {}, y: {}}\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("application: {a: {}, b: {}}\nflow: {f: {source: a, target: b}}", [Fact("f", "need")], id="flow"),
        pytest.param("application: {a: {}, b: {}}\nflow: {f: {source: a, target: b, need: useful}}", [], id="written"),
        pytest.param(P + "application: {a: {supports: p}}", [Fact("a", "supports", "p")], id="support"),
        pytest.param(P + "application: {a: {supports: {to: p, need: vital}}}", [], id="a vital support"),
        pytest.param(P + "application: {a: {supports: {to: p, for: x}}, b: {supports: {to: p, for: x, need: vital}}}",
                     [], id="another who meets it"),
        pytest.param(SITES + P + "application: {a: {supports: {to: p, for: x, need: useful}, deployed_at: x}, "
                     "b: {supports: {to: p, for: x, need: useful}}}", [Fact("b", "deployed_at")],
                     id="where another supports"),
        pytest.param(SITES + P + "application: {a: {covers: p, deployed_at: x}, b: {covers: p}}",
                     [Fact("b", "deployed_at")], id="where another covers"),
        pytest.param(SITES + P + "application: {a: {supports: p, deployed_at: x}, b: {supports: {to: p, for: y}}}",
                     [Fact("a", "supports", "p")], id="where one supports something else"),
        # Untouched there, b leaves the process degraded; elsewhere its need is vital or not.
        pytest.param(SITES + P + "application: {a: {supports: p, deployed_at: x}, b: {covers: p, deployed_at: x}}",
                     [], id="degraded at the worst"),
    ],
)  # fmt: skip
def test_what_would_settle_it(written: str, expected: list[Fact]) -> None:
    answer = impact(graph_of(written), ["a"], DAY)
    assert list(answer.to_confirm) == expected
    assert bool(expected) == any(element.state != element.possible for element in answer.elements)

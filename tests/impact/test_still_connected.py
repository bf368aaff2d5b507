"""What still points at an application, or goes on for it, after its retirement date."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.still_connected import Leftover, still_connected
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("application: {a: {retired_on: 2020}}", []),
        ("application: {a: {}}", [Leftover("a", "phase", "a")]),
        ("application: {a: {retired_on: 2020}, m: {part_of: a, live_on: 2020}}", [Leftover("m", "phase", "m")]),
        ("application: {a: {retired_on: 2020}, b: {}}\nflow: {f: {source: a, target: b}}",
         [Leftover("a", "sends", "f")]),
        ("application: {a: {retired_on: 2020}, b: {}}\nflow: {f: {source: b, target: a}}",
         [Leftover("a", "receives", "f")]),
        ("application: {a: {retired_on: 2020}, b: {}, c: {}}\nflow: {f: {source: b, target: c, via: a}}",
         [Leftover("a", "passes", "f")]),
        ("application: {a: {retired_on: 2020}, b: {}}\nflow: {f: {source: a, target: b, retired_on: 2021}}", []),
        ("application: {a: {retired_on: 2020}, b: {}}\nflow: {f: {source: a, target: b, environment: training}}", []),
        ("application: {a: {retired_on: 2020}, b: {}, c: {}}\n"
         "flow: {f: {source: b, target: c, via: a, retired_on: 2021}}", []),
        ("application: {a: {retired_on: 2020, deployed_at: s}}\nsite: {s: {}}", [Leftover("a", "deployed_at", "s")]),
        ("application: {a: {retired_on: 2020, deployed_at: {to: s, until: 2020}}}\nsite: {s: {}}", []),
        ("application: {a: {retired_on: 2020, runs_on: n}}\nnode: {n: {}}", [Leftover("a", "runs_on", "n")]),
        ("application: {a: {retired_on: 2020, contracts: k}}\ncontract: {k: {ends_on: 2021}}",
         [Leftover("a", "contracts", "k")]),
        ("application: {a: {retired_on: 2020, contracts: k}}\ncontract: {k: {ends_on: 2021-12-30}}", []),
        ("application: {a: {retired_on: 2020, contracts: k}}\ncontract: {k: {ends_on: 2020, renewals: 'tacite, 1 an'}}",
         [Leftover("a", "contracts", "k")]),
        ("application: {a: {retired_on: 2020, contracts: k}}\ncontract: {k: {ends_on: 2020, renewals: aucune}}", []),
        ("application: {a: {retired_on: 2020, contracts: k}}\ncontract: {k: {}}", [Leftover("a", "contracts", "k")]),
        ("application: {a: {retired_on: 2020}}\napi: {x: {provided_by: a, live_on: 2019}}",
         [Leftover("a", "provides", "x")]),
        ("application: {a: {retired_on: 2020}}\napi: {x: {provided_by: a}}", []),
        ("application: {a: {retired_on: 2020, yearly_cost: 1}}", [Leftover("a", "yearly_cost", "a")]),
        ("application: {a: {retired_on: 2020, yearly_cost: 0}}", []),
        ("application: {a: {retired_on: 2020, budget: [{year: 2022, class: 6, amount: 1, basis: amount}]}}",
         [Leftover("a", "budget", "a")]),
        ("application: {a: {retired_on: 2020, budget: [{year: 2021, class: 6, amount: 1, basis: amount}]}}", []),
        ("application: {a: {retired_on: 2020, budget: [{year: 2022, class: 6, amount: 1, basis: difference-2021}]}}",
         []),
    ],
)  # fmt: skip
def test_what_is_left_of_an_application(written: str, expected: list[Leftover]) -> None:
    assert list(still_connected(graph_of(written).at(DAY), "a", DAY)) == expected

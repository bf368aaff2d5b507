"""What solutions cost to run: each amount counts once, whoever writes it."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.semantics.running_costs import running_costs, yearly_cost
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)


@pytest.mark.parametrize(
    ("applications", "costs"),
    [
        ("a: {yearly_cost: 100}, m: {part_of: a, yearly_cost: 40}", {"a": 100}),
        ("a: {}, m: {part_of: a, yearly_cost: 40}, n: {part_of: m, yearly_cost: 10}", {"m": 40}),
        ("a: {}, i: {instance_of: a, yearly_cost: 30}", {"i": 30}),
        ("a: {}, m: {part_of: a, yearly_cost: 40, retired_on: 2020}, n: {part_of: a, yearly_cost: 5}", {"n": 5}),
        ("a: {illustrative: true, yearly_cost: 100}, b: {}", {}),
    ],
)
def test_an_amount_counts_once_and_where_it_is_spent(applications: str, costs: dict[str, float]) -> None:
    assert running_costs(graph_of(f"application: {{{applications}}}").at(DAY)) == costs


def test_the_cost_of_a_module_holds_that_of_its_own_modules() -> None:
    graph = graph_of("application: {a: {}, m: {part_of: a, yearly_cost: 40}, n: {part_of: m, yearly_cost: 10}}")
    assert yearly_cost(graph.at(DAY), "a") == 40

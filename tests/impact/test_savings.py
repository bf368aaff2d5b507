"""What a retirement saves and costs: what is not written is never 0."""

from __future__ import annotations

import pytest

from ea_repo.impact.savings import Savings
from tests.impact.dossiers import dossier_of


@pytest.mark.parametrize(
    ("a", "b", "project", "expected"),
    [
        ("yearly_cost: 100", "yearly_cost: 50", "one_off_cost: 300", Savings(150, 0, 300, 0, 2)),
        ("yearly_cost: 100", "", "", Savings(100, 1, None, 1, 2)),
        ("", "", "one_off_cost: 0", Savings(None, 2, 0, 0, 2)),
        ("yearly_cost: 0", "", "", Savings(0, 1, None, 1, 2)),
    ],
)
def test_what_is_not_written_is_never_0(a: str, b: str, project: str, expected: Savings) -> None:
    project = f"retires: [a, b], {project}" if project else "retires: [a, b]"
    written = f"application: {{a: {{{a}}}, b: {{{b}}}}}\nproject: {{p: {{{project}}}}}"
    assert dossier_of(written, "a", "b").savings == expected


@pytest.mark.parametrize(
    ("saved", "payback"),
    [
        (Savings(150, 0, 300, 0, 2), 2),
        (Savings(150, 1, 300, 0, 2), 2),
        (Savings(150, 0, 300, 1, 2), None),
        (Savings(None, 2, 300, 0, 2), None),
        (Savings(0, 0, 300, 0, 2), None),
        (Savings(150, 0, None, 1, 2), None),
    ],
)
def test_payback_is_said_where_it_can_be(saved: Savings, payback: float | None) -> None:
    assert saved.payback == payback


def test_a_whole_costs_what_its_modules_do_and_nothing_counts_twice() -> None:
    written = "application: {a: {}, m: {part_of: a, yearly_cost: 10}, n: {part_of: a, yearly_cost: 5}}"
    assert dossier_of(written, "a").savings.yearly == 15
    assert dossier_of(written, "a", "m").savings == Savings(15, 0, None, 1, 1)
    assert dossier_of(written.replace("a: {}", "a: {yearly_cost: 100}"), "a", "m").savings.yearly == 100


def test_without_a_project_the_cost_is_unknown() -> None:
    assert dossier_of("application: {a: {yearly_cost: 10}}", "a").savings == Savings(10, 0, None, 1, 1)

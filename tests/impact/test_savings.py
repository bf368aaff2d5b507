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


REPLACED = """
application:
  a: {A}
  b: {yearly_cost: 50, successor: new}
  new: {NEW}
  m: {part_of: new, yearly_cost: 10}
project: {p: {retires: [a, b], one_off_cost: 220}}
"""


@pytest.mark.parametrize(
    ("a", "new", "net", "replacing", "missing", "payback"),
    [
        ("yearly_cost: 100, successor: new", "yearly_cost: 40", 110, 40, 0, 2),
        ("yearly_cost: 100, successor: new", "", 140, 10, 0, 220 / 140),
        ("yearly_cost: 100, successor: [new, other]", "yearly_cost: 40", None, 40, 1, None),
        ("successor: new", "yearly_cost: 40", None, 40, 0, None),
        ("yearly_cost: 100", "yearly_cost: 150", 0, 150, 0, None),
        ("yearly_cost: 100", "yearly_cost: 200", -50, 200, 0, None),
    ],
)
def test_what_replaces_costs_too(
    a: str, new: str, net: float | None, replacing: float, missing: int, payback: float | None
) -> None:
    written = REPLACED.replace("{A}", f"{{{a}}}").replace("{NEW}", f"{{{new}}}\n  other: {{}}")
    saved = dossier_of(written, "a", "b").savings
    assert (saved.net, saved.replacing, saved.replacing_missing, saved.payback) == (net, replacing, missing, payback)


def test_one_that_is_asked_for_costs_too_and_a_part_of_what_leaves_does_not() -> None:
    written = "application: {a: {yearly_cost: 100, successor: m}, m: {part_of: a}, new: {yearly_cost: 30}}"
    saved = dossier_of(written, "a", a="new").savings
    assert (saved.replacements, saved.net) == (("new",), 70)


def test_what_a_whole_that_stays_holds_is_not_added() -> None:
    written = "application: {w: {yearly_cost: 500}, m: {part_of: w, yearly_cost: 200}, b: {yearly_cost: 30}}"
    alone, both, whole = (dossier_of(written, *ids).savings for ids in (["m"], ["m", "b"], ["w", "m"]))
    assert (alone.yearly, alone.yearly_missing, alone.within) == (None, 0, (("m", "w"),))
    assert (both.yearly, both.within) == (30, (("m", "w"),))
    assert (whole.yearly, whole.within) == (500, ())
    replaced = dossier_of(written, "b", b="m").savings
    assert (replaced.net, replaced.replacements) == (30, ("m",))

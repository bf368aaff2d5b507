"""What redundancies cost and what decommissionings save, by values computed by hand."""

from __future__ import annotations

import pytest

from ea_repo.finding import Cost
from tests.check.judging import judged
from tests.check.measuring import COVERS, figures, value


def test_the_cost_of_redundancy_leaves_out_what_is_to_be_kept_and_says_how_many_costs_are_not_recorded() -> None:
    assert figures("redundancy-cost", COVERS) == (120000, 2, 1)
    assert judged("redundant-solution", COVERS).flagged["lits"].facts["cost"] == Cost(120000, 1, 2)
    assert figures("redundancy-cost", COVERS.replace(", yearly_cost: 120000", "")) == (None, 2, 2)


def test_an_element_that_makes_two_redundancies_costs_once() -> None:
    twice = COVERS.replace("agathe: {covers: [lits]", "agathe: {covers: [lits, blocs]")
    assert figures("redundant-processes", twice) == (2, 4, 1)
    assert figures("redundancy-cost", twice) == (120000, 2, 1)


def test_on_a_par_all_of_them_cost() -> None:
    par = "application: {a: {covers: p, yearly_cost: 10}, b: {covers: p, yearly_cost: 5}}\nprocess: {p: {}}"
    assert figures("redundancy-cost", par) == (15, 2, 0)


def test_without_redundancy_it_costs_nothing_and_where_nothing_is_known_it_is_not_said() -> None:
    assert figures("redundancy-cost", "application: {a: {covers: p, yearly_cost: 10}}\nprocess: {p: {}}") == (0, 0, 0)
    assert figures("redundancy-cost", "process: {p: {}}") == (None, 0, 0)


RETIRED = """
application:
  nouveau: {covers: [lits], yearly_cost: 7}
  ancien: {covers: [lits], retired_on: 2020, yearly_cost: 50000, successor: nouveau%s}
process: {lits: {}}
"""


@pytest.mark.parametrize(
    ("more", "cost"),
    [
        ("", 0),
        (", deployed_at: [hopital]", 50000),
        (", deployed_at: [{to: hopital, until: 2020}]", 0),
        ("}\nflow: {f: {source: ancien, target: nouveau}", 50000),
        ("}\nflow: {f: {source: nouveau, target: ancien, retired_on: 2021}", 0),
        ("}\nflow: {f: {source: nouveau, target: ancien, environment: training}", 0),
    ],
)
def test_a_retired_application_that_still_runs_keeps_its_cost(more: str, cost: float) -> None:
    head, _, after = more.partition("}\n")
    text = RETIRED % head + after + ("}\n" if after else "")
    measured = value("redundancy-cost", text)
    assert (measured.value, measured.unknown) == (cost, 0)
    assert figures("redundant-processes", text) == (0, 1, 0)


def test_a_module_of_a_retired_application_that_still_runs_keeps_its_cost() -> None:
    text = """
application:
  nouveau: {covers: [lits]}
  ancien: {retired_on: 2020, deployed_at: [hopital]}
  module: {part_of: ancien, covers: [lits], yearly_cost: 300}
process: {lits: {}}
"""
    assert figures("redundancy-cost", text) == (300, 1, 0)
    assert figures("redundancy-cost", text.replace(", deployed_at: [hopital]", "")) == (0, 0, 0)


def test_a_retired_application_that_runs_alone_is_no_redundancy() -> None:
    alone = RETIRED.replace("nouveau: {covers: [lits], ", "nouveau: {") % ", deployed_at: [hopital]"
    assert figures("redundancy-cost", alone, complete=[{"kind": "application"}]) == (0, 0, 0)


def test_before_it_retires_it_is_an_ordinary_redundancy() -> None:
    text = RETIRED.replace("successor: nouveau", "deployed_at: [hopital]") % ""
    assert figures("redundant-processes", text, "2019-12-31") == (1, 1, 0)
    assert figures("redundancy-cost", text, "2019-12-31") == (50007, 2, 0)
    assert figures("redundancy-cost", text, "2020-01-01") == (50000, 1, 0)


SAVING = """
project:
  tout:
    type: decommissioning
    budget:
      - {year: 2022, class: 6, amount: -1120000, basis: difference-2021}
      - {year: 2022, class: 6, amount: 500, basis: amount}
      - {year: 2022, class: 2, amount: -400, basis: difference-2021}
      - {year: 2023, class: 6, amount: -1160000, basis: difference-2021}
  part:
    type: decommissioning
    part_of: tout
    budget: [{year: 2022, class: 6, amount: -1000, basis: difference-2021}]
  ailleurs: {type: decommissioning}
  cloud: {type: migration, budget: [{year: 2022, class: 6, amount: -77, basis: difference-2021}]}
"""


@pytest.mark.parametrize(
    ("at", "saved", "unknown"),
    [
        ("2020-12-31", None, 2),
        ("2021-12-31", 0, 1),
        ("2022-06-30", 1120000, 1),
        ("2023-12-31", 1160000, 1),
        ("2024-12-31", None, 2),
    ],
)
def test_the_saving_is_the_year_s_differences_counted_once_a_programme(at: str, saved: float, unknown: int) -> None:
    assert figures("decommissioning-saving", SAVING, at) == (saved, 2, unknown)


def test_a_difference_never_enters_a_yearly_cost() -> None:
    line = "budget: [{year: 2021, class: 6, amount: 900, basis: difference-2021}]"
    text = f"application: {{a: {{covers: p, {line}}}, b: {{covers: p, {line}}}}}\nprocess: {{p: {{}}}}"
    assert figures("redundancy-cost", text) == (None, 2, 2)

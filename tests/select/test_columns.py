"""Paths as columns of tables: what an element says there, as plain data."""

from __future__ import annotations

import pytest

from ea_repo.metamodel import built_in
from ea_repo.select import SelectorError
from ea_repo.select.paths import fields, read
from ea_repo.select.validation import check_column
from tests.texts import day, graph_of

SI = graph_of("""
actor: {dsi: {name: Direction}}
zone: {soins: {owner: dsi}}
process: {lits: {}, blocs: {}}
application:
  orbis:
    zone: soins
    live_on: 2012
    covers: [lits, {to: blocs, from: 2022, note: prévu}]
    approvals: {dsi: {on: 2020}, rssi: false}
    budget: [{year: 2022, class: 6, amount: 5, basis: amount}, {year: 2023, class: 6, amount: 7, basis: amount}]
    source: Plan, 1.4
  muet: {supplier: []}
flow: {f: {source: orbis, target: muet, stated_in: "Plan, B.1"}}
""").at(day("2021-12-31"))


@pytest.mark.parametrize(
    ("id", "path", "value"),
    [
        ("orbis", "kind", "application"),
        ("orbis", "phase", "active"),
        ("orbis", "in_service", True),
        ("orbis", "live_on", "2012"),
        ("orbis", "covers", ["lits"]),
        ("orbis", "zone.owner", [["dsi"]]),
        ("orbis", "zone.owner.name", [["Direction"]]),
        ("lits", "covered_by", ["orbis"]),
        ("blocs", "covered_by", []),
        ("orbis", "approvals.dsi.on", "2020"),
        ("orbis", "approvals.rssi", False),
        ("orbis", "approvals.dpo", None),
        ("orbis", "budget.year", [2022, 2023]),
        ("orbis", "budget.class", [6, 6]),
        ("orbis", "stated_by", "Plan, 1.4"),
        ("f", "stated_by", "Plan, B.1"),
        ("f", "source", ["orbis"]),
        ("muet", "supplier", []),
        ("muet", "zone", None),
        ("muet", "stated_by", None),
    ],
)
def test_a_path_reads_what_is_written(id: str, path: str, value: object) -> None:
    assert read(SI, id, path) == value


def test_all_fields_are_given_as_they_are_written() -> None:
    assert fields(SI, "orbis")["covers"] == ["lits", {"to": "blocs", "from": "2022", "note": "prévu"}]
    assert fields(SI, "orbis")["approvals"] == {"dsi": {"on": "2020"}, "rssi": False}


@pytest.mark.parametrize(
    ("column", "hint"),
    [
        ("nmae", "name"),
        ("zone.ownr", "owner"),
        ("approvals.dis", "dsi"),
        ("zone.owner.nam", "name"),
        ("covred_by", "covered_by"),
    ],
)
def test_a_column_that_no_element_can_have_is_an_error(column: str, hint: str) -> None:
    with pytest.raises(SelectorError, match=f"did you mean “{hint}”"):
        check_column(column, built_in())


@pytest.mark.parametrize("column", ["name", "zone.owner.name", "approvals.dsi.on", "identifiers.finess", "phase"])
def test_a_column_that_an_element_can_have_is_accepted(column: str) -> None:
    check_column(column, built_in())

"""The budget of F.1 in the model: rows add up to the document's totals; differences are never amounts."""

from __future__ import annotations

import pytest

from ea_repo.graph import Graph
from ea_repo.metamodel.element import BudgetLine
from tests.content.model import graph

YEARS = (2021, 2022, 2023, 2024, 2025)
ROUNDING = 0.2
"""In millions of euros: the document rounds every cell."""

INVESTMENT = (71.2, 78.4, 72.2, 71.4, 70.8)
AXES = {
    "axe-1": (30.4, 28.0, 25.7, 18.2, 18.2),
    "axe-2": (2.5, 5.6, 4.0, 5.5, 5.7),
    "axe-3": (4.5, 4.7, 3.5, 4.8, 6.6),
    "axe-4": (31.7, 38.4, 37.8, 41.0, 38.5),
    "axe-5": (2.1, 1.7, 1.3, 1.9, 1.8),
}
ROWS = {
    "projet-orbis": 64.8, "refonte-glims": 13.2, "projet-plateaux-techniques": 6.3, "autres-projets-axe-1": 14.1,
    "projet-anatomocytopathologie": 11.9, "nouveaux-besoins-axe-1": 10.0, "plateforme-de-donnees-massives": 9.3,
    "autres-projets-axe-2": 10.0, "nouveaux-besoins-axe-2": 4.0, "si-finances": 3.1,
    "gestion-logistique-et-patrimoniale": 5.4, "si-logistique": 1.2, "sirh-gestion-pm": 5.3, "migration-sap-hana": 3.0,
    "autres-projets-axe-3": 1.2, "nouveaux-besoins-axe-3": 5.0, "renouvellement-materiel": 46.2,
    "renouvellement-du-parc": 45.3, "licences-de-logiciels-standards": 21.8,
    "externalisation-salle-d-exploitation": 1.6, "projet-integration": 9.8, "projet-telephonie": 10.1,
    "projet-reseaux": 16.0, "projet-fibre-optique-noire": 4.8, "migration-vers-le-cloud": 3.2,
    "telephonie-rtc-vers-ip": 2.4, "autres-projets-axe-4": 21.1, "nouveaux-besoins-axe-4": 5.0, "projet-itsm": 3.2,
    "supervision-et-metrologie": 4.0, "autres-projets-axe-5": 0.7, "nouveaux-besoins-axe-5": 1.0,
}  # fmt: skip
"""Class 2, each row of F.1 and its column "Total"."""

DIFFERENCES = {
    "licences-oracle": 4.23, "licences-microsoft": 2.09, "licences-vmware": 0.22, "licences-citrix": 1.38,
    "projet-anatomocytopathologie": 5.75, "refonte-glims": 0.33, "projet-fibre-optique-noire": -1.48,
    "projet-logistique": 0.36, "telephonie-rtc-vers-ip": 3.00, "migration-vers-le-cloud": 1.44,
    "decommissionnements": -4.67, "reseau-lan": 2.52, "datacenters-centraux": 1.01,
}  # fmt: skip
"""Class 6, each row of F.1 and its column "Total": differences from 2021."""
OPERATION = (55.8, 57.0, 60.7, 60.8, 60.9)
COPPER = "renovation-du-cablage-cuivre"


def lines(id: str, account_class: int) -> list[BudgetLine]:
    return [line for line in graph().value(id, "budget") or () if line.account_class == account_class]


def millions(id: str, account_class: int, year: int | None = None) -> float:
    return sum(line.amount for line in lines(id, account_class) if year in (None, line.year)) / 1e6


def carriers(si: Graph) -> list[str]:
    return [id for id in si if si.value(id, "budget")]


@pytest.mark.parametrize(("id", "total"), list(ROWS.items()))
def test_each_row_of_investment_adds_up_to_its_total(id: str, total: float) -> None:
    assert millions(id, 2) == pytest.approx(total, abs=ROUNDING)


@pytest.mark.parametrize(("id", "total"), list(DIFFERENCES.items()))
def test_each_row_of_operation_adds_up_to_its_total_and_is_a_difference(id: str, total: float) -> None:
    assert millions(id, 6) == pytest.approx(total, abs=0.03)
    assert {line.basis for line in lines(id, 6)} == {"difference-2021"}


@pytest.mark.parametrize(("axis", "totals"), list(AXES.items()))
def test_the_projects_of_an_axis_add_up_to_it_year_by_year(axis: str, totals: tuple[float, ...]) -> None:
    si = graph()
    ours = [
        id for id in ROWS if any(axis in si.wholes(objective, "part_of") for objective in si.targets(id, "objectives"))
    ]
    for year, total in zip(YEARS, totals, strict=True):
        assert sum(millions(id, 2, year) for id in ours) == pytest.approx(total, abs=ROUNDING), year
        assert millions(axis, 2, year) == pytest.approx(total, abs=0.01)


@pytest.mark.parametrize(("year", "total"), list(zip(YEARS, INVESTMENT, strict=True)))
def test_all_the_rows_of_a_year_add_up_to_its_investment(year: int, total: float) -> None:
    assert sum(millions(id, 2, year) for id in AXES) == pytest.approx(total, abs=ROUNDING)
    assert sum(millions(id, 2, year) for id in ROWS) == pytest.approx(total, abs=2 * ROUNDING)
    assert millions("trajectoire-sdsi", 2, year) == pytest.approx(total, abs=0.01)


@pytest.mark.parametrize(("year", "total"), list(zip(YEARS, OPERATION, strict=True)))
def test_what_operation_costs_in_a_year_is_2021_and_its_differences(year: int, total: float) -> None:
    assert millions("trajectoire-sdsi", 6, year) == pytest.approx(total, abs=0.01)


def test_operation_of_a_row_is_never_an_amount_and_investment_always_is() -> None:
    si = graph()
    for id in carriers(si):
        for line in si.value(id, "budget"):
            expected = "difference-2021" if line.account_class == 6 and id != "trajectoire-sdsi" else "amount"
            assert line.basis == expected, id


def test_no_difference_is_counted_as_a_cost() -> None:
    si = graph()
    assert not [id for id in si.of("application") if si.value(id, "budget")]


def test_every_row_is_in_the_model_once_and_nothing_else_is() -> None:
    si = graph()
    assert {id for id in si.of("project") if lines(id, 2)} == {*ROWS, COPPER}
    assert {id for id in carriers(si) if lines(id, 6)} == {*DIFFERENCES, "trajectoire-sdsi"}


def test_the_copper_cabling_is_outside_the_budget_of_it() -> None:
    si = graph()
    assert millions(COPPER, 2) == pytest.approx(7.3, abs=ROUNDING)
    axes = {whole for id in si.targets(COPPER, "objectives") for whole in si.wholes(id, "part_of")} & AXES.keys()
    assert not axes


def test_an_empty_cell_is_no_zero_and_shifts_nothing() -> None:
    assert [line.year for line in lines("migration-sap-hana", 2)] == [2023, 2024, 2025]
    assert [line.year for line in lines("si-logistique", 2)] == [2022, 2023, 2024]
    assert [line.year for line in lines("telephonie-rtc-vers-ip", 2)] == [2022, 2023, 2024]
    assert [line.year for line in lines("autres-projets-axe-5", 2)] == [2021, 2022, 2024]
    assert [line.year for line in lines("licences-vmware", 6)] == [2024, 2025]
    si = graph()
    assert not [id for id in carriers(si) for line in si.value(id, "budget") if line.amount == 0]


def test_decommissioning_saves_what_the_plan_says() -> None:
    assert [line.amount for line in lines("decommissionnements", 6)] == [-1_120_000, -1_160_000, -1_200_000, -1_200_000]

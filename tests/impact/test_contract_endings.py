"""The contracts of what is retired: their ends, and the last day to give notice."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.contract_endings import ContractEnding
from tests.impact.dossiers import dossier_of
from tests.texts import day


@pytest.mark.parametrize(
    ("ends_on", "notice", "notice_by"),
    [
        ("2023-12-31", "6 mois", "2023-06-30"),
        ("2023", "6 months", "2023-06-30"),
        ("2023-08-31", "6 mois", "2023-02-28"),
        ("2024-08-31", "6 mois", "2024-02-29"),
        ("2023-12-31", "13 mois", "2022-11-30"),
        ("2023-12-31", "90 days", "2023-10-02"),
        ("2023-12-31", "90j", "2023-10-02"),
        ("2023-12-31", "2 semaines", "2023-12-17"),
        ("2023-12-31", "1 an", "2022-12-31"),
        ("2024-02-29", "1 year", "2023-02-28"),
        ("2023-12-31", "3 MOIS avant l'échéance", "2023-09-30"),
        ("2023-12-31", "six mois", None),
        ("2023-12-31", "6 lunes", None),
        ("2023-12-31", "99999 jours", None),
        ("2023-12-31", "2022 ans", "0001-12-31"),
    ],
)
def test_the_last_day_to_give_notice(ends_on: str, notice: str, notice_by: str | None) -> None:
    written = f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{ends_on: {ends_on}, notice: {notice!r}}}}}"
    (ending,) = dossier_of(written, "a").contract_endings
    assert ending.notice == notice
    assert ending.notice_by == (day(notice_by) if notice_by else None)


@pytest.mark.parametrize("fields", ["", "ends_on: 2023", "notice: 6 mois"])
def test_no_last_day_without_both_an_end_and_a_notice(fields: str) -> None:
    (ending,) = dossier_of(f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{{fields}}}}}", "a").contract_endings
    assert ending.notice_by is None
    assert ending.ends_on == (dt.date(2023, 12, 31) if "ends_on" in fields else None)


@pytest.mark.parametrize("notice", ["9999 ans", "9999 mois", "9999 semaines", "9999 jours"])
def test_a_notice_longer_than_the_calendar_gives_no_day(notice: str) -> None:
    written = f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{ends_on: 0001-06, notice: {notice}}}}}"
    assert dossier_of(written, "a").contract_endings[0].notice_by is None


def test_a_contract_is_told_once_with_those_outside_that_share_it() -> None:
    written = """
application: {a: {contracts: [k, l]}, m: {part_of: a, contracts: k}, b: {contracts: k}, c: {contracts: k}}
contract: {k: {}, l: {}}
"""
    assert dossier_of(written, "a", "b").contract_endings == (
        ContractEnding("k", None, None, None, ("c",)), ContractEnding("l", None, None, None),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("renewals", "notice", "binds_until"),
    [
        ("1 an reconductible 3 fois", "1 an", None),
        ("1 an reconductible 3 fois", "3 mois", "2022-03-31"),
        ("aucune", "1 an", "2022-03-31"),
        ("tacite, 1 an", "1 an", "2023-03-31"),
    ],
)
def test_past_its_notice_a_contract_that_says_too_little_of_its_renewals_binds_until_nobody_knows(
    renewals: str, notice: str, binds_until: str | None
) -> None:
    fields = f"ends_on: 2022-03-31, notice: {notice}, renewals: {renewals!r}"
    written = f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{{fields}}}}}"
    (ending,) = dossier_of(written, "a").contract_endings
    assert (ending.state, ending.until) == ("running", day("2022-03-31"))
    assert ending.binds_until == (day(binds_until) if binds_until else None)

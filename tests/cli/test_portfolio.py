"""`ea request list`: state, rank, money by year against the margins, what two accepted requests touch together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.requests import REQUEST, hospital
from tests.cli.running import invoke

BY = ("--by", "dsi", "--on", "2022-04-01")
DATED = REQUEST.replace("    delay: 9 mois\n", "    delay: 9 mois\n    live_on: 2023-07\n")


def portfolio(root: Path) -> dict[str, Any]:
    said = invoke(root, "request", "list", "--format", "json")
    data: dict[str, Any] = json.loads(said.out)
    return data


def years(root: Path) -> dict[int, tuple[float | None, float, float, float | None]]:
    return {
        year["year"]: (year["margin"], year["accepted"], year["asked"], year["left"])
        for year in portfolio(root)["years"]
    }


def margins(root: Path, text: str) -> Path:
    with (root / "workspace.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"margins: {text}\n")
    return root


def test_money_is_told_by_year_against_the_margins_before_and_after_a_decision(tmp_path: Path) -> None:
    root = margins(hospital(tmp_path, DATED), "{2024: 1000, 2025: 90}")
    assert years(root) == {2023: (None, 0, 5100, None), 2024: (1000, 0, 200, 1000), 2025: (90, 0, 200, 90)}
    invoke(root, "request", "decide", "lits-de-plus", "--accept", "--option", "C", *BY)
    assert years(root) == {2023: (None, 5100, 0, None), 2024: (1000, 200, 0, 800), 2025: (90, 200, 0, -110)}
    said = invoke(root, "request", "list", "--lang", "en").out
    assert "-€110" in said or "€-110" in said or "−€110" in said, said


@pytest.mark.parametrize(
    ("before", "after", "spent"),
    [
        ("live_on: 2023-07\n", "live_on: 2023-07\n    ends_on: 2024-03\n", {2023: 5100, 2024: 50, 2025: 0}),
        ("live_on: 2023-07\n", "budgeted: true\n", {2024: 0, 2025: 0}),
        ("live_on: 2023-07\n", "by_year: {2024: {class_2: 7}}\n", {2024: 7, 2025: 200}),
    ],
)
def test_an_option_says_how_it_is_spent(tmp_path: Path, before: str, after: str, spent: dict[int, float]) -> None:
    root = margins(hospital(tmp_path, DATED.replace(before, after)), "{2024: 1000, 2025: 90}")
    assert {year: asked for year, (_, _, asked, _) in years(root).items()} == spent


@pytest.mark.parametrize(
    ("before", "after"),
    [("    live_on: 2023-07\n", ""), ("    once: {class_2: 5000}\n", ""), ("asked: C\n", "")],
)
def test_a_cost_or_a_year_that_is_not_written_is_told_and_never_nothing(
    tmp_path: Path, before: str, after: str
) -> None:
    root = margins(hospital(tmp_path, DATED.replace(before, after)), "{2024: 1000}")
    assert portfolio(root)["unpriced"] == {"accepted": [], "asked": ["lits-de-plus"]}
    assert "counted nowhere: lits-de-plus" in " ".join(invoke(root, "request", "list", "--lang", "en").out.split())


def test_a_cost_of_no_year_is_told_where_no_year_is_known_at_all(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    invoke(root, "request", "decide", "lits-de-plus", "--accept", "--option", "C", *BY)
    said = " ".join(invoke(root, "request", "list", "--lang", "en").out.split())
    assert "counted nowhere: lits-de-plus." in said
    assert "2022-04-01" in said


def test_without_margins_nothing_says_whether_it_fits(tmp_path: Path) -> None:
    said = invoke(hospital(tmp_path, DATED), "request", "list", "--lang", "en").out
    assert "No margin is recorded" in said


def test_what_two_accepted_requests_touch_together_is_named_with_both_places(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    other = REQUEST.replace("retired_on: 2021", "retired_on: 2019")
    (root / "requests" / "autre.yaml").write_text(other, "utf-8")
    assert portfolio(root)["touched"] == []
    for request in ("autre", "lits-de-plus"):
        assert invoke(root, "request", "decide", request, "--accept", "--option", "A", *BY).code == 0
    (touched,) = portfolio(root)["touched"]
    assert (touched["requests"], touched["names"]) == (["autre", "lits-de-plus"], ["GDL"])
    said = " ".join(invoke(root, "request", "list", "--lang", "en").out.split())
    assert "requests/lits-de-plus.yaml:20:15: gdl: another change file" in said
    assert "(at requests/autre.yaml:20:15)" in said


def test_two_accepted_requests_that_reach_one_process_are_told_without_a_conflict(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    second = REQUEST.replace("litbox", "otherbox").replace("agathe-", "ag-")
    (root / "requests" / "autre.yaml").write_text(second, "utf-8")
    for request in ("autre", "lits-de-plus"):
        invoke(root, "request", "decide", request, "--accept", "--option", "C", *BY)
    (touched,) = portfolio(root)["touched"]
    assert (touched["names"], touched["conflicts"]) == (["AGATHE", "Gestion des lits", "Identité"], [])


def test_an_accepted_option_with_an_error_is_told_and_the_list_is_not_green(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    (root / "requests" / "autre.yaml").write_text(REQUEST, "utf-8")
    for request in ("autre", "lits-de-plus"):
        invoke(root, "request", "decide", request, "--accept", "--option", "A", *BY)
    (root / "requests" / "autre.yaml").write_text(REQUEST.replace("retired_on", "retired_no"), "utf-8")
    said = invoke(root, "request", "list", "--lang", "en")
    assert (said.code, "requests/autre.yaml:20:15" in said.out) == (1, True)

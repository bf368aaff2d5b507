"""What a change file asks for is judged as if it were in service, whatever day it is planned for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import invoke

MODEL = """\
process: {lits: {name: Gestion des lits}}
application: {agathe: {name: AGATHE, covers: [lits]}, gdl: {name: GDL, covers: [lits]}}
"""

DEMANDS = ["planned_on: 2022-06-01", "live_on: 2023", "type: poc", "type: poc, poc_ends_on: 2023, live_on: 2022-06"]


def hospital(folder: Path) -> Path:
    """Writes a small workspace under the common charter."""
    for name, text in {
        "workspace.yaml": "name: Essai\nat: 2021-12-31\n",
        "rules/charter.yaml": "extends: common\n",
        "model/si.yaml": MODEL,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def asked(folder: Path, fields: str) -> str:
    file = folder / "demande.yaml"
    file.write_text(f"application: {{neuvieme: {{name: Neuvième, covers: [lits], {fields}}}}}\n", encoding="utf-8")
    return str(file)


def offenders(folder: Path, *words: str) -> list[str]:
    said = invoke(folder, "check", "--rule", "redundant-solution", "--format", "json", *words)
    return [id for finding in json.loads(said.out)["findings"] for id in finding["related"]]


@pytest.mark.parametrize("fields", DEMANDS)
def test_a_demand_counts_from_now_on(tmp_path: Path, fields: str) -> None:
    folder = hospital(tmp_path / "si")
    assert offenders(folder, "--with", asked(folder, fields)) == ["agathe", "gdl", "neuvieme"]


@pytest.mark.parametrize("fields", DEMANDS)
def test_its_dates_hold_where_that_is_asked(tmp_path: Path, fields: str) -> None:
    folder = hospital(tmp_path / "si")
    assert offenders(folder, "--with", asked(folder, fields), "--as-dated") == ["agathe", "gdl"]


@pytest.mark.parametrize("fields", ["live_on: 2019, retired_on: 2020", "type: poc, retired_on: 2021-06"])
def test_what_has_ended_by_then_does_not_count(tmp_path: Path, fields: str) -> None:
    folder = hospital(tmp_path / "si")
    assert offenders(folder, "--with", asked(folder, fields)) == ["agathe", "gdl"]


def test_a_plan_of_the_model_itself_keeps_its_dates(tmp_path: Path) -> None:
    folder = hospital(tmp_path / "si")
    (folder / "model" / "plan.yaml").write_text("application: {dixieme: {covers: [lits], live_on: 2023}}\n", "utf-8")
    assert offenders(folder, "--with", asked(folder, "live_on: 2023")) == ["agathe", "gdl", "neuvieme"]


def test_the_finding_says_from_which_day_it_is_planned(tmp_path: Path) -> None:
    folder = hospital(tmp_path / "si")
    said = invoke(folder, "check", "--with", asked(folder, "live_on: 2022-06"), "--lang", "en")
    assert "Asked for, counted as if in service: Neuvième (2022-06)" in said.out


def test_the_difference_tells_a_worsened_redundancy(tmp_path: Path) -> None:
    folder = hospital(tmp_path / "si")
    file = asked(folder, "planned_on: 2022-06-01")
    assert "Findings: 1 worsened" in invoke(folder, "diff", file, "--lang", "en").out
    as_dated = invoke(folder, "diff", file, "--as-dated", "--lang", "en").out
    assert "worsened" not in as_dated
    assert "findings" in next(line for line in as_dated.splitlines() if line.startswith("Unchanged: "))


def test_a_difference_of_costs_says_how_many_are_not_recorded(tmp_path: Path) -> None:
    folder = hospital(tmp_path / "si")
    said = invoke(folder, "diff", asked(folder, "yearly_cost: 120000"), "--lang", "en").out
    (cost,) = [line for line in said.splitlines() if "Yearly cost of redundant solutions" in line]
    assert "not recorded · of 2 · 2 unknown → €120,000 · of 3 · 2" in cost

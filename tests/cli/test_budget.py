"""`ea budget`: what budget lines add up to, in words; what is not recorded is not 0."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke

MODEL = """
objective:
  plan: {name: Plan}
  axe-1: {name: Axe 1, part_of: plan, budget: {year: 2022, class: 2, amount: 999, basis: amount}}
  axe-2: {name: Axe 2, part_of: plan}
  cible-1: {part_of: axe-1}
  cible-2: {part_of: axe-2}
project:
  un:
    {name: Un, objectives: cible-1, budget: [{year: 2021, class: 2, amount: 100, basis: amount},
     {year: 2022, class: 2, amount: 50, basis: amount}, {year: 2022, class: 6, amount: -7, basis: difference-2021}]}
  lot: {part_of: un, budget: {year: 2021, class: 2, amount: 40, basis: amount}}
  deux: {name: Deux, objectives: [axe-2, cible-2], budget: {year: 2022, class: 2, amount: 1200000, basis: amount}}
  les-deux: {objectives: [axe-1, cible-2], budget: {year: 2021, class: 2, amount: 3, basis: amount}}
  muet: {objectives: axe-1}
contract:
  licences: {name: Licences, budget: {year: 2022, class: 6, amount: 11, basis: difference-2021}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL, {})


def test_lines_are_added_by_class_basis_axis_and_year(root: Path) -> None:
    told = json.loads(invoke(root, "budget", "--format", "json").out)
    investment, running = told["tables"]
    assert (investment["class"], investment["basis"], running["basis"]) == (2, "amount", "difference-2021")
    totals = {axis["axis"]: axis["total"] for axis in investment["axes"]}
    assert totals == {"axe-1": {"2021": 100, "2022": 50}, "axe-2": {"2022": 1200000}, None: {"2021": 3}}
    assert investment["total"] == {"2021": 103, "2022": 1200050}
    assert running["total"] == {"2022": 4}
    assert (told["projects"], told["silent"]) == (5, 1)


def test_a_line_of_a_part_that_its_whole_says_is_not_added_nor_an_envelope(root: Path) -> None:
    investment = json.loads(invoke(root, "budget", "--format", "json").out)["tables"][0]
    assert not [row["id"] for axis in investment["axes"] for row in axis["elements"] if row["id"] == "lot"]
    assert [row["id"] for row in investment["envelopes"]] == ["axe-1"]


def test_it_reads_in_words_and_amounts(root: Path) -> None:
    said = invoke(root, "budget", "--lang", "fr").out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Investissement (classe 2), montants" in said
    assert "Fonctionnement (classe 6), écart à 2021" in said
    assert "projets sans ligne de budget : 1 sur 5" in said
    lines = [line.split() for line in said.splitlines()]
    assert ["Axe", "1", "100", "50", "150"] in lines
    assert ["Deux", "1", "200", "000", "1", "200", "000"] in lines
    assert "{" not in said


def test_a_spreadsheet_has_every_amount(root: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(invoke(root, "budget", "--format", "csv").out)))
    assert sum(float(row["amount"]) for row in rows if row["class"] == "2" and row["kind"] != "objective") == 1200153
    assert ("", "licences", "6", "2022") in {(row["axis"], row["id"], row["class"], row["year"]) for row in rows}


def test_without_a_line_it_says_so(tmp_path: Path) -> None:
    assert "no budget line" in invoke(written(tmp_path), "budget", "--lang", "en").out


def test_a_card_says_a_budget_line_by_line(root: Path) -> None:
    said = invoke(root, "show", "un", "--lang", "en").out
    assert "2021: €100, Investment (class 2), amounts" in said
    assert "2022: -€7, Running costs (class 6), difference from 2021" in said

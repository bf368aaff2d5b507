"""`ea indicators`: its formats, its days side by side, how it refuses, and what it says of AP-HP."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from ea_repo.check.registry import measures
from ea_repo.finding import Lang
from ea_repo.format import text
from ea_repo.report.indicators import document
from ea_repo.repository import Repository
from tests.check.judging import ROOT
from tests.check.workspaces import MODEL, SETTINGS, written
from tests.cli.running import Said, invoke, process

LANGS: tuple[Lang, ...] = ("fr", "en")
DECLARED = """
indicators:
  files:
    charter: A.1
    title: {fr: "=Copies | de fichiers", en: "=Copied | files"}
    why: {fr: x, en: x}
    direction: down
    measure: violations
    rule: no-files
  api:
    charter: A.2
    title: {fr: Part des API, en: Share of APIs}
    why: {fr: x, en: x}
    direction: up
    measure: proportion
    scope: {kind: flow}
    where: {mode: api}
  saved:
    charter: Z.9
    title: {fr: Économie, en: Saving}
    why: {fr: x, en: x}
    direction: up
    measure: saving
    scope: {kind: project}
    class: 6
    basis: difference-2021
"""
MORE = """  i: {source: a, target: b, mode: file, live_on: 2022}
project:
  p: {budget: [{year: 2022, class: 6, amount: -1500, basis: difference-2021}]}
"""


def workspace(root: Path, targets: str = "targets: {files: 1, api: 40}\n", declared: str = DECLARED) -> Path:
    written(root, MODEL + MORE, settings=SETTINGS + targets)
    (root / "rules" / "indicators.yaml").write_text(declared, encoding="utf-8")
    return root


def data(said: Said) -> dict[str, Any]:
    assert (said.code, said.error) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


TABLE = """\
Test · indicators of the charter · 2021-12-31 (as asked), 2022-12-31 (as asked)

                                               2021-12-31  2022-12-31  evolution
First (A.1)
  =Copied | files                                       1           2         +1
    A.1 · ↓ less is better · target 1                of 3        of 4      worse
                                                1 unknown   1 unknown
                                                    ✓ met    ✗ missed

Second (A.2, A.3)
  Share of APIs                                       50%       33.3%   −16.7_pt
    A.2 · ↑ more is better · target 40%             1 / 2       1 / 3      worse
                                                1 unknown   1 unknown
                                                    ✓ met    ✗ missed

Other indicators
  Saving                                               €0      €1,500    +€1,500
    Z.9 · ↑ more is better · no target               of 1        of 1     better
    recorded
"""


def test_text_shows_values_denominators_unknowns_targets_and_evolution(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path), "indicators", "--at", "2021", "--at", "2022", COLUMNS="80")
    assert said.out == TABLE.replace("_", " ")


def test_text_is_in_french_too_and_never_says_0_for_what_is_not_known(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path, ""), "indicators", "--at", "2030", "--lang", "fr")
    assert "indicateurs de la charte · 31/12/2030 (demandée)" in said.out
    assert "moins, c'est mieux · aucune cible enregistrée" in said.out
    (line,) = [each for each in said.out.splitlines() if "Économie" in each]
    assert line.split() == ["Économie", "non", "renseigné"]
    assert len(line) == 100
    assert "évolution" not in said.out


@pytest.mark.parametrize("days", [1, 2, 3, 5])
def test_no_line_is_wider_than_the_terminal(days: int) -> None:
    found = Repository(ROOT).indicators([str(2021 + each) for each in range(days)])
    for width in (60, 80, 110, 140):
        for lang in LANGS:
            shown = click.unstyle(text.document(document(found, lang), width)).splitlines()
            assert max(map(len, shown)) <= width


def test_markdown_escapes_what_is_written(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path), "indicators", "--format", "markdown", "--at", "2021,2022")
    lines = said.out.splitlines()
    assert lines[0] == "# Test · indicators of the charter · 2021-12-31 (as asked), 2022-12-31 (as asked)"
    (line,) = [each for each in lines if "Copied" in each]
    assert line == (
        "| **=Copied \\| files**<br>A.1 · ↓ less is better · target 1 | 1<br>of 3<br>1 unknown<br>✓ met "
        "| 2<br>of 4<br>1 unknown<br>✗ missed | +1<br>worse |"
    )


def test_csv_has_a_line_for_each_value_and_no_formula(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path), "indicators", "--format", "csv", "--at", "2020", "--at", "2022")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    names = ("indicator", "date", "value", "of", "unknown", "met")
    assert [tuple(each[name] for name in names) for each in rows] == [
        ("files", "2020-12-31", "1", "3", "1", "true"),
        ("files", "2022-12-31", "2", "4", "1", "false"),
        ("api", "2020-12-31", "50", "2", "1", "true"),
        ("api", "2022-12-31", "33.33", "3", "1", "false"),
        ("saved", "2020-12-31", "", "1", "1", ""),
        ("saved", "2022-12-31", "1500", "1", "0", ""),
    ]  # fmt: skip
    assert rows[0]["title"] == "'=Copied | files"


def test_json_has_the_names_that_are_documented(tmp_path: Path) -> None:
    found = data(invoke(workspace(tmp_path), "indicators", "--format", "json", "--at", "2022", "--at", "2021"))
    assert list(found) == ["version", "workspace", "changes", "dates", "indicators"]
    assert (found["version"], found["workspace"], found["dates"]) == (1, "Test", ["2022-12-31", "2021-12-31"])
    api = found["indicators"][1]
    values = api.pop("values")
    assert api == {
        "indicator": "api", "principle": "second", "charter": ["A.2"], "why": {"fr": "x", "en": "x"},
        "title": {"fr": "Part des API", "en": "Share of APIs"}, "direction": "up", "unit": "percent", "target": 40,
    }  # fmt: skip
    common: dict[str, Any] = {"unknown": 1, "count": 1, "reason": None, "parts": {}}
    assert values == [
        {"date": "2022-12-31", "value": 33.33, "of": 3, "met": False, **common},
        {"date": "2021-12-31", "value": 50, "of": 2, "met": True, **common},
    ]
    documented = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    for name in (*found, *api, "values", *values[0]):
        assert re.search(rf"^\| `[^|]*\b{name}(\[\])?`", documented, re.MULTILINE), name


def test_every_measure_is_documented() -> None:
    documented = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented for name in measures())


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path), "indicators", "--at", "2021", "--at", "demain")
    assert (said.code, said.out) == (2, "")
    assert "unknown date or state: “demain”" in said.error


def test_a_wrong_declaration_is_told_apart_and_the_rest_is_measured(tmp_path: Path) -> None:
    root = workspace(tmp_path, "", DECLARED.replace("measure: saving", "measure: savings"))
    said = invoke(root, "indicators", "--format", "json")
    assert said.code == 1
    assert said.error == (
        "rules/indicators.yaml:23:5: error wrong-indicator: “savings” is not a measure; did you mean “saving”?\n"
    )
    assert [each["indicator"] for each in json.loads(said.out)["indicators"]] == ["files", "api"]


def test_an_idle_target_is_told_without_failing(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path, "targets: {flies: 1}\n"), "indicators")
    assert said.code == 0
    assert said.error.startswith("workspace.yaml:3:11: warning idle-setting: unknown indicator: “flies”; did you mean")


def test_a_workspace_that_declares_none_says_so(tmp_path: Path) -> None:
    said = invoke(written(tmp_path), "indicators")
    assert (said.code, said.error) == (0, "")
    assert said.out.endswith("no indicator is declared (rules/indicators.yaml)\n")


# AP-HP

YEARS = ("2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31")


def values(*dates: str) -> dict[str, list[dict[str, Any]]]:
    asked = [word for date in dates for word in ("--at", date)]
    found = data(invoke(ROOT, "indicators", "--format", "json", *asked))
    assert found["dates"] == list(dates)
    return {each["indicator"]: each["values"] for each in found["indicators"]}


def test_the_saving_of_ap_hp_is_the_text_s() -> None:
    saving = values(*YEARS)["decommissioning-saving"]
    assert [each["value"] for each in saving] == [0, 1120000, 1160000, 1200000, 1200000]


def test_ap_hp_has_three_redundant_processes_of_unknown_cost_and_no_target() -> None:
    found = values("2021-12-31", "2025-12-31")
    assert [each["value"] for each in found["redundant-processes"]] == [3, 3]
    assert [(each["value"], each["of"], each["unknown"]) for each in found["redundancy-cost"]] == [(None, 11, 11)] * 2
    assert [(each["value"], each["of"], each["unknown"]) for each in found["decommissionings-done"]] == [
        (None, 2, 2)
    ] * 2
    assert found["exchange-standards"][0]["value"] is None
    assert {one["met"] for each in found.values() for one in each} == {None}
    said = invoke(ROOT, "indicators", "--at", "2021-12-31", "--at", "2025-12-31", "--lang", "fr", COLUMNS="110")
    assert "+1 200 000 €" in said.out
    assert "non renseigné" in said.out


def test_the_same_text_gives_the_same_bytes() -> None:
    for format_ in ("text", "json"):
        words = ("indicators", "--at", "cible-2025", "--format", format_)
        said = [process(ROOT, *words, PYTHONHASHSEED=seed).out for seed in ("1", "2")]
        assert said[0] == said[1] != ""

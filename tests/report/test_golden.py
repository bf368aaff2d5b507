"""Whole reports of a small workspace, word for word.

After a change that is meant, `EA_GOLDEN=write pytest tests/report/test_golden.py` writes them again: read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report.small import ea, workspace
from tests.texts import keyboard

GOLDEN = Path(__file__).parent / "golden"
REPORTS = {
    "check.fr.txt": ("check", "--lang", "fr"),
    "check.en.txt": ("check", "--lang", "en"),
    "check-unknown.fr.txt": ("check", "--rule", "no-files", "--unknown", "--lang", "fr"),
    "check.fr.md": ("check", "--format", "markdown", "--lang", "fr"),
    "check.en.md": ("check", "--format", "markdown", "--lang", "en"),
    "show.fr.txt": ("show", "b", "--lang", "fr"),
    "show.en.md": ("show", "b", "--format", "markdown", "--lang", "en"),
    "list.en.txt": ("list", "flow", "--lang", "en"),
    "explain.fr.txt": ("explain", "no-files", "--lang", "fr"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_reads_as_it_should(tmp_path: Path, name: str) -> None:
    said = ea(workspace(tmp_path), *REPORTS[name])
    file = GOLDEN / name
    if os.environ.get("EA_GOLDEN") == "write":
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [each for each in REPORTS if each.startswith("check.")])
def test_a_report_begins_with_the_date_and_where_it_comes_from(tmp_path: Path, name: str) -> None:
    head = keyboard("\n".join(ea(workspace(tmp_path), *REPORTS[name]).splitlines()[:3]))
    assert ("31/12/2021" if ".fr." in name else "2021-12-31") in head
    assert ("date de l'espace de travail" if ".fr." in name else "the workspace's date") in head

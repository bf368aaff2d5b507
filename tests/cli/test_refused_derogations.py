"""A derogation that the next audit would refuse is not written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import invoke
from tests.cli.test_demands import hospital


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        ("2020", "convergence", "--until 2020 has passed already on 2021-12-31"),
        ("2021-12-30", "convergence", "has passed already"),
        ("2022", "   ", "say why (--reason): a derogation without one is void"),
    ],
)
def test_a_day_that_has_passed_or_a_blank_reason_is_refused(tmp_path: Path, until: str, reason: str, said: str) -> None:
    folder = hospital(tmp_path / "si")
    (folder / "model" / "dsi.yaml").write_text("actor: {dsi: {}}\n", encoding="utf-8")
    print_ = fingerprint(folder)
    answer = invoke(folder, "accept", print_, "--until", until, "--by", "dsi", "--reason", reason, "--lang", "en")
    assert (answer.code, said in answer.error) == (2, True)
    assert not (folder / "rules" / "derogations.yaml").exists()


def test_one_that_ends_that_very_day_still_holds(tmp_path: Path) -> None:
    folder = hospital(tmp_path / "si")
    (folder / "model" / "dsi.yaml").write_text("actor: {dsi: {}}\n", encoding="utf-8")
    words = ("accept", fingerprint(folder), "--until", "2021-12-31", "--by", "dsi", "--reason", "convergence")
    assert invoke(folder, *words).code == 0


def fingerprint(folder: Path) -> str:
    said = invoke(folder, "check", "--format", "json", "--rule", "redundant-solution")
    return str(json.loads(said.out)["findings"][0]["fingerprint"])

"""The sentences of an impact and of a retirement, and its JSON, never contradict each other, whatever the system."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from ea_repo.impact.refusal import Refusal
from ea_repo.report.writing import document, written
from ea_repo.repository import Repository
from tests.impact import systems
from tests.impact.systems import System

Loss = tuple[System, list[str], dt.date]


def opened(folder: str, system: System, day: dt.date) -> Repository:
    root = Path(folder)
    (root / "model").mkdir()
    (root / "workspace.yaml").write_text(f"name: Test\nat: {day}\n", encoding="utf-8")
    (root / "model" / "all.yaml").write_text(systems.text(system), encoding="utf-8")
    return Repository(root)


def processes_that(answer: dict[str, Any], reading: str, *states: str) -> bool:
    return any(element["kind"] == "process" and element[reading] in states for element in answer["elements"])


@given(systems.losses())
def test_an_impact_says_what_its_data_say(loss: Loss) -> None:
    system, roots, day = loss
    with tempfile.TemporaryDirectory() as folder:
        study = opened(folder, system, day).impact(roots)
        answer = json.loads(written("impact", study, "json", "en"))
        shown = document("impact", study, "en")
    sentences = [sentence.text for sentence in shown.answer]
    first = sentences[0]
    titles = [section.title[:1] for section in shown.sections]
    assert [title for title in titles if title in "123"] == ["1", "2", "3"], "the three questions are all asked"
    certain, possible = (processes_that(answer, reading, "lost") for reading in ("state", "possible"))
    assert ("would no longer have the tool" in first) == certain
    assert ("would perhaps no longer have the tool" in first) == (possible and not certain)
    weaker = any(processes_that(answer, reading, "at_risk", "degraded") for reading in ("state", "possible"))
    assert ("would go on less well" in first) == (weaker and not certain and not possible)
    assert ("Nothing recorded depends on it" in first) == (not answer["elements"])
    lost = sum(element["state"] == "lost" for element in answer["elements"])
    if said := [sentence for sentence in sentences if sentence.startswith("Certain: ")]:
        assert (f"{lost} element{'s' * (lost > 1)} lost" in said[0]) == (lost > 0)


@given(systems.losses())
def test_a_retirement_says_what_its_data_say(loss: Loss) -> None:
    system, roots, day = loss
    applications = [root for root in roots if root in system.get("application", {})]
    if not applications:
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            dossier = opened(folder, system, day).retire(applications)
        except Refusal:
            return
        answer = json.loads(written("dossier", dossier, "json", "en"))
        shown = document("dossier", dossier, "en")
    first = shown.answer[1].text
    titles = [section.title[:1] for section in shown.sections]
    assert [title for title in titles if title in "123"] == ["1", "2", "3"], "the three questions are all asked"
    if "would have no tool any more" in first:
        assert answer["verdict"] == "NO-GO"
    if "would perhaps have no tool any more" in first or "might be lost" in first:
        assert answer["verdict"] in ("TO CONFIRM", "NO-GO")
    if first.startswith("Each recorded process would keep a tool"):
        assert answer["verdict"] in ("GO", "GO TO CONFIRM")
    if answer["verdict"] in ("GO", "GO TO CONFIRM"):
        assert first.startswith("Each recorded process would keep a tool")


@pytest.mark.parametrize(("number", "kept"), [(3, ["1", "2", "3"]), (5, ["1", "2", "", "… 3 more lines: --all"])])
def test_a_terminal_shows_so_many_lines(number: int, kept: list[str]) -> None:
    from ea_repo.cli.shared.terminal import first_lines

    text = "\n".join(str(line) for line in range(1, number + 1))
    assert first_lines(text, 4, "en").splitlines() == kept

"""AP-HP's requests: every number of a dossier is asked again with the commands that its annex names."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ea_repo.answer.request_dossier import OptionStudy, RequestDossier
from ea_repo.load.requests import find_requests
from ea_repo.report.request_annex import commands
from ea_repo.repository import Repository
from tests.cli.running import invoke

ROOT = Path(__file__).parents[2]
REQUESTS = [written.id for written in find_requests(ROOT)[0]]
DOSSIERS: dict[str, RequestDossier] = {}


@pytest.fixture(params=REQUESTS)
def dossier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> RequestDossier:
    monkeypatch.chdir(ROOT)
    id = str(request.param)
    if id not in DOSSIERS:
        DOSSIERS[id] = Repository(ROOT).dossier(id, maps=False).content
    return DOSSIERS[id]


def answers(dossier: RequestDossier, *beginning: str) -> Iterator[tuple[str, Any]]:
    """The commands of the annex that begin so, each with its answer, as JSON where there is one."""
    for _, command in commands(dossier):
        words = shlex.split(command)[1:]
        if tuple(words[: len(beginning)]) == beginning:
            said = invoke(ROOT, *words, *(() if words[:2] == ["request", "check"] else ("--format", "json")))
            assert said.code == 0, f"{command}: {said.error}"
            yield command, json.loads(said.out) if said.out[:1] in "[{" else said.out


def study_of(dossier: RequestDossier, command: str) -> OptionStudy:
    key = command.partition(".yaml#")[2].split()[0]
    return next(study for study in dossier.options if study.key == key)


def test_there_are_the_three_that_the_plan_illustrates() -> None:
    assert REQUESTS == ["convergence-glims", "outil-de-lits-pneumologie", "poc-telesurveillance"]


def test_the_tools_that_serve_the_need_are_listed_again(dossier: RequestDossier) -> None:
    tools, solutions = set[str](), set[str]()
    for _, rows in answers(dossier, "list"):
        for row in rows:
            tools.add(row["id"])
            solutions.update(row.get("part_of") or row.get("instance_of") or [row["id"]])
    assert tools == {tool.id for tool in dossier.existing}
    assert len(solutions) == dossier.solutions


def test_what_resembles_the_request_has_the_same_score(dossier: RequestDossier) -> None:
    ((_, data),) = answers(dossier, "similar")
    scores = {candidate["id"]: candidate["score"] for candidate in data["candidates"]}
    assert {near.id: near.score for near in dossier.near.candidates}.items() <= scores.items()


def test_the_options_have_the_same_findings_and_costs_side_by_side(dossier: RequestDossier) -> None:
    ((_, data),) = answers(dossier, "compare")
    now, *states = data["states"]
    for study, state in zip(dossier.options, states, strict=True):
        assert sum(now["findings"].values()) == study.before
        assert sum(state["findings"].values()) == study.after
        assert state["option"]["five_years"] == study.cost


def test_each_option_introduces_and_lifts_the_same_findings(dossier: RequestDossier) -> None:
    checked = 0
    for command, data in answers(dossier, "diff"):
        study, findings = study_of(dossier, command), data["findings"]
        assert len(findings["introduced"]) + len(findings["worsened"]) == len(study.introduced)
        assert (len(findings["worsened"]), len(findings["fixed"])) == (len(study.worse), len(study.lifted))
        checked += 1
    assert checked == sum(study.changes is not None for study in dossier.options) > 0


def test_the_facts_that_are_missing_are_told_again(dossier: RequestDossier) -> None:
    checked = 0
    for command, data in answers(dossier, "check"):
        study = study_of(dossier, command)
        missing = {
            (unknown["subject"], unknown["fact"]) for unknown in data["unknown"] if unknown["subject"] in study.touched
        }
        assert missing == {(fact.subject, fact.fact) for fact in study.facts}
        checked += 1
    assert checked == sum(bool(study.facts) for study in dossier.options)


def test_what_the_request_lacks_is_told_again_with_its_place(dossier: RequestDossier) -> None:
    ((_, said),) = answers(dossier, "request", "check")
    text = " ".join(said.split())
    assert dossier.remarks
    for remark in dossier.remarks:
        assert f"{remark.at}: {remark.message.en}" in text


def test_the_portfolio_says_the_same_money_and_margins(dossier: RequestDossier) -> None:
    ((_, data),) = answers(dossier, "request", "list")
    listed = next(one for one in data["requests"] if one["id"] == dossier.written.id)
    asked = dossier.asked
    assert asked is not None
    assert (listed["once"], listed["yearly"]) == (
        asked.option.once and asked.option.once.total,
        asked.option.yearly and asked.option.yearly.total,
    )
    margins = {year["year"]: year["margin"] for year in data["years"] if year["margin"] is not None}
    assert margins == dossier.margins == {2024: 9_000_000, 2025: 11_000_000}


def test_the_project_under_way_has_the_same_budget_lines(dossier: RequestDossier) -> None:
    shown = [data for _, data in answers(dossier, "show")]
    assert len(shown) == bool(dossier.budget)
    for data in shown:
        lines = {(line["year"], line["class"], line["amount"]) for line in data["budget"]}
        assert {(line.year, line.account_class, line.amount) for line in dossier.budget} <= lines

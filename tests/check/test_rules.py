"""Every rule of the repository's charter: its texts, its place, its examples, and that its check matters."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from ea_repo.check.examples import mismatches, read
from ea_repo.check.outcome import Violation
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule, read_charter
from ea_repo.check.run import Setting, judge, run
from ea_repo.check.words import places
from ea_repo.finding import Text
from ea_repo.select import Known
from tests.check.judging import CHARTER, ROOT, told

RULES = pytest.mark.parametrize("rule", [pytest.param(each, id=each.id) for each in CHARTER.rules.values()])


def test_the_charter_has_no_flaw() -> None:
    assert [f"{each.at}: {each.message.en}" for each in read_charter(ROOT)[1]] == []


def test_the_charter_has_the_first_twelve_rules() -> None:
    assert CHARTER.rules.keys() >= {
        "redundant-solution", "uncovered-process", "core-process-outside-core", "duplicated-referential",
        "ignored-referential", "overdue-poc", "unapproved-peripheral", "unconverged-instances", "non-api-exchange",
        "unmanaged-api", "obsolete-standard", "too-many-standards",
    }  # fmt: skip


@RULES
def test_its_examples_turn_out_as_they_say(rule: Rule) -> None:
    assert list(map(str, mismatches(rule, CHARTER))) == []


@RULES
def test_it_has_good_and_bad_examples_and_the_bad_ones_flag_something(rule: Rule) -> None:
    assert rule.good
    assert rule.bad
    assert all(each.flags for each in rule.bad)
    assert not any(each.flags for each in rule.good)


@RULES
def test_with_its_check_emptied_a_bad_example_fails(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    check = checks()[rule.check]

    @functools.wraps(check.judge)
    def nothing(*_: Any, **__: Any) -> Iterator[Any]:
        return iter(())

    emptied = dataclasses.replace(check, judge=nothing)
    monkeypatch.setattr("ea_repo.check.run.checks", lambda: MappingProxyType({**checks(), rule.check: emptied}))
    assert any(each.example.startswith("bad") for each in mismatches(rule, CHARTER))


@RULES
def test_it_bears_the_name_of_its_file(rule: Rule) -> None:
    assert CHARTER.files[rule.id] == f"rules/{rule.id}.yaml"


@RULES
def test_it_stands_under_a_principle(rule: Rule) -> None:
    assert CHARTER.principle(rule) in CHARTER.principles


@RULES
def test_its_texts_are_whole_sentences_in_both_languages(rule: Rule) -> None:
    for words in (rule.title, rule.why, rule.fix, rule.message, *rule.details):
        assert words.fr != words.en
        assert words.fr.strip() == words.fr
        assert words.en.strip() == words.en
    for words in (rule.why, rule.fix):
        assert words.fr.endswith(".")
        assert words.en.endswith(".")
        assert min(len(words.fr), len(words.en)) > 30


@RULES
def test_both_languages_say_the_same_facts(rule: Rule) -> None:
    for words in (rule.message, *rule.details):
        assert places(Text(words.fr, "")) == places(Text("", words.en))


@RULES
def test_its_sentences_are_complete_on_its_bad_examples(rule: Rule) -> None:
    for example in rule.bad:
        graph, _ = read(example)
        setting = Setting(Known(example.complete), example.thresholds, {}, CHARTER)
        (result,) = run([rule], graph, setting, lambda *_: None)
        flagged = [each for each in result.findings if each.rule == rule.id]
        assert sorted(each.subject for each in flagged) == sorted(example.flags)
        for each in flagged:
            for said in (each.message, *each.details):
                assert not places(said)
                assert "Ref(" not in said.fr
                assert "None" not in said.fr


@RULES
def test_it_names_in_related_and_offenders_only_what_exists(rule: Rule) -> None:
    for example in rule.bad:
        graph, _ = read(example)
        setting = Setting(Known(example.complete), example.thresholds, {}, CHARTER)
        _, outcomes = judge(rule, graph, setting)
        for each in outcomes:
            if isinstance(each, Violation):
                assert all(id in graph for id in (*each.offenders, *each.related))


def test_rule_ids_read_as_what_is_wrong_and_bear_no_number() -> None:
    assert not [id for id in CHARTER.rules if any(letter.isdigit() for letter in id)]


def test_every_yaml_file_of_the_folder_is_a_rule_or_the_charter_or_derogations() -> None:
    files = {each.stem for each in (Path(ROOT) / "rules").glob("*.yaml")}
    assert files - {"charter", "derogations", "indicators"} == set(CHARTER.rules)


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        (
            "incomplete-decommissioning",
            "project: {p: {type: decommissioning, moa: [], objectives: [], starts_on: 2021}}",
            ["Business owner: none", "Objectives: none"],
        ),
        (
            "cloud-without-case-study",
            "node: {n: {type: saas, criteria: {finance: false, reversibility: false}}}",
            ["To be studied: reversibility of the data", "To be studied: financial balance"],
        ),
        (
            "critical-without-commitment",
            "application: {a: {criticality: critical, out_of_hours_support: false}}",
            ["Out of hours: no support"],
        ),
        (
            "undocumented-application",
            "application: {a: {documentation: [], upgrade_plan: false}}",
            ["Architecture: no documentation", "Versions: no upgrade plan"],
        ),
    ],
)
def test_all_that_is_missing_is_told_in_words_and_nothing_else(rule: str, text: str, said: list[str]) -> None:
    (finding,) = told(rule, text).findings
    assert [each.en for each in finding.details] == said

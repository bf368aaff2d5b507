"""Every rule of the repository's charter: its texts, its place, its examples, and that its check matters."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any

import pytest

from ea_repo.check.common_charter import CHARTER as CHARTER_FILE
from ea_repo.check.example_text import model_of
from ea_repo.check.examples import mismatches, settings_of
from ea_repo.check.judge import judge
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule
from ea_repo.check.rule_mistakes import OF_EVERY_VIOLATION
from ea_repo.check.run import run
from ea_repo.check.sentence_templates import places
from ea_repo.finding import Text
from tests.check.judging import CHARTER, COMMON, COMMON_RULES, result_of

LAID_OVER = [id for id, keys in CHARTER.laid_over.items() if set(keys) - {"charter"}]
OWN = CHARTER.rules.keys() - COMMON.rules.keys()
RULES = pytest.mark.parametrize(
    "rule",
    [
        *(pytest.param(rule, id=rule.id) for rule in COMMON.rules.values()),
        *(pytest.param(CHARTER.rules[id], id=f"{id} laid over") for id in LAID_OVER),
        *(pytest.param(CHARTER.rules[id], id=id) for id in sorted(OWN)),
    ],
)
"""The common rules, those over which the repository's own workspace lays more than sections, and those of its own."""


def test_the_charter_has_no_flaw() -> None:
    assert [f"{flaw.at}: {flaw.message.en}" for flaw in (*CHARTER.flaws, *COMMON.flaws)] == []


def test_the_charter_has_the_first_twelve_rules() -> None:
    assert CHARTER.rules.keys() >= {
        "redundant-solution", "uncovered-process", "core-process-outside-core", "duplicated-referential",
        "ignored-referential", "overdue-poc", "unapproved-peripheral", "unconverged-instances", "non-api-exchange",
        "unmanaged-api", "obsolete-standard", "too-many-standards",
    }  # fmt: skip


@RULES
def test_its_examples_turn_out_as_they_say(rule: Rule) -> None:
    assert [mismatch.text.en for mismatch in mismatches(rule, COMMON)] == []


@RULES
def test_with_its_check_emptied_a_bad_example_fails(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    check = checks()[rule.check]

    @functools.wraps(check.function)
    def nothing(*_: Any, **__: Any) -> Iterator[Any]:
        return iter(())

    emptied = dataclasses.replace(check, function=nothing)
    monkeypatch.setattr("ea_repo.check.judge.checks", lambda: {**checks(), rule.check: emptied})
    assert "bad" in {mismatch.key for mismatch in mismatches(rule, COMMON)}


@RULES
def test_its_check_gives_the_facts_that_it_declares(rule: Rule) -> None:
    declared = checks()[rule.check].facts
    for example in rule.bad:
        for violation in judge(rule, model_of(example).graph, settings_of(example, COMMON)).violations:
            placed = set().union(*(places(words.text) for words in (rule.message, *rule.details)))
            assert placed - OF_EVERY_VIOLATION <= violation.facts.keys()
            # Beside these, what is written in a field may be a fact by itself.
            assert {name for name, fact in violation.facts.items() if fact is not True} <= declared


def test_each_bears_the_name_of_its_file() -> None:
    assert COMMON.files == {id: f"rules/{id}.yaml" for id in COMMON.rules}
    written_here = {id for id, file in CHARTER.files.items() if file != f"rules/{CHARTER_FILE}"}
    assert written_here == {*LAID_OVER, *OWN}


def test_each_stands_under_the_same_principle_with_and_without_sections() -> None:
    assert all(rule.principle in COMMON.principles for rule in COMMON.rules.values())
    assert all(CHARTER.principle(CHARTER.rules[id]) == rule.principle for id, rule in COMMON.rules.items())
    assert all(CHARTER.principle(rule) in CHARTER.principles for rule in CHARTER.rules.values())


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
        (result,) = run([rule], model_of(example).graph, settings_of(example, COMMON), lambda *_: None)
        flagged = [finding for finding in result.findings if finding.rule == rule.id]
        assert sorted(finding.subject for finding in flagged) == sorted(example.flags)
        for finding in flagged:
            for sentence in (finding.message, *finding.details):
                assert not places(sentence)
                assert "Ref(" not in sentence.fr
                assert "None" not in sentence.fr


@RULES
def test_it_names_in_related_and_offenders_only_what_exists(rule: Rule) -> None:
    for example in rule.bad:
        graph = model_of(example).graph
        for violation in judge(rule, graph, settings_of(example, COMMON)).violations:
            assert all(id in graph for id in (*violation.offenders, *violation.related))


def test_rule_ids_read_as_what_is_wrong_and_bear_no_number() -> None:
    assert not [id for id in CHARTER.rules if any(letter.isdigit() for letter in id)]


def test_every_yaml_file_of_the_folder_is_a_rule_or_the_charter_or_beside_the_rules() -> None:
    files = {file.name for file in COMMON_RULES.glob("*.yaml")}
    assert files - {CHARTER_FILE, "indicators.yaml"} == {f"{id}.yaml" for id in COMMON.rules}


@pytest.mark.parametrize(
    ("rule", "text", "sentences"),
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
def test_all_that_is_missing_is_told_in_words_and_nothing_else(rule: str, text: str, sentences: list[str]) -> None:
    (finding,) = result_of(rule, text).findings
    assert [detail.en for detail in finding.details] == sentences

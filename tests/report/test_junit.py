"""JUnit XML: well-formed whatever the names, read by somebody else, a rule is a test."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.audit import Audit
from ea_repo.check.audit_settings import Selection
from ea_repo.finding import Lang, Text
from ea_repo.report.junit.audit import _clean
from ea_repo.report.junit.audit import write as as_junit
from ea_repo.repository import Repository
from tests.report import every

ROOT = Path(__file__).parents[2]
junitparser: Any = importlib.import_module("junitparser")


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return every.audit(tmp_path)


def read(audit: Audit, lang: Lang = "en") -> Xml.Element:
    return Xml.fromstring(as_junit(audit, lang).encode())  # noqa: S314 - ours


def cases(audit: Audit) -> dict[str, Xml.Element]:
    return {each.get("name", ""): each for each in read(audit).iter("testcase")}


def test_a_suite_is_a_principle_and_a_test_a_rule(audit: Audit) -> None:
    suites = {each.get("name"): [one.get("name") for one in each.iter("testcase")] for each in read(audit)}
    assert suites == {
        "Text of the model": ["unknown-field"],
        "First": ["no-files"],
        "Second": ["no-word", "one-owner"],
        "Hygiene of the text": ["contradictory-flow", "invisible-sign", "written-twice"],
        "Other rules": ["no-poc"],
    }
    assert cases(audit)["no-files"].get("classname") == "first"


def test_another_reader_counts_the_same(audit: Audit) -> None:
    found = junitparser.JUnitXml.fromstring(as_junit(audit, "en").encode())
    assert (found.tests, found.failures, found.errors, found.skipped) == (8, 3, 0, 2)
    first = next(suite for suite in found if suite.name == "First")
    assert {each.name: each.value for each in first.properties()} == {
        "date": "2021-12-31",
        "date-origin": "the workspace's date",
    }


def test_a_failure_lists_what_counts_with_its_place(audit: Audit) -> None:
    failure = cases(audit)["no-files"].find("failure")
    assert failure is not None
    assert failure.get("message") == "Copied file – 1 finding: 1 error"
    assert failure.get("type") == "error"
    said = (failure.text or "").splitlines()
    assert said[0].startswith("model/all.yaml:8:52: error: =HYPERLINK(1) is a copy [")
    assert said[1].startswith("  Weight: 66.67 of 100 – ")
    assert said[2:] == ["Why: A copy escapes everything.", "To do: Go through an API."]


def test_what_does_not_count_is_told_and_does_not_fail(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = cases(audit)["no-files"].findtext("system-out") or ""
    assert out.splitlines()[0] == "6 to judge · 1 at fault · 1 accepted · 1 known before · 1 illustrative · 1 unknown"
    assert "accepted: model/all.yaml:9:" in out
    assert "(until 2022-01-15, waived)" in out
    assert "known before: model/all.yaml:10:" in out
    assert "illustrative: model/all.yaml:13:" in out
    only = replace(audit, groups=audit.groups[:1], text=())
    results = replace(
        only.groups[0].results[0],
        findings=tuple(each for each in only.groups[0].results[0].findings if not each.counts),
    )
    apart = replace(only, groups=(replace(only.groups[0], results=(results,)),))
    assert read(apart).get("failures") == "0"


def test_a_rule_that_judged_nothing_is_skipped_with_the_reason(audit: Audit) -> None:
    reasons = {name: each.find("skipped") for name, each in cases(audit).items()}
    assert {name: each.get("message") for name, each in reasons.items() if each is not None} == {
        "no-word": "to be confirmed: 1 of 1 unknown",
        "no-poc": "not applicable here: nothing to look at",
    }


def test_names_that_attack_stay_names(audit: Audit) -> None:
    failure = cases(audit)["one-owner"].findtext("failure") or ""
    assert every.HOSTILE in failure


@given(st.text(st.characters(codec=None)))
def test_whatever_a_text_holds_xml_can_say_it(text: str) -> None:
    node = Xml.Element("a", b=_clean(text))
    node.text = _clean(text)
    Xml.fromstring(Xml.tostring(node))  # noqa: S314 - ours


def test_control_characters_are_left_out(audit: Audit) -> None:
    dirty = replace(audit.text[0], message=Text("a\x00\x1b[31mb\ufffe\ud800c", "a\x00\x1b[31mb\ufffe\ud800c"))
    failure = read(replace(audit, groups=(), text=(dirty,))).find(".//failure")
    assert failure is not None
    assert "a[31mbc" in (failure.text or "")


def test_the_real_audit(audit: Audit) -> None:
    root = read(Repository(ROOT).check(), "fr")
    assert int(root.get("tests", "0")) > 10
    assert as_junit(audit, "fr") == as_junit(audit, "fr")


def test_a_failure_says_how_heavy_it_is_and_the_suite_what_it_covers(audit: Audit) -> None:
    failure = cases(audit)["no-files"].find("failure")
    assert failure is not None
    assert "Weight: 66.67 of 100 – neither criticality, data, sites nor cost recorded" in str(failure.text)
    scoped = replace(audit, selection=Selection(words="kind=flow"))
    assert {one.get("value") for one in read(scoped).iter("property") if one.get("name") == "scope"} == {"kind=flow"}

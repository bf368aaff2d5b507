"""Whom a rule asks may itself not be written: those are unknown, and counted."""

from __future__ import annotations

import pytest

from tests.check.judging import judged


@pytest.mark.parametrize(
    ("rule", "text", "unknown"),
    [
        ("critical-without-commitment", "application: {a: {}, b: {criticality: standard}}", {"a": "criticality"}),
        ("unmanaged-api", "flow: {f: {source: a, target: b}, g: {source: a, target: b, mode: file}}", {"f": "mode"}),
        ("clear-text-health-flow", "flow: {f: {source: a, target: b}}", {"f": "data"}),
        (
            "clear-text-health-flow",
            "data_object: {d: {}}\nflow: {f: {source: a, target: b, data: d, encrypted: false}}",
            {"f": "data.sensitivity"},
        ),
        # What the rule asks of it is all there: it does not matter whether it asks.
        ("clear-text-health-flow", "flow: {f: {source: a, target: b, encrypted: true}}", {}),
        # A phase is never in doubt: what is written without a date is in service.
        ("retired-but-connected", "application: {a: {}}", {}),
        # Nor is whether something is written.
        ("duplicated-referential", "application: {a: {}}", {}),
    ],
)
def test_what_a_scope_asks_for_and_nobody_wrote_is_unknown(rule: str, text: str, unknown: dict[str, str]) -> None:
    answer = judged(rule, text)
    stubs = {"a", "b"} - unknown.keys() if text.startswith("flow") else set()
    assert {id: fact for id, fact in answer.unknown.items() if id not in stubs} == unknown
    assert set(unknown) <= set(answer.subjects)
    assert answer.flags == []


def test_where_the_field_is_complete_its_absence_is_a_no() -> None:
    complete = [{"kind": "application", "fields": ["criticality"]}]
    answer = judged("critical-without-commitment", "application: {a: {}}", complete=complete)
    assert (answer.unknown, answer.subjects) == ({}, ())

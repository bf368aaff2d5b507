"""Yes, no, unknown: what a selector answers when something is not written."""

from __future__ import annotations

import pytest

from tests.select.asking import holds
from tests.texts import day, graph_of

SI = graph_of("""
zone: {soins: {}, vague: {owner: dsi}}
actor: {dsi: {}}
process: {lits: {zone: soins}, paie: {}}
application:
  dit: {type: core, zone: vague, covers: [lits], live_on: 2010, approvals: {dsi: {on: 2020}}}
  muet: {}
  refus: {type: poc, supplier: [], exposed: false, approvals: {dsi: false}}
  parti: {covers: [{to: lits, until: 2020}]}
flow: {f: {source: dit, target: refus}}
""").at(day("2021-12-31"))

YES, NO, UNKNOWN = True, False, None


@pytest.mark.parametrize(
    ("text", "id", "answer"),
    [
        ("{type: core}", "dit", YES),
        ("{type: core}", "refus", NO),
        ("{type: core}", "muet", UNKNOWN),
        ("{type: [core, null]}", "muet", YES),
        ("{type: null}", "muet", YES),
        ("{type: null}", "dit", NO),
        ("{type: '*'}", "dit", YES),
        ("{type: '*'}", "muet", UNKNOWN),
        ("{exposed: true}", "refus", NO),
        ("{supplier: '*'}", "refus", YES),
        ("{supplier: dsi}", "refus", NO),
        ("{live_on: '<2015'}", "dit", YES),
        ("{live_on: '<2015'}", "muet", UNKNOWN),
        ("{zone.owner: dsi}", "dit", YES),
        ("{zone.owner: dsi}", "muet", UNKNOWN),
        ("{approvals.dsi: '*'}", "dit", YES),
        ("{approvals.dsi: false}", "refus", YES),
        ("{approvals.rssi: '*'}", "dit", UNKNOWN),
        ("{approvals.rssi: false}", "dit", UNKNOWN),
        ("{mode: api}", "dit", NO),
        ("{phase: active}", "dit", YES),
        ("{phase: plan}", "dit", NO),
        ("{phase: active}", "muet", UNKNOWN),
        ("{phase: unknown}", "muet", YES),
    ],
)
def test_what_is_not_written_is_unknown_and_what_is_written_answers(text: str, id: str, answer: bool | None) -> None:
    assert holds(SI, text, id) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        # `muet` says nothing: `type` is unknown of it, `kind` is not.
        ("{not: {type: core}}", UNKNOWN),
        ("{type: core, kind: zone}", NO),
        ("{type: core, kind: application}", UNKNOWN),
        ("{any: [{type: core}, {kind: application}]}", YES),
        ("{any: [{type: core}, {kind: zone}]}", UNKNOWN),
        ("{any: [{id: dit}, {kind: zone}]}", NO),
        ("{not: {type: core, kind: zone}}", YES),
        ("{not: {any: [{type: core}, {kind: application}]}}", NO),
    ],
)
def test_not_and_or_follow_kleene(text: str, answer: bool | None) -> None:
    assert holds(SI, text, "muet") is answer


def test_links_that_arrive_may_be_written_elsewhere_while_those_that_leave_are_written_here() -> None:
    assert holds(SI, "{covers: paie}", "dit") is NO
    assert holds(SI, "{covered_by: refus}", "lits") is UNKNOWN
    assert holds(SI, "{covered_by: dit}", "lits") is YES
    assert holds(SI, "{covered_by: '*'}", "paie") is UNKNOWN


def test_where_the_workspace_holds_it_in_full_an_absence_is_a_no() -> None:
    types = {"kind": "application", "fields": ["type", "approvals"]}
    assert holds(SI, "{type: core}", "muet", types) is NO
    assert holds(SI, "{type: '*'}", "muet", types) is NO
    assert holds(SI, "{not: {type: core}}", "muet", types) is YES
    assert holds(SI, "{approvals.dsi: '*'}", "muet", types) is NO
    assert holds(SI, "{approvals.rssi: '*'}", "dit", types) is NO
    assert holds(SI, "{live_on: '*'}", "muet", types) is UNKNOWN


def test_what_arrives_is_known_where_every_element_that_could_point_is_written_in_full() -> None:
    covers = {"kind": "application", "fields": ["covers"]}
    assert holds(SI, "{covered_by: refus}", "lits", covers) is NO
    assert holds(SI, "{covered_by: '*'}", "paie", covers) is NO


def test_a_link_hidden_by_its_dates_is_recorded_and_answers_no() -> None:
    assert holds(SI, "{covers: lits}", "parti") is NO
    assert holds(SI, "{covers: '*'}", "parti") is YES

"""`complete`: what a workspace holds in full, the only place where an absence is a no."""

from __future__ import annotations

import pytest

from ea_repo.graph import Graph
from ea_repo.select import Known, SelectorError
from tests.texts import day, graph_of

TEXT = """
zone: {soins: {}, gestion: {}}
process: {lits: {zone: soins}, paie: {zone: gestion}}
referential: {siu: {}}
application: {orbis: {zone: soins, covers: [lits]}, sap: {zone: gestion, covers: []}}
flow: {f: {source: siu, target: orbis}}
"""
SI: Graph = graph_of(TEXT).at(day("2021-12-31"))


def test_nothing_is_known_in_full_unless_it_is_said() -> None:
    known = Known()
    assert not known.knows(SI, "orbis", "moa")
    assert not known.knows(SI, "lits", "covered_by")


def test_fields_are_known_of_every_element_of_the_kind_and_of_its_special_cases() -> None:
    known = Known([{"kind": "application", "fields": ["moa"]}])
    assert known.knows(SI, "orbis", "moa")
    assert known.knows(SI, "siu", "moa")
    assert not known.knows(SI, "orbis", "moe")
    assert not known.knows(SI, "lits", "moa")


def test_fields_of_a_special_case_say_nothing_of_the_others() -> None:
    known = Known([{"kind": "referential", "fields": ["moa"]}])
    assert known.knows(SI, "siu", "moa")
    assert not known.knows(SI, "orbis", "moa")


def test_where_limits_an_entry_to_what_it_selects() -> None:
    known = Known([{"kind": "application", "fields": ["moa"], "where": {"zone": "soins"}}])
    assert known.knows(SI, "orbis", "moa")
    assert not known.knows(SI, "sap", "moa")


def test_an_inverse_name_may_be_known_by_itself() -> None:
    known = Known([{"kind": "process", "fields": ["covered_by"], "where": {"zone": "soins"}}])
    assert known.knows(SI, "lits", "covered_by")
    assert not known.knows(SI, "paie", "covered_by")


def test_a_link_in_full_is_known_from_its_other_end() -> None:
    assert Known([{"kind": "application", "fields": ["covers"]}]).knows(SI, "lits", "covered_by")
    assert not Known([{"kind": "referential", "fields": ["covers"]}]).knows(SI, "lits", "covered_by")
    partial = {"kind": "application", "fields": ["covers"], "where": {"zone": "soins"}}
    assert not Known([partial]).knows(SI, "lits", "covered_by")


def test_a_kind_in_full_without_fields_says_nothing_of_its_fields() -> None:
    known = Known([{"kind": "flow"}])
    assert not known.knows(SI, "f", "mode")
    assert known.knows(SI, "orbis", "sends")
    assert known.knows(SI, "orbis", "receives")


def test_a_kind_in_full_whose_elements_are_silent_on_a_link_leaves_the_other_end_unknown() -> None:
    known = Known([{"kind": "application"}])
    assert not known.knows(SI, "lits", "covered_by"), "siu does not say what it covers"
    silent = graph_of(TEXT.replace("siu: {}", "siu: {covers: []}"))
    assert known.knows(silent, "lits", "covered_by")


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ({"kind": "aplication"}, "application"),
        ({"kind": "application", "fields": ["aprovals"]}, "approvals"),
        ({"kind": "process", "fields": ["coverd_by"]}, "covered_by"),
    ],
)
def test_a_typo_is_an_error_with_the_word_that_was_meant(entry: dict[str, object], hint: str) -> None:
    with pytest.raises(SelectorError, match=f"did you mean “{hint}”"):
        Known([entry])

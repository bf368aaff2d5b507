"""What the text says against itself, or twice: the sentences that tell it."""

from __future__ import annotations

import pytest

from tests.check.judging import result_of

APPLICATIONS = "application: {a: {name: A}, b: {name: B}, c: {name: C}, m: {name: M, part_of: a}}\n"


@pytest.mark.parametrize(
    ("flow", "sentence"),
    [
        ("{source: a, target: b, api: ws}", "A → B calls an API of C, which is neither of its ends nor a platform"),
        ("{source: a, target: b, initiator: c}", "A → B is initiated by C, which is neither of its ends"),
        ("{source: a, target: b, via: [a]}", "A → B goes through A, one of its ends"),
        ("{source: a, target: a}", "A → A goes from one solution to itself: A"),
        ("{source: m, target: a}", "M → A goes from one solution to itself: M, A"),
        ("{mode: api}", "f has neither a source nor a target"),
    ],
)
def test_a_flow_that_contradicts_itself_is_told(flow: str, sentence: str) -> None:
    text = f"{APPLICATIONS}api: {{ws: {{provided_by: c}}}}\nflow: {{f: {flow}}}"
    (finding,) = result_of("contradictory-flow", text).findings
    assert finding.message.en.startswith(f"To correct: {sentence}")


def test_a_node_says_as_many_parts_as_are_recorded() -> None:
    text = "node: {ferme: {name: Ferme, redundancy: {k: 1, n: 2}}, hote: {part_of: ferme}}"
    (finding,) = result_of("contradictory-flow", text).findings
    assert finding.message.en == "To correct: Ferme says that it has 2 parts (redundancy.n), and 1 are recorded"
    assert finding.field == "redundancy"


def test_one_name_for_several_elements_is_told_with_their_ids() -> None:
    text = "application: {glims: {name: GLIMS}, glims-2: {name: Labo, aliases: [Glims]}}"
    (finding,) = result_of("written-twice", text).findings
    assert finding.message.fr == "En double : GLIMS est le nom (ou un alias) de plusieurs : glims, glims-2"
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("source: a, target: b, data: d, mode: api", True),
        ("source: a, target: b, data: d, mode: file", False),
        ("source: a, target: b, data: d, mode: api, via: [c]", False),
        ("source: b, target: a, data: d, mode: api", False),
        ("source: a, target: b, mode: api", False),
    ],
)
def test_two_flows_of_the_same_ends_data_and_mode_say_the_same(second: str, told: bool) -> None:
    first = "source: a, target: b, data: d, mode: api"
    findings = result_of("written-twice", f"{APPLICATIONS}flow: {{f: {{{first}}}, g: {{{second}}}}}").findings
    assert [finding.message.en for finding in findings] == (["Twice: A → B says what g says"] if told else [])

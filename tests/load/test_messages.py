"""The words of the problems: both places of what is written twice, the word that was meant, the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.finding import Finding
from tests.texts import read, workspace


def only(*texts: str) -> Finding:
    _, findings = read(*texts)
    assert len(findings) == 1, [finding.message.en for finding in findings]
    return findings[0]


def test_an_id_written_twice_names_both_places() -> None:
    finding = only("application:\n  a: {name: first}\n", "actor:\n\n  a: {name: second}\n")
    assert str(finding.at) == "2:3:3"
    assert "“a” is already the id of the element written at 1:2:3" in finding.message.en
    assert "« a » est déjà l'identifiant de l'élément écrit en 1:2:3" in finding.message.fr


def test_the_first_of_two_elements_is_read_in_the_order_of_the_files(tmp_path: Path) -> None:
    space = workspace(tmp_path, b="actor: {a: {name: second}}", a="application: {a: {name: first}}")
    assert (space.graph.kind("a"), space.graph.name("a")) == ("application", "first")
    assert [str(finding.at) for finding in space.findings] == ["model/b.yaml:1:9"]
    assert "model/a.yaml:1:15" in space.findings[0].message.en


def test_an_id_written_three_times_is_reported_twice() -> None:
    _, findings = read("actor: {a: {}}", "site: {a: {}}", "actor: {a: {}}")
    assert [str(finding.at) for finding in findings] == ["2:1:8", "3:1:9"]
    assert all("1:1:9" in finding.message.en for finding in findings)


def test_a_key_written_twice_names_both_places_and_the_first_is_read() -> None:
    text = "application:\n  a:\n    name: first\n    type: core\n    name: second\n"
    finding = only(text)
    assert str(finding.at) == "1:5:5"
    assert "(at 3:5, line:column)" in finding.message.en
    graph, _ = read(text)
    assert graph.name("a") == "first"
    assert graph.value("a", "type") == "core"


def test_an_element_written_twice_in_one_block_is_read_once_whole() -> None:
    graph, findings = read("application:\n  a: {name: first}\n  a: {name: second, type: core}\n")
    assert graph.name("a") == "first"
    assert graph.value("a", "type") is None
    assert [finding.rule for finding in findings] == ["duplicate-key"]


def test_a_kind_opened_twice_is_read_twice() -> None:
    graph, findings = read("actor: {a: {}}\nsite: {s: {}}\nactor: {b: {name: B}}\nactor: {a: {name: A}}\n")
    assert list(graph) == ["a", "b", "s"]
    assert graph.name("b") == "B"
    assert graph.name("a") == "a"
    assert [(finding.rule, str(finding.at)) for finding in findings] == [
        ("duplicate-block", "1:3:1"),
        ("duplicate-block", "1:4:1"),
        ("duplicate-key", "1:4:9"),
    ]
    assert "both blocks are read" in findings[0].message.en


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("aplication: {a: {}}", "application"),
        ("application: {a: {deploied_at: []}}", "deployed_at"),
        ("application: {a: {type: periferal}}", "peripheral"),
        ("application: {agathe: {sso: agate}}", "agathe"),
        ("application: {a: {needs: {integrty: 1}}}", "integrity"),
        ("technology: {a: {framework: [{status: banned, form: 2020}]}}", "from"),
        ("application: {a: {budget: {year: 2021, clas: 2, class: 2, amount: 1, basis: amount}}}", "class"),
    ],
)
def test_the_nearest_known_word_is_offered(text: str, meant: str) -> None:
    finding = only(text)
    assert f"did you mean “{meant}”?" in finding.message.en
    assert f"vouliez-vous dire « {meant} » ?" in finding.message.fr


@pytest.mark.parametrize(
    "text", ["xyz: {}", "application: {a: {qqq: 1}}", "application: {a: {type: zzz}}", "application: {a: {sso: qqqq}}"]
)
def test_nothing_is_offered_where_nothing_is_near(text: str) -> None:
    finding = only(text)
    assert "did you mean" not in finding.message.en
    assert "vouliez-vous" not in finding.message.fr


def test_every_dangling_link_is_reported_even_where_none_is_offered_any_more() -> None:
    _, findings = read("application:\n" + "".join(f"  a{number}: {{sso: b{number}}}\n" for number in range(80)))
    assert len(findings) == 80
    assert {finding.rule for finding in findings} == {"dangling-link"}
    assert 0 < sum("did you mean" in finding.message.en for finding in findings) < 80


def test_a_choice_lists_its_words() -> None:
    assert "(decommission, industrialise)" in only("application: {a: {poc_decision: stop}}").message.en


def test_values_are_shown_as_yaml_writes_them() -> None:
    assert "not true" in only("application: {a: {name: true}}").message.en
    assert "found false" in only("application: false").message.en
    assert "“true” is not a value" in only("application: {a: {fit: true}}").message.en


def test_a_number_where_an_id_is_expected_is_to_be_quoted() -> None:
    finding = only("state: {2025: {}}\nattestation: {a: {subjects: 2025}}")
    assert "“subjects” expects a text, not 2025" in finding.message.en
    assert finding.fix is not None and "quotes" in finding.fix.en


def test_reasons_are_said_in_french_too() -> None:
    finding = only("application: {a: {sso: {to: a, from: 2021, until: 2020}}}")
    assert "ce lien finit (2020) avant de commencer (2021)" in finding.message.fr
    assert "this link ends (2020) before it begins (2021)" in finding.message.en


def test_several_values_at_once_are_reported_once_with_their_names() -> None:
    finding = only("zone: {a: {}, b: {}, c: {}, d: {part_of: [a, b, c]}}")
    assert finding.rule == "link-crowded"
    assert finding.related == ("a", "b", "c")
    assert "a and b and c hold together" in finding.message.en

"""Texts meant to do harm: nothing runs, nothing explodes, nothing stops the others from being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import WorkspaceUnreadable
from ea_repo.load.careful_yaml import MAX_ALIASED
from ea_repo.load.yaml import parse
from tests.texts import places, read, workspace

WITNESS = "actor: {witness: {}}"


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch PROOF']",
        "!!python/object/new:os.system [touch PROOF]",
        "!!python/object/apply:subprocess.check_output [[touch, PROOF]]",
        "!!python/name:os.system",
        "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch PROOF']",
        "&x !!python/object/apply:os.system ['touch PROOF']",
    ],
)
@pytest.mark.parametrize(
    "place", ["{}", "application: {}", "application:\n  a: {}", "application:\n  a:\n    name: {}"]
)
def test_a_tag_runs_nothing(tag: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = place.replace("{}", tag.replace("PROOF", str(tmp_path / "proof")))
    space = workspace(tmp_path, a=text, b=WITNESS)
    assert not (tmp_path / "proof").exists()
    assert "yaml-tag" in {finding.rule for finding in space.findings}
    assert "witness" in space.graph


def test_a_tag_in_the_settings_runs_nothing(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    with pytest.raises(WorkspaceUnreadable, match=r"workspace.yaml:1:7: the tag .* is refused"):
        workspace(tmp_path, settings=f"name: !!python/object/apply:os.system ['touch {proof}']\n")
    assert not proof.exists()


def bomb(levels: int, width: int = 9) -> str:
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * width)}]" for number in range(1, levels)]
    return "\n".join(lines)


def size(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(size, value.values()))
    return 1 + sum(map(size, value)) if isinstance(value, list) else 1


def test_a_billion_laughs_are_cut_short_and_reported() -> None:
    document = parse(bomb(levels=40))
    assert [flaw.problem for flaw in document.flaws] == ["yaml-aliases"]
    assert size(document.value) < 5 * MAX_ALIASED
    graph, findings = read(bomb(levels=40), WITNESS)
    assert list(graph) == ["witness"]
    (finding,) = [finding for finding in findings if finding.rule == "yaml-aliases"]
    assert "repeat more than 1000 values" in finding.message.en


def test_a_few_aliases_are_read_as_what_they_repeat() -> None:
    graph, findings = read(
        "application:\n  a: &a {name: A, covers: &c [p]}\n  b: *a\n  d: {covers: *c}\nprocess: {p: {}}"
    )
    assert findings == []
    assert graph.record("b").fields == graph.record("a").fields
    assert graph.targets("p", "covered_by") == ["a", "b", "d"]


def test_aliases_are_counted_with_all_that_they_repeat() -> None:
    anchored = f"x: &x [{', '.join(['1'] * 99)}]\n"
    within, beyond = (anchored + f"y: [{', '.join(['*x'] * times)}]" for times in (10, 11))
    assert parse(within).flaws == []
    assert [flaw.problem for flaw in parse(beyond).flaws] == ["yaml-aliases"]
    assert parse(beyond).value["y"][9:] == [[1] * 99, None]


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: *a}", "&a {? *a : b}"])
def test_what_holds_itself_is_refused(text: str) -> None:
    assert "yaml-alias" in {flaw.problem for flaw in parse(text).flaws}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000,
        "application: " + "{a: " * 10_000 + "}" * 10_000,
        "- " * 10_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
        "? " * 10_000,
        "'" * 10_001,
        "!" * 10_000,
        "&a " * 10_000,
        "*a " * 10_000,
        "- &a\n" * 10_000,
        ": " * 10_000,
        "%" * 10_000,
        "---\n" * 10_000,
        "|" * 10_000,
    ],
    ids=lambda text: ascii(text[:15]),
)
def test_a_text_that_nests_without_end_is_reported(text: str) -> None:
    graph, findings = read(text, WITNESS)
    assert list(graph) == ["witness"]
    assert findings
    assert {finding.at.file for finding in findings if finding.at} == {"1"}


def test_levels_are_read_as_deep_as_a_model_needs() -> None:
    assert parse("[" * 32 + "]" * 32).flaws == []
    document = parse("[" * 33 + "]" * 33)
    assert [(flaw.problem, flaw.column) for flaw in document.flaws] == [("yaml-depth", 33)]


def test_lines_of_two_megabytes_are_read() -> None:
    sites = ", ".join(f"s{number}" for number in range(2))
    long = "x" * 2_000_000
    graph, findings = read(
        f"application: {{a: {{deployed_at: [{sites}], colour: {long}}}}}\nsite: {{s0: {{}}, s1: {{}}}}\n# {long}\n"
    )
    assert list(graph) == ["a", "s0", "s1"]
    assert places(findings) == ["unknown-field 1:42"]


def test_a_text_too_long_for_a_field_is_reported_and_left_out() -> None:
    graph, findings = read(f"application: {{a: {{name: {'x' * 20_001}, type: core}}}}")
    assert graph.value("a", "name") is None
    assert graph.value("a", "type") == "core"
    assert [finding.rule for finding in findings] == ["wrong-value"]
    assert "20,000 characters" in findings[0].message.en


def test_a_thousand_wrong_values_are_each_reported() -> None:
    text = "application:\n" + "".join(
        f"  a{number}: {{live_on: never, aliases: [1, x, 2]}}\n" for number in range(1000)
    )
    graph, findings = read(text)
    assert len(findings) == 3000
    assert len(graph) == 1000
    assert {graph.value(id, "aliases") for id in graph} == {("x",)}


def test_braces_in_a_value_are_words_and_fill_nothing() -> None:
    _, findings = read("application: {a: {'{kind}': 1, type: '{field.__class__}', sso: '{0}'}}")
    messages = " ".join(finding.message.en for finding in findings)
    assert "{kind}" in messages and "{field.__class__}" in messages and "{0}" in messages

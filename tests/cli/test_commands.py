"""`list`, `show`, `find`, `explain`, `rules`, `kinds`, `schema`: what they take and how they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.check.workspaces import NO_FILES, written
from tests.cli.running import Said, invoke
from tests.report.small import workspace


def ids(said: Said) -> list[str]:
    assert said.code == 0, said.error
    return [each["id"] for each in json.loads(said.out)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["a", "b", "c", "d", "dsi", "ex", "f", "g", "h", "siu"]),
        (("flow",), ["ex", "f", "g", "h"]),
        (("application",), ["a", "b", "c", "d", "siu"]),
        (("flow", "mode=file"), ["ex", "f"]),
        (("flow", "mode=null"), ["h"]),
        (("flow", "mode!=file", "mode=*"), ["g"]),
        (("application", "moa=dsi"), ["b", "siu"]),
        (("application", "retired_on<2021"), ["d"]),
        (("application", "in_service=false"), ["d"]),
        (("sends.mode=api",), ["a"]),
        (("illustrative=true",), ["ex"]),
    ],
)
def test_list_takes_a_selector(tmp_path: Path, words: tuple[str, ...], expected: list[str]) -> None:
    assert ids(invoke(workspace(tmp_path), "list", *words, "--format", "json")) == expected


def test_list_looks_at_a_day(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    words = ("list", "application", "in_service=false", "--format", "json")
    assert ids(invoke(root, *words, "--at", "2019")) == []
    assert ids(invoke(root, *words)) == ["d"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("list application --lang fr", "Beta (exemple)"),
        ("list application --columns name --lang en", "Beta (example)"),
        ("list application --columns id --lang fr", "2 elements · 1 donne en exemple"),
        ("list application --columns id --lang en", "2 elements · 1 is an example"),
    ],
)
def test_list_tells_examples_from_facts(tmp_path: Path, words: str, said: str) -> None:
    root = written(tmp_path, "application: {a: {name: Alpha}, b: {name: Beta, illustrative: true}}")
    out = invoke(root, *words.split()).out.replace("é", "e")
    assert said in out
    assert "Alpha (" not in out
    assert "(ex" not in invoke(root, "list", "application", "--format", "csv").out


def test_list_takes_columns(tmp_path: Path) -> None:
    columns = ("--columns", "id,source.name", "--columns", "mode")
    said = invoke(workspace(tmp_path), "list", "flow", *columns, "--format", "csv")
    rows = list(csv.reader(io.StringIO(said.out)))
    assert rows[0] == ["id", "source.name", "mode"]
    assert rows[2] == ["f", "Alpha", "file"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "flows"), "“flows” exists nowhere for “kind”; did you mean “flow”?"),
        (("list", "flow", "mod=file"), "“mod” is not a key here; did you mean “mode”?"),
        (("list", "flow", "mode=fil"), "“fil” exists nowhere for “mode”; did you mean “file”?"),
        (("list", "flow", "target=bb"), "“bb” exists nowhere for “target”; did you mean “b”?"),
        (("list", "name=Alpho"), "“Alpho” exists nowhere for “name”; did you mean “Alpha”?"),
        (("list", "mode="), "“mode=”: a value is missing (null for unknown)"),
        (("list", "retired_on<hier"), "“retired_on” compares with a date, not “hier”"),
        (("list", "--columns", "nmae"), "“nmae” is not a key here; did you mean “name”?"),
        (("list", "--columns", "moa.nmae"), "“nmae” is not a key here; did you mean “name”?"),
        (("show", "sui"), "unknown element: “sui”; did you mean “siu”?"),
        (("explain", "no-file"), "unknown rule: “no-file”; did you mean “no-files”?"),
        (("kinds", "aplication"), "“aplication” exists nowhere for “kind”; did you mean “application”?"),
        (("check", "--principle", "frist"), "unknown principle: “frist”; did you mean “first”?"),
        (("check", "--scope", "zone=soins"), "“soins” exists nowhere for “zone”"),
    ],
)
def test_what_exists_nowhere_is_refused_in_one_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    found = invoke(workspace(tmp_path), *words, "--lang", "en")
    assert found == Said("", f"ea: {said}\n", 2)


def test_a_refusal_speaks_french_too(tmp_path: Path) -> None:
    found = invoke(workspace(tmp_path), "show", "sui", "--lang", "fr")
    assert found.error == "ea: élément inconnu : « sui » ; vouliez-vous dire « siu » ?\n"


@pytest.mark.parametrize(("word", "hint"), [("chekc", "check"), ("lst", "list"), ("audti", "audit"), ("xyzzy", None)])
def test_a_mistyped_command_is_refused_with_the_nearest(tmp_path: Path, word: str, hint: str | None) -> None:
    found = invoke(tmp_path, word)
    assert found.code == 2
    assert f"No such command “{word}”." in found.error
    assert (f"Did you mean “{hint}”?" in found.error) is (hint is not None)


@pytest.mark.parametrize(
    "words",
    [("list", "--format", "xml"), ("check", "--fail-on", "fatal"), ("check", "--lang", "de"), ("show",), ("find",),
     ("schema", "rules"), ("check", "extra"), ("list", "--nope"), ("init",)],
)  # fmt: skip
def test_wrong_use_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    found = invoke(workspace(tmp_path), *words)
    assert found.code == 2
    assert "Error: " in found.error
    assert found.out == ""


def test_explain_tells_a_rule_whole(tmp_path: Path) -> None:
    said = invoke(workspace(tmp_path), "explain", "no-files", "--lang", "en").out
    for part in (
        "no-files",
        "Copied file",
        "A copy escapes everything.",
        "Go through an API.",
        "what matches “mode: file copy”",
    ):
        assert part in said


def test_explain_tells_a_flaw_of_the_text_even_outside_a_workspace(tmp_path: Path) -> None:
    found = invoke(tmp_path, "explain", "dangling-link", "--lang", "en")
    assert found.code == 0
    assert "does not exist" in found.out


def test_rules_lists_them_by_principle_and_tries_their_examples(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    said = invoke(root, "rules", "--lang", "en").out
    assert said.index("First") < said.index("no-files") < said.index("Second") < said.index("one-owner")
    assert [each["rule"] for each in json.loads(invoke(root, "rules", "--format", "json").out)] == [
        "no-files", "one-owner", "contradictory-flow", "invisible-sign", "written-twice", "no-poc",
    ]  # fmt: skip


def test_an_example_that_does_not_turn_out_as_it_says_is_told_and_fails(tmp_path: Path) -> None:
    good = written(tmp_path, rules={"no-files": NO_FILES})
    assert invoke(good, "rules", "--test").code == 0
    lying = NO_FILES.replace("flags: [f]", "flags: [g]")
    found = invoke(written(tmp_path, rules={"no-files": lying}), "rules", "--test")
    sentence = "rules/no-files.yaml:13:1: no-files, bad 1: flagged: expected g, not f\n"
    assert (found.code, found.out) == (1, sentence)


def test_kinds_tells_the_vocabulary_outside_a_workspace(tmp_path: Path) -> None:
    assert "application" in invoke(tmp_path, "kinds", "--lang", "en").out
    said = invoke(tmp_path, "kinds", "flow").out
    assert "→ application" in said
    assert "api | message | file" in said
    kinds = json.loads(invoke(tmp_path, "kinds", "--format", "json").out)
    assert {"application", "flow", "process"} <= {each["kind"] for each in kinds}

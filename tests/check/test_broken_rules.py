"""Rules that are wrong: every command tells them alike, with their places; the other rules still run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ea_repo.check.charter import read_charter
from tests.check.broken_rules import BROKEN_RULES, without
from tests.check.telling import errors_of
from tests.check.workspaces import CHARTER, NO_FILES, ONE_OWNER, RULES, audit, lines, results, written
from tests.cli.running import invoke


@pytest.mark.parametrize(("text", "place", "fr", "en"), BROKEN_RULES.values(), ids=BROKEN_RULES.keys())
def test_every_command_tells_it_alike_with_its_place_and_the_other_rules_run(
    tmp_path: Path, text: str, place: str, fr: str, en: str
) -> None:
    root = written(tmp_path, rules={"no-files": text, "one-owner": ONE_OWNER})
    audited = audit(root)
    (flaw,) = [flaw for flaw in audited.text if str(flaw.at).startswith("rules/no-files.yaml")]
    assert len(audited.text) == 1
    assert (str(flaw.at), flaw.severity) == (f"rules/no-files.yaml:{place}", "error")
    assert flaw.message.fr.startswith(fr)
    assert flaw.message.en.startswith(en)
    assert results(audited)["one-owner"].failing == 1
    for words, code in (
        (("check",), 1), (("rules", "--test"), 1), (("explain", "no-files"), 1), (("list",), 0), (("rules",), 0),
    ):  # fmt: skip
        printed = invoke(root, *words, "--lang", "fr", COLUMNS="400")
        assert printed.code == code
        (line,) = errors_of(printed)
        assert line.startswith(f"rules/no-files.yaml:{place}: erreur")
        assert " ".join(flaw.message.fr.split()) in line


def test_a_rule_that_calls_python_is_told_and_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = NO_FILES.replace("check: forbids", "check: !!python/object/apply:os.system [touch executed]")
    audited = audit(written(tmp_path, rules={"no-files": text}))
    assert lines(audited.text)[0].startswith("rules/no-files.yaml:10:8 error yaml-tag: the tag")
    assert not (tmp_path / "executed").exists()


def test_all_that_is_wrong_in_a_rule_is_told_at_once(tmp_path: Path) -> None:
    text = NO_FILES.replace("{kind: flow}", "{kind: flwo}").replace("mode: file}\n", "mode: fiel}\n") + "more: 1\n"
    places = [str(flaw.at) for flaw in read_charter(written(tmp_path, rules={"no-files": text})).flaws]
    assert places == [f"rules/no-files.yaml:{place}" for place in ("14:1", "11:1", "9:1")]


def test_an_id_of_another_file_is_refused_where_it_comes_second(tmp_path: Path) -> None:
    audited = audit(written(tmp_path, rules={"a-copy": NO_FILES, "no-files": NO_FILES}))
    assert lines(audited.text) == [
        "rules/a-copy.yaml:2:1 error wrong-rule: a rule's file has its name: no-files.yaml",
        "rules/no-files.yaml:2:1 error wrong-rule: “no-files” is already in rules/a-copy.yaml",
    ]
    assert results(audited)["no-files"].failing == 1


def test_a_broken_rule_is_asked_for_by_its_name(tmp_path: Path) -> None:
    root = written(tmp_path, rules={**RULES, "no-files": without("why")})
    printed = invoke(root, "check", "--rule", "no-files", "--lang", "en")
    assert (printed.code, printed.error) == (1, "")
    assert "“why” is missing" in printed.out
    explained = json.loads(invoke(root, "explain", "no-files", "--format", "json").out)
    assert (explained["rule"], explained["flaws"][0]["at"]["file"]) == ("no-files", "rules/no-files.yaml")


@pytest.mark.parametrize(
    ("bad", "fr", "en"),
    [
        ("[g]", "no-files, bad 1 : en écart : attendu g, obtenu f", "no-files, bad 1: flagged: expected g, not f"),
        (
            "[f], unknown: [f]",
            "no-files, bad 1 : inconnu : attendu f, obtenu rien", "no-files, bad 1: unknown: expected f, not nothing",
        ),
    ],
)  # fmt: skip
def test_an_example_that_does_not_turn_out_is_told_with_its_place_in_both_languages(
    tmp_path: Path, bad: str, fr: str, en: str
) -> None:
    root = written(tmp_path, rules={"no-files": NO_FILES.replace("[f]}", f"{bad}}}")})
    for lang, sentence in (("fr", fr), ("en", en)):
        printed = invoke(root, "rules", "--test", "--lang", lang)
        assert (printed.code, printed.out) == (1, f"rules/no-files.yaml:13:1: {sentence}\n")


@pytest.mark.usefixtures("failing_check")
def test_an_example_on_which_the_check_fails_is_told_in_a_sentence(tmp_path: Path) -> None:
    text = ONE_OWNER.replace("check: requires\nfields: [moa]", "check: never_works")
    printed = invoke(written(tmp_path, rules={"one-owner": text}), "rules", "--test", "--lang", "en")
    assert printed.code == 1
    assert printed.out.startswith("rules/one-owner.yaml:11:1: one-owner, good 1: the check failed (ValueError: ")


def test_where_nothing_is_wrong_it_is_said_in_the_reader_s_language(tmp_path: Path) -> None:
    root = written(tmp_path)
    assert invoke(root, "rules", "--test", "--lang", "fr").out == "5 règles : chaque exemple donne ce qu'il annonce\n"
    assert invoke(root, "rules", "--test", "--lang", "en").out == "5 rules: every example turns out as it says\n"


@pytest.mark.parametrize(
    ("charter", "place", "sentence"),
    [
        (CHARTER.replace("principles:", "principals:"), "2:1", "“principals” is no field known here"),
        ("{}", "1:1", "“principles” is missing"),
        ("extends: comon", "1:1", "“extends”: expected common; did you mean “common”?"),
        (CHARTER + "sections: {no-files: A.2}\n", "5:12", "unknown common rule: “no-files”"),
        (
            "extends: common\nprinciples: {first: {title: {fr: Un, en: One}, sections: [A.1, A.2]}, second: {}}\n",
            "2:71",
            "“title” is missing",
        ),
        (CHARTER + "rules: []\n", "5:1", "“rules” is no field known here"),
        (CHARTER.replace("sections: [A.1]", "section: [A.1]"), "3:44", "“section” is no field known here"),
        (CHARTER.replace("sections: [A.1]", "sections: 4.3"), "3:44", "“sections”: expected a list"),
        ("- first\n", "1:1", "expected a mapping “name: value”"),
        ("", "1:1", "expected a mapping “name: value”"),
    ],
)
def test_a_charter_that_is_wrong_is_told_and_its_rules_still_run(
    tmp_path: Path, charter: str, place: str, sentence: str
) -> None:
    audited = audit(written(tmp_path, charter=charter))
    assert lines(audited.text)[0].startswith(f"rules/charter.yaml:{place} error wrong-rule: {sentence}")
    assert results(audited)["no-files"].failing == results(audited)["one-owner"].failing == 1


def test_a_folder_of_rules_may_have_folders(tmp_path: Path) -> None:
    written(tmp_path, rules={})
    (tmp_path / "rules" / "deeper").mkdir()
    (tmp_path / "rules" / "deeper" / "no-files.yaml").write_text(NO_FILES)
    assert results(audit(tmp_path))["no-files"].failing == 1


def test_python_beside_the_rules_is_not_run(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "rules" / "no_files.py").write_text("raise SystemExit('executed')")
    assert results(audit(tmp_path))["no-files"].failing == 1

"""What a derogation accepts, until when, and how one is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.beds import NINTH, audit, ea, finding, hospital
from tests.texts import keyboard

RULE = "redundant-solution"


@pytest.fixture
def beds(tmp_path: Path) -> Path:
    return hospital(tmp_path / "si")


def accept(folder: Path, *words: str, until: str = "2022-01-20", by: str = "dsi") -> str:
    mark = finding(folder, RULE)["fingerprint"]
    told = ea(folder, "accept", mark[:10], "--until", until, "--by", by, "--reason", "convergence : décidée #1", *words)
    assert told.exit_code == 0, told.output
    return (folder / "rules" / "derogations.yaml").read_text(encoding="utf-8")


def test_an_accepted_finding_is_shown_with_its_end_and_does_not_fail(beds: Path) -> None:
    assert ea(beds, "check").exit_code == 1
    accept(beds)
    told = ea(beds, "check", "--lang", "fr")
    assert told.exit_code == 0
    assert "Accepté par dérogation" in keyboard(told.stdout)
    assert "jusqu'au 20 janvier 2022 (expire dans 20 jours)" in keyboard(told.stdout)
    assert audit(beds)["summary"]["accepted"] == 1


def test_its_last_day_is_typed_as_people_write_days(beds: Path) -> None:
    assert accept(beds, until="20/01/2022") == accept(hospital(beds.parent / "other"))


def test_it_holds_on_its_last_day_and_comes_back_the_day_after(beds: Path) -> None:
    accept(beds, until="2022-01-20")
    assert ea(beds, "check", "--at", "2022-01-20").exit_code == 0
    after = audit(beds, "--at", "2022-01-21")
    assert {each["rule"] for each in after["findings"]} == {RULE, "expired-derogation"}
    assert not finding(beds, RULE, "--at", "2022-01-21")["accepted"]


def test_a_newcomer_is_not_covered_and_is_named(beds: Path) -> None:
    accept(beds)
    (beds / "model" / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    found = finding(beds, RULE)
    assert not found["accepted"]
    assert any("ne couvre pas Neuvième" in each["fr"] for each in found["details"])


def test_one_offender_less_is_still_covered(beds: Path) -> None:
    (beds / "model" / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    accept(beds)
    (beds / "model" / "neuvieme.yaml").unlink()
    assert finding(beds, RULE)["accepted"]


def test_only_who_may_grants_a_derogation_to_unicity(beds: Path) -> None:
    mark = finding(beds, RULE)["fingerprint"]
    told = ea(beds, "accept", mark, "--until", "2022", "--by", "relation-clients", "--reason", "x")
    assert told.exit_code == 2
    assert "only “dsi” may grant this" in told.stderr
    assert not (beds / "rules" / "derogations.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("0000", "--until", "2022", "--by", "dsi", "--reason", "x"), "unknown finding"),
        (("", "--until", "2022", "--by", "dsi", "--reason", "x"), "unknown finding"),
        (("MARK", "--until", "2022-02-30", "--by", "dsi", "--reason", "x"), "unknown date"),
        (("MARK", "--until", "2022", "--by", "dsi", "--reason", " "), "say why"),
        (("MARK", "--until", "2022", "--by", "dsy", "--reason", "x"), "did you mean “dsi”"),
    ],
)
def test_a_wrong_word_is_refused_in_a_sentence_and_writes_nothing(
    beds: Path, words: tuple[str, ...], said: str
) -> None:
    mark = finding(beds, RULE)["fingerprint"]
    told = ea(beds, "accept", *(mark if each == "MARK" else each for each in words))
    assert told.exit_code == 2
    assert said in told.stderr
    assert not (beds / "rules" / "derogations.yaml").exists()


@pytest.mark.parametrize("digits", [1, 7])
@pytest.mark.parametrize(
    ("lang", "words"), [("en", "so; give more digits, 8 at the least"), ("fr", "plus de chiffres, 8 au moins")]
)
def test_few_digits_of_a_finding_are_refused_with_what_they_may_mean(
    beds: Path, digits: int, lang: str, words: str
) -> None:
    found = finding(beds, RULE)
    mark = found["fingerprint"]
    told = ea(beds, "accept", mark[:digits], "--until", "2022", "--by", "dsi", "--reason", "x", "--lang", lang)
    assert told.exit_code == 2
    assert words in keyboard(told.stderr)
    assert f"{mark}  {RULE}" in told.stderr
    assert not (beds / "rules" / "derogations.yaml").exists()


def test_what_was_accepted_is_told(beds: Path) -> None:
    found = finding(beds, RULE)
    words = ("accept", found["fingerprint"][:8], "--until", "2022", "--by", "dsi", "--reason", "x", "--lang", "en")
    told = ea(beds, *words)
    assert told.stdout.startswith("derogation written: redundant-solution-lits (")
    assert "(Gestion des lits" in told.stdout


def test_what_the_file_said_stays_as_it_was_comments_and_order(beds: Path) -> None:
    file = beds / "rules" / "derogations.yaml"
    before = (
        "# Ours.\nderogation:\n  z-ancienne:   # decided in May\n    rule: redundant-solution\n    subjects: [lits]\n\n"
        "# People who sign.\nactor:\n  comite: {}\n"
    )
    file.write_text(before, encoding="utf-8")
    after = accept(beds)
    lines = after.split("\n")
    first = lines.index("  redundant-solution-lits:")
    assert [*lines[:first], *lines[first + 8 :]] == before.split("\n")
    assert after.index("  z-ancienne:") < after.index("  redundant-solution-lits:") < after.index("# People who sign.")


def test_a_file_to_which_nothing_can_be_added_is_left_alone(beds: Path) -> None:
    file = beds / "rules" / "derogations.yaml"
    file.write_text("derogation: {a: {rule: redundant-solution, subjects: [lits]}}\n", encoding="utf-8")
    mark = finding(beds, RULE)["fingerprint"]
    told = ea(beds, "accept", mark, "--until", "2022", "--by", "dsi", "--reason", "x")
    assert told.exit_code == 2
    assert "by hand" in told.stderr
    assert file.read_text(encoding="utf-8").startswith("derogation: {a: ")


def test_two_derogations_on_one_subject_have_their_own_ids(beds: Path) -> None:
    accept(beds, until="2021-12-31")
    (beds / "model" / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    assert "  redundant-solution-lits-2:" in accept(beds)


def test_an_idle_derogation_is_told_in_a_full_audit_and_silent_in_a_part(beds: Path) -> None:
    accept(beds)
    (beds / "model" / "si.yaml").write_text(
        (beds / "model" / "si.yaml").read_text(encoding="utf-8").replace("name: GDL, covers: [lits]", "name: GDL"),
        encoding="utf-8",
    )
    assert finding(beds, "idle-derogation")["severity"] == "info"
    for words in (("--rule", RULE), ("--principle", "unicite"), ("--scope", "application")):
        assert all(each["rule"] != "idle-derogation" for each in audit(beds, *words)["findings"])

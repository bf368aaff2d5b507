"""`ea campaign`: what is printed, refused and ended with, from the first workbook to the last answer."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from ea_repo.exchange.campaign.layout import OWN_SHEET
from ea_repo.report.cells import recorded
from tests.cli.running import invoke
from tests.exchange.answering import Answering
from tests.texts import keyboard, workspace

SI = """
actor: {d1: {name: Department 1}, d2: {name: Department 2}}
application:
  one: {name: One, moa: d1, type: core, verified_on: 2020-01-01}
  two: {name: Two, moa: [d1, d2], exposed: true, verified_on: 2020-01-01}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "si"
    folder.mkdir()
    monkeypatch.chdir(folder)
    workspace(folder, settings="name: Test\nlang: en\n", si=SI)
    assert invoke(folder, "campaign", "new", "--by", "moa", "kind=application", "-o", "../asked").code == 0
    return folder


@pytest.fixture
def asked(root: Path) -> Path:
    return root.parent / "asked"


def test_it_writes_a_workbook_and_a_letter_for_each_owner_and_says_how_much(root: Path, asked: Path) -> None:
    assert sorted(path.name for path in asked.iterdir()) == ["campaign.json", "d1.txt", "d1.xlsx", "d2.txt", "d2.xlsx"]
    said = invoke(root, "campaign", "new", "--by", "moa", "-o", "again", "--due", "2027-01", "--format", "json")
    assert said.code == 0
    written = json.loads(said.out)
    assert written["due"] == "2027-01-31"
    assert [form["owner"] for form in written["forms"]] == ["d1", "d2", None]
    french = invoke(root, "campaign", "new", "--by", "moa", "-o", "encore", "--lang", "fr")
    assert "personne n'est enregistré comme responsable" in keyboard(" ".join(french.out.split()))
    assert (root / "encore" / "_sans-responsable.xlsx").is_file()


def test_each_count_of_the_table_stands_under_the_cause_that_the_record_gives(root: Path) -> None:
    said = invoke(root, "campaign", "new", "--by", "moe", "kind=application", "-o", "again").out
    heads, row = (re.split(r"\s{2,}", line.strip()) for line in said.splitlines() if line.count("  ") > 5)
    shown = {head: int(row[heads.index(head)]) for head in ("Contested", "Missing", "To confirm")}
    form = json.loads((root / "again" / "campaign.json").read_text(encoding="utf-8"))["forms"][0]
    causes = Counter(question["cause"] for question in form["questions"])
    assert causes["missing"] > causes["contested"]
    assert shown == {"Contested": causes["contested"], "Missing": causes["missing"], "To confirm": causes["stale"]}


def test_that_there_is_none_is_told_as_such_and_not_as_what_nobody_recorded(root: Path, asked: Path) -> None:
    assert (recorded([], "fr"), recorded(None, "fr"), recorded(["a"], "fr")) == ("aucun", "non renseigné", "a")
    book = Answering(asked / "d1.xlsx")
    book.answer("One", "business owner", "(none)")
    file = str(book.save(asked / "d1.xlsx"))
    plan = invoke(root, "import", file, "--yes", "--lang", "fr").out
    assert "one.moa : d1 → aucun" in keyboard(" ".join(plan.split()))
    assert "One (one), moa: d1 → none" in " ".join(invoke(root, "campaign", "status", str(asked)).out.split())


def test_two_who_answer_for_one_and_say_different_things_are_told(root: Path, asked: Path) -> None:
    for owner, value in (("d1", "yes"), ("d2", "no")):
        book = Answering(asked / f"{owner}.xlsx")
        book.confirm("Two")
        if value == "no":
            book.answer("Two", "reached from outside", value)
        book.save(asked / "back" / f"{owner}.xlsx")
        assert invoke(root, "import", f"../asked/back/{owner}.xlsx", "--yes").code == 0
    said = invoke(root, "campaign", "status", "../asked")
    assert said.code == 1
    assert "1 contradictory answer." in said.out
    # That all of it holds is an answer to each question about it.
    assert "false: Department 2" in said.out
    assert "true: Department 1" in said.out
    rows = list(csv.DictReader(io.StringIO(invoke(root, "campaign", "status", "../asked", "--format", "csv").out)))
    assert [(row["owner"], row["state"], row["contradictory"]) for row in rows] == [
        ("d1", "partly", "1"), ("d2", "answered", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "sentence"), [("fr", "personne n'est interrogé, car rien"), ("en", "nobody is asked, since nothing")]
)
def test_a_campaign_that_asks_nobody_says_so(root: Path, lang: str, sentence: str) -> None:
    assert invoke(root, "campaign", "new", "--by", "moe", "kind=application", "-o", "nobody").code == 0
    said = keyboard(" ".join(invoke(root, "campaign", "status", "nobody", "--lang", lang).out.split()))
    assert sentence in said
    assert "sur 0" not in said and "0 of" not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("new", "--by", "moa", "-o", "../asked"), "not empty"),
        (("new", "--by", "moa", "-o", "x", "--due", "2026-02-30"), "unknown date"),
        (("new", "--by", "moa", "kind=aplication", "-o", "x"), "did you mean"),
        (("new", "--by", "moa", "id=d1", "kind=application", "-o", "x"), "nothing to ask"),
        (("status", "model"), "is that of no campaign"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence_and_writes_nothing(
    root: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = invoke(root, "campaign", *words)
    assert said.code == 2
    assert sentence in said.error
    assert not (root / "x").exists()


def test_a_record_that_is_damaged_is_refused_by_its_name(root: Path, asked: Path) -> None:
    (asked / "campaign.json").write_text('{"forms": 3}', encoding="utf-8")
    said = invoke(root, "campaign", "status", "../asked")
    assert said.code == 2
    assert "campaign.json" in said.error


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("id", "../../esc", "campaign.json:/id: “../../esc” is not the id of a campaign"),
        ("id", "", "campaign.json:/id: “” is not the id of a campaign"),
        ("id", 3, "campaign.json: this is no file of a campaign, or it is damaged"),
        ("due", "soon", "campaign.json:/due: “soon” is no day of the calendar"),
        ("due", "20261231", "campaign.json:/due: “20261231” is no day of the calendar"),
        ("version", 9, "campaign.json:/version: this file was written by another version of ea"),
        ("names", {"one": 1}, "campaign.json: this is no file of a campaign, or it is damaged"),
        ("forms", [{"owner": 5}], "campaign.json: this is no file of a campaign, or it is damaged"),
        ("forms", [3], "campaign.json: this is no file of a campaign, or it is damaged"),
    ],
)
def test_a_record_that_says_what_no_campaign_does_is_refused_with_its_place(
    root: Path, asked: Path, field: str, value: object, sentence: str
) -> None:
    record = asked / "campaign.json"
    record.write_text(json.dumps({**json.loads(record.read_text(encoding="utf-8")), field: value}), encoding="utf-8")
    said = invoke(root, "campaign", "status", "../asked")
    assert said.code == 2
    assert sentence in said.error


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("on", 5, "this is no file of a campaign, or it is damaged"),
        ("answers", [{"id": "one"}], "this is no file of a campaign, or it is damaged"),
        ("refused", "x", "this is no file of a campaign, or it is damaged"),
        ("version", 9, "this file was written by another version of ea"),
    ],
)
def test_what_is_kept_of_an_answer_and_was_changed_is_refused_with_its_place(
    root: Path, asked: Path, field: str, value: object, sentence: str
) -> None:
    book = Answering(asked / "d1.xlsx")
    book.confirm("Two")
    book.save(asked / "back" / "d1.xlsx")
    assert invoke(root, "import", "../asked/back/d1.xlsx", "--yes").code == 0
    [kept] = (root / "campaigns").rglob("received-*.json")
    kept.write_text(json.dumps({**json.loads(kept.read_text(encoding="utf-8")), field: value}), encoding="utf-8")
    said = invoke(root, "campaign", "status", "../asked")
    assert said.code == 2
    assert kept.name in said.error
    assert sentence in said.error


def test_a_workbook_cannot_say_where_its_answers_are_kept(root: Path, asked: Path) -> None:
    book = openpyxl.load_workbook(asked / "d1.xlsx")
    for row in book[OWN_SHEET].iter_rows():
        if row[1].value == "campaign":
            row[2].value = "../../outside"
    book["Questions"]["E2"] = "confirmed, unchanged"
    book.save(asked / "moved.xlsx")
    assert invoke(root, "import", "../asked/moved.xlsx", "--yes").code == 0
    assert [path.parent.name for path in root.parent.rglob("received-*.json")] == ["outside"]
    assert (root / "campaigns" / "outside").is_dir()

"""A campaign: who is asked what and why, what comes back, and where it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from ea_repo.answer.campaign import CampaignStatus, NewCampaign
from ea_repo.exchange.campaign.cells import answer_in, column_for
from ea_repo.exchange.campaign.layout import BASE, OWN_SHEET
from ea_repo.exchange.merge.plan import Plan
from ea_repo.exchange.place import Unreadable
from ea_repo.finding import Wrong
from ea_repo.repository import Repository
from ea_repo.repository.campaigning import NothingToAsk
from ea_repo.write import NotWritten
from tests.exchange.answering import Answering
from tests.exchange.importing import DAY, a_workspace, graph, imported, planned, refusals, said, source, texts

NESTED = "[" * 100 + "]" * 100
OWNERS = 12
DAY_OF_ANSWER = dt.date(2026, 12, 1)
_ACTORS = "\n".join(f"  d{number}: {{name: Department {number}}}" for number in range(1, OWNERS + 1))
_APPLICATIONS = "\n".join(
    f"  app-{number}: {{name: App {number}, moa: d{number}, type: peripheral, exposed: false, yearly_cost: 1000, "
    "deployed_at: hegp, verified_on: 2020-01-31, verified_by: Somebody}"
    for number in range(1, OWNERS + 1)
)
SI = f"""
actor:
  dsi: {{name: DSI}}
{_ACTORS}
site:
  hegp: {{name: HEGP}}
  bichat: {{name: Bichat}}
technology:
  oracle-19: {{name: Oracle 19}}
application:
{_APPLICATIONS}
  module: {{name: Module, part_of: app-1, verified_on: 2020-01-31}}
  orphan: {{name: Orphan, exposed: true, verified_on: 2020-01-31}}
  example: {{name: Example, moa: d1, illustrative: true, verified_on: 2020-01-31}}
  fresh: {{name: Fresh, moa: d1, type: peripheral, verified_on: 2026-11-01}}
flow:
  one-two: {{source: app-1, target: app-2, mode: api, verified_on: 2020-01-31}}
"""
RULE = """
id: known-technology
charter: D.2
severity: warning
title: {fr: Solution sans technologie connue, en: Solution of unknown technology}
why: {fr: Pourquoi, en: Why}
fix: {fr: Corriger, en: Mend}
message: {fr: "{name}", en: "{name}"}
scope: {kind: application, type: peripheral}
check: requires
fields: [technologies]
good: |
  application: {a: {type: peripheral, technologies: b}}
bad:
  - model: |
      application: {a: {type: peripheral, technologies: []}}
    flags: [a]
"""


def waiting_for(field: str, good: str, bad: str) -> str:
    """The same rule about another field, with what holds and what does not."""
    rule = RULE.replace("technologies: b", good).replace("technologies: []", bad)
    return rule.replace("[technologies]", f"[{field}]")


APPROVED = waiting_for("approvals.rssi", "approvals: {rssi: {on: 2020}}", "approvals: {rssi: false}")

PAID = waiting_for("budget", "budget: {year: 2022, class: 6, amount: 1, basis: amount}", "budget: []")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = a_workspace(tmp_path, si=SI)
    (folder / "rules").mkdir()
    (folder / "rules" / "known-technology.yaml").write_text(RULE, encoding="utf-8")
    return folder


@pytest.fixture
def campaign(root: Path) -> Path:
    asked(root)
    return root.parent / "campaign"


def asked(root: Path, by: Any = "moa", *selector: str, due: str | None = "2026-12-15") -> NewCampaign:
    """A campaign written beside the workspace, on the day of these tests."""
    repository = Repository(root, "2026-11-30")
    return repository.new_campaign(by, selector, root.parent / "campaign", due, "en").content


def status(root: Path, day: str = "2026-12-10") -> CampaignStatus:
    return Repository(root, day).campaign(root.parent / "campaign").content


def returned(campaign: Path, owner: str, name: str = "") -> tuple[Answering, Path]:
    """The workbook of an owner, and where it is given back."""
    return Answering(campaign / f"{owner}.xlsx"), campaign.parent / "back" / f"{name or owner}.xlsx"


def back(root: Path, book: Answering, file: Path, **wishes: Any) -> Plan:
    return imported(root, book.save(file), **{"on": "2026-12-10", **wishes})


def changes(plan: Plan) -> list[tuple[str, str, Any, Any, str]]:
    return sorted(
        (change.id, change.field, change.before, change.after, str(change.at).partition(":")[2])
        for change in plan.changed
    )


def test_each_owner_is_asked_about_what_is_theirs_and_nobody_about_a_neighbours(root: Path, campaign: Path) -> None:
    files = sorted(path.name for path in campaign.glob("*.xlsx"))
    assert files == sorted(["_no-recorded-owner.xlsx", *(f"d{number}.xlsx" for number in range(1, OWNERS + 1))])
    elements = {str(row[1]) for row in Answering(campaign / "d1.xlsx").rows()}
    assert elements == {"App 1 (application)", "Module (application)", "Fresh (application)"}
    assert {str(row[1]) for row in Answering(campaign / "d2.xlsx").rows()} == {
        "App 2 (application)",
        "App 1 → App 2 (flow)",  # Its receiver's: who knows what comes in.
    }
    orphans = {str(row[1]) for row in Answering(campaign / "_no-recorded-owner.xlsx").rows()}
    assert "Orphan (application)" in orphans
    assert not any("Example" in name for name in orphans | elements)


def test_a_workbook_has_no_name_that_windows_gives_to_a_device(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="actor: {con: {name: Conseil}}\napplication: {one: {moa: con, name: One}}\n")
    [sent] = [sent for sent in asked(root).campaign.sent if sent.form.owner == "con"]
    assert (sent.workbook, sent.letter) == ("%63on.xlsx", "%63on.txt")
    assert (root.parent / "campaign" / sent.workbook).is_file()
    assert [owner.sent.form.owner for owner in status(root).with_owner] == ["con"]


def test_a_question_is_in_plain_words_with_what_is_known_and_who_waits_for_it(campaign: Path) -> None:
    book = Answering(campaign / "d1.xlsx")
    by_question = {str(row[2]): row for row in book.rows() if row[1] == "App 1 (application)"}
    assert next(iter(by_question)) == "Does all that is recorded of it still hold?"
    sites = by_question["Which sites use it?"]
    assert (sites[3], sites[6]) == ("HEGP", dt.datetime(2026, 12, 15))
    technologies = by_question["Which technologies is it made with?"]
    assert (technologies[3], technologies[5]) == (None, "Rule “Solution of unknown technology”")
    assert by_question["Does all that is recorded of it still hold?"][5] == "Not verified since 2020-01-31"
    # What was verified of late is asked for what is missing alone.
    assert book.questions("Fresh") == ["Which technologies is it made with?"]
    names = {name: definition.attr_text for name, definition in book.book.defined_names.items()}
    lists = [
        [cell.value for cell in column if cell.value is not None] for column in book.book["References"].iter_cols()
    ]
    assert ["Technology", "(none)", "Oracle 19"] in lists
    assert any("References" in str(text) for text in names.values())
    assert any("INDIRECT" in str(rule.formula1) for rule in book.sheet.data_validations.dataValidation)


def test_words_are_shown_as_people_say_them_and_understood_in_both_languages(root: Path) -> None:
    repository = Repository(root, "2026-11-30")
    repository.new_campaign("moa", ("application",), root.parent / "campaign", None, "fr")
    book, file = returned(root.parent / "campaign", "d1")
    assert book.cell("App 1", "Est-ce du socle").value == "périphérique"
    book.answer("App 1", "Est-ce du socle", "Socle")
    book.answer("Fresh", "Avec quelles technologies", "Oracle 19")
    assert [(change.id, change.field, change.after) for change in back(root, book, file).changed] == [
        ("app-1", "type", "core"), ("fresh", "technologies", ["oracle-19"]),
    ]  # fmt: skip


def test_a_letter_goes_with_each_workbook_and_says_how_much_until_when(campaign: Path) -> None:
    letter = (campaign / "d1.txt").read_text(encoding="utf-8")
    assert "Department 1" in letter
    assert "d1.xlsx" in letter
    assert "2026-12-15" in letter
    apart = (campaign / "_no-recorded-owner.txt").read_text(encoding="utf-8")
    assert "is to be sent to nobody" in apart


def test_three_edits_and_two_mistakes_are_three_changes_and_two_refusals(root: Path, campaign: Path) -> None:
    book, file = returned(campaign, "d1")
    book.signed("Ms Durand", DAY_OF_ANSWER)
    edits = [
        book.answer("App 1", "Which sites use it?", "HEGP\nBichat"),
        book.answer("App 1", "reached from outside", "yes"),
        book.answer("App 1", "Which technologies", "Oracle 19"),
    ]
    mistakes = [
        book.answer("App 1", "How much does it cost", "a lot"),
        book.answer("Fresh", "Which technologies", "Oracle 12"),
    ]
    plan = back(root, book, file)
    assert changes(plan) == sorted(
        [
            ("app-1", "deployed_at", ["hegp"], ["hegp", "bichat"], edits[0]),
            ("app-1", "exposed", False, True, edits[1]),
            ("app-1", "technologies", None, ["oracle-19"], edits[2]),
        ]
    )
    assert [place.partition(":")[2] for place, _ in refusals(plan)] == mistakes
    # Who was refused has verified nothing.
    assert [(one.id, one.by, one.on, one.confirmed) for one in plan.verified] == [
        ("app-1", "Ms Durand", "2026-12-01", False)
    ]
    system = graph(root)
    assert said(system, "app-1")["verified_by"] == "Ms Durand"
    assert said(system, "app-1")["yearly_cost"] == 1000
    assert "verified_by" not in said(system, "fresh")


def test_confirmed_unchanged_is_an_answer_and_changes_nothing_else(root: Path, campaign: Path) -> None:
    before = said(graph(root), "app-3")
    book, file = returned(campaign, "d3")
    book.confirm("App 3")
    plan = back(root, book, file)
    assert (plan.changed, refusals(plan)) == ((), [])
    assert said(graph(root), "app-3") == {**before, "verified_by": "Department 3", "verified_on": "2026-12-10"}
    [owner] = [owner for owner in status(root).owners if owner.sent.form.owner == "d3"]
    # All that was recorded is answered; what is missing still is.
    assert (owner.state, owner.asked - owner.answered, owner.changed) == ("partly", 1, 0)


def test_a_workbook_that_nobody_touched_says_nothing(root: Path, campaign: Path) -> None:
    before = texts(root)
    plan = planned(root, campaign / "d1.xlsx").plan
    assert (plan.changed, plan.gone, plan.verified, refusals(plan), plan.writes) == ((), (), (), [], False)
    assert texts(root) == before


def test_what_cannot_be_confirmed_or_says_two_things_is_refused_by_its_cell(root: Path, campaign: Path) -> None:
    book, file = returned(campaign, "d4")
    nothing = book.confirm("App 4", "Which technologies")
    book.answer("App 4", "Which sites use it?", "Bichat")
    both = book.confirm("App 4", "Which sites use it?")
    plan = planned(root, book.save(file)).plan
    assert sorted(place.partition(":")[2] for place, _ in refusals(plan)) == sorted([nothing, both])
    assert (plan.changed, plan.verified) == ((), ())


def test_sorted_rows_and_removed_rows_say_the_same(root: Path, campaign: Path) -> None:
    book, file = returned(campaign, "d5")
    book.answer("App 5", "Which sites use it?", "Bichat")
    rows = [[cell.value for cell in row] for row in book.sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows[1:]), start=2):
        for place, value in enumerate(row, start=1):
            book.sheet.cell(number, place).value = value
    book.sheet.delete_rows(len(rows) + 1)
    plan = planned(root, book.save(file)).plan
    assert [(change.id, change.field, change.after) for change in plan.changed] == [
        ("app-5", "deployed_at", ["bichat"])
    ]
    assert (plan.gone, refusals(plan)) == ((), [])


def test_twelve_owners_of_whom_five_answer_and_one_twice_differently(root: Path, campaign: Path) -> None:
    for number in (1, 2, 3, 4):
        book, file = returned(campaign, f"d{number}")
        book.signed(f"Head {number}", DAY_OF_ANSWER)
        book.confirm(f"App {number}")
        back(root, book, file)
    first, file = returned(campaign, "d5", "d5-first")
    first.signed("Mr Roux", DAY_OF_ANSWER)
    place = first.answer("App 5", "Which sites use it?", "Bichat")
    back(root, first, file)
    second, file = returned(campaign, "d5", "d5-second")
    second.signed("Ms Blanc", dt.date(2026, 12, 2))
    second.answer("App 5", "Which sites use it?", "HEGP\nBichat")
    plan = back(root, second, file)
    [conflict] = plan.conflicts
    assert (conflict.workspace, conflict.source, conflict.verified) == (
        ["bichat"], ["hegp", "bichat"], "Mr Roux 2026-12-01",
    )  # fmt: skip
    assert [note.text.en for note in plan.notes] == [
        f'Mr Roux answered otherwise: deployed_at = ["bichat"] (2026-12-01, d5-first.xlsx:{place})'
    ]
    # Nobody decided: what is here stays, and so does who verified it.
    assert said(graph(root), "app-5")["verified_by"] == "Mr Roux"
    now = status(root)
    assert (len(now.with_owner), len(now.silent), now.late) == (OWNERS, 7, False)
    assert status(root, "2026-12-16").late
    [contradiction] = now.contradictions
    assert (contradiction.id, contradiction.fact) == ("app-5", "deployed_at")
    assert [
        (one.receipt.by, one.answer.after, one.answer.at, one.answer.outcome) for one in contradiction.opinions
    ] == [
        ("Mr Roux", ["bichat"], f"d5-first.xlsx:{place}", "taken"),
        ("Ms Blanc", ["hegp", "bichat"], f"d5-second.xlsx:{place}", "conflict"),
    ]


def test_a_workbook_in_the_folder_counts_before_it_is_imported(root: Path, campaign: Path) -> None:
    book, _ = returned(campaign, "d6")
    book.answer("App 6", "Which sites use it?", "Bichat")
    file = book.save(campaign / "back" / "d6 (2).xlsx")
    [change] = status(root).changes()
    assert (change.answer.id, change.answer.outcome, change.receipt.received) == ("app-6", "waiting", None)
    imported(root, file)
    [change] = status(root).changes()
    assert (change.answer.outcome, change.receipt.received) == ("taken", DAY)


def under(root: Path, rule: str) -> Path:
    """A campaign where another rule waits."""
    (root / "rules" / "known-technology.yaml").write_text(rule, encoding="utf-8")
    asked(root)
    return root.parent / "campaign"


def test_a_fact_that_no_cell_holds_is_answered_in_words_and_told(root: Path) -> None:
    book, file = returned(under(root, PAID), "d7")
    place = book.answer("App 7", "Which budget lines", "10,000 a year, on account 6")
    plan = back(root, book, file)
    assert (plan.changed, plan.verified) == ((), ())
    [note] = plan.notes
    assert (str(note.at).partition(":")[2], "10,000 a year" in note.text.en) == (place, True)
    [owner] = [owner for owner in status(root).owners if owner.sent.form.owner == "d7"]
    assert owner.words == 1


GUIDED = waiting_for("user_guide", "user_guide: b", "user_guide: []")
PLANNED = waiting_for("upgrade_plan", "upgrade_plan: b", "upgrade_plan: false")
OWNED = waiting_for("moe", "moe: b", "moe: []")


@pytest.mark.parametrize(("rule", "question", "field", "none"), [
    (GUIDED, "users' guide", "user_guide", []), (PLANNED, "upgrade is planned", "upgrade_plan", False),
    (OWNED, "builds and runs", "moe", []),
])  # fmt: skip
@pytest.mark.parametrize("word", ["non", "Aucune", "(aucun)"])
def test_no_and_none_say_that_there_is_none(
    root: Path, rule: str, question: str, field: str, none: Any, word: str
) -> None:
    book, file = returned(under(root, rule), "d1")
    place = book.answer("App 1", question, word)
    assert changes(back(root, book, file)) == [("app-1", field, None, none, place)]
    assert said(graph(root), "app-1")[field] == none


@pytest.mark.parametrize(("rule", "question", "word"), [
    (GUIDED, "users' guide", "pas encore"), (GUIDED, "users' guide", "À compléter…"),
    (PLANNED, "upgrade is planned", "?"), (PLANNED, "upgrade is planned", "in progress"),
])  # fmt: skip
def test_an_answer_that_tells_nothing_is_refused_with_its_cell(root: Path, rule: str, question: str, word: str) -> None:
    book, file = returned(under(root, rule), "d1")
    place = book.answer("App 1", question, word)
    plan = back(root, book, file)
    assert [at.partition(":")[2] for at, _ in refusals(plan)] == [place]
    assert (plan.changed, plan.verified) == ((), ())


def test_that_there_is_none_is_refused_where_a_model_cannot_say_it() -> None:
    column = column_for("project", "resources")
    assert column is not None
    with pytest.raises(Wrong, match="in a remark only"):
        answer_in(column, "Aucune", None, str)
    assert answer_in(column, "2 people", None, str) == "2 people"


@pytest.mark.parametrize(("cost", "taken"), [("31.500", False), ("31 500", True), ("31,5", True), (31500, True)])
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_its_cell(
    root: Path, campaign: Path, cost: Any, taken: bool
) -> None:
    book, file = returned(campaign, "d1")
    place = book.answer("App 1", "How much does it cost", cost)
    plan = back(root, book, file)
    assert [at.partition(":")[2] for at, _ in refusals(plan)] == ([] if taken else [place])
    assert bool(plan.changed) == taken


def test_words_that_were_recorded_and_stay_as_they_are_say_nothing(root: Path) -> None:
    model = root / "model/si.yaml"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("yearly_cost: 1000,", "user_guide: [non], documentation: [pas encore],"), "utf-8")
    campaign = under(root, GUIDED)
    assert Answering(campaign / "d1.xlsx").cell("App 1", "Where is its documentation").value == "pas encore"
    plan = planned(root, campaign / "d1.xlsx").plan
    assert (plan.changed, refusals(plan), plan.writes) == ((), [], False)


def test_an_approval_is_a_day_or_a_no(root: Path) -> None:
    book, file = returned(under(root, APPROVED), "d1")
    book.answer("App 1", "security officer approve", dt.datetime(2025, 3, 1))
    book.answer("Fresh", "security officer approve", "no")
    back(root, book, file)
    system = graph(root)
    assert said(system, "app-1")["approvals"] == {"rssi": {"on": "2025-03-01"}}
    assert said(system, "fresh")["approvals"] == {"rssi": False}


@pytest.mark.parametrize(
    "base", ["[" * 30_000, f'{{"zone": {NESTED}}}', '{"approvals": "x"}', '{"approvals": [1]}', "{"]
)
def test_a_hidden_sheet_that_was_changed_is_refused_in_a_sentence(root: Path, base: str) -> None:
    book, file = returned(under(root, APPROVED), "d1")
    book.answer("App 1", "approv", dt.date(2026, 11, 2))
    for row in book.book[OWN_SHEET].iter_rows():
        if (row[0].value, row[1].value) == (BASE, "app-1"):
            row[3].value = base
    with pytest.raises(Unreadable, match=r"d1\.xlsx: the hidden sheet of this workbook was changed"):
        planned(root, book.save(file))


def test_an_answer_that_comes_back_again_keeps_its_day(root: Path, campaign: Path) -> None:
    book, file = returned(campaign, "d8")
    book.confirm("App 8")
    back(root, book, file, on="2026-12-01")
    plan = planned(root, file, on="2026-12-09").plan
    assert (plan.writes, [one.on for one in plan.verified]) == (False, ["2026-12-01"])


def test_an_answer_of_a_day_to_come_is_of_the_day_it_comes_back(root: Path, campaign: Path) -> None:
    book, file = returned(campaign, "d8")
    book.confirm("App 8")
    book.signed("Ms Durand", dt.date(2030, 1, 3))
    plan = planned(root, book.save(file), on="2026-12-01").plan
    assert [one.on for one in plan.verified] == ["2026-12-01"]
    assert [refused.why.en.partition(":")[0] for refused in plan.rejected] == ["2030-01-03 is a day to come"]


def test_what_a_source_says_otherwise_than_the_text_is_contested(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="actor:\n  d1: {name: Department 1}\n")
    rules = 'records: {"*": {kind: application, key: clef, name: nom, fields: {yearly_cost: cout}}}'
    imported(root, source(tmp_path, "clef,nom,cout\n1,Alpha,100\n"), rules)
    file = root / "model" / "source" / "application.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("yearly_cost: 100", "yearly_cost: 250\n    moa: d1"), encoding="utf-8"
    )
    asked(root)
    book = Answering(tmp_path / "campaign" / "d1.xlsx")
    row = next(row for row in book.rows() if "How much does it cost" in str(row[2]))
    assert (row[3], "100" in str(row[5])) == (250, True)


def test_nothing_to_ask_writes_nothing_and_a_folder_that_holds_something_stays(root: Path, campaign: Path) -> None:
    with pytest.raises(NotWritten):
        asked(root)
    empty = root.parent / "none"
    with pytest.raises(NothingToAsk):
        Repository(root, "2026-11-30").new_campaign("moa", ("id=d1", "kind=application"), empty, None, "en")
    assert not empty.exists()

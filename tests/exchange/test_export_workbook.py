"""The workbook that people fill in: what they changed comes back, what they got wrong is named by its cell."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ea_repo.exchange.columns import columns_of
from ea_repo.exchange.workbook_layout import OWN_SHEET
from ea_repo.finding import Lang
from ea_repo.metamodel import kinds
from ea_repo.metamodel.names import field_name
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, graph, planned, refusals
from tests.exchange.test_export import SI, exported


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_workspace(tmp_path, si=SI)


class Workbook:
    """A workbook that somebody edits, by the names of its sheets, its rows and its heads."""

    def __init__(self, root: Path, *selector: str) -> None:
        self.file = exported(root, "xlsx", *selector)
        self.book = openpyxl.load_workbook(io.BytesIO(self.file.read_bytes()))

    def cell(self, sheet: str, id: str, head: str) -> Any:
        """The cell of an element below a head; of an id that is not there, in a new row."""
        table = self.book[sheet]
        column = next(cell.column for cell in table[1] if cell.value == head)
        row = next((row[0].row for row in table.iter_rows() if row[0].value == id), table.max_row + 1)
        return table.cell(row, column)

    def write(self, sheet: str, id: str, head: str, value: Any) -> str:
        """Writes a cell; its place, as the import names it."""
        cell = self.cell(sheet, id, head)
        cell.value = value
        return f"out.xlsx:{sheet}!{cell.coordinate}"

    def offered(self, sheet: str, head: str) -> list[str]:
        """The words that the cells below a head offer to choose from."""
        letter = next(cell.column_letter for cell in self.book[sheet][1] if cell.value == head)
        [rule] = [rule for rule in self.book[sheet].data_validations.dataValidation if f"{letter}2" in rule.sqref]
        [(of, cells)] = self.book.defined_names[rule.formula1].destinations
        return [row[0].value for row in self.book[of][cells]]

    def save(self) -> Path:
        self.book.save(self.file)
        return self.file


def test_three_edits_and_two_mistakes_are_three_changes_and_two_refusals(root: Path) -> None:
    book = Workbook(root)
    places = [
        book.write("Application", "orbis", "maîtrise d'ouvrage", "DSI (dsi)"),
        book.write("Application", "agathe", "coût annuel (€)", 130000),
        book.write("Flux", "siu-orbis", "chiffré", "oui"),
    ]
    mistakes = [
        book.write("Application", "orbis", "fournisseur", "L'Éditeur, SARL"),
        book.write("Application", "agathe", "en service à partir du", "31/02/2019"),
    ]
    repository = Repository(root)
    wanted = planned(root, book.save())
    changes = [(change.id, change.field, change.before, change.after) for change in wanted.plan.changed]
    assert sorted(changes) == [
        ("agathe", "yearly_cost", 120000.5, 130000), ("orbis", "moa", None, ["dsi"]),
        ("siu-orbis", "encrypted", None, True),
    ]  # fmt: skip
    assert sorted(str(change.at) for change in wanted.plan.changed) == sorted(places)
    assert sorted(place for place, _ in refusals(wanted.plan)) == sorted(mistakes)
    assert any("“L'Éditeur, SARL”" in why for _, why in refusals(wanted.plan))
    repository.carry_out(wanted)
    agathe = graph(root)["agathe"]
    assert (agathe.live_on, getattr(agathe, "yearly_cost")) == ("2019", 130000)  # noqa: B009  (a field of its kind)


def test_a_correction_made_here_meanwhile_is_a_conflict_that_names_both_places(root: Path) -> None:
    book = Workbook(root)
    place = book.write("Application", "orbis", "nom", "Orbis")
    text = (root / "model" / "si.yaml").read_text(encoding="utf-8")
    (root / "model" / "si.yaml").write_text(text.replace("{name: ORBIS", "{name: ORBIS 2"), encoding="utf-8")
    plan = planned(root, book.save()).plan
    [conflict] = plan.conflicts
    assert (conflict.before, conflict.workspace, conflict.source, str(conflict.at)) == (
        "ORBIS", "ORBIS 2", "Orbis", place,
    )  # fmt: skip
    assert plan.changed == ()


def test_what_changed_here_since_it_went_out_stays(root: Path) -> None:
    book = Workbook(root)
    text = (root / "model" / "si.yaml").read_text(encoding="utf-8")
    (root / "model" / "si.yaml").write_text(text.replace("{name: ORBIS", "{name: ORBIS 2"), encoding="utf-8")
    plan = planned(root, book.save()).plan
    assert not plan.writes
    assert [kept.workspace for kept in plan.kept] == ["ORBIS 2"]


def test_cells_are_typed_and_lists_are_offered(root: Path) -> None:
    book = Workbook(root)
    assert book.book.sheetnames[:2] == ["Lisez-moi", "Application"]
    assert book.cell("Application", "agathe", "hors service à partir du").value == dt.datetime(2025, 12, 31)
    assert book.cell("Application", "agathe", "hors service à partir du").number_format == "dd/mm/yyyy"
    assert book.cell("Application", "agathe", "en service à partir du").value == 2019
    assert book.cell("Application", "agathe", "coût annuel (€)").value == 120000.5
    assert "€" in book.cell("Application", "agathe", "coût annuel (€)").number_format
    assert book.cell("Application", "agathe", "maîtrise d'œuvre").value == "DSI (doublon)"
    sheet = book.book["Application"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref is not None
    assert book.offered("Application", "type")[:2] == ["socle", "périphérique"]
    assert book.offered("Application", "exposé à l'extérieur") == ["oui", "non"]
    assert book.offered("Application", "fournisseur")[:2] == ["(aucun)", "DSI (doublon)"]
    comment = book.cell("Application", "id", "hors service à partir du").comment
    assert comment is not None
    assert "Une date" in comment.text
    assert book.book["ea-repo"].sheet_state == "veryHidden"


def test_words_are_shown_as_people_say_them_and_understood_in_both_languages(root: Path) -> None:
    book = Workbook(root)
    assert book.cell("Application", "orbis", "type").value == "socle"
    comment = book.cell("Application", "id", "criticité").comment
    assert comment is not None
    assert "critique, importante, courante" in comment.text
    book.write("Application", "orbis", "type", "Proof of concept")
    book.write("Application", "agathe", "type", "platform")
    book.write("Application", "agathe", "criticité", "IMPORTANTE")
    book.write("Application", "orbis", "criticité", "essentielle")
    plan = planned(root, book.save()).plan
    assert sorted((change.id, change.field, change.after) for change in plan.changed) == [
        ("agathe", "criticality", "important"), ("agathe", "type", "platform"), ("orbis", "type", "poc"),
    ]  # fmt: skip
    [(_, why)] = refusals(plan)
    assert why == "criticality: “essentielle” is none of: critical, important, standard"


def test_columns_that_moved_or_went_and_rows_in_another_order_say_the_same(root: Path) -> None:
    book = Workbook(root)
    sheet = book.book["Application"]
    column = next(cell.column for cell in sheet[1] if cell.value == "description")
    sheet.delete_cols(column)
    sheet.insert_cols(3)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)]
    for number, row in enumerate(reversed(rows), start=2):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value
    plan = planned(root, book.save()).plan
    assert (plan.changed, plan.gone, refusals(plan), plan.writes) == ((), (), [], False)


def test_that_there_is_none_is_an_answer(root: Path) -> None:
    book = Workbook(root)
    assert book.cell("Application", "orbis", "contrats").value == "(aucun)"
    book.write("Application", "orbis", "technologies", "(aucun)")
    plan = planned(root, book.save()).plan
    assert [(change.id, change.field, change.before, change.after) for change in plan.changed] == [
        ("orbis", "technologies", None, [])
    ]


def test_a_row_that_went_is_told_and_stays(root: Path) -> None:
    book = Workbook(root)
    book.book["Site"].delete_rows(2)
    plan = planned(root, book.save()).plan
    assert [(gone.id, gone.removed) for gone in plan.gone] == [("bichat", False)]
    assert not plan.writes


def test_a_new_row_gets_an_id_and_others_may_name_it(root: Path) -> None:
    book = Workbook(root)
    book.write("Application", "nouvelle", "nom", "Nouvelle Appli")
    book.write("Flux", "siu-orbis", "par la plateforme", "Nouvelle Appli")
    repository = Repository(root)
    wanted = planned(root, book.save())
    assert [(added.id, added.kind) for added in wanted.plan.added] == [("nouvelle-appli", "application")]
    repository.carry_out(wanted)
    assert [ref.to for ref in graph(root).links("siu-orbis", "via")] == ["nouvelle-appli"]


def test_a_text_too_long_for_a_cell_stays_as_it_is(tmp_path: Path) -> None:
    root = a_workspace(
        tmp_path, si="application: {a: {name: A, documentation: [" + ", ".join(["x" * 9_000] * 4) + "]}}\n"
    )
    plan = planned(root, exported(root, "xlsx")).plan
    assert (plan.changed, refusals(plan), plan.writes) == ((), [], False)


def test_a_workbook_in_english_says_the_same(root: Path, tmp_path: Path) -> None:
    out = Repository(root).export("xlsx", (), "en")
    file = tmp_path / "english.xlsx"
    file.write_bytes(b"".join(out.content))
    assert not planned(root, file).plan.writes
    assert openpyxl.load_workbook(file).sheetnames[0] == "Read me"


def test_the_same_elements_are_the_same_bytes(root: Path) -> None:
    first, again = (b"".join(Repository(root).export("xlsx", (), "fr").content) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", list(kinds()))
def test_a_head_is_the_name_of_its_field_and_stands_once(name: str, lang: Lang) -> None:
    kind = kinds()[name]
    heads = {column.path: column.head(lang) for column in columns_of(kind)}
    assert len(set(heads.values())) == len(heads)
    fields = {path: head for path, head in heads.items() if "." not in path}
    assert fields == {field: field_name(kind, field)[lang] for field in fields}


def test_a_workbook_that_went_out_with_other_heads_is_read(root: Path) -> None:
    book = Workbook(root)
    for sheet in (book.book["Application"], book.book[OWN_SHEET]):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value == "hors service à partir du":
                cell.value = "hors service le"
    book.write("Application", "agathe", "hors service le", "30/06/2026")
    [change] = planned(root, book.save()).plan.changed
    assert (change.id, change.field, change.after) == ("agathe", "retired_on", "2026-06-30")

"""What a workspace declares of its own goes out, and comes back, like what is built in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from ea_repo.exchange.importing import Asked
from ea_repo.exchange.writers import writers
from ea_repo.finding import Lang
from ea_repo.repository import Repository
from tests.exchange.importing import refusals
from tests.exchange.test_export import IMPORTABLE
from tests.texts import workspace

SETTINGS = """
name: Test
fields:
  application:
    hosting_plan: {type: text, label: {fr: Plan d'hébergement, en: Hosting plan}}
    hosting:
      type: choice
      label: {fr: Hébergement, en: Hosting}
      choices:
        own: {fr: "chez nous, ou presque", en: in house}
        partner: {fr: ailleurs, en: at a partner}
        cloud: {fr: ailleurs, en: in a cloud}
kinds:
  risk:
    label: {fr: risque, en: risk}
    fields:
      level: {type: choice, choices: {low: , high: }, label: {fr: Niveau, en: Level}}
      threatens: {type: link, to: [application], inverse: risks, label: {fr: Menace, en: Threatens}}
"""
MODEL = """
application: {dpi: {name: DPI, hosting_plan: nord, hosting: own}, labo: {hosting: cloud}}
risk: {panne: {name: Panne, level: high, threatens: [dpi]}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    workspace(tmp_path, settings=SETTINGS, a=MODEL)
    return Repository(tmp_path)


@pytest.mark.parametrize("name", sorted(writers()))
def test_every_format_writes_them(name: str, repository: Repository) -> None:
    assert repository.export(name, (), "fr").elements == 3


def test_a_table_has_their_columns(repository: Repository) -> None:
    content = b"".join(repository.export("csv", (), "fr").content).decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(content))}
    assert (rows["dpi"]["hosting_plan"], rows["labo"]["hosting_plan"]) == ("nord", "")
    assert (rows["panne"]["kind"], rows["panne"]["level"], rows["panne"]["threatens"]) == ("risk", "high", "dpi")


def out(repository: Repository, name: str, lang: Lang) -> Path:
    exported = repository.export(name, (), lang)
    file = repository.root.parent / f"out-{lang}{exported.ending}"
    file.write_bytes(b"".join(exported.content))
    return file


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", IMPORTABLE)
def test_they_come_back_the_same(name: str, lang: Lang, repository: Repository) -> None:
    plan = repository.import_(Asked((out(repository, name, lang),))).plan
    assert (plan.changed, plan.added, plan.gone, plan.conflicts, refusals(plan)) == ((), (), (), (), [])
    assert not plan.writes


def test_their_words_are_shown_and_read_and_a_word_that_another_is_called_by_stands_as_it_is(
    repository: Repository,
) -> None:
    file = out(repository, "xlsx", "fr")
    book = openpyxl.load_workbook(file)
    sheet = book["Application"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Hébergement")
    rows = {sheet.cell(number, 1).value: number for number in range(2, sheet.max_row + 1)}
    assert [sheet.cell(rows[id], column).value for id in ("dpi", "labo")] == ["chez nous, ou presque", "cloud"]
    sheet.cell(rows["dpi"], column).value = "At a partner"
    sheet.cell(rows["labo"], column).value = "ailleurs"
    book.save(file)
    plan = repository.import_(Asked((file,))).plan
    assert [(change.id, change.field, change.after) for change in plan.changed] == [("dpi", "hosting", "partner")]
    [(_, why)] = refusals(plan)
    assert why == "hosting: “ailleurs” is none of: in house, at a partner, in a cloud"


def test_a_kind_that_is_not_known_there_is_refused_with_its_sheet(repository: Repository, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    workspace(elsewhere, a="")
    plan = Repository(elsewhere).import_(Asked((out(repository, "xlsx", "en"),))).plan
    assert "out-en.xlsx:Risk!A1" in {place for place, _ in refusals(plan)}

"""What a workspace declares of its own goes out like what is built in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ea_repo.exchange.writers import writers
from ea_repo.repository import Repository
from tests.texts import workspace

SETTINGS = """
name: Test
fields:
  application:
    hosting_plan: {type: text, label: {fr: Plan d'hébergement, en: Hosting plan}}
kinds:
  risk:
    label: {fr: risque, en: risk}
    fields:
      level: {type: choice, choices: {low: , high: }, label: {fr: Niveau, en: Level}}
      threatens: {type: link, to: [application], inverse: risks, label: {fr: Menace, en: Threatens}}
"""
MODEL = """
application: {dpi: {name: DPI, hosting_plan: nord}, labo: {}}
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

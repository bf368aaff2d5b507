"""What a workspace declares is pushed, asked, read back and pulled like what is built in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.neo4j.shared_workspace import SharedWorkspace
from tests.neo4j.test_push import labels, stored

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
DECLARED = """
fields:
  application:
    tier: {type: choice, choices: {gold: , silver: }}
    reviewed: {type: date-start}
    drives: {type: link, to: device, inverse: driven_by}
kinds:
  device: {label: {fr: équipement, en: device}, fields: {serial: {type: text, several: true}}}
"""
MODEL = """application:
  pacs: {name: PACS, tier: gold, reviewed: 2023, drives: [irm, {to: pump, from: 2020}]}
  ris: {tier: silver, drives: irm}
device:
  irm: {name: IRM, serial: [a, b]}
  pump:
"""
COMMANDS = [
    ("list", "--format", "json"),
    ("list", "device", "driven_by.tier=gold", "--format", "json"),
    ("list", "application", "drives=pump", "reviewed<2024"),
    ("show", "irm"),
    ("show", "pacs", "--format", "json"),
    ("find", "irm", "--format", "json"),
    ("deps", "pacs", "--via", "drives"),
]


@pytest.fixture
def pushed(workspace: SharedWorkspace) -> SharedWorkspace:
    workspace.write(MODEL, DECLARED, "")
    workspace.push()
    return workspace


def test_commands_say_the_same_of_the_server_as_of_the_text(pushed: SharedWorkspace, tmp_path: Path) -> None:
    for words in COMMANDS:
        of_text = pushed.ea(*words)
        assert of_text.out, words
        assert pushed.ea(*words, "--store", pushed.address) == of_text
    assert pushed.pulled_content(tmp_path / "pulled") == pushed.text_content()


def test_cypher_asks_them_by_their_names(pushed: SharedWorkspace, driver: Driver) -> None:
    assert labels(pushed, driver, "irm") == {"Element", "Device"}
    statement = """
    MATCH (a:Application {repository: $name, tier: 'gold'})-[:DRIVES]->(d:Device)
    RETURN d.id AS id, d.serial AS serial, toString(a.reviewed) AS reviewed ORDER BY id
    """
    rows = [row.values() for row in driver.execute_query(statement, name=pushed.name).records]
    assert rows == [["irm", ["a", "b"], "2023-01-01"], ["pump", None, "2023-01-01"]]


@pytest.mark.parametrize(
    ("declared", "model"),
    [
        (DECLARED.replace("date-start", "date-end"), MODEL),
        (DECLARED.replace("date-start", "number"), MODEL),
        (DECLARED.replace("drives:", "steers:"), MODEL.replace("drives:", "steers:")),
        ("", "application: {pacs: {name: PACS}, ris: }"),
    ],
)
def test_after_another_declaration_the_database_holds_what_a_first_push_writes(
    pushed: SharedWorkspace, driver: Driver, tmp_path: Path, declared: str, model: str
) -> None:
    first = SharedWorkspace(tmp_path / "first", pushed.server, f"{pushed.name}-b")
    pushed.write(model, declared, "")
    would = pushed.status()
    assert pushed.push().items() >= {name: would[name] for name in ("added", "changed", "removed")}.items()
    first.write(model, declared, "")
    first.push()
    assert stored(pushed, driver) == stored(first, driver)

"""docs/architecture.md lists the packages that there are, in the order in which they may import each other."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def of_the_page() -> list[set[str]]:
    """The packages of each row of the table of layers, from the top."""
    section = PAGE.partition("\n## The layers\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [set(re.findall(r"`(\w+)`", row)) for row in rows]


def of_the_contract() -> list[set[str]]:
    """The packages of each layer that import-linter enforces, from the top."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    layers = settings["importlinter:contract:layers"]["layers"].split("\n")
    return [set(layer.split(" | ")) for layer in layers if layer]


def test_the_layers_of_the_page_are_those_that_are_enforced() -> None:
    assert of_the_page() == of_the_contract()


def test_they_are_the_packages_that_there_are() -> None:
    engine = ROOT / "ea_repo"
    packages = {path.parent.name for path in engine.glob("*/__init__.py")}
    modules = {path.stem for path in engine.glob("*.py")} - {"__init__"}
    assert set().union(*of_the_page()) | {"starter"} == packages | modules
    assert "`starter`" in PAGE


def test_what_was_decided_is_dated_and_says_instead_of_what_and_why() -> None:
    section = PAGE.partition("\n## What was decided\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines()[3:] if line]
    assert len(rows) > 10
    assert all(len(row) == 4 and all(row) and re.fullmatch(r"20\d\d-\d\d-\d\d", row[0]) for row in rows)
    assert rows == sorted(rows, key=lambda row: row[0])

"""The documents that are made from the code and the rules are those that they make now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.small import ea

ROOT = Path(__file__).parents[2]
MADE = {
    "docs/kinds.md": ("kinds", "--format", "markdown"),
    "docs/rules.md": ("rules", "--format", "markdown", "--lang", "en"),
    "docs/rules.fr.md": ("rules", "--format", "markdown", "--lang", "fr"),
    "docs/schema/model.json": ("schema", "model"),
    "docs/schema/rule.json": ("schema", "rule"),
    "docs/schema/indicators.json": ("schema", "indicators"),
    "docs/schema/workspace.json": ("schema", "workspace"),
}


@pytest.mark.parametrize("file", MADE)
def test_it_is_up_to_date(file: str) -> None:
    made = ea(ROOT, *MADE[file])
    if made != (ROOT / file).read_text(encoding="utf-8"):
        pytest.fail(f"{file} is not what `ea {' '.join(MADE[file])}` says now: run `make docs`", pytrace=False)

"""`ea diff` judges no sum better or worse of which a part became known, or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.requests import hospital
from tests.cli.running import invoke

MODEL = "process: {p: {}}\napplication: {a: {covers: p, yearly_cost: 100000}, b: {covers: p, yearly_cost: 20000}}\n"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("application: {e: {covers: p}, b: {covers: []}}\n", False),
        ("application: {e: {covers: p, yearly_cost: 1}, b: {covers: []}}\n", True),
    ],
)
def test_less_is_not_better_where_a_cost_became_unknown(tmp_path: Path, change: str, told: bool) -> None:
    root = hospital(tmp_path, model=MODEL + "actor: {dsi: {}, moa-lits: {}}\n")
    (root / "requests" / "lits-de-plus.yaml").unlink()
    (root / "change.yaml").write_text(change, encoding="utf-8")
    said = invoke(root, "diff", str(root / "change.yaml"), "--lang", "fr").out
    line = next(line for line in said.splitlines() if "redondantes" in line)
    assert ("mieux" in line) is told, said

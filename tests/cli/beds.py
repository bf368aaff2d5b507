"""A small hospital with three bed-management tools, on disk: what derogations, baselines and branches are tried on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from ea_repo.cli.main import main
from ea_repo.starter import folder as starter_folder

ROOT = Path(__file__).parents[2]

MODEL = """\
process: {lits: {name: Gestion des lits}}
actor: {dsi: {name: DSI}, relation-clients: {}}
application:
  agathe: {name: AGATHE, covers: [lits]}
  gdl: {name: GDL, covers: [lits]}
flow:
  paie-sap: {source: agathe, target: gdl, mode: file}
"""
NINTH = "application: {neuvieme: {name: Neuvième, covers: [lits]}}\n"


def hospital(folder: Path, settings: str = "name: Essai\nat: 2021-12-31\n") -> Path:
    """Writes the workspace, with the common rules that these tests speak of."""
    (folder / "model").mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "model" / "si.yaml").write_text(MODEL, encoding="utf-8")
    (folder / "workspace.yaml").write_text(settings, encoding="utf-8")
    for each in ("charter", "redundant-solution", "expired-derogation", "idle-derogation"):
        shutil.copy(starter_folder("rules") / f"{each}.yaml", folder / "rules")
    charter = folder / "rules" / "charter.yaml"
    text = charter.read_text("utf-8")
    charter.write_text(text.replace("  unicite:\n", "  unicite:\n    granted_by: dsi\n"), "utf-8")
    return folder


def ea(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *words])


def audit(folder: Path, *words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(ea(folder, "check", "--format", "json", *words).stdout)
    return told


def finding(folder: Path, rule: str, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in audit(folder, *words)["findings"] if each["rule"] == rule)
    return found

"""A small workspace that shows every part of a report, and its commands."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from click.testing import CliRunner

from ea_repo.cli.main import main
from tests.check.workspaces import NO_FILES, ONE_OWNER, written

MODEL = """\
actor: {dsi: {name: Direction}}
application:
  a: {name: Alpha, moa: [], source: "Plan, 1"}
  b: {name: Bêta, moa: dsi, replica_of: siue}
  c: {name: Gamma}
  d: {name: Delta, moa: [], retired_on: 2020}
referential: {siu: {name: SIU, moa: dsi}}
flow:
  f: {name: Copie, source: a, target: b, mode: file, quote: une copie assumée, stated_in: "Plan, 2"}
  g: {name: Appel, source: a, target: b, mode: api}
  h: {name: Muet, source: a, target: c}
  ex: {name: Copie (exemple), illustrative: true, source: a, target: c, mode: file}
"""
NO_POC = (
    NO_FILES.replace("id: no-files", "id: no-poc")
    .replace("charter: A.1", "charter: Z.9")
    .replace("severity: error", "severity: info")
    .replace("scope: {kind: flow}", "scope: {kind: application, any: [{type: poc}]}")
    .replace("where: {mode: file}", "where: {poc_ends_on: null}")
)
RULES = {"no-files": NO_FILES, "one-owner": ONE_OWNER, "no-poc": NO_POC}


def workspace(root: Path) -> Path:
    return written(root, MODEL, RULES)


def ea(root: Path, *words: str, expect: Iterable[int] = (0, 1)) -> str:
    """What a command prints, at a known width and in no particular language."""
    env = {"COLUMNS": "100", "LANG": "C", "LC_ALL": "C", "NO_COLOR": "", "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    result = CliRunner().invoke(main, ["-C", str(root), *words], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in expect, result.output
    return result.stdout

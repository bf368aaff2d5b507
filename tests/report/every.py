"""An audit with one of everything that a report must show, names that attack included."""

from __future__ import annotations

from pathlib import Path

from ea_repo.check.audit import Audit
from ea_repo.repository import Repository
from tests.check.workspaces import NO_FILES, ONE_OWNER, written

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> ]]> & {{ 7*7 }} [a](http://example.invalid)'
FORMULA = "=HYPERLINK(1)"
MODEL = f"""\
actor: {{dsi: {{name: Direction}}}}
application:
  a: {{name: Alpha, moa: []}}
  b: {{name: {HOSTILE!r}, moa: []}}
  c: {{name: Gamma}}
  d: {{name: Delta, moa: dsi, wrong: 1}}
flow:
  f: {{name: {FORMULA!r}, source: a, target: b, mode: file}}
  g: {{name: Acceptée, source: a, target: b, mode: file}}
  k: {{name: Connue, source: b, target: a, mode: file}}
  h: {{name: Muet, source: a, target: c}}
  i: {{name: Appel, source: a, target: c, mode: api}}
  ex: {{name: Copie (exemple), illustrative: true, source: a, target: c, mode: file}}
derogation:
  waived: {{name: Accord de juin, rule: no-files, subjects: [g], by: dsi, decided_on: 2021-06-01,
           expires_on: 2022-01-15, reason: reprise}}
"""
_NO_POC = (
    NO_FILES.replace("id: no-files", "id: no-poc")
    .replace("charter: A.1", "charter: Z.9")
    .replace("scope: {kind: flow}", "scope: {kind: application, type: poc}")
    .replace("where: {mode: file}", "where: {poc_ends_on: null}")
)
_NO_WORD = (
    NO_FILES.replace("id: no-files", "id: no-word")
    .replace("charter: A.1", "charter: A.3")
    .replace("severity: error", "severity: info")
    .replace("scope: {kind: flow}", "scope: {kind: flow, mode: api}")
    .replace("check: forbids\nwhere: {mode: file}", "check: requires\nfields: [encrypted]")
    .replace('good: "flow: {f: {mode: api}}"', 'good: "flow: {f: {mode: api, encrypted: true}}"')
    .replace("flow: {f: {mode: file}}", "flow: {f: {mode: api, encrypted: []}}")
)
RULES = {"no-files": NO_FILES, "one-owner": ONE_OWNER, "no-poc": _NO_POC, "no-word": _NO_WORD}
BASELINE = '{"version": 1, "findings": [{"key": "no-files:k:mode", "offenders": []}]}'


def workspace(root: Path) -> Path:
    """The workspace: errors, a warning, one accepted, one known, one example, a flaw of the text, silences."""
    written(root, MODEL, RULES)
    (root / "baseline.json").write_text(BASELINE, encoding="utf-8")
    return root


def audit(root: Path) -> Audit:
    """Its audit against its baseline."""
    return Repository(workspace(root)).check(baseline=root / "baseline.json")


def clean(root: Path) -> Audit:
    """An audit in which nothing is wrong."""
    return Repository(written(root, "flow: {i: {name: Appel, mode: api}}\n", {"no-files": NO_FILES})).check()

"""Whole small workspaces: settings, a model, rules, and their audit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ea_repo.answer.audit import Audit
from ea_repo.check.audit_settings import Selection
from ea_repo.check.run import Result
from ea_repo.finding import Finding
from ea_repo.repository import Repository

SETTINGS = "name: Test\nat: 2021-12-31\n"
CHARTER = """
principles:
  first: {title: {fr: Premier, en: First}, sections: [A.1]}
  second: {title: {fr: Second, en: Second}, sections: [A.2, A.3]}
"""
NO_FILES = """
id: no-files
charter: A.1
severity: error
title: {fr: Copie de fichier, en: Copied file}
why: {fr: Une copie échappe à tout., en: A copy escapes everything.}
fix: {fr: Passer par une API., en: Go through an API.}
message: {fr: "{name} est une copie", en: "{name} is a copy"}
scope: {kind: flow}
check: forbids
where: {mode: file}
good: "flow: {f: {mode: api}}"
bad: {model: "flow: {f: {mode: file}}", flags: [f]}
"""
ONE_OWNER = """
id: one-owner
charter: A.2
severity: warning
title: {fr: Sans propriétaire, en: Without an owner}
why: {fr: Il faut un propriétaire., en: An owner is needed.}
fix: {fr: En nommer un., en: Name one.}
message: {fr: "{name} n'a pas de propriétaire", en: "{name} has no owner"}
scope: {kind: application}
check: requires
fields: [moa]
good: "application: {a: {moa: dsi}}"
bad: {model: "application: {a: {moa: []}}", flags: [a]}
"""
RULES = {"no-files": NO_FILES, "one-owner": ONE_OWNER}
FAILING = ONE_OWNER.replace("one-owner", "never-ends").replace("check: requires\nfields: [moa]", "check: never_works")
"""A rule whose check fails, where the fixture `failing_check` has it found."""
MODEL = """
application: {a: {moa: []}, b: {moa: dsi}, c: {}}
actor: {dsi: {}}
flow:
  f: {name: F, source: a, target: b, mode: file}
  g: {source: a, target: b, mode: api}
  h: {source: a, target: b}
"""


def written(
    root: Path, model: str = MODEL, rules: Mapping[str, str] = RULES, settings: str = SETTINGS, charter: str = CHARTER
) -> Path:
    """A workspace of these texts below `root`."""
    (root / "model").mkdir(exist_ok=True)
    (root / "rules").mkdir(exist_ok=True)
    (root / "workspace.yaml").write_text(settings, encoding="utf-8")
    (root / "model" / "all.yaml").write_text(model, encoding="utf-8")
    (root / "rules" / "charter.yaml").write_text(charter, encoding="utf-8")
    for name, text in rules.items():
        (root / "rules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def audit(root: Path, *only: str) -> Audit:
    return Repository(root).check(Selection(rules=only))


def results(audited: Audit) -> dict[str, Result]:
    return {result.rule.id: result for result in audited.results}


def lines(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    """Each finding as `place severity rule: sentence`."""
    return [f"{finding.at} {finding.severity} {finding.rule}: {finding.message.en}" for finding in findings]

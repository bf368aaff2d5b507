"""An audit with one of everything that a report must show, names that attack included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ea_repo.answer.audit import Audit
from ea_repo.check.indicators import Indicators
from ea_repo.finding import Lang
from ea_repo.report.html.audit import write
from ea_repo.repository import Repository
from tests.check import workspaces
from tests.check.workspaces import NO_FILES, ONE_OWNER, SETTINGS, written

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
    .replace("scope: {kind: flow}", "scope: {kind: application, any: [{type: poc}]}")
    .replace("where: {mode: file}", "where: {poc_ends_on: null}")
)
_NO_WORD = (
    NO_FILES.replace("id: no-files", "id: no-word")
    .replace("charter: A.1", "charter: A.3")
    .replace("severity: error", "severity: info")
    .replace("scope: {kind: flow}", "scope: {kind: flow, any: [{mode: api}]}")
    .replace("check: forbids\nwhere: {mode: file}", "check: requires\nfields: [encrypted]")
    .replace('good: "flow: {f: {mode: api}}"', 'good: "flow: {f: {mode: api, encrypted: true}}"')
    .replace("flow: {f: {mode: file}}", "flow: {f: {mode: api, encrypted: false}}")
)
RULES = {"no-files": NO_FILES, "one-owner": ONE_OWNER, "no-poc": _NO_POC, "no-word": _NO_WORD}
BASELINE = '{"version": 2, "findings": [{"key": "no-files:k:mode", "offenders": []}]}'


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
    return Repository(
        written(
            root,
            "application: {a: {}, b: {}}\nflow: {i: {name: Appel, mode: api, source: a, target: b}}\n",
            {"no-files": NO_FILES},
        )
    ).check()


DECLARED = f"""
indicators:
  files:
    charter: A.1
    title: {{fr: {HOSTILE!r}, en: {HOSTILE!r}}}
    why: {{fr: Une copie échappe à tout., en: A copy escapes everything.}}
    direction: down
    measure: violations
    rule: no-files
  api:
    charter: A.2
    title: {{fr: Flux par API, en: Flows by API}}
    why: {{fr: Le plan veut des API., en: The plan wants APIs.}}
    direction: up
    measure: proportion
    scope: {{kind: flow}}
    where: {{mode: api}}
  saved:
    charter: Z.9
    title: {{fr: Économie, en: Saving}}
    why: {{fr: "Ce que l'on n'écrit pas n'est pas 0.", en: What is not written is not 0.}}
    direction: up
    measure: saving
    scope: {{kind: project}}
    class: 6
    basis: difference-2021
  known:
    charter: A.2
    title: {{fr: Complétude, en: Completeness}}
    why: {{fr: Ce que dit le texte., en: What the text says.}}
    direction: up
    measure: answered
"""
_LATER = """  i: {source: a, target: b, mode: file, live_on: 2022}
project:
  p: {budget: [{year: 2022, class: 6, amount: -1500, basis: difference-2021}]}
state:
  situation: {name: Situation, date: 2021}
  palier: {date: 2022}
  cible: {name: Cible, date: 2025}
  exemple: {date: 2023, illustrative: true}
"""


def measured(root: Path) -> Repository:
    """A workspace with indicators on several days: met, missed, without a target, unknown, in parts."""
    root.mkdir(exist_ok=True)
    written(root, workspaces.MODEL + _LATER, settings=SETTINGS + "targets: {files: 1, api: 40}\n")
    (root / "rules" / "indicators.yaml").write_text(DECLARED, encoding="utf-8")
    return Repository(root)


def evolution(root: Path) -> Indicators:
    """Its indicators, day by day."""
    return measured(root).evolution()


def as_html(audit: Audit, lang: Lang, indicators: Indicators | None = None, **wishes: Any) -> str:
    """The committee's page, whole."""
    return "".join(write(audit, lang, indicators, **wishes))

"""The audit as SARIF 2.1.0, for code-scanning viewers and the checks of a merge request."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import ea_repo
from ea_repo.answer.audit import Audit
from ea_repo.answer.standing import status
from ea_repo.check.run import Result
from ea_repo.finding import Finding, Lang, Position, Severity, Text, Weight
from ea_repo.format.markdown import escaped
from ea_repo.report.decision_words import weighed
from ea_repo.report.json.findings import weight_data
from ea_repo.report.words import FIX, WHY, origin
from ea_repo.typography import lasting_until
from ea_repo.write import json_pieces

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_ROOT = Text(
    "la racine du dépôt git, ou le dossier de l'espace de travail (workspace.yaml) là où il n'y en a pas",
    "the root of the git repository, or the folder of the workspace (workspace.yaml) where there is none",
)


def write(audit: Audit, lang: Lang) -> Iterator[str]:
    """One run: every rule that was asked, and each finding but the illustrative ones, which are examples."""
    shown = [finding for finding in audit.findings if not finding.illustrative]
    rules = [*_rules(audit, lang), *_others(audit, shown, lang)]
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    compared = audit.since is not None or any(finding.known for finding in shown)
    run = {
        "tool": {"driver": {"name": "ea-repo", "version": ea_repo.__version__, "language": lang, "rules": rules}},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": _ROOT[lang]}}},
        "results": (
            _result(finding, places[finding.rule], compared, audit.situation.folder, lang) for finding in shown
        ),
        "properties": {
            "workspace": audit.situation.workspace,
            "date": audit.situation.date.isoformat(),
            "dateOrigin": origin(audit.situation, lang),
            "partial": audit.partial,
            "scope": audit.selection.words or None,
            "illustrative": audit.illustrative,
            "unknown": audit.unknown,
        },
    }
    return json_pieces({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 2)


def _rules(audit: Audit, lang: Lang) -> Iterator[dict[str, Any]]:
    """Every rule that ran, also those that found nothing: a viewer then knows that a result has gone."""
    for group in audit.groups:
        for result in group.results:
            yield _rule(result, group.id, lang)


def _rule(result: Result, principle: str | None, lang: Lang) -> dict[str, Any]:
    rule = result.rule
    why, fix = rule.why.text[lang], rule.fix.text[lang]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.text[lang]},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{WHY[lang]} – {why}\n{FIX[lang]} – {fix}",
            "markdown": f"**{WHY[lang]}** {escaped(why)}\n\n**{FIX[lang]}** {escaped(fix)}",
        },
        "defaultConfiguration": {"level": _LEVEL[result.severity]},
        "properties": {
            "tags": list(dict.fromkeys([*([principle] if principle else []), *rule.charter])),
            "problem.severity": _GITHUB[result.severity],
            "checked": result.checked,
            "failing": result.failing,
            "unknown": len(result.unknown),
        },
    }


def _others(audit: Audit, findings: Sequence[Finding], lang: Lang) -> Iterator[dict[str, Any]]:
    """What findings name beside the rules: flaws of the text, of the settings, of a rule itself."""
    known = {result.rule.id for result in audit.results}
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    for finding in (finding for finding in first.values() if finding.rule not in known):
        title = Text(f"Défaut du texte : {finding.rule}", f"Flaw of the text: {finding.rule}")[lang]
        described = {"id": finding.rule, "shortDescription": {"text": title}}
        remedy = {"help": {"text": f"{FIX[lang]} – {finding.fix[lang]}"}} if finding.fix else {}
        level = {"defaultConfiguration": {"level": _LEVEL[finding.severity]}}
        yield described | remedy | level


def _result(finding: Finding, rule: int, compared: bool, folder: str, lang: Lang) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "rank": (finding.weight or Weight(finding.severity)).out_of_100,
        "message": {"text": _plain("\n".join([finding.message[lang], *(detail[lang] for detail in finding.details)]))},
        "locations": [_location(finding.subject, finding.at, folder)],
        "partialFingerprints": {"eaFingerprint/v1": finding.fingerprint, "eaKey/v1": finding.key},
        # In one run, either every result says how it is suppressed or none does.
        "suppressions": [_suppression(finding, lang)] if status(finding) == "accepted" else [],
        "properties": {
            "status": status(finding),
            "subject": finding.subject,
            "field": finding.field,
            "offenders": list(finding.offenders),
            "related": list(finding.related),
            "weight": _weight(finding.weight, lang),
        },
    }
    if compared:
        result["baselineState"] = "unchanged" if finding.known else "new"
    return result


def _location(subject: str, at: Position | None, folder: str) -> dict[str, Any]:
    """Where a finding is written, from the root of the git repository, as viewers of code look for it."""
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": subject}]}
    if at is not None:
        location["physicalLocation"] = {
            "artifactLocation": {
                "uri": quote(os.fsencode(f"{folder}/{at.file}" if folder else at.file)),
                "uriBaseId": "%SRCROOT%",
            },
            "region": {"startLine": at.line, "startColumn": at.column},
        }
    return location


def _weight(weight: Weight | None, lang: Lang) -> dict[str, Any]:
    """Why a finding has its rank: what it touches, as data and in words; a cost that is not recorded is null."""
    known = weight_data(weight) | {"yearly_cost": weight.money or None} if weight else {}
    return known | {"reason": weighed(weight, lang)}


def _suppression(finding: Finding, lang: Lang) -> dict[str, Any]:
    by, until = finding.accepted_by, finding.accepted_until or ""
    why = Text(f"dérogation {by}, {lasting_until(until, 'fr')}", f"derogation {by}, {lasting_until(until, 'en')}")
    return {"kind": "external", "status": "accepted", "justification": why[lang]}


def _plain(text: str) -> str:
    """A message without what SARIF would take for a link: a name of the model makes none."""
    return text.replace("](", "] (")

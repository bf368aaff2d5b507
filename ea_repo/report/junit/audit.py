"""The audit as JUnit XML, so that any CI shows the rules as tests: a suite a principle, a test a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from ea_repo.answer.audit import Audit
from ea_repo.answer.standing import status, verdict
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.report.decision_words import weighed
from ea_repo.report.standing_words import STATUS, reason, tally
from ea_repo.report.words import FIX, OTHER_RULES, SEVERITY, TEXT_OF_THE_MODEL, WHY, counted, origin, severities
from ea_repo.typography import number

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot say, even escaped."""


def write(audit: Audit, lang: Lang) -> str:
    """A test fails where a finding counts; accepted, known and illustrative ones are told in its output.

    A rule that could judge nothing is skipped, with the reason.
    """
    root = Xml.Element("testsuites", name=_clean(audit.situation.workspace))
    if audit.text:
        suite = _suite(root, TEXT_OF_THE_MODEL[lang], audit, lang)
        for rule in dict.fromkeys(finding.rule for finding in audit.text):
            _tested(suite, "text", rule, [finding for finding in audit.text if finding.rule == rule], lang)
    for group in audit.groups:
        suite = _suite(root, group.section.title.text[lang] if group.section else OTHER_RULES[lang], audit, lang)
        for result in group.results:
            _rule(suite, group.id or "other", result, lang)
    _count(root)
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode")


def _suite(root: Xml.Element, name: str, audit: Audit, lang: Lang) -> Xml.Element:
    suite = Xml.SubElement(root, "testsuite", name=_clean(name))
    properties = Xml.SubElement(suite, "properties")
    seen, scope = audit.situation, audit.selection.words
    for key, value in (("date", seen.date.isoformat()), ("date-origin", origin(seen, lang)), ("scope", scope)):
        if value:
            Xml.SubElement(properties, "property", name=key, value=_clean(value))
    return suite


def _rule(suite: Xml.Element, principle: str, result: Result, lang: Lang) -> None:
    case = _tested(suite, principle, result.rule.id, result.findings, lang, result)
    if verdict(result) in ("idle", "undecided"):
        case.insert(0, Xml.Element("skipped", message=_clean(reason(result)[lang])))


def _tested(
    suite: Xml.Element, principle: str, rule: str, findings: Sequence[Finding], lang: Lang, result: Result | None = None
) -> Xml.Element:
    counting = [finding for finding in findings if finding.counts]
    where = next((finding.at for finding in (*counting, *findings) if finding.at), None)
    place = {"file": _clean(where.file), "line": str(where.line)} if where else {}
    # No time is measured: the same audit gives the same bytes.
    case = Xml.SubElement(suite, "testcase", {"classname": principle, "name": rule, **place, "time": "0"})
    if counting:
        counts = {severity: sum(finding.severity == severity for finding in counting) for severity in SEVERITIES}
        worst = next(severity for severity, number in counts.items() if number)
        title = f"{result.rule.title.text[lang]} – " if result else ""
        words = Text("écart", "finding"), Text("écarts", "findings")
        total = counted(len(counting), words[0][lang], words[1][lang], lang)
        message = f"{title}{total}{Text(' : ', ': ')[lang]}{severities(counts, lang)}"
        failure = Xml.SubElement(case, "failure", message=_clean(message), type=worst)
        failure.text = _clean(
            "\n".join([*(_sentence(finding, lang) for finding in counting), *_remedy(counting, lang, result)])
        )
    apart = [
        f"{STATUS[status(finding)][lang]}: {_sentence(finding, lang)}" for finding in findings if not finding.counts
    ]
    looked = [tally(result, lang)] if result and result.applicable else []
    if looked or apart:
        out = Xml.SubElement(case, "system-out")
        out.text = _clean("\n".join([*looked, *apart]))
    return case


def _sentence(finding: Finding, lang: Lang) -> str:
    at = f"{finding.at}: " if finding.at else ""
    until = ""
    if finding.accepted_until:
        until = f" ({Text('jusqu’au', 'until')[lang]} {finding.accepted_until}, {finding.accepted_by})"
    details = "".join(f"\n  {detail[lang]}" for detail in (*finding.details, *_weight(finding, lang)))
    return f"{at}{SEVERITY[finding.severity][0][lang]}: {finding.message[lang]}{until} [{finding.fingerprint}]{details}"


def _weight(finding: Finding, lang: Lang) -> list[Text]:
    """How heavy a finding is, and why; nothing of one that is not weighed."""
    if finding.weight is None:
        return []
    rank, why = finding.weight.out_of_100, weighed(finding.weight, lang)
    return [Text(f"Poids : {number(rank, 'fr')} sur 100 – {why}", f"Weight: {number(rank, 'en')} of 100 – {why}")]


def _remedy(findings: Sequence[Finding], lang: Lang, result: Result | None) -> list[str]:
    colon = Text(" : ", ": ")[lang]
    why = [f"{WHY[lang]}{colon}{result.rule.why.text[lang]}"] if result else []
    fixes = dict.fromkeys(finding.fix[lang] for finding in findings if finding.fix)
    return [*why, *(f"{FIX[lang]}{colon}{fix}" for fix in fixes)]


def _count(root: Xml.Element) -> None:
    """Writes how many tests there are, fail and are skipped, on each suite and on the whole."""
    for node in (*root, root):
        cases = list(node.iter("testcase"))
        node.set("tests", str(len(cases)))
        node.set("failures", str(sum(case.find("failure") is not None for case in cases)))
        node.set("errors", "0")
        node.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
        node.set("time", "0")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)

"""What every report of an audit says alike: whose it is and of which part, how much it found."""

from __future__ import annotations

from ea_repo.answer.audit import Audit
from ea_repo.document import Tone
from ea_repo.finding import SEVERITIES, Lang, Severity, Text
from ea_repo.report.words import COLON, SEMICOLON, count_of, elements, heading, severities

TONES: dict[Severity, Tone] = {"error": "bad", "warning": "doubtful", "info": "note"}
MARKS: dict[Severity, str] = {"error": "✗", "warning": "!", "info": "i"}
UNKNOWNS = Text("inconnu|inconnus", "unknown|unknown")
APART = (
    ("accepted", Text("accepté|acceptés", "accepted|accepted")),
    ("known", Text("déjà connu|déjà connus", "known before|known before")),
    ("illustrative", Text("illustratif|illustratifs", "illustrative|illustrative")),
    ("unknown", UNKNOWNS),
)
_SUBJECT = Text("audit de la charte au", "audit of the charter on")
_FINDINGS = Text("écart|écarts", "finding|findings")
_PART = Text("Une partie seulement de l'audit", "A part only of the audit")
_SCOPE = Text("{} et ce qui y est lié", "{} and what is linked to it")
_RULES, _PRINCIPLES = Text("règle|règles", "rule|rules"), Text("principe|principes", "principle|principles")


def title(audit: Audit, lang: Lang) -> str:
    """The first line: whose system, on which day and why that day, how many elements."""
    situation = audit.situation
    said = elements(situation.elements, lang)
    if situation.illustrative:
        of_which = Text("dont", "of which")[lang]
        said += f", {of_which} {count_of(situation.illustrative, dict(APART)['illustrative'], lang)}"
    return f"{heading(situation, lang, _SUBJECT)} · {said}"


def covered(audit: Audit, lang: Lang) -> str | None:
    """Which part of the charter and of the model the audit is about; None where it is about all."""
    if not audit.partial:
        return None
    selection, parts = audit.selection, []
    if selection.words:
        parts.append(_SCOPE[lang].format(selection.words))
    for names, words in ((selection.principles, _PRINCIPLES), (selection.rules, _RULES)):
        one, many = words[lang].split("|")
        parts += [f"{one if len(names) == 1 else many} {', '.join(names)}"] if names else []
    return _PART[lang] + (COLON[lang] + SEMICOLON[lang].join(parts) if parts else "")


def summary(audit: Audit, lang: Lang) -> str:
    """How many findings, by severity, and what was left apart."""
    counts = {severity: audit.count(severity) for severity in SEVERITIES}
    total = sum(counts.values())
    whole = count_of(total, _FINDINGS, lang)
    if total:
        whole += COLON[lang] + severities(counts, lang)
    apart = [count_of(number, words, lang) for field, words in APART if (number := getattr(audit, field))]
    if audit.unknown:
        apart[-1] += " (ea check --unknown)"
    return " · ".join([whole, *apart])

"""The verdict of one rule on a graph: what it says of it, told in sentences, with the denominator."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.judge import FAILED, TO_MEND, Judgement, judge, misread, nothing_here, without_threshold
from ea_repo.check.problems import finding
from ea_repo.check.rule import Rule
from ea_repo.check.sentence_templates import completed
from ea_repo.check.verdict import Verdict, in_order
from ea_repo.check.violation import Names, Violation, WrittenDate
from ea_repo.finding import Cost, Finding, Severity, Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day
from ea_repo.semantics.tags import COMMON_REFERENCE, TO_CONFIRM, tagged
from ea_repo.typography import day as shown_day


def verdict_of(rule: Rule, severity: Severity, graph: Graph, real: Graph, settings: AuditSettings) -> Verdict:
    """The verdict of a rule on a graph, and on the same without its examples (`real`); a check that fails is told."""
    if rule.full_audit and settings.partial:
        return Verdict(reason=Text("jugé dans un audit complet", "judged in a full audit"))
    try:
        wrong = [flaw for flaw in misread(rule, graph, settings) if flaw.rule == "wrong-rule" or not settings.partial]
        if any(flaw.rule == "wrong-rule" for flaw in wrong):
            return Verdict(findings=tuple(wrong), reason=TO_MEND)
        if (reason := nothing_here(rule, graph, settings)) is not None:
            return Verdict(findings=tuple(wrong), reason=reason)
        verdict = verdict_among(rule, severity, graph, real, settings)
        return replace(verdict, findings=(*verdict.findings, *wrong))
    except MemoryError:  # no fault of the rule: nothing said after it would be sure
        raise
    except Exception as error:  # a check that fails must not hide what the others find
        return Verdict(findings=(_failed(rule, error, settings),), reason=FAILED)


def is_sound(rule: Rule, graph: Graph, settings: AuditSettings) -> bool:
    """Whether nothing is amiss in what a rule says to a graph, and the rule has something to compare with."""
    amiss = any(True for _ in misread(rule, graph, settings))
    return not amiss and nothing_here(rule, graph, settings) is None and without_threshold(rule, settings) is None


def verdict_among(
    rule: Rule,
    severity: Severity,
    graph: Graph,
    real: Graph,
    settings: AuditSettings,
    among: Collection[str] | None = None,
) -> Verdict:
    """The verdict of a sound rule, or what these elements alone (`among`) bring to it."""
    judgement = judge(rule, graph, settings, among=_of(graph, among))
    # What stands without the examples is a fact, told as it stands; what only they make is illustrative.
    without_examples = judgement if real is graph else judge(rule, real, settings, among=_of(real, among))
    facts = _violations(without_examples)
    findings = [
        _finding(rule, severity, graph, violation, key not in facts)
        for key, violation in (_violations(judgement) | facts).items()
    ]
    failing = {finding.subject for finding in findings}
    references = tagged(graph, (unknown.subject for unknown in judgement.unknown), COMMON_REFERENCE)
    silent = failing.union(references)
    unknown = {unknown.subject: unknown for unknown in judgement.unknown if unknown.subject not in silent}
    reason = without_threshold(rule, settings)
    tally = without_examples.tally(real) if reason is None else None
    return in_order(Verdict(len(judgement.subjects), tuple(unknown.values()), tuple(findings), reason, tally))


def _of(graph: Graph, ids: Collection[str] | None) -> Collection[str] | None:
    return None if ids is None else [id for id in ids if id in graph]


def _violations(judgement: Judgement) -> dict[tuple[str, str | None], Violation]:
    return {(violation.subject, violation.field): violation for violation in judgement.violations}


def _finding(rule: Rule, severity: Severity, graph: Graph, violation: Violation, illustrative: bool) -> Finding:
    names = {
        "name": Names((violation.subject,)),
        "offenders": Names(violation.offenders),
        "related": Names(violation.related),
    }
    facts = {**names, **violation.facts}
    details = [detail.text for detail in rule.details if detail.when is None or facts.get(detail.when)]
    message = completed(rule.message.text, facts, graph)
    quote = _quote(graph, violation.subject)
    if quote is not None:
        message = Text(f"{message.fr}. {quote.fr}", f"{message.en}. {quote.en}")
    return Finding(
        rule.id, severity, violation.subject, message, violation.field, None, violation.related, violation.offenders,
        (*(completed(detail, facts, graph) for detail in details), *_to_confirm(violation, graph),
          *_origin(graph, violation.subject)),
        rule.fix.text, illustrative,
        quote=quote, written=violation.written,
        cost=next((fact for fact in facts.values() if isinstance(fact, Cost)), None),
        days=tuple(sorted({fact.text for fact in facts.values() if isinstance(fact, WrittenDate)}, key=last_day)),
    )  # fmt: skip


def _to_confirm(violation: Violation, graph: Graph) -> tuple[Text, ...]:
    """What a finding rests on and was written without being sure."""
    elements = tagged(graph, (violation.subject, *violation.offenders, *violation.related), TO_CONFIRM)
    sentence = Text(
        "Écrit sans en être sûr, à confirmer : {elements}", "Written without being sure, to be confirmed: {elements}"
    )
    return (completed(sentence, {"elements": Names(elements)}, graph),) if elements else ()


def _quote(graph: Graph, subject: str) -> Text | None:
    """What the source says of an element, in its own words, where somebody wrote that a reader should have them."""
    quote = graph.value(subject, "quote") if subject in graph else None
    if quote is None:
        return None
    source = graph.stated_by(subject)
    place = f" ({source})" if source else ""
    return Text(f"Le texte précise : « {quote} »{place}", f"The text says: « {quote} »{place}")


def _origin(graph: Graph, subject: str) -> Iterator[Text]:
    """Where the subject came from, if an import brought it: what is wrong may be so there."""
    imported = graph.value(subject, "imported") if subject in graph else None
    if imported is not None and imported.file is not None:
        place, day = f"{imported.file} ({imported.id})", imported.day or "?"
        yield Text(f"Repris de {place} le {shown_day(day, 'fr')}", f"Imported from {place} on {day}")


def _failed(rule: Rule, error: Exception, settings: AuditSettings) -> Finding:
    reason = f"{type(error).__name__}: {error}"
    return finding("check-failed", settings.place(rule.id), rule.id, reason=reason)

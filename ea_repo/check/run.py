"""Running the charter: each rule on the elements it asks about, what fails, what is unknown, and the denominator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ea_repo import parallel
from ea_repo.check.audit_settings import AuditSettings, Locate
from ea_repo.check.judge import FAILED, TO_MEND, Judgement, judge, misread, nothing_here, without_threshold
from ea_repo.check.problems import finding
from ea_repo.check.rule import Rule
from ea_repo.check.scope import forget, standing
from ea_repo.check.sentence_templates import completed
from ea_repo.check.violation import Names, Unknown, Violation, WrittenDate
from ea_repo.finding import Cost, Finding, Position, Severity, Text
from ea_repo.graph import Changes, Graph
from ea_repo.metamodel.dates import last_day
from ea_repo.semantics.tags import COMMON_REFERENCE, TO_CONFIRM, tagged

T = TypeVar("T")
Tell = Callable[[int, int], None]
"""Is called with how many things are taken, of how many."""
_LARGE = 10_000
"""From how many elements a second process is worth its while."""


@dataclass(frozen=True)
class Result:
    """What a rule found: how many elements it looked at, which of them it could not judge, what is wrong."""

    rule: Rule
    severity: Severity
    checked: int
    unknown: tuple[Unknown, ...]
    findings: tuple[Finding, ...]
    reason: Text | None = None
    """Why there was nothing to look at, where that can be told."""
    label: Text | None = None
    """What people call an element of the kind that the rule asks about, where it names one."""

    @property
    def failing(self) -> int:
        """How many elements violate the rule, illustrative and accepted ones left out."""
        return sum(finding.counts and finding.rule == self.rule.id for finding in self.findings)

    @property
    def applicable(self) -> bool:
        """Whether there was anything to look at: a rule that saw nothing neither passes nor fails."""
        return self.checked > 0


def run(
    rules: Iterable[Rule], graph: Graph, settings: AuditSettings, locate: Locate, tell: Tell = lambda *_: None
) -> Sequence[Result]:
    """The results of rules on a graph at its date, in the order of the rules; those that are off are left out."""
    return _located(_judged(rules, graph, settings, tell), graph, locate, alone=settings.room is not None)


def _judged(rules: Iterable[Rule], graph: Graph, settings: AuditSettings, tell: Tell) -> list[Result]:
    """The results, their findings without places."""
    examples = graph.illustrative
    real = graph.with_(Changes(remove=examples)) if examples else graph
    severities = [(rule, settings.severity.get(rule.id, rule.severity)) for rule in rules]
    to_judge = [(rule, severity) for rule, severity in severities if severity != "off"]
    sparing = settings.sparing(graph)

    def answer(number: int) -> _Verdict:
        rule, severity = to_judge[number]
        verdict = _verdict(rule, severity, graph, real, settings)
        if sparing:
            forget(real)
            forget(graph)
        return verdict

    if len(graph) >= _LARGE:
        # Worked out before the work is shared, as every rule needs it.
        standing(graph)
    verdicts = _answers(graph, len(to_judge), answer, tell, alone=settings.room is not None)
    return [
        Result(rule, severity, verdict.checked, verdict.unknown, verdict.findings, verdict.reason, _label(rule, graph))
        for verdict, (rule, severity) in zip(verdicts, to_judge, strict=True)
    ]


def _label(rule: Rule, graph: Graph) -> Text | None:
    kind = rule.scope.get("kind")
    return graph.vocabulary.kinds[kind].label if isinstance(kind, str) and kind in graph.vocabulary.kinds else None


def _answers(
    graph: Graph, count: int, answer: Callable[[int], T], tell: Tell = lambda *_: None, *, alone: bool = False
) -> list[T]:
    """What a function answers for each number below a count, by two processes where that is worth its while."""
    if len(graph) >= _LARGE and count > 1 and not alone and parallel.possible():
        return parallel.answers(count, answer, tell)
    results = []
    for number in range(count):
        tell(number, count)
        results.append(answer(number))
    return results


def _located(results: Sequence[Result], graph: Graph, locate: Locate, *, alone: bool) -> Sequence[Result]:
    """The results with the places of their findings, looked for file by file: each is read once."""
    keys = {_key(finding) for result in results for finding in result.findings if finding.at is None}
    by_file: dict[str, list[tuple[str, str | None]]] = {}
    for key in sorted(keys, key=lambda key: key[0]):
        by_file.setdefault(graph.record(key[0]).file if key[0] in graph else "", []).append(key)
    files = [by_file[file] for file in sorted(by_file)]

    def positions(number: int) -> list[Position | None]:
        return [locate(id, field) if field else locate(id) for id, field in files[number]]

    places = {
        key: at
        for keys_of_file, ats in zip(files, _answers(graph, len(files), positions, alone=alone), strict=True)
        for key, at in zip(keys_of_file, ats, strict=True)
    }

    def located(finding: Finding) -> Finding:
        return replace(finding, at=places[_key(finding)]) if finding.at is None else finding

    return [replace(result, findings=tuple(map(located, result.findings))) for result in results]


def _key(finding: Finding) -> tuple[str, str | None]:
    """The element and the field where a finding is written."""
    return finding.written or finding.subject, finding.field


@dataclass(frozen=True)
class _Verdict:
    """A result without its rule: what a process sends to another."""

    checked: int = 0
    unknown: tuple[Unknown, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: Text | None = None


def _verdict(rule: Rule, severity: Severity, graph: Graph, real: Graph, settings: AuditSettings) -> _Verdict:
    if rule.full_audit and settings.partial:
        return _Verdict(reason=Text("jugé dans un audit complet", "judged in a full audit"))
    try:
        wrong = [flaw for flaw in misread(rule, graph, settings) if flaw.rule == "wrong-rule" or not settings.partial]
        if any(flaw.rule == "wrong-rule" for flaw in wrong):
            return _Verdict(findings=tuple(wrong), reason=TO_MEND)
        if (reason := nothing_here(rule, graph, settings)) is not None:
            return _Verdict(findings=tuple(wrong), reason=reason)
        judgement = judge(rule, graph, settings)
        # What stands without the examples is a fact, told as it stands; what only they make is illustrative.
        facts = _violations(judgement if real is graph else judge(rule, real, settings))
        findings = [
            _finding(rule, severity, graph, violation, key not in facts)
            for key, violation in (_violations(judgement) | facts).items()
        ]
        failing = {finding.subject for finding in findings}
        references = tagged(graph, (unknown.subject for unknown in judgement.unknown), COMMON_REFERENCE)
        silent = failing.union(references)
        unknown = {unknown.subject: unknown for unknown in judgement.unknown if unknown.subject not in silent}
        ordered = sorted(findings, key=lambda finding: (finding.illustrative, -len(finding.offenders), finding.subject))
        reason = without_threshold(rule, settings)
        return _Verdict(len(judgement.subjects), tuple(unknown.values()), (*ordered, *wrong), reason)
    except MemoryError:  # no fault of the rule: nothing said after it would be sure
        raise
    except Exception as error:  # a check that fails must not hide what the others find
        return _Verdict(findings=(_failed(rule, error, settings),), reason=FAILED)


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
    source = graph[subject].stated_by
    place = f" ({source})" if source else ""
    return Text(f"Le texte précise : « {quote} »{place}", f"The text says: « {quote} »{place}")


def _origin(graph: Graph, subject: str) -> Iterator[Text]:
    """Where the subject came from, if an import brought it: what is wrong may be so there."""
    imported = graph.value(subject, "imported") if subject in graph else None
    if imported is not None and imported.file is not None:
        place, day = f"{imported.file} ({imported.id})", imported.day or "?"
        yield Text(f"Repris de {place} le {day}", f"Imported from {place} on {day}")


def _failed(rule: Rule, error: Exception, settings: AuditSettings) -> Finding:
    reason = f"{type(error).__name__}: {error}"
    return finding("check-failed", settings.place(rule.id), rule.id, reason=reason)

"""Running the charter: each rule on the elements it asks about, what fails, what is unknown, and the denominator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from ea_repo import parallel
from ea_repo.check.audit_settings import AuditSettings, Locate
from ea_repo.check.judge import FAILED, TO_MEND, Judgement, Tally, judge, misread, nothing_here, without_threshold
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.places import placed
from ea_repo.check.problems import finding
from ea_repo.check.rule import Rule
from ea_repo.check.scope import forget, standing
from ea_repo.check.sentence_templates import completed
from ea_repo.check.verdict import Verdict
from ea_repo.check.violation import Names, Unknown, Violation, WrittenDate
from ea_repo.finding import Cost, Finding, Severity, Text
from ea_repo.graph import Changes, Graph
from ea_repo.graph.noting import Column
from ea_repo.metamodel.dates import last_day
from ea_repo.semantics.production import in_use
from ea_repo.semantics.tags import COMMON_REFERENCE, TO_CONFIRM, tagged
from ea_repo.typography import day as shown_day

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
    tally: Tally | None = None
    """What indicators count of it, the examples left out; None where it could judge nothing."""

    @property
    def failing(self) -> int:
        """How many elements violate the rule, illustrative and accepted ones left out."""
        return sum(finding.counts and finding.rule == self.rule.id for finding in self.findings)

    @property
    def applicable(self) -> bool:
        """Whether there was anything to look at: a rule that saw nothing neither passes nor fails."""
        return self.checked > 0


def run(
    rules: Iterable[Rule],
    graph: Graph,
    settings: AuditSettings,
    locate: Locate,
    tell: Tell = lambda *_: None,
    kept: KeptAnswers | None = None,
) -> Sequence[Result]:
    """The results of rules on a graph at its date, in the order of the rules; those that are off are left out.

    With the answers that were kept of earlier audits, only the rules are asked whose answers may have changed.
    """
    results = _judged(rules, graph, settings, tell, kept)
    findings = [finding for result in results for finding in result.findings]
    places = iter(placed(findings, graph, locate, kept, shared=_is_large(graph, settings)))
    return [replace(result, findings=tuple(islice(places, len(result.findings)))) for result in results]


def _judged(
    rules: Iterable[Rule], graph: Graph, settings: AuditSettings, tell: Tell, kept: KeptAnswers | None
) -> list[Result]:
    """The results, their findings without places."""
    examples = graph.illustrative
    real = graph.with_(Changes(remove=examples)) if examples else graph
    severities = [(rule, settings.severity.get(rule.id, rule.severity)) for rule in rules]
    to_judge = [(rule, severity) for rule, severity in severities if severity != "off"]
    sparing = settings.sparing(graph)

    def answer(number: int) -> Verdict:
        rule, severity = to_judge[number]
        verdict = _verdict(rule, severity, graph, real, settings)
        if sparing:
            forget(real)
            forget(graph)
        return verdict

    if kept is not None:
        verdicts = _kept_verdicts(to_judge, graph, real, settings, tell, kept)
    else:
        if len(graph) >= _LARGE:
            # Worked out before the work is shared, as most rules need it.
            living = standing(graph)
            for kind in graph.vocabulary.kinds:
                living[kind]
        verdicts = _answers([rule for rule, _ in to_judge], answer, tell, shared=_is_large(graph, settings))
    return [
        Result(
            rule, severity, verdict.checked, verdict.unknown, verdict.findings, verdict.reason, _label(rule, graph),
            verdict.tally,
        )
        for verdict, (rule, severity) in zip(verdicts, to_judge, strict=True)
    ]  # fmt: skip


def _kept_verdicts(
    to_judge: Sequence[tuple[Rule, Severity]],
    graph: Graph,
    real: Graph,
    settings: AuditSettings,
    tell: Tell,
    kept: KeptAnswers,
) -> list[Verdict]:
    """The verdicts that were kept and hold still, and those of the other rules, kept for the next time."""
    names = [f"rule {rule.id}" for rule, _ in to_judge]
    answers = {number: kept.find(name) for number, name in enumerate(names)}
    verdicts = {number: Verdict.from_json(known) for number, known in answers.items() if known is not None}
    asked = [number for number in range(len(names)) if number not in verdicts]

    def answer(place: int) -> tuple[Verdict, frozenset[Column]]:
        number = asked[place]
        rule, severity = to_judge[number]
        verdict = _verdict(rule, severity, *kept.graphs(names[number], real), settings)
        return verdict, kept.columns(names[number])

    is_large = _is_large(graph, settings)
    if is_large and asked:
        # Worked out before the work is shared, as most rules need it.
        for kind in graph.vocabulary.kinds:
            kept.share(in_use, kind, real)
    rules = [to_judge[number][0] for number in asked]
    for number, (verdict, columns) in zip(asked, _answers(rules, answer, tell, shared=is_large), strict=True):
        verdicts[number] = verdict
        # What is wrong with a rule, or with its check, is told each time.
        if all(finding.rule == to_judge[number][0].id for finding in verdict.findings):
            kept.keep(names[number], columns, verdict.as_json())
    return [verdicts[number] for number in range(len(names))]


def _answers(rules: Sequence[Rule], answer: Callable[[int], T], tell: Tell, *, shared: bool) -> list[T]:
    """What is answered of each rule, by its place.

    Rules about one kind, which need the same to be worked out, are taken one after the other, by one process.
    """
    order = sorted(range(len(rules)), key=lambda place: str(rules[place].scope.get("kind")))
    answers = parallel.shared(len(order), lambda turn: answer(order[turn]), tell, shared=shared)
    by_place = dict(zip(order, answers, strict=True))
    return [by_place[place] for place in range(len(rules))]


def _is_large(graph: Graph, settings: AuditSettings) -> bool:
    """Whether the work is worth sharing."""
    return len(graph) >= _LARGE and settings.room is None


def _label(rule: Rule, graph: Graph) -> Text | None:
    kind = rule.scope.get("kind")
    return graph.vocabulary.kinds[kind].label if isinstance(kind, str) and kind in graph.vocabulary.kinds else None


def _verdict(rule: Rule, severity: Severity, graph: Graph, real: Graph, settings: AuditSettings) -> Verdict:
    if rule.full_audit and settings.partial:
        return Verdict(reason=Text("jugé dans un audit complet", "judged in a full audit"))
    try:
        wrong = [flaw for flaw in misread(rule, graph, settings) if flaw.rule == "wrong-rule" or not settings.partial]
        if any(flaw.rule == "wrong-rule" for flaw in wrong):
            return Verdict(findings=tuple(wrong), reason=TO_MEND)
        if (reason := nothing_here(rule, graph, settings)) is not None:
            return Verdict(findings=tuple(wrong), reason=reason)
        judgement = judge(rule, graph, settings)
        # What stands without the examples is a fact, told as it stands; what only they make is illustrative.
        without_examples = judgement if real is graph else judge(rule, real, settings)
        facts = _violations(without_examples)
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
        tally = without_examples.tally(real) if reason is None else None
        return Verdict(len(judgement.subjects), tuple(unknown.values()), (*ordered, *wrong), reason, tally)
    except MemoryError:  # no fault of the rule: nothing said after it would be sure
        raise
    except Exception as error:  # a check that fails must not hide what the others find
        return Verdict(findings=(_failed(rule, error, settings),), reason=FAILED)


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

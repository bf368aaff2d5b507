"""Running the charter: each rule on the elements it asks about, what fails, what is unknown, and the denominator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ea_repo.check.outcome import Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule
from ea_repo.check.words import complete
from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.graph import Changes, Graph
from ea_repo.select import Known, Selector
from ea_repo.select.meaning import flaws

Locate = Callable[..., Position | None]


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

    @property
    def failing(self) -> int:
        """How many elements violate the rule, illustrative and accepted ones left out."""
        return sum(each.counts for each in self.findings)

    @property
    def applicable(self) -> bool:
        """Whether there was anything to look at: a rule that saw nothing neither passes nor fails."""
        return self.checked > 0


@dataclass(frozen=True)
class Setting:
    """What a workspace says to its rules: what it holds in full, thresholds, severities."""

    known: Known
    thresholds: Mapping[str, float]
    severity: Mapping[str, Severity | Literal["off"]]


def run(rules: Iterable[Rule], graph: Graph, setting: Setting, locate: Locate) -> Iterator[Result]:
    """The results of rules on a graph at its date, in the order of the rules; those that are off are left out."""
    for rule in rules:
        severity = setting.severity.get(rule.id, rule.severity)
        if severity != "off":
            yield _result(rule, severity, graph, setting, locate)


def _result(rule: Rule, severity: Severity, graph: Graph, setting: Setting, locate: Locate) -> Result:
    try:
        wrong = list(_misread(rule, graph, locate))
        if any(each.severity == "error" for each in wrong):
            return Result(rule, severity, 0, (), tuple(wrong))
        scope, outcomes = judge(rule, graph, setting)
        illustrative = _only_illustrative(rule, graph, setting, outcomes)
        findings = [
            _finding(rule, severity, graph, each, locate, (each.subject, each.field) in illustrative)
            for each in outcomes
            if isinstance(each, Violation)
        ]
        failing = {each.subject for each in findings}
        unknown = {each.subject: each for each in outcomes if isinstance(each, Unknown) and each.subject not in failing}
        ordered = sorted(findings, key=lambda each: (each.illustrative, -len(each.offenders), each.subject))
        return Result(
            rule, severity, len(scope.ids), tuple(unknown.values()), (*ordered, *wrong), _reason(rule, setting)
        )
    except Exception as error:  # a check that fails must not hide what the others find
        return Result(rule, severity, 0, (), (_failed(rule, error, locate),))


def _reason(rule: Rule, setting: Setting) -> Text | None:
    name = rule.arguments.get("threshold")
    if name is None or name in setting.thresholds:
        return None
    return Text(f"aucune cible enregistrée ({name})", f"no target recorded ({name})")


def judge(rule: Rule, graph: Graph, setting: Setting) -> tuple[Scope, list[Outcome]]:
    """The elements that a rule asks about, and what its check says of them."""
    check = checks()[rule.check]
    arguments = check.arguments(rule.arguments)
    asked = tuple(
        id
        for id in Selector.parse(rule.scope).select(graph)
        if (rule.out_of_service or graph.in_service(id, alone=True))
        and (rule.environments == "all" or graph.record(id).fields.get("environment") in (None, "production"))
    )
    scope = Scope(graph, asked, setting.known, setting.thresholds)
    scope = replace(scope, ids=tuple(check.asks(scope, **arguments)))
    return scope, list(check.judge(scope, **arguments))


def _only_illustrative(
    rule: Rule, graph: Graph, setting: Setting, outcomes: list[Outcome]
) -> set[tuple[str, str | None]]:
    """The violations that go away with the illustrative elements: examples, not facts."""
    violations = [each for each in outcomes if isinstance(each, Violation)]
    touched = [
        each
        for each in violations
        if any(_illustrative(graph, id) for id in (each.subject, *each.related, *each.offenders))
    ]
    if not touched:
        return set()
    without = graph.with_(Changes(remove=[id for id in graph if _illustrative(graph, id)]))
    _, real = judge(rule, without, setting)
    standing = {(each.subject, each.field) for each in real if isinstance(each, Violation)}
    return {(each.subject, each.field) for each in touched} - standing


def _illustrative(graph: Graph, id: str) -> bool:
    return id in graph and graph.value(id, "illustrative") is True


def _finding(
    rule: Rule, severity: Severity, graph: Graph, violation: Violation, locate: Locate, illustrative: bool
) -> Finding:
    names = {
        "name": Names((violation.subject,)),
        "offenders": Names(violation.offenders),
        "related": Names(violation.related),
    }
    facts = {**names, **violation.facts}
    details = [complete(each.text, facts, graph) for each in rule.details if each.when is None or facts.get(each.when)]
    message = _with_quote(complete(rule.message.text, facts, graph), graph, violation.subject)
    written = violation.written or violation.subject
    at = locate(written, violation.field) if violation.field else locate(written)
    return Finding(
        rule.id, severity, violation.subject, message, violation.field, at,
        violation.related, violation.offenders, tuple(details), rule.fix.text, illustrative,
    )  # fmt: skip


def _with_quote(message: Text, graph: Graph, subject: str) -> Text:
    quote = graph.value(subject, "quote") if subject in graph else None
    if quote is None:
        return message
    source = graph[subject].stated_by
    place = f" ({source})" if source else ""
    return Text(
        f"{message.fr}. Le texte précise : « {quote} »{place}", f"{message.en}. The text says: « {quote} »{place}"
    )


def _misread(rule: Rule, graph: Graph, locate: Locate) -> Iterator[Finding]:
    """What the selectors of a rule say that this workspace has not: an error, in an exception a remark."""
    fix = Text("Corrigez ou retirez ce que dit la règle.", "Mend or remove what the rule says.")
    for error in flaws(Selector.parse(rule.scope), graph):
        yield Finding("wrong-rule", "error", rule.id, error.message, "scope", locate(rule.id, "scope"), fix=fix)
    for name, value in checks()[rule.check].arguments(rule.arguments).items():
        key = name.rstrip("_")
        excuse = key in ("except", "unless")
        for selector in value if isinstance(value, tuple) else (value,):
            for error in flaws(selector, graph) if isinstance(selector, Selector) else ():
                yield Finding(
                    "idle-exception" if excuse else "wrong-rule", "info" if excuse else "error",
                    rule.id, error.message, key, locate(rule.id, key), fix=fix,
                )  # fmt: skip


def _failed(rule: Rule, error: Exception, locate: Locate) -> Finding:
    said = f"{type(error).__name__}: {error}"
    message = Text(f"le contrôle de cette règle a échoué ({said})", f"the check of this rule failed ({said})")
    fix = Text("Signalez-le : la règle n'a rien jugé.", "Report it: the rule judged nothing.")
    return Finding("check-failed", "error", rule.id, message, None, locate(rule.id), fix=fix)

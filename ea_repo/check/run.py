"""Running the charter: each rule on the elements it asks about, what fails, what is unknown, and the denominator."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from ea_repo.check import halves
from ea_repo.check.outcome import Names, Outcome, Scope, Unknown, Violation, forget, standing
from ea_repo.check.problems import finding
from ea_repo.check.registry import checks
from ea_repo.check.rule import Charter, Rule
from ea_repo.check.words import complete
from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.graph import Changes, Graph
from ea_repo.select import Known, Selector
from ea_repo.select.selector import Condition
from ea_repo.select.validation import flaws

T = TypeVar("T")
Locate = Callable[..., Position | None]
Tell = Callable[[int, int], None]
_TO_MEND = Text("règle à corriger", "the rule is to be mended")
FAILED = Text("contrôle en échec", "its check failed")
_WEIGHT = 2_500
"""How many bytes an element takes where all that rules work out is kept."""
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

    @property
    def failing(self) -> int:
        """How many elements violate the rule, illustrative and accepted ones left out."""
        return sum(each.counts and each.rule == self.rule.id for each in self.findings)

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
    charter: Charter = field(default_factory=lambda: Charter({}, {}, {}))
    within: Selector | None = None
    """Only the elements that this selects, and those one link away, are asked about."""
    place: Locate = lambda *_: None
    """Where a rule, or something in it, is written; ids of rules have a namespace of their own."""
    partial: bool = False
    """Whether only a part of the charter is run: what was written in vain is not judged then."""
    room: int | None = None
    """How many bytes of memory there are, where they are to be spared: one process, which forgets where it must."""

    def sparing(self, graph: Graph) -> bool:
        """Whether nothing that is worked out for a rule may be kept for the next."""
        return self.room is not None and len(graph) * _WEIGHT > self.room


def run(
    rules: Iterable[Rule], graph: Graph, setting: Setting, locate: Locate, tell: Tell = lambda *_: None
) -> Sequence[Result]:
    """The results of rules on a graph at its date, in the order of the rules; those that are off are left out.

    `tell` is told how many rules are taken, of how many.
    """
    return _located(_judged(rules, graph, setting, tell), graph, locate, alone=setting.room is not None)


def _judged(rules: Iterable[Rule], graph: Graph, setting: Setting, tell: Tell) -> list[Result]:
    examples = graph.illustrative
    real = graph.with_(Changes(remove=examples)) if examples else graph
    severities = [(rule, setting.severity.get(rule.id, rule.severity)) for rule in rules]
    asked = [(rule, severity) for rule, severity in severities if severity != "off"]
    sparing = setting.sparing(graph)

    def answer(number: int) -> Result:
        rule, severity = asked[number]
        result = _result(rule, severity, graph, real, setting)
        if sparing:
            forget(real)
            forget(graph)
        return replace(result, findings=tuple(_not_idle(result.findings))) if setting.partial else result

    if len(graph) >= _LARGE:
        # Before the work is shared: every rule asks it.
        standing(graph)
    results = _answers(graph, len(asked), answer, tell, alone=setting.room is not None)
    # What comes from another process brings a rule of its own.
    return [replace(each, rule=rule) for each, (rule, _) in zip(results, asked, strict=True)]


def _answers(
    graph: Graph, count: int, answer: Callable[[int], T], tell: Tell = lambda *_: None, *, alone: bool = False
) -> list[T]:
    """What a function answers for each number below a count, by two processes where that is worth its while."""
    if len(graph) >= _LARGE and count > 1 and not alone and halves.possible():
        return halves.answers(count, answer, tell)
    found = []
    for number in range(count):
        tell(number, count)
        found.append(answer(number))
    return found


def _located(results: Sequence[Result], graph: Graph, locate: Locate, *, alone: bool) -> Sequence[Result]:
    """The results with the places of their findings, looked for file by file: each is read once."""
    asked = {_place(each) for result in results for each in result.findings if each.at is None}
    by_file: dict[str, list[tuple[str, str | None]]] = {}
    for place in sorted(asked, key=lambda each: each[0]):
        by_file.setdefault(graph.record(place[0]).file if place[0] in graph else "", []).append(place)
    files = [by_file[each] for each in sorted(by_file)]

    def found(number: int) -> list[Position | None]:
        return [locate(id, name) if name else locate(id) for id, name in files[number]]

    places = {
        place: at
        for several, ats in zip(files, _answers(graph, len(files), found, alone=alone), strict=True)
        for place, at in zip(several, ats, strict=True)
    }
    return [
        replace(
            result,
            findings=tuple(
                replace(each, at=places[_place(each)]) if each.at is None else each for each in result.findings
            ),
        )
        for result in results
    ]


def _place(found: Finding) -> tuple[str, str | None]:
    return found.written or found.subject, found.field


def _result(rule: Rule, severity: Severity, graph: Graph, real: Graph, setting: Setting) -> Result:
    if rule.full_audit and setting.partial:
        return Result(rule, severity, 0, (), (), Text("jugé dans un audit complet", "judged in a full audit"))
    try:
        wrong = list(_misread(rule, graph, setting))
        if any(each.rule == "wrong-rule" for each in wrong):
            return Result(rule, severity, 0, (), tuple(wrong), _TO_MEND)
        scope, outcomes = judge(rule, graph, setting)
        # What stands without the examples is a fact, told as it stands; what only they make is illustrative.
        standing = _violations(outcomes if real is graph else judge(rule, real, setting)[1])
        findings = [
            _finding(rule, severity, graph, each, key not in standing)
            for key, each in (_violations(outcomes) | standing).items()
        ]
        failing = {each.subject for each in findings}
        unknown = {each.subject: each for each in outcomes if isinstance(each, Unknown) and each.subject not in failing}
        ordered = sorted(findings, key=lambda each: (each.illustrative, -len(each.offenders), each.subject))
        return Result(
            rule, severity, len(scope.ids), tuple(unknown.values()), (*ordered, *wrong), _reason(rule, setting)
        )
    except MemoryError:  # no fault of the rule: nothing said after it would be sure
        raise
    except Exception as error:  # a check that fails must not hide what the others find
        return Result(rule, severity, 0, (), (_failed(rule, error, setting),), FAILED)


def unsound(rule: Rule, graph: Graph, setting: Setting) -> Text | None:
    """Why a rule judges nothing here: it says something wrong, or the workspace has not its threshold."""
    if any(each.rule == "wrong-rule" for each in _misread(rule, graph, setting)):
        return _TO_MEND
    return _reason(rule, setting)


def _reason(rule: Rule, setting: Setting) -> Text | None:
    name = rule.arguments.get("threshold")
    if name is None or name in setting.thresholds:
        return None
    return Text(f"aucune cible « {name} » enregistrée", f"no target “{name}” recorded")


def judge(
    rule: Rule, graph: Graph, setting: Setting, above: frozenset[str] = frozenset()
) -> tuple[Scope, list[Outcome]]:
    """The elements that a rule asks about, and what its check says of them; rules `above` wait for its answer."""
    check = checks()[rule.check]
    arguments = check.arguments(rule.arguments)
    living = standing(graph, rule.out_of_service, rule.environments == "all")
    asked = tuple(id for id in Selector.parse(rule.scope).select(graph, living))
    asked = tuple(id for id in asked if id in near) if (near := _near(graph, setting.within)) is not None else asked
    scope = Scope(
        graph, asked, setting.known, setting.thresholds, _Rulings(graph, setting, frozenset((*above, rule.id)))
    )
    scope = replace(scope, ids=tuple(check.asks(scope, **arguments)))
    return scope, list(check.judge(scope, **arguments))


def _near(graph: Graph, within: Selector | None) -> Collection[str] | None:
    return None if within is None else graph.around(within.select(graph))


@dataclass(frozen=True)
class _Rulings:
    """The other rules, judged on the same graph when one asks."""

    graph: Graph
    setting: Setting
    above: frozenset[str]
    judged: dict[str, Sequence[Violation]] = field(default_factory=dict)

    def exists(self, rule: str) -> bool:
        return rule in self.setting.charter.rules

    def violations(self, rule: str) -> Sequence[Violation]:
        if rule in self.above or not self.exists(rule):
            return ()
        if rule not in self.judged:
            _, outcomes = judge(self.setting.charter.rules[rule], self.graph, self.setting, self.above)
            self.judged[rule] = [each for each in outcomes if isinstance(each, Violation)]
        return self.judged[rule]

    def granter(self, rule: str) -> str | None:
        return self.setting.charter.granter(rule)


def _violations(outcomes: Iterable[Outcome]) -> dict[tuple[str, str | None], Violation]:
    return {(each.subject, each.field): each for each in outcomes if isinstance(each, Violation)}


def _not_idle(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (each for each in findings if each.rule != "idle-exception")


def _finding(rule: Rule, severity: Severity, graph: Graph, violation: Violation, illustrative: bool) -> Finding:
    names = {
        "name": Names((violation.subject,)),
        "offenders": Names(violation.offenders),
        "related": Names(violation.related),
    }
    facts = {**names, **violation.facts}
    details = [complete(each.text, facts, graph) for each in rule.details if each.when is None or facts.get(each.when)]
    message = _with_quote(complete(rule.message.text, facts, graph), graph, violation.subject)
    return Finding(
        rule.id, severity, violation.subject, message, violation.field, None,
        violation.related, violation.offenders, tuple(details), rule.fix.text, illustrative, written=violation.written,
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


def _misread(rule: Rule, graph: Graph, setting: Setting) -> Iterator[Finding]:
    """What a rule says that this workspace has not.

    A word of no vocabulary is an error; an element that is not here a warning: the rule is not judged. What only an
    exception says is a remark: the rule can do without.
    """
    said = {"scope": Selector.parse(rule.scope), **checks()[rule.check].arguments(rule.arguments)}
    for name, value in said.items():
        key = name.rstrip("_")
        for each in value if isinstance(value, tuple) else (value,):
            # A text is a path to follow, unless it names a threshold or a rule.
            path = Selector((Condition(tuple(each.split(".")), ()),)) if isinstance(each, str) else each
            asked = path if isinstance(path, Selector) and key not in ("threshold", "rules") else Selector()
            for error in flaws(asked, graph):
                at = setting.place(rule.id, key)
                if key in ("except", "unless"):
                    yield finding("idle-exception", at, rule.id, key, reason=error.message)
                else:
                    severity: Severity = "warning" if error.elsewhere else "error"
                    yield finding("wrong-rule", at, rule.id, key, severity=severity, reason=error.message)


def _failed(rule: Rule, error: Exception, setting: Setting) -> Finding:
    said = f"{type(error).__name__}: {error}"
    return finding("check-failed", setting.place(rule.id), rule.id, reason=said)

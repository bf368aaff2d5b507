"""Running the charter: each rule on the elements it asks about, what fails, what is unknown, and the denominator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from ea_repo import parallel
from ea_repo.check.audit_settings import AuditSettings, Locate
from ea_repo.check.judge import Tally
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.kept_in_use import share_in_use
from ea_repo.check.mending import mended
from ea_repo.check.places import placed
from ea_repo.check.rule import Rule
from ea_repo.check.ruling import verdict_of
from ea_repo.check.scope import forget, standing
from ea_repo.check.verdict import Verdict
from ea_repo.check.violation import Unknown
from ea_repo.finding import Finding, Severity, Text
from ea_repo.graph import Changes, Graph
from ea_repo.graph.noting import Column
from ea_repo.graph.reach import Followed

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
        verdict = verdict_of(rule, severity, graph, real, settings)
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
    """The verdicts that were kept and hold still, or could be mended, and those of the others; all kept again."""
    names = [f"rule {rule.id}" for rule, _ in to_judge]
    answers = {number: kept.find(name) for number, name in enumerate(names)}
    verdicts = {number: Verdict.from_json(known) for number, known in answers.items() if known is not None}
    if len(verdicts) < len(names):
        share_in_use(kept, real)
    for number, (rule, severity) in enumerate(to_judge):
        if number not in verdicts:
            verdict = mended(names[number], rule, severity, real, settings, kept)
            if verdict is not None:
                verdicts[number] = verdict
    asked = [number for number in range(len(names)) if number not in verdicts]

    def answer(place: int) -> tuple[Verdict, frozenset[Column], frozenset[Followed]]:
        name, (rule, severity) = names[asked[place]], to_judge[asked[place]]
        verdict = verdict_of(rule, severity, *kept.graphs(name, real), settings)
        return verdict, kept.columns(name), kept.followed(name)

    rules = [to_judge[number][0] for number in asked]
    given = _answers(rules, answer, tell, shared=_is_large(graph, settings))
    for number, (verdict, columns, followed) in zip(asked, given, strict=True):
        verdicts[number] = verdict
        # What is wrong with a rule, or with its check, is told each time.
        if all(finding.rule == to_judge[number][0].id for finding in verdict.findings):
            kept.keep(names[number], verdict.as_json(), columns, followed)
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

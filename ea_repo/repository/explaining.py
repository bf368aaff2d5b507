"""What is explained of a charter: a rule with what the workspace says about it, or another finding of an audit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ea_repo.answer.explanation import BrokenRule, ExplainedProblem, ExplainedRule
from ea_repo.check.problems import PROBLEMS
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule
from ea_repo.finding import Text
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.select import Selector
from ea_repo.select.selector import Condition


def explanation(opened: OpenWorkspace, id: str) -> ExplainedRule | BrokenRule | ExplainedProblem:
    """A rule of the charter, or another finding of an audit, which is known without any workspace."""
    if id in PROBLEMS:
        return ExplainedProblem(id, PROBLEMS[id])
    charter = opened.charter
    if wrong := charter.flaws_of(id):
        return BrokenRule(id, tuple(wrong))
    if id not in charter.rules:
        raise UnknownName(Text("règle", "rule"), id, [*charter.rules, *PROBLEMS])
    rule, settings = charter.rules[id], opened.workspace.settings
    principle = charter.principles.get(charter.principle(rule) or "")
    granters = {principle.granted_by} if principle and principle.granted_by else set()
    named = {str(value) for condition in _conditions(rule) for value in condition.values} | granters
    return ExplainedRule(
        rule,
        charter.files[id],
        charter.laid_over.get(id),
        principle,
        settings.severity.get(id),
        settings.thresholds.get(rule.threshold or ""),
        settings.vocabulary,
        {id: opened.graph.name(id) for id in sorted(named) if id in opened.graph},
        {other: charter.rules[other].title.text for other in _rules_named(rule) if other in charter.rules},
    )


def _conditions(rule: Rule) -> Iterator[Condition]:
    """What a rule says of the elements that it asks about, and of those around them."""
    arguments = (value if isinstance(value, tuple) else (value,) for value in rule.call.values.values())
    for part in (rule.selector, *chain.from_iterable(arguments)):
        if isinstance(part, Selector):
            yield from part.every_condition()


def _rules_named(rule: Rule) -> Iterator[str]:
    """The other rules that a rule says to its check."""
    for parameter in checks()[rule.check].parameters.values():
        if parameter.role == "rule" and (value := rule.call.values.get(parameter.name)):
            yield from (value,) if isinstance(value, str) else value

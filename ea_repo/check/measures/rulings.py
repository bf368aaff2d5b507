"""Measures of what the rules say: the same answers as the audit's, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ea_repo.check.measure import Facts, Unmeasurable, Value, measure, number, share


@measure("count")
def violations(facts: Facts, rule: str) -> Value:
    """How many elements violate a rule, of those that it judges; accepted or not."""
    answer = facts.answer(rule)
    return number(answer.failing, len(answer.asked), len(answer.unknown))


@measure("percent")
def conforming(facts: Facts, rule: str) -> Value:
    """The share of elements that a rule finds in order; what it cannot judge is on neither side."""
    answer = facts.answer(rule)
    known = len(answer.asked) - len(answer.unknown)
    return share(known - answer.failing, known, len(answer.unknown))


@measure("count")
def counted(facts: Facts, rule: str) -> Value:
    """The number that a rule compares with a threshold, whether the workspace has this threshold or not."""
    threshold = str(facts.setting.charter.rules[rule].arguments["threshold"])
    # No count is below a threshold of less than nothing: the rule always tells it.
    answer = facts.answer(rule, {threshold: -1})
    found = sum(len(each.offenders) for each in answer.violations)
    return replace(number(found, len(answer.asked), len(answer.unknown)), among=False)


@measure("percent")
def answered(facts: Facts) -> Value:
    """The share of the questions that the rules ask of the elements, and that the text answers; by kind.

    A question is one rule asked of one element; it has no answer where the rule cannot judge for want of a fact.
    Here what is unknown is of the denominator: it is what is measured.
    """
    asked: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for rule in facts.setting.charter.rules:
        if facts.setting.severity.get(rule) == "off":
            continue
        try:
            answer = facts.answer(rule)
        except Unmeasurable:
            continue
        asked.update(facts.graph.kind(id) for id in answer.asked)
        silent.update(facts.graph.kind(id) for id in answer.unknown.intersection(answer.asked))
    parts = {kind: _told(asked[kind], silent[kind]) for kind in sorted(asked)}
    return replace(_told(asked.total(), silent.total()), parts=parts)


def _told(asked: int, silent: int) -> Value:
    return replace(share(asked - silent, asked, silent), unknown_within=True)

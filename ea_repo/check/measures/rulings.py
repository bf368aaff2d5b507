"""Measures of what the rules say: the same answers as the audit's, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ea_repo.check.arguments import RuleId
from ea_repo.check.measure import Facts, Unmeasurable, Value, number, share
from ea_repo.check.registry import measure
from ea_repo.finding import Text


@measure("count")
def violations(facts: Facts, rule: RuleId) -> Value:
    """How many elements violate a rule, of those that it judges; accepted or not."""
    tally = facts.tally(rule)
    return number(tally.failing, tally.of, tally.undecided)


@measure("percent")
def conforming(facts: Facts, rule: RuleId) -> Value:
    """The share of elements that a rule finds in order; what it cannot judge is on neither side."""
    tally = facts.tally(rule)
    known = tally.of - tally.undecided
    return share(known - tally.failing, known, tally.undecided)


@measure("count")
def counted(facts: Facts, rule: RuleId) -> Value:
    """The number that a rule compares with a threshold, whether the workspace has this threshold or not."""
    threshold = facts.settings.charter.rules[rule].threshold
    if threshold is None:
        raise Unmeasurable(Text(f"{rule} ne compare rien à un seuil", f"{rule} compares nothing with a threshold"))
    # No count is below a threshold of less than nothing: the rule always tells it.
    judgement = facts.judgement(rule, {threshold: -1})
    count = sum(len(violation.offenders) for violation in judgement.violations)
    return replace(number(count, len(judgement.subjects), len(judgement.undecided)), among=False)


@measure("percent")
def answered(facts: Facts) -> Value:
    """The share of the questions that the rules ask of the elements, and that the text answers; by kind.

    A question is one rule asked of one element; it has no answer where the rule cannot judge for want of a fact.
    Those rules that hold everywhere ask for no fact: they do not count.
    Here what is unknown is of the denominator: it is what is measured.
    """
    questions: Counter[str] = Counter()
    silences: Counter[str] = Counter()
    for id, rule in facts.settings.charter.rules.items():
        if rule.everywhere or facts.settings.severity.get(id) == "off":
            continue
        try:
            tally = facts.tally(id)
        except Unmeasurable:
            continue
        questions.update(tally.judged)
        silences.update(tally.silent)
    parts = {kind: _share_answered(questions[kind], silences[kind]) for kind in sorted(questions)}
    return replace(_share_answered(questions.total(), silences.total()), parts=parts)


def _share_answered(questions: int, silences: int) -> Value:
    return replace(share(questions - silences, questions, silences), unknown_within=True)

"""The facts that nobody wrote and rules wait for, those that would settle the most judgements first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ea_repo.check.run import Result


@dataclass(frozen=True)
class MissingField:
    """A field that is not written of some elements, and the rules that wait for it."""

    fact: str
    subjects: tuple[str, ...]
    rules: tuple[str, ...]
    judgements: int
    """How many times an element cannot be judged by a rule for want of it."""


def missing_fields(results: Iterable[Result]) -> list[MissingField]:
    """The missing facts; those that settle the most come first."""
    by_fact: dict[str, list[tuple[str, str]]] = {}
    for result in results:
        for unknown in result.unknown:
            by_fact.setdefault(unknown.fact, []).append((unknown.written_by, result.rule.id))
    facts = [
        MissingField(
            fact,
            tuple(dict.fromkeys(subject for subject, _ in waiting)),
            tuple(dict.fromkeys(rule for _, rule in waiting)),
            len(waiting),
        )
        for fact, waiting in by_fact.items()
    ]
    return sorted(facts, key=lambda missing: (-missing.judgements, missing.fact))

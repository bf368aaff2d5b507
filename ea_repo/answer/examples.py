"""The examples of the rules, tried."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.check.examples import Mismatch


@dataclass(frozen=True)
class TriedExamples:
    """How many rules were tried, and the examples that do not turn out as they say."""

    rules: int
    mismatches: tuple[Mismatch, ...]

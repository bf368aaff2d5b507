"""The examples of the rules, tried."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.check.examples import Mismatch
from ea_repo.finding import Finding


@dataclass(frozen=True)
class TriedExamples:
    """How many rules were tried, the examples that do not turn out as they say, and what else is wrong in the charter.

    `flaws`: of rules, indicators, views and settings; those that are errors make the trial fail.
    """

    rules: int
    mismatches: tuple[Mismatch, ...]
    flaws: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The flaws for which something is not judged."""
        return tuple(flaw for flaw in self.flaws if flaw.severity == "error")

    @property
    def holds(self) -> bool:
        """Whether every rule can be read, and every example turns out as it says."""
        return not self.errors and not self.mismatches

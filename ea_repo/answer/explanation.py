"""What may be explained: a rule of the charter, or another finding of an audit."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.check.rule import Rule
from ea_repo.finding import Finding
from ea_repo.load.problem import Problem


@dataclass(frozen=True)
class ExplainedRule:
    """A rule of the charter, and the file where it is written."""

    rule: Rule
    file: str
    laid_over: tuple[str, ...] | None = None
    """Of a common rule: the keys that the workspace lays over it; None of a rule of the workspace's own."""


@dataclass(frozen=True)
class BrokenRule:
    """A rule of the charter that judges nothing, and what is wrong in its file."""

    id: str
    flaws: tuple[Finding, ...]


@dataclass(frozen=True)
class ExplainedProblem:
    """What is found and is no rule of the charter, by its id."""

    id: str
    problem: Problem

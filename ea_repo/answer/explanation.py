"""What may be explained: a rule of the charter, or another finding of an audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ea_repo.check.charter import Section
from ea_repo.check.rule import Rule
from ea_repo.finding import Finding, Severity, Text
from ea_repo.load.problem import Problem
from ea_repo.metamodel import Vocabulary, built_in


@dataclass(frozen=True)
class ExplainedRule:
    """A rule of the charter, the file where it is written, and what the workspace says about it."""

    rule: Rule
    file: str
    laid_over: tuple[str, ...] | None = None
    """Of a common rule: the keys that the workspace lays over it; None of a rule of the workspace's own."""
    principle: Section | None = None
    severity: Severity | Literal["off"] | None = None
    """The severity that the workspace gives it instead of its own, where it does."""
    threshold: float | None = None
    """What the workspace says of the threshold that the rule compares with, where it does."""
    vocabulary: Vocabulary = field(default_factory=built_in)
    names: Mapping[str, str] = field(default_factory=dict)
    """What people call the elements that the rule names by their ids, and who alone may grant a derogation to it."""
    titles: Mapping[str, Text] = field(default_factory=dict)
    """What the other rules that it names are called."""


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

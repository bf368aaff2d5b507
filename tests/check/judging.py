"""One rule of the repository's charter on a few lines of model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ea_repo.check.examples import DATE, read
from ea_repo.check.outcome import Unknown, Violation
from ea_repo.check.rule import Charter, Example, Rule, read_charter
from ea_repo.check.run import Result, Setting, judge, run
from ea_repo.graph import Graph
from ea_repo.select import Known

ROOT = Path(__file__).parents[2]
CHARTER: Charter = read_charter(ROOT)[0]


@dataclass(frozen=True)
class Answer:
    """What a rule says of a model: whom it asks about, what it flags, what it cannot judge and for want of what."""

    asked: tuple[str, ...]
    flagged: Mapping[str, Violation]
    unknown: Mapping[str, str]

    @property
    def flags(self) -> list[str]:
        return sorted(self.flagged)


def graph_of(text: str, at: str = DATE) -> Graph:
    """The graph of a text at a date, with stubs for what its links point at."""
    graph, flaws = read(Example(model=text, at=at))
    assert not flaws, flaws
    return graph


def settings(complete: Sequence[Mapping[str, Any]] = (), thresholds: Mapping[str, float] | None = None) -> Setting:
    return Setting(Known(complete), thresholds or {}, {}, CHARTER)


def judged(
    rule: str | Rule,
    text: str,
    at: str = DATE,
    complete: Sequence[Mapping[str, Any]] = (),
    thresholds: Mapping[str, float] | None = None,
) -> Answer:
    """The answer of a rule of the charter."""
    asked = CHARTER.rules[rule] if isinstance(rule, str) else rule
    scope, outcomes = judge(asked, graph_of(text, at), settings(complete, thresholds))
    violations = [each for each in outcomes if isinstance(each, Violation)]
    flagged = {each.subject: each for each in violations}
    assert len(flagged) == len(violations), "one finding a subject"
    unknown = {each.subject: each.fact for each in outcomes if isinstance(each, Unknown)}
    return Answer(scope.ids, flagged, unknown)


def told(rule: str, text: str, at: str = DATE) -> Result:
    """The result of a rule of the charter, with its sentences."""
    (result,) = run([CHARTER.rules[rule]], graph_of(text, at), settings(), lambda *_: None)
    return result


def rule(**changes: Any) -> Rule:
    """A small rule of its own: flows of mode file are refused, but for these changes."""
    words = {"fr": "x", "en": "x"}
    said = {
        "id": "a-rule", "charter": "D.1", "severity": "error", "title": words, "why": words, "fix": words,
        "message": {"fr": "{name}", "en": "{name}"}, "scope": {"kind": "flow"}, "check": "forbids",
        "good": "flow: {a: {mode: api}}", "bad": {"model": "flow: {a: {mode: file}}", "flags": ["a"]},
    }  # fmt: skip
    extra = {} if "check" in changes else {"where": {"mode": "file"}}
    return Rule.model_validate(said | extra | changes)

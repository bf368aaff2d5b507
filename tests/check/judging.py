"""One rule of the repository's charter on a few lines of model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.charter import Charter, read_charter
from ea_repo.check.example_text import DATE, model_of
from ea_repo.check.judge import judge
from ea_repo.check.rule import Example, Rule
from ea_repo.check.run import Result, run
from ea_repo.check.violation import Violation
from ea_repo.graph import Graph
from ea_repo.select import Known

ROOT = Path(__file__).parents[2]
CHARTER: Charter = read_charter(ROOT)
"""The charter of the repository's own workspace, which is laid over the common one."""
COMMON_RULES = ROOT / "ea_repo" / "starter" / "rules"
COMMON: Charter = read_charter(COMMON_RULES.parent)
"""The common charter by itself."""


@dataclass(frozen=True)
class Answer:
    """What a rule says of a model: whom it asks about, what it flags, what it cannot judge and for want of what."""

    subjects: tuple[str, ...]
    flagged: Mapping[str, Violation]
    unknown: Mapping[str, str]

    @property
    def flags(self) -> list[str]:
        return sorted(self.flagged)


def graph_of(text: str, at: str = DATE) -> Graph:
    """The graph of a text at a date, with stubs for what its links point at."""
    model = model_of(Example(model=text, at=at))
    assert not model.flaws, model.flaws
    return model.graph


def settings(
    complete: Sequence[Mapping[str, Any]] = (), thresholds: Mapping[str, float] | None = None
) -> AuditSettings:
    return AuditSettings(Known(complete), thresholds or {}, {}, CHARTER)


def judged(
    rule: str | Rule,
    text: str,
    at: str = DATE,
    complete: Sequence[Mapping[str, Any]] = (),
    thresholds: Mapping[str, float] | None = None,
) -> Answer:
    """The answer of a rule of the charter."""
    rule = CHARTER.rules[rule] if isinstance(rule, str) else rule
    judgement = judge(rule, graph_of(text, at), settings(complete, thresholds))
    flagged = {violation.subject: violation for violation in judgement.violations}
    assert len(flagged) == len(judgement.violations), "one finding a subject"
    return Answer(judgement.subjects, flagged, {unknown.subject: unknown.fact for unknown in judgement.unknown})


def result_of(rule: str, text: str, at: str = DATE) -> Result:
    """The result of a rule of the charter, with its sentences."""
    (result,) = run([CHARTER.rules[rule]], graph_of(text, at), settings(), lambda *_: None)
    return result

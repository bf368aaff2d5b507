"""A rule of the charter, for programs: as it is written."""

from __future__ import annotations

from ea_repo.answer.explanation import ExplainedRule
from ea_repo.report.json.values import dumped


def write(explained: ExplainedRule) -> str:
    """The rule with its arguments and examples; whether it is a common one, and what the workspace lays over it."""
    origin = {"common": explained.laid_over is not None, "laid_over": list(explained.laid_over or ())}
    return dumped({**explained.rule.model_dump(mode="json"), **origin})

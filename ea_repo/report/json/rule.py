"""A rule of the charter, for programs: as it is written."""

from __future__ import annotations

from ea_repo.answer.explanation import ExplainedRule


def write(explained: ExplainedRule) -> str:
    """The rule with its arguments and examples."""
    return explained.rule.model_dump_json(indent=2)

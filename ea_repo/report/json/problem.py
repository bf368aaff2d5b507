"""What is found that is no rule of the charter, for programs."""

from __future__ import annotations

from ea_repo.answer.explanation import ExplainedProblem
from ea_repo.report.json.values import both, dumped
from ea_repo.report.problem import title, without_facts


def write(explained: ExplainedProblem) -> str:
    """Its id, its severity, and the same as for people in both languages."""
    problem = explained.problem
    texts = {"title": title(problem), "why": problem.why, "fix": without_facts(problem.fix)}
    sentences = {name: both(text) if text else None for name, text in texts.items()}
    return dumped({"id": explained.id, "severity": problem.severity, **sentences})

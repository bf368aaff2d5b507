"""What was decided of requests, for programs."""

from __future__ import annotations

import dataclasses

from ea_repo.answer.answer import Answer
from ea_repo.answer.decided_requests import Decisions
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Decisions]) -> str:
    """Every decision with its conditions, each met, open, overdue or undated."""
    data = {"version": VERSION, "decisions": [dataclasses.asdict(decided) for decided in answer.content.decisions]}
    return dumped(data | changed(answer.situation))

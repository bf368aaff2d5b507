"""A rule that judges nothing, for programs."""

from __future__ import annotations

from ea_repo.answer.explanation import BrokenRule
from ea_repo.report.json.values import dumped


def write(broken: BrokenRule) -> str:
    """What is wrong in its file."""
    flaws = [
        {
            "severity": flaw.severity,
            "at": {"file": flaw.at.file, "line": flaw.at.line, "column": flaw.at.column} if flaw.at else None,
            "message": {"fr": flaw.message.fr, "en": flaw.message.en},
        }
        for flaw in broken.flaws
    ]
    return dumped({"rule": broken.id, "flaws": flaws})

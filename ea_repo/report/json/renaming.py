"""What became of an id that was replaced by another, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.renaming import Renaming
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: Answer[Renaming]) -> str:
    """The ids, the files with how many times, the lines where the old one is still a word."""
    renaming = answer.content
    return dumped(
        {
            "version": VERSION,
            "old": renaming.old,
            "new": renaming.new,
            "files": dict(renaming.files),
            "mentions": [{"file": at.file, "line": at.line} for at in renaming.mentions],
        }
    )

"""What became of changes that were written into the text, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.applied import Applied
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Applied]) -> str:
    """The files, the fingerprints introduced and lifted, how many findings count before and after."""
    applied = answer.content
    data = {
        "version": VERSION,
        "changes": applied.changes,
        "files": list(applied.files),
        "introduced": [finding.fingerprint for finding in applied.introduced],
        "lifted": [finding.fingerprint for finding in applied.lifted],
        "findings": {"before": applied.before, "announced": applied.announced, "after": applied.after},
        "surprises": list(applied.surprises),
    }
    return dumped(data | changed(answer.situation))

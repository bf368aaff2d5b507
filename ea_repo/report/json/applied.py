"""What became of changes that were written into the text, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.applied import Applied
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Applied]) -> str:
    """The files, the fingerprints introduced and lifted, how many findings count before and after."""
    found = answer.content
    data = {
        "version": VERSION,
        "changes": found.changes,
        "files": list(found.files),
        "introduced": [finding.fingerprint for finding in found.introduced],
        "lifted": [finding.fingerprint for finding in found.lifted],
        "findings": {"before": found.before, "announced": found.announced, "after": found.after},
        "surprises": list(found.surprises),
    }
    return dumped(data | changed(answer.situation))

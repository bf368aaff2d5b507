"""What nobody has looked at for long, for programs."""

from __future__ import annotations

import dataclasses

from ea_repo.answer.answer import Answer
from ea_repo.answer.stale import Stale
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Stale]) -> str:
    """Every stale element, and the shares by owner."""
    found = answer.content
    data = {
        "version": VERSION,
        "day": found.day.isoformat(),
        "by": found.by,
        "elements": found.elements,
        "unknown": found.unknown,
        "stale": [dataclasses.asdict(element) for element in found.stale],
        "owners": [dataclasses.asdict(share) for share in found.owners],
    }
    return dumped(data | changed(answer.situation))

"""What nobody has looked at for long, for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.stale import Stale
from ea_repo.report.json.values import changed, in_pieces

VERSION = 1


def write(answer: Answer[Stale]) -> Iterator[str]:
    """Every stale element, and the shares by owner."""
    found = answer.content
    data = {
        "version": VERSION,
        "day": found.day.isoformat(),
        "by": found.by,
        "elements": found.elements,
        "unknown": found.unknown,
        "stale": map(dataclasses.asdict, found.stale),
        "owners": [dataclasses.asdict(share) for share in found.owners],
    }
    return in_pieces(data | changed(answer.situation))

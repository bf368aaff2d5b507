"""What the answers for programs share: sentences in both languages, places, chains."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from ea_repo.finding import Position, Text

if TYPE_CHECKING:
    from ea_repo.answer.situation import Situation
    from ea_repo.answer.trust import Trust
    from ea_repo.impact.chain import Chain


def dumped(data: Any) -> str:
    """A value as JSON that people can read too; JSON knows no number that is not finite: null stands for it."""
    try:
        return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(data), ensure_ascii=False, indent=2)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def both(text: Text) -> dict[str, str]:
    """A sentence in both languages."""
    return {"fr": text.fr, "en": text.en}


def hops(chain: Chain) -> list[dict[str, str]]:
    """A chain, hop by hop."""
    return [{"from": hop.from_, "to": hop.to, "by": hop.by} for hop in chain]


def place(at: Position | None) -> dict[str, str | int] | None:
    """Where something is written."""
    return {"file": at.file, "line": at.line, "column": at.column} if at else None


def changed(situation: Situation) -> dict[str, list[str]]:
    """The change files that an answer is given with, where there are any."""
    return {"changes": list(situation.changes)} if situation.changes else {}


def trust(known: Trust | None) -> dict[str, Any]:
    """Of the elements that an answer rests on, how many are stale, of unknown age, or examples, where that is told."""
    if known is None:
        return {}
    counts = {"elements": known.elements, "overdue": known.overdue, "undated": known.undated}
    return {"trust": {"day": known.day.isoformat(), **counts, "illustrative": known.illustrative}}

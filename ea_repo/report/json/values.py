"""What the answers for programs share: sentences in both languages, places, chains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ea_repo.finding import Position, Text
from ea_repo.write import json_pieces

if TYPE_CHECKING:
    from ea_repo.answer.situation import Situation
    from ea_repo.answer.trust import Trust
    from ea_repo.impact.chain import Chain


def dumped(data: Any) -> str:
    """A value as JSON that people can read too; JSON knows no number that is not finite: null stands for it."""
    return "".join(in_pieces(data))


def in_pieces(data: Any) -> Iterator[str]:
    """The same in pieces: an iterator in it stands for a list, whose items are made as they are taken."""
    return json_pieces(data, 2)


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

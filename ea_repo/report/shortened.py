"""Lists of which the first lines are shown, and where the others are."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import TypeVar

from ea_repo.finding import Lang, Text

T = TypeVar("T")
IN_THE_ANNEX = Text("en annexe", "in the annex")
WITH_ALL = Text("avec --all", "with --all")
_ANNEXED = 40


def first(items: Sequence[T], most: int | None) -> Sequence[T]:
    """So many of them, or all; one more is shown rather than counted."""
    return items if most is None or len(items) <= most + 1 else items[:most]


def left_out(items: Sized, shown: Sized, lang: Lang, where: Text = IN_THE_ANNEX) -> str:
    """How many are not shown, and where they are."""
    left = len(items) - len(shown)
    return Text(f"et {left} autres, {where.fr}", f"and {left} more, {where.en}")[lang] if left else ""


def annexed(*, whole: bool) -> int | None:
    """How many lines of a list an annex holds: as many as one looks through, or all where the `whole` is asked for."""
    return None if whole else _ANNEXED

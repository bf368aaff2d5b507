"""Small bars as data: what is drawn, where it begins and how wide it is, in hundredths of the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ea_repo.check.measure import Value
from ea_repo.check.registry import Unit

Part = tuple[str, float, float]
_THIN = 2.5
"""No part that is there is drawn thinner."""
_TAIL = 12.0
"""How much of the bar of an amount is kept for what is unknown."""


@dataclass(frozen=True)
class Chart:
    """The parts of a bar as (what, from, width); where its target stands, and 0 where amounts go below it."""

    parts: tuple[Part, ...]
    target: float | None = None
    zero: float | None = None


def bar(shares: Mapping[str, float]) -> list[Part]:
    """These numbers beside one another: none that is there is too thin to be seen."""
    total = sum(shares.values())
    widths = {name: max(_THIN, 100 * number / total) for name, number in shares.items() if number}
    scale = 100 / sum(widths.values()) if widths else 1
    parts, place = [], 0.0
    for name, width in widths.items():
        parts.append((name, round(place, 2), round(width * scale, 2)))
        place += width * scale
    return parts


def charts(values: Sequence[Value], unit: Unit, target: float | None) -> list[Chart | None]:
    """A bar for each value, to be compared with one another; None where there is nothing to draw, or no way to.

    What is unknown is drawn as unknown, never as 0. A share, or a count of some of the elements looked at, is drawn
    among them all; another number by its size, beside the largest.
    """
    numbers = [value.value for value in values if value.value is not None]
    if not all(map(math.isfinite, [*numbers, *([] if target is None else [target])])):
        return [None for _ in values]
    if unit == "percent":
        return [_share(value, target) for value in values]
    if unit == "count" and all(value.among for value in values):
        return [_count(value, target) for value in values]
    scale = _Scale.of([*numbers, *([] if target is None else [target])], any(value.unknown for value in values))
    return [_amount(value, target, scale) for value in values]


def _share(value: Value, target: float | None) -> Chart | None:
    """What a share counts, the rest of what is known, the unknown."""
    known = value.of - (value.unknown if value.unknown_within else 0)
    counted = value.count or 0
    whole = value.of if value.unknown_within else known
    goal = None if target is None else target * whole / 100
    return _among({"counted": counted, "rest": known - counted, "unknown": value.unknown}, goal)


def _count(value: Value, target: float | None) -> Chart | None:
    counted = value.value or 0
    return _among({"counted": counted, "rest": value.of - value.unknown - counted, "unknown": value.unknown}, target)


def _among(shares: Mapping[str, float], target: float | None) -> Chart | None:
    if min(shares.values()) < 0 or not sum(shares.values()):
        return None
    parts = bar(shares)
    # Where nothing is known, a target has nothing to be compared with.
    unknown = shares["unknown"] == sum(shares.values())
    return Chart(tuple(parts), None if target is None or unknown else _place(target, shares, parts))


def _place(target: float, shares: Mapping[str, float], parts: Sequence[Part]) -> float:
    """Where so many elements end in a bar, on the same side of each part as in numbers."""
    left = max(target, 0)
    for name, start, width in parts:
        if left <= shares[name]:
            return round(start + width * left / shares[name], 2)
        left -= shares[name]
    return 100.0


@dataclass(frozen=True)
class _Scale:
    """The amounts that bars are to be compared on, from the lowest (at most 0) to the highest."""

    low: float
    high: float
    room: float

    @classmethod
    def of(cls, numbers: Sequence[float], unknown: bool) -> _Scale:
        return cls(min(0, *numbers, 0), max(0, *numbers, 0), 100 - _TAIL if unknown else 100)

    def __call__(self, number: float) -> float:
        return round(self.room * (number - self.low) / (self.high - self.low), 2) if self.high > self.low else 0.0


def _amount(value: Value, target: float | None, scale: _Scale) -> Chart | None:
    """A bar from 0; some elements that are unknown leave it open at its end."""
    goal = None if target is None else scale(target)
    if value.value is None:
        return Chart((("unknown", 0.0, 100.0),)) if value.unknown else None
    zero, end = scale(0), scale(value.value)
    parts = [("counted", min(zero, end), round(abs(end - zero), 2))] if value.value else []
    tail = [("unknown", max(zero, end), _TAIL)] if value.unknown else []
    return Chart((*parts, *tail), goal, zero if scale.low < 0 else None)

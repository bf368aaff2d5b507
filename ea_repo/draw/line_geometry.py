"""Lines between boxes: along curves, from the middle of a side to another, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.draw.diagram import Place
from ea_repo.draw.shapes import Point

SIDES = 4
"""Those of a box: its top, left, bottom and right, in order."""
_STEPS = 6
"""Of how many straight pieces a curve is made."""
_BESIDE = 2.0
"""How near a line passes to a place that it counts as crossing."""


def along(points: Sequence[Point]) -> Iterator[Point]:
    """Points along Bézier curves, the last of which is the tip of the arrow."""
    yield points[0]
    for at in range(0, len(points) - 3, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            u = 1 - t
            weights = (u**3, 3 * u**2 * t, 3 * u * t**2, t**3)
            x = sum(weight * point.x for weight, point in zip(weights, (a, b, c, d), strict=True))
            y = sum(weight * point.y for weight, point in zip(weights, (a, b, c, d), strict=True))
            yield Point(x, y)


def middle_of_side(place: Place, side: int) -> Point:
    """The middle of the top, the left, the bottom or the right side of a place."""
    x, y = place.x + place.width / 2, place.y + place.height / 2
    return (Point(x, place.y), Point(place.x, y), Point(x, place.bottom), Point(place.right, y))[side]


def nearest_side(place: Place, at: Point) -> int:
    """The side of a place whose middle is nearest to a point."""
    middles = [middle_of_side(place, side) for side in range(SIDES)]
    return min(range(SIDES), key=lambda side: (middles[side].x - at.x) ** 2 + (middles[side].y - at.y) ** 2)


def crosses(first: Point, last: Point, place: Place) -> bool:
    """Whether a line crosses a place, or passes right beside it: clipped against its four sides."""
    near, far = 0.0, 1.0
    sides = (
        (first.x, last.x - first.x, place.x - _BESIDE, place.right + _BESIDE),
        (first.y, last.y - first.y, place.y - _BESIDE, place.bottom + _BESIDE),
    )
    for start, length, low, high in sides:
        if length == 0:
            if not low <= start <= high:
                return False
            continue
        one, two = (low - start) / length, (high - start) / length
        near, far = max(near, min(one, two)), min(far, max(one, two))
    return near <= far

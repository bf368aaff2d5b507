"""How wide the columns of a printed table are: by what stands in them, no word cut where there is room."""

from __future__ import annotations

from collections.abc import Sequence

_DAMPED = 0.6
"""Of two long columns, the longer one gets more, though not as much more as it is longer."""
_EDGE = 3
"""The signs that the edges of a cell take."""
_CAPITAL = 0.4
"""By how much of a sign a capital is wider than the average one."""


def table_widths(lines: Sequence[Sequence[str]], room: float) -> list[float]:
    """The widths of the columns, which fill the room together; `lines` are the head and the rows, `room` is in signs.

    A column has what its longest line takes, where all may; else at least its longest word, and a share of the rest.
    """
    columns = list(zip(*lines, strict=True))
    least = [_EDGE + max(map(_longest_word, texts), default=1) for texts in columns]
    most = [_EDGE + max(map(_longest_line, texts), default=1) for texts in columns]
    if sum(most) <= room:
        return _filling(most, room)
    if sum(least) >= room:
        return _filling(least, room)
    return _between(least, most, room)


def _longest_word(text: str) -> float:
    return max(map(_width, text.split()), default=1)


def _longest_line(text: str) -> float:
    return max(map(_width, text.split("\n")), default=1)


def _width(text: str) -> float:
    """How many signs a text takes: capitals are wider."""
    return len(text) + _CAPITAL * sum(map(str.isupper, text))


def _filling(widths: Sequence[float], room: float) -> list[float]:
    return [room * width / sum(widths) for width in widths]


def _between(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Every column its least, and a share of the rest up to its most."""
    widths, growing = list(least), {place for place in range(len(least)) if most[place] > least[place]}
    while growing and room - sum(widths) > 1:
        shares = {place: (most[place] - widths[place]) ** _DAMPED for place in growing}
        rest = room - sum(widths)
        for place, share in shares.items():
            widths[place] = min(most[place], widths[place] + rest * share / sum(shares.values()))
        growing = {place for place in growing if most[place] - widths[place] > 1}
    return _filling(widths, room)

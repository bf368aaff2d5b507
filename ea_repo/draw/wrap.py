"""Names in lines that fit: how wide a text is, and where it breaks."""

from __future__ import annotations

import re
import unicodedata

# The advance widths of Helvetica, in thousandths of the size; what is not there is as wide as a capital.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" .,:;!/\\ftI[]·", 278),
    **dict.fromkeys("r()-`", 333),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("abdeghnopqu0123456789?_«»€$#L", 556),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("W%@→…—", 1000),
}
_LEAST = 3
_MARGIN = 1.06
"""Fonts that stand in for Helvetica are a little wider."""


def wide(text: str, size: float) -> float:
    """How wide a line is, in points, at the most."""
    return sum(map(_wide, text)) * size * _MARGIN / 1000


def _wide(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1100
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, 780)


def lines(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """A text in lines of a width in points, at most so many: what is left out is told by an ellipsis.

    Words stay whole where they can; hyphens, slashes and apostrophes may end a line.
    """
    found: list[str] = []
    current = ""
    for word in _words(shown(text)):
        if current and wide((current + word).rstrip(), size) > width:
            found.append(current.rstrip())
            current = ""
        for piece in _pieces(word, width, size):
            if current and wide((current + piece).rstrip(), size) > width:
                found.append(current.rstrip())
                current = ""
            current += piece
    if current.strip():
        found.append(current.rstrip())
    if len(found) > most:
        found = [*found[: most - 1], _cut(found[most - 1], width, size)]
    return tuple(found)


def shown(text: str) -> str:
    """A text on one line, without what would not show: controls, and marks that turn the direction of a line."""
    kept = (
        each if unicodedata.category(each) not in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") else " " for each in text
    )
    return " ".join("".join(kept).split())


def in_a_dictionary(name: str) -> tuple[str, str]:
    """What names are sorted by: neither accents nor capitals count, but between names that are otherwise the same."""
    bare = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return bare.casefold(), name


def _words(text: str) -> list[str]:
    # A no-break space keeps French punctuation with its word.
    return re.findall(r"[^ \-/]*[\-/]+|[^ \-/]+ *| +", re.sub(r" (?=[»:;!?])|(?<=«) ", "\u00a0", text))


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word, cut by hyphens where it is wider than a line; no piece is left with less than three letters."""
    pieces, rest = [], word
    while len(rest) > 1 and wide(rest.rstrip(), size) > width:
        room = next((at for at in range(2, len(rest)) if wide(f"{rest[:at]}-", size) > width), len(rest)) - 1
        at = max(1, min(room, len(rest.rstrip()) - _LEAST))
        hyphen = "-" if rest[at - 1].isalpha() and rest[at].isalpha() else ""
        pieces.append(rest[:at] + hyphen)
        rest = rest[at:]
    return [*pieces, rest]


def _cut(line: str, width: float, size: float) -> str:
    while line and wide(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"

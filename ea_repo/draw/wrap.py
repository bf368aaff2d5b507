"""Names in lines that fit: how wide a text is, and where it breaks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import pyphen  # type: ignore[import-untyped]

from ea_repo.draw.plain_text import one_line

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
_FEWEST_LETTERS = 3
"""How many letters a piece of a cut word has at least."""
_JOINER = "\u200d"
_SKINS = "".join(map(chr, range(0x1F3FB, 0x1F400)))
_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of these letters are a flag."""
_MARGIN = 1.06
"""Fonts that stand in for Helvetica are a little wider."""


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float) -> float:
    """How wide a line is, in points, at the most."""
    return sum(map(_character_width, text)) * size * _MARGIN / 1000


def drawn_width(text: str, size: float) -> float | None:
    """How wide a line is in Helvetica, in points; None of one with characters whose widths are not known."""
    letters = [unicodedata.normalize("NFD", character)[0] for character in text.replace("\u00a0", " ")]
    if not all(letter in _WIDTHS for letter in letters):
        return None
    return sum(_WIDTHS[letter] for letter in letters) * size / 1000


def _character_width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1100
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, 780)


def wrap(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """A text in lines of a width in points, at most so many: what is left out shows as an ellipsis.

    Words stay whole where they can; hyphens, slashes and apostrophes may end a line.
    """
    whole = _kept_together(one_line(text))
    if whole and text_width(whole, size) <= width:
        return (whole,)
    lines: list[str] = []
    current = ""
    for word in _words(whole):
        if current and text_width((current + word).rstrip(), size) > width:
            lines.append(current.rstrip())
            current = ""
        for piece in _pieces(word, width, size):
            if current and text_width((current + piece).rstrip(), size) > width:
                lines.append(current.rstrip())
                current = ""
            current += piece
    if current.strip():
        lines.append(current.rstrip())
    if len(lines) > most:
        lines = [*lines[: most - 1], _with_ellipsis(lines[most - 1], width, size)]
    return tuple(lines)


def _kept_together(text: str) -> str:
    """A text in which a no-break space keeps French punctuation with its word."""
    return re.sub(r" (?=[»:;!?])|(?<=«) ", "\u00a0", text)


_LETTER, _END = r"(?:[^ \-/]|(?<=[0-9])[\-/](?=[0-9]))", r"(?:(?<![0-9])[\-/]|[\-/](?![0-9]))"
"""What is inside of a word for lines, and what ends one: hyphens and slashes, but not between figures."""
_WORDS = re.compile(rf"{_LETTER}*{_END}+|{_LETTER}+ *| +")


def _words(text: str) -> list[str]:
    """The words of a text, each with what stands behind it; a date stays whole."""
    return _WORDS.findall(text)


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word, cut by hyphens where it is wider than a line: between syllables where one of its ends fits.

    Else anywhere; then no piece is left with less than three letters.
    """
    pieces, rest = [], word
    while len(rest) > 1 and text_width(rest.rstrip(), size) > width:
        room = next((at for at in range(2, len(rest)) if text_width(f"{rest[:at]}-", size) > width), len(rest)) - 1
        anywhere = _whole_sign(rest, max(1, min(room, len(rest.rstrip()) - _FEWEST_LETTERS)))
        at = max((place for place in _between_syllables(rest) if place <= room), default=anywhere)
        hyphen = "-" if rest[at - 1].isalpha() and rest[at].isalpha() else ""
        pieces.append(rest[:at] + hyphen)
        rest = rest[at:]
    return [*pieces, rest]


def signs(text: str) -> list[str]:
    """A text as the signs that one sees: an emoji of several characters is one."""
    places = [0, *(place for place in range(1, len(text)) if not _joined(text, place)), len(text)]
    return [text[start:end] for start, end in pairwise(places) if start < end]


def _whole_sign(text: str, at: int) -> int:
    """The last place up to `at` that is not inside of a sign, else the end of the first one."""
    ends = list(accumulate(map(len, signs(text))))
    return max((end for end in ends if end <= at), default=ends[0])


def _joined(text: str, at: int) -> bool:
    """Whether what stands before and behind a place is one sign: an emoji of several, a flag, a letter with marks."""
    before, behind = text[at - 1], text[at]
    if before == _JOINER or unicodedata.category(behind) in ("Mn", "Me", "Cf") or behind in _SKINS:
        return True
    flags = len(text[:at]) - len(text[:at].rstrip(_FLAGS))
    return behind in _FLAGS and flags % 2 == 1


def _between_syllables(word: str) -> list[int]:
    """Where a word may be cut: as both French and English would, else as one of them does. Names are in either.

    A word with an accent is French.
    """
    letters = word.rstrip()
    if not letters.isalpha():
        return []
    french, english = (patterns(language).positions(letters) for language in ("fr", "en_US"))
    both = [] if not letters.isascii() else set(french) & set(english)
    return [int(place) for place in both or french or english]


@cache
def patterns(language: str) -> pyphen.Pyphen:
    """Where the words of a language may be cut."""
    return pyphen.Pyphen(lang=language, left=_FEWEST_LETTERS, right=_FEWEST_LETTERS)


def _with_ellipsis(line: str, width: float, size: float) -> str:
    while line and text_width(line + "…", size) > width:
        line = "".join(signs(line)[:-1])
    return line.rstrip() + "…"

"""Whether a text mentions one of many names: without capitals, accents, hyphens and spaces, at any length.

A name of five letters or more is found inside other words too (`orbis` in `OrbisMedication`): to leave out a text too
many is a loss, one too few a leak. A shorter one counts as a word of its own (`paie`, not `paiement`). Signs that
nobody sees hide no name, nor does the end of a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

_GAPS = re.compile(r"[\W_]+")
_UNSEEN = frozenset(("Mn", "Me", "Cf"))
"""The categories of signs that take no place of their own: accents, soft hyphens, joiners."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_LONG = 5
"""From as many letters on, a name is looked for inside words."""
_LOOKED_AT = 60
"""How many letters of a name that is only looked for are compared: nobody mentions a name by more."""
Trie = dict[str, "Trie"]


def folded(text: str) -> str:
    """A text as it is compared: in lower case, without accents, its words joined by one space."""
    lower = text.lower() if text.isascii() else _plain(text)
    return _GAPS.sub(" ", lower).strip()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in decomposed.translate(_LIGATURES) if unicodedata.category(sign) not in _UNSEEN)


class Mentions:
    """Names to look for in texts, each with what stands in its place where it is replaced."""

    def __init__(self, names: Iterable[str] | Mapping[str, str]) -> None:
        replacements = names if isinstance(names, Mapping) else dict.fromkeys(names, "")
        most = None if isinstance(names, Mapping) else _LOOKED_AT
        self._signs = {name: new for name, new in replacements.items() if name.strip() and not folded(name)}
        """Names without any letter, which are looked for as they are."""
        self._names = {folded(name)[:most].strip(): new for name, new in replacements.items() if folded(name)}
        self._compact = {name.replace(" ", ""): new for name, new in self._names.items()}
        self._written = {folded(name)[:most].replace(" ", ""): name for name in replacements}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """What finds the names, long ones inside words too."""
        return _any_of(self._names, _LONG) if self._names else None

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        """What finds the names as words of their own."""
        return _any_of(self._names, None) if self._names else None

    def within(self, text: str) -> bool:
        """Whether a text mentions one of the names."""
        return self.first(text) is not None

    def first(self, text: str) -> str | None:
        """The first of the names that a text mentions, as it is written; None where it mentions none."""
        if (sign := next((sign for sign in self._signs if sign in text), None)) is not None:
            return sign
        return self._found(text)

    def _found(self, text: str) -> str | None:
        if self._pattern is None:
            return None
        met = self._pattern.search(folded(text)) or self._pattern.search(folded(_in_one_line(text)))
        return None if met is None else self._written[met.group().replace(" ", "")]

    def replaced(self, text: str) -> str | None:
        """A text with what stands in the place of each name that it mentions as a word of its own.

        None where it mentions one otherwise, inside another word or over two lines: what is left would still tell it.
        """
        text = self._without_signs(text)
        if self._words is None or self._found(text) is None:
            return text
        pieces = list(self._pieces(text, self._words))
        if any(self._found(kept) is not None for kept, _ in pieces):
            return None
        return "".join(kept + new for kept, new in pieces)

    def replaced_inside(self, id: str) -> str:
        """An id, which must be there, with what stands in the place of each name, inside its words too."""
        id = self._without_signs(id)
        if self._pattern is None or self._pattern.search(folded(id)) is None:
            return id
        return "".join(kept + new for kept, new in self._pieces(id, self._pattern))

    def _without_signs(self, text: str) -> str:
        for sign, new in self._signs.items():
            text = text.replace(sign, new)
        return text

    def _pieces(self, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """The pieces of a text between the names, each with what stands in the place of the name after it."""
        spread, places = _spread(text)
        after = 0
        for found in pattern.finditer(spread):
            start, end = places[found.start()], places[found.end() - 1] + 1
            if start >= after:
                yield text[after:start], self._compact[found.group().replace(" ", "")]
                after = end
        yield text[after:], ""


def _in_one_line(text: str) -> str:
    """A text whose words are no longer broken by the ends of its lines; nothing where it has one line."""
    lines = text.splitlines()
    return "".join(line.strip().removesuffix("-") for line in lines) if len(lines) > 1 else ""


def _like(sign: str) -> str:
    """What continues the word or the number that a sign is in."""
    return r"\d" if sign.isdigit() else r"[^\W\d_]"


def _any_of(names: Iterable[str], inside: int | None) -> re.Pattern[str]:
    """The pattern of any of these names, those of `inside` letters or more within words too.

    What they begin with alike is looked at once, however many they are; of two that begin alike the long one is found.
    """
    long: Trie = {}
    tries: dict[str, Trie] = {"": long}
    """By what must not stand before it: what a name begins with, long names first."""
    for name in names:
        node, after = long, ""
        if inside is None or len(name.replace(" ", "")) < inside:
            node, after = tries.setdefault(f"(?<!{_like(name[0])})", {}), f"(?!{_like(name[-1])})"
        for sign in name:
            node = node.setdefault(" ?" if sign == " " else re.escape(sign), {})
        node[after] = {}
    return re.compile("|".join(before + _written(trie) for before, trie in tries.items() if trie))


def _written(node: Trie) -> str:
    alike = ""
    while len(node) == 1:
        [(sign, node)] = node.items()
        alike += sign
    # Where a name ends, the longer ones that go on are tried before it.
    branches = sorted(node.items(), key=lambda branch: (bool(branch[1]), branch[0]), reverse=True)
    return f"{alike}(?:{'|'.join(sign + _written(after) for sign, after in branches)})" if branches else alike


def _spread(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, with the place in it of each sign."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in _plain(sign):
            if _GAPS.fullmatch(plain):
                if signs and signs[-1] != " ":
                    signs.append(" ")
                    places.append(place)
            else:
                signs.append(plain)
                places.append(place)
    return "".join(signs), places

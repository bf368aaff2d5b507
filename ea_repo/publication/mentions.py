"""Whether a text mentions one of many names: without capitals, accents, hyphens and spaces, at any length.

A name of five letters or more is found inside other words too (`orbis` in `OrbisMedication`): to leave out a text too
many is a loss, one too few a leak. A shorter one counts as a word of its own (`paie`, not `paiement`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

_GAPS = re.compile(r"[\W_]+")
_LONG = 5
"""From as many letters on, a name is looked for inside words."""
_LOOKED_AT = 60
"""How many letters of a name are compared: nobody mentions a name by more."""
Trie = dict[str, "Trie"]


def folded(text: str) -> str:
    """A text as it is compared: in lower case, without accents, its words joined by one space."""
    lower = text.lower() if text.isascii() else _plain(text)
    return _GAPS.sub(" ", lower).strip()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


class Mentions:
    """Names to look for in texts, each with what stands in its place where it is replaced."""

    def __init__(self, names: Iterable[str] | Mapping[str, str]) -> None:
        replacements = names if isinstance(names, Mapping) else dict.fromkeys(names, "")
        self._signs = {name: new for name, new in replacements.items() if name.strip() and not folded(name)}
        """Names without any letter, which are looked for as they are."""
        self._names = {folded(name)[:_LOOKED_AT].strip(): new for name, new in replacements.items() if folded(name)}
        self._compact = {name.replace(" ", ""): new for name, new in self._names.items()}
        self._written = {folded(name)[:_LOOKED_AT].replace(" ", ""): name for name in replacements}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self._names:
            return None
        groups: dict[tuple[str, str], list[str]] = {}
        for name in self._names:
            is_long = len(name.replace(" ", "")) >= _LONG
            around = ("", "") if is_long else (f"(?<!{_like(name[0])})", f"(?!{_like(name[-1])})")
            groups.setdefault(around, []).append(name)
        return re.compile("|".join(f"{before}(?:{_any_of(names)}){after}" for (before, after), names in groups.items()))

    def within(self, text: str) -> bool:
        """Whether a text mentions one of the names."""
        return self.first(text) is not None

    def first(self, text: str) -> str | None:
        """The first of the names that a text mentions, as it is written; None where it mentions none."""
        if (sign := next((sign for sign in self._signs if sign in text), None)) is not None:
            return sign
        met = self._pattern.search(folded(text)) if self._pattern is not None else None
        return None if met is None else self._written[met.group().replace(" ", "")]

    def replaced(self, text: str) -> str:
        """A text with what stands in the place of each name that it mentions."""
        for sign, new in self._signs.items():
            text = text.replace(sign, new)
        if self._pattern is None or self._pattern.search(folded(text)) is None:
            return text
        spread, places = _spread(text)
        parts, after = [], 0
        for found in self._pattern.finditer(spread):
            start, end = places[found.start()], places[found.end() - 1] + 1
            if start >= after:
                parts += [text[after:start], self._compact[found.group().replace(" ", "")]]
                after = end
        return "".join([*parts, text[after:]])


def _like(sign: str) -> str:
    """What continues the word or the number that a sign is in."""
    return r"\d" if sign.isdigit() else r"[^\W\d_]"


def _any_of(names: Iterable[str]) -> str:
    """The pattern of any of these names: what they begin with alike is looked at once, however many they are."""
    trie: Trie = {}
    for name in names:
        node = trie
        for sign in name:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _written(trie)


def _written(node: Trie) -> str:
    branches = [
        ("" if sign == "" else " ?" if sign == " " else re.escape(sign)) + (_written(after) if sign else "")
        for sign, after in sorted(node.items(), reverse=True)
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


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

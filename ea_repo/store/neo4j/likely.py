"""Selectors and texts as Cypher: what every element that one chooses fulfils. Others may fulfil it too.

Only what the database says as the selector means it is asked there: kinds, words, links and what they lead to. Dates,
phases and what is not written are for the selector itself to judge, on the few elements that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from ea_repo.metamodel import family, inverses, kind, kinds
from ea_repo.select import Selector
from ea_repo.select.answers import COMPUTED
from ea_repo.select.inside import only_texts
from ea_repo.select.saying import Saying, fold
from ea_repo.select.selector import Condition, as_yaml
from ea_repo.select.values import is_comparison
from ea_repo.store.neo4j import rows
from ea_repo.store.neo4j.names import relationship

_WHOLE = "|".join(
    sorted({relationship(field) for each in kinds().values() for field, link in each.links.items() if link.whole})
)
"""The relationships from a part to its whole."""
_CONTROL = re.compile(r"[\x00-\x1F]")
"""What JSON writes with letters."""
_PLAIN = re.compile("[a-z0-9]+")
_ENOUGH = 100
"""How many characters of a text that is looked for are asked of the server, which follows no endless expression."""
_NOTHING = r"[\p{M}\p{Cn}\uFF9E\uFF9F]"
"""In a Java regular expression, a character that folds to nothing: an accent apart, maybe one of a later Unicode."""
_OTHER = r"[^\x00-\x7F\p{M}]"
"""One that may fold to a plain letter, or to several."""
_SEVERAL = (
    (0xBC, 0xBE), (0xC6, 0xC6), (0xDF, 0xDF), (0xE6, 0xE6), (0x132, 0x153), (0x1C4, 0x1F3), (0x1E9E, 0x1E9E),
    (0x20A8, 0x20A8), (0x2100, 0x218F), (0x2460, 0x24FF), (0x3250, 0x33FF), (0xFB00, 0xFB06), (0x1F100, 0x1F1FF),
)  # fmt: skip
"""Where those are that fold to several: ligatures, units, numbers in a circle."""


class Likely:
    """What one looks for, as Cypher on a node `e` (None where nothing of it can be asked), with the values it takes."""

    def __init__(self, wanted: Selector | Saying) -> None:
        self.values: dict[str, Any] = {}
        self._nodes = 0
        self.text = self._saying(wanted) if isinstance(wanted, Saying) else self._all(wanted, "e", tuple(kinds()))

    def _saying(self, wanted: Saying) -> str | None:
        words = _PLAIN.findall(max(_CONTROL.split(wanted.folded), key=len)[:_ENOUGH])
        if not words:
            return None
        longest_first = sorted(set(words), key=lambda each: (-len(each), each))
        self.values["ascii"] = r"[\x00-\x7F]*"
        self.values["plain"] = f"(?is).*{'[^a-zA-Z0-9]*'.join(words)}.*"
        self.values["words"] = [_folding_to(each) for each in longest_first]
        # Most texts are told by the first two, several times faster.
        said = "one =~ $plain OR NOT one =~ $ascii AND all(word IN $words WHERE one =~ word)"
        return f"any(one IN [e.id, e.text] WHERE {said})"

    def _all(self, selector: Selector, node: str, among: Sequence[str]) -> str | None:
        """Every condition that can be asked; None where none can."""
        named = [each.values for each in selector.conditions if each.path == ("kind",)]
        for values in named:
            wanted = {one for each in values for one in (kinds() if each == "*" else family(str(each)))}
            among = [each for each in among if each in wanted]
        asked = [f"{node}.kind IN {self._value(among)}"] if named else []
        asked += filter(None, (self._condition(each, node, among) for each in selector.conditions))
        asked += filter(None, (self._one_of(group, node, among) for group in selector.any_of))
        return " AND ".join(asked) or None

    def _one_of(self, group: Iterable[Selector], node: str, among: Sequence[str]) -> str | None:
        return _either(self._all(each, node, among) for each in group)

    def _condition(self, condition: Condition, node: str, among: Sequence[str]) -> str | None:
        path, values = condition.path, condition.values
        if path == ("kind",) or None in values:
            return None
        if path == ("id",):
            return None if "*" in values else f"{node}.id IN {self._value(map(str, values))}"
        head = path[0]
        having = [each for each in among if head in kind(each).fields or head in inverses(each)]
        if head in COMPUTED or any(head in kind(each).defaults for each in having):
            return None
        return _either(self._way(each, path, values, node) for each in _alike(having, head)) if having else "false"

    def _way(self, of: str, path: tuple[str, ...], values: tuple[Any, ...], node: str) -> str | None:
        """What is asked of elements of a kind and of those for which the first step of the path means the same."""
        head, rest = path[0], path[1:]
        if head in kind(of).links:
            # `[]` is written too, and no relationship.
            if not rest and "*" in values:
                return None
            wanted = kind(of).links[head].to
            ends = [*kinds()] if "*" in wanted else [name for one in wanted for name in family(one)]
            return self._through(f"-[:{relationship(head)}]->", ends, rest, values, node)
        if head in inverses(of):
            types = "|".join(sorted({relationship(end.field) for end in inverses(of)[head]}))
            ends = [name for end in inverses(of)[head] for name in family(end.kind)]
            return self._through(f"<-[:{types}]-", ends, rest, values, node)
        if rest or not only_texts(kind(of).fields[head]) or any(map(is_comparison, values)):
            return None
        said = f"{node}.{head}"
        if "*" in values:
            return f"{said} IS NOT NULL"
        # Of a name, the first characters only are a property.
        texts = [as_yaml(each)[: rows.LONGEST if head == "name" else None] for each in values]
        return f"any(one IN [] + {said} WHERE toString(one) IN {self._value(texts)})"

    def _through(
        self, arrow: str, ends: Sequence[str], rest: tuple[str, ...], values: tuple[Any, ...], node: str
    ) -> str:
        self._nodes += 1
        far = f"n{self._nodes}"
        if rest or "*" in values:
            inner = self._condition(Condition(rest, values), far, ends) if rest else None
            return f"EXISTS {{ ({node}){arrow}({far}:Element)" + (f" WHERE {inner} }}" if inner else " }")
        # A pattern goes by a relationship once at most: the way up to a whole is one of its own.
        up = f"EXISTS {{ ({far})-[:{_WHOLE}*0..]->(:Element {{repository: $repository, id: one}}) }}"
        near = f"EXISTS {{ ({node}){arrow}({far}:Element) WHERE {up} }}"
        return f"any(one IN {self._value(map(str, values))} WHERE {near})"

    def _value(self, values: Iterable[str]) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = [each for each in values if rows.storable(each)]
        return f"${name}"


def _folding_to(word: str) -> str:
    """What every text matches in which a word of plain letters is found once it is folded."""
    then = (f"{_NOTHING}*(?:{_letter(each)}{_still(before, each)})" for before, each in pairwise(word))
    return f"(?s).*(?:{_letter(word[0])}){''.join(then)}.*"


def _letter(each: str) -> str:
    return f"[{each}{each.upper()}]|{_OTHER}"


def _still(before: str, each: str) -> str:
    """A letter that the character which stood for the one before stands for too."""
    both = _together().get(before + each, "")
    # What looks behind counts in UTF-16, where one character may be two.
    return f"|(?<=[{both}]{{1,2}})" if both else ""


@cache
def _together() -> dict[str, str]:
    """By two letters that follow each other, the characters that stand for both."""
    found: dict[str, str] = {}
    for each in (chr(code) for first, last in _SEVERAL for code in range(first, last + 1)):
        for two in {before + after for word in _PLAIN.findall(fold(each)) for before, after in pairwise(word)}:
            found[two] = found.get(two, "") + each
    return found


def _either(asked: Iterable[str | None]) -> str | None:
    """One of these; None where one of them cannot be asked, or where there is none."""
    found = [*dict.fromkeys(asked)]
    texts = [each for each in found if each is not None]
    return None if not texts or len(texts) < len(found) else texts[0] if len(texts) == 1 else f"({' OR '.join(texts)})"


def _alike(having: Iterable[str], head: str) -> Iterable[str]:
    """One kind for each meaning of a key."""
    found: dict[object, str] = {}
    for each in having:
        links = kind(each).links
        asked = "texts" if head in kind(each).fields and only_texts(kind(each).fields[head]) else each
        meaning = links[head].to if head in links else inverses(each).get(head, asked)
        found.setdefault(meaning, each)
    return found.values()

"""Selectors and texts as Cypher: what every element that one chooses fulfils. Others may fulfil it too.

Only what the database says as the selector means it is asked there: kinds, words, links and what they lead to. Dates,
phases and what is not written are for the selector itself to judge, on the few elements that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ea_repo.metamodel import family, inverses, kind, kinds
from ea_repo.select import Selector
from ea_repo.select.answers import COMPUTED
from ea_repo.select.inside import only_texts
from ea_repo.select.saying import Saying
from ea_repo.select.selector import Condition, as_yaml
from ea_repo.select.values import is_comparison
from ea_repo.store import rows
from ea_repo.store.names import relationship

_WHOLE = "|".join(
    sorted({relationship(field) for each in kinds().values() for field, link in each.links.items() if link.whole})
)
"""The relationships from a part to its whole."""
_CONTROL = re.compile(r"[\x00-\x1F]")
_PLAIN = re.compile("[a-z0-9]+")
_BETWEEN = "[^a-zA-Z0-9]*"
_ENOUGH = 100
"""How many characters of a text that is looked for leave nearly all others out."""
_NONE = r"[\p{M}\p{Cn}\uFF9E\uFF9F]"
"""In a Java regular expression, a character that folds to nothing: an accent apart, maybe one of a later Unicode."""
_SOME = r"[^\x00-\x7F\p{M}]"
"""One that may fold to a plain letter or to several."""
_SEVERAL = (
    r"[\xBC-\xBE\xC6\xDF\xE6\u0132\u0133\u0149\u0152\u0153\u01C4-\u01F3\u1E9E\u20A8"
    r"\u2100-\u218F\u2460-\u24FF\u3250-\u33FF\uFB00-\uFB06\x{1F100}-\x{1F1FF}]"
)
"""One that may fold to several: a ligature, a unit, a number in a circle."""
_SAME = f"|(?<={_SEVERAL}{{1,2}})"
"""… or to the letter before as well: what looks behind counts in UTF-16, where one of these may be two."""


class Likely:
    """The text in Cypher, on a node `e`, of what one looks for, and the values that it asks for."""

    def __init__(self, wanted: Selector | Saying) -> None:
        self.values: dict[str, Any] = {}
        self._nodes = 0
        asked = self._saying(wanted) if isinstance(wanted, Saying) else self._all(wanted, "e", tuple(kinds()))
        self.text = asked or "true"

    def _saying(self, wanted: Saying) -> str | None:
        # What JSON writes with letters (a line's end) parts what is asked; the server follows no endless expression.
        parts = [words for part in _CONTROL.split(wanted.folded) if (words := _PLAIN.findall(part[:_ENOUGH]))]
        self.values |= {"parts": [_patterns(each) for each in parts], "ascii": r"[\x00-\x7F]*"}
        # Most texts are told by the first two expressions, several times faster.
        said = "one =~ part[0] OR NOT one =~ $ascii AND one =~ part[1]"
        return f"any(one IN [e.id, e.text] WHERE all(part IN $parts WHERE {said}))" if parts else None

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


def _patterns(words: Sequence[str]) -> tuple[str, str]:
    """What a text matches in which words of plain letters follow each other: as they are, and once it is folded."""
    folded = _BETWEEN.join(f"{_NONE}*".join(map(_letter, word)) for word in words)
    # The first one comes after no other.
    return f"(?is).*{_BETWEEN.join(words)}.*", f"(?s).*{folded.replace(_SAME, '', 1)}.*"


def _letter(each: str) -> str:
    return f"(?:[{each}{each.upper()}]|{_SOME}{_SAME})"


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

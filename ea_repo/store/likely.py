"""Selectors as Cypher: what every element that one chooses fulfils. Some that it does not choose may fulfil it too.

Only what the database says as the selector means it is asked there: kinds, words, links and what they lead to. Dates,
phases and what is not written are for the selector itself to judge, on the few elements that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ea_repo.metamodel import family, inverses, kind, kinds
from ea_repo.select import Selector
from ea_repo.select.answers import COMPUTED
from ea_repo.select.inside import only_texts
from ea_repo.select.selector import Condition, as_yaml
from ea_repo.select.values import is_comparison
from ea_repo.store import rows
from ea_repo.store.names import relationship

_WHOLE = "|".join(
    sorted({relationship(field) for each in kinds().values() for field, link in each.links.items() if link.whole})
)
"""The relationships from a part to its whole."""


class Likely:
    """The text of a selector in Cypher, on a node `e`, and the values that it asks for."""

    def __init__(self, selector: Selector) -> None:
        self.values: dict[str, list[str]] = {}
        self._nodes = 0
        self.text = self._all(selector, "e", tuple(kinds())) or "true"

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

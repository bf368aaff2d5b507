"""Selectors as people type them: a name that one element alone has will do where an id is wanted.

Rules, settings and whatever is kept name elements by their ids alone, as names change: `Selector.parse` reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ea_repo.graph import Graph
from ea_repo.select.called import SeveralCalledSo, called
from ea_repo.select.path_ends import path_end
from ea_repo.select.selector import Condition, Selector
from ea_repo.select.shell_selector import parse_words
from ea_repo.select.validation import check, kinds_asked


@dataclass(frozen=True)
class Meant:
    """A name that somebody typed in the place of an id, and the element that is meant by it."""

    name: str
    id: str


@dataclass(frozen=True)
class TypedSelector:
    """What words of the shell choose, by ids alone, and the names that were typed in their place."""

    selector: Selector
    meant: tuple[Meant, ...] = ()


def typed(words: Sequence[str], graph: Graph) -> TypedSelector:
    """The selector that shell words say of a graph, with ids in the place of names.

    Raises SelectorError for what can mean nothing there, SeveralCalledSo for a name that several elements have.
    """
    selector = parse_words(words, graph.vocabulary)
    names = _Names(graph, kinds_asked(selector, graph.vocabulary))
    conditions, other_than = (tuple(map(names.replaced, part)) for part in (selector.conditions, selector.other_than))
    by_ids = replace(selector, conditions=conditions, other_than=other_than)
    check(by_ids, graph, strict=True)
    return TypedSelector(by_ids, tuple(names.meant.values()))


class _Names:
    """Puts ids in the place of names, and notes what was meant by each."""

    def __init__(self, graph: Graph, asked: Sequence[str]) -> None:
        self._graph, self._asked = graph, asked
        self.meant: dict[str, Meant] = {}

    def replaced(self, condition: Condition) -> Condition:
        """A condition that wants elements at the end of a link, by their ids; another one as it is."""
        end = path_end(".".join(condition.path), self._graph.vocabulary, self._asked)
        values, kinds = condition.values, frozenset(end.kinds)
        if not end.is_link or all(self._is_id(value, kinds) for value in values):
            return condition
        if len(values) > 1:
            # The commas may be those of one name: “Lits, places et rendez-vous”.
            whole = ",".join(map(str, values))
            if (id := self._id(whole, kinds)) != whole:
                return Condition(condition.path, (id,))
        return Condition(condition.path, tuple(self._id(value, kinds) for value in values))

    def _id(self, value: Any, kinds: Collection[str]) -> Any:
        """The id of the element of some kinds that is called so; what nothing is called stays as it is."""
        if self._is_id(value, kinds):
            return value
        ids = [id for id in called(self._graph, str(value)) if self._graph.kind(id) in kinds]
        if len(ids) > 1:
            raise SeveralCalledSo(str(value), ids, self._graph)
        if not ids:
            return value
        self.meant[ids[0]] = Meant(str(value), ids[0])
        return ids[0]

    def _is_id(self, value: Any, kinds: Collection[str]) -> bool:
        if value is None or value == "*":
            return True
        return str(value) in self._graph and self._graph.kind(str(value)) in kinds

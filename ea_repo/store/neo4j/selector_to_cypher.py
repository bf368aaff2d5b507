"""A selector as Cypher: what every element that it chooses fulfils. Others may fulfil it too.

Only what the database says as the selector means it is asked there: kinds, words, links and what they lead to. Dates,
phases and what is not written are for the selector itself to judge, on the few elements that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ea_repo.metamodel import Vocabulary, kinds
from ea_repo.select import Selector
from ea_repo.select.evaluation import COMPUTED
from ea_repo.select.selector import Condition, as_yaml
from ea_repo.select.values import is_comparison
from ea_repo.store.neo4j.cypher_condition import CypherCondition
from ea_repo.store.neo4j.cypher_names import relationship
from ea_repo.store.neo4j.node_rows import NAME_LENGTH, storable

_PART_OF = "|".join(
    sorted({relationship(field) for kind in kinds().values() for field, link in kind.links.items() if link.whole})
)
"""The relationships from a part to its whole."""


def selector_condition(selector: Selector, vocabulary: Vocabulary) -> CypherCondition | None:
    """The condition that every element which a selector chooses fulfils; None where nothing of it can be asked."""
    writer = _Writer(vocabulary)
    text = writer.all_of(selector, "e", tuple(vocabulary.kinds))
    return None if text is None else CypherCondition(text, writer.parameters)


class _Writer:
    """Writes the text of one condition, and gathers its parameters.

    Its methods return a condition on a node variable, whose element is of one of the kinds `among`; None where nothing
    can be asked.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.parameters: dict[str, list[str]] = {}
        self._nodes = 0

    def all_of(self, selector: Selector, node: str, among: Sequence[str]) -> str | None:
        """Every condition of a selector that can be asked."""
        wanted_kinds = [condition.values for condition in selector.conditions if condition.path == ("kind",)]
        for values in wanted_kinds:
            wanted = {name for value in values for name in self._vocabulary.family(str(value))}
            among = [name for name in among if name in wanted]
        texts = [f"{node}.kind IN {self._parameter(among)}"] if wanted_kinds else []
        texts += filter(None, (self._condition(condition, node, among) for condition in selector.conditions))
        texts += filter(
            None, (_any(self.all_of(option, node, among) for option in options) for options in selector.any_of)
        )
        return " AND ".join(texts) or None

    def _condition(self, condition: Condition, node: str, among: Sequence[str]) -> str | None:
        path, values = condition.path, condition.values
        if path == ("kind",) or None in values:
            return None
        if path == ("id",):
            return None if "*" in values else f"{node}.id IN {self._parameter(map(str, values))}"
        key = path[0]
        kinds, inverses = self._vocabulary.kinds, self._vocabulary.inverses
        having = [name for name in among if key in kinds[name].fields or key in inverses(name)]
        if key in COMPUTED or any(key in kinds[name].defaults for name in having):
            return None
        if not having:
            return "false"
        return _any(
            self._step(name, path, values, node) for name in _one_of_each_meaning(self._vocabulary, having, key)
        )

    def _step(self, kind_name: str, path: tuple[str, ...], values: tuple[Any, ...], node: str) -> str | None:
        """The condition for elements of a kind, and of those for which the first step of the path means the same."""
        key, rest = path[0], path[1:]
        kind, inverses = self._vocabulary.kinds[kind_name], self._vocabulary.inverses(kind_name)
        if key in kind.links:
            # `[]` is written too, and no relationship.
            if not rest and "*" in values:
                return None
            ends = [name for target in kind.links[key].to for name in self._vocabulary.family(target)]
            return self._through(f"-[:{relationship(key)}]->", ends, rest, values, node)
        if key in inverses:
            sources = inverses[key]
            types = "|".join(sorted({relationship(source.field) for source in sources}))
            ends = [name for source in sources for name in self._vocabulary.family(source.kind)]
            return self._through(f"<-[:{types}]-", ends, rest, values, node)
        if rest or not kind.values[key].are_only_texts or any(map(is_comparison, values)):
            return None
        if "*" in values:
            return f"{node}.{key} IS NOT NULL"
        # Of a name, the first characters only are a property.
        texts = [as_yaml(value)[: NAME_LENGTH if key == "name" else None] for value in values]
        return f"any(one IN [] + {node}.{key} WHERE toString(one) IN {self._parameter(texts)})"

    def _through(
        self, arrow: str, ends: Sequence[str], rest: tuple[str, ...], values: tuple[Any, ...], node: str
    ) -> str:
        """A relationship to an element of the kinds `ends` that fulfils the rest of the path."""
        self._nodes += 1
        end = f"n{self._nodes}"
        if rest or "*" in values:
            inner = self._condition(Condition(rest, values), end, ends) if rest else None
            return f"EXISTS {{ ({node}){arrow}({end}:Element)" + (f" WHERE {inner} }}" if inner else " }")
        # A pattern goes by a relationship once at most: the way up to a whole is one of its own.
        in_whole = f"EXISTS {{ ({end})-[:{_PART_OF}*0..]->(:Element {{repository: $repository, id: one}}) }}"
        reached = f"EXISTS {{ ({node}){arrow}({end}:Element) WHERE {in_whole} }}"
        return f"any(one IN {self._parameter(map(str, values))} WHERE {reached})"

    def _parameter(self, values: Iterable[str]) -> str:
        """A new parameter with these values."""
        name = f"v{len(self.parameters)}"
        self.parameters[name] = [value for value in values if storable(value)]
        return f"${name}"


def _any(texts: Iterable[str | None]) -> str | None:
    """One of these conditions; None where one of them cannot be asked, or where there is none."""
    options = [*dict.fromkeys(texts)]
    if not options or None in options:
        return None
    return options[0] if len(options) == 1 else f"({' OR '.join(filter(None, options))})"


def _one_of_each_meaning(vocabulary: Vocabulary, names: Iterable[str], key: str) -> Iterable[str]:
    """Of kinds that have a key, one for each meaning of the key."""
    by_meaning: dict[object, str] = {}
    for name in names:
        links, fields = vocabulary.kinds[name].links, vocabulary.kinds[name].values
        if key in links:
            meaning: object = links[key].to
        elif key in vocabulary.inverses(name):
            meaning = vocabulary.inverses(name)[key]
        else:
            meaning = "texts" if fields[key].are_only_texts else name
        by_meaning.setdefault(meaning, name)
    return by_meaning.values()

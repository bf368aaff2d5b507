"""Selectors in words: which elements are meant, by what people call kinds, fields and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Kind, Vocabulary, built_in
from ea_repo.report.field_words import path_name, said
from ea_repo.report.words import COLON, NOT_RECORDED, SEMICOLON, few, kind_words
from ea_repo.select import Selector
from ea_repo.select.selector import Condition
from ea_repo.typography import day

_ANY, _OR = Text("tout élément", "any element"), Text(" ou ", " or ")
_BUT_FOR, _WITH, _NOT = Text("sauf", "but for"), Text("avec", "with"), Text("pas", "not")
_RECORDED = Text("renseigné", "recorded")
_EVERYTHING = Condition(("id",), ("*",))
"""What every element answers to, and so says nothing."""
_MOST = 8
"""How many values are said before the rest is counted."""
_DAYS = {
    "<=": Text("jusqu'au {}", "until {}"), ">=": Text("à partir du {}", "from {}"),
    "<": Text("avant le {}", "before {}"), ">": Text("après le {}", "after {}"),
}  # fmt: skip
_PERIODS = {
    "<=": Text("jusqu'à fin {}", "until the end of {}"), ">=": Text("à partir de {}", "from {}"),
    "<": Text("avant {}", "before {}"), ">": Text("après {}", "after {}"),
}  # fmt: skip
"""The same of a whole month or year."""
_NUMBERS = {
    "<=": Text("{} au plus", "at most {}"), ">=": Text("{} au moins", "at least {}"),
    "<": Text("moins de {}", "less than {}"), ">": Text("plus de {}", "more than {}"),
}  # fmt: skip


def joined(alternatives: Iterable[str], lang: Lang) -> str:
    """`a, b or c`."""
    *others, last = [*alternatives] or [""]
    return _OR[lang].join(filter(None, (", ".join(others), last)))


@dataclass(frozen=True)
class SelectorWords:
    """How selectors are said to a reader: the words of a vocabulary, the names of the elements that they name by id."""

    lang: Lang
    vocabulary: Vocabulary = field(default_factory=built_in)
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    """Of which kinds the elements are where a selector does not say."""

    def elements(self, selector: Selector) -> str:
        """The elements that are meant: `applications (type: external), but for (…)`."""
        kinds, conditions = self._parted(selector)
        named = self._or(kind_words(kind, self.lang, among=self.vocabulary) for kind in kinds)
        inside = self._together(conditions, kinds)
        alone = not named and not inside and len(selector.any_of) == 1 and not selector.none_of
        head = named or ("" if alone else _ANY[self.lang])
        return self._with_groups(f"{head} ({inside})" if inside else head, selector, kinds)

    def conditions(self, selector: Selector) -> str:
        """What is asked of an element that is known already: `type: external`."""
        kinds, conditions = self._parted(selector)
        named = self._or(kind_words(kind, self.lang, number=1, among=self.vocabulary) for kind in kinds)
        inside = self._together(conditions, kinds)
        head = f"{named} ({inside})" if named and inside else named or inside
        return self._with_groups(head, selector, kinds)

    def path(self, path: str) -> str:
        """What people call a field or a link of the elements meant, or a path of them."""
        return path_name(path, self.lang, self._kind(path.split(".")[0], ()))

    def _parted(self, selector: Selector) -> tuple[tuple[str, ...], list[Condition]]:
        """The kinds that a selector names, and its other conditions."""
        kinds = tuple(str(kind) for one in selector.conditions if one.path == ("kind",) for kind in one.values)
        return kinds, [one for one in selector.conditions if one.path != ("kind",) and one != _EVERYTHING]

    def _with_groups(self, head: str, selector: Selector, kinds: tuple[str, ...]) -> str:
        """What is left out, and the groups of which one must hold, after what all must be."""
        parts = [head] if head else []
        for group in selector.any_of:
            listed = self._or(f"({self._inner(inner, kinds)})" for inner in group)
            parts.append(f"{_WITH[self.lang]} {listed}" if head else listed)
        if selector.none_of:
            without = self._or(f"({self._inner(inner, kinds)})" for inner in selector.none_of)
            parts.append(f"{(_BUT_FOR if parts else _NOT)[self.lang]} {without}")
        return ", ".join(parts)

    def _inner(self, selector: Selector, kinds: tuple[str, ...]) -> str:
        return SelectorWords(self.lang, self.vocabulary, self.names, kinds or self.kinds).conditions(selector)

    def _together(self, conditions: Sequence[Condition], kinds: tuple[str, ...]) -> str:
        return SEMICOLON[self.lang].join(self._condition(condition, kinds) for condition in conditions)

    def _condition(self, condition: Condition, kinds: tuple[str, ...]) -> str:
        kind = self._kind(condition.path[0], kinds)
        name = path_name(".".join(condition.path), self.lang, kind)
        alternatives = [self._value(condition.path, value, kind) for value in condition.values]
        if len(alternatives) > _MOST:
            return f"{name}{COLON[self.lang]}{few(alternatives, self.lang, _MOST)}"
        return f"{name}{COLON[self.lang]}{self._or(alternatives)}"

    def _value(self, path: tuple[str, ...], value: Any, kind: Kind | None) -> str:
        if value is None:
            return NOT_RECORDED[self.lang]
        if value == "*":
            return _RECORDED[self.lang]
        if isinstance(value, str) and value[:1] in ("<", ">"):
            return self._compared(path[-1], value)
        if isinstance(value, str) and value in self.names:
            return self.names[value]
        if path[-1] == "kind":
            return kind_words(str(value), self.lang, number=1, among=self.vocabulary)
        return said(value, path[-1], self.lang, kind if len(path) == 1 else None)

    def _compared(self, name: str, value: str) -> str:
        sign = value[:2] if value[1:2] == "=" else value[:1]
        limit = value.removeprefix(sign).strip()
        if any(name in kind.dates for kind in self.vocabulary.kinds.values()):
            words = _DAYS if limit.count("-") == 2 else _PERIODS
            return words[sign][self.lang].format(day(limit, self.lang))
        return _NUMBERS[sign][self.lang].format(limit)

    def _kind(self, name: str, kinds: tuple[str, ...]) -> Kind | None:
        """The first of the kinds meant that has such a field; None where it is seen from its other end."""
        known = (self.vocabulary.kinds[kind] for kind in (*kinds, *self.kinds) if kind in self.vocabulary.kinds)
        return next((kind for kind in known if name in kind.fields), None)

    def _or(self, parts: Iterable[str]) -> str:
        return joined(parts, self.lang)

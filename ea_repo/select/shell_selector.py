"""Selectors as one types them in a shell: `kind` then `key=value` words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ea_repo.finding import Text
from ea_repo.metamodel import Kind, Vocabulary, built_in
from ea_repo.metamodel.names import word_meant
from ea_repo.select.selector import Condition, Selector, SelectorError

_QUOTED = re.compile(r"(=\s*)([\"'])(.*)\2")
_WORD = re.compile(r"([a-z_][\w.]*)\s*(!=|<=|>=|=|<|>)(.*)", re.DOTALL)


def parse_words(words: Sequence[str], vocabulary: Vocabulary | None = None) -> Selector:
    """The selector that shell words say: `application phase=active,phase_out zone=hr live_on<2020 type!=core`.

    A word without a sign is a kind; commas separate alternatives; `null` and `*` keep their meaning; `!=` chooses
    among what is written. A word of a field may be said as people call it, in either language. Raises SelectorError
    on a word that is neither.
    """
    kinds = (vocabulary or built_in()).kinds
    kind_names: list[str] = []
    conditions: list[Condition] = []
    excluded: list[Condition] = []
    for word in words:
        match = _WORD.fullmatch(word)
        if match is None:
            if word not in kinds:
                raise SelectorError.unknown_value("kind", word, kinds)
            kind_names.append(word)
            continue
        key, sign, written = match.groups()
        if not written:
            raise SelectorError(
                Text(
                    f"« {word} » : il manque une valeur (null pour « inconnu »)",
                    f"“{word}”: a value is missing (null for unknown)",
                )
            )
        values = [_value(text) for text in written.split(",")] if sign in ("=", "!=") else [sign + written]
        condition = Condition(tuple(key.split(".")), tuple(values))
        if sign == "!=":
            excluded.append(condition)
        else:
            conditions.append(condition)
    named = [kinds[name] for name in kind_names or kinds]
    conditions, excluded = ([_in_words_of(named, one) for one in part] for part in (conditions, excluded))
    if kind_names:
        conditions.insert(0, Condition(("kind",), tuple(kind_names)))
    return Selector(tuple(conditions), other_than=tuple(excluded))


def words_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a selector that is written in one text: the spaces of a value do not end it, nor need quotes."""
    words: list[str] = []
    for part in text.split():
        goes_on = words and "=" in words[-1] and part not in vocabulary.kinds and not _WORD.fullmatch(part)
        words[-1:] = [f"{words[-1]} {part}"] if goes_on else [*words[-1:], part]
    return [_QUOTED.sub(r"\1\3", word) for word in words]


def _in_words_of(kinds: Sequence[Kind], condition: Condition) -> Condition:
    """A condition on a field that takes one of a few words, in these words."""
    field = condition.path[0]
    kind = next((kind for kind in kinds if field in kind.choices), None)
    if kind is None or len(condition.path) > 1:
        return condition
    return Condition(condition.path, tuple(word_meant(kind, field, value) for value in condition.values))


def _value(word: str) -> Any:
    return {"null": None, "true": True, "false": False}.get(word, word)

"""The things that a selector asks of an element: each answered of one, or of all the elements of a kind together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from ea_repo.graph import Graph

Answer = bool | None
"""Yes, no, or None where something that is not written could change the answer."""
Ask = Callable[[str], Answer]
_WORDS = {str, type(None)}


class Part(Protocol):
    """One of the things that a selector asks."""

    def __call__(self, id: str, /) -> Answer: ...

    def column(self, of: str, /) -> Sequence[Answer]:
        """The answer of each element of exactly a kind, in order."""
        ...


@dataclass(frozen=True)
class Asked:
    """What is asked of an element by its id."""

    graph: Graph
    ask: Ask

    def __call__(self, id: str) -> Answer:
        return self.ask(id)

    def column(self, of: str) -> Sequence[Answer]:
        return [*map(self.ask, self.graph.exactly(of))]


@dataclass(frozen=True)
class Read:
    """What is asked of what an element writes in a field, None where it writes nothing."""

    graph: Graph
    field: str
    ask: Callable[[str, Any], Answer]

    def __call__(self, id: str) -> Answer:
        return self.ask(id, self.graph.value(id, self.field))

    def column(self, of: str) -> Sequence[Answer]:
        ask = self.ask
        return [ask(id, value) for id, value in self.graph.rows(of, self.field)]


@dataclass(frozen=True)
class Matched:
    """Whether what an element writes in a field is what is wanted; something else answers where it is not written."""

    graph: Graph
    field: str
    matches: Callable[[Any], Answer]
    absent: Ask

    def __call__(self, id: str) -> Answer:
        value = self.graph.value(id, self.field)
        answer = None if value is None else self.matches(value)
        return self.absent(id) if answer is None else answer

    def column(self, of: str) -> Sequence[Answer]:
        rows = [*self.graph.rows(of, self.field)]
        # Words come again and again.
        words = {*map(type, (value for _, value in rows))} <= _WORDS
        found: list[Answer]
        if words:
            known = {value: self.matches(value) for value in {value for _, value in rows} - {None}} | {None: None}
            found = [known[value] for _, value in rows]
        else:
            found = [None if value is None else self.matches(value) for _, value in rows]
        return [self.absent(id) if answer is None else answer for (id, _), answer in zip(rows, found, strict=True)]


@dataclass(frozen=True)
class Opposite:
    inner: Part

    def __call__(self, id: str) -> Answer:
        return _not[self.inner(id)]

    def column(self, of: str) -> Sequence[Answer]:
        return [*map(_not.__getitem__, self.inner.column(of))]


@dataclass(frozen=True)
class OneOf:
    inner: Sequence[Part]

    def __call__(self, id: str) -> Answer:
        return one_of(tuple(each(id) for each in self.inner))

    def column(self, of: str) -> Sequence[Answer]:
        return [*map(one_of, zip(*(each.column(of) for each in self.inner), strict=True))]


_not: dict[Answer, Answer] = {True: False, False: True, None: None}


@cache
def every(found: tuple[Answer, ...]) -> Answer:
    if False in found:
        return False
    return None if None in found else True


@cache
def one_of(found: tuple[Answer, ...]) -> Answer:
    if True in found:
        return True
    return None if None in found else False

"""Answers in three values (yes, no, unknown), of one element or of all the elements of a kind together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from ea_repo.graph import Graph

Answer = bool | None
"""Yes, no, or None where something that is not written could change the answer."""
Ask = Callable[[str], Answer]
"""Answers of an element, given its id."""
_TEXT_TYPES = {str, type(None)}


class Part(Protocol):
    """One condition of a selector, ready to be asked."""

    def __call__(self, id: str, /) -> Answer: ...

    def column(self, kind: str, /) -> Sequence[Answer]:
        """The answer of each element of exactly a kind, in order."""
        ...


@dataclass(frozen=True)
class ById:
    """A condition that is asked of an element by its id."""

    graph: Graph
    ask: Ask

    def __call__(self, id: str) -> Answer:
        return self.ask(id)

    def column(self, kind: str) -> Sequence[Answer]:
        return [*map(self.ask, self.graph.exactly(kind))]


@dataclass(frozen=True)
class ByIdAndValue:
    """A condition that is asked of an element and of what it writes in a field, None where it writes nothing."""

    graph: Graph
    field: str
    ask: Callable[[str, Any], Answer]

    def __call__(self, id: str) -> Answer:
        return self.ask(id, self.graph.value(id, self.field))

    def column(self, kind: str) -> Sequence[Answer]:
        ask = self.ask
        return [ask(id, value) for id, value in self.graph.rows(kind, self.field)]


class OtherEnds(Protocol):
    """Answers of the elements at the other end of a link."""

    def __getitem__(self, id: str, /) -> Answer:
        """The answer of one of them."""
        ...

    def __call__(self, ids: Sequence[str], /) -> Answer:
        """Yes where one of these answers yes, no where each answers no, else unknown."""
        ...


@dataclass(frozen=True)
class AlongLink:
    """What those at the other end of a link field answer; `absent` answers where nothing is written."""

    graph: Graph
    field: str
    other_ends: OtherEnds
    absent: Ask

    def __call__(self, id: str) -> Answer:
        if self.graph.value(id, self.field) is None:
            return self.absent(id)
        return self.other_ends(self.graph.targets(id, self.field))

    def column(self, kind: str) -> Sequence[Answer]:
        targets, answers = self.graph.along(self.field), self.other_ends
        # Most links lead to one element.
        return [
            self.absent(id) if value is None else answers[ends[0]] if len(ends := targets[id]) == 1 else answers(ends)
            for id, value in self.graph.rows(kind, self.field)
        ]


@dataclass(frozen=True)
class ByRelation:
    """A condition on who points at an element, by an inverse name; `absent` answers where nobody does."""

    graph: Graph
    name: str
    ask: Ask
    absent: Ask

    def __call__(self, id: str) -> Answer:
        return self.ask(id) if self.graph.recorded(id, self.name) else self.absent(id)

    def column(self, kind: str) -> Sequence[Answer]:
        ids = self.graph.exactly(kind)
        if not self.graph.at_hand:
            return [*map(self, ids)]
        pointed_at = self.graph.pointed_at(kind, self.name)
        return [self.ask(id) if id in pointed_at else self.absent(id) for id in ids]


@dataclass(frozen=True)
class ByValue:
    """Whether what an element writes in a field is what is wanted; `absent` answers where nothing is written."""

    graph: Graph
    field: str
    matches: Callable[[Any], Answer]
    absent: Ask

    def __call__(self, id: str) -> Answer:
        value = self.graph.value(id, self.field)
        answer = None if value is None else self.matches(value)
        return self.absent(id) if answer is None else answer

    def column(self, kind: str) -> Sequence[Answer]:
        rows = [*self.graph.rows(kind, self.field)]
        # Many elements write the same text: each different one is judged once.
        all_texts = {*map(type, (value for _, value in rows))} <= _TEXT_TYPES
        answers: list[Answer]
        if all_texts:
            by_text = {text: self.matches(text) for text in {value for _, value in rows} - {None}} | {None: None}
            answers = [by_text[value] for _, value in rows]
        else:
            answers = [None if value is None else self.matches(value) for _, value in rows]
        return [self.absent(id) if answer is None else answer for (id, _), answer in zip(rows, answers, strict=True)]


@dataclass(frozen=True)
class Not:
    """The opposite of a part."""

    part: Part

    def __call__(self, id: str) -> Answer:
        return _OPPOSITE[self.part(id)]

    def column(self, kind: str) -> Sequence[Answer]:
        return [*map(_OPPOSITE.__getitem__, self.part.column(kind))]


@dataclass(frozen=True)
class AnyOf:
    """Whether one of several parts answers yes."""

    parts: Sequence[Part]

    def __call__(self, id: str) -> Answer:
        return any_of(tuple(part(id) for part in self.parts))

    def column(self, kind: str) -> Sequence[Answer]:
        return [*map(any_of, zip(*(part.column(kind) for part in self.parts), strict=True))]


_OPPOSITE: dict[Answer, Answer] = {True: False, False: True, None: None}


@cache
def all_of(answers: tuple[Answer, ...]) -> Answer:
    """Yes where every answer is yes, no where one is no, else unknown (Kleene)."""
    if False in answers:
        return False
    return None if None in answers else True


@cache
def any_of(answers: tuple[Answer, ...]) -> Answer:
    """Yes where one answer is yes, no where every one is no, else unknown (Kleene)."""
    if True in answers:
        return True
    return None if None in answers else False

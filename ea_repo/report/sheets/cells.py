"""Cells of workbooks that name elements: a name, and its id beside."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.document import SheetCell
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.report.words import SEMICOLON, heads, kind_words

_ID = "{} (id)"


def columns(words: Text, lang: Lang) -> tuple[str, ...]:
    """The heads of columns, written `one|two+|three`; behind one with a `+` comes the column of its ids."""
    named = (head.removesuffix("+") for head in heads(words, lang))
    with_id = (head.endswith("+") for head in heads(words, lang))
    return tuple(
        column for name, has_id in zip(named, with_id, strict=True)
        for column in ((name, _ID.format(name)) if has_id else (name,))
    )  # fmt: skip


def one(graph: Graph, id: str | None) -> tuple[SheetCell, SheetCell]:
    """The name of an element and its id; two empty cells for none."""
    return (None, None) if id is None else (graph.name_alone(id), id)


def several(graph: Graph, ids: Iterable[str], lang: Lang, none: Text | None = None) -> tuple[SheetCell, SheetCell]:
    """The names of elements and their ids, each in one cell; for none what is said of that, else nothing."""
    every = list(ids)
    if not every:
        return (none[lang] if none is not None else None), None
    return SEMICOLON[lang].join(map(graph.name_alone, every)), ", ".join(every)


def kind_of(graph: Graph, id: str, lang: Lang) -> str:
    """What people call an element of that kind."""
    return kind_words(graph.kind(id), lang, number=1, among=graph.vocabulary)

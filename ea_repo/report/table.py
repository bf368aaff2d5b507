"""Elements one a line, a column for each thing asked of them."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.table import Table
from ea_repo.document import Block, Document, Rows, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import kinds
from ea_repo.report.field_words import path_name, said
from ea_repo.report.words import count_of, elements, heading
from ea_repo.semantics.remarks import gone_from, remarked

_NONE = Text("aucun élément", "no element")
_EXAMPLES = Text("donné en exemple|donnés en exemple", "is an example|are examples")
"""How many of a list's elements state no fact, where no column names them."""
_GONE = Text("que sa source n'a plus|que leur source n'a plus", "no longer in its source|no longer in their source")

_IDS = ("id", "source", "target")
"""The columns that hold one id each."""


def document(answer: Answer[Table], lang: Lang, *, cut: bool = False) -> Document:
    """The table, and how many elements it has; `cut` to the width of a terminal, but for its ids."""
    table = answer.content
    kinds_ = [kinds().get(table.graph.kind(id)) for id in table.ids]
    examples = sum(id in table.graph.illustrative for id in table.ids)
    gone = sum(gone_from(table.graph, id) is not None for id in table.ids)
    rows = tuple(
        tuple(
            remarked(table.graph, id, str(value), lang) if column == "name" else said(value, column, lang, kind)
            for column, value in zip(table.columns, row, strict=True)
        )
        for row, kind, id in zip(table.rows, kinds_, table.ids, strict=True)
    )
    only = kinds_[0] if len(set(kinds_)) == 1 else None
    columns = tuple(path_name(column, lang, only) for column in table.columns)
    whole = frozenset(place for place, column in enumerate(table.columns) if column in _IDS)
    block: Block = (
        Rows(columns, rows, one_line=True, cut=cut, uncut=whole, headed=True) if rows else Sentence(_NONE[lang])
    )
    total = elements(len(rows), lang) if rows else ""
    if examples and "name" not in table.columns:
        total += f" · {count_of(examples, _EXAMPLES, lang)}"
    if gone:
        total += f" · {count_of(gone, _GONE, lang)}"
    if table.silent:
        others = Text(
            f"{table.silent} autres à savoir : ce qui est demandé n'y est pas écrit",
            f"{table.silent} more unknown: what is asked is not written there",
        )[lang]
        total = f"{total} · {others}" if total else others
    if table.also_there:
        ids = ", ".join(table.also_there)
        there = Text(
            f"employés là aussi, par ce que dit leur ensemble ou celui du site : {ids}",
            f"used there too, by what their whole or that of the site says: {ids}",
        )[lang]
        total = f"{total} · {there}" if total else there
    return Document(lang, heading(answer.situation, lang), blocks=(block,), summary=total)

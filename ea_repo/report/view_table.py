"""A view that is a table, as people read it: the names of elements, and the sums that the view asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import ViewTable
from ea_repo.answer.table import Table
from ea_repo.document import Block, Document, Rows, Section, Sentence
from ea_repo.draw.plain_text import one_line
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph, Phase
from ea_repo.report.words import PHASE, counted, heading

HEADS = {
    "id": Text("identifiant", "id"),
    "name": Text("nom", "name"),
    "type": Text("type", "type"),
    "zone": Text("zone", "zone"),
    "moa": Text("maîtrise d'ouvrage", "owner"),
    "moe": Text("maîtrise d'œuvre", "maintained by"),
    "supplier": Text("fournisseur", "supplier"),
    "phase": Text("phase", "phase"),
    "stated_by": Text("source", "source"),
    "yearly_cost": Text("coût annuel (€)", "yearly cost (€)"),
    "covers": Text("processus", "processes"),
    "contracts": Text("contrats", "contracts"),
}
"""What columns are called; others by their path."""


def document(answer: Answer[ViewTable], lang: Lang) -> Document:
    """The table with its question, under names instead of ids, and its totals; what is not recorded counts apart."""
    table, graph, point = answer.content.table, answer.content.graph, answer.content.view.point
    columns = tuple(HEADS[name][lang] if name in HEADS else name for name in table.columns)
    rows = [
        tuple(_cell(graph, column, cell, lang) for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    ]
    totals = [_total(table, column, lang) for column in point.totals if column in table.columns]
    number = counted(len(rows), *(("élément", "éléments") if lang == "fr" else ("element", "elements")), lang)
    answers = [Sentence(point.question.text[lang])]
    if not rows:
        answers.append(Sentence(point.empty.text[lang], "doubtful"))
    blocks: list[Block] = [Rows(columns, tuple(rows), name=_naming(table.columns))] if rows else []
    blocks += [Sentence(total) for total in totals]
    return Document(
        lang,
        heading(answer.situation, lang),
        point.title.text[lang],
        answer=tuple(answers),
        blocks=(Section(number, tuple(blocks)),),
    )


def _naming(columns: Sequence[str]) -> int:
    return columns.index("name") if "name" in columns else 0


def _cell(graph: Graph, column: str, value: Any, lang: Lang) -> str:
    return PHASE[cast(Phase, value)][lang] if column == "phase" else _words(graph, value)


def _words(graph: Graph, value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(_words(graph, part) for part in value)
        case str() if value in graph:
            return one_line(graph.name(value))
        case _:
            return one_line(str(value))


def _total(table: Table, column: str, lang: Lang) -> str:
    """The sum of a column, with how many of its cells are not recorded: a sum that hides them would be wrong."""
    cells = [row[table.columns.index(column)] for row in table.rows]
    known = [cell for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    name = HEADS[column][lang] if column in HEADS else column
    if cells and not known:
        of = len(cells)
        return Text(f"Total, {name} : non renseigné ({of} sur {of})", f"Total, {name}: not recorded ({of} of {of})")[
            lang
        ]
    total = f"{sum(known):,}".replace(",", " " if lang == "fr" else ",")
    sentence = Text(f"Total, {name} : {total}", f"Total, {name}: {total}")
    missing = len(cells) - len(known)
    rest = Text(f" ({missing} non renseignés, non comptés)", f" ({missing} not recorded, not counted)")
    return sentence[lang] + (rest[lang] if missing else "")

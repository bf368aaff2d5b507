"""A view that is a table, as people read it: the names of elements, and the sums that the view asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from ea_repo.draw.plain_text import one_line
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph, Phase
from ea_repo.report.document import Document, Rows, Section, Sentence
from ea_repo.report.table import Table
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


def document(found: Table, point: Viewpoint, graph: Graph, lang: Lang) -> Document:
    """The table with its question, under names instead of ids, and its totals; what is not recorded counts apart."""
    columns = tuple(HEADS[each][lang] if each in HEADS else each for each in found.columns)
    rows = [
        tuple(_cell(graph, column, cell, lang) for column, cell in zip(found.columns, row, strict=True))
        for row in found.rows
    ]
    totals = [_total(found, each, lang) for each in point.totals if each in found.columns]
    number = counted(len(rows), *(("élément", "éléments") if lang == "fr" else ("element", "elements")), lang)
    answer = [Sentence(point.question.text[lang])]
    if not rows:
        answer.append(Sentence(point.empty.text[lang], "doubtful"))
    blocks: list[Sentence | Rows] = [Rows(columns, tuple(rows), name=_naming(found.columns))] if rows else []
    blocks += [Sentence(each) for each in totals]
    title = point.title.text[lang]
    return Document(title, heading(found.situation, lang), tuple(answer), (Section(number, tuple(blocks)),))


def _naming(columns: Sequence[str]) -> int:
    return columns.index("name") if "name" in columns else 0


def _cell(graph: Graph, column: str, value: Any, lang: Lang) -> str:
    return PHASE[cast(Phase, value)][lang] if column == "phase" else _said(graph, value)


def _said(graph: Graph, value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(_said(graph, each) for each in value)
        case str() if value in graph:
            return one_line(graph.name(value))
        case _:
            return one_line(str(value))


def _total(found: Table, column: str, lang: Lang) -> str:
    """The sum of a column, with how many of its cells are not recorded: a sum that hides them would be wrong."""
    cells = [row[found.columns.index(column)] for row in found.rows]
    known = [each for each in cells if isinstance(each, (int, float)) and not isinstance(each, bool)]
    name = HEADS[column][lang] if column in HEADS else column
    total = f"{sum(known):,}".replace(",", " " if lang == "fr" else ",")
    said = Text(f"Total, {name} : {total}", f"Total, {name}: {total}")
    missing = len(cells) - len(known)
    rest = Text(f" ({missing} non renseignés, non comptés)", f" ({missing} not recorded, not counted)")
    return said[lang] + (rest[lang] if missing else "")

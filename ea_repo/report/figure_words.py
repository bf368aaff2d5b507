"""Counts, sums and shares in words: a figure never goes without how much of it is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ea_repo.answer.figure import Figure
from ea_repo.answer.view_table import RowGroup, ViewTable
from ea_repo.draw.plain_text import one_line
from ea_repo.draw.table_columns import Column
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph, Phase
from ea_repo.report.field_words import said
from ea_repo.report.words import NOT_RECORDED, PHASE

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
TOTAL = Text("Total", "Total")
_UNKNOWN = Text("inconnu", "unknown")


def head(column: Column, lang: Lang) -> str:
    """What people read above a column."""
    return column.title.text[lang] if column.title else path_head(column.called, lang)


def path_head(path: str, lang: Lang) -> str:
    return HEADS[path][lang] if path in HEADS else path


def cell_words(graph: Graph, column: str, value: Any, lang: Lang) -> str:
    """A cell as people read it: names instead of ids, phases in words; what is not recorded is empty."""
    if isinstance(value, Figure):
        return figure_in_cell(value, lang)
    return (
        PHASE[cast(Phase, value)][lang] if column == "phase" else _words(graph, column.rpartition(".")[2], value, lang)
    )


def _words(graph: Graph, field: str, value: Any, lang: Lang) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(_words(graph, field, part, lang) for part in value)
        case str() if value in graph:
            return one_line(graph.name(value))
        case str():
            return one_line(said(value, field, lang))
        case _:
            return one_line(str(value))


def group_name(table: ViewTable, group: RowGroup, lang: Lang) -> str:
    """What a group is called: what its elements have in common."""
    if group.value is None:
        return NOT_RECORDED[lang]
    last = (table.point.group or "").rpartition(".")[2]
    return cell_words(table.graph, last, group.value, lang)


def figure_in_cell(figure: Figure, lang: Lang) -> str:
    """A figure in a few words."""
    notes = " ; ".join(_unknowns(figure, lang)) if lang == "fr" else "; ".join(_unknowns(figure, lang))
    if figure.value is None:
        alone = figure.unknown + figure.silent <= 1
        return _UNKNOWN[lang] if alone else f"{_UNKNOWN[lang]} ({figure.unknown + figure.silent})"
    return f"{_value(figure, lang)} ({notes})" if notes else _value(figure, lang)


def total_in_words(column: Column, figure: Figure, added: float, lang: Lang) -> str:
    """The total of a column as a sentence; `added`: what its rows add up to, where that is to be told."""
    name = head(column, lang)
    rest = figure.unknown + figure.silent
    if figure.value is None:
        of = figure.known + rest
        absent = Text(f"non renseigné ({rest} sur {of})", f"not recorded ({rest} of {of})")
        return _total(name, absent[lang], lang)
    if figure.what == "sum" and not figure.silent:
        missing = Text(f" ({rest} non renseignés, non comptés)", f" ({rest} not recorded, not counted)")
        words = _value(figure, lang) + (missing[lang] if rest else "")
    else:
        words = figure_in_cell(figure, lang)
    if figure.what != "share" and added != figure.value:
        once = Text("ce que plusieurs lignes ont en commun y est une fois", "what several rows share is in it once")
        words += f" ; {once.fr}" if lang == "fr" else f"; {once.en}"
    return _total(name, words, lang)


def _total(name: str, words: str, lang: Lang) -> str:
    return Text(f"Total, {name} : {words}", f"Total, {name}: {words}")[lang]


def _value(figure: Figure, lang: Lang) -> str:
    value = figure.value or 0
    if figure.what == "share":
        share = f"{100 * value:.0f}"
        return Text(f"{share} % de {figure.known}", f"{share}% of {figure.known}")[lang]
    written = f"{value:,.2f}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"
    return written.replace(",", " ").replace(".", ",") if lang == "fr" else written


def _unknowns(figure: Figure, lang: Lang) -> Iterator[str]:
    number = figure.unknown
    if number:
        many = "s" if number > 1 else ""
        yield Text(f"{number} inconnu{many}", f"{number} unknown")[lang]
    if figure.silent:
        yield Text(f"non renseigné pour {figure.silent}", f"not recorded for {figure.silent}")[lang]

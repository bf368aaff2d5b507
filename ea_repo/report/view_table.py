"""A view that is a table, as people read it: names instead of ids, groups, and the totals that the view asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.figure import Figure
from ea_repo.answer.view_table import Row, RowGroup, ViewTable
from ea_repo.document import Block, Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.figure_words import cell_words, figure_in_cell, group_name, head, path_head, total_in_words
from ea_repo.report.words import counted, heading


def document(answer: Answer[ViewTable], lang: Lang) -> Document:
    """The table with its question, under names instead of ids, and its totals; what is not recorded counts apart."""
    table = answer.content
    answers = [Sentence(table.point.question.text[lang])]
    if not table.rows:
        answers.append(Sentence(table.point.empty.text[lang], "doubtful"))
    return Document(
        lang,
        heading(answer.situation, lang),
        table.point.title.text[lang],
        answer=tuple(answers),
        blocks=tuple(_sections(table, lang)),
    )


def _sections(table: ViewTable, lang: Lang) -> Iterator[Section]:
    for group in () if table.point.folded else table.groups:
        inside: list[Block] = [_rows(table, group.rows, lang), *_totals(table, group.totals, group.rows, lang)]
        yield Section(group_name(table, group, lang), tuple(inside), tally=str(len(group.rows)))
    whole: list[Block] = []
    if table.point.folded and table.rows:
        whole.append(_folded(table, lang))
    elif table.rows and not table.groups:
        whole.append(_rows(table, table.rows, lang))
    whole += _totals(table, table.totals, table.rows, lang)
    twice = sum(len(group.rows) for group in table.groups) - len(table.rows)
    if table.groups and twice:
        once = Text(
            f"Des éléments sont dans plusieurs groupes ({twice} fois) ; les totaux les comptent une fois.",
            f"Some elements are in several groups ({twice} times); totals count them once.",
        )
        whole.append(Sentence(once[lang], "note"))
    yield Section(_elements(len(table.rows), lang), tuple(whole))


def _elements(number: int, lang: Lang) -> str:
    one, many = ("élément", "éléments") if lang == "fr" else ("element", "elements")
    return counted(number, one, many, lang)


def _rows(table: ViewTable, rows: Sequence[Row], lang: Lang) -> Rows:
    columns = table.point.columns
    paths = [column.leads for column in columns]
    written = (
        tuple(
            cell_words(table.graph, column.leads, cell, lang) for column, cell in zip(columns, row.cells, strict=True)
        )
        for row in rows
    )
    naming = paths.index("name") if "name" in paths else 0
    return Rows(
        tuple(head(column, lang) for column in columns), tuple(written), name=naming, headed=bool(table.groups) or None
    )


def _folded(table: ViewTable, lang: Lang) -> Rows:
    """A row a group: how many elements it has, and its totals."""
    number = Text("éléments", "elements")[lang]
    heads = (path_head(table.point.group or "", lang), number, *(head(column, lang) for column in table.totalled))
    return Rows(heads, tuple(_folded_row(table, group, lang) for group in table.groups), name=0, headed=True)


def _folded_row(table: ViewTable, group: RowGroup, lang: Lang) -> tuple[str, ...]:
    figures = (figure_in_cell(figure, lang) for figure in group.totals)
    return (group_name(table, group, lang), str(len(group.rows)), *figures)


def _totals(table: ViewTable, figures: Sequence[Figure], rows: Sequence[Row], lang: Lang) -> Iterator[Sentence]:
    for column, figure in zip(table.totalled, figures, strict=True) if rows else ():
        place = table.point.columns.index(column)
        cells = (row.cells[place] for row in rows)
        values = (cell.value if isinstance(cell, Figure) else cell for cell in cells)
        added = sum(value for value in values if isinstance(value, int | float))
        yield Sentence(total_in_words(column, figure, added, lang))

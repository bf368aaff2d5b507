"""The indicators: by principle, a column a day, each value above what it rests on."""

from __future__ import annotations

from ea_repo.check.indicators import Indicators
from ea_repo.document import Block, Document, FigureGroup, FigureRow, Figures, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.indicator_rows import (
    INDICATORS,
    NO_INDICATOR,
    columns,
    head,
    rows,
    section_name,
)

_INDICATOR = Text("indicateur", "indicator")


def document(indicators: Indicators, lang: Lang) -> Document:
    """Every indicator on the days asked, then how it changed."""
    groups = tuple(
        FigureGroup(
            section_name(section, lang),
            tuple(
                FigureRow(row.title, row.notes, row.cells, row.is_part)
                for series in group
                for row in rows(series, lang)
            ),
        )
        for section, group in indicators.groups
    )
    block: Block = Sentence(NO_INDICATOR[lang])
    if indicators.series:
        block = Figures(_INDICATOR[lang], tuple(columns(indicators, lang)), groups)
    title = f"{indicators.workspace} · {INDICATORS[lang]} · {head(indicators, lang)}"
    return Document(lang, title=title, blocks=(block,))

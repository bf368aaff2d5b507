"""A document for a word processor: what a committee opens, annotates and signs."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ea_repo.document import (
    Bars,
    Block,
    Code,
    Document,
    Figures,
    Item,
    Items,
    Picture,
    Rows,
    Section,
    Sentence,
    Terms,
    Tone,
    Tree,
)
from ea_repo.finding import Lang, Text
from ea_repo.format import Format
from ea_repo.format.layout.page import tight
from ea_repo.format.layout.table_widths import table_widths
from ea_repo.format.layout.word_body import WordBody
from ea_repo.write.archive import LONGEST_TITLE, made_on_disk

if TYPE_CHECKING:
    from docx.document import Document as Word

FORMAT = Format("docx", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
MAKER = "ea-repo"
"""Whose work a file says that it is."""
_COLOURS: dict[Tone, str] = {"bad": "A8201A", "doubtful": "7A4D00", "good": "2F7D4F", "quiet": "555555"}
_PAGE = Text("page", "page")
_FONT, _MONO = "Liberation Sans", "Liberation Mono"


def document(written: Document, width: int = 0) -> Iterator[bytes]:
    """The file: its title, the answer, then what it rests on. It has no width."""

    def make(made: Path) -> Mapping[str, Path]:
        import docx

        word = docx.Document()
        text = made.with_name("text")
        with text.open("wb") as file:
            _Writer(word, written.lang).write(written, file)
        word.save(str(made))
        return {word.part.partname.membername: text}

    return made_on_disk(make)


class _Writer:
    """Writes the blocks of a document, one after the other."""

    body: WordBody

    def __init__(self, word: Word, lang: Lang) -> None:
        self.word, self.lang = word, lang
        self.pictures = 0

    def write(self, written: Document, file: IO[bytes]) -> None:
        """Writes the text of the document in a file; the rest is in what python-docx holds."""
        self.set_up(written)
        self.body = WordBody(self.word, file)
        if written.marking:
            self.line(written.marking, "bad", bold=True)
        if written.situation and written.title:
            self.line(written.situation, "quiet", size=9)
        self.heading(written.title or written.situation, 0)
        if written.about:
            self.line(" ".join(written.about.split()), "quiet")
        if written.summary:
            self.line(written.summary, bold=True)
        for sentence in written.answer:
            self.line(sentence.text, sentence.tone, bold=True)
        for block in (*written.notes, *written.blocks):
            self.block(block, 1)
        self.body.end()

    def set_up(self, written: Document) -> None:
        """The page, its language, its margins and what each page bears."""
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt

        properties = self.word.core_properties
        properties.author, properties.title = MAKER, _clean(written.title or written.situation)[:LONGEST_TITLE]
        properties.language = "fr-FR" if self.lang == "fr" else "en-GB"
        style: Any = self.word.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(9.5)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        style.paragraph_format.space_after = Pt(3)
        for name in ("Title", *(f"Heading {level}" for level in range(1, 6))):
            heading: Any = self.word.styles[name]
            heading.font.name = _FONT
            heading.element.rPr.rFonts.set(qn("w:asciiTheme"), _FONT)
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.6)
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{_clean(written.situation or written.title)} · {_PAGE[self.lang]} ").font.size = Pt(8)
        _field(footer, "PAGE")
        if written.marking:
            section.header.paragraphs[0].add_run(_clean(written.marking)).font.size = Pt(8)

    def heading(self, text: str, level: int) -> None:
        from docx.shared import Pt, RGBColor

        self.body.make_room()
        heading = self.word.add_heading(self.said(text), min(level, 5))
        heading.paragraph_format.space_before = Pt(8 if level else 0)
        heading.paragraph_format.keep_with_next = True
        for run in heading.runs:
            run.font.size = Pt((17, 13, 11, 10, 10, 10)[min(level, 5)])
            run.font.color.rgb = RGBColor(0x1A, 0x2A, 0x3A)

    def line(
        self, text: str, tone: Tone = "plain", *, bold: bool = False, indent: int = 0, size: float | None = None
    ) -> None:
        from docx.shared import Cm, Pt

        self.body.make_room()
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.5 * indent)
        run = paragraph.add_run(self.said(text))
        run.bold = bold
        if size is not None:
            run.font.size = Pt(size)
        _coloured(run, tone)

    def said(self, text: str) -> str:
        """A text as it is printed."""
        return _clean(tight(text, self.lang))

    def block(self, block: Block | Section, level: int, indent: int = 0) -> None:
        """A block, at the level of the titles in it; what is set in are lists and sentences."""
        match block:
            case Section():
                self.section(block, level)
            case Sentence():
                self.line(block.text, block.tone, indent=indent)
            case Items():
                for item in block.items:
                    self.item(item, level, indent)
            case Tree():
                for branch in block.branches:
                    self.line(" · ".join((branch.text, *filter(None, branch.lines))), indent=branch.depth + indent)
            case Figures():
                self.figures(block, level)
            case Picture():
                self.picture(block)
            case Code():
                self.line(block.text)
            case _:
                self.in_a_table(block)
        self.more(getattr(block, "more", ""))

    def section(self, section: Section, level: int) -> None:
        if section.title:
            tally = f" – {section.tally}" if section.tally else ""
            self.heading(f"{section.title}{tally}", level)
            self.word.paragraphs[-1].paragraph_format.page_break_before = section.on_a_new_page or section.on_one_page
        for block in section.blocks:
            self.block(block, level + 1)

    def in_a_table(self, block: Rows | Terms | Bars) -> None:
        match block:
            case Rows():
                shown = block if block.headed else block.full()
                self.table(shown.columns, shown.rows, shown.tones, shown.toned, shown.code)
            case Terms():
                self.table(None, [(term.name, "\n".join(filter(None, term.lines))) for term in block.terms])
            case Bars():
                rows = [(row.name, *row.about, row.words) for group in block.groups for row in group.rows]
                self.table(block.columns, rows)

    def more(self, text: str) -> None:
        if text:
            self.line(text, "quiet")

    def item(self, item: Item, level: int, indent: int) -> None:
        mark = f"{item.mark} " if item.mark else ""
        aside = f" – {item.aside}" if item.aside else ""
        self.line(f"{mark}{item.title or item.text}{aside}", item.tone, indent=indent)
        for inner in item.inside:
            self.block(inner, level, indent + 1)

    def figures(self, block: Figures, level: int) -> None:
        for group in block.groups:
            self.heading(group.title, level)
            rows = [
                ("\n".join((row.title, *row.notes)), *("\n".join(cell) for cell in row.cells)) for row in group.rows
            ]
            self.table((block.head, *block.columns), rows)

    def table(
        self,
        columns: tuple[str, ...] | None,
        rows: Any,
        tones: tuple[Tone, ...] = (),
        toned: int | None = None,
        code: frozenset[int] = frozenset(),
    ) -> None:
        """A table; its head is repeated on each page, and no row is cut by the end of one."""
        from docx.shared import Pt

        rows = [tuple(row) for row in rows]
        width = len(columns or (rows[0] if rows else ()))
        if not width:
            return
        table = self.word.add_table(rows=0, cols=width)
        table.style = self.word.styles["Table Grid"]
        table.autofit = False
        grid = table._tbl.tblGrid.gridCol_lst
        signs = table_widths([*([columns] if columns else []), *rows], _ROOM / _SIGN)
        widths = [_SIGN * width for width in signs]
        _sized(table.columns, widths)
        with self.body.table(table):
            if columns is not None:
                head = _added(table, grid)
                _repeated(head)
                cells = _cells(head, table)
                _sized(cells, widths)
                for cell, name in zip(cells, columns, strict=True):
                    self.fill(cell, name, bold=True)
            for place, row in enumerate(rows):
                self.body.make_room()
                line = _added(table, grid)
                _whole(line)
                cells = _cells(line, table)
                _sized(cells, widths)
                for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
                    tone = tones[place] if tones and column == toned else "plain"
                    self.fill(cell, text, tone, bold=column == 0, code=column in code)
        self.word.add_paragraph().paragraph_format.space_after = Pt(2)

    def fill(self, cell: Any, text: str, tone: Tone = "plain", *, bold: bool = False, code: bool = False) -> None:
        """Writes a cell; what one types is printed sign by sign as it is."""
        from docx.shared import Pt

        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(_clean(text) if code else self.said(text))
        run.font.size, run.bold = Pt(7.5 if code else 8.5), bold
        if code:
            run.font.name = _MONO
        _coloured(run, tone)

    def picture(self, block: Picture) -> None:
        from docx.shared import Cm

        from ea_repo.format.png import diagram

        self.line(block.title, bold=True)
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        drawn = self.word.add_picture(io.BytesIO(diagram(block.drawn, block.style)), width=Cm(17))
        # It took the first number that no picture has which is still in the tree.
        self.pictures += 1
        properties: Any = drawn._inline.docPr
        properties.id, properties.name = self.pictures, f"Picture {self.pictures}"
        highest = Cm(22)
        if drawn.height > highest:
            drawn.width, drawn.height = int(drawn.width * highest / drawn.height), highest
        self.line(block.summary, "quiet")


_ROOM = 17.4
"""How wide a table may be, in centimetres."""
_SIGN = 0.16
"""How wide a sign of a cell is, in centimetres, on average."""


def _added(table: Any, grid: Any) -> Any:
    """A new last row, as `add_row` makes it: that one looks for the columns of the table again, behind all its rows."""
    row = table._tbl.add_tr()
    for column in grid:
        row.add_tc().width = column.w
    return row


def _cells(row: Any, table: Any) -> list[Any]:
    """The cells of a row: what python-docx calls so is not let go of as soon as nobody uses it."""
    from docx.table import _Cell

    return [_Cell(cell, table) for cell in row.tc_lst]


def _sized(parts: Any, widths: list[float]) -> None:
    """Says how wide columns are, or the cells of a row: word processors look at one or the other."""
    from docx.shared import Cm

    for part, width in zip(parts, widths, strict=True):
        part.width = Cm(width)


def _clean(text: str) -> str:
    """A text that XML may hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")


def _coloured(run: Any, tone: Tone) -> None:
    from docx.shared import RGBColor

    if tone in _COLOURS:
        run.font.color.rgb = RGBColor.from_string(_COLOURS[tone])


def _field(paragraph: Any, name: str) -> None:
    """A field that the word processor fills: the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _repeated(row: Any) -> None:
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

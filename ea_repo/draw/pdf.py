"""The sheets of a map as one PDF, each page numbered; an overview shows where each other sheet is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject

from ea_repo.draw.paper import FOOT, MARGIN
from ea_repo.draw.pdf_text import escaped, page_of
from ea_repo.draw.render import picture_of
from ea_repo.draw.sheets import Sheet
from ea_repo.draw.style import Style
from ea_repo.finding import Text

FOOT_SIZE, MARK_SIZE = 9, 40
_OVERVIEW = Text(" : vue d'ensemble, le détail est sur les suivantes", ": overview, the others have the details")
_MARK_WIDTH = 0.56
"""How wide a figure is, of its size."""


def as_pdf(sheets: Sequence[Sheet], style: Style) -> bytes:
    """A page for each sheet; the same bytes for the same sheets. Raises NotDrawn."""
    writer = PdfWriter()
    pictures: dict[int, bytes] = {}
    for number, sheet in enumerate(sheets, 1):
        key = id(sheet.drawing)
        if key not in pictures:
            pictures[key] = picture_of(sheet.drawing, style, "pdf")
        writer.add_page(_page(sheet, pictures[key], number, len(sheets)))
    writer.add_metadata({"/Title": sheets[0].drawing.diagram.title, "/CreationDate": "D:20000101000000Z"})
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page(sheet: Sheet, picture: bytes, number: int, total: int) -> PageObject:
    """A map, or a window on it, on its paper, with a line below."""
    paper, scale = sheet.paper, sheet.scale
    page = PageObject.create_blank_page(width=paper.width, height=paper.height)
    content = PdfReader(io.BytesIO(picture)).pages[0]
    # The size that Graphviz tells of its SVG is that of the PDF too, but for what is rounded.
    left, width, height = 0.0, *sheet.drawing.size
    bottom = float(content.mediabox.height) - height
    if sheet.window is not None:
        left, bottom = sheet.window.x, float(content.mediabox.height) - sheet.window.bottom
        width, height = sheet.window.width, sheet.window.height
    content.cropbox = content.trimbox = content.mediabox = RectangleObject(
        (left, bottom, left + width, bottom + height)
    )
    top = paper.height - MARGIN
    move = Transformation().translate(-left, -bottom).scale(scale).translate(MARGIN, top - height * scale)
    page.merge_transformed_page(content, move)
    operators = "\n".join([*_marks(sheet, top), *_foot(sheet, number, total)])
    page.merge_page(page_of(operators, paper.width, paper.height))
    return page


def _marks(sheet: Sheet, top: float) -> Iterator[str]:
    """A frame around what another sheet shows, with its number."""
    for place, number in sheet.marks:
        x, width, height = (length * sheet.scale for length in (place.x, place.width, place.height))
        y = top - place.bottom * sheet.scale
        yield f"0.7 0.2 0 RG 1.5 w {MARGIN + x:.1f} {y:.1f} {width:.1f} {height:.1f} re S"
        left = MARGIN + x + width / 2 - len(str(number)) * MARK_SIZE * _MARK_WIDTH / 2
        yield f"0.7 0.2 0 rg BT /F {MARK_SIZE} Tf {left:.1f} {y + height / 2:.1f} Td ({number}) Tj ET"


def _foot(sheet: Sheet, number: int, total: int) -> Iterator[str]:
    words = escaped(foot_of(sheet, number, total))
    yield f"0.3 g BT /F {FOOT_SIZE} Tf {MARGIN:.1f} {MARGIN - FOOT / 2:.1f} Td ({words}) Tj ET"


def foot_of(sheet: Sheet, number: int, total: int) -> str:
    """The title and the day, with the number of the sheet where there are several."""
    diagram = sheet.drawing.diagram
    words = f"{diagram.title} · {diagram.situation}"
    if total > 1:
        where = Text(f"feuille {number} sur {total}", f"sheet {number} of {total}")[diagram.lang]
        if sheet.window is None and number == 1:
            where += _OVERVIEW[diagram.lang]
        words = f"{words} · {where}"
    return words

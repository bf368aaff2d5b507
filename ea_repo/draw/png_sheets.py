"""The sheets of a map as PNG: the pages of their PDF, so that both show the same, at a size that can be printed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from ea_repo.draw.pdf import as_pdf
from ea_repo.draw.render import RESOLUTION
from ea_repo.draw.sheets import Sheet
from ea_repo.draw.style import Style

_POINTS = 72
"""Of an inch, which a PDF measures in."""


def as_png_sheets(sheets: Sequence[Sheet], style: Style) -> Iterator[bytes]:
    """A picture for each sheet, one at a time in memory; raises NotDrawn."""
    import pypdfium2  # type: ignore[import-untyped]

    pages = pypdfium2.PdfDocument(as_pdf(sheets, style))
    try:
        for page in pages:
            out = io.BytesIO()
            page.render(scale=RESOLUTION / _POINTS).to_pil().save(out, "png", dpi=(RESOLUTION, RESOLUTION))
            yield out.getvalue()
    finally:
        pages.close()

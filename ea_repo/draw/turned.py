"""Labels that are written upwards, which Graphviz cannot: names above narrow columns.

They are put into its SVG, then read from there to be written over its PDF; a picture is made from that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from defusedxml import ElementTree

from ea_repo.draw.diagram import Box
from ea_repo.draw.plain_text import printable
from ea_repo.draw.wrap import drawn_width

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"-?\d+(?:\.\d+)?"
_CLASS = "turned"
_FOOT, _MIDDLE = 4.0, 0.35
"""How far a label begins above the foot of its box; how far its foot is from the middle of its letters, of its size."""
_INK = "#1a1a1a"


def can_be_turned(words: str) -> bool:
    """Whether the font of every reader has all of its letters."""
    return bool(words) and words == words.encode("cp1252", "ignore").decode("cp1252")


def write_upwards(element: Element, box: Box) -> None:
    """Writes the label of a box, of which Graphviz has drawn the outline alone."""
    outlines = (shape.get("d") or shape.get("points") for shape in element.iter())
    numbers = [float(number) for number in re.findall(_NUMBER, next(filter(None, outlines), ""))]
    words = " ".join(box.label)
    if not numbers or not words:
        return
    x, y = (min(numbers[::2]) + max(numbers[::2])) / 2 + box.size * _MIDDLE, max(numbers[1::2]) - _FOOT
    at = {"x": f"{x:.2f}", "y": f"{y:.2f}", "transform": f"rotate(-90 {x:.2f} {y:.2f})", "class": _CLASS}
    look = {"font-family": "Helvetica,sans-Serif", "font-size": f"{box.size:.2f}", "fill": _INK}
    text = SubElement(element, f"{_SVG}text", {**at, **look})
    text.text = printable(words)
    if width := drawn_width(words, box.size):
        text.attrib.update({"textLength": f"{width:.1f}", "lengthAdjust": "spacingAndGlyphs"})


def with_turned_labels(pdf: bytes, svg: str) -> bytes:
    """The PDF of a drawing with the labels that its SVG has upwards."""
    root = ElementTree.fromstring(svg)
    if not any(text.get("class") == _CLASS for text in root.iter(f"{_SVG}text")):
        return pdf
    from pypdf import PdfReader, PdfWriter

    from ea_repo.draw.pdf_text import page_of

    writer = PdfWriter()
    page = writer.add_page(PdfReader(io.BytesIO(pdf)).pages[0])
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    page.merge_page(page_of("\n".join(_operators(root, height)), width, height))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _operators(root: Element, height: float) -> Iterator[str]:
    """What writes each label upwards on a page that is so high."""
    from ea_repo.draw.pdf_text import escaped

    moved = next(filter(None, (group.get("transform") for group in root.iter(f"{_SVG}g"))), "")
    written = re.search(rf"translate\(({_NUMBER})[ ,]({_NUMBER})\)", moved)
    right, down = (float(written[1]), float(written[2])) if written else (0.0, 0.0)
    yield "0.1 g"
    for text in root.iter(f"{_SVG}text"):
        if text.get("class") == _CLASS:
            x, y = float(text.get("x", 0)) + right, height - float(text.get("y", 0)) - down
            size = float(text.get("font-size", 9))
            yield f"BT /F {size:g} Tf 0 1 -1 0 {x:.2f} {y:.2f} Tm ({escaped(text.text or '')}) Tj ET"


def as_png(pdf: bytes, resolution: int) -> bytes:
    """The page of a PDF as a picture of so many points an inch."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    try:
        out = io.BytesIO()
        document[0].render(scale=resolution / 72).to_pil().save(out, "png", dpi=(resolution, resolution))
        return out.getvalue()
    finally:
        document.close()

"""A slide to draw on, in points: boxes, texts, connectors and curves as shapes of a presentation program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ea_repo.draw.diagram import Place
from ea_repo.draw.plain_text import printable
from ea_repo.draw.shapes import Point
from ea_repo.draw.style import Line, Look
from ea_repo.finding import Lang

if TYPE_CHECKING:
    from pptx.slide import Slide

FONT = "Arial"
EMU = 12700
"""Of a point, which the format measures in."""
_LEAST_SIZE = 1.0
_ROUND = 5.0
"""The radius of a rounded corner."""


@dataclass(frozen=True)
class Writing:
    """How a text is written; `across` and `down` say where its lines stand in their place."""

    size: float
    colour: str = "#1a1a1a"
    bold: bool = False
    italic: bool = False
    across: str = "left"
    down: str = "middle"


class Canvas:
    """Draws on a slide, one shape above the other."""

    def __init__(self, slide: Slide, lang: Lang) -> None:
        self._slide, self._lang = slide, lang
        self._shapes: Any = slide.shapes
        # Else the number of each shape is looked for among all that are there.
        self._shapes.turbo_add_enabled = True

    def box(self, place: Place, look: Look, lines: Sequence[str], writing: Writing, *, rounded: bool) -> Any:
        """A box with its text."""
        from pptx.enum.shapes import MSO_SHAPE

        kind = MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE
        shape = self._shapes.add_shape(kind, *_emu(place))
        if rounded:
            shape.adjustments[0] = min(_ROUND / max(min(place.width, place.height), 1), 0.5)
        self._filled(shape, look.fill)
        self._line(shape.line, look.border, look.line, 0.75)
        self.write(shape, lines, writing)
        return shape

    def frame(self, place: Place, colour: str) -> Any:
        """The outline of a place, through which one sees what is behind."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(place))
        self._filled(shape, None)
        self._line(shape.line, colour, "solid", 1.5)
        return shape

    def cover(self, place: Place) -> Any:
        """A piece of the ground of the slide, over what is drawn there."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(place))
        self._filled(shape, "#ffffff")
        shape.line.fill.background()
        return shape

    def text(self, place: Place, lines: Sequence[str], writing: Writing, *, ground: str | None = None) -> Any:
        """A text alone; `ground` hides what is behind it."""
        shape = self._shapes.add_textbox(*_emu(place))
        self.write(shape, lines, writing)
        # Without that, a text that begins at the left stands in the middle of its place.
        shape.text_frame.word_wrap = writing.across == "left"
        if ground is not None:
            shape.fill.solid()
            shape.fill.fore_color.rgb = _colour(ground)
        return shape

    def connector(self, source: Any, target: Any, sides: tuple[int, int], look: Look, width: float) -> Any:
        """A straight arrow that holds to a side of each of two boxes, and follows them where they are moved."""
        from pptx.enum.shapes import MSO_CONNECTOR

        shape = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
        shape.begin_connect(source, sides[0])
        shape.end_connect(target, sides[1])
        self._arrow(shape, look, width)
        return shape

    def curve(self, points: Sequence[Point], look: Look, width: float) -> Any:
        """An arrow along some points."""
        first, *others = ((round(point.x * EMU), round(point.y * EMU)) for point in points)
        builder = self._shapes.build_freeform(*first, scale=1.0)
        builder.add_line_segments(others, close=False)
        shape = builder.convert_to_shape()
        self._filled(shape, None)
        self._arrow(shape, look, width)
        return shape

    def turn(self, shape: Any) -> None:
        """Has the text of a shape written upwards."""
        shape.text_frame._txBody.bodyPr.set("vert", "vert270")

    def behind(self, shape: Any, front: Any) -> None:
        """Puts a shape right behind another one."""
        front._element.addprevious(shape._element)

    def describe(self, shape: Any, name: str, about: str = "") -> None:
        """What a shape is called, and what it says to those who do not see it."""
        properties = shape._element.xpath("./*/p:cNvPr")[0]
        properties.set("name", printable(name))
        if about:
            properties.set("descr", printable(about))

    def write(self, shape: Any, lines: Sequence[str], writing: Writing) -> None:
        """Lines in a shape, each as it is: no program wraps them anew."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame = shape.text_frame
        frame.word_wrap = False
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE}[writing.down]
        for number, text in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER}[writing.across]
            run = paragraph.add_run()
            run.text = printable(text)
            run.font.name, run.font.size = FONT, Pt(max(writing.size, _LEAST_SIZE))
            run.font.bold, run.font.italic = writing.bold, writing.italic
            run.font.color.rgb = _colour(writing.colour)
            run._r.get_or_add_rPr().set("lang", "fr-FR" if self._lang == "fr" else "en-GB")

    def _filled(self, shape: Any, colour: str | None) -> None:
        """Fills a shape, or not; nothing of the look of the presentation is left, such as shadows."""
        if colour is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = _colour(colour)
        _plain(shape)

    def _arrow(self, shape: Any, look: Look, width: float) -> None:
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        _plain(shape)
        self._line(shape.line, look.ink_of_line, look.line, width)
        head = f'<a:tailEnd {nsdecls("a")} type="triangle" w="med" len="med"/>'
        shape.line._get_or_add_ln().append(parse_xml(head))

    def _line(self, line: Any, colour: str, stroke: Line, width: float) -> None:
        from pptx.enum.dml import MSO_LINE_DASH_STYLE
        from pptx.util import Pt

        line.color.rgb = _colour(colour)
        line.width = Pt(max(width * (2 if stroke == "bold" else 1), 0.25))
        if stroke in ("dashed", "dotted"):
            line.dash_style = MSO_LINE_DASH_STYLE.DASH if stroke == "dashed" else MSO_LINE_DASH_STYLE.ROUND_DOT


def _plain(shape: Any) -> None:
    for effect in shape._element.xpath(".//a:effectRef"):
        effect.set("idx", "0")


def _emu(place: Place) -> tuple[int, int, int, int]:
    x, y, width, height = (round(length * EMU) for length in (place.x, place.y, place.width, place.height))
    return x, y, max(width, 1), max(height, 1)


def _colour(written: str) -> Any:
    from pptx.dml.color import RGBColor

    colour: Any = RGBColor
    return colour.from_string(written.removeprefix("#").upper())

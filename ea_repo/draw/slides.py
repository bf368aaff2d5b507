"""The sheets of a map as slides: native shapes, the legend and the day on each, what it says in words as its notes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ea_repo.draw.diagram import Box, Group, LegendEntry, Place
from ea_repo.draw.dot_heading import ARROWS, ENTRY, entry_words, legend_rows
from ea_repo.draw.line_geometry import along, crosses, middle_of_side, nearest_side
from ea_repo.draw.paper import FOOT, MARGIN, Paper
from ea_repo.draw.plain_text import printable
from ea_repo.draw.shapes import Placed, Point, Route, Shapes, shapes
from ea_repo.draw.sheets import Sheet
from ea_repo.draw.slide_shapes import EMU, Canvas, Writing
from ea_repo.draw.style import Style
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text
from ea_repo.write.archive import LONGEST_TITLE, same_day

if TYPE_CHECKING:
    from pptx.slide import Slide

MAKER = "ea-repo"
_TITLE_ONLY = 5
"""The layout of a slide with a title, and nothing else."""
_HEAD, _LEGEND, _LEAST = 46.0, 44.0, 9.0
"""How high the head of a slide is, its legend, and its smallest text, on a slide of the usual size."""
SLIDE = Paper("slide", 960, 540, foot=_HEAD + _LEGEND + FOOT, least=_LEAST)
"""The usual slide, of 16 to 9."""
_ALERT, _GREY = "#b03a00", "#4a4a4a"
_IN_NOTES = Text(" … (la suite est dans les commentaires)", " … (more in the notes)")
_MARGIN = Text("marge", "margin")
_OVERVIEW = Text("vue d'ensemble", "overview")
_SHEET = Text("feuille {} sur {}", "sheet {} of {}")


def slide_of(paper: Paper) -> Paper:
    """A slide as large as a paper that lies, on which texts may be as small as on that."""
    lying = paper.lying
    return replace(lying, foot=SLIDE.foot * lying.width / SLIDE.width)


def as_slides(sheets: Sequence[Sheet], style: Style) -> bytes:
    """A slide for each sheet, whose drawings have no head; the same bytes for the same sheets."""
    import pptx
    from pptx.util import Pt

    deck = pptx.Presentation()
    paper, diagram = sheets[0].paper, sheets[0].drawing.diagram
    deck.slide_width, deck.slide_height = Pt(paper.width), Pt(paper.height)
    properties = deck.core_properties
    properties.author = properties.last_modified_by = MAKER
    properties.title, properties.language = printable(diagram.title)[:LONGEST_TITLE], diagram.lang
    properties.created = properties.modified = dt.datetime(2000, 1, 1)
    slides = [deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY]) for _ in sheets]
    for number, sheet in enumerate(sheets, 1):
        _Slide(slides, number, sheet, style).write()
    out = io.BytesIO()
    deck.save(out)
    return same_day(out.getvalue())


class _Slide:
    """Writes a sheet on its slide."""

    def __init__(self, slides: Sequence[Slide], number: int, sheet: Sheet, style: Style) -> None:
        self._slides, self._number, self._slide = slides, number, slides[number - 1]
        self._sheet, self._style = sheet, style
        self._diagram = sheet.drawing.diagram
        self._canvas = Canvas(self._slide, self._diagram.lang)
        self._unit = sheet.paper.width / SLIDE.width
        """How large the texts of the head are, of what they are on the usual slide."""
        drawn = shapes(sheet.drawing)
        window = sheet.window
        corner = Point(window.x, window.y) if window else Point(0, 0)
        self._shown = (drawn.within(window) if window else drawn).moved(-corner.x, -corner.y)
        across = (sheet.paper.width - sheet.size[0] * sheet.scale) / 2
        self._corner = Point(across, MARGIN + _HEAD * self._unit)
        self._seen: dict[str, Any] = {}

    def write(self) -> None:
        self._boxes(self._shown)
        self._marks()
        self._cover()
        self._head()
        self._legend()
        self._foot()
        self._notes()

    # The map

    def _boxes(self, shown: Shapes) -> None:
        for group in shown.groups:
            self._box(group, Writing(11 * self._sheet.scale, down="top"))
        for box in shown.boxes:
            if box.of.frame:
                self._box(box, self._writing(box.of, "top"))
        front = None
        for box in shown.boxes:
            if not box.of.frame:
                shape = self._box(box, self._writing(box.of, "middle"))
                front = shape if front is None else front
        for route in shown.routes:
            self._arrow(route, front)

    def _writing(self, box: Box, down: str) -> Writing:
        look = self._style.look(box.look)
        across = "left" if box.left or box.frame else "center"
        return Writing(box.size * self._sheet.scale, look.ink, across=across, down=down)

    def _box(self, placed: Placed[Box] | Placed[Group], writing: Writing) -> Any:
        of, place = placed.of, self._place(placed.place)
        look = self._style.look("group" if isinstance(of, Group) else of.look)
        lines = list(of.label)
        about = " ".join(of.label)
        if isinstance(of, Box):
            about = of.tooltip or about
            if lines and look.sign:
                lines[-1:] = [lines[-1], look.sign] if of.narrow else [f"{lines[-1]} {look.sign}"]
        rounded = self._diagram.layout == "layered"
        shape = self._canvas.box(place, look, lines, writing, rounded=rounded)
        if isinstance(of, Box) and of.turned:
            self._canvas.turn(shape)
        if writing.across == "left":
            shape.text_frame.margin_left = round(4 * self._sheet.scale * EMU)
            shape.text_frame.margin_top = round(3 * self._sheet.scale * EMU) if writing.down == "top" else 0
        self._canvas.describe(shape, " ".join(of.label) or of.id, about)
        if isinstance(of, Box):
            self._seen[of.id] = shape
            if address := self._diagram.links.get(str(of.element)):
                shape.click_action.hyperlink.address = address
        return shape

    def _arrow(self, route: Route, front: Any) -> None:
        """A connector where nothing stands between its ends, else a curve for each look of what it stands for."""
        arrow, strands = route.arrow, route.strands()
        about = arrow.tooltip or " ".join(arrow.label)
        sides = self._clear(route)
        for name, strand in strands:
            look = self._style.look(name)
            if sides is not None and len(strands) == 1:
                ends = self._seen[arrow.source], self._seen[arrow.target]
                shape = self._canvas.connector(*ends, sides, look, self._sheet.scale)
            else:
                shape = self._canvas.curve(self._curve(strand), look, self._sheet.scale)
            self._canvas.describe(shape, about.splitlines()[0] if about else f"{arrow.source} → {arrow.target}", about)
            if front is not None:
                self._canvas.behind(shape, front)
        if arrow.label and route.label_at is not None:
            held = sides is not None and len(strands) == 1
            self._label(route, self._middle(route, sides) if held and sides else route.label_at, held=held)

    def _label(self, route: Route, middle: Point, *, held: bool) -> None:
        """The label of an arrow: on a straight one, beside a curve where it was laid out."""
        arrow, at, size = route.arrow, self._at(middle), 9 * self._sheet.scale
        width, height = max(text_width(words, size) for words in arrow.label), len(arrow.label) * size * 1.2
        place = Place(at.x - width / 2, at.y - height / 2, width, height)
        writing = Writing(size, self._style.look(arrow.look).ink_of_line, across="center")
        text = self._canvas.text(place, arrow.label, writing, ground="#ffffff" if held else None)
        self._canvas.describe(text, " ".join(arrow.label))

    def _middle(self, route: Route, sides: tuple[int, int]) -> Point:
        places = {box.of.id: box.place for box in self._shown.boxes}
        first = middle_of_side(places[route.arrow.source], sides[0])
        last = middle_of_side(places[route.arrow.target], sides[1])
        return Point((first.x + last.x) / 2, (first.y + last.y) / 2)

    def _clear(self, route: Route) -> tuple[int, int] | None:
        """The sides of two boxes between which a straight line crosses no other; None where there are none."""
        places = {box.of.id: box.place for box in self._shown.boxes if not box.of.frame}
        ends = (route.arrow.source, route.points[0]), (route.arrow.target, route.points[-1])
        if not all(id in places for id, _ in ends):
            return None
        held = [nearest_side(places[id], at) for id, at in ends]
        first, last = (middle_of_side(places[id], side) for (id, _), side in zip(ends, held, strict=True))
        others = (place for id, place in places.items() if id not in (route.arrow.source, route.arrow.target))
        if any(crosses(first, last, place) for place in others):
            return None
        return held[0], held[1]

    def _curve(self, route: Route) -> list[Point]:
        return [self._at(point) for point in along(route.points)]

    def _at(self, point: Point) -> Point:
        scale = self._sheet.scale
        return Point(self._corner.x + point.x * scale, self._corner.y + point.y * scale)

    def _place(self, place: Place) -> Place:
        corner, scale = self._at(Point(place.x, place.y)), self._sheet.scale
        return Place(corner.x, corner.y, place.width * scale, place.height * scale)

    def _marks(self) -> None:
        """The frames on an overview around what other sheets show: a click leads to them."""
        for place, number in self._sheet.marks:
            shape = self._canvas.frame(self._place(place), _ALERT)
            self._canvas.write(shape, (str(number),), Writing(32, _ALERT, bold=True, across="center"))
            shape.click_action.target_slide = self._slides[number - 1]
            self._canvas.describe(shape, self._sheet_number(number))

    # What stands around it

    def _cover(self) -> None:
        """Through a window one sees no further than its edges: what goes on above and below is covered."""
        paper, window = self._sheet.paper, self._sheet.window
        if window is not None:
            bottom = self._corner.y + window.height * self._sheet.scale
            for top, end in ((0.0, self._corner.y), (bottom, paper.height)):
                cover = self._canvas.cover(Place(0, top, paper.width, end - top))
                self._canvas.describe(cover, _MARGIN[self._diagram.lang])
            # What is behind a cover is not seen: the title comes in front.
            title: Any = self._slide.shapes.title
            cover._element.addnext(title._element)

    def _head(self) -> None:
        diagram, unit = self._diagram, self._unit
        room = self._sheet.paper.width - 2 * MARGIN
        size = 22.0 * unit
        size *= min(1.0, room / max(text_width(diagram.title, size) * 1.08, 1))
        title: Any = self._slide.shapes.title
        title.left, title.top = (round(length * EMU) for length in (MARGIN, 14 * unit))
        title.width, title.height = (round(length * EMU) for length in (room, 28 * unit))
        self._canvas.write(title, (diagram.title,), Writing(size, bold=True))
        about = diagram.notes[0] if self._is_part else diagram.question
        below = Place(MARGIN, 43 * unit, room, 18 * unit)
        if diagram.warning:
            below_warning = Place(MARGIN, 57 * unit, room, 12 * unit)
            self._line(diagram.warning, below_warning, Writing(9.5 * unit, _ALERT, bold=True))
        self._line(about, below, Writing(12 * unit, _GREY, italic=True))

    def _legend(self) -> None:
        room, top = self._sheet.paper.width - 2 * MARGIN, self._foot_top()
        rows = legend_rows(self._diagram.legend, room / self._unit)
        high = min(15.0, _LEGEND / max(len(rows), 1)) * self._unit
        for number, entries in enumerate(rows):
            self._legend_row(entries, top + number * high, high)

    def _legend_row(self, entries: Sequence[LegendEntry], top: float, high: float) -> None:
        unit, left = self._unit, MARGIN
        size = min(9.0 * unit, high * 0.68)
        for entry in entries:
            look, words = self._style.look(entry.look), entry_words(entry)
            sign = Place(left, top + high * 0.12, 22 * unit, high * 0.76)
            if entry.arrow:
                self._canvas.text(sign, (ARROWS[look.line],), Writing(size, look.ink_of_line))
            else:
                self._canvas.box(sign, look, [look.sign], Writing(size, look.ink, across="center"), rounded=False)
            width = text_width(words, size)
            self._canvas.text(Place(left + 27 * unit, top, width, high), (words,), Writing(size))
            left += width + ENTRY * unit

    def _foot(self) -> None:
        """The day, which sheet this is, and what is not shown."""
        diagram, total = self._diagram, len(self._slides)
        words = [diagram.situation]
        if total > 1:
            words.append(self._sheet_number(self._number))
        words += diagram.notes[1:] if self._is_part else diagram.notes
        place = Place(MARGIN, self._foot_top() + _LEGEND * self._unit + 3, self._sheet.paper.width - 2 * MARGIN, FOOT)
        self._line(" · ".join(words), place, Writing(9 * self._unit, _GREY))

    @property
    def _is_part(self) -> bool:
        """Whether only some frames of the map are on this sheet, which its first note names."""
        return self._number > 1 and self._sheet.window is None

    def _sheet_number(self, number: int) -> str:
        lang = self._diagram.lang
        which = _SHEET[lang].format(number, len(self._slides))
        return f"{which} ({_OVERVIEW[lang]})" if number == 1 else which

    def _foot_top(self) -> float:
        return self._sheet.paper.height - MARGIN - FOOT - _LEGEND * self._unit

    def _line(self, text: str, place: Place, writing: Writing) -> None:
        """A text on one line; where it is cut, it says so, and the notes hold all of it."""
        lines = wrap(text, place.width, writing.size, 1)
        more = _IN_NOTES[self._diagram.lang]
        if lines and lines[0].endswith("…"):
            lines = wrap(text, place.width - text_width(more, writing.size), writing.size, 1)
            lines = (lines[0].removesuffix("…").rstrip() + more,)
        if lines:
            self._canvas.text(place, lines, writing)

    def _notes(self) -> None:
        """The map in words, of what the slide shows."""
        diagram = self._diagram
        boxes, arrows = (box.of for box in self._shown.boxes), (route.arrow for route in self._shown.routes)
        shown = replace(diagram, boxes=tuple(boxes), arrows=tuple(arrows))
        frame = self._slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(text_equivalent(shown))

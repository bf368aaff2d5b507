"""Pictures of a map, drawn by Graphviz: carefully where that ends in time, else more simply, and it says so."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.dot import as_dot
from ea_repo.draw.gathering import MOST_ARROWS
from ea_repo.draw.graphviz_run import Engine, Picture, TooSlow, run, run_together
from ea_repo.draw.simple_layout import simply_laid_out
from ea_repo.draw.style import Style
from ea_repo.draw.svg import NotDrawn, finished
from ea_repo.draw.turned import as_png, with_turned_labels
from ea_repo.finding import Text

SECONDS = 8.0
"""How long a layout may take before a simpler one takes its place."""
RESOLUTION = 144
"""Of a PNG, in points an inch: twice a screen's, to be printed."""
_COARSEST = 60
"""The resolution below which the texts of a PNG could not be read."""
_MOST_PIXELS = 60_000_000
"""Of a PNG: what a quarter of a gigabyte holds while it is drawn."""
_SHORT_SEARCH = {"splines": "line", "nslimit": "0.1", "nslimit1": "0.1", "mclimit": "0.1"}
"""How Graphviz draws what has too many arrows to be followed: in seconds instead of minutes, with straight arrows."""
_UNHEADED = {"label": ""}
_FEW_ARROWS = 60
"""Of a map that is laid out in no time."""
_MOST_SEARCHED = 600
"""Beyond these arrows no search ends in its time."""
_SIMPLER = Text(
    "Trop de flèches pour une mise en page soignée : celle-ci est plus simple",
    "Too many arrows to be laid out with care: this layout is simpler",
)


@dataclass(frozen=True)
class Drawing:
    """A map that Graphviz has drawn, as an SVG, and what it was drawn from."""

    diagram: Diagram
    options: Mapping[str, str]
    svg: str

    @property
    def size(self) -> tuple[float, float]:
        """Its width and its height in points."""
        written = re.search(r'<svg[^>]*? viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"', self.svg)
        return (float(written[1]), float(written[2])) if written else (0.0, 0.0)


def render(diagram: Diagram, style: Style, picture: Picture, *, seconds: float = SECONDS) -> bytes:
    """The map as a picture; raises NotDrawn where Graphviz fails, or leaves out a box or an arrow."""
    return picture_of(drawn(diagram, style, seconds=seconds), style, picture)


def picture_of(drawing: Drawing, style: Style, picture: Picture) -> bytes:
    """A map that is laid out, as a picture; raises NotDrawn."""
    if picture == "svg":
        return drawing.svg.encode("utf-8")
    turned = any(box.turned for box in drawing.diagram.boxes)
    if picture == "png" and turned:
        return as_png(picture_of(drawing, style, "pdf"), _resolution(drawing))
    options = dict(drawing.options)
    if picture == "pdf":
        # Graphviz leaves half an inch around a page otherwise.
        options["margin"] = "0"
    if picture == "png":
        options["dpi"] = str(_resolution(drawing))
    content = _graphviz(drawing.diagram, style, options, picture)
    if turned:
        content = with_turned_labels(content, drawing.svg)
    # A PDF says when it was made: the same map is the same bytes, and of the same length.
    return re.sub(rb"(/CreationDate \(D:)\d{14}", rb"\g<1>20000101000000", content) if picture == "pdf" else content


def drawn(diagram: Diagram, style: Style, *, seconds: float = SECONDS, headed: bool = True) -> Drawing:
    """The map laid out, as well as there is time for; `headed`: with its title and its legend. Raises NotDrawn."""
    for wanted, layout in _layouts(diagram):
        options = layout if headed else {**layout, **_UNHEADED}
        try:
            limit = seconds if wanted.layout == "layered" else None
            svg = _graphviz(wanted, style, options, "svg", limit).decode("utf-8")
        except TooSlow:
            continue
        return Drawing(wanted, options, finished(svg, wanted))
    raise AssertionError("boxes that have their places are always drawn")


def drawn_together(diagrams: Sequence[Diagram], style: Style) -> list[Drawing | NotDrawn]:
    """Several maps laid out, those of few arrows in one run of Graphviz; of one that cannot be drawn, why."""
    small = [diagram for diagram in diagrams if diagram.layout == "layered" and len(diagram.arrows) <= _FEW_ARROWS]
    svgs = run_together([as_dot(diagram, style, {}) for diagram in small], SECONDS) if len(small) > 1 else None
    together = {id(diagram): svg for diagram, svg in zip(small, svgs or (), strict=False)}
    drawings: list[Drawing | NotDrawn] = []
    for diagram in diagrams:
        try:
            if id(diagram) in together:
                svg = together[id(diagram)].decode("utf-8")
                drawings.append(Drawing(diagram, {}, finished(svg, diagram)))
            else:
                drawings.append(drawn(diagram, style))
        except NotDrawn as problem:
            drawings.append(problem)
    return drawings


def _layouts(diagram: Diagram) -> Iterator[tuple[Diagram, Mapping[str, str]]]:
    """The ways to lay a map out, the best first; the last one takes no search at all."""
    if diagram.layout == "placed":
        yield diagram, {}
        return
    if len(diagram.arrows) <= MOST_ARROWS:
        yield diagram, {}
    if len(diagram.arrows) <= _MOST_SEARCHED:
        yield diagram, _SHORT_SEARCH
    yield simply_laid_out(replace(diagram, notes=(*diagram.notes, _SIMPLER[diagram.lang]))), {}


def _graphviz(
    diagram: Diagram, style: Style, options: Mapping[str, str], picture: Picture, seconds: float | None = None
) -> bytes:
    engine: Engine = "neato" if diagram.layout == "placed" else "dot"
    return run(diagram.id, as_dot(diagram, style, options), engine, picture, seconds)


def _resolution(drawing: Drawing) -> int:
    """Of a PNG: the usual one, less where it would take too much memory; raises NotDrawn where it could not be read."""
    width, height = (max(length, 1) / 72 for length in drawing.size)
    fits = int(math.sqrt(_MOST_PIXELS / (width * height)))
    if fits < _COARSEST:
        metres = f"{width * 0.0254:.1f} × {height * 0.0254:.1f} m"
        id = drawing.diagram.id
        fr = f"{id} : trop grande pour un PNG ({metres}) ; la dessiner en SVG ou en PDF, ou autour d'un élément"
        en = f"{id}: too large for a PNG ({metres}); draw it as SVG or PDF, or around one element"
        raise NotDrawn(Text(fr, en))
    return min(RESOLUTION, fits)

"""What a viewpoint says that can mean nothing: no typo may pass for an empty map."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ea_repo.draw.appearance import LAST_SUPPORT
from ea_repo.draw.style import Style, unknown_look
from ea_repo.draw.table_columns import column_errors
from ea_repo.draw.viewpoint import TextPath, Viewpoint
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary
from ea_repo.select.paths import known_columns
from ea_repo.select.validation import flaws
from ea_repo.suggest import did_you_mean

Error = tuple[TextPath, Text]
"""Where in the file of the view, and what is wrong there."""


def viewpoint_errors(point: Viewpoint, style: Style, vocabulary: Vocabulary) -> Iterator[Error]:
    """What is wrong wherever a vocabulary holds: words of no kind, field, link or style; parts that do not fit."""
    yield from selector_errors(point, Graph(vocabulary=vocabulary), anywhere=True)
    yield from _unknown_names(point, style, vocabulary)
    yield from _misshapen(point)
    group = point.group if point.form == "table" else None
    yield from column_errors(point.columns, point.totals, group, folded=point.folded, vocabulary=vocabulary)


def selector_errors(point: Viewpoint, graph: Graph, *, anywhere: bool = False) -> Iterator[Error]:
    """What is wrong in the selectors of a view on this graph; `anywhere`: whichever its elements are."""
    for path, selector in point.selectors():
        for flaw in flaws(selector, graph):
            if not (anywhere and flaw.elsewhere):
                yield path, flaw.message


def _unknown_names(point: Viewpoint, style: Style, vocabulary: Vocabulary) -> Iterator[Error]:
    """Fields, links, kinds, scales and looks that no kind and no style has."""
    for path, name, known in _names(point, style, vocabulary):
        if name is not None and name not in known:
            hint = did_you_mean(name, known)
            yield path, Text(f"« {name} » n'est pas connu ici{hint.fr}", f"“{name}” is not known here{hint.en}")
    for place, arrows in enumerate(point.arrows):
        if arrows.look not in style.looks:
            yield ("arrows", place, "look"), unknown_look(arrows.look, style)


def _names(
    point: Viewpoint, style: Style, vocabulary: Vocabulary
) -> Iterator[tuple[TextPath, str | None, Collection[str]]]:
    """Every name that a viewpoint uses, with where it is written and the names it may be one of."""
    links, fields = _links(vocabulary), ["name", *known_columns(vocabulary)]
    yield ("group",), None if point.form == "table" else point.group, links
    yield ("gather",), point.gather, links
    yield ("colour",), point.colour, style.scales
    lists = (("above", point.above, links), ("or_group", point.or_group, links))
    for key, names, known in (*lists, ("or_colour", point.or_colour, [*style.scales])):
        yield from (((key, number), name, known) for number, name in enumerate(names))
    for place, arrows in enumerate(point.arrows):
        yield ("arrows", place, "link"), arrows.link, links
        yield ("arrows", place, "colour"), arrows.colour, style.scales
        for number, column in enumerate(arrows.label):
            yield ("arrows", place, "label", number), column.split(".")[0], fields
    if point.cells is not None:
        yield ("cells", "link"), point.cells.link, links
        yield ("cells", "colour"), point.cells.colour, style.scales
    if point.cells is not None and point.cells.partly is not None:
        yield ("cells", "partly", "link"), point.cells.partly.link, links
        yield ("cells", "partly", "look"), point.cells.partly.look, style.looks
    yield from _crossed(point, style)
    for number, name in enumerate(point.focus.kind if point.focus else ()):
        yield ("focus", "kind", number), name, ["*", *vocabulary.kinds]
    marked = [LAST_SUPPORT] if point.colour == LAST_SUPPORT else []
    for key, columns in (("label", point.label), ("frame_label", point.frame_label)):
        for number, column in enumerate(columns):
            yield (key, number), column.split(".")[0], [*fields, *marked]


def _crossed(point: Viewpoint, style: Style) -> Iterator[tuple[TextPath, str | None, Collection[str]]]:
    """The names in a grid and in quadrants: scales, their values, looks."""
    if (grid := point.grid) is not None:
        yield ("grid", "down"), grid.down, style.scales
        yield ("grid", "across"), grid.across, style.scales
        for row, cells in grid.heat.items():
            yield ("grid", "heat", row), row, style.scales.get(grid.down, ())
            for column, look in cells.items():
                yield ("grid", "heat", row, column), column, style.scales.get(grid.across, ())
                yield ("grid", "heat", row, column), look, style.looks
    if (quadrants := point.quadrants) is not None:
        yield ("quadrants", "field"), quadrants.field, style.scales
        for number, values in enumerate(quadrants.cells):
            for place, value in enumerate(values):
                yield ("quadrants", "cells", number, place), value, style.scales.get(quadrants.field, ())


def _misshapen(point: Viewpoint) -> Iterator[Error]:
    """What the form of a view wants."""
    if point.colour in ("impact", "lineage") and not (point.focus and point.focus.required):
        fr = f"« {point.colour} » se dit d'un élément : focus, avec required: true"
        yield ("colour",), Text(fr, f"“{point.colour}” is said of an element: focus, with required: true")
    if point.cells and (point.cells.flows is None) == (point.cells.link is None):
        yield ("cells",), Text("une case est `flows` ou `link`, pas les deux", "a cell is `flows` or `link`")
    for place, arrows in enumerate(point.arrows):
        if (arrows.flows is None) == (arrows.link is None):
            either = Text("une flèche est `flows` ou `link`, pas les deux", "an arrow is `flows` or `link`")
            yield ("arrows", place), either
    for wrong, message in _forms(point):
        if wrong:
            yield ("form",), message


def _forms(point: Viewpoint) -> Iterator[tuple[bool, Text]]:
    """For each form, whether the view is of it and lacks what it wants, and what that is."""
    form = point.form
    yield (
        form == "matrix" and (not point.rows or point.cells is None),
        Text("une matrice a des lignes (rows) et des cases (cells)", "a matrix has rows and cells"),
    )
    yield (
        form == "effects" and point.colour != "impact",
        Text("des effets se colorent par « impact »", "effects are coloured by “impact”"),
    )
    yield (
        form == "needs" and not (point.rows and point.cells and point.cells.link),
        Text("des besoins ont des lignes (rows) et un lien (cells)", "needs have rows and a link (cells)"),
    )
    yield (
        form == "grid" and point.grid is None,
        Text("une grille dit ce qui s'y croise (grid)", "a grid says what crosses in it (grid)"),
    )
    yield (
        form == "quadrants" and point.quadrants is None,
        Text("des quadrants disent leurs valeurs (quadrants)", "quadrants say their values (quadrants)"),
    )
    yield (
        form == "takers" and point.colour != "lineage",
        Text("des preneurs se colorent par « lineage »", "takers are coloured by “lineage”"),
    )
    yield (
        form == "border" and not point.bands,
        Text("une frontière a des partenaires (bands)", "a border has partners (bands)"),
    )
    yield (
        form == "years" and point.colour != "support",
        Text("les années se colorent par « support »", "years are coloured by “support”"),
    )
    yield (
        form == "table" and not point.columns,
        Text("un tableau a des colonnes (columns)", "a table has columns"),
    )


def _links(vocabulary: Vocabulary) -> list[str]:
    """The links by their fields, and by the names they have seen from the other end."""
    kinds = vocabulary.kinds.values()
    names = (name for kind in kinds for field, link in kind.links.items() for name in (field, link.inverse))
    return list(dict.fromkeys(names))

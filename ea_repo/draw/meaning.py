"""Whether a viewpoint can mean anything: no typo may pass for an empty map."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.draw.style import Style
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kinds
from ea_repo.select import Selector, SelectorError
from ea_repo.select.meaning import flaws
from ea_repo.select.paths import known_columns
from ea_repo.suggest import did_you_mean


def senseless(point: Viewpoint, style: Style) -> Iterator[tuple[str, Text]]:
    """What a viewpoint says that can mean nothing anywhere, with the key where it does."""
    yield from _selectors(point)
    yield from _names(point, style)
    yield from _shape(point)


def _selectors(point: Viewpoint) -> Iterator[tuple[str, Text]]:
    try:
        for selector in point.selectors():
            # What names an element may be right in another workspace: that is judged when the view is drawn.
            for flaw in flaws(selector, Graph()):
                if not flaw.elsewhere:
                    yield _selecting(point, selector), flaw.message
    except SelectorError as error:
        yield "show", error.message


def _names(point: Viewpoint, style: Style) -> Iterator[tuple[str, Text]]:
    """Fields, links and scales that no kind and no style has."""
    columns = (*point.label, *point.columns, *point.totals)
    for key, names, known in (
        ("group", [point.group], _links()),
        ("arrows", [each.link for each in point.arrows], _links()),
        ("cells", [point.cells.link if point.cells else None], _links()),
        ("colour", [point.colour], style.scales),
        ("arrows", [each.colour for each in point.arrows], style.scales),
        ("arrows", [path.split(".")[0] for each in point.arrows for path in each.label], _fields()),
        ("cells", [point.cells.colour if point.cells else None], style.scales),
        ("focus", [*(point.focus.kind if point.focus else ())], ["*", *kinds()]),
        ("label" if set(point.label) - {"name"} else "columns", [each.split(".")[0] for each in columns], _fields()),
    ):
        for name in names:
            if name is not None and name not in known:
                hint = did_you_mean(name, known)
                yield key, Text(f"« {name} » n'est pas connu ici{hint.fr}", f"“{name}” is not known here{hint.en}")


def _shape(point: Viewpoint) -> Iterator[tuple[str, Text]]:
    """What the form of a view wants."""
    if point.colour in ("impact", "lineage") and not (point.focus and point.focus.required):
        fr = f"« {point.colour} » se dit d'un élément : focus, avec required: true"
        yield "colour", Text(fr, f"“{point.colour}” is said of an element: focus, with required: true")
    if point.cells and (point.cells.flows is None) == (point.cells.link is None):
        yield "cells", Text("une case est `flows` ou `link`, pas les deux", "a cell is `flows` or `link`")
    for each in point.arrows:
        if (each.flows is None) == (each.link is None):
            yield (
                "arrows",
                Text("une flèche est `flows` ou `link`, pas les deux", "an arrow is `flows` or `link`"),
            )
    if point.form == "matrix" and (not point.rows or point.cells is None):
        yield "form", Text("une matrice a des lignes (rows) et des cases (cells)", "a matrix has rows and cells")
    if point.form == "table" and not point.columns:
        yield "form", Text("un tableau a des colonnes (columns)", "a table has columns")


def _selecting(point: Viewpoint, selector: Selector) -> str:
    shown = [Selector.parse(each) for each in point.show]
    return "show" if selector in shown else "rows" if point.rows else "arrows"


def _links() -> list[str]:
    """The links by their fields, and by the names they have seen from the other end."""
    found = (name for each in kinds().values() for field, link in each.links.items() for name in (field, link.inverse))
    return list(dict.fromkeys(found))


def _fields() -> list[str]:
    return ["name", *known_columns()]

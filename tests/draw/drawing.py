"""Small maps for the tests: a model and a viewpoint as text, drawn by the real parts."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from typing import Any

from ea_repo.draw.cartography import View, read_cartography
from ea_repo.draw.context import Context, Mark
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.style import Style
from ea_repo.draw.view_to_diagram import draw
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.finding import Lang
from ea_repo.starter import folder
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
WORDS = {"fr": "Titre", "en": "Title"}
FLOWS = {"flows": {}, "verb": {"fr": "transmet à", "en": "sends to"}, "label": ["data"], "colour": "mode"}


def style() -> Style:
    """The style that the starter ships."""
    return read_cartography(folder("cartography").parent).style


def point(**fields: Any) -> Viewpoint:
    """A viewpoint with these fields, and words where it must have some."""
    return Viewpoint.model_validate({"title": WORDS, "question": WORDS, "empty": {"fr": "rien", "en": "none"}} | fields)


def drawn(
    model: str,
    viewpoint: Viewpoint,
    *focus: str,
    depth: int | None = None,
    marks: Mapping[str, str] | None = None,
    unreadable: int = 0,
    lang: Lang = "en",
) -> Diagram:
    """The map of a viewpoint on a model."""
    context = Context(
        graph_of(textwrap.dedent(model)).at(DAY),
        style(),
        lang,
        "Test · 2021",
        marks={id: Mark(value) for id, value in (marks or {}).items()},
        focus=focus,
        depth=depth,
        unreadable=unreadable,
    )
    return draw(View("view", "view.yaml", viewpoint, {}), context)


def ends(diagram: Diagram) -> list[tuple[str, str]]:
    return [(arrow.source, arrow.target) for arrow in diagram.arrows]


def ids(diagram: Diagram) -> set[str]:
    return {box.id for box in diagram.boxes}

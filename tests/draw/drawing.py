"""Small maps for the tests: a model and a viewpoint as text, drawn by the real parts."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ea_repo.draw.cartography import View
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.draw import draw
from ea_repo.draw.shown import Context, Mark
from ea_repo.draw.style import Style, read_style
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.load.yaml import parse
from ea_repo.starter import folder
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
WORDS = {"fr": "Titre", "en": "Title"}
FLOWS = {"flows": {}, "verb": {"fr": "transmet à", "en": "sends to"}, "label": ["data"], "colour": "mode"}


def style() -> Style:
    """The style that the starter ships."""
    return read_style(folder("cartography"))


def point(**fields: Any) -> Viewpoint:
    """A viewpoint with these fields, and words where it must have some."""
    return Viewpoint.model_validate({"title": WORDS, "question": WORDS, "empty": {"fr": "rien", "en": "none"}} | fields)


def drawn(
    model: str,
    view: Viewpoint,
    *focus: str,
    depth: int | None = None,
    marks: Mapping[str, str] | None = None,
) -> Diagram:
    """The map of a viewpoint on a model, in English."""
    graph = graph_of(textwrap.dedent(model)).at(DAY)
    context = Context(graph, style(), "en", "Test · 2021", focus=focus, depth=depth)
    marked = {id: Mark(value) for id, value in (marks or {}).items()}
    return draw(View("view", "view.yaml", view), replace(context, marks=marked))


def ends(diagram: Diagram) -> list[tuple[str, str]]:
    return [(each.source, each.target) for each in diagram.arrows]


def ids(diagram: Diagram) -> set[str]:
    return {each.id for each in diagram.boxes}


def yaml(file: Path) -> Any:
    return parse(file.read_text(encoding="utf-8")).value

"""The views of the cartography, for programs."""

from __future__ import annotations

from ea_repo.draw.cartography import Cartography
from ea_repo.report.json.values import dumped


def write(known: Cartography) -> str:
    """Each view with its question and what it is drawn around."""
    return dumped(
        [
            {
                "id": view.id,
                "form": view.point.form,
                "title": view.point.title.model_dump(),
                "question": view.point.question.model_dump(),
                "focus": list(view.point.focus.kind) if view.point.focus else [],
                "focus_required": bool(view.point.focus and view.point.focus.required),
                "file": view.file,
            }
            for view in known.views.values()
        ]
    )

"""The list of views, and what is said of one that was drawn."""

from __future__ import annotations

import json

import click

from ea_repo.draw.cartography import Cartography, View
from ea_repo.draw.diagram import Diagram
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.wrap import wrapped
from ea_repo.metamodel import kinds
from ea_repo.report.words import counted

_AROUND = Text("autour de : ", "around: ")


def as_json(known: Cartography) -> str:
    """The views as scripts read them."""
    found = [
        {
            "id": each.id,
            "form": each.point.form,
            "title": each.point.title.model_dump(),
            "question": each.point.question.model_dump(),
            "focus": list(each.point.focus.kind) if each.point.focus else [],
            "focus_required": bool(each.point.focus and each.point.focus.required),
            "file": each.file,
        }
        for each in known.views.values()
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_text(known: Cartography, lang: Lang, width: int) -> str:
    """Each view with its question and how to ask for it."""
    wide = max((len(each) for each in known.views), default=0)
    out = []
    for view in known.views.values():
        margin = " " * (wide + 2)
        out.append(click.style(view.id.ljust(wide), bold=True) + f"  {view.point.title.text[lang]}")
        out += wrapped(view.point.question.text[lang], width, margin, margin)
        if around := _focus(view, lang):
            out.append(margin + click.style(around, dim=True))
    return "\n".join(out)


def _focus(view: View, lang: Lang) -> str:
    focus = view.point.focus
    if focus is None:
        return ""
    labels = ["…" if each == "*" else kinds()[each].label[lang] for each in focus.kind]
    asked = f"--focus {'ID…' if focus.many else 'ID'}"
    return _AROUND[lang] + ", ".join(labels) + f" ({asked if focus.required else f'[{asked}]'})"


def drawn(diagram: Diagram, lang: Lang) -> str:
    """What a map shows, in a few words."""
    if diagram.empty:
        return diagram.notes[-1] if diagram.notes else diagram.title
    elements = len({each.element for each in diagram.boxes if each.element and not each.frame})
    words = (
        (("élément", "éléments"), ("flèche", "flèches"))
        if lang == "fr"
        else (("element", "elements"), ("arrow", "arrows"))
    )
    said = [counted(elements, *words[0], lang)]
    if diagram.arrows:
        said.append(counted(len(diagram.arrows), *words[1], lang))
    return ", ".join(said)

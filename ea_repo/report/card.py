"""One element, whole: as text, as Markdown, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from ea_repo.answer.card import Card, End
from ea_repo.finding import Lang, Text
from ea_repo.format.markdown import escaped
from ea_repo.graph import Phase
from ea_repo.report.words import PHASE, heading, kind_words


def as_json(found: Card) -> str:
    changes = found.situation.changes
    told: dict[str, Any] = {"changes": list(changes)} if changes else {}
    return json.dumps(found.json | told, ensure_ascii=False, indent=2)


_LINKS, _ARRIVING = (
    Text("Ce vers quoi il pointe", "What it points at"),
    Text("Ce qui pointe vers lui", "What points at it"),
)


def as_text(found: Card, lang: Lang) -> str:
    kind_name = kind_words(found.kind, lang, number=1)
    head = f"{click.style(found.name, bold=True)}  ({found.id})  {kind_name}, {_phase(found.phase, lang)}"
    lines = [heading(found.situation, lang), "", head, *([str(found.position)] if found.position else [])]
    width = max([len(name) for name in (*found.fields, *found.links, *found.arriving)], default=0)
    if found.fields:
        lines += ["", *(f"  {name:<{width}}  {_value(value)}" for name, value in found.fields.items())]
    for title, ends in ((_LINKS, found.links), (_ARRIVING, found.arriving)):
        if ends:
            lines += ["", click.style(title[lang], bold=True)]
            for name, values in ends.items():
                texts = [_said(each, lang) for each in values] or ["[]"]
                lines += [f"  {name if place == 0 else '':<{width}}  {text}" for place, text in enumerate(texts)]
    return "\n".join(lines)


def _phase(phase: Phase, lang: Lang) -> str:
    """The phase in words, with the one that selectors take."""
    return f"phase {PHASE[phase][lang]}" + ("" if PHASE[phase][lang] == phase else f" ({phase})")


def as_markdown(found: Card, lang: Lang) -> str:
    lines = [
        f"# {escaped(found.name)}",
        "",
        f"`{found.id}`, {kind_words(found.kind, lang, number=1)}, {_phase(found.phase, lang)}",
        "",
        click.unstyle(heading(found.situation, lang)),
    ]
    if found.fields:
        lines += ["", *(f"- **{name}**: {escaped(_value(value))}" for name, value in found.fields.items())]
    for title, ends in ((_LINKS, found.links), (_ARRIVING, found.arriving)):
        if ends:
            lines += ["", f"## {title[lang]}", ""]
            lines += [
                f"- **{name}**: " + ("; ".join(escaped(_said(each, lang)) for each in values) or "[]")
                for name, values in ends.items()
            ]
    return "\n".join(lines)


_HIDDEN, _MISSING, _NOT_FOLLOWED = (
    Text("pas à cette date", "not at this date"),
    Text("n'existe pas", "does not exist"),
    Text("pas suivi : boucle, ou mauvais genre", "not followed: a loop, or a wrong kind"),
)


def _said(end: End, lang: Lang) -> str:
    text = f"{end.name} ({end.id})" if end.name != end.id else end.id
    notes = list(_notes(end, lang))
    return f"{text} – {', '.join(notes)}" if notes else text


def _notes(end: End, lang: Lang) -> Iterator[str]:
    if end.ref.from_:
        yield f"{Text('depuis', 'from')[lang]} {end.ref.from_}"
    if end.ref.until:
        yield f"{Text('jusque', 'until')[lang]} {end.ref.until}"
    if end.ref.note:
        yield end.ref.note
    if not end.visible:
        yield _HIDDEN[lang]
    if not end.followed:
        yield (_MISSING if end.kind is None else _NOT_FOLLOWED)[lang]


def _value(value: Any) -> str:
    match value:
        case list():
            return "; ".join(_value(each) for each in value) or "[]"
        case dict():
            return ", ".join(f"{name}: {_value(each)}" for name, each in value.items())
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
